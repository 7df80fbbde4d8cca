"""Small multiples: one small trend an area, all on one scale, so that they can be compared by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, fit, num, width_of
from huimin.charts.frame import Box, Framed

_LEAST, _HIGH = 138.0, 92.0  # px: width and height of a panel


@dataclass(frozen=True)
class Panel:
    """One area: a value a period, None where nothing was reported; low and high are the interval, if there is one."""

    name: str
    values: tuple[float | None, ...]
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    own: bool = False
    href: str = ""

    def ends(self) -> tuple[int, int] | None:
        """Numbers of the first and the last period with a value."""
        known = [at for at, value in enumerate(self.values) if value is not None]
        return (known[0], known[-1]) if known else None


@dataclass(frozen=True, kw_only=True)
class SmallMultiples(Framed):
    """Panels in the order given, on one shared scale.

    Attributes:
        periods: names of the periods, the same for all.
        panels: the areas.
        target: a value to reach, in every panel.
        most: so many panels are drawn at most; the reader's own always.
    """

    kind: ClassVar[str] = "multiples"
    periods: tuple[str, ...]
    panels: tuple[Panel, ...]
    target: float | None = None
    most: int = 30

    def __post_init__(self) -> None:
        for one in self.panels:
            sides = [side for side in (one.values, one.low, one.high) if side]
            if any(len(side) != len(self.periods) for side in sides) or bool(one.low) != bool(one.high):
                raise ValueError(f"panel {one.name!r}: values and both ends of intervals, one a period, are needed")

    @cached_property
    def scale(self) -> look.Scale:
        """The shared axis."""
        sides = (side for one in self.panels for side in (one.values, one.low, one.high))
        return look.scale([*(value for side in sides for value in side), self.target], steps=2)

    @cached_property
    def picked(self) -> list[Panel]:
        """The panels that are drawn."""
        if len(self.panels) <= self.most:
            return list(self.panels)
        own = [one for one in self.panels if one.own]
        rest = [one for one in self.panels if not one.own][: max(0, self.most - len(own))]
        keep = {id(one) for one in (*own, *rest)}
        return [one for one in self.panels if id(one) in keep]

    # --- words

    def way(self, one: Panel) -> str:
        """``up``, ``down``, ``same`` (within chance, or no difference), ``none`` (fewer than two values)."""
        ends = one.ends()
        if ends is None or ends[0] == ends[1]:
            return "none"
        first, last = ends
        then, now = one.values[first] or 0.0, one.values[last] or 0.0
        if one.low and one.high:
            low_1, high_1, low_2, high_2 = one.low[first], one.high[first], one.low[last], one.high[last]
            if low_1 is not None and high_1 is not None and low_2 is not None and high_2 is not None:
                return "up" if low_2 > high_1 else "down" if high_2 < low_1 else "same"
        return "same" if now == then else "up" if now > then else "down"

    def finding(self) -> str:
        """How many rose, how many fell, how many did not move more than chance."""
        ways = [self.way(one) for one in self.panels]
        up, down, same = (ways.count(way) for way in ("up", "down", "same"))
        if not up + down + same:
            return self.say("nothing") if not any(one.ends() for one in self.panels) else self.say("multiples-one")
        sure = any(one.low for one in self.panels)
        code = "multiples-sure" if sure else "multiples-moved"
        return self.say(code, len(ways) - ways.count("none"), up=f"{up:,}", down=f"{down:,}", same=f"{same:,}")

    def notes(self) -> Sequence[str]:
        """The shared scale and where it starts; panels left out."""
        made = [self.say("multiples-shared", first=self.periods[0] if self.periods else "–",
                         last=self.periods[-1] if self.periods else "–"),
                *axes.axis_notes(self, self.scale, "y")]  # fmt: skip
        if hidden := len(self.panels) - len(self.picked):
            made.append(self.say("hidden", hidden, all=f"{len(self.panels):,}"))
        return made

    def told(self) -> Sequence[str]:
        """The last values of the first panels."""
        shown = [
            f"{one.name} {self.format.value(one.values[ends[1]])}" for one in self.picked[:6] if (ends := one.ends())
        ]
        return [self.say("comma").join(shown)] if shown else []

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """A row an area, a column a period."""
        rows = [
            (one.name, *(self.say("none") if value is None else self.format.value(value) for value in one.values))
            for one in self.panels
        ]
        return (self.say("area"), *self.periods), rows

    # --- picture

    def columns(self, width: float) -> int:
        """How many panels stand side by side."""
        count = len(self.picked) or 1
        most = max(1, min(count, int((width - self._left()) // _LEAST)))
        return -(-count // -(-count // most))  # so many that no row is nearly empty

    def _left(self) -> float:
        return max(width_of(self.format.axis(tick, self.lang), look.SMALL) for tick in self.scale.ticks) + 6

    def plot_height(self, width: float) -> float:
        """Rows of panels."""
        return -(-len(self.picked) // self.columns(width)) * _HIGH + axes.BELOW if self.picked else _HIGH

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Panels row by row; the scale is written at the left of each row, periods below the last panels."""
        if not self.picked:
            drawing.text(box.x + box.width / 2, box.y + 40, self.say("nothing"), look.TEXT, "middle", look.SOFT)
            return
        count, left = self.columns(box.width), self._left()
        wide = (box.width - left) / count
        high = (box.height - axes.BELOW) / -(-len(self.picked) // count)
        for at, one in enumerate(self.picked):
            room = Box(box.x + left + at % count * wide, box.y + at // count * high, wide, high)
            below = at + count >= len(self.picked)
            self._panel(drawing, room.inside(2, look.TEXT + 7, 10, 6), one, at % count == 0, below)

    def _panel(self, drawing: Drawing, box: Box, one: Panel, first: bool, below: bool) -> None:
        ends = one.ends()
        word = self.say("none") if ends is None else self.format.value(one.values[ends[1]])
        room = box.width - width_of(word, look.SMALL) - 6
        drawing.text(
            box.x, box.y - 6, fit(one.name, room, look.SMALL, one.own), look.SMALL, bold=one.own, full=one.name
        )
        drawing.text(
            box.right,
            box.y - 6,
            word,
            look.SMALL,
            "end",
            look.SOFT if ends is None else look.SERIES[0],
            bold=ends is not None,
        )
        left = self._left() if first else 0.0
        axes.left_axis(drawing, box.inside(left=-left), self.scale, self, first)
        if below:
            for name, x, anchor in ((self.periods[0], box.x, "start"), (self.periods[-1], box.right, "end")):
                if len(self.periods) > 1 or anchor == "start":
                    drawing.text(
                        x,
                        box.bottom + look.SMALL * 1.4,
                        fit(name, box.width / 2 - 2, look.SMALL),
                        look.SMALL,
                        anchor,
                        look.SOFT,
                    )
        self._values(drawing, box, one)

    def _values(self, drawing: Drawing, box: Box, one: Panel) -> None:
        count = len(self.periods)
        if self.target is not None:
            y = box.up(self.scale.at(self.target))
            drawing.line(box.x, y, box.right, y, look.TARGET, 1.2, (5, 3))
        if one.low and one.high:
            both = [None if low is None or high is None else 1.0 for low, high in zip(one.low, one.high, strict=True)]
            for run in axes.runs(both):
                points = [(axes.place(box, at, count), box.up(self.scale.at(one.high[at] or 0.0))) for at in run]
                points += [
                    (axes.place(box, at, count), box.up(self.scale.at(one.low[at] or 0.0))) for at in reversed(run)
                ]
                drawing.polygon(points, look.SERIES[0], look.BAND_OPACITY[0])
        for run in axes.runs(one.values):
            points = [(axes.place(box, at, count), box.up(self.scale.at(one.values[at] or 0.0))) for at in run]
            if len(points) > 1:
                drawing.polyline(points, look.SERIES[0], 1.8)
            else:
                drawing.mark("circle", *points[0], 4, look.SERIES[0])
        if ends := one.ends():
            at = ends[1]
            drawing.mark(
                "circle", axes.place(box, at, count), box.up(self.scale.at(one.values[at] or 0.0)), 5, look.SERIES[0]
            )

    # --- page

    def data(self) -> dict[str, Any]:
        """Panels, the shared axis, words of tooltips."""
        return {
            "categories": self.periods,
            "axis": self.scale.spec(self.format, self.lang),
            "target": None if self.target is None else {"value": self.target},
            "panels": [
                {"name": one.name, "values": one.values, "low": one.low, "high": one.high, "own": one.own,
                 "href": one.href,
                 "shown": [self.say("none") if value is None else self.format.value(value) for value in one.values]}
                for one in self.picked
            ],
            "least": float(num(_LEAST)), "high": _HIGH,
        }  # fmt: skip
