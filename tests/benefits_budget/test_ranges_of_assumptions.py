"""What the assumptions do not know: a cost at the ends of their ranges, by weighing the people who are paid anew."""

from __future__ import annotations

import pytest

from benefit_rules import condition, fact, made
from budget_people import area, assumptions, setting
from huimin.benefits.budget import costs, pay, read_assumptions, simulate, spread
from huimin.tasks.budget import TOGETHER, People, budget, forecast

AWARD = made(code="award", subject="parent", facts=[fact("birth", "date"), fact("rural", "yes-no"), fact("sure", "yes-no")],
             conditions=[condition("old", "birth.years >= 60"), condition("rural", "rural"), condition("sure", "sure")])  # fmt: skip
OTHER = made(code="other", subject="parent", facts=[fact("birth", "date"), fact("rural", "yes-no")],
             conditions=[condition("old", "birth.years >= 60"), condition("urban", "not rural")])  # fmt: skip


def facts(rural: str = "50%", sure: str = "30%", ranged: bool = True):
    ends = ({"low": "40%", "high": "60%"}, {"low": "20%", "high": "45%"}) if ranged else ({}, {})
    return ({"code": "rural", "each": "household", "rows": [{"share": rural, **ends[0]}]},
            {"code": "sure", "each": "couple", "rows": [{"where": {"rural": "yes"}, "share": sure, **ends[1]}]})  # fmt: skip


def cost(rule, *given, **known):
    people = simulate(area(size=40_000, **known), 2026, assumptions(*given), 7)
    return costs(people, pay(people, rule))["A"]


def test_weighing_anew_comes_to_what_drawing_anew_comes_to():
    """The cost at 40 % and 60 % in the country, told from people of whom 50 % are, is that of people of whom so many are."""
    told = cost(AWARD, *facts()).ranges
    for code, ends in (("rural", ("40%", "60%")), ("sure", ("20%", "45%"))):
        drawn = [cost(AWARD, *facts(**{code: end}, ranged=False)).fen for end in ends]
        assert told[code] == pytest.approx(drawn, rel=0.06), code


def test_a_total_that_is_known_has_no_range():
    assert set(cost(AWARD, *facts(), margins={("rural", "yes"): 21_000}).ranges) == {"sure"}


def test_one_share_errs_the_same_way_for_all_benefits():
    """More people registered in the country are fewer in town: what one benefit gains, the other loses."""
    given = setting(AWARD, OTHER, size=20_000, facts=facts())
    made_ = budget(People(given, 2025), [AWARD, OTHER])
    one, other, both = (made_.money(code, "top") for code in ("award", "other", TOGETHER))
    widths = [money.assumed[1] - money.assumed[0] for money in (one, other, both)]
    assert widths[2] < 0.8 * (widths[0] + widths[1])
    for money in (one, other, both):
        assert money.low <= money.assumed[0] < money.fen < money.assumed[1] <= money.high
        assert money.low <= money.chance[0] < money.fen < money.chance[1] <= money.high


def test_without_ranges_the_interval_is_that_of_chance():
    given = setting(AWARD, size=20_000, facts=facts(ranged=False))
    money = budget(People(given, 2025), [AWARD]).money("award", "top")
    assert money.assumed == (money.fen, money.fen)
    assert (money.low, money.high) == pytest.approx(money.chance, abs=2)


def test_facts_err_independently_of_each_other():
    assert spread(100.0, [(97.0, 103.0), (104.0, 96.0)]) == pytest.approx((5.0, 5.0))
    assert spread(100.0, [(-50.0, 100.0)]) == (100.0, 0.0) and spread(5.0, []) == (0.0, 0.0)


def test_every_scenario_and_every_place_of_a_forecast_has_both_kinds_of_bounds():
    from huimin.tasks.project import AreaName

    parts = {"A": ((AreaName("x", "丙", "x"), 3.0), (AreaName("y", "丁", "y"), 1.0))}
    given = setting(AWARD, size=8000, facts=facts(), parts=parts)
    found = forecast(given, [AWARD], 2026, 3, futures=30)
    assert set(found.bounds[0.95]) == set(found.assumed) == {"medium", "low", "high", "constant"}
    for name, money in found.scenarios.items():
        assert money["award", "x"] + money["award", "y"] == pytest.approx(money["award", "A"], rel=1e-6)
        for place in ("top", "A", "B", "x", "y"):
            key = ("award", place)
            projected, assumed, widest = (
                found.bounds[0.95][name][key],
                found.assumed[name][key],
                found.widest[name][key],
            )
            for low, high in (projected, assumed):
                assert (low <= money[key] * 1.001).all() and (high >= money[key] * 0.999).all()
                assert (widest[0] <= low * 1.001).all() and (widest[1] >= high * 0.999).all()
            assert (assumed[1] > money[key]).all()
    # a small place is less sure than the whole, though it shares the futures of its area
    relative = {one: (found.widest["medium"]["award", one][1] / found.scenarios["medium"]["award", one]).min()
                for one in ("A", "y")}  # fmt: skip
    assert relative["y"] > relative["A"]


@pytest.mark.parametrize(("given", "code"), [
    ({"code": "x", "rows": [{"share": "30%", "low": "40%", "high": "50%"}]}, "budget-range"),
    ({"code": "x", "rows": [{"share": "0%", "high": "5%"}]}, "budget-range"),
    ({"code": "x", "rows": [{"median": 3, "low": "5%"}]}, "budget-range-of-what"),
    ({"code": "x", "each": "couple", "is": "birth"}, "budget-each"),
    ({"code": "x", "each": "household", "rows": [{"happens": "3%", "per": "birth"}]}, "budget-each"),
    ({"code": "x", "each": "village", "rows": [{"share": "3%"}]}, "definition-not-an-option"),
])  # fmt: skip
def test_ranges_and_groups_that_cannot_be_are_told(given, code):
    faults = []
    read_assumptions({"facts": [given]}, faults)
    assert [one.code for one in faults] == [code]
