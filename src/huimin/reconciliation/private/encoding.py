"""A list as an office hands it over: keyed hashes of what the steps compare, filters of names, and what was agreed to
stay plain.

One hash of a record covers several fields at once, a birth date and a name nearly always among them, so that hardly two
records of a list bear the same one: counting how often each hash occurs tells next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.dates import UNKNOWN, Days, parts
from huimin.reconciliation.keys import NONE, Keys, Rows, mixed
from huimin.reconciliation.private.filters import HARDENED, Filters, Hardening, filters_of
from huimin.reconciliation.private.secret import Secret
from huimin.reconciliation.private.siphash import siphash
from huimin.reconciliation.readings import Readings
from huimin.reconciliation.records import Records
from huimin.reconciliation.steps import STEPS

SIBLINGS = (("mother.sound", "birth", "area"), ("mother_identity", "birth"))
"""Two records of a list that share one of these are of one mother and day, twins above all."""
HASHED: tuple[tuple[str, ...], ...] = tuple(dict.fromkeys([*(step.key for step in STEPS), *SIBLINGS]))
"""What is hashed together, a column each."""
SALTS = ("day", "month", "year", "none")
"""What the filters of names also hang on: the birth date, or a part of it. ``day`` is the safest."""
MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How much of the birth date stays plain, and how many months that is."""


@dataclass(frozen=True)
class Manner:
    """How lists are encoded; both offices must do the same.

    Attributes:
        salt: one of ``SALTS``. hardening: of the filters.
    """

    salt: str = "day"
    hardening: Hardening = HARDENED


@dataclass(frozen=True, eq=False)
class Encoding:
    """An encoded list.

    Attributes:
        hashes: (rows, ``HASHED``) keyed hashes, 0 where a part is missing.
        name, mother: (rows, words) filters. named, mothered: whether there is a name at all.
        month: the first month of the plain part of the birth date, counted from year 0; -1 not known.
        repeated: rows that repeat an earlier record of the list.
    """

    hashes: Keys
    name: Filters
    mother: Filters
    named: NDArray[np.bool_]
    mothered: NDArray[np.bool_]
    month: NDArray[np.int32]
    repeated: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.month)

    def key(self, which: tuple[str, ...], rows: Rows | None = None) -> Keys:
        """A column of hashes, by row."""
        column = self.hashes[:, HASHED.index(which)]
        return column if rows is None else column[rows]

    def names(self, field: str) -> tuple[Filters, NDArray[np.bool_]]:
        """The filters of ``name`` or ``mother``, and which rows have one."""
        return (self.name, self.named) if field == "name" else (self.mother, self.mothered)

    @cached_property
    def singles(self) -> Rows:
        """The rows that repeat none before."""
        return np.flatnonzero(~self.repeated)

    @cached_property
    def has_sibling(self) -> NDArray[np.bool_]:
        """Rows whose mother has another child of the same day in this list."""
        out = np.zeros(len(self), bool)
        for which in SIBLINGS:
            keys = self.key(which)
            _, back, counts = np.unique(keys, return_inverse=True, return_counts=True)
            out |= (keys != NONE) & (counts[back] > 1)
        return out

    def taken(self, rows: Rows) -> Encoding:
        """Some rows, in that order."""
        return Encoding(self.hashes[rows], self.name[rows], self.mother[rows], self.named[rows], self.mothered[rows],
                        self.month[rows], self.repeated[rows])  # fmt: skip


def encode(
    records: Records, marks: Keys, readings: Readings, secret: Secret, manner: Manner, told: str = "month"
) -> Encoding:
    """Encode a list.

    Args:
        marks: by row, a number from the office's own record number: the noise of a record is always the same.
        told: how much of the birth date stays plain, one of ``MONTHS``.
    """
    hashes = np.zeros((len(records), len(HASHED)), np.uint64)
    for at, which in enumerate(HASHED):
        plain = records.key(which)
        found = siphash(secret.key("+".join(which)), plain)
        hashes[:, at] = np.where(plain == NONE, NONE, found | np.uint64(1))
    salts = _salts(records.birth, manner.salt)
    name, mother = (filters_of(names, salts, marks, readings, secret, use, manner.hardening)
                    for use, names in (("name", records.name), ("mother", records.mother)))  # fmt: skip
    repeated = np.ones(len(records), bool)
    repeated[records.singles] = False
    return Encoding(hashes, name, mother, records.name.codes >= 0, records.mother.codes >= 0,
                    coarse(records.birth, told), repeated)  # fmt: skip


def coarse(days: Days, told: str) -> NDArray[np.int32]:
    """The first month of the part of a birth date that stays plain, counted from year 0; -1 where it is not known."""
    year, month, _ = parts(days)
    first = year * 12 + (month - 1) // MONTHS[told] * MONTHS[told]
    return np.where(days == UNKNOWN, -1, first).astype(np.int32)


def _salts(days: Days, salt: str) -> Keys:
    year, month, _ = parts(days)
    value = {"day": days.astype(np.int64), "month": year * 12 + month, "year": year, "none": np.full(len(days), -1)}[
        salt
    ]
    return np.where(days == UNKNOWN, NONE, mixed(value + 1))
