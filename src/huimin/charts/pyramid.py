"""Population pyramid: men to the left, women to the right, the young below; an earlier or later year as an outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import axes, look
from huimin.charts.drawing import Drawing, num, width_of
from huimin.charts.frame import Box, Framed

Counts = tuple[float | None, ...]
_BEYOND = 20.0  # times the second largest group: a bar this long is cut
YOUNG, OLD = 15, 60


@dataclass(frozen=True)
class People:
    """Men and women by age group, from young to old; None where not known. ``name`` is the year."""

    name: str
    men: Counts
    women: Counts

    def sums(self, groups: Sequence[int]) -> float:
        """People in some groups; what is not known is left out."""
        return sum((self.men[at] or 0.0) + (self.women[at] or 0.0) for at in groups)


@dataclass(frozen=True)
class Reach:
    """Between what the bars may lie: an interval of every group, told by its name."""

    name: str
    low: People
    high: People


@dataclass(frozen=True, kw_only=True)
class Pyramid(Framed):
    """A population by age and sex. Bars start at zero.

    Attributes:
        ages: names of the groups from young to old; a number in front is the youngest age of the group.
        now: the people that bars show.
        then: another year, as an outline.
        reach: intervals of the bars, the widest first.
        most: the axis reaches at least so far: for pyramids that are to be compared.
    """

    kind: ClassVar[str] = "pyramid"
    ages: tuple[str, ...]
    now: People
    then: People | None = None
    reach: tuple[Reach, ...] = ()
    most: float = 0.0

    def __post_init__(self) -> None:
        for one in self._years:
            if not len(one.men) == len(one.women) == len(self.ages):
                raise ValueError(
                    f"{one.name}: {len(one.men)} groups of men, {len(one.women)} of women, {len(self.ages)} ages"
                )

    @property
    def _years(self) -> list[People]:
        return [self.now, *([self.then] if self.then else [])]

    @property
    def _reached(self) -> list[People]:
        """Everything that the axis must hold."""
        return [*self._years, *(one.high for one in self.reach)]

    @cached_property
    def scale(self) -> look.Scale:
        """From zero to the longest bar; a bar that is many times longer than all others is cut."""
        sizes = sorted((v for one in self._reached for side in (one.men, one.women) for v in side if v), reverse=True)
        kept = [size for size in sizes if size <= _BEYOND * sizes[len(sizes) // 2]] or sizes
        top = kept[0] * 1.15 if kept and len(kept) < len(sizes) else (sizes[0] if sizes else 1.0)
        return look.scale([top, self.most], zero=True, steps=4, compress=False)

    @cached_property
    def cut(self) -> list[str]:
        """Ages whose bars are cut."""
        sides = [side for one in self._years for side in (one.men, one.women)]
        return [age for at, age in enumerate(self.ages) if any((side[at] or 0.0) > self.scale.high for side in sides)]

    def _from(self, least: int, below: int = 10**6) -> list[int] | None:
        """Numbers of the groups from an age on; None where groups do not part there."""
        starts = [int(found.group()) if (found := re.match(r"\d+", age)) else None for age in self.ages]
        if None in starts or (least and least not in starts) or (below < 10**6 and below not in starts):
            return None
        return [at for at, start in enumerate(starts) if start is not None and least <= start < below]

    def _share(self, one: People, groups: Sequence[int]) -> float | None:
        whole = one.sums(range(len(self.ages)))
        return one.sums(groups) / whole if whole else None

    # --- words

    def finding(self) -> str:
        """The shares of old and young, and what they were; where groups do not part there, the largest group."""
        if not self.now.sums(range(len(self.ages))):
            return self.say("nothing")
        if self.cut and self.now.sums(range(len(self.ages))):
            at = max(range(len(self.ages)), key=lambda one: self.now.sums([one]))
            return self.say(
                "pyramid-outlier", year=self.now.name, age=self.ages[at], people=self.format.value(self.now.sums([at]))
            )
        percent = look.Format("percent", 1).value
        old, young = self._from(OLD), self._from(0, YOUNG)
        if old is None or young is None:
            at = max(range(len(self.ages)), key=lambda one: self.now.sums([one]))
            return self.say("pyramid-largest", year=self.now.name, age=self.ages[at],
                            people=self.format.value(self.now.sums([at])))  # fmt: skip
        facts: dict[str, Any] = {
            "year": self.now.name,
            "old": percent(self._share(self.now, old)),
            "young": percent(self._share(self.now, young)),
        }
        before = self._share(self.then, old) if self.then else None
        if self.then is None or before is None:
            return self.say("pyramid-shares", **facts)
        return self.say("pyramid-changed", **facts, then=self.then.name, before=percent(before))

    def notes(self) -> Sequence[str]:
        """Bars that are cut, and groups without figures."""
        made = []
        if self.cut:
            made.append(self.say("pyramid-cut", len(self.cut), ages=self.say("comma").join(self.cut)))
        missing = sum(self.now.men[at] is None or self.now.women[at] is None for at in range(len(self.ages)))
        if missing:
            made.append(self.say("pyramid-missing", missing))
        return made

    def told(self) -> Sequence[str]:
        """People in all, of each sex."""
        return [self.say("pyramid-told", year=one.name, men=self.format.value(sum(v or 0.0 for v in one.men)),
                         women=self.format.value(sum(v or 0.0 for v in one.women))) for one in self._years]  # fmt: skip

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """A row a group, a column a sex and year."""
        sexes = (self.say("men"), self.say("women"))
        head = (self.say("age"), *(f"{one.name} {sex}" for one in self._years for sex in sexes))
        rows: list[tuple[str, ...]] = [
            (age, *(self.say("none") if side[at] is None else self.format.value(side[at])
                    for one in self._years for side in (one.men, one.women)))
            for at, age in enumerate(self.ages)
        ]  # fmt: skip
        return head, rows

    # --- picture

    def plot_height(self, width: float) -> float:
        """High enough for every group's name, within a page."""
        return max(220.0, min(430.0, len(self.ages) * 17.0 + 50.0))

    def keys(self) -> list[axes.Key]:
        """The legend."""
        made = [axes.Key(self.say("men"), look.SERIES[0]), axes.Key(self.say("women"), look.PARTS[1][0], hatch="slant")]
        made += [axes.Key(self.then.name, look.INK, dash=(4, 3))] if self.then else []
        made += [axes.Key(one.name, fill) for one, fill in zip(self.reach, _reach_fills(len(self.reach)), strict=True)]
        return made

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Ages in the middle, bars away from it."""
        top = axes.legend(drawing, box, self.keys()) + 4
        box = box.inside(top=top, bottom=axes.BELOW)
        wide = max((width_of(age, look.SMALL) for age in self.ages), default=0.0) + 10
        half = (box.width - wide - 16) / 2
        left, right = Box(box.x + 8, box.y, half, box.height), Box(box.right - 8 - half, box.y, half, box.height)
        self._axis(drawing, left, right)
        high = box.height / max(1, len(self.ages))
        every = max(1, -(-int(look.SMALL * 1.2) // max(1, int(high))))
        for at, age in enumerate(self.ages):
            y = box.bottom - (at + 1) * high
            if at % every == 0:
                drawing.text(box.x + box.width / 2, y + high / 2 + 4, age, look.SMALL, "middle", look.SOFT)
            self._bar(drawing, left, self.now.men[at], y, high, -1, f"{age} {self.say('men')}")
            self._bar(drawing, right, self.now.women[at], y, high, 1, f"{age} {self.say('women')}")
            for one, fill in zip(self.reach, _reach_fills(len(self.reach)), strict=True):
                self._between(drawing, left, (one.low.men[at], one.high.men[at]), (y, high), -1, fill)
                self._between(drawing, right, (one.low.women[at], one.high.women[at]), (y, high), 1, fill)
        if self.then:
            self._outline(drawing, left, self.then.men, high, -1)
            self._outline(drawing, right, self.then.women, high, 1)

    def _axis(self, drawing: Drawing, left: Box, right: Box) -> None:
        for tick in self.scale.ticks:
            word, share = self.format.axis(tick, self.lang), self.scale.at(tick)
            for box, x in ((left, left.across(1 - share)), (right, right.across(share))):
                drawing.line(x, box.y, x, box.bottom, look.EDGE if tick == 0 else look.GRID)
                drawing.text(x, box.bottom + look.SMALL * 1.35, word, look.SMALL, "middle", look.SOFT)

    def _bar(self, drawing: Drawing, box: Box, value: float | None, y: float, high: float, way: int, name: str) -> None:
        if value is None:
            drawing.rect(box.x if way > 0 else box.right - 24, y + high * 0.1, 24, high * 0.8, look.PAPER, hatch="dots",
                         title=f"{name}: {self.say('none')}")  # fmt: skip
            return
        cut = value > self.scale.high
        wide = box.width * min(1.0, value / self.scale.high)
        x = box.x if way > 0 else box.right - wide
        fill, hatch = (look.SERIES[0], "") if way < 0 else (look.PARTS[1][0], "slant")
        drawing.rect(
            x, y + high * 0.06, wide, high * 0.88, fill, title=f"{name}: {self.format.value(value)}", hatch=hatch
        )
        if cut:  # two strokes of paper across the bar, and its number
            for shift in (0.80, 0.84):
                place = box.across(shift if way > 0 else 1 - shift)
                drawing.line(place - 3, y + high, place + 3, y, look.PAPER, 2.5)
            word, room = self.format.value(value), box.across(0.4 if way > 0 else 0.6)
            wide = width_of(word, look.SMALL) + 6
            drawing.rect(room - wide / 2, y + high / 2 - 7, wide, 14, look.PAPER)
            drawing.text(room, y + high / 2 + 4, word, look.SMALL, "middle")

    def _between(
        self, drawing: Drawing, box: Box, ends: tuple[float | None, float | None], row: tuple[float, float], way: int,
        fill: str,
    ) -> None:  # fmt: skip
        """An interval across the end of a bar."""
        if ends[0] is None or ends[1] is None or ends[1] <= ends[0]:
            return
        near, far = (box.across(share if way > 0 else 1 - share) for share in map(self._share_of_axis, ends))
        y, high = row
        drawing.polygon([(near, y), (far, y), (far, y + high), (near, y + high)], fill, 0.45)

    def _share_of_axis(self, value: float | None) -> float:
        return min(1.0, (value or 0.0) / self.scale.high)

    def _outline(self, drawing: Drawing, box: Box, values: Counts, high: float, way: int) -> None:
        d, y = [], box.bottom
        for at, value in enumerate(values):
            share = min(1.0, (value or 0.0) / self.scale.high)
            x = box.across(share if way > 0 else 1 - share)
            d.append(f"{'L' if at else 'M'}{num(x)} {num(y)}V{num(y - high)}")
            y -= high
        if d:
            drawing.path("".join(d), stroke=look.PAPER, thick=3)  # a rim, so that it is seen on bars too
            drawing.path("".join(d), stroke=look.INK, thick=1.5, dash=(4, 3))

    # --- page

    def data(self) -> dict[str, Any]:
        """Both years, the axis, words of the legend."""
        return {
            "ages": self.ages,
            "axis": self.scale.spec(self.format, self.lang),
            "now": [self.now.men, self.now.women],
            "then": [self.then.men, self.then.women] if self.then else None,
            "reach": [[_ends(one, "men"), _ends(one, "women")] for one in self.reach],
            "words": {"none": self.say("none"), "men": self.say("men"), "women": self.say("women"),
                      "age": self.say("pyramid-age", age="{age}"), "now": self.now.name,
                      "then": self.then.name if self.then else "", "reach": [one.name for one in self.reach]},
        }  # fmt: skip


def _reach_fills(count: int) -> list[str]:
    """A colour an interval, the narrowest darkest."""
    return [look.SOFT, look.INK][-count:] if count else []


def _ends(one: Reach, sex: str) -> list[list[float | None]]:
    """[low, high] of every group of ``men`` or ``women``."""
    return [list(pair) for pair in zip(getattr(one.low, sex), getattr(one.high, sex), strict=True)]
