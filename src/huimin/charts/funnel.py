"""Funnel plot: values against how many cases they rest on, with the limits of chance around one common value.

After D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005):
small areas scatter widely by chance alone, so an area stands out only where it leaves the funnel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, num, width_of
from huimin.charts.frame import Box, Framed

Z95, Z998 = 1.959963984540054, 3.090232306167813  # two-sided 95 % and 99.8 % of the normal distribution
_CURVE = 60  # points of a limit's curve
_NAMED = 8


@dataclass(frozen=True)
class Spot:
    """An area: its value (None where not known) and the size it rests on (births, women, reports)."""

    name: str
    value: float | None
    size: float
    own: bool = False
    href: str = ""


@dataclass(frozen=True)
class Limits:
    """Limits of chance at a size, where they were worked out elsewhere."""

    size: float
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True, kw_only=True)
class Funnel(Framed):
    """Areas in a funnel of chance around the value of all together.

    Attributes:
        spots: the areas.
        centre: the value of all together.
        centre_name: whose value that is.
        model: how chance works where no limits are given: ``share`` (binomial: cases of so many), ``rate`` (Poisson:
            events against a size that may be smaller than them).
        limits: given limits, by size from low to high; None to compute them.
        size_name: what sizes are ("births"), written along the axis.
    """

    kind: ClassVar[str] = "funnel"
    spots: tuple[Spot, ...]
    centre: float
    centre_name: str = ""
    model: str = "share"
    limits: tuple[Limits, ...] | None = None
    size_name: str = ""

    def __post_init__(self) -> None:
        if self.model not in ("share", "rate"):
            raise ValueError(f"model {self.model!r}: share or rate")

    # --- limits

    def around(self, size: float) -> Limits:
        """The limits at a size: given ones by straight lines between sizes, or the region of the score test."""
        if self.limits:
            return self._given(self.limits, size)
        variance = self.centre * (1 - self.centre) if self.model == "share" else self.centre
        spread = math.sqrt(max(variance, 0.0) / size) if size > 0 else math.inf
        most = 1.0 if self.model == "share" else math.inf
        ends = [min(max(self.centre + z * spread, 0.0), most) for z in (-Z95, Z95, -Z998, Z998)]
        return Limits(size, *ends)

    @staticmethod
    def _given(limits: Sequence[Limits], size: float) -> Limits:
        after = next((at for at, one in enumerate(limits) if one.size >= size), len(limits) - 1)
        two, one = limits[after], limits[max(0, after - 1)]
        share = min(max((size - one.size) / (two.size - one.size), 0.0), 1.0) if two.size > one.size else 1.0
        pairs = [
            (one.low_95, two.low_95),
            (one.high_95, two.high_95),
            (one.low_998, two.low_998),
            (one.high_998, two.high_998),
        ]
        return Limits(size, *(a + (b - a) * share for a, b in pairs))

    def outside(self, spot: Spot) -> int:
        """How far out an area lies: 0 within chance, 1 beyond 95 %, 2 beyond 99.8 %; below the centre negative."""
        if spot.value is None or spot.size <= 0:
            return 0
        ends = self.around(spot.size)
        if spot.value > ends.high_95:
            return 2 if spot.value > ends.high_998 else 1
        if spot.value < ends.low_95:
            return -2 if spot.value < ends.low_998 else -1
        return 0

    @cached_property
    def there(self) -> list[Spot]:
        """Areas with a value and a size; the farthest out first."""
        known = [one for one in self.spots if one.value is not None and one.size > 0]
        return sorted(
            known, key=lambda one: (-abs(self.outside(one)), -abs((one.value or 0.0) - self.centre), one.name)
        )

    @cached_property
    def far(self) -> list[Spot]:
        """Areas beyond the 99.8 % limits."""
        return [one for one in self.there if abs(self.outside(one)) == 2]

    @cached_property
    def across(self) -> look.Scale:
        """The axis of sizes, from zero."""
        return look.scale([one.size for one in self.there], zero=True)

    @cached_property
    def scale(self) -> look.Scale:
        """The axis of values: holds the areas, and the funnel at a middling size."""
        sizes = sorted(one.size for one in self.there)
        middle = self.around(sizes[len(sizes) // 4]) if sizes else None
        ends = [middle.low_998, middle.high_998] if middle else []
        return look.scale([*(one.value for one in self.there), self.centre, *ends])

    # --- words

    def finding(self) -> str:
        """Which areas lie beyond chance."""
        if not self.there:
            return self.say("nothing")
        high = [one.name for one in self.far if self.outside(one) > 0]
        low = [one.name for one in self.far if self.outside(one) < 0]
        if not self.far:
            return self.say("funnel-none", len(self.there))
        parts = [
            self.say(f"funnel-{way}", len(names), names=self._names(names))
            for way, names in (("high", high), ("low", low))
            if names
        ]
        if len(self.there) == 1:
            return self.say("funnel-one", parts=parts[0])
        return self.say(
            "funnel-some", len(self.far), all=f"{len(self.there):,}", parts=self.say("semicolon").join(parts)
        )

    def _names(self, names: Sequence[str]) -> str:
        shown = self.say("comma").join(names[:3])
        return self.say("and-more", len(names), names=shown) if len(names) > 3 else shown

    def notes(self) -> Sequence[str]:
        """The limits, the axes, what is not drawn."""
        made = [] if not self.there else [self.say("funnel-limits"), *axes.axis_notes(self, self.scale, "y")]
        if self.across.unit:
            made += axes.axis_notes(self, self.across, "x")
        if hidden := len(self.spots) - len(self.there):
            made.append(self.say("funnel-hidden", hidden))
        return made

    def told(self) -> Sequence[str]:
        """The common value and those beyond the limits."""
        whole = f"{self.centre_name or self.say('all-areas')} {self.format.value(self.centre)}"
        return [
            whole,
            *(
                [self.say("comma").join(f"{one.name} {self.format.value(one.value)}" for one in self.far[:8])]
                if self.far
                else []
            ),
        ]

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """A row an area: value, size, where it lies."""
        rows: list[tuple[str, ...]] = [
            (one.name, self.say("none") if one.value is None else self.format.value(one.value),
             look.Format().value(one.size), self.say(f"funnel-at{self.outside(one)}"))
            for one in self.spots
        ]  # fmt: skip
        return (self.say("area"), self.say("value"), self.size_name or self.say("size"), self.say("funnel-place")), rows

    # --- picture

    def plot_height(self, width: float) -> float:
        """A little higher than a trend: the funnel needs room."""
        return max(260.0, min(400.0, width * 0.58))

    def plot(self, drawing: Drawing, box: Box) -> None:
        """The funnel, the common value, the areas, the names of those outside."""
        if not self.there:
            drawing.text(
                box.x + box.width / 2, box.y + box.height / 2, self.say("nothing"), look.TITLE, "middle", look.SOFT
            )
            return
        inner = axes.left_axis(
            drawing, box.inside(top=6, right=10, bottom=axes.BELOW + look.SMALL * 1.4), self.scale, self
        )
        axes.bottom_axis(drawing, inner, self.across, look.Format(), self.lang)
        drawing.text(
            inner.right,
            inner.bottom + look.SMALL * 2.8,
            self.size_name or self.say("size"),
            look.SMALL,
            "end",
            look.SOFT,
        )
        for wide, dash in ((True, ()), (False, (5, 3))):
            for high in (True, False):
                self._curve(drawing, inner, wide, high, dash)
        y = inner.up(self.scale.at(self.centre))
        drawing.line(inner.x, y, inner.right, y, look.INK, 1.5)
        word = f"{self.centre_name or self.say('all-areas')} {self.format.value(self.centre)}"
        drawing.text(inner.right - 2, y - 4, word, look.SMALL, "end", halo=True)
        for one in reversed(self.there):
            self._spot(drawing, inner, one)
        self._labels(drawing, inner, (inner.right - width_of(word, look.SMALL), y - 4 - look.SMALL, inner.right, y))

    def _sizes(self) -> list[float]:
        low, high = self.across.place(self.across.low), self.across.place(self.across.high)
        steps = [low + (high - low) * (at / _CURVE) ** 2 for at in range(1, _CURVE + 1)]
        unit = self.across.unit
        return [unit * (10**one - 1) if unit else one for one in steps]

    def curves(self) -> list[tuple[bool, list[tuple[float, float]]]]:
        """The four limits as (size, value), cut where they leave the axis; True for those of 99.8 %."""
        made = []
        for wide in (True, False):
            for high in (True, False):
                name = f"{'high' if high else 'low'}_{'998' if wide else '95'}"
                points = [(size, getattr(self.around(size), name)) for size in self._sizes()]
                made.append((wide, [(x, y) for x, y in points if self.scale.low <= y <= self.scale.high]))
        return made

    def _curve(self, drawing: Drawing, box: Box, wide: bool, high: bool, dash: tuple[int, ...]) -> None:
        _, points = self.curves_by[(wide, high)]
        if len(points) > 1:
            places = ((box.across(self.across.at(x)), box.up(self.scale.at(y))) for x, y in points)
            drawing.polyline(places, look.SOFT, 1.4, dash)

    @cached_property
    def curves_by(self) -> dict[tuple[bool, bool], tuple[bool, list[tuple[float, float]]]]:
        """The limits by (99.8 %, upper)."""
        keys = [(wide, high) for wide in (True, False) for high in (True, False)]
        return dict(zip(keys, self.curves(), strict=True))

    def _at(self, box: Box, one: Spot) -> tuple[float, float]:
        return box.across(self.across.at(one.size)), box.up(self.scale.at(one.value or 0.0))

    def _spot(self, drawing: Drawing, box: Box, one: Spot) -> None:
        """Within: a ring; beyond 95 %: full; beyond 99.8 %: a full diamond of another colour."""
        x, y = self._at(box, one)
        far = abs(self.outside(one))
        shape, colour, size = (
            ("circle", look.SERIES[0], 6.5),
            ("circle", look.SERIES[0], 7.5),
            ("diamond", look.SERIES[1], 8.5),
        )[far]
        tip = f"{one.name}: {self.format.value(one.value)} ({self.say('size')} {look.Format().value(one.size)})"
        if one.own:
            drawing.mark("ring", x, y, 15, look.INK)
        drawing.mark(shape, x, y, size, colour, far == 0, tip)

    def _labels(self, drawing: Drawing, box: Box, taken: tuple[float, float, float, float]) -> None:
        """Names of those outside and of the reader's own area, where they do not cover each other."""
        used = [taken]
        named = [*(one for one in self.there if one.own), *(one for one in self.far if not one.own)]
        for one in named[: _NAMED + 1]:
            x, y = self._at(box, one)
            wide = width_of(one.name, look.SMALL)
            for left, base in ((x + 8, y + 4), (x - 8 - wide, y + 4), (x - wide / 2, y - 9), (x - wide / 2, y + 18)):
                frame = (left, base - look.SMALL, left + wide, base + 3)
                if frame[0] < box.x or frame[2] > box.right + 8 or frame[1] < box.y - 6 or frame[3] > box.bottom:
                    continue
                if not any(_covers(frame, other) for other in used):
                    used.append(frame)
                    drawing.text(left, base, one.name, look.SMALL, halo=True, bold=one.own)
                    break

    # --- page

    def data(self) -> dict[str, Any]:
        """Areas with how far out they lie, the curves of the limits, both axes."""

        def curve(points: Sequence[tuple[float, float]]) -> list[list[float]]:
            return [
                [float(num(self.across.place(x) * 1e4)) / 1e4, float(f"{self.scale.place(y):.6g}")] for x, y in points
            ]

        return {
            "axis": self.scale.spec(self.format, self.lang),
            "across": self.across.spec(look.Format(), self.lang),
            "sizeName": self.size_name or self.say("size"),
            "centre": {"value": self.centre,
                       "name": f"{self.centre_name or self.say('all-areas')} {self.format.value(self.centre)}"},
            "limits": [{"wide": wide, "points": curve(points)} for wide, points in self.curves()],
            "spots": [self._page_spot(one) for one in reversed(self.there)],
            "named": [one.name for one in self.far[:_NAMED]] + [one.name for one in self.there if one.own],
        }  # fmt: skip

    def _page_spot(self, one: Spot) -> dict[str, Any]:
        size = f"{self.size_name or self.say('size')}  {look.Format().value(one.size)}"
        far = self.outside(one)
        return {
            "name": one.name, "value": one.value, "size": one.size, "far": abs(far), "own": one.own, "href": one.href,
            "tips": [one.name, self.format.value(one.value), size, self.say(f"funnel-at{far}")],
        }  # fmt: skip


def _covers(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
