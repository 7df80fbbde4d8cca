"""How the fields of two records compare, for many pairs at once, in sorts that a clerk can name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation import latin
from huimin.reconciliation.dates import compare_days
from huimin.reconciliation.keys import NONE, Rows
from huimin.reconciliation.latin import compare_latin
from huimin.reconciliation.names import Names
from huimin.reconciliation.records import Records
from huimin.reconciliation.spelling import one_letter

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

    near = one_letter(first.letters_at(one), second.letters_at(two))
    cases = [same("tone"), same("sound"), same("shape"), same("turned"), near, same("surname")]
    return np.select(cases, [TONE, SOUND, ALIKE, TURNED, ONE_CHARACTER, SURNAME], DIFFERENT).astype(np.int8)


def compare_numbers(one: NDArray[np.integer], two: NDArray[np.integer]) -> Sorts:
    """1 the same, 0 different, -1 one of them is missing (0)."""
    return np.where((one == 0) | (two == 0), -1, one == two).astype(np.int8)


def compare_weights(one: NDArray[np.int32], two: NDArray[np.int32]) -> Sorts:
    """1 within ``WEIGHT_SLACK``, 0 further apart, -1 one of them is missing."""
    near = np.abs(one.astype(np.int64) - two) <= WEIGHT_SLACK
    return np.where((one == 0) | (two == 0), -1, near).astype(np.int8)


def compare_fields(first: Records, one: Rows, second: Records, two: Rows) -> dict[str, Sorts]:
    """Every field of pairs of rows, by its name; of two lists in Latin letters also those that only such lists have."""
    found = {
        "name": compare_names(first.name, one, second.name, two),
        "mother": compare_names(first.mother, one, second.mother, two),
        "birth": compare_days(first.birth[one], second.birth[two]),
        "weight": compare_weights(first.weight[one], second.weight[two]),
    }
    for field in ("identity", "mother_identity", "sex", "order", "area", "county"):
        found[field] = compare_numbers(getattr(first, field)[one], getattr(second, field)[two])
    if first.latin is not None and second.latin is not None:
        found |= _latin(compare_latin(first.latin, one, second.latin, two), found["name"])
    return found


def _latin(words: dict[str, Sorts], names: Sorts) -> dict[str, Sorts]:
    """Fields in Latin letters in the sorts of every list: spelt alike counts as looking alike."""
    found = {field: np.where(words[field] < 0, -1, words[field] == latin.SAME).astype(np.int8)
             for field in latin.EXTRA if field in words}  # fmt: skip
    if "mother" in words:
        mother = words["mother"]
        found["mother"] = np.select([mother < 0, mother == latin.SAME, mother > 0], [MISSING, SAME, ALIKE], DIFFERENT)
    if {"given", "surname"} <= words.keys():
        given, surname = words["given"], words["surname"]
        near, family = (given > 0) & (surname > 0), surname > latin.LOOSE
        spelt = np.select([near, family], [ALIKE, SURNAME], DIFFERENT)
        found["name"] = np.where((names < 0) | (names == SAME) | (names == TURNED), names, spelt)
    return {field: sorts.astype(np.int8) for field, sorts in found.items()}


def known_in_both(first: Records, one: Rows, second: Records, two: Rows) -> NDArray[np.bool_]:
    """Pairs of which both children have a name."""
    return np.asarray((first.name.key("whole", one) != NONE) & (second.name.key("whole", two) != NONE))
