"""How the fields of two records compare, for many pairs at once, in sorts that a clerk can name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.dates import compare_days
from huimin.reconciliation.keys import NONE, Rows
from huimin.reconciliation.names import Names
from huimin.reconciliation.records import Records

Sorts = NDArray[np.int8]
MISSING, DIFFERENT, SURNAME, ONE_CHARACTER, TURNED, ALIKE, SOUND, TONE, SAME = -1, 0, 1, 2, 3, 4, 5, 6, 7
"""Names: nothing to compare; different; only the surname agrees; one character differs; surname and given name
changed places; characters that look alike; the same sound but for tones; the same sound; the same."""
WEIGHT_SLACK = 50
"""Grams by which two weighings of one child, or one rounded, may differ."""


def compare_names(first: Names, one: Rows, second: Names, two: Rows) -> Sorts:
    """How the names of pairs of rows compare, as ``MISSING`` to ``SAME``."""

    def same(which: str) -> NDArray[np.bool_]:
        return np.asarray(first.key(which, one) == second.key(which, two))

    known = (first.codes[one] >= 0) & (second.codes[two] >= 0)
    out = np.where(known, DIFFERENT, MISSING).astype(np.int8)
    whole = same("whole")
    out[known & whole] = SAME
    rest = np.flatnonzero(known & ~whole)
    if len(rest):
        out[rest] = _unequal(first, one[rest], second, two[rest])
    return out


def _unequal(first: Names, one: Rows, second: Names, two: Rows) -> Sorts:
    def same(which: str) -> NDArray[np.bool_]:
        return np.asarray(first.key(which, one) == second.key(which, two))

    near = _one_character(first.letters_at(one), second.letters_at(two))
    cases = [same("tone"), same("sound"), same("shape"), same("turned"), near, same("surname")]
    return np.select(cases, [TONE, SOUND, ALIKE, TURNED, ONE_CHARACTER, SURNAME], DIFFERENT).astype(np.int8)


def _one_character(one: NDArray[np.uint32], two: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Whether names of three characters or more differ in one of them, or one has one more."""
    long1, long2 = (one != 0).sum(axis=1), (two != 0).sum(axis=1)
    unequal = (one != two).sum(axis=1)
    changed = (long1 == long2) & (unequal == 1) & (long1 >= 3)
    # One more character: what goes before the first difference and what comes after it must agree.
    first = np.argmax(one != two, axis=1)
    at = np.arange(one.shape[1])
    tail1, tail2 = np.pad(one[:, 1:], ((0, 0), (0, 1))), np.pad(two[:, 1:], ((0, 0), (0, 1)))
    after = at >= first[:, None]
    longer1 = ~((tail1 != two) & after).any(axis=1) & (long1 == long2 + 1)
    longer2 = ~((one != tail2) & after).any(axis=1) & (long2 == long1 + 1)
    return np.asarray(changed | ((longer1 | longer2) & (np.minimum(long1, long2) >= 2)))


def compare_numbers(one: NDArray[np.integer], two: NDArray[np.integer]) -> Sorts:
    """1 the same, 0 different, -1 one of them is missing (0)."""
    return np.where((one == 0) | (two == 0), -1, one == two).astype(np.int8)


def compare_weights(one: NDArray[np.int32], two: NDArray[np.int32]) -> Sorts:
    """1 within ``WEIGHT_SLACK``, 0 further apart, -1 one of them is missing."""
    near = np.abs(one.astype(np.int64) - two) <= WEIGHT_SLACK
    return np.where((one == 0) | (two == 0), -1, near).astype(np.int8)


def compare_fields(first: Records, one: Rows, second: Records, two: Rows) -> dict[str, Sorts]:
    """Every field of pairs of rows, by its name."""
    found = {
        "name": compare_names(first.name, one, second.name, two),
        "mother": compare_names(first.mother, one, second.mother, two),
        "birth": compare_days(first.birth[one], second.birth[two]),
        "weight": compare_weights(first.weight[one], second.weight[two]),
    }
    for field in ("identity", "mother_identity", "sex", "order", "area", "county"):
        found[field] = compare_numbers(getattr(first, field)[one], getattr(second, field)[two])
    return found


def known_in_both(first: Records, one: Rows, second: Records, two: Rows) -> NDArray[np.bool_]:
    """Pairs of which both children have a name."""
    return np.asarray((first.name.key("whole", one) != NONE) & (second.name.key("whole", two) != NONE))
