"""A list made ready: a row a record, every field a column of numbers; siblings and duplicates within the list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.dates import UNKNOWN, parts
from huimin.reconciliation.keys import NONE, Keys, Rows, combined, first_of_each, group_sizes, mixed
from huimin.reconciliation.latin import EXTRA, HOMES, Latin
from huimin.reconciliation.names import Names

COMPARED = ("name", "identity", "sex", "birth", "weight", "order", "mother", "mother_identity", "area")
FIELDS = ("number", "name", "given", "surname", *COMPARED[1:], *EXTRA)
"""The fields of a list by our names; see the mapping. ``number`` is the record number of the office that sent it; a
name comes whole or in two, and ``EXTRA`` counts in lists in Latin letters only."""


MOST_REPEATS = 5
"""A child entered more often than this is no child."""


@dataclass(frozen=True, eq=False)
class Records:
    """One list.

    Attributes:
        name, mother: names. identity, mother_identity: the first 17 digits; 0 unknown.
        birth: days from 1970-01-01, -1 unknown. sex: 1 boy, 2 girl, 0 unknown. weight: grams, 0 unknown.
        order: among children of one birth, 0 unknown.
        area, county: numbers of the area and of the wider one around it, above 0; 0 unknown. The same number means the
            same area in every list of a comparison.
        latin: the fields of a list in Latin letters; None for a list in Chinese.
    """

    name: Names
    mother: Names
    identity: NDArray[np.int64]
    mother_identity: NDArray[np.int64]
    birth: NDArray[np.int32]
    sex: NDArray[np.int8]
    weight: NDArray[np.int32]
    order: NDArray[np.int8]
    area: NDArray[np.int32]
    county: NDArray[np.int32]
    latin: Latin | None = None

    def __len__(self) -> int:
        return len(self.birth)

    def part(self, which: str, rows: NDArray[np.integer]) -> Keys:
        """A part of a key, by row: a field, ``name.sound`` and its like, or ``month``."""
        field, _, form = which.partition(".")
        if field in ("name", "mother"):
            names: Names = getattr(self, field)
            return names.key(form or "whole", rows)
        if which == "birth":
            return mixed(self.birth[rows].astype(np.int64) + 1)
        if which == "month":
            year, month, _ = parts(self.birth[rows])
            return np.where(self.birth[rows] == UNKNOWN, NONE, mixed(year * 12 + month))
        return mixed(getattr(self, field)[rows])

    def key(self, which: tuple[str, ...], rows: NDArray[np.integer] | None = None) -> Keys:
        """The key of several parts, by row."""
        rows = np.arange(len(self)) if rows is None else rows
        return combined([self.part(one, rows) for one in which])

    @cached_property
    def has_sibling(self) -> NDArray[np.bool_]:
        """Rows whose mother has another child of the same day in this list, twins above all."""
        by_sound = group_sizes(self.key(("mother.sound", "birth", "area"))) > 1
        by_number = group_sizes(self.key(("mother_identity", "birth"))) > 1
        return np.asarray(by_sound | by_number)

    @cached_property
    def duplicate_of(self) -> Rows:
        """For each row, the first row of the same child; itself where it is the only one.

        The same child is one with the same identity number; or the same name, mother, birth date and sex; or the same
        mother, birth date, sex, weight and order where no name was given; or these where a name was given once, unless
        order or county differ; in Latin letters, the same names and birth date of one home. Twins differ in one of
        them. A key borne by more than ``MOST_REPEATS`` records is masked or filled down: nobody is taken for anybody.
        """
        first = _firsts(self.key(("identity",)))
        first = first[_firsts(self.key(("name", "mother", "birth", "sex")))]
        if self.latin is not None:
            for home in HOMES:
                first = first[_firsts(self.latin.key(("given", "surname", "born", *home), np.arange(len(self))))]
        unnamed = np.flatnonzero(self.name.codes < 0)
        again = _firsts(self.key(("mother", "birth", "sex", "weight", "order"), unnamed))
        first[unnamed] = np.minimum(first[unnamed], first[unnamed[again]])
        first = first[first]
        head = first_of_each(self.key(("mother.sound", "birth", "sex", "weight")))
        rows = np.flatnonzero((head != np.arange(len(self))) & (first == np.arange(len(self))))
        same = (self.name.codes[rows] < 0) != (self.name.codes[head[rows]] < 0)
        for field in (self.order, self.county):
            one, two = field[rows], field[head[rows]]
            same &= (one == 0) | (two == 0) | (one == two)
        # A group of three may hold twins, one of them named: it cannot be told whose second entry the unnamed one is.
        same &= np.bincount(head, minlength=len(self))[head[rows]] == 2
        first[rows[same]] = first[head[rows[same]]]
        return first[first]

    @cached_property
    def singles(self) -> Rows:
        """The rows that are no duplicate of one before."""
        return np.flatnonzero(self.duplicate_of == np.arange(len(self)))


def _firsts(keys: Keys) -> Rows:
    """For each row the first of its key, where few bear it."""
    return np.where(group_sizes(keys) > MOST_REPEATS, np.arange(len(keys)), first_of_each(keys))
