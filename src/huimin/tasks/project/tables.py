"""A projection as rows: one long table that every format can hold, and the few figures a person reads first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from huimin.demography.projection import SEXES, Ages
from huimin.tasks.project.basis import Floats
from huimin.tasks.project.outcome import FIVES, POPULATION, Outcome, ScenarioRun

ROWS_MOST = 1_000_000
"""A workbook's sheet holds little more."""
COLUMNS = (
    "area",
    "name",
    "scenario",
    "measure",
    "year",
    "sex",
    "age",
    "value",
    "low_80",
    "high_80",
    "low_95",
    "high_95",
)
"""Of :func:`projection_rows`. ``measure`` is ``population``, ``births``, ``deaths``, ``net_migration`` or a readout,
and ``population_by_five`` where groups of five single years have intervals; births, deaths and migration are those of
the step that begins in ``year``."""
FIRST = ("total", "births", "under_3", "age_6", "under_15", "working_15_59", "aged_60", "aged_65", "aged_80")


def projection_rows(outcome: Outcome, lang: str) -> dict[str, list[Any]]:
    """The whole projection as columns (:data:`COLUMNS`), every area, scenario, measure and year."""
    made: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for run in outcome.runs:
        for at in range(len(outcome.places)):
            for block in _blocks(outcome, run, at):
                _add(made, outcome, run, at, lang, *block)
    return made


Block = tuple[str, Sequence[int], Sequence[str], Sequence[str], Floats, dict[float, tuple[Floats, Floats]]]


def _blocks(outcome: Outcome, run: ScenarioRun, at: int) -> Iterator[Block]:
    """Measure, years, sexes, ages, values (years, sexes, ages) and bounds of the same size."""
    whole = ("",)
    for code in outcome.counted:
        if code in run.readouts:
            yield code, outcome.years, whole, whole, run.readouts[code][at][:, None, None], run.bounds(code, at)
    for name, values in (("births", run.births), ("deaths", run.deaths), ("net_migration", run.migrants)):
        both = values[at].sum(axis=-1)[:, None, None]
        yield name, outcome.years[:-1], whole, whole, both, run.bounds(name, at)
        yield name, outcome.years[:-1], SEXES, whole, values[at][..., None], {}
    people, labels = run.population[at], [outcome.ages.label(i) for i in range(outcome.ages.count)]
    yield POPULATION, outcome.years, SEXES, labels, people, run.bounds(POPULATION, at)
    if FIVES in run.fans:
        fives = Ages.fives(outcome.ages.open_from)
        labels = [fives.label(i) for i in range(fives.count)]
        summed = np.add.reduceat(people, np.arange(0, outcome.ages.count, 5), axis=-1)
        yield FIVES, outcome.years, SEXES, labels, summed, run.bounds(FIVES, at)


def _add(
    made: dict[str, list[Any]], outcome: Outcome, run: ScenarioRun, at: int, lang: str, measure: str,
    years: Sequence[int], sexes: Sequence[str], ages: Sequence[str], values: Floats,
    bounds: dict[float, tuple[Floats, Floats]],
) -> None:  # fmt: skip
    place, count = outcome.places[at], values.size
    inner = len(sexes) * len(ages)
    made["area"] += [place.key] * count
    made["name"] += [place.name(lang)] * count
    made["scenario"] += [run.name] * count
    made["measure"] += [measure] * count
    made["year"] += np.repeat(years, inner).tolist()
    made["sex"] += [sex for sex in sexes for _ in ages] * len(years)
    made["age"] += list(ages) * (len(years) * len(sexes))
    made["value"] += [None if np.isnan(value) else value for value in np.round(values, 3).ravel().tolist()]
    for level in (0.80, 0.95):
        for name, side in (("low", 0), ("high", 1)):
            known = bounds.get(level)
            made[f"{name}_{round(level * 100)}"] += (
                [None] * count if known is None else np.round(known[side], 3).ravel().tolist()
            )


def key_figures(outcome: Outcome, at: int, years: Sequence[int], codes: Sequence[str] = FIRST) -> list[dict[str, Any]]:
    """A row a scenario, readout and chosen year of the place ``at``: ``value`` and, where known, ``low`` and ``high``.

    ``births`` are those of the step that ends in the year. The interval is the 80 per cent one.
    """
    wanted = [(run, code) for run in outcome.runs for code in codes if code == "births" or code in run.readouts]
    return [
        _figure(outcome, run, code, at, year)
        for run, code in wanted
        for year in years
        if code != "births" or year > outcome.years[0]
    ]


def _figure(outcome: Outcome, run: ScenarioRun, code: str, at: int, year: int) -> dict[str, Any]:
    """One value with its interval; None where it is not known."""
    where = outcome.years.index(year)
    scale = 1
    values = run.readouts[code][at] if code != "births" else run.births[at].sum(axis=-1)
    if code == "births":
        where, scale = where - 1, outcome.ages.width

    def told(series: Floats) -> float | None:
        value = float(series[where]) / scale
        return None if np.isnan(value) else round(value, 3)

    low, high = (told(side) for side in run.bounds(code, at).get(0.80, (values * np.nan,) * 2))
    return {"scenario": run.name, "measure": code, "year": year, "value": told(values), "low": low, "high": high}
