"""Simulated people: the totals of their area to the person, possible families, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_rules import fact, made
from budget_people import MOTHERS, area, assumptions
from huimin.benefits.ages import part_of_columns
from huimin.benefits.budget import AreaPeople, columns, simulate
from huimin.benefits.budget.facts import column
from huimin.findings import Invalid

NEED = {"code": "need", "rows": [{"from": 0, "to": 17, "share": "20%"}, {"share": "4%"}]}


def counted(people) -> np.ndarray:
    size = people.area.counts.shape[1]
    return np.bincount(people.sex * size + np.minimum(people.age, size - 1), minlength=2 * size).reshape(2, size)


@settings(max_examples=25)
@given(st.lists(st.integers(0, 12), min_size=60, max_size=60), st.integers(1, 400), st.integers(0, 1000), st.data())
def test_every_total_is_kept_to_the_person(cells, households, seed, data):
    """People by sex and age, households, places within, and a total that is known of a fact."""
    table = np.array(cells).reshape(2, 30)
    table = np.repeat(table, 3, axis=1)[:, :90]
    size = int(table.sum())
    cut = data.draw(st.integers(0, size))
    wanted = data.draw(st.integers(0, size))
    known = AreaPeople(
        "A", table, MOTHERS, ("A",), households, {("need", "yes"): wanted}, (("x", cut), ("y", size - cut))
    )
    people = simulate(known, 2025, assumptions({"code": "need", "rows": [{"share": "10%"}]}), seed)
    assert counted(people).tolist() == table.tolist()
    assert np.bincount(people.part, minlength=2).tolist()[:2] == [cut, size - cut]
    if size:
        assert people.households == min(households, size)
        assert set(people.household.tolist()) == set(range(people.households))
        rule = made(subject="child", facts=[fact("birth", "date"), fact("need", "yes-no")])
        everybody = replace(rule, subject="parent")
        _, given_ = columns(people, everybody)
        assert int(column(people, everybody.fact("need"), "parent", np.arange(people.size)).sum()) == wanted
        assert given_.length == int((people.age >= 15).sum())


def test_ages_are_those_at_the_end_of_the_year():
    people = simulate(area(), 2025, assumptions(), 3)
    end = np.datetime64("2025-12-31").astype(int)
    assert (part_of_columns("years", people.birth.astype(np.int64), int(end)) == people.age).all()


def test_families_are_possible():
    people = simulate(area(size=6000), 2025, assumptions(), 3)
    children = np.flatnonzero(people.mother >= 0)
    assert len(children) == int((people.age < 25).sum())
    gap = people.age[people.mother[children]] - people.age[children]
    assert people.sex[people.mother[children]].max() == 0 and gap.min() >= 15 and gap.max() < 50
    order = children[np.lexsort((people.birth[children], people.mother[children]))]
    brothers = np.diff(people.mother[order]) == 0
    assert brothers.sum() > 100 and np.diff(people.birth[order])[brothers].min() > 280
    paired = np.flatnonzero(people.partner >= 0)
    assert (people.partner[people.partner[paired]] == paired).all()
    assert (people.sex[people.partner[paired]] != people.sex[paired]).all()
    young = children[people.age[children] < 15]
    assert (people.household[people.mother[young]] == people.household[young]).all()
    wives = paired[people.sex[paired] == 0]
    assert abs(float((people.age[people.partner[wives]] - people.age[wives]).mean()) - 2) < 1


def test_the_same_seed_gives_the_same_people_and_another_fact_moves_nobody():
    plain, more = assumptions(NEED), assumptions({"code": "other", "rows": [{"share": "50%"}]}, NEED)
    first, again, other = (simulate(area(), 2025, one, 5) for one in (plain, plain, more))
    assert (first.birth == again.birth).all() and (first.household == other.household).all()
    rule = made(subject="parent", facts=[fact("birth", "date"), fact("need", "yes-no")])
    assert (columns(first, rule)[1].facts["need"] == columns(other, rule)[1].facts["need"]).all()
    assert (simulate(area(), 2025, plain, 6).birth != first.birth).any()


def test_a_total_that_cannot_be_had_is_told():
    known = area(margins={("need", "yes"): 1500})
    people = simulate(known, 2025, assumptions({"code": "need", "rows": [{"from": 0, "to": 2, "share": "20%"}]}), 5)
    rule = made(subject="parent", facts=[fact("birth", "date"), fact("need", "yes-no")])
    with pytest.raises(Invalid) as told:
        columns(people, rule)
    assert [one.code for one in told.value.findings] == ["budget-margin-impossible"]


def test_a_fact_of_which_nothing_is_assumed_is_told():
    rule = made(subject="parent", facts=[fact("birth", "date"), fact("moon", "yes-no")])
    with pytest.raises(Invalid) as told:
        columns(simulate(area(), 2025, assumptions(), 5), rule)
    assert told.value.findings[0].facts["found"] == "moon"


@pytest.mark.parametrize(("row", "years"), [
    ({"years_ago": [2, 5]}, (2, 5)), ({"after": "birth", "years": [3, 4]}, None), ({"happens": "100%"}, (0, 1)),
])  # fmt: skip
def test_days_are_drawn_within_their_span(row, years):
    people = simulate(area(), 2025, assumptions({"code": "moment", "rows": [{"from": 20, **row}]}), 5)
    rule = made(subject="parent", facts=[fact("birth", "date"), fact("moment", "date")])
    who, given_ = columns(people, rule)
    found, old = given_.facts["moment"].astype(np.int64), people.age[who] >= 20
    end = np.datetime64("2025-12-31").astype(int)
    assert (found[~old] < -100_000).all()  # never: not known to a rule
    ago = (end - found[old]) / 365.25
    if years is None:
        ago = (found[old] - people.birth[who][old]) / 365.25
        years = (3, 4)
    assert years[0] - 0.01 <= ago.min() and ago.max() <= years[1] + 0.01


def test_births_say_how_often_something_happens():
    people = simulate(area(size=20000), 2025, assumptions(
        {"code": "moment", "rows": [{"sex": "female", "happens": "100%", "per": "birth"}]}), 5)  # fmt: skip
    who, given_ = columns(people, made(subject="parent", facts=[fact("birth", "date"), fact("moment", "date")]))
    happened = given_.facts["moment"] > 0
    assert abs(int(happened.sum()) - int((people.age == 0).sum())) <= 1
    assert (people.sex[who[happened]] == 0).all() and 24 < people.age[who[happened]].mean() < 33
