"""Budgets as rows: long tables that every format can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from huimin.benefits.budget import STEPS, Change
from huimin.tasks.budget.forecast import Forecast
from huimin.tasks.budget.running import TOGETHER, Budget, Trial

ALL = ("全部事项", "all benefits")
WHOLE = ("合计", "all levels")


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
            yield {**head, "level": "*", "yuan": None if is_open else yuan(money.fen),
                   "low": None if is_open else yuan(money.low), "high": None if is_open else yuan(money.high),
                   "people": cost.people if cost else None, "families": cost.families if cost else None}  # fmt: skip
            for level, fen in money.levels.items():
                yield {**head, "level": level or "?", "yuan": yuan(fen), "low": None, "high": None, "people": None,
                       "families": None}  # fmt: skip


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
    """A row a scenario, place, benefit and year: yuan needed, with bounds where they are known."""
    wanted = set(places)
    names = {place.key: place.name(lang) for place in found.places}
    for scenario, money in found.scenarios.items():
        for (code, place), values in money.items():
            if wanted and place not in wanted:
                continue
            for at, year in enumerate(found.years):
                row = {"scenario": scenario, "year": year, "area": place, "name": names[place], "benefit": code or "*",
                       "benefit_name": _name(found.budgets[0], code, lang), "yuan": yuan(values[at])}  # fmt: skip
                for level, bounds in found.bounds.items():
                    sides = bounds.get((code, place)) if scenario == "medium" else None
                    row[f"low_{round(level * 100)}"] = yuan(sides[0][at]) if sides else None
                    row[f"high_{round(level * 100)}"] = yuan(sides[1][at]) if sides else None
                yield row


def forecast_record(found: Forecast, key: str, areas: Iterable[str]) -> dict[str, Any]:
    """A forecast of one place as plain values, in fen: what a page keeps. ``areas``: below it, told by year only."""
    budgets = found.budgets
    codes = [TOGETHER, *(one.code for one in budgets[0].benefits)]
    levels: dict[str, list[int]] = {}
    for at, one in enumerate(budgets):
        for level, fen in one.money(TOGETHER, key).levels.items():
            levels.setdefault(level, [0] * len(budgets))[at] = fen
    return {
        "key": key, "years": list(found.years),
        "benefits": [{"code": one.code, "zh": one.name.zh, "en": one.name.en} for one in budgets[0].benefits],
        "open": [one.code for one in budgets[0].benefits if budgets[0].cost(one.code, key).open],
        "scenarios": {name: {code: [round(fen) for fen in money[code, key]] for code in codes}
                      for name, money in found.scenarios.items()},
        "bounds": {f"{level:g}": {code: [[round(fen) for fen in side] for side in sides[code, key]] for code in codes
                                  if (code, key) in sides} for level, sides in found.bounds.items()},
        "levels": levels,
        "areas": {one: [round(fen) for fen in found.scenarios["medium"][TOGETHER, one]] for one in areas},
    }  # fmt: skip
