"""What is assumed about simulated people: which facts they have, how many receive what they are entitled to.

One file says it all, each assumption with its source and how sure it is; ``ours`` is the product's own guess. Nobody is
meant: the people exist in no register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huimin.benefits.definition import Source, Words
from huimin.findings import Place

ATTRIBUTES = ("birth", "sex", "home", "mother_birth", "wife_birth", "last_child_birth", "first_child_birth")
"""What a simulated person has besides facts that are drawn; dates but for ``sex`` and ``home``."""
SEXES = ("female", "male")
YES, NO = "yes", "no"
OLDEST = 200
PERSON, COUPLE, HOUSEHOLD = "person", "couple", "household"
EACH = (PERSON, COUPLE, HOUSEHOLD)
"""For whom a fact is drawn: each person alone, a couple together (whoever lives without a partner alone), or everybody
of a household together."""


@dataclass(frozen=True)
class Row:
    """Of whom something holds, and how often.

    Attributes:
        sex: 0 women, 1 men, None both. first, last: full years at the end of the year, both included.
        areas: codes or keys of areas; (): everywhere. where: codes of other facts and their outcome.
        shares: outcome -> share. happens: share a year to whom something happens; per_birth: for each birth instead.
        months: back from the end of the year, within which it happens.
        years_ago: a day so many years ago, from and to. after: a fact, and years after it, from and to.
        median, spread: of a number: the middle value, and its relative standard deviation.
        low, high: between which ``happens``, or the share of the outcome named first, may lie; None: no range is given.
    """

    sex: int | None = None
    first: int = 0
    last: int = OLDEST
    areas: tuple[str, ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    shares: Mapping[str, float] | None = None
    happens: float | None = None
    per_birth: bool = False
    months: int = 12
    years_ago: tuple[float, float] | None = None
    after: tuple[str, float, float] | None = None
    median: float | None = None
    spread: float = 0.0
    low: float | None = None
    high: float | None = None

    @property
    def first_share(self) -> float | None:
        """What ``low`` and ``high`` are bounds of; None of a row that draws no share."""
        return self.happens if self.shares is None else next(iter(self.shares.values()), None)


@dataclass(frozen=True)
class FactAssumed:
    """How a fact is come by: an attribute of the person (``same``, moved by ``days``), or rows, the first that fits.

    ``each``: for whom it is drawn, one of :data:`EACH`. Of a couple or household the rows are held against the oldest
    man whom one fits, or else the oldest woman; what is drawn goes to all of them whom a row fits.
    """

    code: str
    subject: str
    note: Words
    source: Source
    same: str = ""
    days: int = 0
    rows: tuple[Row, ...] = ()
    place: Place = Place()
    each: str = PERSON


@dataclass(frozen=True)
class TakeUp:
    """Which share of those entitled will receive it from a year on, with the bounds within which it may lie.

    ``benefit`` is empty for all that say nothing of their own.
    """

    benefit: str
    since: date
    share: float
    low: float
    high: float
    note: Words = Words()
    source: Source = Source()


@dataclass(frozen=True)
class Assumptions:
    """All assumptions of a workspace.

    Attributes:
        household: people in a household, on average; counted where the margins say how many households there are.
        paired: share of women from 22 who live with a man. gap: years by which he is older.
        facts: by code and subject (empty: every subject).
        take_up: from year to year.
        source: of what is assumed of families.
        people, households: elements that offices report, by which people are shared out within an area.
        file: where they stand.
    """

    household: float
    paired: float
    gap: float
    facts: Mapping[tuple[str, str], FactAssumed]
    take_up: tuple[TakeUp, ...]
    source: Source = Source()
    people: str = ""
    households: str = ""
    file: str = ""

    def fact(self, code: str, subject: str) -> FactAssumed | None:
        """What is assumed of a fact for one kind of subject; None where nothing is."""
        return self.facts.get((code, subject)) or self.facts.get((code, ""))

    def take_up_of(self, benefit: str, year: int) -> TakeUp:
        """What counts in a year: the benefit's own, else what holds for all; everybody where nothing is said."""
        for code in (benefit, ""):
            found = [one for one in self.take_up if one.benefit == code and one.since.year <= year]
            if found:
                return max(found, key=lambda one: one.since)
        return TakeUp("", date(1900, 1, 1), 1.0, 1.0, 1.0)
