"""Costs on simulated people equal the sum of what the reference gives to each of them, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import huimin.packs.china as china
from benefit_rules import amount, condition, fact, made
from budget_people import MOTHERS, area, assumptions, counts, setting
from huimin.benefits import entitlements
from huimin.benefits.budget import NEVER, AreaPeople, chance_interval, compare, costs, pay, simulate, subjects
from huimin.benefits.budget.facts import column
from huimin.tasks.budget import TOGETHER, People, budget, trial
from huimin.wiring.benefits import benefits_of
from huimin.wiring.budget import assumptions_of

SAMPLE = 90


def told(benefit, values, at: int):
    """The facts of one subject, as somebody would tell them."""
    made_: dict = {}
    for one in benefit.facts:
        value = values[one.code][at]
        match one.kind:
            case "date":
                made_[one.code] = None if value == NEVER else date(1970, 1, 1) + timedelta(days=int(value))
            case "choice":
                made_[one.code] = None if value < 0 else list(one.options)[int(value)]
            case "area":
                made_[one.code] = one.areas[0] if value else "nowhere"
            case "yes-no":
                made_[one.code] = bool(value)
            case _:
                made_[one.code] = float(value)
    return made_


@pytest.fixture(scope="module")
def people():
    given_ = assumptions_of(["china"])
    codes = ("4413", "441302", "441303", "44", "33", "330106")
    return simulate(AreaPeople("A", counts(9000), MOTHERS, codes), 2026, given_, 4)


@pytest.mark.parametrize("code", sorted(benefits_of(None).benefits))
def test_each_benefit_of_the_pack_costs_what_the_reference_says(people, code):
    benefit = benefits_of(None).benefits[code]
    paid = pay(people, benefit)
    who = subjects(people, benefit.subject)
    values = {one.code: column(people, one, benefit.subject, who) for one in benefit.facts}
    some = (
        np.flatnonzero(paid.entitled)[:SAMPLE].tolist()
        + np.flatnonzero(~paid.entitled)[:: max(1, len(who) // SAMPLE)].tolist()
    )
    assert paid.entitled.any()
    for at in some:
        due = entitlements([benefit], told(benefit, values, at), 2026 * 12, 2026 * 12 + 11)
        if paid.open:
            assert all(one.fen == 0 for one in due)
        else:
            assert sum(one.fen for one in due) == paid.fen[at], (code, at)


OLD = made(code="old", subject="parent", facts=[fact("birth", "date")], conditions=[condition("old", "birth.years >= 60")],
           amounts=[amount(("2020-01-01", 85))],
           shares=[{"from": "2020-01-01", "of": {"city": "33.3%", "county": "66.7%"}, "status": "ours"},
                   {"from": "2026-07-01", "of": {"city": "10%", "county": "90%"}, "status": "ours"}])  # fmt: skip


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(50, 900))
def test_levels_and_places_add_up_to_the_fen(seed, size):
    parts = (("x", size // 3), ("y", size - size // 3))
    people = simulate(area(size=size, seed=seed, parts=parts), 2026, assumptions(), seed)
    for benefit in (made(), OLD):
        paid = pay(people, benefit)
        found = costs(people, paid)
        assert found["A"].fen == int(paid.fen.sum()) == sum(found["A"].levels.values())
        assert found["x"].fen + found["y"].fen == found["A"].fen
        assert all(sum(found[key].levels.values()) == found[key].fen for key in found)
        assert found["A"].families <= found["A"].people <= size
        assert found["A"].by_age.sum() == pytest.approx(found["A"].fen)


def test_shares_that_change_within_the_year_count_from_their_month():
    people = simulate(area(size=400), 2026, assumptions(), 1)
    found = costs(people, pay(people, OLD))["A"]
    half = pay(people, made(code="old", subject="parent", facts=[fact("birth", "date")], amounts=[amount(("2020-01-01", 85))],
                            conditions=[condition("old", "birth.years >= 60")], until="2026-06-30"))  # fmt: skip
    later = found.fen - int(half.fen.sum())
    assert found.levels["city"] == pytest.approx(0.333 * int(half.fen.sum()) + 0.1 * later, abs=2)


def test_an_amount_that_is_still_open_costs_nothing_and_says_who_would_be_entitled():
    people = simulate(area(), 2026, assumptions(), 1)
    paid = pay(people, made(amounts=[amount(("2020-01-01", "to-fill"))]))
    found = costs(people, paid)["A"]
    assert found.open and found.people == int(paid.entitled.sum()) > 0
    some = budget(People(setting(made(amounts=[amount(("2020-01-01", "to-fill"))])), 2025), [
        made(amounts=[amount(("2020-01-01", "to-fill"))])])  # fmt: skip
    assert some.money("plain", "A").fen == 0


def test_take_up_makes_less_and_widens_the_interval():
    full, less = (
        budget(People(setting(take_up=up), 2025), [made()])
        for up in (None, [{"from": "2020-01-01", "share": "80%", "low": "70%", "high": "90%"}])
    )
    whole, some = full.money("plain", "top"), less.money("plain", "top")
    assert some.fen == round(whole.fen * 0.8) == sum(some.levels.values())
    assert some.low == pytest.approx(whole.low * 0.7, abs=2) and some.high == pytest.approx(whole.high * 0.9, abs=2)


def test_families_that_gain_and_lose_are_counted_once():
    """Twice the amount for children under two instead of three: families with a child of two lose it all."""
    before = made()
    after = made(amounts=[amount(("2020-01-01", 600))],
                 conditions=[condition("born", "birth.days >= 0"), condition("young", "birth.years < 2")])  # fmt: skip
    people = simulate(area(size=4000), 2026, assumptions(), 1)
    old, new = pay(people, before), pay(people, after)
    found = compare(people, [old], [new])["A"]
    sums = [one.by_household(people) for one in (old, new)]
    assert found.gaining == int((sums[1] > sums[0]).sum()) > 0 and found.losing == int((sums[1] < sums[0]).sum()) > 0
    assert found.net == int((sums[1] - sums[0]).sum())
    assert found.ended > 0 and found.newly == 0
    assert found.gains.sum() == found.gaining and found.losses.sum() == found.losing


def test_a_trial_tells_the_same_as_two_budgets():
    given_ = setting()
    after = made(amounts=[amount(("2020-01-01", 333))])
    tried = trial(People(given_, 2025), [made()], [after])
    assert tried.after.money("plain", "top") == budget(People(given_, 2025), [after]).money("plain", "top")
    for place in ("top", "A", "B"):
        change = tried.change(TOGETHER, place)
        assert change.net == tried.after.cost("plain", place).fen - tried.before.cost("plain", place).fen
    assert (
        tried.change("plain", "A").gaining + tried.change("plain", "B").gaining == tried.change("plain", "top").gaining
    )


def test_people_kept_and_people_made_anew_are_the_same():
    kept = People(setting(), 2026, kept=True)
    first, again = budget(kept, [made()]), budget(kept, [made()])
    assert (
        first.money("plain", "top")
        == again.money("plain", "top")
        == budget(People(setting(), 2026), [made()]).money("plain", "top")
    )


def test_an_area_by_itself_costs_what_it_costs_in_the_sum():
    whole, alone = setting(), setting().only("B")
    assert budget(People(whole, 2027), [made()]).money("plain", "B") == budget(People(alone, 2027), [made()]).money(
        "plain", "B"
    )


def test_the_interval_covers_as_often_as_it_says():
    """Families drawn again and again as Poisson counts: the limits hold the true sum in 95 of 100 at least."""
    rng = np.random.default_rng(3)
    for size in (4, 40, 400):
        sums = rng.choice([120_00, 360_000, 720_000], size, p=[0.3, 0.6, 0.1]).astype(float)
        covered = 0
        for _ in range(400):
            times = rng.poisson(1.0, size)
            total, squares = float((times * sums).sum()), float((times * sums**2).sum())
            low, high = chance_interval(total, squares, 720_000.0)
            covered += low <= sums.sum() <= high
        assert covered / 400 >= 0.94, size


def test_every_assumption_of_the_pack_says_where_it_is_from():
    given_ = assumptions_of(["china"])
    drawn = [one for one in given_.facts.values() if one.rows]
    assert all(one.note.zh and one.note.en and one.source.title for one in drawn)
    path = Path(china.__file__).parent / "budget" / "assumptions.yaml"
    assert "status: ours" in path.read_text("utf-8")
    asked = {(fact_.code, one.subject) for one in benefits_of(None).benefits.values() for fact_ in one.facts}
    assert [pair for pair in asked if given_.fact(*pair) is None] == []


def test_a_benefit_is_not_paid_beside_one_it_gives_way_to():
    first = made(code="first", subject="parent", facts=[fact("birth", "date")],
                 conditions=[condition("old", "birth.years >= 70")], amounts=[amount(("2020-01-01", 50))])  # fmt: skip
    second = made(code="second", subject="parent", facts=[fact("birth", "date")], gives_way=["first"],
                  conditions=[condition("old", "birth.years >= 60")], amounts=[amount(("2020-01-01", 85))])  # fmt: skip
    people = simulate(area(), 2026, assumptions(), 1)
    alone, beside = pay(people, second), pay(people, second, [first])
    old = people.age[alone.who] > 71
    assert alone.fen[old].min() > 0 and beside.fen[old].max() == 0 and beside.fen.sum() > 0


def test_a_new_benefit_has_nothing_before_it():
    new = made(code="new", amounts=[amount(("2020-01-01", 10))])
    tried = trial(People(setting(), 2025), [], [new])
    change = tried.change("new", "top")
    assert change.losing == 0 and change.newly == change.gaining == tried.after.cost("new", "top").families > 0


def test_a_change_shows_in_the_benefits_that_give_way_to_it():
    """The first begins ten years earlier: the second is paid to so many fewer, and the change is what both make."""
    first = made(code="first", subject="parent", facts=[fact("birth", "date")],
                 conditions=[condition("old", "birth.years >= 70")], amounts=[amount(("2020-01-01", 50))])  # fmt: skip
    second = made(code="second", subject="parent", facts=[fact("birth", "date")], gives_way=["first"],
                  conditions=[condition("old", "birth.years >= 60")], amounts=[amount(("2020-01-01", 85))])  # fmt: skip
    wider = made(code="first", subject="parent", facts=[fact("birth", "date")],
                 conditions=[condition("old", "birth.years >= 60")], amounts=[amount(("2020-01-01", 50))])  # fmt: skip
    tried = trial(People(setting(first, second), 2025), [first], [wider])
    assert tried.before.money("second", "top").fen > 0 == tried.after.money("second", "top").fen
    old, new = (one.money(TOGETHER, "top").fen for one in (tried.before, tried.after))
    assert tried.change(TOGETHER, "top").net == new - old < 0 and tried.change(TOGETHER, "top").losing > 0
