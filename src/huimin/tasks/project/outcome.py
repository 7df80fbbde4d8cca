"""What a projection gives: people, births, deaths, migrants and readouts of every area and scenario, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huimin.demography.projection import Ages
from huimin.demography.projection.trajectories import Fan
from huimin.findings import Finding
from huimin.tasks.project.basis import AreaName, Floats

POPULATION, FIVES = "population", "population_by_five"
"""Codes of fans of people by sex and age, (places, years, 2, ages): by the groups of the projection, and where these
are single years, by five of them (the intervals of a sum are not the sums of intervals)."""


@dataclass(frozen=True)
class Drivers:
    """Why an area's people change from the first year to the last, two ways; each way adds up to the change.

    Attributes:
        first_year, last_year, before, after: the ends.
        births, deaths, migrants: what happened; ``births - deaths + migrants`` is the change.
        structure: what today's age structure alone would do, with everybody replaced and nobody moving.
        fertility, mortality, migration: what each assumption adds to that.

    Bongaarts and Bulatao (1999), Completing the demographic transition, Population and Development Review 25, 515-529.
    """

    first_year: int
    last_year: int
    before: float
    after: float
    births: float
    deaths: float
    migrants: float
    structure: float
    fertility: float
    mortality: float
    migration: float

    @property
    def change(self) -> float:
        """People gained or lost."""
        return self.after - self.before

    @property
    def parts(self) -> dict[str, float]:
        """The four parts of the change by name."""
        return {name: getattr(self, name) for name in ("structure", "fertility", "mortality", "migration")}


@dataclass(frozen=True, eq=False)
class ScenarioRun:
    """One scenario of every place; ``places`` is the first axis of all arrays.

    Attributes:
        name: of :data:`huimin.tasks.project.SCENARIOS` or of a scenario of one's own.
        population: (places, years, 2, ages).
        births, deaths, migrants: (places, steps, 2) women and men, girls and boys, in each step.
        readouts: (places, years) by code; see :data:`huimin.demography.projection.SPANS` and the shares given.
        drivers: for each place.
        tfr, e0: (places, steps) and (places, steps, 2) as assumed, for a sum the mean weighted by people of the first
            year. Assumptions, not goals.
        fans: where asked for, median and bounds around this scenario by readout and ``births`` (places, years or
            steps), by :data:`POPULATION` and :data:`FIVES` (places, years, 2, ages).
    """

    name: str
    population: Floats
    births: Floats
    deaths: Floats
    migrants: Floats
    readouts: Mapping[str, Floats]
    drivers: tuple[Drivers, ...]
    tfr: Floats
    e0: Floats
    fans: Mapping[str, Fan] = field(default_factory=dict)

    def bounds(self, code: str, at: int) -> dict[float, tuple[Floats, Floats]]:
        """Bounds by level of one place; none where there is no fan."""
        found = self.fans.get(code)
        return {level: (low[at], high[at]) for level, (low, high) in found.bounds.items()} if found else {}


@dataclass(frozen=True, eq=False)
class Outcome:
    """A projection.

    Attributes:
        places: areas and sums of areas.
        ages, years: groups and the year of each count.
        runs: one for each scenario, in the order asked for.
        trajectories, seed: how many futures the fans rest on, and where chance began.
        counted: names of the readouts, code -> (zh, en), in the order of tables.
        notes: what a reader must know.
        modelled: rates by age come from model schedules, not from files.
        noise_of_countries: nobody said how much migration strays here, so that fans take it from whole countries.
    """

    places: tuple[AreaName, ...]
    ages: Ages
    years: tuple[int, ...]
    runs: tuple[ScenarioRun, ...]
    counted: Mapping[str, tuple[str, str]]
    trajectories: int = 0
    seed: int = 0
    notes: tuple[Finding, ...] = ()
    modelled: bool = True
    noise_of_countries: bool = False

    @property
    def fans(self) -> Mapping[str, Fan]:
        """Those around the medium scenario; none where it has none."""
        return next((one.fans for one in self.runs if one.name == "medium"), {})

    def place(self, key: str) -> int:
        """The position of a place; KeyError where there is none."""
        for at, one in enumerate(self.places):
            if one.key == key:
                return at
        raise KeyError(key)

    def run(self, name: str) -> ScenarioRun:
        """The run of one scenario; KeyError where it was not asked for."""
        for one in self.runs:
            if one.name == name:
                return one
        raise KeyError(name)
