"""Trend: values over periods, with intervals, a target, and gaps where nothing was reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, fit, width_of
from huimin.charts.frame import Box, Framed

Values = tuple[float | None, ...]
_MANY = 36  # periods: above, marks stand only at ends of lines


@dataclass(frozen=True)
class Band:
    """An interval around a line: its two sides, None where it is not known; ``name`` says which (95% interval)."""

    low: Values
    high: Values
    name: str = ""


@dataclass(frozen=True)
class Line:
    """One line: a value a period, None where nothing was reported. Its bands from the widest to the narrowest."""

    name: str
    values: Values
    bands: tuple[Band, ...] = ()

    def __post_init__(self) -> None:
        for side in (side for band in self.bands for side in (band.low, band.high)):
            if len(side) != len(self.values):
                raise ValueError(f"line {self.name!r}: {len(side)} ends of intervals for {len(self.values)} values")

    def known(self) -> list[int]:
        """Numbers of the periods with a value."""
        return [at for at, value in enumerate(self.values) if value is not None]


@dataclass(frozen=True, kw_only=True)
class Trend(Framed):
    """Lines over the same periods. A line is never joined over a gap, and a gap is never zero.

    Attributes:
        periods: their names, in order.
        lines: up to six; the first is the one that the finding tells of where there is one only.
        target: a value to reach, drawn across.
        tips: for the page, more lines in the tooltip of each period.
    """

    kind: ClassVar[str] = "trend"
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    target: float | None = None
    tips: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= len(look.SERIES):
            raise ValueError(f"a trend of {len(self.lines)} lines: 1 to {len(look.SERIES)} can be told apart")
        for line in self.lines:
            if len(line.values) != len(self.periods):
                raise ValueError(f"line {line.name!r}: {len(line.values)} values for {len(self.periods)} periods")

    @cached_property
    def scale(self) -> look.Scale:
        """The vertical axis."""
        sides = (side for line in self.lines for band in line.bands for side in (band.low, band.high))
        return look.scale(
            [*(v for line in self.lines for v in line.values), *(v for s in sides for v in s), self.target]
        )

    # --- words

    def finding(self) -> str:
        """How far the line moved and whether that is more than chance; of several, where they end."""
        if not any(line.known() for line in self.lines):
            return self.say("trend-nothing")
        if self.scale.unit:
            return self._outlier()
        return self._moved(self.lines[0]) if len(self.lines) == 1 else self._ends()

    def _outlier(self) -> str:
        """The value for which the scale had to be compressed: more likely a slip than a finding."""
        size, line, at = max((abs(line.values[at] or 0.0), number, at) for number, line in enumerate(self.lines)
                             for at in line.known())  # fmt: skip
        value = self.lines[line].values[at] if size else None
        return self.say(
            "trend-outlier", name=self.lines[line].name, value=self.format.value(value), period=self.periods[at]
        )

    def _moved(self, line: Line) -> str:
        first, last = line.known()[0], line.known()[-1]
        then, now = line.values[first], line.values[last]
        facts: dict[str, Any] = {"name": line.name, "now": self.format.value(now), "last": self.periods[last]}
        if first == last or then is None or now is None:
            return self.say("trend-one", **facts)
        facts |= {"then": self.format.value(then), "first": self.periods[first]}
        way = "same" if facts["then"] == facts["now"] else "up" if now > then else "down"
        return self.say(f"trend-{way}", **facts) + ("" if way == "same" else self._sure(line, first, last))

    def _sure(self, line: Line, first: int, last: int) -> str:
        """Whether the ends differ by more than chance, where intervals tell."""
        if not line.bands:
            return ""
        ends = [(line.bands[0].low[at], line.bands[0].high[at]) for at in (first, last)]
        (low_1, high_1), (low_2, high_2) = ends
        if low_1 is None or high_1 is None or low_2 is None or high_2 is None:
            return ""
        return self.say("trend-sure" if low_2 > high_1 or high_2 < low_1 else "trend-noise")

    def _ends(self) -> str:
        found = [(line.values[line.known()[-1]] or 0.0, line) for line in self.lines if line.known()]
        high, low = max(found, key=lambda one: one[0]), min(found, key=lambda one: one[0])
        if len(found) == 1 or high[0] == low[0]:
            return self._moved(found[0][1])
        last = self.periods[max(line.known()[-1] for _, line in found)]
        return self.say("trend-ends", last=last, high=high[1].name, high_value=self.format.value(high[0]),
                        low=low[1].name, low_value=self.format.value(low[0]))  # fmt: skip

    def notes(self) -> Sequence[str]:
        """The axis, the bands, and the periods that were not reported."""
        made = axes.axis_notes(self, self.scale, "y")
        names = dict.fromkeys(band.name for line in self.lines for band in line.bands if band.name)
        if names and any(line.known() for line in self.lines):
            made.append(self.say("trend-bands", names=self.say("comma").join(names)))
        for line in self.lines:
            gaps = [self.periods[at] for at, value in enumerate(line.values) if value is None]
            if gaps and line.known():
                made.append(self._gaps(line.name if len(self.lines) > 1 else "", gaps))
        return made

    def _gaps(self, name: str, gaps: Sequence[str]) -> str:
        whose = self.say("trend-of", name=name) if name else ""
        if len(gaps) <= 4:
            return whose + self.say("trend-gaps", periods=self.say("comma").join(gaps))
        return whose + self.say("trend-many-gaps", len(gaps), all=f"{len(self.periods):,}")

    def told(self) -> Sequence[str]:
        """Each line's first and last value, its lowest and highest."""
        made = []
        for line in self.lines:
            known = [value for value in line.values if value is not None]
            if known:
                made.append(self.say("trend-told", name=line.name, low=self.format.value(min(known)),
                                     high=self.format.value(max(known)),
                                     last=self.format.value(known[-1])))  # fmt: skip
        return made

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """A row a period: the value of each line, each with its widest band."""
        head = [self.say("period")]
        for line in self.lines:
            head += [
                line.name or self.say("value"),
                *([line.bands[0].name or self.say("interval")] if line.bands else []),
            ]
        return tuple(head), [(name, *self._cells(at)) for at, name in enumerate(self.periods)]

    def _cells(self, at: int) -> tuple[str, ...]:
        cells: list[str] = []
        for line in self.lines:
            cells.append(self._shown(line, at))
            if line.bands:
                cells.append(self._within(line.bands[0], at) or "–")
        return tuple(cells)

    def _shown(self, line: Line, at: int) -> str:
        value = line.values[at]
        return self.say("none") if value is None else self.format.value(value)

    def _within(self, band: Band, at: int) -> str:
        low, high = band.low[at], band.high[at]
        return "" if low is None or high is None else f"{self.format.value(low)} – {self.format.value(high)}"

    # --- picture

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Bands below, then the target, then lines, marks and names at their ends."""
        beside = self._beside(box.width)
        if len(self.lines) > 1 and not beside:
            keys = [axes.Key(line.name, look.SERIES[at], look.MARKS[at], look.DASHES[at])
                    for at, line in enumerate(self.lines)]  # fmt: skip
            box = box.inside(top=axes.legend(drawing, box, keys) + 4)
        inner = axes.left_axis(drawing, box.inside(top=8, right=beside + 6, bottom=axes.BELOW), self.scale, self)
        axes.categories(drawing, inner, self.periods)
        self._plot_gaps(drawing, inner)
        for at, line in enumerate(self.lines):
            for band, opacity in zip(line.bands, look.BAND_OPACITY, strict=False):
                self._plot_band(drawing, inner, band, look.SERIES[at], opacity)
        if self.target is not None:
            word = self.say("target", value=self.format.value(self.target))
            axes.target_across(drawing, inner, inner.up(self.scale.at(self.target)), word)
        for at, line in enumerate(self.lines):
            self._plot_line(drawing, inner, line, at)
        if beside:
            self._plot_names(drawing, inner, beside)
        elif len(self.lines) == 1:
            self._plot_last(drawing, inner)

    def _beside(self, width: float) -> float:
        """Room for names to the right of the lines; 0 where there is too little, and a legend stands above."""
        if len(self.lines) < 2:
            return 0.0
        widest = max(width_of(line.name, look.TEXT) for line in self.lines) + 22
        return widest if widest < width * 0.3 else 0.0

    def _plot_gaps(self, drawing: Drawing, box: Box) -> None:
        """Periods that nobody reported, dotted from top to bottom."""
        wide = axes.slot(box, len(self.periods))
        empty = [
            None if any(line.values[at] is not None for line in self.lines) else 1.0 for at in range(len(self.periods))
        ]
        for run in axes.runs(empty):
            x = box.x + run.start * wide
            drawing.rect(x, box.y, wide * len(run), box.height, look.PAPER, hatch="dots", ink=look.GRID,
                         title=self.say("none"))  # fmt: skip
            word = self.say("none")
            if width_of(word, look.SMALL) < wide * len(run) and len(run) < len(empty):
                drawing.text(
                    x + wide * len(run) / 2, box.y + box.height / 2, word, look.SMALL, "middle", look.SOFT, halo=True
                )

    def _plot_band(self, drawing: Drawing, box: Box, band: Band, colour: str, opacity: float) -> None:
        both = [None if low is None or high is None else 1.0 for low, high in zip(band.low, band.high, strict=True)]
        count = len(self.periods)
        for run in axes.runs(both):
            aside = axes.slot(box, count) * 0.2 if len(run) == 1 else 0.0  # a lone period gets some width
            points = []
            for side, way, shift in ((band.high, run, 1), (band.low, reversed(run), -1)):
                for at in way:
                    x, y = axes.place(box, at, count), box.up(self.scale.at(side[at] or 0.0))
                    points += [(x - aside * shift, y), (x + aside * shift, y)] if aside else [(x, y)]
            drawing.polygon(points, colour, opacity)

    def _plot_line(self, drawing: Drawing, box: Box, line: Line, number: int) -> None:
        colour, count = look.SERIES[number], len(self.periods)
        for run in axes.runs(line.values):
            points = [(axes.place(box, at, count), box.up(self.scale.at(line.values[at] or 0.0))) for at in run]
            if len(points) > 1:
                drawing.polyline(points, colour, 2, look.DASHES[number])
            every = 1 if count <= _MANY else max(1, count // 8)
            for at, (x, y) in zip(run, points, strict=True):
                if at % every == 0 or at in (run.start, run.stop - 1):
                    drawing.mark(look.MARKS[number], x, y, 6.5, colour, title=self._tip(line, at))

    def _tip(self, line: Line, at: int) -> str:
        within = self._within(line.bands[0], at) if line.bands else ""
        name = f"{line.name} " if line.name else ""
        return f"{name}{self.periods[at]}: {self._shown(line, at)}" + (f" ({within})" if within else "")

    def _plot_names(self, drawing: Drawing, box: Box, beside: float) -> None:
        there = [(at, line) for at, line in enumerate(self.lines) if line.known()]
        wanted = [box.up(self.scale.at(line.values[line.known()[-1]] or 0.0)) for _, line in there]
        found = look.spaced(wanted, look.TEXT * 1.25, box.y, box.bottom)
        for (at, line), y in zip(there, found, strict=True):
            drawing.mark(look.MARKS[at], box.right + 8, y, 7, look.SERIES[at])
            name = fit(line.name, beside - 18, look.TEXT)
            drawing.text(
                box.right + 18,
                y + look.TEXT * 0.36,
                name,
                fill=look.SERIES[at] if at != 1 else look.INK,
                full=line.name,
            )

    def _plot_last(self, drawing: Drawing, box: Box) -> None:
        """The last value of the only line, written beside its mark."""
        line = self.lines[0]
        if not line.known():
            drawing.text(
                box.x + box.width / 2,
                box.y + box.height * 0.3,
                self.say("none"),
                look.TITLE,
                "middle",
                look.SOFT,
                halo=True,
            )
            return
        last = line.known()[-1]
        x, y = axes.place(box, last, len(self.periods)), box.up(self.scale.at(line.values[last] or 0.0))
        word = self.format.value(line.values[last])
        half = width_of(word, look.TEXT, bold=True) / 2
        above = y - 9 if y - 9 - look.TEXT > box.y else y + look.TEXT + 8
        drawing.text(min(x, box.right - half), above, word, look.TEXT, "middle", look.SERIES[0], bold=True, halo=True)

    # --- page

    def data(self) -> dict[str, Any]:
        """Lines with their bands, the axis, and the words of each period's tooltip."""
        return {
            "categories": self.periods,
            "axis": self.scale.spec(self.format, self.lang),
            "series": [
                {"name": line.name, "values": line.values, "bands": [[band.low, band.high] for band in line.bands]}
                for line in self.lines
            ],
            "target": None if self.target is None
            else {"value": self.target, "name": self.say("target", value=self.format.value(self.target))},
            "tips": [self._tips(at) for at in range(len(self.periods))],
        }  # fmt: skip

    def _tips(self, at: int) -> list[str]:
        made = [self.periods[at]]
        for line in self.lines:
            name = f"{line.name}  " if len(self.lines) > 1 else ""
            made.append(name + self._shown(line, at))
            for band in line.bands:
                if within := self._within(band, at):
                    made.append(f"    {band.name or self.say('interval')}  {within}")
        return [*made, *(self.tips[at] if at < len(self.tips) else ())]
