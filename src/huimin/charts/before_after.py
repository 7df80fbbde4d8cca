"""Before and after: two values an area, joined, with what moved more than chance set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, width_of
from huimin.charts.frame import Box, Framed


@dataclass(frozen=True)
class Pair:
    """An area before and after; None where not known. ``sure``: whether it moved more than chance, None if untold."""

    name: str
    before: float | None
    after: float | None
    sure: bool | None = None
    own: bool = False
    href: str = ""

    @property
    def change(self) -> float | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, kw_only=True)
class BeforeAfter(Framed):
    """Pairs as two dots and a line, the largest rise first.

    Attributes:
        pairs: the areas, in any order.
        before, after: names of the two times.
        target: a value to reach.
        ranked: False keeps the order given.
        most: so many rows are drawn at most; of more, the largest rises and falls, and the reader's own.
    """

    kind: ClassVar[str] = "before-after"
    pairs: tuple[Pair, ...]
    before: str
    after: str
    target: float | None = None
    ranked: bool = True
    most: int = 30

    @cached_property
    def order(self) -> list[Pair]:
        """The rows as drawn."""
        if not self.ranked:
            return list(self.pairs)
        known = [one for one in self.pairs if one.change is not None]
        known.sort(key=lambda one: (-(one.change or 0.0), one.name))
        return known + [one for one in self.pairs if one.change is None]

    @cached_property
    def picked(self) -> list[Pair]:
        """The rows that are drawn."""
        if len(self.order) <= self.most:
            return self.order
        half, last = self.most // 2, len(self.order) - (self.most - self.most // 2)
        return [one for at, one in enumerate(self.order) if at < half or at >= last or one.own]

    @cached_property
    def scale(self) -> look.Scale:
        """The horizontal axis."""
        return look.scale([*(value for one in self.pairs for value in (one.before, one.after)), self.target])

    # --- words

    def finding(self) -> str:
        """How many rose and fell, how many of them surely, and who moved most."""
        known = [one for one in self.pairs if one.change is not None]
        if not known:
            return self.say("nothing")
        if len(known) == 1:
            one = known[0]
            return self.say(
                "pairs-one",
                name=one.name,
                then=self._shown(one.before),
                now=self._shown(one.after),
                change=self._change(one),
            )
        up, down = (sum((one.change or 0.0) * way > 0 for one in known) for way in (1, -1))
        if not up + down:
            return self.say("pairs-same", len(known))
        most = max(known, key=lambda one: (abs(one.change or 0.0), one.name))
        told = self.say(
            "pairs-moved", len(known), up=f"{up:,}", down=f"{down:,}", most=most.name, change=self._change(most)
        )
        if any(one.sure is not None for one in known):
            sure = sum(one.sure is True for one in known)
            told += self.say("pairs-sure", sure) if sure else self.say("pairs-unsure")
        return told

    def _change(self, one: Pair) -> str:
        if one.change is None:
            return "–"
        text = self.format.difference(one.change)
        return (
            text + self.say(f"points-{self.format.style}") + (self.format.unit if self.format.style == "number" else "")
        )

    def _shown(self, value: float | None) -> str:
        return self.say("none") if value is None else self.format.value(value)

    def notes(self) -> Sequence[str]:
        """The axis, dashed lines, rows left out."""
        made = axes.axis_notes(self, self.scale, "x")
        if any(one.sure is False for one in self.pairs):
            made.append(self.say("pairs-dashed"))
        if hidden := len(self.order) - len(self.picked):
            made.append(self.say("hidden", hidden, all=f"{len(self.order):,}"))
        return made

    def told(self) -> Sequence[str]:
        """The largest changes."""
        known = [one for one in self.order if one.change is not None]
        shown = known[:3] + known[3:][-2:]
        comma = self.say("comma")
        return [comma.join(f"{one.name} {self._change(one)}" for one in shown)] if shown else []

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Every row: before, after, the change."""
        rows: list[tuple[str, ...]] = [
            (one.name, self._shown(one.before), self._shown(one.after), self._change(one)) for one in self.order
        ]
        return (self.say("area"), self.before, self.after, self.say("change")), rows

    # --- picture

    @property
    def _row(self) -> float:
        return look.ROW if len(self.picked) <= 15 else 19.0

    def plot_height(self, width: float) -> float:
        """A row each, the legend, the axis."""
        return (
            max(1, len(self.picked)) * self._row
            + axes.BELOW
            + look.SMALL * 1.7
            + (18 if self.target is not None else 4)
        )

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Names to the left, pairs in the middle, changes to the right."""
        keys = [
            axes.Key(self.before, look.SERIES[0], "circle", hollow=True),
            axes.Key(self.after, look.SERIES[0], "circle"),
        ]
        top = axes.legend(drawing, box, keys) + (18 if self.target is not None else 4)
        left = min(max((width_of(one.name, bold=one.own) for one in self.picked), default=0.0) + 10, box.width * 0.36)
        right = max((width_of(self._change(one)) for one in self.picked), default=0.0) + 14
        inner = box.inside(left, top, right, axes.BELOW)
        axes.bottom_axis(drawing, inner, self.scale, self.format, self.lang)
        if self.target is not None:
            word = self.say("target", value=self.format.value(self.target))
            axes.target_down(drawing, inner, inner.across(self.scale.at(self.target)), word)
        high = inner.height / max(1, len(self.picked))
        for at, one in enumerate(self.picked):
            self._plot_row(drawing, inner, box, one, inner.y + (at + 0.5) * high)

    def _plot_row(self, drawing: Drawing, inner: Box, box: Box, one: Pair, y: float) -> None:
        drawing.name(inner.x - 8, y, one.name, inner.x - 8 - box.x, anchor="end", bold=one.own)
        drawing.text(
            box.right,
            y + 4,
            self._change(one),
            look.TEXT,
            "end",
            look.INK if one.sure or one.sure is None else look.SOFT,
        )
        ends = [None if value is None else inner.across(self.scale.at(value)) for value in (one.before, one.after)]
        then, now = ends
        if then is not None and now is not None and abs(now - then) > 0.5:
            colour = look.SERIES[0] if now > then else look.SERIES[1]
            drawing.line(
                then, y, now, y, colour, 3 if one.sure is not False else 1.8, () if one.sure is not False else (3, 3)
            )
        colour = look.SERIES[1] if (one.change or 0.0) < 0 else look.SERIES[0]
        tip = f"{one.name}: {self._shown(one.before)} → {self._shown(one.after)}"
        if then is not None:
            drawing.mark("circle", then, y, 8, colour, True, tip)
        if now is not None:
            drawing.mark("circle", now, y, 9, colour, False, tip)
        if then is None and now is None:
            drawing.text(inner.x + 6, y + 4, self.say("none"), look.SMALL, fill=look.SOFT)

    # --- page

    def data(self) -> dict[str, Any]:
        """The drawn rows, the axis, names of the two times."""
        return {
            "axis": self.scale.spec(self.format, self.lang),
            "before": self.before, "after": self.after,
            "rows": [
                {"name": one.name, "before": one.before, "after": one.after, "sure": one.sure, "own": one.own,
                 "href": one.href,
                 "shown": self._change(one), "tips": [one.name, f"{self.before}  {self._shown(one.before)}",
                 f"{self.after}  {self._shown(one.after)}", self._change(one)]}
                for one in self.picked
            ],
            "target": None if self.target is None
            else {"value": self.target, "name": self.say("target", value=self.format.value(self.target))},
        }  # fmt: skip
