"""Points lost: from the points that could be had, item by item, down to those that were earned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, width_of
from huimin.charts.frame import Box, Framed


@dataclass(frozen=True)
class Item:
    """An item of a scheme: points that could be had and points earned (None: not judged yet).

    ``untold``: its points may be chance (too few cases). ``note`` says why in a few words, for the page.
    """

    name: str
    available: float
    earned: float | None
    untold: bool = False
    note: str = ""
    href: str = ""

    @property
    def change(self) -> float:
        """Earned less available: below 0 where points were lost; 0 where it is not judged."""
        return 0.0 if self.earned is None else self.earned - self.available


@dataclass(frozen=True)
class Step:
    """A bar: from ``start`` to ``end`` in points; ``kind`` is ``total``, ``lost``, ``gained`` or ``open``."""

    name: str
    start: float
    end: float
    kind: str
    untold: bool = False
    note: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class PointsLost(Framed):
    """A waterfall, the largest loss first. Bars of totals start at zero.

    Attributes:
        items: all items, in any order.
        most: so many items are drawn at most; what is left is one step together.
    """

    kind: ClassVar[str] = "points-lost"
    items: tuple[Item, ...]
    most: int = 12

    @cached_property
    def available(self) -> float:
        """All points that could be had."""
        return sum(one.available for one in self.items)

    @cached_property
    def earned(self) -> float:
        """All points earned; items not judged yet count as not lost."""
        return self.available + sum(one.change for one in self.items)

    @cached_property
    def changed(self) -> list[Item]:
        """Items that lost or gained points, or are not judged yet: losses first, the largest first."""
        found = [one for one in self.items if abs(one.change) > 1e-9 or one.earned is None]
        return sorted(found, key=lambda one: (one.earned is None, one.change, one.name))

    @cached_property
    def steps(self) -> list[Step]:
        """The bars, from top to bottom."""
        at = self.available
        made = [Step(self.say("points-available"), 0.0, at, "total")]
        shown = self.changed if len(self.changed) <= self.most else self.changed[: self.most - 1]
        for one in shown:
            kind = "open" if one.earned is None else "lost" if one.change < 0 else "gained"
            start = at - one.available if kind == "open" else at
            made.append(Step(one.name, start, at + one.change, kind, one.untold, one.note, one.href))
            at += one.change
        if rest := self.changed[len(shown) :]:
            change = sum(one.change for one in rest)
            made.append(Step(self.say("points-rest", len(rest)), at, at + change, "lost" if change < 0 else "gained"))
        return [*made, Step(self.say("points-earned"), 0.0, self.earned, "total")]

    @cached_property
    def scale(self) -> look.Scale:
        """The horizontal axis, from zero."""
        return look.scale([end for one in self.steps for end in (one.start, one.end)], zero=True, compress=False)

    # --- words

    def finding(self) -> str:
        """How many points were lost, and on which item most."""
        lost = [one for one in self.items if one.change < -1e-9]
        facts: dict[str, Any] = {
            "available": self.format.value(self.available),
            "earned": self.format.value(self.earned),
        }
        if not self.items:
            return self.say("nothing")
        pending = sum(one.earned is None for one in self.items)
        if not lost:
            return self.say("points-none-yet", pending) if pending else self.say("points-none", **facts)
        worst = min(lost, key=lambda one: (one.change, one.name))
        gone = -sum(one.change for one in lost)
        code = "points-only" if len(lost) == 1 else "points-most"
        return self.say(
            code,
            len(lost),
            **facts,
            lost=self.format.value(gone),
            worst=worst.name,
            most=self.format.value(-worst.change),
        )

    def notes(self) -> Sequence[str]:
        """What hatching means; items that lost nothing; items not judged yet."""
        made = []
        whole = sum(abs(one.change) <= 1e-9 and one.earned is not None for one in self.items)
        if whole:
            made.append(self.say("points-whole", whole))
        if any(one.untold for one in self.steps):
            made.append(self.say("points-untold"))
        if pending := sum(one.earned is None for one in self.items):
            made.append(self.say("points-open", pending))
        return made

    def told(self) -> Sequence[str]:
        """The largest losses."""
        shown = [f"{one.name} {self._shown(one)}" for one in self.steps[1:4] if one.kind == "lost"]
        return [self.say("comma").join(shown)] if shown else []

    def _shown(self, step: Step) -> str:
        if step.kind == "total":
            return self.format.value(step.end)
        return self.say("points-pending") if step.kind == "open" else self.format.difference(step.end - step.start)

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Every item: available, earned, the difference."""
        rows: list[tuple[str, ...]] = [
            (one.name, self.format.value(one.available),
             self.say("points-pending") if one.earned is None else self.format.value(one.earned),
             "–" if one.earned is None else self.format.difference(one.change))
            for one in self.items
        ]  # fmt: skip
        rows.append((self.say("total"), self.format.value(self.available), self.format.value(self.earned),
                     self.format.difference(self.earned - self.available)))  # fmt: skip
        return (self.say("item"), self.say("available"), self.say("earned"), self.say("difference")), rows

    # --- picture

    def plot_height(self, width: float) -> float:
        """A row a step and the axis."""
        return len(self.steps) * look.ROW + axes.BELOW + 4

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Names to the left; bars joined by thin lines; points to the right of each."""
        left = min(max(width_of(one.name, bold=one.kind == "total") for one in self.steps) + 10, box.width * 0.42)
        right = max(width_of(self._shown(one), bold=True) for one in self.steps) + 10
        inner = box.inside(left, 2, right, axes.BELOW)
        axes.bottom_axis(drawing, inner, self.scale, look.Format(), self.lang)
        high = inner.height / len(self.steps)
        for at, one in enumerate(self.steps):
            y = inner.y + (at + 0.5) * high
            if at:
                before = self.steps[at - 1]
                x = inner.across(self.scale.at(before.end))
                drawing.line(x, y - high + 7, x, y - 7, look.EDGE, 1)
            self._bar(drawing, inner, box, one, y, min(high * 0.66, 16.0))

    def _bar(self, drawing: Drawing, inner: Box, box: Box, one: Step, y: float, thick: float) -> None:
        bold = one.kind == "total"
        drawing.name(inner.x - 8, y, one.name, inner.x - 8 - box.x, anchor="end", bold=bold)
        a, b = sorted((inner.across(self.scale.at(one.start)), inner.across(self.scale.at(one.end))))
        tip = f"{one.name}: {self._shown(one)}" + (f" ({one.note})" if one.note else "")
        fill, stroke, hatch, ink = _LOOKS[one.kind]
        if one.untold:
            hatch, fill = "dots", look.PAPER
        drawing.rect(a, y - thick / 2, max(b - a, 1.5), thick, fill, stroke, 1.2, tip, hatch, ink)
        drawing.text(
            b + 5,
            y + 4,
            self._shown(one),
            look.TEXT,
            bold=bold,
            halo=True,
            fill=look.SOFT if one.kind == "open" else look.INK,
        )

    # --- page

    def data(self) -> dict[str, Any]:
        """The steps, the axis, how each kind of step looks."""
        return {
            "axis": self.scale.spec(look.Format(), self.lang),
            "rows": [
                {"name": one.name, "start": one.start, "end": one.end, "kind": one.kind, "untold": one.untold,
                 "href": one.href,
                 "shown": self._shown(one), "tips": [one.name, self._shown(one), *([one.note] if one.note else [])]}
                for one in self.steps
            ],
            "stepLooks": {kind: {"fill": fill, "stroke": stroke, "hatch": hatch, "ink": ink}
                          for kind, (fill, stroke, hatch, ink) in _LOOKS.items()},
        }  # fmt: skip


# By kind: fill, edge, hatching and its ink. Totals dark and plain, losses hatched, gains pale, open ones empty.
_LOOKS = {
    "total": (look.SERIES[0], look.SERIES[0], "", look.SOFT),
    "lost": (look.PAPER, look.TARGET, "slant", look.TARGET),
    "gained": (look.STEPS[3][1], look.SERIES[0], "", look.SOFT),
    "open": (look.PAPER, look.EDGE, "dots", look.GRID),
}
