"""Wrong input is refused with every fault, its place and what was expected."""

import numpy as np
import pytest

from huimin.demography.projection import (
    Ages,
    Rates,
    check_pattern,
    check_years,
    fertility_rates,
    lotka_root,
    project,
    read_rows,
    readouts,
    scale_to,
    survival_from_mx,
    with_share,
)
from huimin.findings import Invalid, explain, next_step

AGES = Ages.fives(85)
COUNT = AGES.count


def sound():
    people = np.full((2, COUNT), 1000.0)
    fertility = np.zeros((3, COUNT))
    fertility[:, 3:10] = 0.05
    return people, Rates(np.full((3, 2, COUNT), 0.9), fertility, np.full(3, 1.06), np.zeros((3, 2, COUNT)))


def faults_of(work):
    with pytest.raises(Invalid) as caught:
        work()
    for found in caught.value.findings:
        for lang in ("zh", "en"):
            for words in (explain(found, lang), next_step(found, lang)):
                assert words
                assert "…" not in words.replace("、…、", "")
    return caught.value.findings


def only(work):
    found = faults_of(work)
    assert len(found) == 1
    return found[0]


def spoilt(part, at, value):
    people, rates = sound()
    array = people if part == "population" else getattr(rates, part)
    array[at] = value
    return only(lambda: project(people, rates, AGES, 2020))


@pytest.mark.parametrize(
    "part, at, value, period, facts",
    [
        ("population", (1, 4), -5.0, "2020", {"sex": "male", "age": "20-24", "found": -5.0}),
        ("population", (0, 17), np.nan, "2020", {"sex": "female", "age": "85+"}),
        ("survival", (2, 0, 3), 1.2, "2030", {"sex": "female", "age": "15-19", "found": 1.2}),
        ("fertility", (1, 5), 50.0, "2025", {"age": "25-29", "found": 50.0}),
        ("sex_ratio", (1,), 106.0, "2025", {"found": 106.0}),
        ("migration", (0, 1, 0), np.nan, "2020", {"sex": "male", "age": "0-4"}),
        ("migration", (0, 1, 3), -5000.0, "2025", {"sex": "male", "age": "15-19"}),
    ],
)
def test_a_figure_that_cannot_be_is_told_with_its_place(part, at, value, period, facts):
    found = spoilt(part, at, value)
    assert found.place.element == part
    assert found.place.period == period or "more-leave" in found.code
    assert {key: found.facts[key] for key in facts} == facts


def test_the_area_of_many_is_told_too():
    people, rates = sound()
    survival = np.stack([rates.survival] * 4)
    survival[2, 1, 0, 3] = 1.2
    found = only(lambda: project(people, Rates(survival, rates.fertility, rates.sex_ratio), AGES, 2020))
    assert (found.place.element, found.place.period) == ("survival[2]", "2025")
    assert "女性 15-19" in explain(found, "zh")


def test_more_emigrants_than_people_is_an_error_or_stops_at_the_floor():
    people, rates = sound()
    rates.migration[0, 1, 3] = -5000.0
    faults = faults_of(lambda: project(people, rates, AGES, 2020))
    assert faults[0].code == "projection-more-leave-than-are"
    done = project(people, rates, AGES, 2020, floor=0.0)
    assert done.population[1, 1, 3] == 0.0
    assert done.late[0, 1, 3] == -900.0


def test_all_faults_are_told_at_once_but_not_all_of_thousands():
    people, rates = sound()
    people[0, 0] = -1.0
    rates.survival[...] = 2.0
    codes = [found.code for found in faults_of(lambda: project(people, rates, AGES))]
    assert codes.count("projection-survival-impossible") == 20
    assert {"projection-population-impossible", "projection-faults-more"} <= set(codes)


@pytest.mark.parametrize(
    "labels, code, facts",
    [
        (["0-4", "10-14", "5-9", "15+"], "projection-ages-order", {"found": "10-14"}),
        (["0", "1", "2", "4", "5+"], "projection-ages-order", {"found": "4", "expected": 3}),
        (["0-4", "5-9", "10-14"], "projection-ages-not-open", {"found": "10-14", "expected": "10+"}),
        (["0", "one", "2+"], "projection-age-unreadable", {"found": "one"}),
        (["0+"], "projection-ages-too-few", {"found": 1}),
    ],
)
def test_ages_that_are_no_ages(labels, code, facts):
    found = [f for f in faults_of(lambda: Ages.read(labels)) if f.code == code]
    assert any(all(f.facts[key] == value for key, value in facts.items()) for f in found)


def test_ages_are_read_as_they_are_written():
    assert Ages.read(["0-4", "5-9", "10+"]) == Ages.fives(10)
    assert Ages.read([str(i) for i in range(100)] + ["100+"]) == Ages.single()
    assert [Ages.fives(10).label(i) for i in range(3)] == ["0-4", "5-9", "10+"]


def test_axes_that_do_not_fit():
    people, rates = sound()
    assert only(lambda: project(people[:, 1:], rates, AGES)).place.element == "population"
    short = Rates(rates.survival[:, :1], rates.fertility[:2], rates.sex_ratio, rates.migration)
    assert {f.place.element for f in faults_of(lambda: project(people, short, AGES))} == {"survival", "fertility"}


@pytest.mark.parametrize("at, value", [((0, 3), -0.1), ((1, 0), 9.0), ((1, -1), 0.0), ((0, 5), np.nan)])
def test_death_rates_that_cannot_be(at, value):
    mx = np.full((2, COUNT + 1), 0.01)
    mx[at] = value
    found = faults_of(lambda: survival_from_mx(mx, AGES))
    assert found[0].code == "projection-mx-impossible"


def test_shares_of_fertility_that_do_not_add_up():
    found = only(lambda: check_pattern(np.array([[10.0, 60.0, 30.0], [10.0, 60.0, 28.0]])))
    assert (found.place.element, found.facts["found"], found.facts["expected"]) == ("pasfr[1]", 98.0, 100)
    only(lambda: check_pattern(np.array([-10.0, 110.0])))
    only(lambda: fertility_rates(np.array([-1.0]), np.array([50.0, 50.0]), AGES))
    only(lambda: fertility_rates(np.array([1.0]), np.full(20, 5.0), AGES))


def test_years_that_skip():
    found = only(lambda: check_years([2020, 2025, 2035, 2040], 5))
    assert (found.facts["found"], found.facts["expected"]) == (2035, 2030)
    assert only(lambda: read_rows([{"year": "2020"}, {"year": "2022"}], 1)).facts["expected"] == 2021


def test_rows_that_cannot_be_read():
    found = faults_of(
        lambda: read_rows([{"year": "2020", "tfr": "1.2", "trf": "1"}, {"year": "x", "tfr": "", "trf": "1"}], 1)
    )
    assert {f.code for f in found} == {"projection-name-unknown", "projection-number-unreadable"}
    assert [f.facts["row"] for f in found if "row" in f.facts] == [3, 3]
    only(lambda: read_rows([], 1))


def test_readouts_that_would_cut_a_group():
    people, rates = sound()
    done = project(people, rates, AGES)
    assert only(lambda: readouts(done, ["age_3"])).code == "projection-ages-cut"
    assert only(lambda: readouts(done, ["aged_8"])).facts["nearest"] == "aged_80"
    assert only(lambda: AGES.completed(80, 89)).code == "projection-ages-open"


def test_other_input_that_makes_no_sense():
    only(lambda: with_share(np.ones((2, COUNT)), np.full((2, COUNT), 60.0)))
    only(lambda: scale_to(np.ones((3, 2)), np.ones(3)))
    only(lambda: scale_to(-np.ones((3, 2)), np.ones(2)))
    survival = np.full((2, COUNT), 0.9)
    only(lambda: lotka_root(survival, np.zeros(COUNT), 1.05, AGES))
    only(lambda: lotka_root(survival, np.full(COUNT, 0.1), 1.05, AGES))
