"""The re-decisions as the rest of the program sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db import IntegrityError, transaction

from huimin.adapters.redecision.models import Again, Draw, Drawn, Round
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.benefit_indicators.accuracy import Decision


@dataclass(frozen=True, slots=True)
class RoundHead:
    """A round. ``seed`` is empty until it is drawn; ``drawn`` and ``answered`` count decisions."""

    number: int
    area: str
    first: int
    last: int
    each: int
    frame: str
    sha256: str
    person: str
    at: datetime
    seed: str
    list_sha256: str
    drawn: int
    answered: int


@dataclass(frozen=True, slots=True)
class DrawnOne:
    """A decision that was drawn; ``outcome`` is the second decision's, empty while there is none."""

    number: int
    round: int
    claim: str
    place: int
    area: str
    stratum: str
    benefit: str
    month: int
    chance: Fraction
    outcome: str
    person: str

    @property
    def key(self) -> str:
        """What names it in the frame."""
        return f"{self.claim}/{self.place}"


class DjangoRedecisions:
    """The re-decisions in the database ``alias``; its tables are there."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A transaction: all of it is kept, or nothing."""
        with transaction.atomic(using=self._alias):
            yield

    def anything(self) -> bool:
        """Whether anything was ever drawn."""
        return Drawn.objects.using(self._alias).exists()

    def rounds(self) -> list[RoundHead]:
        """All rounds, the latest first."""
        rows = Round.objects.using(self._alias).order_by("-id").select_related("draw")
        return [self._head(row) for row in rows]

    def round(self, number: int) -> RoundHead | None:
        """One round."""
        row = Round.objects.using(self._alias).filter(pk=number).select_related("draw").first()
        return self._head(row) if row else None

    def _head(self, row: Round) -> RoundHead:
        drawn = getattr(row, "draw", None)
        there = Drawn.objects.using(self._alias).filter(round=row)
        return RoundHead(row.pk, row.area, row.first, row.last, row.each, row.frame, row.sha256, row.person, row.at,
                         drawn.seed if drawn else "", drawn.sha256 if drawn else "", there.count(),
                         there.filter(again__isnull=False).count())  # fmt: skip

    def start(self, head: RoundHead) -> int:
        """Keep a round; its number."""
        row = Round.objects.using(self._alias).create(
            area=head.area, first=head.first, last=head.last, each=head.each, frame=head.frame, sha256=head.sha256,
            person=head.person, at=head.at,
        )  # fmt: skip
        return int(row.pk)

    def drew(
        self, number: int, seed: str, sha256: str, found: Sequence[tuple[Decision, str, Fraction]], person: str,
        at: datetime,
    ) -> None:  # fmt: skip
        """Keep a draw: each decision with its claim's area and its chance.

        Raises:
            Invalid: somebody drew the round already.
        """
        try:
            with self.turn():
                Draw.objects.using(self._alias).create(round_id=number, seed=seed, sha256=sha256, person=person, at=at)
                Drawn.objects.using(self._alias).bulk_create(
                    Drawn(round_id=number, claim=one.claim, place=one.place, area=area, stratum=one.area,
                          benefit=one.benefit, month=one.month, chance=str(chance))
                    for one, area, chance in found
                )  # fmt: skip
        except IntegrityError:
            raise _refusal("redecide-drawn-already") from None

    def drawn(self, number: int | None = None) -> list[DrawnOne]:
        """What was drawn, of one round or of all."""
        rows = Drawn.objects.using(self._alias).select_related("round", "again").order_by("round", "stratum", "claim")
        return [self._one(row) for row in (rows if number is None else rows.filter(round_id=number))]

    def one(self, number: int) -> DrawnOne | None:
        """One decision that was drawn."""
        row = Drawn.objects.using(self._alias).filter(pk=number).select_related("again").first()
        return self._one(row) if row else None

    def _one(self, row: Drawn) -> DrawnOne:
        again = getattr(row, "again", None)
        return DrawnOne(
            row.pk, row.round.pk, row.claim, row.place, row.area, row.stratum, row.benefit, row.month,
            Fraction(row.chance), again.outcome if again else "", again.person if again else "",
        )  # fmt: skip

    def answer(self, number: int, outcome: str, person: str, at: datetime) -> None:
        """Keep a second decision.

        Raises:
            Invalid: somebody has decided it again already.
        """
        try:
            with self.turn():
                Again.objects.using(self._alias).create(drawn_id=number, outcome=outcome, person=person, at=at)
        except IntegrityError:
            raise _refusal("redecide-answered-already") from None


def _refusal(code: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR)])
