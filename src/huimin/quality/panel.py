"""A panel: the figures of one form for some areas and many periods, as the tests of this room take them.

Large places are reviewed panel by panel, each holding whole peer groups, so that a nation never has to fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Truths = NDArray[np.bool_]

COUNT, AMOUNT, STOCK = "count", "amount", "stock"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    Attributes:
        atom: its name; ``element`` is the code of the element it belongs to.
        kind: ``count`` (whole things that happened in the period), ``amount`` (what has decimals, money above all) or
            ``stock`` (what stands at the period's end).
    """

    atom: str
    element: str
    kind: str


@dataclass(frozen=True)
class Panel:
    """Figures of one form.

    Attributes:
        form: code of the form.
        periods: codes of the periods, in order; ``first`` their first month numbers.
        reviewed: which periods are under review; the others only serve as history.
        areas: keys of the reporting areas (n).
        sender: for each area the number of its sender in ``senders`` (keys).
        peers: for each area the number of its peer group: areas whose seasons are alike, such as those of a county.
        columns: what is reported (J).
        values: (J, periods, n), NaN where not reported.
    """

    form: str
    periods: tuple[str, ...]
    first: tuple[int, ...]
    reviewed: Truths
    areas: tuple[str, ...]
    senders: tuple[str, ...]
    sender: Ints
    peers: Ints
    columns: tuple[Column, ...]
    values: Floats

    @cached_property
    def kinds(self) -> NDArray[np.str_]:
        """The kind of each column."""
        return np.array([column.kind for column in self.columns], str)

    def of_kind(self, kind: str) -> Ints:
        """The columns of a kind."""
        return np.flatnonzero(self.kinds == kind)

    @cached_property
    def by_sender(self) -> list[Ints]:
        """The areas of each sender."""
        order = np.argsort(self.sender, kind="stable")
        cuts = np.searchsorted(self.sender[order], np.arange(1, len(self.senders)))
        return list(np.split(order, cuts))

    @cached_property
    def reported(self) -> Truths:
        """Whether an area reported anything in a period; (periods, n)."""
        return np.asarray(np.isfinite(self.values).any(axis=0), bool)

    @property
    def shape(self) -> tuple[int, int]:
        """Periods and areas."""
        return len(self.periods), len(self.areas)


def pieces(groups: Ints, most: int) -> Iterator[slice]:
    """Cut areas in order into stretches of whole groups, each of about ``most`` areas (one group may be larger).

    Args:
        groups: the group of each area; areas of a group stand together.
    """
    ends = np.append(np.flatnonzero(np.diff(groups)) + 1, len(groups))
    start = last = 0
    for end in ends.tolist():
        if end - start > most and last > start:
            yield slice(start, last)
            start = last
        last = end
    if last > start:
        yield slice(start, last)


def part_of(panel: Panel, which: slice) -> Panel:
    """The panel of some areas only; senders and peer groups are numbered anew."""
    senders, sender = np.unique(panel.sender[which], return_inverse=True)
    _, peers = np.unique(panel.peers[which], return_inverse=True)
    return replace(
        panel, areas=panel.areas[which], senders=tuple(panel.senders[i] for i in senders.tolist()), sender=sender,
        peers=peers, values=panel.values[:, :, which],
    )  # fmt: skip


def grouped_sums(values: Floats, group: Ints, groups: int) -> Floats:
    """Sums over the last axis by group; (..., n) to (..., groups). NaN counts as nothing."""
    flat = np.nan_to_num(values).reshape(-1, values.shape[-1])
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(groups))
    sums = np.add.reduceat(flat[:, order], np.minimum(starts, len(order) - 1), axis=1) if len(order) else flat
    sums[:, np.bincount(group, minlength=groups) == 0] = 0.0
    return sums.reshape(*values.shape[:-1], groups)


def grouped_medians(values: Floats, group: Ints, groups: int) -> Floats:
    """Medians of what is known over the last axis by group; (..., n) to (..., groups). NaN where nothing is known."""
    made = np.full((*values.shape[:-1], groups), np.nan)
    for number in range(groups):
        made[..., number] = median(values[..., group == number], -1)
    return made


def median(values: Floats, axis: int) -> Floats:
    """The median of what is known; NaN where nothing is, without a warning."""
    ordered = np.sort(values, axis=axis)  # NaN goes last
    count = np.isfinite(ordered).sum(axis=axis, keepdims=True)
    low, high = np.maximum((count - 1) // 2, 0), np.maximum(count // 2, 0)
    if not values.shape[axis]:
        return np.full(np.delete(values.shape, axis), np.nan)
    high = np.minimum(high, values.shape[axis] - 1)
    middle = (np.take_along_axis(ordered, low, axis) + np.take_along_axis(ordered, high, axis)) / 2
    return np.asarray(np.squeeze(middle, axis))


def months_between(first: Sequence[int], now: int, then: int) -> int:
    """How many months lie between two periods."""
    return abs(first[now] - first[then])
