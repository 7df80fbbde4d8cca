"""Claims in a workspace: everything that can be asked of them and done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from huimin.benefits.claims import Stage
from huimin.benefits.payments import Award
from huimin.findings import Finding
from huimin.tasks.claims import awarding, batch, ending, handing, looking, telling
from huimin.tasks.claims.advising import beside
from huimin.tasks.claims.applying import identity_key
from huimin.tasks.claims.counting import Count
from huimin.tasks.claims.notices import NoticeLine
from huimin.tasks.claims.numbers import claim_of
from huimin.tasks.claims.ports import (
    ClaimCard,
    ClaimHead,
    ClaimSkeleton,
    Purpose,
    ViewRow,
)
from huimin.tasks.claims.records import Wanted
from huimin.wiring import claims_daily, claims_rekey
from huimin.wiring.claims_moves import ClaimMoves


class Claims(ClaimMoves):
    """The claims of an opened workspace: lists, looks, many at once, the family's data, what is owed.

    See :class:`huimin.wiring.claims_office.ClaimOffice` for what it takes.
    """

    # --- lists

    def _wanted(
        self, stages: Sequence[str] = (), areas: Iterable[str] | None = None, benefit: str = "", late: bool = False,
        steps: Sequence[int] = (), appealed: bool | None = None, held: bool | None = None,
        renew_before: date | None = None, not_by: str = "", passing: str = "",
        claims: Iterable[str] | None = None,
    ) -> Wanted:  # fmt: skip
        numbers = None if claims is None else frozenset(n for one in claims if (n := claim_of(one)) is not None)
        return Wanted(tuple(stages), None if areas is None else frozenset(areas), benefit, numbers,
                      self.now.date() if late else None, tuple(steps), appealed, held, renew_before,
                      not_by=not_by, passing=passing)  # fmt: skip

    def heads(self, *, limit: int | None = 100, offset: int = 0, **wanted: Any) -> list[ClaimHead]:
        """A page of claims, what is due first comes first; nothing personal.

        Args:
            wanted: ``stages``, ``areas`` (keys, None: all), ``benefit``, ``late``, ``steps`` (whose turn it is),
                ``appealed``, ``held``, ``renew_before``, ``not_by`` (without proposals of this person), ``passing``
                (``in``: on the way to these areas, ``offered``: from them too, ``gone``: handed over by one),
                ``claims`` (their numbers).
        """
        self._noticed()
        return self.store.heads(self._wanted(**wanted), self.now.date(), limit, offset)

    def count(self, **wanted: Any) -> int:
        """How many claims a list has; see :meth:`heads`."""
        self._noticed()
        return self.store.count(self._wanted(**wanted))

    def _noticed(self) -> None:
        """Note what was granted because its public notice is over."""
        claims_daily.end_notices(self)

    def search(self, identity: str = "", number: str = "", areas: Iterable[str] | None = None) -> list[ClaimHead]:
        """Claims by their number, or by the identity number of claimant or subject; never by name.

        Args:
            areas: keys of the areas whose claims the person may find; None: all.
        """
        found: set[int] = set()
        if (claim := claim_of(number)) is not None:
            found.add(claim)
        if key := identity_key(identity):
            hashed = self.store.hash("identity", key)
            found |= {*self.store.found("subject", hashed), *self.store.found("claimant", hashed)}
        wanted = Wanted(claims=frozenset(found), areas=None if areas is None else frozenset(areas))
        return self.store.heads(wanted, self.now.date()) if found else []

    # --- looking

    def card(self, claim: str, purpose: Purpose | str = Purpose.OWN) -> ClaimCard:
        """A claim, opened; the look is logged with its purpose, unless it is the family's own.

        Raises:
            Invalid: no purpose is given, it is not the person's, or it was erased.
        """
        desk = self.desk
        record = looking.opened(desk, claim, purpose)
        return self._card(desk, record)

    def skeleton(self, claim: str) -> ClaimSkeleton:
        """A claim without anything personal."""
        return looking.skeleton(self.desk, claim)

    def offered(self, claim: str) -> handing.Offered:
        """A claim as the office sees it to which it is offered; see :func:`.handing.offered`."""
        return handing.offered(self.desk, claim)

    def there(self, claim: str, area: str, since: date) -> handing.There:
        """What would become of a claim in another area from a day on.

        Raises:
            Invalid: there is no such area, or it has the claim already.
        """
        desk = self.desk
        record = desk.record(claim)
        handing.target_or_refuse(desk, record, area)
        return handing.there(desk, record, area, since)

    def views(self, claim: str) -> list[ViewRow]:
        """Who of the office looked into a claim, when and why."""
        return self.store.views(self.desk.number(claim))

    # --- many at once

    def prepare(
        self, benefit: str, areas: Iterable[str] | None = None, stage: Stage = Stage.TAKEN, limit: int = 500
    ) -> batch.BatchList:
        """What waits to be proposed (or, with ``Stage.PROPOSED``, confirmed), parted into plain yeses and the rest."""
        return batch.prepare(self.desk, None if areas is None else frozenset(areas), benefit, stage, limit)

    def propose_all(
        self, claims: Sequence[str], progress: Callable[[int, int, str], None] = batch.quiet
    ) -> batch.BatchDone:
        """Propose yes for each claim that is a plain yes; what is not is told and left."""
        return batch.propose_all(self.desk, claims, progress)

    def confirm_all(
        self, claims: Sequence[str], progress: Callable[[int, int, str], None] = batch.quiet
    ) -> batch.BatchDone:
        """Confirm each claim for which somebody else proposed a plain yes; what is not is told and left."""
        return batch.confirm_all(self.desk, claims, progress)

    # --- the family's data

    def export(self, claim: str) -> dict[str, Any]:
        """Everything there is about a claim, as plain data: for its family. An officer's look at it is logged."""
        desk = self.desk
        record = looking.opened(desk, claim, Purpose.ANSWER_FAMILY if desk.who else Purpose.OWN, "export")
        until = ending.kept_until(desk, record, beside(desk, [record]))
        return telling.export(
            self._card(desk, record), self.store.views(record.root.id), self.ledger().booked(claim),
            until.isoformat() if until else "", lambda number: self.store.paper(record.root.id, number),
        )  # fmt: skip

    def erase(self, claim: str) -> ending.Erased:
        """Erase what is personal of a claim at once where nothing was decided or paid; else say when it goes."""
        desk = self.desk
        with self.store.turn():
            payee = desk.record(claim, opened=False).root.payee
            done = ending.erase(desk, claim, bool(self.ledger().booked(claim)))
            if done.done:
                self.forget_account(payee)
        return done

    def kept_until(self, claim: str) -> date | None:
        """The last day on which the contents are kept; None: the claim goes on."""
        desk = self.desk
        record = desk.record(claim)
        return ending.kept_until(desk, record, beside(desk, [record]))

    def tidy(self) -> list[str]:
        """Erase the contents of every claim whose time is over; their numbers."""
        return claims_daily.tidy(self)

    def rekey(self, progress: Callable[[int, int, str], None] = batch.quiet) -> claims_rekey.Rekeyed:
        """Turn over the master key; see :func:`.claims_rekey.rekey`."""
        return claims_rekey.rekey(self, progress)

    def breach(
        self, first: date, last: date, target: Path, views_by: str = "", contact: str = "",
        langs: Sequence[str] = ("zh", "en"),
    ) -> claims_daily.BreachDrafts:  # fmt: skip
        """Prepare what has to be told after a breach; nothing is sent. See :func:`.claims_daily.breach`."""
        return claims_daily.breach(self, first, last, views_by, target, contact, langs)

    # --- for everybody, and for officers

    def notices(self) -> list[NoticeLine]:
        """What is on public notice today: nothing personal."""
        return claims_daily.notice(self)

    def statistics(
        self, areas: Iterable[str] | None = None, first: date | None = None, last: date | None = None
    ) -> list[Count]:
        """Counts of the claims taken between two days by area, benefit and state; small ones are hidden.

        Args:
            areas: keys of the areas to show; None: all above villages.
        """
        return claims_daily.statistics(self, None if areas is None else frozenset(areas), first, last)

    # --- paying

    def awarded(self, benefit: str, until: int) -> awarding.Awarded:
        """What a benefit's claims are owed up to the month ``until``, with what has to be taken back, and the claims
        whose payments wait.
        """
        booked = {claim: {one.month: one.area for one in rows}
                  for claim, rows in self.ledger().standings(benefit).items()}  # fmt: skip
        return awarding.awards(self.desk, benefit, until, booked)

    def awards(self, benefit: str, until: int) -> tuple[list[Award], list[Finding]]:
        """The awards of a benefit alone, and what could not be awarded."""
        made = self.awarded(benefit, until)
        return list(made.awards), list(made.findings)
