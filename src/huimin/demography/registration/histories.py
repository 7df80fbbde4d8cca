"""Who stands in which lists: counts of each way to be in some of two to five lists and out of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from huimin.demography.faults import Faults, amounts
from huimin.demography.intervals import Array

MOST_LISTS = 5


def patterns(lists: int) -> tuple[str, ...]:
    """Every history but that of nobody seen, in the order of binary numbers: ``01``, ``10``, ``11``."""
    return tuple(f"{number:0{lists}b}" for number in range(1, 2**lists))


@dataclass(frozen=True, eq=False)
class Histories:
    """Counts of people by the lists that hold them.

    Attributes:
        names: of the lists, two to five.
        counts: (…, 2 ** lists - 1) in the order of :func:`patterns`; any axes before the last are areas. NaN is not
            known.

    Raises:
        Invalid: ``registration-lists-number``, ``registration-list-twice``, ``registration-histories-shape``,
            ``demography-count-negative``, ``demography-not-finite``.
    """

    names: tuple[str, ...]
    counts: Array

    def __post_init__(self) -> None:
        object.__setattr__(self, "counts", amounts("counts", self.counts))
        faults, many = Faults("histories"), len(self.names)
        if not 2 <= many <= MOST_LISTS:
            faults.add("registration-lists-number", found=many, most=MOST_LISTS)
        elif self.counts.ndim == 0 or self.counts.shape[-1] != 2**many - 1:
            faults.add("registration-histories-shape", found=str(self.counts.shape), expected=2**many - 1)
        if len(set(self.names)) < many:
            faults.add("registration-list-twice", found=", ".join(self.names))
        faults.raise_if_any()

    @classmethod
    def of(cls, counts: Mapping[str, float], names: Sequence[str] = ()) -> Histories:
        """From counts by history: ``{"10": 341, "01": 80, "11": 27}``. A history that is left out has nobody.

        Raises:
            Invalid: ``registration-history-unreadable``, and as the class.
        """
        lists = len(next(iter(counts), ""))
        faults = Faults("histories")
        for history in counts:
            if len(history) != lists or set(history) - {"0", "1"} or "1" not in history:
                faults.add("registration-history-unreadable", found=history, expected=lists)
        faults.raise_if_any()
        values = [float(counts.get(one, 0.0)) for one in patterns(lists)] if lists <= MOST_LISTS else []
        return cls(tuple(names) or default_names(lists), np.array(values))

    @classmethod
    def of_pair(cls, first: ArrayLike, second: ArrayLike, both: ArrayLike, names: Sequence[str] = ()) -> Histories:
        """From the sizes of two lists and of their overlap."""
        one, two, match = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (first, second, both)))
        return cls(tuple(names) or default_names(2), np.stack([two - match, one - match, match], axis=-1))

    @property
    def members(self) -> np.ndarray:
        """(histories, lists): 1 where the list holds those people."""
        return np.array([[int(mark) for mark in one] for one in patterns(len(self.names))])

    @property
    def seen(self) -> Array:
        """How many stand in at least one list, one entry an area."""
        return np.asarray(self.counts.sum(axis=-1))

    def size(self, which: int) -> Array:
        """How many stand in one list."""
        return np.asarray(self.counts[..., self.members[:, which] == 1].sum(axis=-1))

    def together(self) -> Histories:
        """All areas as one; an area with a count that is not known is left out."""
        rows = self.counts.reshape(-1, self.counts.shape[-1])
        return Histories(self.names, rows[np.isfinite(rows).all(axis=-1)].sum(axis=0))

    def pair(self, first: int = 0, second: int | None = None) -> tuple[Array, Array, Array]:
        """(first, second, both) of one list against another, or against all others joined into one."""
        inside = self.members
        mine = inside[:, first] == 1
        others = np.delete(inside, first, axis=1).any(axis=1) if second is None else inside[:, second] == 1
        parts = (mine, others, mine & others)
        return tuple(np.asarray(self.counts[..., one].sum(axis=-1)) for one in parts)  # type: ignore[return-value]


def default_names(lists: int) -> tuple[str, ...]:
    """Names of lists that were given none: A, B, C."""
    return tuple("ABCDEFGHIJ"[:lists])
