"""The coming years: today's rules on the people of each year, in scenarios and with intervals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benefit_rules import amount, condition, fact, made
from budget_people import setting
from huimin.findings import Invalid
from huimin.tasks.budget import TOGETHER, forecast, money_readouts
from huimin.tasks.budget.running import People, budget
from huimin.tasks.project import Wish, project_people

OLD = made(code="old", subject="parent", facts=[fact("birth", "date")], conditions=[condition("old", "birth.years >= 60")],
           amounts=[amount(("2020-01-01", 85))])  # fmt: skip


def standing_still(given):
    """Everybody survives into the place of somebody else: the people of each year are those of the first."""
    ahead = project_people(given.basis, Wish(2030, ("medium", "low", "high", "constant")))
    still = [
        replace(run, population=np.repeat(run.population[:, :1], run.population.shape[1], axis=1)) for run in ahead.runs
    ]
    return replace(ahead, runs=tuple(still))


def test_with_the_same_people_the_money_is_the_same():
    """A population that does not change needs the same money every year, whatever the scenario."""
    given = setting(made(), OLD)
    flat = standing_still(replace(given, basis=replace(given.basis, sums=())))
    found = forecast(given, [made(), OLD], 2026, 4, futures=0, ahead=flat)
    for money in found.scenarios.values():
        for code in ("plain", "old", TOGETHER):
            values = money[code, "top"]
            assert values == pytest.approx(values[0], rel=0.005), code  # a leap year moves a birthday by a day


def test_areas_and_levels_add_up_in_every_year():
    found = forecast(setting(made(), OLD), [made(), OLD], 2026, 3, futures=0)
    for money in found.scenarios.values():
        for code in ("plain", "old", TOGETHER):
            assert money[code, "A"] + money[code, "B"] == pytest.approx(money[code, "top"], rel=1e-9)
        assert money["plain", "top"] + money["old", "top"] == pytest.approx(money[TOGETHER, "top"], rel=1e-9)
    for at, one in enumerate(found.budgets):
        assert sum(one.money("old", "top").levels.values()) == round(found.scenarios["medium"]["old", "top"][at])


def test_more_births_need_more_money_for_the_young_only():
    found = forecast(setting(made(), OLD, size=8000), [made(), OLD], 2026, 4, futures=0)
    low, high = (found.scenarios[name] for name in ("low", "high"))
    assert high["plain", "top"][-1] > low["plain", "top"][-1] * 1.05
    assert high["old", "top"] == pytest.approx(low["old", "top"])


def test_intervals_widen_and_hold_the_middle():
    found = forecast(setting(size=8000), [made()], 2026, 4, futures=60)
    middle = found.scenarios["medium"]["plain", "top"]
    widths = {}
    for level in (0.80, 0.95):
        low, high = found.bounds[level]["medium"]["plain", "top"]
        assert (low <= middle * 1.01).all() and (high >= middle * 0.99).all()
        widths[level] = (high - low) / middle
        assert widths[level][-1] > widths[level][0]
    assert (widths[0.95] > widths[0.80]).all()


def test_the_first_year_of_a_forecast_is_the_budget_of_that_year():
    given = setting()
    found = forecast(given, [made()], 2026, 2, futures=0)
    assert found.scenarios["medium"]["plain", "A"][0] == budget(People(given, 2026), [made()]).money("plain", "A").fen


def test_a_projection_tells_the_money_beside_its_other_readouts():
    given = setting(made(), OLD)
    one = budget(People(given, 2026), [made(), OLD])
    outcome = money_readouts(given, project_people(given.basis, Wish(2040, ("medium", "high"))), one)
    assert outcome.counted["money:old"][1].startswith("money needed")
    run = outcome.run("medium")
    money = run.readouts["money:old"]
    assert money[0] == pytest.approx(money[1] + money[2], rel=1e-9)
    assert money[0, 1] * 100 == pytest.approx(one.money("old", "top").fen, rel=1e-9)
    assert money[0, -1] > money[0, 0]  # there will be more old people
    top = money_readouts(given, project_people(given.basis, Wish(2040, ("medium",), area="top")), one)
    assert top.run("medium").readouts["money:old"][0] == pytest.approx(money[0], rel=0.03)
    alone = money_readouts(given, project_people(given.basis, Wish(2040, ("medium",), area="B")), one)
    assert alone.run("medium").readouts["money:old"][0] == pytest.approx(money[2], rel=1e-6)


def test_years_that_cannot_be_had_are_told():
    for year in (2024, 2070):
        with pytest.raises(Invalid) as told:
            People(setting(), year)
        assert told.value.findings[0].code == "budget-year"
