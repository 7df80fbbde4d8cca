"""Choropleth: areas on a map in a few classes; what was not reported, and what few cases cannot tell, set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import look, words
from huimin.charts.choropleth_words import WORDS
from huimin.charts.classes import Class, Classing, class_of
from huimin.charts.drawing import Drawing, escape, width_of
from huimin.charts.frame import Box, Framed
from huimin.charts.geography import Globe, Label, Shape, labels_of, outline, scale_bar

words.WORDS.update(WORDS)

UNKNOWN, UNTOLD = -1, -2
"""Classes of areas that are in none: not reported; too few cases to tell."""
BORDER = "#45505c"
BESIDE = 500.0  # px: from this width on the legend stands beside the map
ROW, SWATCH = 19.0, 22.0  # px: a line of the legend, its box
NAMED = 20  # up to so many areas each gets its name, and its value where there is room
_DARK = frozenset(colour for steps in look.STEPS.values() for colour in steps if colour < "#4") | {look.DIVERGING[-1]}
"""Fills on which words are white."""
WARM = "#ffffff"  # the hatching that tells the wrong side of a middle from the right one in grey


@dataclass(frozen=True)
class MapArea:
    """One area: its value, and what is told about it.

    Attributes:
        key: of the area; its shapes are those of ``at``, of this key where that is empty.
        untold: few cases: chance alone would decide the colour.
        shown: the value in words; empty: written by the chart's format.
        cases: how many cases the value rests on; None where that means nothing.
        at: the keys of today's areas that show an area of the past.
    """

    key: str
    name: str
    value: float | None = None
    untold: bool = False
    shown: str = ""
    cases: float | None = None
    notes: tuple[str, ...] = ()
    href: str = ""
    at: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the shapes that show it."""
        return self.at or (self.key,)


@dataclass(frozen=True, kw_only=True)
class Choropleth(Framed):
    """Areas in classes on a map, with how many areas and cases each class holds.

    Attributes:
        areas: what is shown, whether it has a shape or not.
        shapes: key -> polygons in degrees (see ``geography.Shape``).
        classing: how the classes are made.
        boundaries: what stands under the map about its boundaries: invented, source, coordinate system.
        address: where the page finds the shapes as GeoJSON; empty: they come with the chart.
    """

    kind: ClassVar[str] = "choropleth"
    areas: tuple[MapArea, ...]
    shapes: Mapping[str, Shape] = field(repr=False)
    classing: Classing = field(default_factory=Classing)
    boundaries: str = ""
    address: str = ""

    # --- what it finds

    @cached_property
    def classes(self) -> tuple[Class, ...]:
        """The classes from low to high."""
        return self.classing.classes([value for value, _ in self._told])

    @cached_property
    def _told(self) -> list[tuple[float, MapArea]]:
        """The areas that are in a class, with their values, in the order given."""
        return [(one.value, one) for one in self.areas if one.value is not None and not one.untold]

    def class_of(self, area: MapArea) -> int:
        """The class of an area, ``UNKNOWN`` or ``UNTOLD``."""
        if area.untold:
            return UNTOLD
        return UNKNOWN if area.value is None else class_of(area.value, self.classes)

    @cached_property
    def drawn(self) -> dict[str, tuple[MapArea, int]]:
        """By key of the shape: the area it shows and its class.

        Where several areas of the past lie within one of today's and differ in class, it is not to be told.
        """
        made: dict[str, tuple[MapArea, int]] = {}
        for area in self.areas:
            for key in area.places:
                if key in self.shapes:
                    number = self.class_of(area)
                    known = made.get(key)
                    made[key] = (area, number if known is None or known[1] == number else UNTOLD)
        return made

    @cached_property
    def _several(self) -> int:
        """How many shapes show areas of different classes."""
        found = Counter((key, self.class_of(area)) for area in self.areas for key in area.places if key in self.shapes)
        return sum(count > 1 for count in Counter(key for key, _ in found).values())

    def finding(self) -> str:
        """How many reach the middle; else the highest and the lowest."""
        told = self._told
        if not told:
            return self.say("map-finding-none")
        (_, low), (_, high) = (pick(told, key=lambda one: one[0]) for pick in (min, max))
        if len(told) == 1:
            return self.say("map-finding-one", area=low.name, value=self.shown(low))
        middle, more_is_better = self.classing.middle, self.classing.high_is_good
        if middle is not None:
            good = sum(value >= middle if more_is_better else value <= middle for value, _ in told)
            code = "map-finding-middle" if more_is_better else "map-finding-most"
            return self.say(code, good, total=f"{len(told):,}", middle=self.format.value(middle))
        if low.value == high.value:
            return self.say("map-finding-same", len(told), value=self.shown(low))
        ends = {"low": self.shown(low), "low_area": low.name, "high": self.shown(high), "high_area": high.name}
        return self.say("map-finding", None, **ends)

    def shown(self, area: MapArea) -> str:
        """An area's value in words, or why there is none."""
        if area.shown:
            return area.shown
        if area.value is None:
            return self.say("map-untold" if area.untold else "map-unknown")
        return self.format.value(area.value)

    def notes(self) -> Sequence[str]:
        """How the classes were made, what is not drawn, areas of the past, and the note of the boundaries."""
        made = []
        if len(self.classes) > 1:
            middle = self.format.value(self.classing.middle)
            wrong = any(one.side < 0 for one in self.classes)
            code = f"map-{self.classing.method}" if wrong or self.classing.middle is None else "map-quantiles"
            made.append(self.say(code, middle=middle))
        undrawn = sum(not any(key in self.shapes for key in one.places) for one in self.areas)
        former = sum(bool(one.at) and one.at != (one.key,) for one in self.areas)
        counts = (("map-undrawn", undrawn), ("map-former", former), ("map-several", self._several))
        made += [self.say(code, count) for code, count in counts if count]
        return (*made, *((self.boundaries,) if self.boundaries else ()))

    def told(self) -> Sequence[str]:
        """Each class with its areas and cases."""
        return [" ".join(part for part in (name, *counts) if part) for _, name, counts in self.legend()]

    # --- legend

    def legend(self) -> list[tuple[int, str, tuple[str, str]]]:
        """The lines of the legend: class, its name, and how many areas and cases it holds."""
        members: dict[int, list[MapArea]] = {}
        for area in self.areas:
            members.setdefault(self.class_of(area), []).append(area)
        names = {at: self.class_name(one) for at, one in enumerate(self.classes)}
        names |= {UNTOLD: self.say("map-untold"), UNKNOWN: self.say("map-unknown")}
        order = [*range(len(self.classes))[::-1], UNTOLD, UNKNOWN]
        return [(at, names[at], self._counts(members[at])) for at in order if at in members]

    def class_name(self, one: Class) -> str:
        """The values of a class: ``81.2% – 88.9%``."""
        low, high = self.format.value(one.low), self.format.value(one.high)
        return low if low == high else f"{low} – {high}"

    def _counts(self, areas: Sequence[MapArea]) -> tuple[str, str]:
        cases = [one.cases for one in areas if one.cases is not None]
        return self.say("map-areas", len(areas)), self.say("map-cases", round(sum(cases))) if cases else ""

    def paint(self, number: int) -> tuple[str, str, str]:
        """The colour of a class, its hatching and the ink of that."""
        if number < 0:
            return (*(look.UNKNOWN if number == UNKNOWN else look.UNTOLD), look.SOFT)
        one = self.classes[number]
        if not one.side:
            return look.STEPS[len(self.classes)][number], "", look.SOFT
        wrong, right = look.DIVERGING[:2], look.DIVERGING[:2:-1]
        same = [at for at, other in enumerate(self.classes) if other.side == one.side]
        # The farther from the middle, the darker; a side with one class only is dark.
        if (one.side < 0) != self.classing.high_is_good:
            same.reverse()
        away = same.index(number)
        return (wrong if one.side < 0 else right)[away], "back" if one.side < 0 else "", WARM

    # --- drawing

    def plot_height(self, width: float) -> float:
        """As high as the map wants to be at this width, and the legend where it stands below."""
        globe = Globe.around(self._shown_shapes())
        across = width - self._legend_width() if width >= BESIDE else width
        lines = len(self.legend())
        map_height = max(200.0, min(across * 1.15, across / globe.ratio if globe else 200.0))
        return max(map_height, lines * ROW) if width >= BESIDE else map_height + look.GAP + lines * ROW

    def _shown_shapes(self) -> dict[str, Shape]:
        return {key: self.shapes[key] for key in self.drawn}

    def _legend_width(self) -> float:
        parts = [(name, *counts) for _, name, counts in self.legend()]
        columns = zip(*parts, strict=True)
        return SWATCH + look.GAP + sum(max(width_of(one, look.SMALL) for one in column) + 10 for column in columns)

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Map and legend."""
        beside = box.width >= BESIDE
        aside, below = (self._legend_width(), 0.0) if beside else (0.0, len(self.legend()) * ROW + look.GAP)
        room = box.inside(right=aside + look.GAP if beside else 0, bottom=below)
        globe = Globe.around(self._shown_shapes())
        if globe:
            globe = globe.within(room)
            self._map(drawing, globe)
            scale_bar(drawing, globe, room, lambda distance: self.say("map-km", distance=distance))
        top = box.y if beside else room.bottom + look.GAP
        self._legend(drawing, box.right - aside if beside else box.x, top)

    def _map(self, drawing: Drawing, globe: Globe) -> None:
        """The areas class by class, then the names."""
        thick = 0.35 if len(self.drawn) > 300 else 0.6 if len(self.drawn) > 60 else 1.0
        members: dict[int, list[str]] = {}
        for key, (_, number) in self.drawn.items():
            members.setdefault(number, []).append(key)
        line = f'stroke="{BORDER}" stroke-width="{thick:g}" stroke-linejoin="round" fill-rule="evenodd"'
        for number in sorted(members):
            fill, hatch, ink = self.paint(number)
            paths = {key: outline(self.shapes[key], globe) for key in members[number]}
            if hatch and number >= 0:
                drawing.raw(f'<g fill="{fill}" fill-rule="evenodd">{"".join(map(_bare, paths.values()))}</g>')
            paint = drawing.pattern(hatch, ink) if hatch else fill
            titled = "".join(self._titled(self.drawn[key][0], path) for key, path in paths.items())
            drawing.raw(f'<g fill="{paint}" {line}>{titled}</g>')
        for label in self._labels(globe):
            dark = label.inside and self.paint(self.drawn[label.key][1])[0] in _DARK
            drawing.text(label.x, label.y, label.text, look.SMALL, "middle", look.PAPER if dark else look.INK,
                         bold=label.strong, halo=not dark)  # fmt: skip

    def _titled(self, area: MapArea, path: str) -> str:
        cases = "" if area.cases is None else f" ({self.say('map-cases', round(area.cases))})"
        return f'<path d="{path}"><title>{escape(area.name)} {escape(self.shown(area) + cases)}</title></path>'

    def _labels(self, globe: Globe) -> list[Label]:
        few = len(self.drawn) <= NAMED
        wanted = {}
        for key, (area, number) in self.drawn.items():
            second = self.format.value(area.value) if few and number >= 0 and area.value is not None else ""
            wanted[key] = (area.name, second)
        return labels_of(wanted, self.shapes, globe, crowded=not few)

    def _legend(self, drawing: Drawing, x: float, top: float) -> None:
        lines = self.legend()
        columns = list(zip(*[(name, *counts) for _, name, counts in lines], strict=True))
        widths = [max(width_of(one, look.SMALL) for one in column) + 10 for column in columns]
        for at, (number, name, (areas, cases)) in enumerate(lines):
            fill, hatch, ink = self.paint(number)
            y = top + at * ROW
            drawing.rect(x, y + 2, SWATCH, ROW - 5, fill, BORDER, 0.8, hatch=hatch, ink=ink)
            base = y + ROW / 2 + look.SMALL * 0.36
            start = x + SWATCH + look.GAP
            drawing.text(start, base, name, look.SMALL)
            for text, end in ((areas, sum(widths[:2]) - 10), (cases, sum(widths) - 10)):
                if text:
                    drawing.text(start + end, base, text, look.SMALL, "end", look.SOFT)

    # --- for the page, and as a table

    def data(self) -> dict[str, Any]:
        """Shapes, rows and legend; see ``static/base/chart-map.js``."""
        rows = [self._row(key, area, number) for key, (area, number) in self.drawn.items()]
        legend = [{"class": number, "name": name, "counts": [one for one in counts if one]}
                  for number, name, counts in self.legend()]  # fmt: skip
        paints = {str(number): self.paint(number) for number, _, _ in self.legend()}
        return {"shapes": self.address or geojson(self._shown_shapes()), "rows": rows, "legend": legend,
                "paints": paints, "border": BORDER, "named": len(rows) <= NAMED}  # fmt: skip

    def _row(self, key: str, area: MapArea, number: int) -> dict[str, Any]:
        cases = () if area.cases is None else (self.say("map-cases", round(area.cases)),)
        return {"code": key, "name": area.name, "class": number, "shown": self.shown(area),
                "notes": [*(area.notes or cases)], "href": area.href}  # fmt: skip

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Area, value, cases and class, in the order given."""
        names = {number: name for number, name, _ in self.legend()}
        with_cases = any(one.cases is not None for one in self.areas)
        heads = ["area", "value", *(["cases"] if with_cases else []), "class"]
        rows = []
        for one in self.areas:
            cases = ["–" if one.cases is None else f"{round(one.cases):,}"] if with_cases else []
            rows.append((one.name, self.shown(one), *cases, names[self.class_of(one)]))
        return tuple(self.say(f"map-head-{head}") for head in heads), rows


def _bare(path: str) -> str:
    return f'<path d="{path}"/>'


def geojson(shapes: Mapping[str, Shape]) -> dict[str, Any]:
    """Shapes as a GeoJSON FeatureCollection with the property ``code``."""
    features = [
        {"type": "Feature", "properties": {"code": key}, "geometry": {"type": "MultiPolygon", "coordinates": shape}}
        for key, shape in shapes.items()
    ]
    return {"type": "FeatureCollection", "features": features}
