"""Budgets as rows: long tables that every format can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from huimin.benefits.budget import STEPS, Change
from huimin.tasks.budget.editing import in_order, level_word
from huimin.tasks.budget.forecast import Forecast, Sides
from huimin.tasks.budget.running import TOGETHER, Budget, Trial
from huimin.tasks.project import scenario_word

ALL = ("全部事项", "all benefits")
WHOLE = ("合计", "all levels")
BOUNDS = ("low", "high", "low_chance", "high_chance", "low_assumed", "high_assumed")
"""Bounds by everything, by chance in the number of families, by the ranges of the assumptions."""


def _name(budget: Budget, code: str, lang: str) -> str:
    if code == TOGETHER:
        return ALL[lang != "zh"]
    return next(one.name.of(lang) for one in budget.benefits if one.code == code)


def yuan(fen: float) -> float:
    """Yuan with two decimals, for tables."""
    return round(fen / 100, 2)


def budget_rows(budget: Budget, lang: str, places: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """A row a place, benefit and level: yuan needed, with bounds where it is all levels together."""
    wanted = set(places)
    codes = [*([TOGETHER] if len(budget.benefits) > 1 else []), *(one.code for one in budget.benefits)]
    for place in budget.places:
        if wanted and place.key not in wanted:
            continue
        for code in codes:
            money = budget.money(code, place.key)
            cost = None if code == TOGETHER else budget.cost(code, place.key)
            head = {"year": budget.year, "area": place.key, "name": place.name(lang), "benefit": code or "*",
                    "benefit_name": _name(budget, code, lang)}  # fmt: skip
            is_open = cost is not None and cost.open
            sides = dict(zip(BOUNDS, (money.low, money.high, *money.chance, *money.assumed), strict=True))
            yield {**head, "level": "*", "level_name": WHOLE[lang != "zh"],
                   "yuan": None if is_open else yuan(money.fen),
                   **{name: None if is_open else yuan(fen) for name, fen in sides.items()},
                   "people": cost.people if cost else None, "families": cost.families if cost else None}  # fmt: skip
            for level, fen in in_order(money.levels).items():
                yield {**head, "level": level or "?", "level_name": level_word(level, lang), "yuan": yuan(fen),
                       **dict.fromkeys(BOUNDS), "people": None, "families": None}  # fmt: skip


def level_rows(budget: Budget, lang: str) -> Iterator[dict[str, Any]]:
    """A row a place with a column for each level, all benefits together: what each level has to put up."""
    found = {place.key: budget.money(TOGETHER, place.key) for place in budget.places}
    levels = in_order({level: fen for money in found.values() for level, fen in money.levels.items() if fen})
    for place in budget.places:
        money = found[place.key]
        yield {"year": budget.year, "area": place.key, "name": place.name(lang), "yuan": yuan(money.fen),
               **{level_word(level, lang): yuan(money.levels.get(level, 0)) for level in levels}}  # fmt: skip


def trial_rows(trial: Trial, lang: str, places: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """A row a place and changed benefit: yuan before and after, families gaining and losing."""
    wanted = set(places)
    before, after = trial.before, trial.after
    codes = list(dict.fromkeys([*(one.code for one in before.benefits), *(one.code for one in after.benefits)]))
    for place in after.places:
        if wanted and place.key not in wanted:
            continue
        for code in codes:
            old = before.money(code, place.key).fen if code in before.take_up else 0
            new = after.money(code, place.key).fen if code in after.take_up else 0
            change = trial.change(code, place.key)
            yield {
                "year": after.year, "area": place.key, "name": place.name(lang), "benefit": code,
                "benefit_name": _name(after if code in after.take_up else before, code, lang),
                "before": yuan(old), "after": yuan(new), "difference": yuan(new - old), **families(change),
            }  # fmt: skip


def families(change: Change) -> dict[str, Any]:
    """What a change does to families, in yuan a year."""
    return {
        "gaining": change.gaining, "losing": change.losing, "unchanged": change.same, "newly": change.newly,
        "ended": change.ended, "mean_gain": None if change.mean_gain is None else yuan(change.mean_gain),
        "mean_loss": None if change.mean_loss is None else yuan(change.mean_loss),
    }  # fmt: skip


def classes(change: Change) -> list[tuple[int, int | None, int, int]]:
    """From and to (fen, None open), families that gain so much, families that lose so much."""
    ends: list[int | None] = [*STEPS[1:], None]
    return [(low, high, int(gain), int(loss))
            for low, high, gain, loss in zip(STEPS, ends, change.gains, change.losses, strict=True)]  # fmt: skip


def forecast_rows(found: Forecast, lang: str, places: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """A row a scenario, place, benefit and year: yuan needed, with bounds by where they come from."""
    wanted = set(places)
    names = {place.key: place.name(lang) for place in found.places}
    for scenario, money in found.scenarios.items():
        sides = _named_sides(found, scenario)
        for (code, place), values in money.items():
            if not wanted or place in wanted:
                head = {"area": place, "name": names[place], "benefit": code or "*",
                        "benefit_name": _name(found.budgets[0], code, lang)}  # fmt: skip
                mine = {of: [side.tolist() for side in pairs[code, place]] for of, pairs in sides.items()}
                yield from _year_rows(scenario, lang, head, found.years, values.tolist(), mine)


def _year_rows(
    scenario: str, lang: str, head: Mapping[str, Any], years: Sequence[int], values: Sequence[float],
    sides: Mapping[str, Sequence[Sequence[float]]],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    for at, year in enumerate(years):
        row = {"scenario": scenario, "scenario_name": scenario_word(scenario, lang), "year": year, **head,
               "yuan": yuan(values[at])}  # fmt: skip
        for of, (low, high) in sides.items():
            row |= {f"low_{of}": yuan(low[at]), f"high_{of}": yuan(high[at])}
        yield row


def _named_sides(found: Forecast, scenario: str) -> dict[str, Sides]:
    """The bounds around a scenario by the name that tells where they come from: ``80`` and ``95`` are the
    projection's."""
    projected = {f"{level * 100:.0f}": bounds[scenario] for level, bounds in found.bounds.items()}
    return projected | {"assumed": found.assumed[scenario], "all": found.widest[scenario]}


def forecast_record(found: Forecast, key: str, areas: Iterable[str], parts: Iterable[str] = ()) -> dict[str, Any]:
    """A forecast of one place as plain values, in fen: what a page keeps.

    Args:
        areas: below it, of which only all benefits together are told. parts: places within it, told like itself.
    """
    budgets = found.budgets
    benefits = budgets[0].benefits
    together = {one: {name: _whole([money[TOGETHER, one]])[0] for name, money in found.scenarios.items()}
                for one in areas}  # fmt: skip
    return {
        "key": key, "years": list(found.years),
        "benefits": [{"code": one.code, "zh": one.name.zh, "en": one.name.en} for one in benefits],
        "open": [one.code for one in benefits if budgets[0].cost(one.code, key).open],
        **_place_record(found, key), "areas": together, "parts": {one: _place_record(found, one) for one in parts},
    }  # fmt: skip


def _place_record(found: Forecast, key: str) -> dict[str, Any]:
    """Scenarios, bounds and levels of one place."""
    codes = [TOGETHER, *(one.code for one in found.budgets[0].benefits)]
    levels: dict[str, list[int]] = {}
    for at, one in enumerate(found.budgets):
        for level, fen in one.money(TOGETHER, key).levels.items():
            levels.setdefault(level, [0] * len(found.budgets))[at] = fen
    return {
        "scenarios": {name: {code: _whole([money[code, key]])[0] for code in codes}
                      for name, money in found.scenarios.items()},
        "bounds": {name: {of: {code: _whole(sides[code, key]) for code in codes}
                          for of, sides in _named_sides(found, name).items()} for name in found.scenarios},
        "levels": levels,
    }  # fmt: skip


def part_record(record: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The record of a place within the one that was kept; that one itself under its own key. KeyError: it has none."""
    return dict(record) if key == record["key"] else {**record, **record["parts"][key], "key": key, "areas": {},
                                                      "parts": {}}  # fmt: skip


def record_rows(record: Mapping[str, Any], name: str, lang: str) -> Iterator[dict[str, Any]]:
    """The rows of :func:`forecast_rows` for one place, of what was kept. ``name``: of the place."""
    words = {one["code"]: one[lang] for one in record["benefits"]} | {TOGETHER: ALL[lang != "zh"]}
    for scenario, money in record["scenarios"].items():
        for code, values in money.items():
            head = {"area": record["key"], "name": name, "benefit": code or "*", "benefit_name": words[code]}
            sides = {of: pairs[code] for of, pairs in record["bounds"][scenario].items()}
            yield from _year_rows(scenario, lang, head, record["years"], values, sides)


def _whole(rows: Iterable[Iterable[float]]) -> list[list[int]]:
    return [[round(fen) for fen in row] for row in rows]
