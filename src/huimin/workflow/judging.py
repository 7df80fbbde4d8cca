"""Judging, by people who do not see each other: two opinions, a third where they differ, and what counts in the end.

An opinion gives a value for every part of an item: yes or no as 1 and 0, a share from 0 to 1, a day by its number, or
a count. Two opinions agree on a part where they are equal, or, for a share, where they are no further apart than the
round tolerates; then their mean counts. Where they differ a third person is asked, and the round says beforehand
whether the middle one of the three counts or what the third one says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from statistics import median

from huimin.findings import Fact, Finding, Invalid, Severity
from huimin.indicators.rounding import round_half_up

JUDGES = 2
NEAR = 1e-9
SHARE = "share"


class Final(StrEnum):
    """What counts where the first two differ."""

    MEDIAN = "median"
    """The middle one of the three."""
    THIRD = "third"
    """What the third person says."""


class Stage(StrEnum):
    """How far the judging of one item of one area has come."""

    WAITING = "waiting"
    """At least one of the first two has not given an opinion."""
    THIRD = "third"
    """The first two differ, and the third has not given an opinion."""
    SETTLED = "settled"
    """It is known what counts."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a round says beforehand. ``tolerance``: by how much two shares may differ and still agree (0.1: 10%)."""

    tolerance: float
    final: Final


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be judged: its column, how it is filled in (as :class:`Element.values`), and its decimals."""

    atom: str
    values: str
    decimals: int = 0


@dataclass(frozen=True)
class Outcome:
    """What the opinions given so far come to.

    Attributes:
        values: what counts, by atom; empty until it is settled.
        disputed: the atoms on which the first two differ.
    """

    stage: Stage
    values: Mapping[str, float] = field(default_factory=dict)
    disputed: tuple[str, ...] = ()


def agree(part: Part, first: float, second: float, tolerance: float) -> bool:
    """Whether two opinions on a part say the same: exactly, but for shares, which may differ by the tolerance."""
    return abs(first - second) <= (tolerance if part.values == SHARE else 0.0) + NEAR


def outcome(opinions: Sequence[Mapping[str, float]], parts: Sequence[Part], terms: Terms) -> Outcome:
    """What the opinions come to, in the order in which their authors were seated: the first two, then the third.

    The third decides only the parts on which the first two differ.
    """
    if len(opinions) < JUDGES:
        return Outcome(Stage.WAITING)
    first, second = opinions[:JUDGES]
    disputed = tuple(p.atom for p in parts if not agree(p, first[p.atom], second[p.atom], terms.tolerance))
    if disputed and len(opinions) == JUDGES:
        return Outcome(Stage.THIRD, disputed=disputed)
    values = {}
    for part in parts:
        given = [one[part.atom] for one in opinions]
        if part.atom not in disputed:
            values[part.atom] = _rounded((given[0] + given[1]) / 2, part)
        else:
            values[part.atom] = median(given) if terms.final is Final.MEDIAN else given[JUDGES]
    return Outcome(Stage.SETTLED, values, disputed)


def _rounded(value: float, part: Part) -> float:
    return float(round_half_up(value, part.decimals))


@dataclass(frozen=True, slots=True)
class Judge:
    """Somebody who may judge.

    Attributes:
        name: anything that tells judges apart.
        barred: keys of the areas that are the judge's own, or that lie above or below one of them.
        seats: how many opinions the judge is asked for already.
    """

    name: int
    barred: frozenset[str] = frozenset()
    seats: int = 0


def draw(
    cases: Iterable[tuple[str, str]],
    judges: Collection[Judge],
    seed: int,
    seated: Mapping[tuple[str, str], Collection[int]] | None = None,
    count: int = JUDGES,
) -> dict[tuple[str, str], tuple[int, ...]]:
    """Draw ``count`` judges by lot for each case, an (area, item), never one of the own area.

    Work is shared out evenly: the lot decides among those who have the least. The same seed draws the same.

    Args:
        seated: who must not be drawn for a case because they judge it already.

    Raises:
        Invalid: a case finds too few judges.
    """
    lot = Random(seed)  # a lot that can be drawn again for everybody to see: no secret rests on it
    load = {judge.name: judge.seats for judge in judges}
    drawn: dict[tuple[str, str], tuple[int, ...]] = {}
    for case in cases:
        taken = set((seated or {}).get(case, ()))
        free = [judge.name for judge in judges if case[0] not in judge.barred and judge.name not in taken]
        if len(free) < count:
            facts: dict[str, Fact] = {"area": case[0], "item": case[1], "found": len(free), "needed": count}
            raise Invalid([Finding("judges-too-few", Severity.ERROR, facts=facts)])
        lot.shuffle(free)
        chosen = sorted(free, key=load.__getitem__)[:count]
        for name in chosen:
            load[name] += 1
        drawn[case] = tuple(chosen)
    return drawn


def may_change(stage: Stage, given: bool) -> bool:
    """Whether a judge may still write or change an opinion: until both have been given, then never again.

    A judge who has given one may mend it while the other is awaited; nobody has seen it yet.
    """
    return stage is Stage.WAITING or (stage is Stage.THIRD and not given)


def check_opinion(values: Mapping[str, float | None], parts: Sequence[Part], reason: str) -> list[Finding]:
    """Everything wrong with an opinion: a part left out, a value that cannot be, a reason that is missing."""
    faults = []
    for part in parts:
        value = values.get(part.atom)
        if value is None:
            faults.append(Finding("opinion-part-missing", Severity.ERROR, facts={"field": part.atom}))
        elif not _possible(value, part):
            faults.append(Finding("opinion-impossible", Severity.ERROR, facts={"field": part.atom}))
    if not reason.strip():
        faults.append(Finding("opinion-needs-reason", Severity.ERROR, facts={"field": "reason"}))
    return faults


def _possible(value: float, part: Part) -> bool:
    if part.values == "yes-no":
        return value in (0.0, 1.0)
    if part.values == SHARE:
        return 0.0 <= value <= 1.0
    return 0.0 <= value < 1e9 and value == int(value)  # a count, or a day by its number
