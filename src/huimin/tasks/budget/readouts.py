"""The money needed for each benefit beside the other readouts of a projection, at the cost per head of one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from huimin.tasks.budget.forecast import Floats, people_counts
from huimin.tasks.budget.running import Budget
from huimin.tasks.budget.setting import Setting
from huimin.tasks.project import AreaName, Basis, Outcome


def money_readouts(setting: Setting, outcome: Outcome, one: Budget) -> Outcome:
    """A projection with the money needed for each benefit among its readouts, in yuan a year.

    The cost per head by sex and age is that of ``one``, held: at today's rules, amounts and take-up. Sums add up.
    """
    keys = [area.key for area in setting.basis.people.areas]
    counts = people_counts(setting, one.year)
    rates = {code: {key: _per_head(one, code, key, counts[key]) for key in keys} for code in one.take_up
             if not one.cost(code, keys[0]).open}  # fmt: skip
    names = {benefit.code: benefit.name for benefit in one.benefits}
    runs = []
    for run in outcome.runs:
        found = {f"money:{code}": _by_place(setting, outcome, run.population, rate, counts)
                 for code, rate in rates.items()}  # fmt: skip
        runs.append(replace(run, readouts={**run.readouts, **found}))
    told = {f"money:{code}": (f"所需资金：{names[code].zh}（元）", f"money needed: {names[code].en} (yuan)")
            for code in rates}  # fmt: skip
    return replace(outcome, runs=tuple(runs), counted={**outcome.counted, **told})


def _by_place(
    setting: Setting, outcome: Outcome, population: Floats, rates: Mapping[str, Floats], counts: Mapping[str, Floats]
) -> Floats:  # fmt: skip
    """(places, years) yuan: areas with their own cost per head; sums from their areas, or at the mean of their
    people."""
    keys = [place.key for place in outcome.places]
    made = np.zeros(population.shape[:2])
    for at, key in enumerate(keys):
        if key in rates:
            made[at] = _times(population[at], rates[key])
            continue
        inside = [area.key for area in _areas_in(setting.basis, key)]
        if all(one in keys for one in inside):
            made[at] = sum(_times(population[keys.index(one)], rates[one]) for one in inside)
        else:
            people = sum((counts[one] for one in inside), np.zeros(1))
            cost = sum((rates[one] * counts[one] for one in inside), np.zeros(1))
            made[at] = _times(population[at], np.divide(cost, people, out=np.zeros(cost.shape), where=people > 0))
    return made / 100.0


def _areas_in(basis: Basis, key: str) -> list[AreaName]:
    for one in basis.sums:
        if one.area.key == key:
            return [basis.people.areas[at] for at in one.parts]
    return []


def _times(population: Floats, rate: Floats) -> Floats:
    """(years,) of people (years, 2, ages) at fen a head."""
    if rate.shape[-1] != population.shape[-1]:  # groups of five years: the mean of the ages of a group
        edges = np.arange(0, rate.shape[-1], 5)
        sizes = np.diff([*edges, rate.shape[-1]])
        rate = np.add.reduceat(rate, edges, axis=-1) / sizes
    return np.asarray(np.einsum("ysa,sa->y", population, rate))


def _per_head(one: Budget, code: str, place: str, counts: Floats) -> Floats:
    """(2, ages) fen a person by sex and age at the take-up assumed; 0 where nobody is of that age."""
    return np.asarray(np.divide(one.by_age(code, place), counts, out=np.zeros(counts.shape), where=counts > 0))
