"""Axes, target lines, legends: what several kinds of charts draw alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huimin.charts import look
from huimin.charts.drawing import Drawing, fit, num, width_of
from huimin.charts.frame import Box, Framed


def axis_notes(chart: Framed, scale: look.Scale, axis: str) -> list[str]:
    """What has to be said of a scale: that it does not start at zero, that it is compressed. ``axis``: ``x``, ``y``."""
    word = chart.say(f"axis-{axis}")
    if scale.unit:
        return [_capital(chart.say("compressed", axis=word))]
    return [_capital(chart.say("not-zero", axis=word))] if scale.cuts_zero() else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def left_axis(drawing: Drawing, box: Box, scale: look.Scale, chart: Framed, labels: bool = True) -> Box:
    """A scale upwards: lines across, values to the left of them. Gives the room that is left for the data."""
    words = [chart.format.axis(tick, chart.lang) for tick in scale.ticks]
    wide = max(width_of(word, look.SMALL) for word in words) + 6 if labels else 0.0
    inner = box.inside(left=wide)
    last = inner.bottom + 1e9
    for tick, word in zip(scale.ticks, words, strict=True):
        y = inner.up(scale.at(tick))
        strong = tick == 0 and scale.low <= 0
        drawing.line(inner.x, y, inner.right, y, look.EDGE if strong else look.GRID)
        if labels and last - y > look.SMALL * 1.15:
            drawing.text(inner.x - 6, y + look.SMALL * 0.36, word, look.SMALL, "end", look.SOFT)
            last = y
    return inner


def bottom_axis(drawing: Drawing, box: Box, scale: look.Scale, form: look.Format, lang: str) -> None:
    """A scale to the right: lines down the box, values below it (``BELOW`` px)."""
    last = -1e9
    for tick in scale.ticks:
        x = box.across(scale.at(tick))
        drawing.line(x, box.y, x, box.bottom, look.EDGE if tick == 0 else look.GRID)
        word = form.axis(tick, lang)
        half = width_of(word, look.SMALL) / 2
        if x - half > last + 4:
            drawing.text(x, box.bottom + look.SMALL * 1.35, word, look.SMALL, "middle", look.SOFT)
            last = x + half


BELOW = look.SMALL * 1.9


def categories(drawing: Drawing, box: Box, names: Sequence[str]) -> None:
    """Names of periods below a box, as many as fit; the last one always."""
    if not names:
        return
    step = slot(box, len(names))
    every = max(1, -(-int(max(width_of(name, look.SMALL) for name in names) + 10) // max(1, int(step))))
    for at in shown_at(len(names), every):
        x = place(box, at, len(names))
        word = fit(names[at], max(step * every - 6, 40), look.SMALL)
        half = width_of(word, look.SMALL) / 2
        x = min(max(x, box.x + half - 30), box.right + 8 - half)
        drawing.text(x, box.bottom + look.SMALL * 1.45, word, look.SMALL, "middle", look.SOFT, full=names[at])


def shown_at(count: int, every: int) -> list[int]:
    """Every so-manieth, counted back from the last."""
    return list(range((count - 1) % every, count, every))


def slot(box: Box, count: int) -> float:
    """The width of one of so many periods in a box."""
    return box.width / max(1, count)


def place(box: Box, at: int, count: int) -> float:
    """The x of a period in a box: the middle of its slot."""
    return box.x + (at + 0.5) * slot(box, count)


def runs(values: Sequence[float | None]) -> Iterator[range]:
    """Stretches without a gap."""
    start: int | None = None
    for at, value in enumerate((*values, None)):
        if value is not None and start is None:
            start = at
        elif value is None and start is not None:
            yield range(start, at)
            start = None


def target_across(drawing: Drawing, box: Box, y: float, word: str) -> None:
    """A target line across a box, with its words above it at the left."""
    drawing.line(box.x, y, box.right, y, look.TARGET, 1.5, (6, 3))
    base = y - 4 if y - 4 - look.SMALL > box.y else y + look.SMALL + 2
    drawing.text(box.x + 4, base, word, look.SMALL, fill=look.TARGET, halo=True)


def target_down(drawing: Drawing, box: Box, x: float, word: str) -> None:
    """A target line down a box, with its words above it."""
    drawing.line(x, box.y - 2, x, box.bottom, look.TARGET, 1.5, (6, 3))
    half = width_of(word, look.SMALL) / 2
    middle = min(max(x, box.x + half), box.right - half)
    drawing.text(middle, box.y - 6, word, look.SMALL, "middle", look.TARGET)


@dataclass(frozen=True)
class Key:
    """An entry of a legend: what it stands for, and how it looks."""

    name: str
    colour: str
    mark: str = ""
    dash: tuple[int, ...] | None = None
    hatch: str = ""
    hollow: bool = False


def legend(drawing: Drawing, box: Box, keys: Sequence[Key]) -> float:
    """Entries side by side, on as many lines as they need. Gives the height they took."""
    x, y = box.x, box.y
    for key in keys:
        name = fit(key.name, box.width - 34, look.SMALL)
        needed = 26 + width_of(name, look.SMALL) + 14
        if x + needed - 14 > box.right + 2 and x > box.x:
            x, y = box.x, y + look.SMALL * 1.7
        swatch(drawing, x, y + look.SMALL * 0.75, key)
        drawing.text(x + 26, y + look.SMALL * 1.1, name, look.SMALL, full=key.name)
        x += needed
    return y - box.y + look.SMALL * 1.7 if keys else 0.0


def legend_height(width: float, names: Sequence[str]) -> float:
    """How high a legend will be."""
    x, rows = 0.0, 1
    for name in names:
        needed = 26 + width_of(fit(name, width - 34, look.SMALL), look.SMALL) + 14
        if x + needed - 14 > width + 2 and x:
            x, rows = 0.0, rows + 1
        x += needed
    return rows * look.SMALL * 1.7 if names else 0.0


def swatch(drawing: Drawing, x: float, y: float, key: Key) -> None:
    """The picture of an entry, 20 px wide, around ``y``."""
    if key.dash is not None:
        drawing.line(x, y, x + 20, y, key.colour, 2, key.dash)
    if key.mark:
        drawing.mark(key.mark, x + 10, y, 8, key.colour, key.hollow)
    if key.dash is None and not key.mark:
        drawing.rect(x, y - 5.5, 20, 11, key.colour, look.EDGE, hatch=key.hatch, ink=look.SOFT)


def whisker(drawing: Drawing, low: float, high: float, y: float, colour: str) -> None:
    """An interval as a line with ends, from x to x."""
    d = f"M{num(low)} {num(y)}H{num(high)}M{num(low)} {num(y - 4)}v8M{num(high)} {num(y - 4)}v8"
    drawing.path(d, stroke=colour, thick=1.6)
