"""Projecting every area under every scenario, adding areas up, and asking what drives the change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.projection import (
    END,
    SPANS,
    Assumptions,
    Projection,
    Rates,
    Timing,
    places_per_thousand,
    project,
    spans_for,
)
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.project.basis import AreaName, Basis, Floats, Own, Target, named, unknown_name
from huimin.tasks.project.chance import Futures, fans_of, read_off, rounds
from huimin.tasks.project.outcome import Drivers, Outcome, ScenarioRun
from huimin.tasks.project.paths import USUAL, Frame, assumptions, frame, held_notes, without_files
from huimin.tasks.project.words import scenario_word

Progress = Callable[[int, int, str], None]
CHILDCARE = "childcare_per_thousand"
ALL = "all"
"""In place of names: every scenario has intervals."""


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Wish:
    """What is asked for.

    Attributes:
        last_year: the year of the last count.
        scenarios: names, in order.
        step: years in a step and an age group, 1 or 5.
        timing: when in a step people migrate.
        targets, owns: values by a year, and scenarios of one's own.
        trajectories: how many futures around each scenario of ``intervals``; 0 for none.
        intervals: scenarios that have intervals, :data:`ALL` for all of them.
        by_age: people by age have intervals too.
        seed: the same seed gives the same futures.
        area: only this area, as a sum or by itself.
    """

    last_year: int
    scenarios: tuple[str, ...] = USUAL
    step: int = 1
    timing: Timing = END
    targets: tuple[Target, ...] = ()
    owns: tuple[Own, ...] = ()
    trajectories: int = 0
    intervals: tuple[str, ...] = ("medium",)
    by_age: bool = False
    seed: int = 2024
    area: str = ""


def project_people(basis: Basis, wish: Wish, progress: Progress = quiet) -> Outcome:
    """Carry the people of ``basis`` forward as wished.

    Raises:
        Invalid: every fault of the input, each with its place and what was expected.
    """
    basis = basis.only(wish.area) if wish.area else basis
    basis = replace(basis, people=basis.people.by(wish.step))
    shared = frame(basis, wish.last_year)
    paths = {name: assumptions(shared, name, wish.targets, wish.owns) for name in dict.fromkeys(wish.scenarios)}
    futures = Futures(wish.trajectories, wish.seed, wish.timing, wish.by_age)
    around = _around(wish, tuple(paths))
    sums = weights(basis)
    every = len(rounds(shared, futures, sums)) * sums.shape[1] if around else 0
    count = _Count(len(paths) + len(around) * every, progress)
    runs, notes = [], [*basis.people.notes, *(held_notes(shared) if "csv" in paths else ())]
    for name, path in paths.items():
        scenario = _Scenario(shared, path, wish)
        run = scenario.run(name)
        notes += scenario.notes(name)
        count(name)
        fans = fans_of(shared, path, futures, sums, count) if name in around else {}
        runs.append(replace(run, fans=fans))
    return Outcome(
        places_of(basis), basis.people.ages, (*shared.years, wish.last_year), tuple(runs), counted(basis),
        wish.trajectories, wish.seed, tuple(notes), without_files(basis.given),
        any("migration_noise" not in some for some in basis.levels),
    )  # fmt: skip


class _Count:
    """How much of the work is done."""

    def __init__(self, total: int, progress: Progress) -> None:
        self.done, self.total, self.progress = 0, total, progress

    def __call__(self, name: str) -> None:
        self.done += 1
        self.progress(self.done, self.total, name)


def _around(wish: Wish, paths: Sequence[str]) -> tuple[str, ...]:
    """The scenarios that have intervals.

    Raises:
        Invalid: one that is not projected.
    """
    if not wish.trajectories:
        return ()
    named = tuple(paths) if ALL in wish.intervals else wish.intervals
    strange = [unknown_name("project-scenario-unknown", name, [*paths, ALL]) for name in named if name not in paths]
    if strange:
        raise Invalid(strange)
    return named


def places_of(basis: Basis) -> tuple[AreaName, ...]:
    """Every place of the outcome: sums first, then the areas by themselves."""
    return (*(one.area for one in basis.sums), *(() if basis.alone else basis.people.areas))


def weights(basis: Basis) -> Floats:
    """(places, areas) 1 where an area is part of a place."""
    count = len(basis.people.areas)
    rows = np.zeros((len(basis.sums), count))
    for at, one in enumerate(basis.sums):
        rows[at, list(one.parts)] = 1.0
    return rows if basis.alone else np.concatenate([rows, np.eye(count)])


def counted(basis: Basis) -> dict[str, tuple[str, str]]:
    """What is counted, code -> (zh, en)."""
    made = {span.code: (span.zh, span.en) for span in SPANS if span in spans_for(basis.people.ages)}
    made |= {share.code: (share.zh, share.en) for share in basis.given.shares}
    if "under_3" in made and _places_known(basis).any():
        made[CHILDCARE] = ("每千名3岁以下婴幼儿托位数", "childcare places per 1,000 children under 3")
    return made


def _places_known(basis: Basis) -> np.ndarray:
    return ~np.isnan(basis.level("childcare_places"))


class _Scenario:
    """One scenario of all areas."""

    def __init__(self, shared: Frame, paths: Assumptions, wish: Wish) -> None:
        self.shared, self.paths, self.wish = shared, paths, wish
        self.basis, self.weights = shared.basis, weights(shared.basis)
        self.cut: Floats = np.zeros(len(shared.basis.people.areas))

    def notes(self, name: str) -> list[Finding]:
        """Areas that more people were to leave than there were."""
        areas = [self.basis.people.areas[at] for at in np.flatnonzero(self.cut >= 1.0)]
        if not areas:
            return []
        facts = named(*([area.name(lang) for area in areas] for lang in ("zh", "en")))
        words = {f"scenario_{lang}": scenario_word(name, lang) for lang in ("zh", "en")}
        facts |= {"found": f"{self.cut.sum():,.0f}", **words}
        return [Finding("project-more-leave", Severity.WARNING, Place(file=self.basis.people.file), facts)]

    def run(self, name: str) -> ScenarioRun:
        """Project it, add it up, read it off."""
        done = self.project(self.paths.rates(self.shared.family), True)
        assert done.deaths is not None and done.early is not None and done.late is not None
        moved = (done.early + done.late).sum(axis=-1)
        self.cut = _cut(self.paths.migration, moved)
        population, births, deaths, migrants = (
            self.up(x) for x in (done.population, done.births, done.deaths.sum(axis=-1), moved)
        )
        found = {code: self.up(values) for code, values in read_off(self.basis, done).items()}
        if "under_3" in found and _places_known(self.basis).any():
            places = self.weights @ np.nan_to_num(self.basis.level("childcare_places"))
            found[CHILDCARE] = places_per_thousand(
                np.broadcast_to(places[:, None], found["under_3"].shape), found["under_3"]
            )
        drivers = self.drivers(population, births, deaths, migrants)
        return ScenarioRun(name, population, births, deaths, migrants, found, drivers, *self.levels())

    def project(self, rates: Rates, flows: bool) -> Projection:
        people = self.basis.people
        return project(people.counts, rates, people.ages, people.year, self.wish.timing, flows=flows, floor=0.0)

    def up(self, values: Floats) -> Floats:
        """Areas added up to places."""
        sums = np.tensordot(self.weights[: len(self.basis.sums)], values, axes=1)
        return np.asarray(sums if self.basis.alone else np.concatenate([sums, values]))

    def levels(self) -> tuple[Floats, Floats]:
        """The levels assumed, weighted by people."""
        size = self.weights * self.basis.people.counts.sum(axis=(-1, -2))
        share = size / np.maximum(size.sum(axis=1, keepdims=True), 1e-9)
        count = len(self.basis.people.areas)
        tfr = np.broadcast_to(self.paths.tfr, (count, len(self.shared.years)))
        e0 = np.broadcast_to(self.paths.e0, (count, len(self.shared.years), 2))
        return share @ tfr, np.tensordot(share, e0, axes=1)

    def drivers(self, population: Floats, births: Floats, deaths: Floats, migrants: Floats) -> tuple[Drivers, ...]:
        """What drives the change: the same future without migration, then replaced, then with today's deaths."""
        totals = population.sum(axis=(-1, -2))
        still, tables = self.paths.zero_migration(), self.shared.family
        ends = [
            self.last(one) for one in (still, still.replacement(tables), still.constant_mortality().replacement(tables))
        ]
        years = (self.basis.people.year, self.wish.last_year)
        made = []
        for at in range(len(totals)):
            before, after = float(totals[at, 0]), float(totals[at, -1])
            natural, replaced, momentum = (float(end[at]) for end in ends)
            made.append(
                Drivers(
                    years[0], years[1], before, after,
                    births=float(births[at].sum()), deaths=float(deaths[at].sum()), migrants=float(migrants[at].sum()),
                    structure=momentum - before, fertility=natural - replaced, mortality=replaced - momentum,
                    migration=after - natural,
                )
            )  # fmt: skip
        return tuple(made)

    def last(self, paths: Assumptions) -> Floats:
        """(places,) people in the last year."""
        return self.up(self.project(paths.rates(self.shared.family), False).total[..., -1])


def _cut(wished: Floats | None, moved: Floats) -> Floats:
    """(areas,) how many of those who were to leave could not, as fewer were there; ``moved`` (areas, steps, 2) did."""
    if wished is None:
        return np.zeros(len(moved))
    return np.asarray(np.maximum((moved - wished.sum(axis=-1)).sum(axis=(-1, -2)), 0.0))
