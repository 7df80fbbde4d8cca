"""The one look of all charts and maps: colours, marks, patterns, sizes, and how numbers and axes are written.

Defined here once: paper gets it as SVG, the page gets it in every chart's spec (``LOOK``) and adds nothing of its own.
Whatever colour tells is told a second time by lightness, shape, dash or hatching, so that it survives grey print and
colour-blind eyes. Colours of marks have a contrast of 3:1 or more against white, those of words 4.5:1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

INK, SOFT = "#1d2733", "#55616d"  # words; words that matter less
GRID, EDGE, PAPER = "#d5dce2", "#7c8a96", "#ffffff"  # lines of a grid, of axes; ground
WARN = "#9b1c1c"  # the mark on simulated data, points lost
TARGET = "#b0410a"  # lines of targets
BAND = "#e4eaee"  # a span of values that cannot be told apart

# Lines and dots: each with a mark and a dash of its own (lengths of strokes and gaps; () is a whole line).
SERIES = ("#104e54", "#d9730d", "#6b4fa0", "#1f2a44", "#2d80c2", "#7d8a00")
MARKS = ("circle", "square", "triangle", "diamond", "ring", "cross")
DASHES: tuple[tuple[int, ...], ...] = ((), (7, 4), (2, 3), (10, 3, 2, 3), (4, 2), (14, 5))
# Bands around a line: from the widest to the narrowest, on top of each other.
BAND_OPACITY = (0.16, 0.24)

# Parts of a whole, from good to bad: dark and plain, middle and slanted lines, white and dots.
PARTS = (("#104e54", ""), ("#e3a35c", "slant"), ("#ffffff", "dots"))
# Classes of a map from low to high: one hue, each step clearly darker, by number of classes.
STEPS: dict[int, tuple[str, ...]] = {
    1: ("#64a9ad",),
    2: ("#b5dadb", "#2b7f84"),
    3: ("#cbe5e5", "#64a9ad", "#17585c"),
    4: ("#d3e9e9", "#94c7c9", "#4a969a", "#124a4d"),
    5: ("#dceeee", "#a9d3d4", "#6aaeb2", "#2b7f84", "#0f4245"),
}
# Around a middle with a meaning (a target): below it warm, above it cool, both darker the farther away. The sides are
# told apart in grey by hatching the warm one.
DIVERGING = ("#a34a06", "#e3a35c", "#f4f4f2", "#7fb9bc", "#104e54")
UNKNOWN = ("#ffffff", "dots")  # not reported: white with dots, never the lowest class
UNTOLD = ("#ffffff", "slant")  # too few cases to tell: slanted lines

FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimHei',sans-serif"
TITLE, TEXT, SMALL = 16.0, 12.0, 11.0  # sizes of type in px
LEADING = 1.35  # distance of lines, in sizes
PAD, GAP, ROW = 12.0, 8.0, 24.0  # px: around a chart; between its parts; a row of a list

STYLES = {"number": (1, ""), "percent": (100, "%"), "permille": (1000, "‰")}
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_FAR = 1000.0  # times the middle value: from here on a scale is compressed


@dataclass(frozen=True)
class Format:
    """How values are written.

    Attributes:
        style: ``number``, ``percent`` (0.1 is 10%) or ``permille``.
        decimals: how many; None for as many as the value has, six at most.
        unit: what stands behind a number (人, points); with its own space in front where the language wants one.
    """

    style: str = "number"
    decimals: int | None = None
    unit: str = ""

    def value(self, number: float | None) -> str:
        """A value as readers see it, halves rounded up: ``85.30%``, ``1,204``; an en dash where there is none."""
        return "–" if number is None else _written(number, self.style, self.decimals) + self.unit

    def axis(self, number: float, lang: str = "en") -> str:
        """A value beside a tick: no needless decimals; millions and 万 shortened."""
        times, sign = STYLES[self.style]
        return _short(number * times, lang) + sign

    def difference(self, number: float) -> str:
        """A difference with its sign; of shares in percentage points (``+1.20``, to be followed by the word)."""
        text = _written(number * STYLES[self.style][0], "number", self.decimals)
        return text if text.startswith("−") or not text.strip("0.") else f"+{text}"

    def spec(self) -> dict[str, Any]:
        """For the page."""
        return {"style": self.style, "decimals": self.decimals, "unit": self.unit}


@lru_cache(maxsize=16384)
def _written(number: float, style: str, decimals: int | None) -> str:
    times, sign = STYLES[style]
    exact = Decimal(format(number * times, ".12g"))
    rounded = exact.quantize(Decimal(1).scaleb(-(6 if decimals is None else decimals)), rounding=ROUND_HALF_UP)
    text = f"{rounded if rounded else abs(rounded):,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−") + sign


def _short(number: float, lang: str) -> str:
    for least, size, word in _SIZES[lang == "zh"]:
        if abs(number) >= least:
            return _trimmed(number / size) + word
    return _trimmed(number)


# English, Chinese: from which size on, what one is, its word. 万 only from ten of them on: 12,000 is read well.
_SIZES: tuple[tuple[tuple[float, float, str], ...], tuple[tuple[float, float, str], ...]] = (
    ((1e12, 1e12, " tn"), (1e9, 1e9, " bn"), (1e6, 1e6, " m")),
    ((1e12, 1e12, "万亿"), (1e8, 1e8, "亿"), (1e5, 1e4, "万")),
)


def _trimmed(number: float) -> str:
    text = f"{number:,.10g}" if abs(number) < 1e-4 else f"{number:,.4f}".rstrip("0").rstrip(".")
    return (text if text not in ("-0", "") else "0").replace("-", "−")


@dataclass(frozen=True)
class Scale:
    """An axis: what lies at its ends, and where it is written upon.

    ``unit`` above 0 compresses it: a value v lies at sign(v) × log10(1 + |v| / unit), which is near a straight scale
    below ``unit`` and a logarithmic one above; it keeps zero and what is below zero, which a logarithm cannot.
    """

    low: float
    high: float
    ticks: tuple[float, ...]
    unit: float = 0.0

    def place(self, value: float) -> float:
        """Where a value lies before the ends are counted in: itself, or its compressed size."""
        if not self.unit:
            return value
        return math.copysign(math.log10(1 + abs(value) / self.unit), value)

    def at(self, value: float) -> float:
        """Where a value lies, as a share of the axis from its low end."""
        low, high = self.place(self.low), self.place(self.high)
        return (self.place(value) - low) / (high - low)

    def cuts_zero(self) -> bool:
        """Whether zero lies outside: lengths then compare differences, and the chart has to say so."""
        return self.low > 0 or self.high < 0

    def spec(self, form: Format, lang: str) -> dict[str, Any]:
        """For the page: the same ends, ticks and labels."""
        return {
            "low": self.place(self.low), "high": self.place(self.high), "unit": self.unit,
            "ticks": [self.place(tick) for tick in self.ticks],
            "labels": [form.axis(tick, lang) for tick in self.ticks],
        }  # fmt: skip


def scale(values: Iterable[float | None], zero: bool = False, steps: int = 5, compress: bool = True) -> Scale:
    """A scale with round ends that holds all values; from zero where ``zero`` asks or where it is not far.

    Where the largest lies a thousand times beyond the middle value, the scale is compressed unless ``compress`` is
    False. Without values it runs from 0 to 1.
    """
    known = sorted(value for value in values if value is not None and math.isfinite(value))
    if not known:
        return Scale(0.0, 1.0, (0.0, 0.5, 1.0))
    sizes = sorted(abs(value) for value in known if value)
    if compress and len(sizes) > 1 and sizes[-1] > _FAR * sizes[(len(sizes) - 1) // 2]:
        return _compressed(known[0], known[-1], sizes[(len(sizes) - 1) // 2], steps)
    low, high = known[0], known[-1]
    if zero or 0 <= low < high * 0.4:
        low = min(low, 0.0)
    if zero or 0 >= high > low * 0.4:
        high = max(high, 0.0)
    return _even(low, high, steps)


def _even(low: float, high: float, steps: int) -> Scale:
    rough = ((high - low) or abs(high) * 0.2 or 1.0) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in _NICE if one * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if first == last:
        first, last = (first, last + 1) if low >= 0 and first == 0 else (first - 1, last + 1)
    ticks = tuple(float(f"{step * at:.12g}") for at in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def _compressed(low: float, high: float, middle: float, steps: int) -> Scale:
    power = math.floor(math.log10(middle))
    tops = range(power, max(power, math.ceil(math.log10(max(abs(low), abs(high))) - 1e-9)) + 1)
    jump = max(1, -(-len(tops) // (steps + 1)))
    marks = [10.0**one for one in tops[::-1][::jump]][::-1]
    lows = [-mark for mark in marks[::-1]] if low < 0 else []
    lows = [mark for mark in lows if mark >= -_above(abs(low), marks)]
    highs = [mark for mark in marks if high > 0 and mark <= _above(high, marks)]
    ticks = (*lows, 0.0, *highs)
    return Scale(ticks[0], ticks[-1], ticks, 10.0**power)


def _above(value: float, marks: Sequence[float]) -> float:
    return next((mark for mark in marks if mark >= value * 0.999999), marks[-1])


def spaced(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places moved apart so that neighbours have ``least`` between them, in their order, within ``low`` and ``high``.

    For names at the ends of lines. Where there is no room for all at that distance, they share what there is.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    least = min(least, (high - low) / max(1, len(order) - 1))
    made = [min(max(places[at], low), high) for at in order]
    for one, two in pairwise(range(len(made))):
        made[two] = max(made[two], made[one] + least)
    if made and made[-1] > high:
        made[-1] = high
        for two, one in pairwise(range(len(made) - 1, -1, -1)):
            made[one] = min(made[one], made[two] - least)
    back = [0.0] * len(places)
    for at, place in zip(order, made, strict=True):
        back[at] = place
    return back


# What ``charts.js`` is told in every spec.
LOOK: dict[str, Any] = {
    "ink": INK, "soft": SOFT, "grid": GRID, "edge": EDGE, "paper": PAPER, "warn": WARN, "target": TARGET, "band": BAND,
    "series": SERIES, "marks": MARKS, "dashes": DASHES, "bandOpacity": BAND_OPACITY, "parts": PARTS,
    "steps": {str(count): colours for count, colours in STEPS.items()}, "diverging": DIVERGING, "unknown": UNKNOWN,
    "untold": UNTOLD, "title": TITLE, "text": TEXT, "small": SMALL,
}  # fmt: skip
