"""Couples and households have together what belongs to them: one lot for all, with every known total to the person."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_rules import condition, fact, made
from budget_people import area, assumptions
from huimin.benefits.budget import costs, pay, simulate
from huimin.benefits.budget.facts import column
from huimin.benefits.budget.together import group_quotas
from huimin.findings import Invalid

POOR = {"code": "need", "each": "household", "rows": [{"share": "20%"}]}
PAPER = {"code": "paper", "each": "couple", "rows": [{"from": 25, "to": 69, "share": "30%"}]}
DAY = {"code": "issued", "each": "couple", "rows": [{"where": {"paper": "yes"}, "years_ago": [1, 9]}]}
RULE = made(subject="parent", facts=[fact("birth", "date"), fact("need", "yes-no"), fact("paper", "yes-no"), fact("issued", "date")],
            conditions=[condition("born", "birth.days >= 0"), condition("paper", "paper and need and issued.days >= 0")])  # fmt: skip


def had(people, code: str) -> np.ndarray:
    return column(people, RULE.fact(code), "parent", np.arange(people.size))


def mixed_households(people, flags: np.ndarray) -> int:
    """Households of which some have it and some have not."""
    some = np.bincount(people.household, flags, people.households)
    return int(((some > 0) & (some < np.bincount(people.household, minlength=people.households))).sum())


def test_a_low_income_is_the_household_s():
    """Drawn person by person most households with two or more were mixed; now none is, and the people are as many."""
    found = {}
    for each in ("person", "household"):
        people = simulate(area(size=6000), 2025, assumptions({**POOR, "each": each}), 3)
        flags = had(people, "need")
        found[each] = mixed_households(people, flags) / people.households, int(flags.sum())
    assert found["person"][0] > 0.3 and found["household"][0] == 0
    assert found["person"][1] == found["household"][1] == 1200


def test_a_couple_holds_one_certificate_with_one_date():
    people = simulate(area(size=6000), 2025, assumptions(POOR, PAPER, DAY), 3)
    paper, issued = had(people, "paper"), had(people, "issued")
    fits = (people.age >= 25) & (people.age <= 69)
    both = np.flatnonzero((people.partner >= 0) & fits & fits[people.partner])
    assert len(both) > 1000 and (paper[both] == paper[people.partner[both]]).all()
    assert (issued[both] == issued[people.partner[both]]).all() and (issued[both] > 0).sum() == paper[both].sum() > 100
    assert not paper[~fits].any() and paper.sum() == pytest.approx(0.3 * fits.sum(), abs=1)


def test_families_are_fewer_and_the_money_is_the_same():
    """What is paid to both of a couple goes to one family."""
    cost = {}
    for each in ("person", "couple"):
        rule = made(subject="parent", facts=[fact("birth", "date"), fact("paper", "yes-no")],
                    conditions=[condition("born", "birth.days >= 0"), condition("paper", "paper")])  # fmt: skip
        people = simulate(area(size=20000), 2025, assumptions({**PAPER, "each": each}), 3)
        cost[each] = costs(people, pay(people, rule))["A"]
    assert cost["couple"].fen == pytest.approx(cost["person"].fen, rel=0.002)
    assert cost["couple"].families < 0.8 * cost["person"].families


@settings(max_examples=40)
@given(st.integers(1, 500), st.integers(0, 1000), st.sampled_from(["couple", "household"]), st.data())
def test_a_known_total_is_kept_to_the_person_and_at_most_one_family_is_told_apart(size, seed, each, data):
    wanted = data.draw(st.integers(0, size))
    known = area(size=size, seed=seed, margins={("need", "yes"): wanted})
    people = simulate(known, 2025, assumptions({**POOR, "each": each}), seed)
    flags = had(people, "need")
    assert int(flags.sum()) == wanted
    if each == "household":
        assert mixed_households(people, flags) <= 1


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), min_size=1, max_size=20), st.integers(0, 2**32 - 1))
def test_groups_of_each_cell_are_shared_out_whole(cells, seed):
    cells = sorted(cells, key=lambda one: -one[1])
    counts, sizes = np.array([one for one, _ in cells]), np.array([one for _, one in cells])
    rng = np.random.default_rng(seed)
    shares = rng.dirichlet(np.ones(3), len(cells))
    quota, wanted = group_quotas(counts, sizes, shares, None, rng)
    assert (quota >= 0).all() and quota.sum(axis=1).tolist() == counts.tolist()
    expected = (counts * sizes) @ shares
    assert wanted.sum() == (counts * sizes).sum() and np.abs(wanted - expected).max() <= sizes.max() + 2
    assert np.abs(quota.T @ sizes - wanted).max() <= 2 * sizes.max()


def test_the_share_is_right_on_average_in_every_size_of_household():
    """Nobody is drawn more often for living in a large or a small household."""
    sums = np.zeros((2, 7))
    for seed in range(60):
        people = simulate(area(size=600, seed=seed), 2025, assumptions(POOR), seed)
        size = np.minimum(np.bincount(people.household, minlength=people.households), 6)[people.household]
        sums += [np.bincount(size, had(people, "need"), 7), np.bincount(size, minlength=7)]
    many = sums[1] > 3000
    assert np.abs(sums[0, many] / sums[1, many] - 0.2).max() < 0.03


def test_a_total_of_more_people_than_can_have_it_is_told():
    people = simulate(area(margins={("paper", "yes"): 1990}), 2025, assumptions(POOR, PAPER, DAY), 5)
    with pytest.raises(Invalid) as told:
        had(people, "paper")
    assert [one.code for one in told.value.findings] == ["budget-margin-impossible"]


def test_what_a_family_is_asked_is_what_its_household_has():
    family = replace(RULE, subject="family")
    people = simulate(area(size=3000), 2025, assumptions(POOR), 3)
    oldest = np.flatnonzero(had(people, "need"))
    asked = column(people, family.fact("need"), "family", np.arange(people.size))
    assert np.flatnonzero(asked).tolist() == oldest.tolist() and len(people.drawn) == 1
