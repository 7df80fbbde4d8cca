"""Money needed over the coming years: what each benefit costs a person of an age, times the people there will be.

In each year the rules are applied to simulated people of that year (medium scenario), which gives the cost per head by
sex and age. Other scenarios and the many futures behind the intervals have the same cost per head and other people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from huimin.benefits import Benefit
from huimin.tasks.budget.running import TOGETHER, Budget, Money, People, Progress, budget, quiet
from huimin.tasks.budget.setting import MEDIUM, Setting, projected
from huimin.tasks.project import ALL, AreaName, Outcome, Share, Wish, project_people

Floats = NDArray[np.float64]
Values = Mapping[tuple[str, str], Floats]
"""(benefit, place) -> fen in each year."""
Sides = Mapping[tuple[str, str], tuple[Floats, Floats]]
"""(benefit, place) -> fen in each year, low and high."""
SCENARIOS = ("medium", "low", "high", "constant")
FUTURES = 200
LEVELS = (0.80, 0.95)


@dataclass(frozen=True, eq=False)
class Forecast:
    """Money needed in each year.

    Attributes:
        years: first to last. places: as in a budget.
        budgets: of each year, in the medium scenario.
        scenarios: name -> fen at the take-up assumed, of every place; of places within areas too.
        bounds: level -> scenario -> bounds by the projection alone: how the people may come out otherwise. Empty
            without futures.
        assumed: scenario -> bounds by the ranges of the assumptions alone: shares of facts, and take-up.
        widest: scenario -> bounds by all of it: the projection (95%), chance in the number of families, assumptions.
    """

    years: tuple[int, ...]
    places: tuple[AreaName, ...]
    budgets: tuple[Budget, ...]
    scenarios: Mapping[str, Values]
    bounds: Mapping[float, Mapping[str, Sides]]
    assumed: Mapping[str, Sides]
    widest: Mapping[str, Sides]


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
    bounds = _bounds(setting, ahead, made, codes, money, futures) if futures else {}
    progress(years + bool(futures), years + bool(futures), "")
    kept = {(code, place.key): [one.money(code, place.key) for one in made]
            for code in (*codes, TOGETHER) for place in setting.places()}  # fmt: skip
    return Forecast(
        wanted, setting.places(), tuple(made), money, bounds,
        {name: _around(values, kept, _assumed) for name, values in money.items()},
        {name: _around(values, kept, _all, bounds.get(max(LEVELS), {}).get(name)) for name, values in money.items()},
    )  # fmt: skip


def _assumed(one: Money) -> tuple[int, int]:
    return one.assumed


def _all(one: Money) -> tuple[int, int]:
    return one.low, one.high


def _around(
    values: Values, kept: Mapping[tuple[str, str], Sequence[Money]], of: Callable[[Money], tuple[int, int]],
    further: Sides | None = None,
) -> Sides:  # fmt: skip
    """Bounds that lie around the values of a scenario as far as those of the budgets around theirs, as a factor; on
    top of ``further`` where those are given."""
    made = {}
    for key, value in values.items():
        factors = [[of(one)[side] / one.fen if one.fen else 1.0 for one in kept[key]] for side in (0, 1)]
        low, high = further[key] if further else (value, value)
        made[key] = low * np.array(factors[0]), high * np.array(factors[1])
    return made


def _money(
    setting: Setting, ahead: Outcome, name: str, budgets: Sequence[Budget], codes: Sequence[str]
) -> dict[tuple[str, str], Floats]:  # fmt: skip
    """Fen by benefit and place in each year of one scenario: the cost of each age, times how many more or fewer people
    of it the area has than in the medium scenario. Places within an area change as the area does."""
    medium, run = ahead.run(MEDIUM).population, ahead.run(name).population
    made: dict[tuple[str, str], Floats] = {}
    for when, one in enumerate(budgets):
        at_year = ahead.years.index(one.year)
        if name == MEDIUM:
            for code in codes:
                for place in one.places:
                    _put(made, code, place.key, when, len(budgets), one.money(code, place.key).fen)
            continue
        for area in setting.basis.people.areas:
            there, here = run[ahead.place(area.key), at_year], medium[ahead.place(area.key), at_year]
            more = np.divide(there, here, out=np.zeros(there.shape), where=here > 0)
            for code in codes:
                for key in (area.key, *(part.key for part, _ in setting.parts.get(area.key, ()))):
                    fen = float((one.by_age(code, key) * more).sum())
                    for target in (key, *setting.sums_of(key)) if key == area.key else (key,):
                        _put(made, code, target, when, len(budgets), fen)
    for code, place_key in list(made):
        known = made.get((TOGETHER, place_key))
        made[TOGETHER, place_key] = made[code, place_key] + (0.0 if known is None else known)
    return made


def _put(made: dict[tuple[str, str], Floats], code: str, place: str, when: int, count: int, fen: float) -> None:
    made.setdefault((code, place), np.zeros(count))[when] += fen


def _bounds(
    setting: Setting, ahead: Outcome, budgets: Sequence[Budget], codes: Sequence[str], money: Mapping[str, Values],
    futures: int,
) -> dict[float, dict[str, Sides]]:  # fmt: skip
    """How far the money spreads over many futures, by scenario, benefit and place.

    The futures are those of the projection around each scenario, with the cost per head of all areas together as a
    weight of each age; how far the lower and the upper bound lie from the middle, as a factor, is then put around the
    money of each place. A place within an area has the factor of the area.
    """
    shares = {}
    for when, one in enumerate(budgets):
        counts = people_counts(setting, one.year, ahead)
        rates = {code: _all_areas(one, code, counts) for code in codes}
        for code in (*codes, TOGETHER):
            rate = rates[code] if code else sum(rates.values(), np.zeros(1))
            if np.max(rate) > 0:
                shares[f"{code}@{when}"] = Share(f"{code}@{when}", code, code, rate / np.max(rate))
    if not shares:
        return {}
    basis, years = setting.basis, [one.year for one in budgets]
    carried = replace(basis, people=basis.people.by(1), given=replace(basis.given, shares=tuple(shares.values())))
    last = max(years[-1], basis.people.year + 1)
    found = project_people(carried, Wish(last, tuple(money), trajectories=futures, intervals=(ALL,)))
    inside = {key: at for at, place in enumerate(found.places)
              for key in (place.key, *(part.key for part, _ in setting.parts.get(place.key, ())))}  # fmt: skip
    return {level: {name: {(code, key): _spread(found, name, level, code, inside[key], years, value)
                           for (code, key), value in values.items()}
                    for name, values in money.items()} for level in LEVELS}  # fmt: skip


def _spread(
    found: Outcome, name: str, level: float, code: str, at: int, years: Sequence[int], value: Floats
) -> tuple[Floats, Floats]:  # fmt: skip
    """Low and high of one place in each year."""
    run, sides = found.run(name), []
    for side in (0, 1):
        factors = np.ones(len(years))
        for when, year in enumerate(years):
            fan, middle = run.fans.get(f"{code}@{when}"), run.readouts.get(f"{code}@{when}")
            now = found.years.index(year)
            if fan is not None and middle is not None and middle[at, now] > 0:
                factors[when] = fan.bounds[level][side][at, now] / middle[at, now]
        sides.append(value * factors)
    return sides[0], sides[1]


def _all_areas(one: Budget, code: str, counts: Mapping[str, Floats]) -> Floats:
    """(2, ages) fen a person over all areas."""
    total = sum((one.by_age(code, key) for key in counts), np.zeros(1))
    people = sum(counts.values(), np.zeros(1))
    return np.asarray(np.divide(total, people, out=np.zeros(total.shape), where=people > 0))


def people_counts(setting: Setting, year: int, ahead: Outcome | None = None) -> dict[str, Floats]:
    """(2, ages) people of each area in the medium scenario, by key."""
    people = setting.basis.people.by(1)
    if year == people.year:
        return {area.key: people.counts[at] for at, area in enumerate(people.areas)}
    ahead = ahead or projected(setting, year)
    population, at_year = ahead.run(MEDIUM).population, ahead.years.index(year)
    return {area.key: population[ahead.place(area.key), at_year] for area in people.areas}
