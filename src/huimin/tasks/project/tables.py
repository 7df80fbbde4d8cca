"""A projection as rows: one long table that every format can hold, and the few figures a person reads first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from huimin.demography.projection import SEXES
from huimin.demography.projection.trajectories import Fan
from huimin.tasks.project.basis import Floats
from huimin.tasks.project.outcome import Outcome, ScenarioRun

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
"""Of :func:`projection_rows`. ``measure`` is ``population``, ``births``, ``deaths``, ``net_migration`` or a readout;
births, deaths and migration are those of the step that begins in ``year``."""
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
    """Measure, years, sexes, ages, values (years, sexes, ages) and bounds (years,) where there are some."""
    labels = [outcome.ages.label(i) for i in range(outcome.ages.count)]
    for code in outcome.counted:
        if code in run.readouts:
            yield (
                code,
                outcome.years,
                ("",),
                ("",),
                run.readouts[code][at][:, None, None],
                _bounds(outcome, run, code, at),
            )
    for name, values in (("births", run.births), ("deaths", run.deaths), ("net_migration", run.migrants)):
        bounds = _bounds(outcome, run, name, at)
        yield name, outcome.years[:-1], ("",), ("",), values[at].sum(axis=-1)[:, None, None], bounds
        yield name, outcome.years[:-1], SEXES, ("",), values[at][..., None], {}
    yield "population", outcome.years, SEXES, labels, run.population[at], {}


def _bounds(outcome: Outcome, run: ScenarioRun, code: str, at: int) -> dict[float, tuple[Floats, Floats]]:
    found: Fan | None = outcome.fans.get(code) if run.name == "medium" else None
    return {level: (low[at], high[at]) for level, (low, high) in found.bounds.items()} if found else {}


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
                [None] * count if known is None else np.round(known[side], 3).tolist()
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

    low, high = (told(side) for side in _bounds(outcome, run, code, at).get(0.80, (values * np.nan,) * 2))
    return {"scenario": run.name, "measure": code, "year": year, "value": told(values), "low": low, "high": high}
