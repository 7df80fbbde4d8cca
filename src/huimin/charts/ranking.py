"""Ranking: areas as dots in order, each with its interval, so that a place is not taken for more than it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, width_of
from huimin.charts.frame import Box, Framed


@dataclass(frozen=True)
class Place:
    """One row: a value with its interval; None where it is not known.

    ``weak``: too few cases to tell (a hollow dot). ``own``: the reader's own area, set heavier and never left out.
    ``shown`` takes the place of the value in words. ``notes`` and ``href`` are for the page.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    weak: bool = False
    own: bool = False
    shown: str = ""
    notes: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Ranking(Framed):
    """Rows as dots with intervals, the best first; those that cannot be told from the first lie on a band.

    Attributes:
        places: the rows, in any order.
        target: a value to reach.
        high_is_good: False puts the lowest first.
        ranked: False keeps the order given and numbers nothing: a comparison.
        most: so many rows are drawn at most; of more, the first, the reader's own and the last.
    """

    kind: ClassVar[str] = "ranking"
    places: tuple[Place, ...]
    target: float | None = None
    high_is_good: bool = True
    ranked: bool = True
    most: int = 30

    @cached_property
    def order(self) -> list[Place]:
        """The rows as drawn: the best first, the unknown last."""
        if not self.ranked:
            return list(self.places)
        known = [one for one in self.places if one.value is not None]
        known.sort(key=lambda one: ((one.value or 0.0) * (-1 if self.high_is_good else 1), one.name))
        return known + [one for one in self.places if one.value is None]

    @cached_property
    def ranks(self) -> list[int | None]:
        """The place of each row of ``order``; equal values share one."""
        made: list[int | None] = []
        for at, one in enumerate(self.order):
            same = at and one.value == self.order[at - 1].value
            made.append(None if one.value is None else made[-1] if same else at + 1)
        return made

    @cached_property
    def tied(self) -> int:
        """How many rows from the first on cannot be told from it; 0 where no interval says so."""
        first = self.order[0] if self.order else None
        if not self.ranked or first is None or first.low is None or first.high is None:
            return 0
        count = 0
        for one in self.order:
            if one.low is None or one.high is None or one.low > first.high or one.high < first.low:
                break
            count += 1
        return count

    @cached_property
    def scale(self) -> look.Scale:
        """The horizontal axis."""
        ends = [end for one in self.places for end in (one.value, one.low, one.high)]
        return look.scale([*ends, self.target])

    @cached_property
    def picked(self) -> list[int]:
        """Numbers of the rows that are drawn."""
        count = len(self.order)
        if count <= self.most:
            return list(range(count))
        tail = max(1, self.most // 3)
        kept = {*range(self.most - tail), *range(count - tail, count)}
        return sorted(kept | {at for at, one in enumerate(self.order) if one.own})

    # --- words

    def finding(self) -> str:
        """Who is first and last, how many cannot be told from the first, how many reach the target."""
        known = [one for one in self.order if one.value is not None]
        if not known:
            return self.say("nothing")
        first, last = (max(known, key=self._good), min(known, key=self._good))
        facts: dict[str, Any] = {"first": first.name, "first_value": self._shown(first)}
        if len(known) == 1:
            return self.say("rank-one", **facts)
        told = self.say("rank-ends", **facts, last=last.name, last_value=self._shown(last))
        if first.value == last.value:
            told = self.say("rank-same", len(known), value=self._shown(first))
        elif self.tied > 1:
            told += self.say("rank-all-tied") if self.tied == len(known) else self.say("rank-tied", self.tied - 1)
        if self.target is not None:
            reached = sum(self._good(one) >= self._good(self.target) for one in known)
            told += self.say("rank-reached", reached, all=f"{len(known):,}")
        return told

    def _good(self, one: Place | float) -> float:
        value = one.value if isinstance(one, Place) else one
        return (value or 0.0) * (1 if self.high_is_good else -1)

    def _shown(self, one: Place) -> str:
        return one.shown or (self.say("none") if one.value is None else self.format.value(one.value))

    def _within(self, one: Place) -> str:
        known = one.low is not None and one.high is not None
        return f"{self.format.value(one.low)} – {self.format.value(one.high)}" if known else ""

    def notes(self) -> Sequence[str]:
        """The axis, what bars and bands mean, what was left out."""
        made = axes.axis_notes(self, self.scale, "x")
        if any(one.low is not None for one in self.places):
            made.append(self.say("intervals"))
        if self.tied > 1:
            made.append(self.say("rank-band"))
        if any(one.weak for one in self.places):
            made.append(self.say("weak"))
        if hidden := len(self.order) - len(self.picked):
            made.append(self.say("rank-hidden", hidden, all=f"{len(self.order):,}"))
        return made

    def told(self) -> Sequence[str]:
        """The first three and the last, with their values."""
        known = [one for one in self.order if one.value is not None]
        shown = known[:3] + known[3:][-1:]
        return [self.say("comma").join(f"{one.name} {self._shown(one)}" for one in shown)] if shown else []

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Every row, those not drawn too: place, name, value, interval."""
        rows: list[tuple[str, ...]] = [
            (*((str(rank or "–"),) if self.ranked else ()), one.name, self._shown(one), self._within(one) or "–")
            for rank, one in zip(self.ranks, self.order, strict=True)
        ]
        head = (self.say("area"), self.say("value"), self.say("interval"))
        return ((self.say("rank"), *head) if self.ranked else head), rows

    # --- picture

    @property
    def _row(self) -> float:
        return look.ROW if len(self.picked) <= 15 else 19.0

    def plot_height(self, width: float) -> float:
        """A row each, a line where rows were left out, the axis."""
        return (len(self.picked) + len(self._breaks()) or 1) * self._row + axes.BELOW + self._top() + 4

    def _top(self) -> float:
        return 18.0 if self.target is not None else 2.0

    def _breaks(self) -> list[int]:
        """Numbers of the drawn rows before which others were left out."""
        return [at for at, (one, two) in enumerate(zip([-1, *self.picked], self.picked, strict=False)) if two > one + 1]

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Names to the left, dots with intervals in the middle, values to the right."""
        rows = [self.order[at] for at in self.picked]
        left = min(max((width_of(one.name, bold=one.own) for one in rows), default=0.0) + 8, box.width * 0.38)
        count = width_of("0" * len(str(len(self.order)))) + 10 if self.ranked else 0.0
        right = max((width_of(self._shown(one)) for one in rows), default=0.0) + 14
        inner = box.inside(left + count, self._top(), right, axes.BELOW)
        ys = self._ys(inner)
        if self.tied > 1:
            shaded = [y for at, y in zip(self.picked, ys, strict=True) if at < self.tied]
            high = self._row_of(inner)
            drawing.rect(box.x, shaded[0] - high / 2, box.width, shaded[-1] - shaded[0] + high, look.BAND)
        axes.bottom_axis(drawing, inner, self.scale, self.format, self.lang)
        if self.target is not None:
            word = self.say("target", value=self.format.value(self.target))
            axes.target_down(drawing, inner, inner.across(self.scale.at(self.target)), word)
        for at, y in zip(self.picked, ys, strict=True):
            self._plot_row(drawing, inner, box, self.order[at], self.ranks[at], y)
        self._plot_breaks(drawing, inner, box, ys)

    def _row_of(self, box: Box) -> float:
        return box.height / (len(self.picked) + len(self._breaks()) or 1)

    def _ys(self, box: Box) -> list[float]:
        high, gaps, made = self._row_of(box), set(self._breaks()), []
        y = box.y + high / 2
        for at in range(len(self.picked)):
            y += high if at in gaps else 0.0
            made.append(y)
            y += high
        return made

    def _plot_row(self, drawing: Drawing, inner: Box, box: Box, one: Place, rank: int | None, y: float) -> None:
        count = inner.x - 8
        if self.ranked:
            drawing.text(
                box.x + width_of("0" * len(str(len(self.order)))), y + 4, str(rank or "–"), look.TEXT, "end", look.SOFT
            )
        start = box.x + (width_of("0" * len(str(len(self.order)))) + 10 if self.ranked else 0.0)
        drawing.name(count, y, one.name, count - start, anchor="end", bold=one.own)
        drawing.text(box.right, y + 4, self._shown(one), look.TEXT, "end", bold=one.own,
                     fill=look.SOFT if one.value is None else look.INK)  # fmt: skip
        if one.value is None:
            return
        if one.low is not None and one.high is not None:
            axes.whisker(
                drawing, inner.across(self.scale.at(one.low)), inner.across(self.scale.at(one.high)), y, look.SERIES[0]
            )
        tip = f"{one.name}: {self._shown(one)}" + (f" ({self._within(one)})" if self._within(one) else "")
        mark = "diamond" if one.own else "circle"
        drawing.mark(mark, inner.across(self.scale.at(one.value)), y, 9, look.SERIES[0], one.weak, tip)

    def _plot_breaks(self, drawing: Drawing, inner: Box, box: Box, ys: Sequence[float]) -> None:
        for at in self._breaks():
            left_out = self.picked[at] - (self.picked[at - 1] + 1 if at else 0)
            y = ys[at] - self._row_of(inner)
            drawing.line(box.x, y, box.right, y, look.EDGE, 1, (2, 4))
            drawing.text(
                inner.x + inner.width / 2,
                y + 4,
                self.say("rank-more", left_out),
                look.SMALL,
                "middle",
                look.SOFT,
                halo=True,
            )

    # --- page

    def data(self) -> dict[str, Any]:
        """The drawn rows in order, the axis, the band, the target."""
        return {
            "axis": self.scale.spec(self.format, self.lang),
            "rows": [self._page_row(at) for at in self.picked],
            "tied": sum(at < self.tied for at in self.picked) if self.tied > 1 else 0,
            "target": None if self.target is None
            else {"value": self.target, "name": self.say("target", value=self.format.value(self.target))},
        }  # fmt: skip

    def _page_row(self, at: int) -> dict[str, Any]:
        one, rank = self.order[at], self.ranks[at]
        within = self._within(one)
        notes = list(one.notes) or ([self.say("interval") + " " + within] if within else [])
        return {
            "name": f"{rank or '–'}  {one.name}" if self.ranked else one.name, "value": one.value, "low": one.low,
            "high": one.high, "shown": self._shown(one), "weak": one.weak, "own": one.own, "href": one.href,
            "tips": [one.name, self._shown(one), *notes],
        }  # fmt: skip
