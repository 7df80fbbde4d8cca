"""A scenario says “if this came about, that would follow”. None is a goal, a forecast or a wish."""

import numpy as np
import pytest

from huimin.findings import Invalid
from huimin.tasks.project import Own, Target, assumption_words


def ends(values):
    """The first and the last, to two decimals."""
    return [round(float(values[0, 0]), 2), round(float(values[0, -1]), 2)]


def test_constant_keeps_the_levels_of_the_first_year(projection):
    run = projection({"A": 1000.0}, "constant", tfr=1.1).runs[0]

    assert ends(run.tfr) == [1.1, 1.1]
    assert ends(run.e0[..., 0]) == [80.0, 80.0]


def test_medium_lets_life_expectancy_rise_more_and_more_slowly(projection):
    run = projection({"A": 1000.0}, "medium", to=2075).runs[0]

    gains = np.diff(run.e0[0, :, 0])
    assert (gains > 0).all() and gains[-1] < gains[0]
    assert run.e0[0, :, 0] - run.e0[0, :, 1] == pytest.approx(5.0)  # men stay as far behind as they are


def test_low_and_high_lie_a_half_child_off_the_medium_after_ten_years(projection):
    low, medium, high = projection({"A": 1000.0}, "low", "medium", "high").runs

    assert (medium.tfr - low.tfr)[0].round(2).tolist() == [0.25, 0.40, 0.50, 0.50, 0.50]
    assert (high.tfr - medium.tfr)[0].round(2).tolist() == [0.25, 0.40, 0.50, 0.50, 0.50]


def test_a_target_is_reached_by_a_straight_line_and_held(projection):
    run = projection({"A": 1000.0}, "target", targets=(Target("tfr", 1.9, 2035),)).runs[0]

    assert run.tfr[0].round(2).tolist() == [1.5, 1.7, 1.9, 1.9, 1.9]


def test_at_replacement_today_s_age_structure_still_makes_people_more_or_fewer(projection):
    drivers = projection({"A": 1000.0}, "replacement").runs[0].drivers[0]

    assert round(drivers.fertility) == 0
    assert round(drivers.structure) != 0


def test_without_migration_nobody_comes_or_leaves(projection):
    run = projection({"A": 1000.0}, "zero-migration", net_migration=-8.0).runs[0]

    assert not run.migrants.any()


def test_a_scenario_of_one_s_own_gives_paths_year_by_year(projection):
    rows = [
        {"year": str(year), "tfr": str(tfr)}
        for year, tfr in zip(range(2025, 2050, 5), (1.5, 1.4, 1.3, 1.2, 1.1), strict=True)
    ]
    run = projection(
        {"A": 1000.0}, "falling", owns=(Own("falling", tuple(rows), "falling.csv", tuple(range(2, 7))),)
    ).runs[0]

    assert ends(run.tfr) == [1.5, 1.1]


def test_years_that_skip_are_told_with_the_line(projection):
    rows = [{"year": str(year), "tfr": "1.5"} for year in (2025, 2030, 2040, 2045, 2050)]
    with pytest.raises(Invalid) as told:
        projection({"A": 1000.0}, "own", owns=(Own("own", tuple(rows), "own.csv", tuple(range(2, 7))),))

    (found,) = told.value.findings
    assert (found.code, found.place.file, found.place.line) == ("projection-years-skip", "own.csv", 4)


def test_every_outcome_says_that_scenarios_are_no_goals():
    assert "不是目标" in assumption_words("zh") and "not goals" in assumption_words("en")
