"""Age groups of a projection: single years or five years, the last one open, and the order of the sexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from huimin.demography.projection.faults import fault
from huimin.findings import Finding, Invalid

FEMALE, MALE = 0, 1
"""Positions on the axis of the sexes, which stands before the axis of ages in every array of this room."""

SEXES = ("female", "male")
"""The words for the positions above, as findings and tables use them."""


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
    def starts(self) -> tuple[int, ...]:
        """The first age of each group."""
        return tuple(range(0, self.width * self.count, self.width))

    def label(self, index: int) -> str:
        """``35``, ``35-39`` or ``100+``."""
        start = index * self.width
        if index == self.count - 1:
            return f"{start}+"
        return str(start) if self.width == 1 else f"{start}-{start + self.width - 1}"

    def between(self, low: int, high: int | None = None) -> slice:
        """The groups of the completed ages ``low`` to ``high`` (both included), or of ``low`` and over.

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
