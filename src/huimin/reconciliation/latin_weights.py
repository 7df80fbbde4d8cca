"""What each field of a pair in Latin letters says for or against one person, in bits, learnt without any labels.

An outcome counts for ``log2(m / u)`` (Fellegi and Sunter 1969, Journal of the American Statistical Association 64,
1183-1210): ``m`` is how often it is met in two records of one person, ``u`` in two put together at random. ``u`` comes
from the two lists, for equal words from how common each is, so that a rare name counts more (Newcombe 1959, Science
130, 954-959); ``m`` begins as an assumption about how carefully lists are written and is corrected by them.

Fields that a family shares say together no more than that the two are of one household: how many others of it stand in
a list is counted. Given name, birth date and numbers of one's own must tell the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.best import best_by_far
from huimin.reconciliation.cascade import contradicted
from huimin.reconciliation.compare import compare_numbers
from huimin.reconciliation.keys import NONE, Rows, group_sizes
from huimin.reconciliation.latin import (
    CLOSE,
    DIFFERENT,
    LOOSE,
    MISSING,
    SAME,
    SPELT,
    WORDED,
    Latin,
    Sorts,
    compare_latin,
)
from huimin.reconciliation.records import Records

SHARES: Mapping[int, float] = {SAME: 0.85, CLOSE: 0.09, LOOSE: 0.03, DIFFERENT: 0.03}
"""Of two records of one person, how many agree how in a field that both know: an assumption to begin with."""
ASSUMED = 100.0
"""How many pairs, or records, an assumption counts as beside those of the lists."""
OWN, FAMILY, HOUSE = ("given", "born", "other_number", "sex"), ("surname", "mother", "phone"), ("street", "house")
PLACES = ("suburb", "postcode", "locality", "state", "area")
"""Fields that tell one child of a family from another; that a family shares; its address; and of this, what follows
from each other, so that only the one that says most for a pair counts. Whoever moves has another address altogether:
of all of it only the one that says most against a pair counts."""
HOMES = (("surname.sound", "street.sound", "house"), ("surname.sound", "mother.sound"), ("phone",))
"""What two others of one household share in a list, as far as it can be seen."""
HOUSEMATES = 0.5
"""How many others of its household a record meets in a list: an assumption to begin with."""
RANDOM_PAIRS, CHUNK, ROUNDS = 50_000, 200_000, 5
"""Pairs drawn to learn how often strangers agree; pairs weighed at a time; how often shares and probabilities are made
of each other."""
SELDOM = 5
"""Times from which a word's count in a list is taken as it is."""
DOUBT = 0.5
"""Added to every count, so that what was never seen is rare and not impossible."""
AGAINST = -1000.0
"""The weight of a pair that something rules out."""
SEED = 1
_FIGURES = (SAME, CLOSE, DIFFERENT)
_OUTCOMES = {**dict.fromkeys((*SPELT, "born"), tuple(SHARES)), "sex": (SAME, DIFFERENT)}
_LABELS = {SAME: "same", CLOSE: "near", LOOSE: "loose", DIFFERENT: "different"}
Bits = NDArray[np.float64]


@dataclass(frozen=True)
class Level:
    """What one outcome of a comparison contributes: ``weight`` in bits, above 0 for and below 0 against one person."""

    field: str
    label: str
    weight: float


class Model:
    """Two lists in Latin letters, ``second`` the longer one, and what every outcome says.

    Attributes:
        prior: bits against a pair put together at random: the longer list has so many strangers for each record.
        household: bits that the fields of a family may say at most.
    """

    def __init__(self, first: Records, second: Records) -> None:
        assert first.latin is not None and second.latin is not None
        self.first, self.second = first, second
        self.here: Latin = first.latin
        self.there: Latin = second.latin
        self.prior = float(np.log2(max(1, len(second.singles))))
        self.household = self.prior - float(np.log2(housemates(second)))
        chance = self.sorts(*_strangers(first.singles, second.singles))
        even = dict.fromkeys(SHARES, 1 / len(SHARES))
        self.chance = {field: _shares(sorts, len(SHARES) * DOUBT, even) for field, sorts in chance.items()}
        self.true = {field: dict(SHARES) for field in chance}
        self.common = {field: self._common(field) for field in chance if field in WORDED}
        self.known = tuple(field for field, sorts in chance.items() if (sorts != MISSING).any())

    def sorts(self, one: Rows, two: Rows) -> dict[str, Sorts]:
        """How every field compares; a sex is the same or different, an area also near, within one county."""
        first, second = self.first, self.second
        sex, area, county = (compare_numbers(getattr(first, field)[one], getattr(second, field)[two])
                             for field in ("sex", "area", "county"))  # fmt: skip
        place = np.where((area > 0) & (county > 0), SAME, np.where(county > 0, CLOSE, county))
        found = {"sex": np.where(sex > 0, SAME, sex), "area": place}
        words = compare_latin(self.here, one, self.there, two)
        return words | {field: sorts.astype(np.int8) for field, sorts in found.items()}

    def learn(self, one: Rows, two: Rows) -> None:
        """Correct by candidate pairs how often each field is written alike.

        Pairs that are each other's best count by the probability that they are one person, and the shares found make
        new probabilities (expectation and maximisation; Winkler 1988, Proceedings of the Section on Survey Research
        Methods, 667-671).
        """
        sorts = self.sorts(one, two)
        for _ in range(ROUNDS):
            weight = self._total(sorts, one, two)
            best = best_by_far(one, weight) & best_by_far(two, weight)
            sure = np.where(best, self.probability(weight), 0.0)
            self.true = {field: _shares(told, ASSUMED, SHARES, sure) for field, told in sorts.items()}
            if "given" in self.true:
                # Quite different given names are ruled out here, so nothing is learnt of how many there are.
                self.true["given"][DIFFERENT] = SHARES[DIFFERENT]

    def probability(self, weight: Bits) -> Bits:
        """How likely pairs of these weights are one person."""
        return np.asarray(1 / (1 + np.exp2(np.clip(self.prior - weight, -500, 500))))

    def weigh(self, one: Rows, two: Rows, renamed: bool = False) -> Bits:
        """The bits of some pairs, all fields together; ``AGAINST`` for those that cannot be one person.

        Args:
            renamed: only pairs of other given names, which are one child if nobody else of that home was born that day.
        """
        parts = [slice(at, at + CHUNK) for at in range(0, len(one), CHUNK)]
        told = [self._total(self.sorts(one[part], two[part]), one[part], two[part], renamed) for part in parts]
        return np.concatenate(told) if told else np.zeros(0)

    def levels(self) -> tuple[Level, ...]:
        """What every outcome of every field says; of equal words, one of middling frequency."""
        return tuple(
            Level("birth" if field == "born" else field, _LABELS[sort],
                  float(np.log2(share / self.chance[field][sort])))
            for field in self.known for sort, share in self.true[field].items()
            if sort in _OUTCOMES.get(field, _FIGURES)
        )  # fmt: skip

    def _total(self, sorts: Mapping[str, Sorts], one: Rows, two: Rows, renamed: bool = False) -> Bits:
        bits = {field: self._field(field, told, one) for field, told in sorts.items()}
        none = np.zeros((1, len(one)))
        own, family, house, places = (
            np.array([bits[field] for field in fields if field in bits] or none)
            for fields in (OWN, FAMILY, HOUSE, PLACES)
        )
        address = np.maximum(house, 0).sum(axis=0) + places.max(axis=0, initial=0)
        shared = family.sum(axis=0) + address + np.minimum(house.min(axis=0, initial=0), places.min(axis=0, initial=0))
        against = self._ruled_out(sorts, one, two, shared >= self.prior if renamed else None)
        return np.where(against, AGAINST, own.sum(axis=0) + np.minimum(shared, self.household))

    def _field(self, field: str, sorts: Sorts, one: Rows) -> Bits:
        out = np.zeros(len(sorts))
        for sort, share in self.true[field].items():
            out[sorts == sort] = np.log2(share / self.chance[field][sort])
        if field in self.common:
            rows = np.flatnonzero(sorts == SAME)
            out[rows] = np.log2(self.true[field][SAME] / self.common[field][self.here.columns[field].codes[one[rows]]])
        return out

    def _ruled_out(
        self, sorts: Mapping[str, Sorts], one: Rows, two: Rows, home: NDArray[np.bool_] | None
    ) -> NDArray[np.bool_]:  # fmt: skip
        """Two people: by what rules a pair out in every list; by given names not quite the same where one has a twin;
        by quite different ones, unless these are sought.

        Args:
            home: where quite different given names are sought, the pairs that only those of one home can be.
        """
        given = sorts.get("given", np.full(len(one), MISSING, np.int8))
        twin = self.here.twin[one] | self.there.twin[two]
        against = contradicted(self.first, one, self.second, two, sex=False) | (twin & (given < SAME))
        if home is None:
            return np.asarray(against | (given == DIFFERENT))
        renamed = (given == DIFFERENT) & (sorts["born"] == SAME) & (sorts["sex"] != DIFFERENT)
        some = np.flatnonzero(renamed & home & ~against)
        out = np.ones(len(one), bool)
        out[some] = self._namesake(one[some], two[some])
        return out

    def _namesake(self, one: Rows, two: Rows) -> NDArray[np.bool_]:
        """Pairs of which either list knows somebody of the other's given name in the same home: a twin or a sibling."""
        here, there = self.here.key(("given.sound",), one), self.there.key(("given.sound",), two)
        return self.here.called(one, there) | self.there.called(two, here)

    def _common(self, field: str) -> Bits:
        """How common each word of the first list is among people, by the longer list."""
        held = self.there.columns[field].key("whole", self.second.singles)
        values, counts = np.unique(held[held != NONE], return_counts=True)
        if not len(values):
            return np.ones(len(self.here.columns[field].letters))
        at = np.minimum(np.searchsorted(values, self.here.columns[field].whole), len(values) - 1)
        return np.asarray(expected(counts)[at] / counts.sum())


def _strangers(first: Rows, second: Rows) -> tuple[Rows, Rows]:
    """Pairs put together at random; of short lists all there are."""
    if len(first) * len(second) <= RANDOM_PAIRS:
        return np.repeat(first, len(second)), np.tile(second, len(first))
    rng = np.random.default_rng(SEED)
    return rng.choice(first, RANDOM_PAIRS), rng.choice(second, RANDOM_PAIRS)


def expected(counts: NDArray[np.int64]) -> Bits:
    """How often each word is to be expected in another list as long, from how often this one has it.

    A date that stands once in a list of 500 is far rarer than one in 500: it stands there because its record does.
    Counts below ``SELDOM`` are corrected by how many words are met once more often (Good 1953, Biometrika 40, 237-264).
    """
    met = np.bincount(np.minimum(counts, SELDOM + 1), minlength=SELDOM + 2) + DOUBT
    times = np.arange(SELDOM)
    corrected = np.minimum((times + 1) * met[1 : SELDOM + 1] / met[:SELDOM], times)
    return np.where(counts < SELDOM, corrected[np.minimum(counts, SELDOM - 1)], counts)


def housemates(records: Records) -> float:
    """How many others of its household a record of a list meets there."""
    assert records.latin is not None
    sizes = [group_sizes(records.latin.key(key, records.singles)) for key in HOMES]
    others = np.maximum(np.max(sizes, axis=0) - 1, 0)
    return float((others.sum() + ASSUMED * HOUSEMATES) / (len(others) + ASSUMED))


def _shares(sorts: Sorts, weight: float, before: Mapping[int, float], sure: Bits | None = None) -> dict[int, float]:
    """The share of each outcome among pairs that count as much as they are ``sure``, beside what was thought before as
    if seen in ``weight`` pairs.
    """
    sure = np.ones(len(sorts)) if sure is None else sure
    known = float(sure[sorts >= 0].sum()) + weight
    return {sort: (float(sure[sorts == sort].sum()) + weight * share) / known for sort, share in before.items()}
