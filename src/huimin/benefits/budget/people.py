"""Simulated people of one area: as many of each sex and age as were counted, with mothers, couples and households.

They stand for nobody. Everything that is known of the area holds to the person: people by sex and age, households where
they are counted, and what is laid down for facts (:mod:`.facts`). Who is whose child is drawn from the ages at which
women have children; brothers and sisters are born at least two calendar years apart, which keeps births of one mother
possible at a small loss of likeness.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.budget.assumed import Assumptions
from huimin.benefits.budget.households import households_of, matched
from huimin.benefits.budget.integers import Floats, Whole, by_lot, rounded, stream

FEMALE, MALE = 0, 1
LINKED = 25
"""Below this age somebody counts as the child of a mother and lives in her household."""
NEVER = int(np.iinfo(np.int32).min)
"""Stands for a day that never came: to a rule it is not known, and nothing is paid on it."""
PAIRED_FROM = 22
_OLD = 0.75  # above the open age as many are left after another year


@dataclass(frozen=True, eq=False)
class AreaPeople:
    """What is known of an area.

    Attributes:
        key: of the area; above: codes and keys of the area itself and of all above it.
        counts: (2, ages) whole women and men by full years at the end of the year; the last age is open.
        mothers: (n,) children by the age of their mother, from 15 on, in any unit.
        households: how many there are; None: not known.
        margins: (fact, outcome) -> people who have it.
        parts: places within the area (townships) and their people, adding up to all; empty: it is not divided.
    """

    key: str
    counts: Whole
    mothers: Floats
    above: tuple[str, ...] = ()
    households: int | None = None
    margins: Mapping[tuple[str, str], int] = field(default_factory=dict)
    parts: tuple[tuple[str, int], ...] = ()

    @property
    def size(self) -> int:
        """All people."""
        return int(self.counts.sum())


@dataclass(frozen=True, eq=False)
class Simulated:
    """The simulated people of one area at the end of a year; one entry each, people of one sex and age together.

    Attributes:
        area, year, seed, assumptions: what they were made from.
        sex: 0 women, 1 men. age: full years. birth: day numbers.
        mother, partner: index of a person, -1 none.
        household: number of the household. part: index of the place within the area.
        drawn: facts that were drawn so far, by code and subject. rows: the rows by which they were; -1: none.
    """

    area: AreaPeople
    year: int
    seed: int
    assumptions: Assumptions
    sex: NDArray[np.int8]
    age: NDArray[np.int16]
    birth: NDArray[np.int32]
    mother: NDArray[np.int32]
    partner: NDArray[np.int32]
    household: NDArray[np.int32]
    part: NDArray[np.int16]
    drawn: dict[tuple[str, str], NDArray[np.int32] | NDArray[np.int8]] = field(default_factory=dict)
    rows: dict[tuple[str, str], NDArray[np.int8]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many people."""
        return len(self.sex)

    @property
    def households(self) -> int:
        """How many households."""
        return int(self.household.max(initial=-1)) + 1

    def random(self, *purpose: str) -> np.random.Generator:
        """Chance for one purpose; the same whatever else was drawn."""
        return stream(self.seed, self.area.key, *purpose)

    def births_of(self, last: bool) -> NDArray[np.int32]:
        """For each person the birthday of the youngest (``last``) or oldest child, :data:`NEVER` without one."""
        children = np.flatnonzero(self.mother >= 0)
        found = np.full(self.size, NEVER, dtype=np.int32)
        order = children[np.argsort(self.birth[children] if last else -self.birth[children], kind="stable")]
        found[self.mother[order]] = self.birth[order]
        men = np.flatnonzero((self.sex == MALE) & (self.partner >= 0))
        found[men] = found[self.partner[men]]
        return found


def simulate(area: AreaPeople, year: int, assumptions: Assumptions, seed: int) -> Simulated:
    """People of an area at the end of ``year``: the same input gives the same people."""
    ages = np.arange(area.counts.shape[1])
    sex = np.repeat([FEMALE, MALE], area.counts.sum(axis=1)).astype(np.int8)
    age = np.concatenate([np.repeat(ages, row) for row in area.counts]).astype(np.int16)
    rng = stream(seed, area.key, "births")
    age = _opened(age, int(ages[-1]), rng)
    birth = _birthdays(year - age.astype(np.int64), rng)
    mother = _mothers(area, sex, age, stream(seed, area.key, "mothers"))
    partner = _partners(sex, age, mother, assumptions, stream(seed, area.key, "couples"))
    wanted = area.households if area.households is not None else round(len(sex) / assumptions.household)
    household = households_of(age, mother, partner, wanted, stream(seed, area.key, "households"))
    part = _parts(area, household, stream(seed, area.key, "parts"))
    return Simulated(area, year, seed, assumptions, sex, age, birth, mother, partner, household, part)


def _opened(age: NDArray[np.int16], open_from: int, rng: np.random.Generator) -> NDArray[np.int16]:
    """Those of the open group spread over the ages above it, fewer each year; nobody is older than 115."""
    old = np.flatnonzero(age == open_from)
    more = rng.geometric(1 - _OLD, len(old)) - 1
    made = age.copy()
    made[old] = np.minimum(open_from + more, max(115, open_from))
    return made


def _birthdays(years: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int32]:
    """A day of each year, all alike."""
    start = (years - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    length = (years - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64) - start
    made: NDArray[np.int32] = (start + (rng.random(len(years)) * length).astype(np.int64)).astype(np.int32)
    return made


def _mothers(
    area: AreaPeople, sex: NDArray[np.int8], age: NDArray[np.int16], rng: np.random.Generator
) -> NDArray[np.int32]:  # fmt: skip
    """A mother for everybody under :data:`LINKED`: drawn by her age at the birth, no two children of one in a row."""
    mother = np.full(len(sex), -1, dtype=np.int32)
    women = np.flatnonzero((sex == FEMALE) & (age >= 15))
    if not len(women):
        return mother
    busy = np.zeros(len(sex), dtype=bool)
    starts = np.arange(len(area.mothers)) + 15
    for years in range(LINKED):
        children = np.flatnonzero(age == years)
        if len(children):
            chosen = _chosen(women, age, busy, starts + years, area.mothers, len(children), rng)
            mother[children] = rng.permutation(chosen)
            busy[:] = False
            busy[chosen] = True
    return mother


def _chosen(
    women: Whole, age: NDArray[np.int16], busy: NDArray[np.bool_], ages: Whole, weights: Floats, count: int,
    rng: np.random.Generator,
) -> Whole:  # fmt: skip
    """``count`` women by age, each once while there are enough who had no child the year after."""
    free = women[~busy[women] & (age[women] >= ages[0]) & (age[women] <= ages[-1])]
    order = free[by_lot(age[free], rng)]
    sizes = np.bincount(age[order], minlength=int(ages[-1]) + 1)
    firsts = np.cumsum(sizes) - sizes
    there = sizes[ages]
    weight = weights * there
    if weight.sum() <= 0:
        return rng.choice(women, count)
    wanted = np.minimum(rounded(count * weight / weight.sum(), rng.random()), there)
    chosen = [order[firsts[one] : firsts[one] + many] for one, many in zip(ages, wanted, strict=True) if many]
    made = np.concatenate(chosen) if chosen else np.zeros(0, dtype=np.int64)
    if len(made) < count:  # fewer women than children in a small place: some are asked twice
        made = np.concatenate([made, rng.choice(women, count - len(made))])
    return made


def _partners(
    sex: NDArray[np.int8], age: NDArray[np.int16], mother: NDArray[np.int32], assumed: Assumptions,
    rng: np.random.Generator,
) -> NDArray[np.int32]:  # fmt: skip
    """Couples: women with children first, then others, up to the share assumed; with men of about the age wanted."""
    partner = np.full(len(sex), -1, dtype=np.int32)
    women = np.flatnonzero((sex == FEMALE) & (age >= PAIRED_FROM))
    men = np.flatnonzero((sex == MALE) & (age >= PAIRED_FROM))
    has_child = np.zeros(len(sex), dtype=bool)
    has_child[mother[mother >= 0]] = True
    late = (rng.random(len(women)) < 0.06) & has_child[women]  # some bring up children by themselves
    order = np.lexsort((rng.random(len(women)), ~has_child[women] | late))
    paired = women[order[: min(round(assumed.paired * len(women)), len(men))]]
    wishes = age[paired] + assumed.gap + rng.normal(0.0, 2.0, len(paired))
    sorted_men = men[np.lexsort((rng.random(len(men)), age[men]))]
    turn = np.argsort(wishes, kind="stable")
    places = matched(wishes[turn], age[sorted_men].astype(np.float64))
    partner[paired[turn]] = sorted_men[places]
    partner[sorted_men[places]] = paired[turn]
    return partner


def _parts(area: AreaPeople, household: NDArray[np.int32], rng: np.random.Generator) -> NDArray[np.int16]:
    """A place for everybody, whole households one after another; each place has the people it was told to have."""
    made = np.zeros(len(household), dtype=np.int16)
    if not area.parts:
        return made
    turn = rng.permutation(int(household.max(initial=-1)) + 1)
    order = np.argsort(turn[household], kind="stable")
    made[order] = np.repeat(np.arange(len(area.parts)), [count for _, count in area.parts]).astype(np.int16)
    return made
