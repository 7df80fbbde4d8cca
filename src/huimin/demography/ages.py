"""Age groups of any widths, and those of a projection: of one width, the last one open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huimin.demography.faults import Faults, fault
from huimin.findings import Finding, Invalid

Array = NDArray[np.float64]
_LABEL = re.compile(r"(\d+)(?:\s*[-–~—]\s*(\d+)|\s*(\+|岁?及以上|岁?以上))?\s*岁?")


FEMALE, MALE = 0, 1
"""Positions on the axis of the sexes, which stands before the axis of ages in every array of this room."""

SEXES = ("female", "male")
"""The words for the positions above, as findings and tables use them."""

SEXES_ZH = ("女性", "男性")
"""The same in Chinese, for findings."""


@dataclass(frozen=True)
class AgeGroups:
    """Age groups in completed years, without gaps.

    Args:
        starts: the lowest age of each group, ascending whole numbers from 0 or above.
        end: the age at which the last group ends (exclusive), None where it is open (“85+”).

    Raises:
        Invalid: ``demography-ages-out-of-order``, ``demography-ages-not-whole``, ``demography-ages-none``.
    """

    starts: tuple[int, ...]
    end: int | None = None

    def __post_init__(self) -> None:
        faults = Faults("ages")
        ages = [*self.starts, *([] if self.end is None else [self.end])]
        if not self.starts:
            faults.add("demography-ages-none")
        for age in ages:
            if age != int(age) or age < 0:
                faults.add("demography-ages-not-whole", found=float(age))
        for before, after in pairwise(ages):
            if after <= before:
                faults.add("demography-ages-out-of-order", before=before, found=after)
        faults.raise_if_any()
        object.__setattr__(self, "starts", tuple(int(age) for age in self.starts))

    @classmethod
    def single(cls, open_age: int = 100, first: int = 0) -> AgeGroups:
        """Single years of age from ``first``, the last group open: 0, 1, …, 99, 100+."""
        return cls(tuple(range(first, open_age + 1)))

    @classmethod
    def five_year(cls, open_age: int = 85, first: int = 0) -> AgeGroups:
        """Five-year groups from ``first``, the last group open: 0–4, 5–9, …, 80–84, 85+."""
        return cls(tuple(range(first, open_age + 1, 5)))

    @classmethod
    def abridged(cls, open_age: int = 85) -> AgeGroups:
        """The groups of an abridged life table: 0, 1–4, 5–9, …, 80–84, 85+."""
        return cls((0, 1, *range(5, open_age + 1, 5)))

    @classmethod
    def read(cls, labels: Iterable[str]) -> AgeGroups:
        """Groups as tables write them: ``0``, ``1-4``, ``5–9``, ``85+``, ``85岁及以上``.

        Raises:
            Invalid: a label that is no age (``demography-age-unreadable``), a gap or an overlap
                (``demography-ages-gap``), an open group that is not the last, ages out of order.
        """
        faults, spans = Faults("ages"), []
        for label in labels:
            match = _LABEL.fullmatch(str(label).strip())
            if match is None:
                faults.add("demography-age-unreadable", found=str(label))
                continue
            first, last, is_open = int(match[1]), match[2], match[3]
            spans.append((first, None if is_open else int(last or first) + 1))
        for (first, end), (following, _) in pairwise(spans):
            if following <= first:
                faults.add("demography-ages-out-of-order", before=first, found=following)
            elif end != following:
                faults.add("demography-ages-gap", before=first, expected=end, found=following)
        faults.raise_if_any()
        return cls(tuple(first for first, _ in spans), spans[-1][1] if spans else None)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def is_open(self) -> bool:
        """Whether the last group has no upper end."""
        return self.end is None

    @property
    def widths(self) -> Array:
        """Years in each group, shape (groups,); infinite for an open group."""
        last = np.inf if self.end is None else float(self.end)
        return np.diff(np.array([*self.starts, last], dtype=np.float64))

    @property
    def middles(self) -> Array:
        """The middle of each group in years, shape (groups,); NaN for an open group."""
        widths = self.widths
        return np.array(self.starts, dtype=np.float64) + np.where(np.isinf(widths), np.nan, widths / 2)

    @property
    def closed(self) -> int:
        """How many groups are closed."""
        return len(self) - self.is_open

    @property
    def labels(self) -> tuple[str, ...]:
        """The groups as text: ``0``, ``1–4``, ``85+``."""
        ends = [*self.starts[1:], self.end]
        return tuple(
            f"{start}+" if end is None else str(start) if end == start + 1 else f"{start}–{end - 1}"
            for start, end in zip(self.starts, ends, strict=True)
        )

    def between(self, low: int, high: int | None = None) -> slice:
        """The groups that make up the exact ages from ``low`` to below ``high`` (None: to the end): 15 to 50 for what
        statistics call 15–49.

        Raises:
            Invalid: ``demography-age-not-a-bound`` where one of the two falls inside a group or outside all.
        """
        faults, bounds = Faults("ages"), [*self.starts, *([] if self.end is None else [self.end])]
        for age in (low, high):
            if age is not None and age not in bounds:
                faults.add("demography-age-not-a-bound", age=age, expected=", ".join(map(str, bounds)))
        faults.raise_if_any()
        return slice(bounds.index(low), len(self) if high is None else bounds.index(high))


@dataclass(frozen=True, slots=True)
class Ages:
    """Age groups of one width with an open last group.

    Attributes:
        width: years in a group, and so in one step of the projection.
        count: groups, the open one included.
    """

    width: int
    count: int

    @classmethod
    def single(cls, open_from: int = 100) -> Ages:
        """Single years 0, 1, ... with ``open_from`` and over as the last group."""
        return cls(1, open_from + 1)

    @classmethod
    def fives(cls, open_from: int = 100) -> Ages:
        """Five-year groups 0-4, 5-9, ... with ``open_from`` and over as the last group."""
        return cls(5, open_from // 5 + 1)

    @classmethod
    def read(cls, labels: Sequence[str]) -> Ages:
        """The groups that written labels stand for: ``0``, ``1``, ..., ``100+`` or ``0-4``, ..., ``100+``.

        :class:`Invalid` where the labels are no ages, are out of order or leave one out, or where the last group is
        not open (``100+`` or ``100-``); every fault is told with its label.
        """
        starts = [_start(label) for label in labels]
        faults = [
            fault("projection-age-unreadable", found=label)
            for label, s in zip(labels, starts, strict=True)
            if s is None
        ]
        if len(labels) < 2:
            faults.append(fault("projection-ages-too-few", found=len(labels)))
        if faults:
            raise Invalid(faults)
        known = [s for s in starts if s is not None]
        width = _width(labels[0]) or known[1] - known[0]
        faults = _order_faults(labels, known, width) + _open_faults(labels[-1])
        if faults:
            raise Invalid(faults)
        return cls(width, len(labels))

    @property
    def open_from(self) -> int:
        """The first age of the open group."""
        return self.width * (self.count - 1)

    @property
    def groups(self) -> AgeGroups:
        """The same groups as every other table of the room has them."""
        return AgeGroups(self.starts)

    @property
    def starts(self) -> tuple[int, ...]:
        """The first age of each group."""
        return tuple(range(0, self.width * self.count, self.width))

    def label(self, index: int) -> str:
        """``35``, ``35-39`` or ``100+``."""
        start = index * self.width
        if index == self.count - 1:
            return f"{start}+"
        return str(start) if self.width == 1 else f"{start}-{start + self.width - 1}"

    def completed(self, low: int, high: int | None = None) -> slice:
        """The groups of the completed ages ``low`` to ``high`` (both included), or of ``low`` and over: what statistics
        call 15–49. :meth:`AgeGroups.between` takes exact ages, 15 to below 50.

        :class:`Invalid` where a bound falls inside a group: a share of a group would be a guess.
        """
        stop = self.width * self.count if high is None else high + 1
        if low % self.width or (high is not None and stop % self.width) or low > self.open_from:
            raise Invalid([fault("projection-ages-cut", low=low, high="+" if high is None else high, width=self.width)])
        if high is not None and stop > self.open_from:
            raise Invalid([fault("projection-ages-open", high=high, open=self.open_from)])
        return slice(low // self.width, stop // self.width)


def _start(label: str) -> int | None:
    """The first age a label names, or None."""
    found = re.match(r"\s*(\d{1,3})\s*(?:[-–~+].*)?$", str(label))
    return int(found[1]) if found else None


def _width(label: str) -> int | None:
    """The years in a group that is written with both ends, or None."""
    found = re.match(r"\s*(\d{1,3})\s*[-–~]\s*(\d{1,3})\s*$", str(label))
    return int(found[2]) - int(found[1]) + 1 if found else None


def _order_faults(labels: Sequence[str], starts: Sequence[int], width: int) -> list[Finding]:
    """A fault for every label that is not where its width puts it."""
    if width < 1:
        return [fault("projection-ages-order", found=labels[1], expected=starts[0] + 1)]
    return [
        fault("projection-ages-order", found=label, expected=i * width)
        for i, (label, start) in enumerate(zip(labels, starts, strict=True))
        if start != i * width
    ]


def _open_faults(label: str) -> list[Finding]:
    open_ended = re.search(r"(\+|[-–~])\s*$", str(label)) is not None
    return [] if open_ended else [fault("projection-ages-not-open", found=label, expected=f"{_start(label)}+")]
