"""The United Nations scores of age and sex."""

import numpy as np
import pytest

from huimin.demography import AgeGroups, age_ratio_score, joint_score, sex_ratio_score
from huimin.findings import Invalid

# AGESEX of the Population Analysis Spreadsheets (United States Census Bureau): males and females in five-year groups.
MALES = np.array([4677, 4135, 3825, 3647, 3247, 2802, 2409, 2212, 1786, 1505, 1390, 984, 745, 537, 346, 335]) * 1e3
FEMALES = np.array([4544, 4042, 3735, 3647, 3309, 2793, 2353, 2112, 1691, 1409, 1241, 887, 697, 525, 348, 366]) * 1e3
AGES = AgeGroups.five_year(75)


def test_the_joint_score_of_the_census_bureaus_example():
    found = joint_score(MALES, FEMALES, AGES)

    assert found.score == pytest.approx(14.308, abs=5e-4)
    assert found.male_age_ratio == pytest.approx(3.907, abs=5e-4)
    assert found.female_age_ratio == pytest.approx(3.655, abs=5e-4)
    assert found.sex_ratio == pytest.approx(2.249, abs=6e-4)


def test_a_straight_line_is_perfect():
    line = np.arange(16, 0, -1) * 100.0

    assert age_ratio_score(line, AGES) == pytest.approx(0, abs=1e-12)
    assert sex_ratio_score(2 * line, line, AGES) == 0


def test_rough_males_score_worse(reference_table):
    rows = reference_table("demotools_pop5m_pasex.csv")
    people = [float(row["pop5m_pasex"]) for row in rows]

    assert age_ratio_score(people, AgeGroups(tuple(int(row["age"]) for row in rows))) > 10


def test_chance_is_taken_off_where_people_are_few():
    """At N people of both sexes 3500/sqrt(N) - 3.5 is taken off: nothing at a million."""
    scale = 1e4 / (MALES.sum() + FEMALES.sum())
    plain = joint_score(MALES * scale, FEMALES * scale, AGES, small_correction=False).score
    corrected = joint_score(MALES * scale, FEMALES * scale, AGES).score

    assert plain == pytest.approx(14.308, abs=5e-4) and plain - corrected == pytest.approx(31.5)


def test_many_areas_at_once_and_none_empty():
    found = joint_score(np.stack([MALES, 0 * MALES]), np.stack([FEMALES, FEMALES]), AGES)

    assert np.isnan(found.score).tolist() == [False, True]


def test_single_ages_are_refused():
    with pytest.raises(Invalid, match="five-year groups"):
        age_ratio_score(np.ones(101), AgeGroups.single(100))
