"""The cascade: step by step, what alone bears a key in both lists becomes a pair, unless something contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation import compare, dates
from huimin.reconciliation.compare import Sorts, compare_names, compare_numbers
from huimin.reconciliation.keys import Rows, alone_in_both, others
from huimin.reconciliation.records import Records
from huimin.reconciliation.steps import FREE, STEPS, Step

CHUNK = 200_000
FAR_WEIGHT = 400
"""Grams: further apart, two weights are of two children."""


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of rows, one to one.

    Attributes:
        first, second: (pairs,) rows of the two lists. step: which step made each, a number into ``steps``.
        steps: the codes of the steps. refused: by step, how many pairs with its key were contradicted and not made.
        left: rows of each list without a partner, duplicates left out.
    """

    first: Rows
    second: Rows
    step: NDArray[np.int16]
    steps: tuple[str, ...]
    refused: tuple[int, ...]
    left: tuple[Rows, Rows]

    def __len__(self) -> int:
        return len(self.first)

    def count(self, step: int) -> int:
        """How many pairs a step made."""
        return int((self.step == step).sum())

    def with_more(self, code: str, first: Rows, second: Rows) -> Links:
        """The same with the pairs of one more step."""
        left = (others(self.left[0], first), others(self.left[1], second))
        step = np.concatenate([self.step, np.full(len(first), len(self.steps), np.int16)])
        return Links(np.concatenate([self.first, first]), np.concatenate([self.second, second]), step,
                     (*self.steps, code), (*self.refused, 0), left)  # fmt: skip


def cascade(first: Records, second: Records, steps: Sequence[Step] = STEPS) -> Links:
    """Join two lists. Duplicates within a list take no part; each record gets one partner at most.

    A key that two records of a list bear joins nothing: twins and children of one day, one ward and one name are never
    merged for want of a difference. Steps that go by the child's name alone make nothing of two lists in Latin letters,
    which tell homes apart by more than the mother.
    """
    left = [first.singles, second.singles]
    made: list[tuple[Rows, Rows]] = []
    refused = []
    homes = first.latin is not None and second.latin is not None
    for step in steps:
        if homes and not step.by_mother:
            made.append((left[0][:0], left[1][:0]))
            refused.append(0)
            continue
        at = alone_in_both(first.key(step.key, left[0]), second.key(step.key, left[1]))
        one, two = left[0][at[0]], left[1][at[1]]
        good = fitting(first, one, second, two, step)
        if step.only:
            good &= _only(first, one, step) & _only(second, two, step)
        made.append((one[good], two[good]))
        refused.append(int((~good).sum()))
        left = [_without(left[0], at[0][good]), _without(left[1], at[1][good])]
    numbers = np.repeat(np.arange(len(made), dtype=np.int16), [len(one) for one, _ in made])
    pairs = [np.concatenate([pair[side] for pair in made]) for side in (0, 1)]
    return Links(pairs[0], pairs[1], numbers, tuple(step.code for step in steps), tuple(refused), (left[0], left[1]))


def _only(records: Records, rows: Rows, step: Step) -> NDArray[np.bool_]:
    """Rows whose key no other child of the whole list bears."""
    whole = records.key(step.key, records.singles)
    ordered = np.sort(whole)
    mine = records.key(step.key, rows)
    return np.asarray(np.searchsorted(ordered, mine, "right") - np.searchsorted(ordered, mine, "left") == 1)


def _without(rows: Rows, places: Rows) -> Rows:
    kept = np.ones(len(rows), bool)
    kept[places] = False
    return rows[kept]


def fitting(first: Records, one: Rows, second: Records, two: Rows, step: Step) -> NDArray[np.bool_]:
    """Which pairs of rows a step may make."""
    out = np.empty(len(one), bool)
    for at in range(0, len(one), CHUNK):
        part = slice(at, at + CHUNK)
        out[part] = _fitting(first, one[part], second, two[part], step)
    return out


def _fitting(first: Records, one: Rows, second: Records, two: Rows, step: Step) -> NDArray[np.bool_]:
    names = compare_names(first.name, one, second.name, two)
    days = dates.compare_days(first.birth[one], second.birth[two])
    if step.numbered:
        return np.asarray(~((names <= compare.SURNAME) & (days == dates.OTHER)))
    good = ~contradicted(first, one, second, two, step.sex)
    good &= _at_least(names, step.name) & (days >= step.birth)
    if step.mother != FREE:
        mothers = compare_names(first.mother, one, second.mother, two)
        good &= _at_least(mothers, step.mother) | (mothers == compare.MISSING)
    if step.lonely:
        good &= ~first.has_sibling[one] & ~second.has_sibling[two]
    return np.asarray(good)


def _at_least(names: Sorts, least: int) -> NDArray[np.bool_]:
    """``MISSING`` as the least lets names be missing, but never differ in more than sound, shape or order."""
    if least == FREE:
        return np.ones(len(names), bool)
    if least == compare.MISSING:
        return np.asarray((names == compare.MISSING) | (names >= compare.TURNED))
    return np.asarray(names >= least)


def contradicted(first: Records, one: Rows, second: Records, two: Rows, sex: bool = True) -> NDArray[np.bool_]:
    """Pairs that cannot be one child: other identity numbers, order, weight, or sex."""
    against = compare_numbers(first.identity[one], second.identity[two]) == 0
    against |= compare_numbers(first.order[one], second.order[two]) == 0
    heavy, light = first.weight[one], second.weight[two]
    against |= (heavy > 0) & (light > 0) & (np.abs(heavy.astype(np.int64) - light) > FAR_WEIGHT)
    if sex:
        against |= compare_numbers(first.sex[one], second.sex[two]) == 0
    return np.asarray(against)
