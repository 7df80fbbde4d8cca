"""Every move that is made with a claim, and the notes beside the moves: corrections, papers, receipt codes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from huimin.benefits.claims import Move
from huimin.tasks.claims import handing, looking, moving
from huimin.tasks.claims.desk import refusal
from huimin.tasks.claims.facts import FACTS
from huimin.tasks.claims.marks import identity_hash
from huimin.tasks.claims.numbers import new_receipt_code, number_of, plain_code
from huimin.tasks.claims.ports import (
    AccountGiven,
    Application,
    ClaimCard,
    ClaimSkeleton,
    Paper,
    Purpose,
    Taken,
    ViewRow,
)
from huimin.tasks.claims.records import Note
from huimin.wiring.claims_office import ClaimOffice


class ClaimMoves(ClaimOffice):
    """What is done with claims. Each call is one transaction; each gives the claim as it is then."""

    # --- taking

    def take(self, application: Application) -> Taken:
        """Take a claim; the receipt code is told this once.

        Raises:
            Invalid: with every fault of what was handed in.
        """
        desk, payee = self.desk, "claim-" + secrets.token_hex(12)
        with self.store.turn():
            record, code, odd = moving.take(desk, application, payee)
            if application.account is not None:
                self._account(payee, application.account)
            card = looking.card_of(desk, record, self._last4(record))
        return Taken(card, code, odd)

    # --- moves

    def _move(self, claim: str, what: Move, **more: Any) -> ClaimCard:
        desk = self.desk
        return self._card(desk, moving.move(desk, claim, what, **more))

    def ask(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """Ask the family to complete something; the office's deadline rests meanwhile."""
        return self._move(claim, Move.ASK, words=words, seen=seen)

    def complete(
        self, claim: str, particulars: Mapping[str, Any] | None = None, papers: Iterable[tuple[str, str, bytes]] = (),
        facts: Mapping[str, Any] | None = None, words: str = "", seen: int | None = None,
    ) -> ClaimCard:  # fmt: skip
        """Hand in what was missing, before anything is proposed.

        Args:
            particulars: see :meth:`correct`. papers: (name, media type, bytes).
            facts: by code; an officer's may be those that only the authority can tell.
        """
        people, told = moving.particulars({**(particulars or {}), FACTS: {**(particulars or {}).get(FACTS, {}),
                                                                          **(facts or {})}})  # fmt: skip
        with self.store.turn():
            for name, kind, data in papers:
                self.attach(claim, name, kind, data)
            card = self._move(claim, Move.COMPLETE, words=words, content={**people, **_facts(told)}, seen=seen)
            self._marks(claim, people)
        return card

    def propose(self, claim: str, outcome: str, words: str = "", seen: int | None = None) -> ClaimCard:
        """Propose ``yes`` or ``no``; a no, and what differs from the rule, needs words."""
        return self._move(claim, Move.PROPOSE, outcome=outcome, words=words, seen=seen)

    def confirm(self, claim: str, words: str = "", seen: int | None = None) -> ClaimCard:
        """Confirm what somebody else proposed; the last step decides."""
        return self._move(claim, Move.CONFIRM, words=words, seen=seen)

    def give_back(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """Give a proposal back to be made anew."""
        return self._move(claim, Move.RETURN, words=words, seen=seen)

    def withdraw(self, claim: str, words: str = "", seen: int | None = None) -> ClaimCard:
        """Withdraw a claim; of one that is paid, only what was opened since."""
        return self._move(claim, Move.WITHDRAW, words=words, seen=seen)

    def object(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """Somebody objected while it was on public notice: it is looked at again."""
        return self._move(claim, Move.OBJECT, words=words, seen=seen)

    def change(
        self, claim: str, since: date, facts: Mapping[str, Any], words: str = "", seen: int | None = None
    ) -> ClaimCard:
        """Tell what is different from a day on; it is decided anew, and payments go on until then."""
        return self._move(claim, Move.CHANGE, since=since, words=words, content=_facts(facts), seen=seen)

    def hold(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """Let payments wait until something is cleared."""
        return self._move(claim, Move.HOLD, words=words, seen=seen)

    def resume(self, claim: str, words: str = "", seen: int | None = None) -> ClaimCard:
        """Let payments go on."""
        return self._move(claim, Move.RESUME, words=words, seen=seen)

    def stop(self, claim: str, since: date, words: str, seen: int | None = None) -> ClaimCard:
        """Propose to stop from a day on; a second person has to confirm."""
        return self._move(claim, Move.STOP, since=since, words=words, seen=seen)

    def renew(self, claim: str, seen: int | None = None) -> ClaimCard:
        """Confirm for another year that nothing has changed."""
        return self._move(claim, Move.RENEW, seen=seen)

    def appeal(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """Appeal against the last decision."""
        return self._move(claim, Move.APPEAL, words=words, seen=seen)

    def uphold(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """The appeal is right: others decide anew."""
        return self._move(claim, Move.UPHOLD, words=words, seen=seen)

    def dismiss(self, claim: str, words: str, seen: int | None = None) -> ClaimCard:
        """The decision stands."""
        return self._move(claim, Move.DISMISS, words=words, seen=seen)

    # --- from one office to another

    def hand_over(self, claim: str, area: str, since: date, words: str, seen: int | None = None) -> ClaimCard:
        """Offer a claim to the office of another area, to be its own from a day on, with the reason.

        Raises:
            Invalid: there is no such area, it has the claim already, or the day is none on which it could move.
        """
        desk = self.desk
        with self.store.turn():
            handing.target_or_refuse(desk, desk.record(claim), area)
            return self._move(claim, Move.HAND_OVER, area=area, since=since, words=words, seen=seen)

    def receive(self, claim: str, words: str = "", seen: int | None = None) -> ClaimSkeleton:
        """Take over what another office offers; from here on it is this office's, and no longer the other's."""
        return looking.skeleton_of(self.desk, moving.move(self.desk, claim, Move.RECEIVE, words=words, seen=seen))

    def send_back(self, claim: str, words: str, seen: int | None = None) -> ClaimSkeleton:
        """Send back what another office offers, or take back what the own one offered, with the reason."""
        return looking.skeleton_of(self.desk, moving.move(self.desk, claim, Move.SEND_BACK, words=words, seen=seen))

    def correct(
        self, claim: str, particulars: Mapping[str, Any], words: str = "", seen: int | None = None
    ) -> ClaimCard:
        """Put right what was wrong from the beginning.

        Names, telephone, address, relation and account change nothing else; facts and identity numbers are what a
        decision rests on, so it is made anew.

        Args:
            particulars: ``claimant`` and ``subject`` with some of ``name``, ``identity``, ``phone`` and ``address``;
                ``relation``; ``account`` with ``holder``, ``number`` and ``bank``; ``facts`` by code.
        """
        people, told = moving.particulars(particulars)
        desk = self.desk
        with self.store.turn():
            moving.unchanged(desk.record(claim), seen)
            record = desk.record(claim)
            if told or any("identity" in people.get(who, {}) for who in ("claimant", "subject")):
                record = moving.move(desk, claim, Move.CORRECT, words=words, content={**people, **_facts(told)})
            elif people:
                record = moving.note(desk, claim, Note.MEND, people, words)
            if account := particulars.get("account"):
                given = account if isinstance(account, AccountGiven) else AccountGiven(**account)
                moving.account_or_refuse(given)
                record = moving.note(desk, claim, Note.ACCOUNT, {"last4": given.number[-4:]}, words)
                self._account(record.root.payee, given)
            self._marks(claim, people)
        return self._card(desk, record)

    def _marks(self, claim: str, people: Mapping[str, Any]) -> None:
        """Let a claim be found by the identity numbers that were put right."""
        for who in ("claimant", "subject"):
            if "identity" in people.get(who, {}):
                self.store.mark(self.desk.number(claim), who, identity_hash(self.store.hash, people[who]["identity"]))

    # --- papers and receipt codes

    def attach(self, claim: str, name: str, kind: str, data: bytes) -> Paper:
        """Add a paper. ``kind``: its media type, told from the bytes."""
        desk = self.desk
        with self.store.turn():
            record = moving.note(desk, claim, Note.PAPER, {"name": name, "kind": kind, "size": len(data)})
            self.store.attach(record.root.id, len(record.log), data)
        return looking.papers(record.log)[-1]

    def paper(self, claim: str, number: int, purpose: Purpose | str = Purpose.OWN) -> tuple[str, str, bytes]:
        """Name, media type and bytes of a paper; the look at it is logged."""
        desk = self.desk
        why = looking.purpose_of(purpose, desk)
        record = desk.record(claim)
        moving.actor_or_refuse(desk, record)
        found = next((one for one in looking.papers(record.log) if one.number == number), None)
        if found is None:
            raise refusal("claim-paper-unknown", number=number)
        data = self.store.paper(record.root.id, number)
        if desk.who:
            self.store.looked([ViewRow(claim, desk.who, why, "paper", desk.now)])
        return found.name, found.kind, data

    def new_receipt_code(self, claim: str) -> str:
        """Another receipt code, told this once; the old one no longer opens."""
        desk, code = self.desk, new_receipt_code()
        with self.store.turn():
            record = moving.note(desk, claim, Note.CODE, {})
            self.store.mark(record.root.id, "receipt", self.store.hash("receipt", plain_code(code)))
        return code

    def code_print(self, claim: str) -> str:
        """By which a browser knows again that the code it was opened with still counts; empty once erased."""
        return self.store.marked(self.desk.number(claim), "receipt")[:16]

    def by_receipt(self, code: str) -> str | None:
        """The claim that a receipt code opens; None: none. Whatever is typed takes the same work."""
        found = self.store.by_receipt(plain_code(code) or "none")
        return number_of(found[0]) if found else None


def _facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as content: days as text, so that what is kept reads back as it was told."""
    plain = {code: value.isoformat() if isinstance(value, date) else value for code, value in facts.items()}
    return {FACTS: plain} if plain else {}
