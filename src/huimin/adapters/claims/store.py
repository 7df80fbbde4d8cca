"""Writing claims: each is called within a transaction in which nobody else changes claims."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from huimin.adapters.bulk import highest, insert, moment
from huimin.adapters.claims import lists
from huimin.adapters.claims.keys import ClaimKey, ClaimKeys
from huimin.adapters.claims.models import (
    Claim,
    DataKey,
    Erasure,
    KeyPrint,
    Live,
    Mark,
    NextKey,
    Rule,
    Sealed,
    State,
)
from huimin.adapters.claims.models import Paper as PaperRow
from huimin.adapters.claims.reading import ClaimReader, chunks
from huimin.adapters.private_files import private_file
from huimin.adapters.turns import wait_for_turn
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.claims.numbers import claim_of, number_of
from huimin.tasks.claims.ports import ViewRow
from huimin.tasks.claims.records import Kept, NewClaim

_EVENT = ("claim_id", "number", "move", "turn", "person", "signer", "outcome", "machine", "rule", "since", "worded",
          "at", "area")  # fmt: skip
_CLAIM = ("id", "benefit", "area", "payee", "by_family", "day", "at")


class DjangoClaims(ClaimReader):
    """The claims in the database ``alias``; its tables are there. ``papers``: the folder of the sealed papers."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A transaction in which nobody else changes claims. SQLite has one writer anyway."""
        with transaction.atomic(using=self._alias):
            wait_for_turn(self._alias, "claims")
            check_key(self._alias, self._keys)  # it may have been turned over since it was read
            yield

    # --- writing

    def next_id(self) -> int:
        """The number of the next claim."""
        return highest(self._alias, "claims_claim") + 1

    def add(self, claims: Sequence[NewClaim], kept: Sequence[Kept]) -> None:
        """New claims, each with a key of its own and its first event."""
        when = moment(self._alias, kept[0].logged.at) if kept else None
        roots = [one.root for one in claims]
        if not KeyPrint.objects.using(self._alias).exists():
            KeyPrint.objects.using(self._alias).create(print=self._keys.print)
        insert(self._alias, "claims_claim", _CLAIM, (
            (one.id, one.benefit, one.area, one.payee, one.by_family, one.day, when) for one in roots))  # fmt: skip
        keys = {one.id: self._keys.new(one.id) for one in roots}
        insert(self._alias, "claims_datakey", ("claim_id", "wrapped"), (
            (claim, wrapped) for claim, (_, wrapped) in keys.items()))  # fmt: skip
        insert(self._alias, "claims_mark", ("claim_id", "kind", "hash"), (
            (one.root.id, kind, hashed) for one in claims
            for kind, hashed in _marks(one) if hashed))  # fmt: skip
        self._log(kept, {claim: key for claim, (key, _) in keys.items()})
        insert(self._alias, "claims_state", lists.STATE, (lists.state_row(one) for one in kept))

    def keep(self, kept: Sequence[Kept]) -> None:
        """Add to the logs of claims, and note how each claim stands.

        Raises:
            Invalid: somebody else added to one of them in the meantime, signed already, or another claim is granted.
        """
        try:
            with transaction.atomic(using=self._alias):
                self._log(kept, self._opened({one.root.id for one in kept if one.logged.content}))
                self._live(kept)
                lists.update_states(self._alias, kept)
        except IntegrityError as trouble:
            raise _refused(str(trouble), kept) from None

    def _log(self, kept: Sequence[Kept], keys: dict[int, ClaimKey]) -> None:
        insert(self._alias, "claims_event", _EVENT, (
            (one.root.id, log.number, str(log.move), log.turn, log.person, signer(log.person), log.outcome, log.machine,
             log.rule, log.since, log.worded, moment(self._alias, log.at), log.area or None)
            for one in kept for log in (one.logged,)))  # fmt: skip
        insert(self._alias, "claims_sealed", ("claim_id", "number", "data"), (
            (one.root.id, one.logged.number, keys[one.root.id].seal(one.logged.number, one.logged.content))
            for one in kept if one.logged.content))  # fmt: skip

    def _live(self, kept: Sequence[Kept]) -> None:
        changed = [one for one in kept if one.live is not None]
        if not changed:
            return
        for chunk in chunks([one.root.id for one in changed]):
            Live.objects.using(self._alias).filter(claim_id__in=chunk).delete()
        insert(self._alias, "claims_live", ("claim_id", "key"), (
            (one.root.id, one.live) for one in changed if one.live))  # fmt: skip

    def mark(self, claim: int, kind: str, hashed: str) -> None:
        """Let a claim be found by another keyed hash: ``receipt``, ``subject`` or ``claimant``."""
        Mark.objects.using(self._alias).filter(claim_id=claim, kind=kind).delete()
        if hashed:
            Mark.objects.using(self._alias).create(claim_id=claim, kind=kind, hash=hashed)

    def refresh(self, kept: Sequence[Kept]) -> None:
        """Note how claims stand on a later day; nothing happened to them but that time went by."""
        lists.update_states(self._alias, kept)

    def looked(self, rows: Sequence[ViewRow]) -> None:
        """Log that somebody looked."""
        insert(self._alias, "claims_view", ("claim_id", "person", "purpose", "what", "at"), (
            (claim_of(one.claim), one.by, one.purpose.value, one.what, moment(self._alias, one.at))
            for one in rows))  # fmt: skip

    # --- rules and papers

    def rule(self, version: str, benefit: str, text: str, at: datetime) -> None:
        """Keep the text of a rule, once."""
        rows = Rule.objects.using(self._alias)
        if version and not rows.filter(pk=version).exists():
            rows.create(version=version, benefit=benefit, text=text, at=at)

    def attach(self, claim: int, number: int, data: bytes) -> None:
        """Keep the bytes of a paper, sealed, under a name that says nothing."""
        sealed = self._opened([claim])[claim].seal_bytes(number, data, "paper")
        name = secrets.token_hex(16)
        place = self._papers / name[:2] / name
        place.parent.mkdir(parents=True, exist_ok=True)
        with private_file(place) as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        PaperRow.objects.using(self._alias).create(claim_id=claim, number=number, file=name, size=len(data))

    def paper(self, claim: int, number: int) -> bytes:
        """The bytes of a paper.

        Raises:
            Invalid: there is none, or its file is gone.
        """
        row = PaperRow.objects.using(self._alias).filter(claim_id=claim, number=number).first()
        if row is None:
            raise Invalid([Finding("claim-paper-unknown", Severity.ERROR, facts={"number": number})])
        try:
            sealed = (self._papers / row.file[:2] / row.file).read_bytes()
        except OSError:
            raise Invalid([Finding("claim-paper-gone", Severity.ERROR, facts={"number": number})]) from None
        return self._opened([claim])[claim].open_bytes(number, sealed, "paper")

    # --- erasing

    def erase(self, claim: int, person: str, reason: str, at: datetime) -> None:
        """Throw away the claim's key, and with it all that is sealed; the skeleton stays.

        The files of papers go last: should that fail, they can no longer be opened by anybody.
        """
        for one in (DataKey, NextKey):
            one.objects.using(self._alias).filter(claim_id=claim).delete()
        Sealed.objects.using(self._alias).filter(claim_id=claim).delete()
        Mark.objects.using(self._alias).filter(claim_id=claim).delete()
        Live.objects.using(self._alias).filter(claim_id=claim).delete()
        Erasure.objects.using(self._alias).create(claim_id=claim, person=person, reason=reason, at=at)
        State.objects.using(self._alias).filter(claim_id=claim).update(erased=True)
        files = list(PaperRow.objects.using(self._alias).filter(claim_id=claim).values_list("file", flat=True))
        PaperRow.objects.using(self._alias).filter(claim_id=claim).delete()
        transaction.on_commit(lambda: self._remove(files), using=self._alias)

    def _remove(self, files: Iterable[str]) -> None:
        for name in files:
            (self._papers / name[:2] / name).unlink(missing_ok=True)


def _marks(one: NewClaim) -> tuple[tuple[str, str], ...]:
    return ("receipt", one.receipt), ("subject", one.root.subject), ("claimant", one.root.claimant)


def check_key(alias: str, keys: ClaimKeys) -> ClaimKeys:
    """The master key with what it needs to find claims taken before it was turned over.

    Raises:
        Invalid: it is another: nothing would be found with it, not even that a claim was made before.
    """
    known = KeyPrint.objects.using(alias).first()
    if known is None:
        return keys
    if known.print != keys.print:
        raise Invalid([Finding("claim-key-changed", Severity.ERROR)])
    return keys.knowing(bytes(known.former))


def in_use(alias: str, keys: ClaimKeys) -> bool:
    """Whether this is the master key of the claims that are there."""
    return KeyPrint.objects.using(alias).filter(pk=keys.print).exists()


def any_claims(alias: str) -> bool:
    """Whether there are claims: then the key that they were sealed with must not be made anew."""
    return Claim.objects.using(alias).exists()


def signer(person: str) -> str:
    """A person's name as it is compared."""
    return " ".join(person.split()).casefold()


def _refused(told: str, kept: Sequence[Kept]) -> Invalid:
    """What a database's refusal means: its constraints have names that say it; SQLite names the columns."""
    number = number_of(kept[0].root.id) if len(kept) == 1 else ""
    if "two_people" in told or "claims_event.signer" in told:
        code = "claim-same-person"
    elif "claims_live" in told:
        code = "claim-granted-already"
    elif "event_once" in told or "claims_event" in told:
        code = "claim-moved-meanwhile"
    else:
        raise ValueError(told)
    facts = {"claim": number, "other": "", "stage": "", "move": "", "person": "", "step_zh": "", "step_en": "",
             "until": ""}  # fmt: skip
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
