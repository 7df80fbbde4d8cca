"""Reading claims: their logs, opened or not, lists, who looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.models import Exists, OuterRef

from huimin.adapters.claims import lists
from huimin.adapters.claims.keys import ClaimKey, ClaimKeys
from huimin.adapters.claims.models import (
    Claim,
    DataKey,
    Erasure,
    Event,
    Mark,
    Rule,
    Sealed,
    View,
)
from huimin.tasks.claims.counting import Tally
from huimin.tasks.claims.numbers import number_of
from huimin.tasks.claims.ports import ClaimHead, Purpose, ViewRow
from huimin.tasks.claims.records import Logged, Record, Root, Wanted

_CHUNK = 900
_LINE = ("claim_id", "number", "move", "person", "at", "since", "outcome", "worded", "turn", "machine", "rule", "area")
Contents = Mapping[tuple[int, int], Mapping[str, Any]]
"""(claim, line) -> what was sealed."""


class ClaimReader:
    """The claims in the database ``alias``, to be read. ``papers``: the folder of the sealed papers."""

    def __init__(self, alias: str, keys: ClaimKeys, papers: Path, zone: tzinfo) -> None:
        self._alias, self._keys, self._papers, self._zone = alias, keys, papers, zone

    def close(self) -> None:
        """Let go of the database."""
        connections[self._alias].close()

    def hash(self, kind: str, text: str) -> str:
        """The keyed hash of an identity number, a receipt code or a key of what is granted."""
        return self._keys.hash(kind, text)

    def by_receipt(self, code: str) -> list[int]:
        """The claims that a receipt code opens, made with the key in use or with one before it."""
        rows = Mark.objects.using(self._alias).filter(kind="receipt", hash__in=self._keys.hashes("receipt", code))
        return list(rows.values_list("claim_id", flat=True))

    def records(self, claims: Iterable[int], opened: bool = True) -> dict[int, Record]:
        """Claims with their logs; with contents where ``opened``."""
        return self._records(claims, opened)

    def _records(self, claims: Iterable[int], opened: bool, closed: Sequence[str] = ()) -> dict[int, Record]:
        """The same. ``closed``: moves whose contents are left sealed, since nobody needs them."""
        made: dict[int, Record] = {}
        for chunk in chunks(sorted(set(claims))):
            made.update(self._piece(chunk, self._contents(chunk, closed) if opened else {}))
        return made

    def _piece(self, claims: Sequence[int], contents: Contents) -> dict[int, Record]:
        marks: dict[int, dict[str, str]] = defaultdict(dict)
        for claim, kind, hashed in Mark.objects.using(self._alias).filter(claim_id__in=claims).values_list(
                "claim_id", "kind", "hash"):  # fmt: skip
            marks[claim][kind] = hashed
        erased = set(Erasure.objects.using(self._alias).filter(claim_id__in=claims).values_list("claim_id", flat=True))
        logs: dict[int, list[Logged]] = defaultdict(list)
        rows = Event.objects.using(self._alias).filter(claim_id__in=claims).order_by("claim_id", "number")
        lines = rows.values_list(*_LINE)
        for claim, number, move, person, at, since, outcome, worded, turn, machine, rule, area in lines:
            logs[claim].append(Logged(number, move, person, at.astimezone(self._zone), since, outcome, worded, turn,
                                      machine, rule, contents.get((claim, number)), area or ""))  # fmt: skip
        return {
            row.id: Record(Root(row.id, row.benefit, row.area, row.payee, row.by_family, row.day,
                                marks[row.id].get("subject", ""), marks[row.id].get("claimant", "")),
                           tuple(logs[row.id]), row.id in erased)
            for row in Claim.objects.using(self._alias).filter(id__in=claims)
        }  # fmt: skip

    def _contents(self, claims: Sequence[int], closed: Sequence[str]) -> Contents:
        keys = self._opened(claims)
        rows = Sealed.objects.using(self._alias).filter(claim_id__in=claims).values_list("claim_id", "number", "data")
        if closed:
            same = Event.objects.filter(claim_id=OuterRef("claim_id"), number=OuterRef("number"), move__in=closed)
            rows = rows.filter(~Exists(same))
        return {(claim, number): keys[claim].open(number, bytes(data)) for claim, number, data in rows if claim in keys}

    def _opened(self, claims: Iterable[int]) -> dict[int, ClaimKey]:
        keys = {}
        for chunk in chunks(sorted(set(claims))):
            rows = DataKey.objects.using(self._alias).filter(claim_id__in=chunk).values_list("claim_id", "wrapped")
            keys.update({claim: self._keys.unwrap(claim, bytes(wrapped)) for claim, wrapped in rows})
        return keys

    def found(self, kind: str, hashed: str) -> list[int]:
        """The claims with this keyed hash."""
        rows = Mark.objects.using(self._alias).filter(kind=kind, hash=hashed).order_by("claim_id")
        return list(rows.values_list("claim_id", flat=True))

    def marked(self, claim: int, kind: str) -> str:
        """The keyed hash by which a claim is found; empty where it has none of this kind, or was erased."""
        rows = Mark.objects.using(self._alias).filter(claim_id=claim, kind=kind)
        return rows.values_list("hash", flat=True).first() or ""

    def granted(self, benefit: str) -> list[Record]:
        """The claims of a benefit that were granted at some time."""
        rows = Event.objects.using(self._alias).filter(claim__benefit=benefit, move="confirm", outcome="yes")
        # The facts are enough: what was decided on them is worked out anew.
        return list(self._records(rows.values_list("claim_id", flat=True), True, ("propose", "confirm")).values())

    def alike(self, subjects: Iterable[str]) -> dict[str, list[int]]:
        """Subject's hash -> claims for it, the earliest first."""
        made: dict[str, list[int]] = defaultdict(list)
        for chunk in chunks(sorted(set(subjects))):
            rows = Mark.objects.using(self._alias).filter(kind="subject", hash__in=chunk).order_by("claim_id")
            for hashed, claim in rows.values_list("hash", "claim_id"):
                made[hashed].append(claim)
        return dict(made)

    def heads(self, wanted: Wanted, today: date, limit: int | None = None, offset: int = 0) -> list[ClaimHead]:
        """Lists of claims, the most urgent first."""
        return lists.heads(self._alias, wanted, today, limit, offset)

    def count(self, wanted: Wanted) -> int:
        """How many claims a list has."""
        return lists.chosen(self._alias, wanted).count()

    def tallies(self, first: date | None, last: date | None) -> list[Tally]:
        """How many claims taken between two days there are, by benefit, area and stage."""
        return lists.tallies(self._alias, first, last)

    def views(self, claim: int) -> list[ViewRow]:
        """Who looked into a claim, the earliest first."""
        return self._views(View.objects.using(self._alias).filter(claim_id=claim))

    def views_between(self, first: datetime, last: datetime, person: str = "") -> list[ViewRow]:
        """Every look within a time, of one person or all."""
        rows = View.objects.using(self._alias).filter(at__gte=first, at__lte=last)
        return self._views(rows.filter(person=person) if person else rows)

    def _views(self, rows: Any) -> list[ViewRow]:
        return [ViewRow(number_of(row.claim_id), row.person, Purpose(row.purpose), row.what,
                        row.at.astimezone(self._zone)) for row in rows.order_by("id")]  # fmt: skip

    def rule_text(self, version: str) -> str:
        """The text of a rule as it was when it was decided by; empty where it is not kept."""
        return str(Rule.objects.using(self._alias).filter(pk=version).values_list("text", flat=True).first() or "")

    def erased_on(self, claim: int) -> tuple[datetime, str] | None:
        """When and why a claim was erased: ``family`` or ``retention``."""
        row = Erasure.objects.using(self._alias).filter(claim_id=claim).first()
        return None if row is None else (row.at, row.reason)


def chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A list in pieces that a query can hold."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
