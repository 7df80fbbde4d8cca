"""Money needed over the coming years: what each benefit costs a person of an age, times the people there will be.

In each year the rules are applied to simulated people of that year (medium scenario), which gives the cost per head by
sex and age. Other scenarios and the many futures behind the intervals have the same cost per head and other people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from huimin.benefits import Benefit
from huimin.tasks.budget.running import TOGETHER, Budget, People, Progress, budget, quiet
from huimin.tasks.budget.setting import MEDIUM, Setting, projected
from huimin.tasks.project import AreaName, Basis, Outcome, Share, Wish, project_people

Floats = NDArray[np.float64]
SCENARIOS = ("medium", "low", "high", "constant")
FUTURES = 200
LEVELS = (0.80, 0.95)


@dataclass(frozen=True, eq=False)
class Forecast:
    """Money needed in each year.

    Attributes:
        years: first to last. places: as in a budget.
        budgets: of each year, in the medium scenario.
        scenarios: name -> (benefit, place) -> fen in each year, at the take-up assumed. Places within areas are told
            in the medium scenario only.
        bounds: level -> (benefit, place) -> low and high in each year, around the medium scenario.
    """

    years: tuple[int, ...]
    places: tuple[AreaName, ...]
    budgets: tuple[Budget, ...]
    scenarios: Mapping[str, Mapping[tuple[str, str], Floats]]
    bounds: Mapping[float, Mapping[tuple[str, str], tuple[Floats, Floats]]]


def forecast(
    setting: Setting, benefits: Sequence[Benefit], first: int, years: int, scenarios: Sequence[str] = SCENARIOS,
    futures: int = FUTURES, progress: Progress = quiet, ahead: Outcome | None = None,
) -> Forecast:  # fmt: skip
    """Money needed from ``first`` on for so many years.

    Args:
        futures: how many futures the intervals rest on; 0 for none.
        ahead: the people of every area in these scenarios, where they are not those of the setting's projection.

    Raises:
        Invalid: as :func:`huimin.tasks.budget.budget`.
    """
    wanted = tuple(range(first, first + years))
    names = tuple(dict.fromkeys((MEDIUM, *scenarios)))
    ahead = ahead or projected(setting, wanted[-1], names)
    made = []
    for at, year in enumerate(wanted):
        made.append(budget(People(setting, year, ahead=ahead), benefits))
        progress(at + 1, years + bool(futures), str(year))
    codes = [one.code for one in benefits]
    money = {name: _money(setting, ahead, name, made, codes) for name in names}
    bounds = _bounds(setting, ahead, made, codes, money[MEDIUM], futures) if futures else {}
    progress(years + bool(futures), years + bool(futures), "")
    return Forecast(wanted, setting.places(), tuple(made), money, bounds)


def per_head(one: Budget, code: str, place: str, counts: Floats) -> Floats:
    """(2, ages) fen a person by sex and age at the take-up assumed; 0 where nobody is of that age."""
    cost = one.cost(code, place)
    if cost.open:
        return np.zeros(counts.shape)
    return np.asarray(np.divide(cost.by_age, counts, out=np.zeros(counts.shape), where=counts > 0)
                      * one.take_up[code].share)  # fmt: skip


def _money(
    setting: Setting, ahead: Outcome, name: str, budgets: Sequence[Budget], codes: Sequence[str]
) -> dict[tuple[str, str], Floats]:  # fmt: skip
    """Fen by benefit and place in each year of one scenario."""
    medium, run = ahead.run(MEDIUM).population, ahead.run(name).population
    made: dict[tuple[str, str], Floats] = {}
    for when, one in enumerate(budgets):
        at_year = ahead.years.index(one.year)
        for code in codes:
            if name == MEDIUM:
                for place in one.places:
                    _put(made, code, place.key, when, len(budgets), one.money(code, place.key).fen)
                continue
            for area in setting.basis.people.areas:
                at = ahead.place(area.key)
                rate = per_head(one, code, area.key, medium[at, at_year])
                for place_key in (area.key, *setting.sums_of(area.key)):
                    _put(made, code, place_key, when, len(budgets), float((rate * run[at, at_year]).sum()))
    for code, place_key in list(made):
        known = made.get((TOGETHER, place_key))
        made[TOGETHER, place_key] = made[code, place_key] + (0.0 if known is None else known)
    return made


def _put(made: dict[tuple[str, str], Floats], code: str, place: str, when: int, count: int, fen: float) -> None:
    made.setdefault((code, place), np.zeros(count))[when] += fen


def _bounds(
    setting: Setting, ahead: Outcome, budgets: Sequence[Budget], codes: Sequence[str],
    medium: Mapping[tuple[str, str], Floats], futures: int,
) -> dict[float, dict[tuple[str, str], tuple[Floats, Floats]]]:  # fmt: skip
    """How far the money spreads over many futures, by benefit and place.

    The futures are those of the projection, with the cost per head of all areas together as a weight of each age; how
    far the lower and the upper bound lie from the median, as a factor, is then put around the money of each place.
    """
    shares = {}
    for when, one in enumerate(budgets):
        counts = _counts(setting, one.year, ahead)
        rates = {code: _all_areas(one, code, counts) for code in codes}
        for code in (*codes, TOGETHER):
            rate = rates[code] if code else sum(rates.values(), np.zeros(1))
            if np.max(rate) > 0:
                shares[f"{code}@{when}"] = Share(f"{code}@{when}", code, code, rate / np.max(rate))
    if not shares:
        return {}
    basis = setting.basis
    last = max(budgets[-1].year, basis.people.year + 1)
    carried = replace(basis, people=basis.people.by(1), given=replace(basis.given, shares=tuple(shares.values())))
    found = project_people(carried, Wish(last, (MEDIUM,), trajectories=futures))
    made: dict[float, dict[tuple[str, str], tuple[Floats, Floats]]] = {level: {} for level in LEVELS}
    for code in (*codes, TOGETHER):
        for at, place in enumerate(found.places):
            known = medium[code, place.key]
            for level in LEVELS:
                sides = [[_factor(found, f"{code}@{when}", level, side, at, found.years.index(one.year))
                          for when, one in enumerate(budgets)] for side in range(2)]  # fmt: skip
                made[level][code, place.key] = (known * np.array(sides[0]), known * np.array(sides[1]))
    return made


def _factor(found: Outcome, code: str, level: float, side: int, at: int, when: int) -> float:
    fan, run = found.fans.get(code), found.run(MEDIUM).readouts.get(code)
    if fan is None or run is None or run[at, when] <= 0:
        return 1.0
    return float(fan.bounds[level][side][at, when] / run[at, when])


def _all_areas(one: Budget, code: str, counts: Mapping[str, Floats]) -> Floats:
    """(2, ages) fen a person over all areas."""
    costs = [one.cost(code, key) for key in counts]
    total = sum((cost.by_age for cost in costs), np.zeros(1))
    people = sum(counts.values(), np.zeros(1))
    if costs[0].open:
        return np.zeros(total.shape)
    return np.asarray(np.divide(total, people, out=np.zeros(total.shape), where=people > 0) * one.take_up[code].share)


def _counts(setting: Setting, year: int, ahead: Outcome | None = None) -> dict[str, Floats]:
    """(2, ages) people of each area in the medium scenario, by key."""
    people = setting.basis.people.by(1)
    if year == people.year:
        return {area.key: people.counts[at] for at, area in enumerate(people.areas)}
    ahead = ahead or projected(setting, year)
    population, at_year = ahead.run(MEDIUM).population, ahead.years.index(year)
    return {area.key: population[ahead.place(area.key), at_year] for area in people.areas}


def money_readouts(setting: Setting, outcome: Outcome, one: Budget) -> Outcome:
    """A projection with the money needed for each benefit among its readouts, in yuan a year.

    The cost per head by sex and age is that of ``one``, held: at today's rules, amounts and take-up. Sums add up.
    """
    keys = [area.key for area in setting.basis.people.areas]
    counts = _counts(setting, one.year)
    rates = {code: {key: per_head(one, code, key, counts[key]) for key in keys} for code in one.take_up
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
