"""What a budget is worked out from: people by age, benefits, assumptions, known totals and the places within areas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from huimin.benefits import Benefit
from huimin.benefits.budget import AreaPeople, Assumptions, rounded
from huimin.findings import Fact, Finding, Invalid, Severity, nearest
from huimin.tasks.project import AreaName, Basis, Outcome, Wish, project_people
from huimin.tasks.project.schedules import fertility_pattern

MEDIUM = "medium"
AHEAD = 30
"""Years after the people were counted for which a budget may be asked: beyond that rules and prices are others."""


def fault(code: str, **facts: Fact) -> Invalid:
    """An error of what was asked for."""
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])


@dataclass(frozen=True)
class Known:
    """Totals that are known of an area: households, and people by fact and outcome."""

    households: int | None = None
    margins: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Setting:
    """Everything a budget is worked out from.

    Attributes:
        basis: people by age of areas, with the levels of their projection.
        benefits: all there are, by code.
        assumptions: of simulated people.
        known: totals by area key.
        above: area key -> codes and keys of the area and all above it.
        parts: area key -> places within it, each with its share of the people in any unit.
        seed: of chance.
        simulated: the workspace is a demonstration.
        whole: the basis of all areas, where ``basis`` is a part of it: what is projected is the same for a part.
    """

    basis: Basis
    benefits: Mapping[str, Benefit]
    assumptions: Assumptions
    known: Mapping[str, Known] = field(default_factory=dict)
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[tuple[AreaName, float], ...]] = field(default_factory=dict)
    seed: int = 2024
    simulated: bool = False
    whole: Basis | None = None

    def only(self, key: str) -> Setting:
        """What one area needs.

        Raises:
            Invalid: nothing is known of its people.
        """
        return replace(self, basis=self.basis.only(key), whole=self.whole or self.basis) if key else self

    def chosen(self, codes: Sequence[str]) -> tuple[Benefit, ...]:
        """Benefits by code or name; all where none is named.

        Raises:
            Invalid: there is none of this name.
        """
        if not codes:
            return tuple(self.benefits.values())
        names = {name: one for one in self.benefits.values() for name in (one.code, one.name.zh, one.name.en)}
        for code in codes:
            if code not in names:
                options = list(self.benefits)
                raise fault("benefit-not-found", found=code, nearest=nearest(code, options), options=", ".join(options))
        return tuple(dict.fromkeys(names[code] for code in codes))

    def places(self) -> tuple[AreaName, ...]:
        """Sums, then each area with the places within it."""
        made = [one.area for one in self.basis.sums]
        for area in self.basis.people.areas:
            made += [area, *(place for place, _ in self.parts.get(area.key, ()))]
        return tuple(made)

    def whole_areas(self) -> tuple[AreaName, ...]:
        """Sums and areas, without the places within them."""
        return (*(one.area for one in self.basis.sums), *self.basis.people.areas)

    def sums_of(self, key: str) -> list[str]:
        """The keys of the sums that an area is part of."""
        keys = [area.key for area in self.basis.people.areas]
        at = keys.index(key)
        return [one.area.key for one in self.basis.sums if at in one.parts]


def projected(setting: Setting, last_year: int, scenarios: Sequence[str] = (MEDIUM,)) -> Outcome:
    """People of every area by single ages up to ``last_year``, without sums."""
    basis = setting.whole or setting.basis
    plain = Basis(basis.people, basis.levels, replace(basis.given, shares=()))
    return project_people(plain, Wish(max(last_year, basis.people.year + 1), tuple(scenarios)))


def people_of(setting: Setting, year: int, ahead: Outcome | None = None) -> Iterator[AreaPeople]:
    """What is known of each area at the end of ``year``: as counted, or as the medium scenario has it.

    Args:
        ahead: a projection that reaches ``year``, where there is one already.

    Raises:
        Invalid: the year lies before the people were counted, or too far ahead.
    """
    people = setting.basis.people
    if not people.year <= year <= people.year + AHEAD:
        raise fault("budget-year", found=year, first=people.year, last=people.year + AHEAD)
    found = people.by(1)
    for at, area in enumerate(found.areas):
        if year == people.year:
            counts = found.counts[at]
        else:
            ahead = ahead or projected(setting, year)
            counts = ahead.run(MEDIUM).population[ahead.place(area.key), ahead.years.index(year)]
        yield _area(setting, at, area.key, counts, year == people.year)


def _area(setting: Setting, at: int, key: str, counts: np.ndarray, counted: bool) -> AreaPeople:
    whole = rounded(np.maximum(counts, 0.0).ravel()).reshape(counts.shape)
    known, size = setting.known.get(key, Known()), int(whole.sum())
    grown = 1.0 if counted else size / max(float(setting.basis.people.counts[at].sum()), 1.0)
    households = known.households if counted or known.households is None else round(known.households * grown)
    margins = known.margins if counted else {one: min(round(n * grown), size) for one, n in known.margins.items()}
    mean = float(setting.basis.level("mean_age")[at])
    ages = setting.basis.people.by(1).ages
    return AreaPeople(key, whole, fertility_pattern(ages, mean), setting.above.get(key, (key,)), households, margins,
                      _parts(setting, key, size))  # fmt: skip


def _parts(setting: Setting, key: str, size: int) -> tuple[tuple[str, int], ...]:
    parts = setting.parts.get(key, ())
    total = sum(weight for _, weight in parts)
    if not total:
        return ()
    sizes = rounded(np.array([size * weight / total for _, weight in parts]))
    return tuple((place.key, int(count)) for (place, _), count in zip(parts, sizes, strict=True))
