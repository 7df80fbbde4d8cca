"""Lists of names in Latin letters: the fields that only such lists have, and how they compare.

A list is one of these where less than half of its names hold a Chinese character; nobody is asked. A foreigner's name
in a Chinese list, with the dot or in Latin letters, stays a name of that list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import NONE, Keys, Rows, combined, group_sizes
from huimin.reconciliation.letters import Letters
from huimin.reconciliation.spelling import Words, jaro_winkler, one_slip

PERSON = ("given", "surname", "mother", "born")
EXTRA = ("street", "house", "locality", "suburb", "postcode", "state", "phone", "other_number")
"""Fields that may stand in such a list besides those of every list."""
WORDED = (*PERSON, *EXTRA)
SPELT = frozenset({"given", "surname", "mother", "street", "locality", "suburb"})
"""Fields compared as words; the others as figures, of which a slip is one."""
HOMES = (("street.sound", "house"), ("mother.sound",), ("phone",))
"""By what one home is known."""
HAN = 0x2E80
"""The first character of the Chinese blocks."""
MISSING, DIFFERENT, LOOSE, CLOSE, SAME = -1, 0, 1, 2, 3
"""One is missing; different; somewhat alike, of the same sound, or two parts of three of a date; alike or one slip,
also day and month or given name and surname in the other order; the same."""
NEAR_WORD, ALIKE_WORD = 0.75, 0.9
"""Jaro-Winkler from which words count as somewhat alike, and as alike."""
Sorts = NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Latin:
    """The columns of ``WORDED`` of a list; what it does not have is missing in every row."""

    columns: Mapping[str, Words]

    def key(self, parts: Sequence[str], rows: Rows) -> Keys:
        """A key of fields, ``surname``, ``surname.sound`` and their like, by row; 0 where one is missing."""
        return combined([self._part(*one.partition(".")[::2], rows) for one in parts])

    def _part(self, field: str, form: str, rows: Rows) -> Keys:
        column = self.columns.get(field)
        return np.zeros(len(rows), np.uint64) if column is None else column.key(form or "whole", rows)

    @cached_property
    def homes(self) -> tuple[Keys, ...]:
        """For each of ``HOMES`` its key by row."""
        rows = np.arange(max((len(one.codes) for one in self.columns.values()), default=0))
        return tuple(self.key(home, rows) for home in HOMES)

    @cached_property
    def twin(self) -> NDArray[np.bool_]:
        """Rows beside which another child of the same day and home stands, of another given name or of none: twins. Of
        rows without any home the surname must do.
        """
        rows = np.arange(len(self.homes[0]))
        born = self.key(("born",), rows)
        other = np.any([self._others(combined([born, home]), rows) for home in self.homes], axis=0)
        homeless = np.all([home == NONE for home in self.homes], axis=0)
        return np.asarray(other | (homeless & self._others(self.key(("born", "surname.sound"), rows), rows)))

    def called(self, rows: Rows, given: Keys) -> NDArray[np.bool_]:
        """Rows in whose home somebody of this list bears the given name ``given`` (its sound, by row)."""
        every = self.key(("given.sound",), np.arange(len(self.homes[0])))
        found = np.zeros(len(rows), bool)
        for home in self.homes:
            sought = combined([home[rows], given])
            found |= (sought != NONE) & np.isin(sought, combined([home, every]))
        return found

    def _others(self, shared: Keys, rows: Rows) -> NDArray[np.bool_]:
        """Rows whose key is shared by another one of another given name, or of which either has none."""
        named = group_sizes(combined([shared, self.key(("given",), rows)]))
        return np.asarray(group_sizes(shared) > np.maximum(named, 1))


def in_latin(letters: Letters, codes: NDArray[np.int32]) -> bool:
    """Whether a column of names, letters by name and names by row, is mainly in another script than Chinese."""
    known = codes[codes >= 0]
    chinese = np.asarray((letters >= HAN).any(axis=1))
    return bool(len(known)) and 2 * int(chinese[known].sum()) < len(known)


def compare_latin(first: Latin, one: Rows, second: Latin, two: Rows) -> dict[str, Sorts]:
    """How every field of pairs of rows compares, as ``MISSING`` to ``SAME``."""
    found = {}
    for field in WORDED:
        if field in first.columns and field in second.columns:
            found[field] = _by_value(first.columns[field], one, second.columns[field], two, field)
    if {"given", "surname"} <= found.keys():
        crossed = {
            field: _by_value(first.columns[field], one, second.columns[other], two, field)
            for field, other in (("given", "surname"), ("surname", "given"))
        }
        turned = (crossed["given"] >= CLOSE) & (crossed["surname"] >= CLOSE)
        turned &= crossed["given"] + crossed["surname"] > found["given"] + found["surname"]
        for field, sorts in crossed.items():
            found[field] = np.where(turned, sorts, found[field])
    return found


def _by_value(first: Words, one: Rows, second: Words, two: Rows, field: str) -> Sorts:
    """Every two different words compared once."""
    codes1, codes2 = first.codes[one].astype(np.int64), second.codes[two].astype(np.int64)
    out = np.full(len(one), MISSING, np.int8)
    known = np.flatnonzero((codes1 >= 0) & (codes2 >= 0))
    width = max(1, len(second.letters))
    pairs, back = np.unique(codes1[known] * width + codes2[known], return_inverse=True)
    letters1, letters2 = first.letters[pairs // width], second.letters[pairs % width]
    sorts = np.where((letters1 == letters2).all(axis=1), SAME, DIFFERENT).astype(np.int8)
    unlike = np.flatnonzero(sorts < SAME)
    compared = _words if field in SPELT else _dates if field == "born" else _figures
    sorts[unlike] = compared(letters1[unlike], letters2[unlike])
    if field in SPELT:
        same_sound = first.sound[pairs // width] == second.sound[pairs % width]
        sorts = np.where(same_sound, np.maximum(sorts, LOOSE), sorts)
    out[known] = sorts[back]
    return out


def _words(one: Letters, two: Letters) -> Sorts:
    alike = jaro_winkler(one, two, NEAR_WORD)
    initial = ((one[:, 1] == 0) | (two[:, 1] == 0)) & (one[:, 0] == two[:, 0])
    cases = [alike >= ALIKE_WORD, (alike >= NEAR_WORD) | initial]
    return np.select(cases, [CLOSE, LOOSE], DIFFERENT).astype(np.int8)


def _figures(one: Letters, two: Letters) -> Sorts:
    return np.where(one_slip(one, two), CLOSE, DIFFERENT).astype(np.int8)


def _dates(one: Letters, two: Letters) -> Sorts:
    """Of dates of eight figures: one slip, or day and month changed places; two parts of three the same."""

    def same(here: slice, there: slice) -> NDArray[np.bool_]:
        return np.asarray((one[:, here] == two[:, there]).all(axis=1))

    year, month, day = slice(0, 4), slice(4, 6), slice(6, 8)
    turned = same(year, year) & same(month, day) & same(day, month)
    parts = same(year, year).astype(int) + same(month, month) + same(day, day)
    return np.select([one_slip(one, two) | turned, parts == 2], [CLOSE, LOOSE], DIFFERENT).astype(np.int8)
