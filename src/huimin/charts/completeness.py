"""Completeness: of the reports that were owed, how many came on time, came late, are missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, width_of
from huimin.charts.frame import Box, Framed

PARTS = ("on-time", "late", "missing")


@dataclass(frozen=True)
class Returns:
    """Reports of an area or a period, counted."""

    name: str
    on_time: int
    late: int
    missing: int
    own: bool = False
    href: str = ""

    def __post_init__(self) -> None:
        if min(self.on_time, self.late, self.missing) < 0:
            raise ValueError(f"{self.name!r}: reports are counted from 0")

    @property
    def owed(self) -> int:
        """All that were owed."""
        return self.on_time + self.late + self.missing

    @property
    def parts(self) -> tuple[int, int, int]:
        """The counts, from good to bad."""
        return self.on_time, self.late, self.missing


@dataclass(frozen=True, kw_only=True)
class Completeness(Framed):
    """Bars of one length, from nothing to all; the least complete first.

    Attributes:
        rows: areas or periods.
        ranked: False keeps the order given (months).
        most: so many rows are drawn at most: the least complete, and the reader's own.
    """

    kind: ClassVar[str] = "completeness"
    rows: tuple[Returns, ...]
    ranked: bool = True
    most: int = 30

    @cached_property
    def order(self) -> list[Returns]:
        """The rows as drawn; those that owe nothing last."""
        if not self.ranked:
            return list(self.rows)
        return sorted(
            self.rows, key=lambda one: (not one.owed, -_share(one.missing, one), -_share(one.late, one), one.name)
        )

    @cached_property
    def picked(self) -> list[Returns]:
        """The rows that are drawn."""
        return [one for at, one in enumerate(self.order) if at < self.most or one.own]

    def finding(self) -> str:
        """The shares of all together, and who misses most."""
        owed = sum(one.owed for one in self.rows)
        if not owed:
            return self.say("complete-nothing")
        on_time, late, missing = (sum(one.parts[at] for one in self.rows) / owed for at in range(3))
        percent = look.Format("percent", 1).value
        told = self.say("complete-all", owed, on_time=percent(on_time), late=percent(late), missing=percent(missing))
        worst = max(self.rows, key=lambda one: (_share(one.missing, one), one.missing))
        if worst.missing and len(self.rows) > 1:
            told += self.say("complete-worst", name=worst.name, missing=percent(_share(worst.missing, worst)))
        return told

    def notes(self) -> Sequence[str]:
        """Rows left out."""
        hidden = len(self.order) - len(self.picked)
        return [self.say("hidden-complete", hidden, all=f"{len(self.order):,}")] if hidden else []

    def told(self) -> Sequence[str]:
        """The least complete."""
        return (
            [self.say("comma").join(f"{one.name} {self._came(one)}" for one in self.picked[:3])] if self.picked else []
        )

    def _came(self, one: Returns) -> str:
        return f"{one.on_time + one.late:,} / {one.owed:,}" if one.owed else self.say("complete-none-owed")

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Every row: the three counts and the share that came."""
        rows = [
            (one.name, *(f"{part:,}" for part in one.parts),
             look.Format("percent", 1).value(1 - _share(one.missing, one)) if one.owed else "–")
            for one in self.order
        ]  # fmt: skip
        return (self.say("area"), *(self.say(part) for part in PARTS), self.say("came")), rows

    # --- picture

    @property
    def _row(self) -> float:
        return look.ROW if len(self.picked) <= 15 else 19.0

    def plot_height(self, width: float) -> float:
        """A row each, the legend, the axis."""
        return max(1, len(self.picked)) * self._row + axes.BELOW + look.SMALL * 1.7 + 6

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Names to the left, bars in the middle, counts to the right."""
        keys = [
            axes.Key(self.say(part), colour, hatch=hatch)
            for part, (colour, hatch) in zip(PARTS, look.PARTS, strict=True)
        ]
        top = axes.legend(drawing, box, keys) + 6
        left = min(max((width_of(one.name, bold=one.own) for one in self.picked), default=0.0) + 10, box.width * 0.36)
        right = max((width_of(self._came(one)) for one in self.picked), default=0.0) + 14
        inner = box.inside(left, top, right, axes.BELOW)
        axes.bottom_axis(drawing, inner, _WHOLE, look.Format("percent", 0), self.lang)
        high = inner.height / max(1, len(self.picked))
        for at, one in enumerate(self.picked):
            self._plot_row(drawing, inner, box, one, inner.y + (at + 0.5) * high, min(high * 0.66, 16.0))

    def _plot_row(self, drawing: Drawing, inner: Box, box: Box, one: Returns, y: float, thick: float) -> None:
        drawing.name(inner.x - 8, y, one.name, inner.x - 8 - box.x, anchor="end", bold=one.own)
        drawing.text(box.right, y + 4, self._came(one), look.TEXT, "end", look.INK if one.owed else look.SOFT)
        x = inner.x
        for part, count, (colour, hatch) in zip(PARTS, one.parts, look.PARTS, strict=True):
            wide = inner.width * _share(count, one)
            if wide:
                tip = f"{one.name}: {self.say(part)} {count:,} / {one.owed:,}"
                drawing.rect(x, y - thick / 2, wide, thick, colour, look.EDGE, 0.8, tip, hatch, look.SOFT)
            x += wide

    # --- page

    def data(self) -> dict[str, Any]:
        """The drawn rows with shares, the axis, names of the parts."""
        return {
            "axis": _WHOLE.spec(look.Format("percent", 0), self.lang),
            "parts": [self.say(part) for part in PARTS],
            "rows": [self._page_row(one) for one in self.picked],
        }

    def _page_row(self, one: Returns) -> dict[str, Any]:
        counts = zip(PARTS, one.parts, strict=True)
        return {
            "name": one.name, "shares": [round(_share(part, one), 6) for part in one.parts],
            "shown": self._came(one), "own": one.own, "href": one.href,
            "tips": [one.name, *(f"{self.say(name)}  {part:,} / {one.owed:,}" for name, part in counts)],
        }  # fmt: skip


_WHOLE = look.Scale(0.0, 1.0, (0.0, 0.25, 0.5, 0.75, 1.0))


def _share(count: int, one: Returns) -> float:
    return count / one.owed if one.owed else 0.0
