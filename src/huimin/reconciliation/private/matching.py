"""The steps of matching on encodings: what alone bears a hash in both lists is a pair, unless the filters of the names
speak against it.

They are the steps of :mod:`huimin.reconciliation.steps`. What cannot be seen here: how far apart two birth dates or
weights are, and in what way two names differ.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation import compare, dates
from huimin.reconciliation.cascade import Links
from huimin.reconciliation.keys import NONE, Keys, Rows, alone_in_both
from huimin.reconciliation.private.encoding import Encoding
from huimin.reconciliation.private.filters import distance
from huimin.reconciliation.steps import FREE, STEPS, Step

LIKE_SOUND, LIKE_CHARACTER = 64, 91
"""Bits in which folded filters differ at most where two names sound the same, and where one character differs: measured
on invented names, see the tests."""


def cascade_encoded(first: Encoding, second: Encoding, steps: Sequence[Step] = STEPS) -> Links:
    """Join two encoded lists, one to one. Repeats within a list take no part."""
    left = [first.singles, second.singles]
    made: list[tuple[Rows, Rows]] = []
    refused = []
    for step in steps:
        at = alone_in_both(first.key(step.key, left[0]), second.key(step.key, left[1]))
        one, two = left[0][at[0]], left[1][at[1]]
        good = _fitting(first, one, second, two, step)
        made.append((one[good], two[good]))
        refused.append(int((~good).sum()))
        left = [np.delete(left[0], at[0][good]), np.delete(left[1], at[1][good])]
    numbers = np.repeat(np.arange(len(made), dtype=np.int16), [len(one) for one, _ in made])
    pairs = [np.concatenate([pair[side] for pair in made]) for side in (0, 1)]
    return Links(pairs[0], pairs[1], numbers, tuple(step.code for step in steps), tuple(refused), (left[0], left[1]))


def _fitting(first: Encoding, one: Rows, second: Encoding, two: Rows, step: Step) -> NDArray[np.bool_]:
    if step.numbered:
        # Filters of children born on other days are strangers to each other: only the same month makes them speak.
        near = compare_encoded("name", first, one, second, two)
        return np.asarray((near != compare.DIFFERENT) | (first.month[one] != second.month[two]))
    good = np.ones(len(one), bool)
    if not _says("name", step):
        good &= _at_least(compare_encoded("name", first, one, second, two), step.name)
    if step.mother != FREE and not _says("mother", step):
        near = compare_encoded("mother", first, one, second, two)
        good &= _at_least(near, step.mother) | (near == compare.MISSING)
    if step.lonely:
        good &= ~first.has_sibling[one] & ~second.has_sibling[two]
    if step.only or step.birth < dates.SAME:
        good &= _only(first.key(step.key, first.singles), first.key(step.key, one))
        good &= _only(second.key(step.key, second.singles), second.key(step.key, two))
    return good


def compare_encoded(field: str, first: Encoding, one: Rows, second: Encoding, two: Rows) -> NDArray[np.int8]:
    """How the names (``name`` or ``mother``) of pairs compare: ``SOUND``, ``ONE_CHARACTER``, ``DIFFERENT`` or
    ``MISSING`` of :mod:`huimin.reconciliation.compare`.
    """
    (mine, named), (its, known) = first.names(field), second.names(field)
    apart = distance(mine[one], its[two])
    kinds = [compare.SOUND, compare.ONE_CHARACTER]
    sorts = np.select([apart <= LIKE_SOUND, apart <= LIKE_CHARACTER], kinds, compare.DIFFERENT)
    return np.where(named[one] & known[two], sorts, compare.MISSING).astype(np.int8)


def _says(field: str, step: Step) -> bool:
    """Whether the key itself says that the names agree."""
    return any(part.partition(".")[0] == field for part in step.key)


def _at_least(near: NDArray[np.int8], least: int) -> NDArray[np.bool_]:
    if least == FREE:
        return np.ones(len(near), bool)
    if least == compare.MISSING:
        return np.asarray((near == compare.MISSING) | (near >= compare.TURNED))
    return np.asarray(near >= least)


def _only(whole: Keys, mine: Keys) -> NDArray[np.bool_]:
    """Keys that no other record of the whole list bears."""
    ordered = np.sort(whole)
    often = np.searchsorted(ordered, mine, "right") - np.searchsorted(ordered, mine, "left")
    return np.asarray((mine != NONE) & (often == 1))
