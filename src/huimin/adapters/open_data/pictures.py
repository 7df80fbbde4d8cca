"""The charts and maps of the public site: each as two SVG files, one for wide windows and one for phones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from huimin.adapters.open_data.words import say
from huimin.charts import Format, Line, Place, PointsLost, Ranking, Trend
from huimin.charts.choropleth import Choropleth, MapArea
from huimin.charts.frame import Framed
from huimin.charts.points_lost import Item
from huimin.charts.trend import Band
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.tasks.open_data.cards import PublicCard, PublicRun
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.values import HIDDEN, SHOWN, Value
from huimin.writing.numbers import points

WIDE, NARROW = 640, 344
MOST_ON_MAP = 400
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


class PublicMap(Choropleth):
    """A map on which what is hatched is hidden, not too few to tell."""

    def say(self, code: str, count: int | None = None, **facts: Any) -> str:
        """As all charts do, but for the one word."""
        return say(self.lang, "Q") if code == "map-untold" else super().say(code, count, **facts)


@dataclass(frozen=True)
class Picture:
    """A chart on a page: its two files below the language's folder, their sizes, and what it says."""

    name: str
    alt: str
    wide: tuple[int, int]
    narrow: tuple[int, int]


@dataclass
class Pictures:
    """Draws the charts of one language and keeps their files."""

    site: Site
    lang: str
    files: dict[str, bytes] = field(default_factory=dict)

    def keep(self, name: str, chart: Framed) -> Picture:
        """Draw a chart in both sizes."""
        sizes = []
        for width, ending in ((WIDE, ""), (NARROW, "-narrow")):
            text = chart.svg(width)
            found = _SIZE.search(text)
            sizes.append((round(float(found[1])), round(float(found[2]))) if found else (width, width // 2))
            self.files[f"{self.lang}/charts/{name}{ending}.svg"] = text.encode()
        return Picture(name, chart.alt(), sizes[0], sizes[1])

    @property
    def _frame(self) -> dict[str, Any]:
        footer = say(self.lang, "source-foot", publisher=self.site.publisher(self.lang))
        return {"lang": self.lang, "simulated": self.site.simulated, "footer": footer}

    def ranking(self, name: str, one: Indicator, period: str, values: Sequence[Value]) -> Picture | None:
        """Areas by an indicator, with intervals."""
        if sum(value.mark == SHOWN for value in values) < 2:
            return None
        places = tuple(
            Place(self.site.name(v.area, self.lang), v.value, v.low, v.high,
                  shown="" if v.mark == SHOWN else say(self.lang, v.mark))
            for v in values
        )  # fmt: skip
        return self.keep(name, Ranking(
            places=places, high_is_good=one.better != "lower", ranked=one.better != "neither",
            format=Format(one.show, one.decimals), subject=self._subject(one, period), **self._frame,
        ))  # fmt: skip

    def _subject(self, one: Indicator, period: str, area: str = "") -> str:
        parts = [one.name(self.lang), area, Period.of(period).name(self.lang) if period else ""]
        return ("，" if self.lang == "zh" else ", ").join(part for part in parts if part)

    def map(self, name: str, one: Indicator, period: str, level: str, values: Sequence[Value]) -> Picture | None:
        """Areas of a level by an indicator."""
        drawn = self.site.maps.get(level)
        if drawn is None or not values or len(values) > MOST_ON_MAP or not any(v.mark == SHOWN for v in values):
            return None
        areas = tuple(
            MapArea(v.area, self.site.name(v.area, self.lang), v.value, v.mark == HIDDEN, cases=v.denominator)
            for v in values
        )  # fmt: skip
        return self.keep(name, PublicMap(
            areas=areas, shapes=drawn.shapes, boundaries=drawn.caption(self.lang),
            format=Format(one.show, one.decimals), subject=self._subject(one, period), **self._frame,
        ))  # fmt: skip

    def trend(self, name: str, one: Indicator, area: str, values: Mapping[str, Value | None]) -> Picture | None:
        """One area over the quarters, with its interval."""
        told = list(values.values())
        if sum(v is not None and v.value is not None for v in told) < 2:
            return None
        picked: list[tuple[float | None, ...]] = [
            tuple(getattr(v, part) if v is not None else None for v in told) for part in ("value", "low", "high")
        ]
        bands = (Band(picked[1], picked[2]),) if any(end is not None for end in picked[1]) else ()
        place = self.site.name(area, self.lang)
        return self.keep(name, Trend(
            periods=tuple(Period.of(code).name(self.lang) for code in values), lines=(Line(place, picked[0], bands),),
            format=Format(one.show, one.decimals), subject=self._subject(one, "", place), **self._frame,
        ))  # fmt: skip

    def scores(self, name: str, run: PublicRun) -> Picture | None:
        """Areas by score. A score that is told as a range is drawn as one."""
        if sum(card.middle is not None for card in run.cards) < 2:
            return None
        places = tuple(
            Place(self.site.name(card.area, self.lang), card.middle, *self._ends(card), shown=self._score(card))
            for card in run.cards
        )  # fmt: skip
        return self.keep(
            name, Ranking(places=places, format=Format("number", 2), subject=self._run(run), **self._frame)
        )

    @staticmethod
    def _ends(card: PublicCard) -> tuple[float | None, float | None]:
        return (card.low, card.high) if card.telling == "range" else (None, None)

    def _score(self, card: PublicCard) -> str:
        if card.telling == "none":
            return say(self.lang, "O")
        return points(card.score) if card.telling == "exact" else f"{card.low:.0f}–{card.high:.0f}"

    def _run(self, run: PublicRun) -> str:
        comma = "，" if self.lang == "zh" else ", "
        subject = f"{run.described['scheme'][self.lang]}{comma}{Period.of(run.period).name(self.lang)}"
        ranged = any(card.telling == "range" for card in run.cards)
        return f"{subject}{comma}{say(self.lang, 'middles')}" if ranged else subject

    def score_map(self, name: str, run: PublicRun) -> Picture | None:
        """Areas by score on a map."""
        drawn = self.site.maps.get(run.described["scheme"]["level"])
        if drawn is None or len(run.cards) > MOST_ON_MAP or all(card.middle is None for card in run.cards):
            return None
        areas = tuple(MapArea(card.area, self.site.name(card.area, self.lang), card.middle, shown=self._score(card))
                      for card in run.cards)  # fmt: skip
        return self.keep(name, PublicMap(
            areas=areas, shapes=drawn.shapes, boundaries=drawn.caption(self.lang), format=Format("number", 2),
            subject=self._run(run), **self._frame,
        ))  # fmt: skip

    def lost(self, name: str, run: PublicRun, card: PublicCard) -> Picture | None:
        """Where points were lost, among the items that are shown."""
        described = {one["id"]: one for one in run.described["items"]}
        items = tuple(
            Item(described[item.id][self.lang], described[item.id]["points"], item.points)
            for item in card.items if item.points is not None and not described[item.id]["extra"]
        )  # fmt: skip
        if not items or all(abs(one.change) < 1e-9 for one in items):
            return None
        heading = say(self.lang, "lost-title", area=self.site.name(card.area, self.lang), shown=len(items))
        return self.keep(name, PointsLost(
            items=items, heading=heading, subject=run.described["scheme"][self.lang], format=Format("number", 2),
            **self._frame,
        ))  # fmt: skip
