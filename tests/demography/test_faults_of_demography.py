"""What is wrong with an input is told with its place, in both languages, all at once."""

import numpy as np
import pytest

from huimin.demography import AgeGroups, Denominator, crude_rate, direct, from_mx, sprague
from huimin.findings import Invalid, explain, next_step


def faults(call):
    with pytest.raises(Invalid) as error:
        call()
    return error.value.findings


def test_every_negative_cell_is_named():
    people = np.ones((2, 3, 17))
    people[1, 2, 3], people[0, 0, 16] = -5, -1

    found = faults(lambda: sprague(people, AgeGroups.five_year(80)))

    assert [(finding.place.element, finding.facts["age"], finding.facts["found"]) for finding in found] == [
        ("population[0, 0]", "80+", -1), ("population[1, 2]", "15–19", -5),
    ]  # fmt: skip
    assert explain(found[1], "zh") == "population[1, 2] 在 15–19 岁为负数：-5"
    assert explain(found[1], "en") == "population[1, 2] at age 15–19 is negative: -5"
    assert next_step(found[1], "zh")


def test_long_lists_of_faults_are_cut_and_counted():
    found = faults(lambda: sprague(-np.ones((10, 17)), AgeGroups.five_year(80)))

    assert len(found) == 21
    assert [finding.facts["count"] for finding in found if finding.code == "demography-more-faults"] == [150]


def test_negative_counts_of_any_shape():
    assert explain(faults(lambda: crude_rate([1, -2], 10))[0], "en") == "events[1] is negative: -2"
    assert explain(faults(lambda: crude_rate(-2, 10))[0], "en") == "events is negative: -2"


def test_shapes_that_do_not_fit():
    ages = AgeGroups.five_year(15)

    assert "should hold 4 age groups (0–4 to 15+)" in explain(
        faults(lambda: direct(np.ones(3), np.ones(4), np.ones(4), ages))[0], "en"
    )
    found = faults(lambda: direct(np.ones((2, 4)), np.ones((3, 4)), np.ones(4), ages))
    assert found[0].code == "demography-shapes-differ" and "(2, 4)" in explain(found[0], "zh")


def test_a_mistyped_option_offers_the_nearest():
    found = faults(lambda: Denominator("residents"))

    assert "did you mean resident?" in next_step(found[0], "en")
    assert (
        faults(lambda: from_mx(np.full(19, 0.01), AgeGroups.abridged(85), sex="female", a0="coale"))[0].facts["nearest"]
        == "coale-demeny"
    )


def test_a_confidence_of_95_is_caught():
    assert "between 0 and 1" in explain(faults(lambda: crude_rate(1, 10, confidence=95))[0], "en")
