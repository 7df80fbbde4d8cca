"""Turning the master key over: every claim's key is wrapped anew, and every hash by which claims are found made anew.

What follows is prepared beside what is in use, in pieces, while work goes on with the key that is there; then one
short transaction puts it in its place. A crash loses nothing: before that transaction the old key counts, after it the
new one, and the next run goes on where the last one stopped.

A receipt code is kept nowhere, so its hash cannot be made anew from it. The new hash is made of the old one, and the
key of the old hash is sealed by the new master key: with the old master key alone nothing is found or opened any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.models import Exists, F, OuterRef

from huimin.adapters.bulk import insert
from huimin.adapters.claims.keys import ClaimKeys
from huimin.adapters.claims.models import DataKey, KeyPrint, Live, Mark, NextKey
from huimin.adapters.claims.reading import chunks
from huimin.adapters.claims.store import DjangoClaims
from huimin.tasks.claims.records import Record

PIECE = 500
_COLUMNS = ("claim_id", "events", "wrapped", "print", "receipt", "subject", "claimant", "live")
_HERE = "(SELECT n.{column} FROM claims_nextkey n WHERE n.claim_id = {table}.claim_id)"
Hashes = Callable[[Record, ClaimKeys], Mapping[str, str]]
"""The hashes of a claim (``subject``, ``claimant``, ``live``) that are made from its contents with these keys."""


@dataclass(frozen=True)
class Turning:
    """The claims of a database on their way from one master key to another.

    Args:
        hashes: those that follow from the contents of a claim; what it leaves out is made of the hash that is there.
        piece: so many claims are prepared in one transaction.
    """

    store: DjangoClaims
    alias: str
    old: ClaimKeys
    new: ClaimKeys
    hashes: Hashes
    piece: int = PIECE

    def prepare(self, progress: Callable[[int, int, str], None]) -> int:
        """Prepare what is not prepared yet, in pieces that are each kept; how many there were."""
        NextKey.objects.using(self.alias).exclude(print=self.new.print).delete()
        waiting = list(self._waiting())
        done = 0
        for start in range(0, len(waiting), self.piece):
            piece = waiting[start : start + self.piece]
            with transaction.atomic(using=self.alias):
                self._prepare(piece)
            done += len(piece)
            progress(done, len(waiting), "")
        return done

    def _waiting(self) -> Iterator[int]:
        """The claims of which nothing is prepared, or to which something has happened since."""
        same = NextKey.objects.using(self.alias).filter(claim_id=OuterRef("claim_id"),
                                                        events=F("claim__state__events"))  # fmt: skip
        rows = DataKey.objects.using(self.alias).filter(~Exists(same)).order_by("claim_id")
        yield from rows.values_list("claim_id", flat=True)

    def _prepare(self, claims: Sequence[int]) -> None:
        NextKey.objects.using(self.alias).filter(claim_id__in=claims).delete()
        wrapped = dict(DataKey.objects.using(self.alias).filter(claim_id__in=claims).values_list("claim_id", "wrapped"))
        rows = Mark.objects.using(self.alias).filter(claim_id__in=claims).values_list("claim_id", "kind", "hash")
        marks = {(claim, kind): hashed for claim, kind, hashed in rows}
        live = dict(Live.objects.using(self.alias).filter(claim_id__in=claims).values_list("claim_id", "key"))
        records = self.store.records(claims)
        insert(self.alias, "claims_nextkey", _COLUMNS, (
            (claim, len(records[claim].log), self._rewrapped(claim, wrapped[claim]), self.new.print,
             *self._hashes(records[claim], marks, live))
            for claim in claims if claim in records and claim in wrapped))  # fmt: skip

    def _rewrapped(self, claim: int, wrapped: bytes) -> bytes:
        return self.new.rewrapped(claim, bytes(wrapped), self.old)

    def _hashes(self, record: Record, marks: Mapping[tuple[int, str], str], live: Mapping[int, str]) -> Iterator[str]:
        made = self.hashes(record, self.new)
        for kind in ("receipt", "subject", "claimant"):
            there = marks.get((record.root.id, kind), "")
            yield (made.get(kind) or self.new.follow(there)) if there else ""
        there = live.get(record.root.id, "")
        yield (made.get("live") or self.new.follow(there)) if there else ""

    def change(self) -> None:
        """Put what is prepared in its place; called within a turn. What happened in the meantime is prepared first."""
        for piece in chunks(list(self._waiting())):
            self._prepare(piece)
        with connections[self.alias].cursor() as cursor:
            here = _HERE.format(column="wrapped", table="claims_datakey")
            cursor.execute(f"UPDATE claims_datakey SET wrapped = {here}")
            for kind in ("receipt", "subject", "claimant"):
                here = _HERE.format(column=kind, table="claims_mark")
                cursor.execute(f"UPDATE claims_mark SET hash = {here} WHERE kind = %s", [kind])
            here = _HERE.format(column="live", table="claims_live")
            cursor.execute(f"UPDATE claims_live SET key = {here}")
            cursor.execute("DELETE FROM claims_nextkey")
        KeyPrint.objects.using(self.alias).all().delete()
        KeyPrint.objects.using(self.alias).create(print=self.new.print, former=self.new.sealed_former())
