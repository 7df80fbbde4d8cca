"""A projection carries people forward: everybody grows older, some die, some move, and children are born.

It is arithmetic on assumptions. It is no forecast of what families will do and no goal for any office.
"""

import numpy as np
import pytest


def test_people_of_today_are_kept_as_they_are(projection):
    found = projection({"A": 1000.0})

    assert found.years == (2025, 2030, 2035, 2040, 2045, 2050)
    assert found.runs[0].population[0, 0, 0, :3].tolist() == [1000, 1000, 1000]


def test_nobody_is_made_or_lost(projection):
    run = projection({"A": 1000.0}, "medium", net_migration=4.0).runs[0]

    people, (born, died, moved) = run.population.sum(axis=(-1, -2)), (
        x.sum(axis=-1) for x in (run.births, run.deaths, run.migrants)
    )  # fmt: skip
    assert np.diff(people) == pytest.approx(born - died + moved)


def test_areas_add_up_to_all_of_them_together(projection):
    run = projection({"A": 1000.0, "B": 250.0, "C": 40.0}, "medium", trajectories=20).runs[0]

    whole, *parts = run.population
    assert whole == pytest.approx(sum(parts))


def test_without_deaths_and_births_everybody_only_grows_older(projection):
    run = projection({"A": 1000.0}, tfr=0.0).runs[0]

    assert run.births.sum() == 0
    assert run.population[0, -1, :, :5].sum() == 0  # nobody is under 25 after 25 years
    assert 0.98 * 1000 < run.population[0, -1, 0, 5] < 1000  # those of 0 to 4 are 25 to 29 now


@pytest.mark.parametrize(("step", "school"), [(1, True), (5, False)])
def test_school_ages_are_told_by_single_years_only(projection, step, school):
    counted = projection({"A": 1000.0}, step=step).counted

    assert ("age_6" in counted) == school
    assert {"total", "working_15_59", "aged_60", "aged_65", "aged_80"} <= set(counted)


def test_groups_of_five_are_taken_apart_for_steps_of_one_year_and_that_is_said(projection):
    found = projection({"A": 1000.0}, step=1)

    assert found.ages.width == 1 and found.runs[0].population[0, 0].sum() == pytest.approx(2 * (16 * 1000 + 5 * 250))
    assert [one.code for one in found.notes] == ["project-ages-taken-apart"]


def test_women_of_15_to_49_are_counted_as_a_denominator_only(projection):
    assert projection({"A": 1000.0}).counted["women_15_49"] == (
        "15至49岁妇女（仅作分母）",
        "women of 15 to 49, as a denominator only",
    )
