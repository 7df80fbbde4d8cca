"""What a projection starts from: people by area, sex and age in one year, and the levels and rates assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from huimin.demography import monotone
from huimin.demography.projection import Ages
from huimin.findings import Fact, Finding, Invalid, Place, Severity, nearest
from huimin.tasks.project.yearly import Yearly

Floats = NDArray[np.float64]

LEVELS: dict[str, float | None] = {
    "tfr": None, "e0_female": None, "e0_male": None, "sex_ratio": 1.06, "net_migration": 0.0, "mean_age": 28.5,
    "childcare_places": None, "migration_noise": 0.242, "tfr_error": 0.145, "e0_error": 1.24,
}  # fmt: skip
"""What is assumed about an area in the first year, and what it is where nothing is said (None: it must be said).

``tfr`` children per woman; ``e0_…`` life expectancy at birth in years; ``sex_ratio`` boys per girl at birth;
``net_migration`` net migrants per 1,000 people and year; ``mean_age`` at childbearing in years; ``childcare_places``
there are today, which may stay unsaid.

For intervals: ``migration_noise`` by how much net migration per 1,000 people and year usually strays in five years (a
standard deviation; where nothing is said that of whole countries); ``tfr_error`` and ``e0_error`` how well children per
woman and life expectancy of the first year are known (standard errors; where nothing is said the root mean square of
what World Population Prospects 2024 changed of the estimates of 2012, China and India, 1980 to 2010)."""
TARGETS = ("tfr", "e0_female", "e0_male", "sex_ratio", "net_migration")
"""Of these, what a target may be set for."""
NAMED = 8
"""So many areas are named in one finding."""


def fault(code: str, file: str = "", line: int = 0, column: int = 0, area: str = "", **facts: Fact) -> Finding:
    """An error of a projection's input with its place."""
    return Finding(code, Severity.ERROR, Place(file=file, area=area, line=line, column=column), facts)


def unknown_name(code: str, found: str, options: Sequence[str], file: str = "", line: int = 0) -> Finding:
    """A name that is none of the options, with the nearest."""
    facts: dict[str, Fact] = {"found": found, "nearest": nearest(found, options), "options": ", ".join(options)}
    return Finding(code, Severity.ERROR, Place(file=file, line=line), facts)


def named(zh: Sequence[str], en: Sequence[str]) -> dict[str, Fact]:
    """Facts of a finding about some areas: how many, and the first of them by name in both languages."""
    more = " …" if len(zh) > NAMED else ""
    return {
        "count": len(zh), "areas_zh": "、".join(zh[:NAMED]) + more, "areas_en": ", ".join(en[:NAMED]) + more,
    }  # fmt: skip


@dataclass(frozen=True)
class AreaName:
    """An area of a projection: its key and its names."""

    key: str
    zh: str = ""
    en: str = ""

    def without(self, count: int) -> AreaName:
        """The same as a sum that lacks so many areas, which its name says."""
        if not count:
            return self
        lacks = f"lacking {count} {'area' if count == 1 else 'areas'}"
        return replace(self, zh=f"{self.name('zh')}（缺{count}个地区）", en=f"{self.name('en')} ({lacks})")

    def name(self, lang: str) -> str:
        """Its name in ``zh`` or ``en``, its key where it has none."""
        return (self.zh if lang == "zh" else self.en) or self.key


@dataclass(frozen=True)
class Sum:
    """An area that is the sum of others: ``parts`` are positions among the areas of the people."""

    area: AreaName
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Share:
    """People to whom something applies: ``share`` (2, ages), 0 to 1, of women and men at each age."""

    code: str
    zh: str
    en: str
    share: Floats


@dataclass(frozen=True, eq=False)
class People:
    """A population by area, sex and age.

    Attributes:
        areas: one for each row.
        year: when it was counted.
        ages: the groups.
        counts: (areas, 2, ages) women and men.
        file: where it was read from, for findings.
        notes: what was done to it on the way.
        lacking: keys of areas that should be here and are not known: a sum with one of them below is not whole.
    """

    areas: tuple[AreaName, ...]
    year: int
    ages: Ages
    counts: Floats
    file: str = ""
    notes: tuple[Finding, ...] = ()
    lacking: tuple[str, ...] = ()

    def only(self, positions: Sequence[int]) -> People:
        """Some of the areas, by position."""
        chosen = list(positions)
        return replace(self, areas=tuple(self.areas[i] for i in chosen), counts=self.counts[chosen])

    def by(self, width: int) -> People:
        """The same people by groups of 1 or 5 years: added up, or taken apart by a monotone curve, which is noted.

        Raises:
            Invalid: ``project-ages-not-fives`` where the open group starts within a group of five years.
        """
        if self.ages.width == width:
            return self
        if width == 5:
            return self._fives()
        single = monotone(self.counts, self.ages.groups).values
        note = Finding("project-ages-taken-apart", Severity.NOTE, Place(file=self.file), {"width": self.ages.width})
        return replace(self, ages=Ages.single(self.ages.open_from), counts=single, notes=(*self.notes, note))

    def _fives(self) -> People:
        if self.ages.open_from % 5:
            raise Invalid([fault("project-ages-not-fives", self.file, found=self.ages.open_from)])
        ages = Ages.fives(self.ages.open_from)
        edges = np.arange(0, self.ages.count, 5)
        return replace(self, ages=ages, counts=np.add.reduceat(self.counts, edges, axis=-1))


@dataclass(frozen=True, eq=False)
class Given:
    """Rates by age that take the place of the model schedules, by the people's groups; None where there is no file.

    Attributes:
        pattern: (n,) per cent of fertility by group from 15.
        tfr: children per woman that the fertility file gives, None where it gives shares only.
        mx: (2, n) death rates.
        survival: (2, ages) survival ratios instead of death rates; they are held.
        migration: (2, ages) net migrants a year, shared out over areas by their size.
        shares: what is counted besides people of an age, such as the labour force.
        yearly: rates that change over the years; those above are then of the first year.
    """

    pattern: Floats | None = None
    tfr: float | None = None
    mx: Floats | None = None
    survival: Floats | None = None
    migration: Floats | None = None
    shares: tuple[Share, ...] = ()
    yearly: Yearly = field(default_factory=Yearly)


@dataclass(frozen=True)
class Own:
    """A scenario of one's own: rows with a year and any of tfr, e0_female, e0_male, sex_ratio, migration.

    ``lines`` says where in ``file`` each row stands.
    """

    name: str
    rows: tuple[Mapping[str, str], ...]
    file: str = ""
    lines: tuple[int, ...] = ()

    def placed(self, finding: Finding) -> Finding:
        """A finding about these rows with its file and line."""
        row, lines = finding.facts.get("row"), dict(enumerate(self.lines, 2))
        years = {one.get("year", ""): line for one, line in zip(self.rows, self.lines, strict=True)}
        line = lines.get(row, 0) if isinstance(row, int) else years.get(finding.place.period, 1)
        return replace(finding, place=replace(finding.place, file=self.file, line=line))


@dataclass(frozen=True)
class Target:
    """A value that is reached by a straight line in a year, then held. Arithmetic, not a goal for anybody."""

    name: str
    value: float
    year: int


@dataclass(frozen=True, eq=False)
class Basis:
    """Everything a projection starts from.

    Attributes:
        people: by area.
        levels: by area (as ``people.areas``), names of :data:`LEVELS` and their values; what is not said is left out.
        given: rates from files.
        sums: areas that are the sum of others.
        alone: only the sums are wanted, not their parts.
    """

    people: People
    levels: tuple[Mapping[str, float], ...]
    given: Given = field(default_factory=Given)
    sums: tuple[Sum, ...] = ()
    alone: bool = False

    def only(self, key: str) -> Basis:
        """What one area needs: itself, or the areas it is the sum of.

        Raises:
            Invalid: ``project-area-without-people``.
        """
        keys = [area.key for area in self.people.areas]
        if key in keys:
            at = keys.index(key)
            return Basis(self.people.only([at]), (self.levels[at],), self.given)
        for one in self.sums:
            if one.area.key == key:
                parts = one.parts
                return Basis(
                    self.people.only(parts), tuple(self.levels[i] for i in parts), self.given,
                    (Sum(one.area, tuple(range(len(parts)))),), True,
                )  # fmt: skip
        known = [*keys, *(one.area.key for one in self.sums)]
        raise Invalid([unknown_name("project-area-without-people", key, known[:12], self.people.file)])

    def level(self, name: str) -> Floats:
        """(areas,) one level of every area; NaN where it is not said and has no default."""
        default = LEVELS[name]
        if name == "tfr" and self.given.tfr is not None:
            default = self.given.tfr
        return np.array([one.get(name, np.nan if default is None else default) for one in self.levels])
