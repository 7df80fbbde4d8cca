"""Many random futures around a scenario tell how unsure it is: 80 and 95 of a hundred lie within the bounds."""

import numpy as np
import pytest

from huimin.findings import Invalid
from huimin.tasks.project import gathering


def test_intervals_hold_the_medium_scenario_and_widen(projection):
    found = projection({"A": 1000.0}, "medium", trajectories=200)

    inner, outer = found.fans["total"].bounds[0.80], found.fans["total"].bounds[0.95]
    medium = found.runs[0].readouts["total"]
    assert (inner[0] <= medium + 1e-9).all() and (medium <= inner[1] + 1e-9).all()
    assert (np.diff(inner[1] - inner[0]) > 0).all()
    assert (outer[0] <= inner[0]).all() and (inner[1] <= outer[1]).all()


def test_the_same_seed_gives_the_same_futures(projection):
    one, same, other = (projection({"A": 1000.0}, "medium", trajectories=30, seed=seed) for seed in (1, 1, 2))

    assert (one.fans["total"].median == same.fans["total"].median).all()
    assert (one.fans["total"].median != other.fans["total"].median).any()


def test_the_interval_of_a_sum_is_narrower_than_the_sum_of_intervals(projection):
    low, high = projection({"A": 1000.0, "B": 1000.0}, "medium", trajectories=200).fans["births"].bounds[0.80]

    whole, *parts = (high - low)[:, -1]
    assert whole < sum(parts)


def test_older_people_of_the_next_decades_are_surer_than_children(projection):
    fans = projection({"A": 1000.0}, "medium", trajectories=200).fans

    def spread(code):
        low, high = fans[code].bounds[0.80]
        return float((high - low)[0, -1] / fans[code].median[0, -1])

    assert max(spread("aged_65"), spread("total")) < spread("under_15") / 2


def test_where_migration_strays_more_the_interval_is_wider(projection):
    still, lively = (
        projection({"A": 1000.0}, "medium", migration_noise=noise, trajectories=200).fans["total"].bounds[0.80]
        for noise in (0.0, 4.0)
    )

    assert (lively[1] - lively[0])[0, -1] > 1.5 * (still[1] - still[0])[0, -1]


def test_today_s_levels_are_not_known_for_sure(projection):
    unsure, known = (
        projection({"A": 1000.0}, "medium", trajectories=200, **levels).fans
        for levels in ({}, {"tfr_error": 0.0, "e0_error": 0.0})
    )

    for code, step in (("births", 0), ("aged_80", 1)):
        wide, narrow = ((high - low)[0, step] for low, high in (unsure[code].bounds[0.95], known[code].bounds[0.95]))
        assert wide > 1.3 * narrow


def test_no_intervals_are_drawn_unless_asked_for(projection):
    assert projection({"A": 1000.0}, "medium").fans == {}
    with pytest.raises(KeyError):
        projection({"A": 1000.0}, "medium").run("low")


def test_intervals_may_lie_around_any_scenario(projection):
    found = projection({"A": 1000.0}, "medium", "high", "replacement", trajectories=100, intervals=("all",))

    for run in found.runs:
        low, high = run.bounds("total", 0)[0.95]
        assert (low <= run.readouts["total"][0] + 1e-9).all() and (run.readouts["total"][0] <= high + 1e-9).all()


def test_where_nobody_moves_in_the_scenario_nobody_moves_in_any_future(projection):
    found = projection({"A": 1000.0}, "medium", "zero-migration", trajectories=100, intervals=("all",), by_age=True)

    medium, still = (np.subtract(*run.bounds("population", 0)[0.80][::-1])[1, :, 4] for run in found.runs)
    assert (still < medium / 5).all()  # adults of 20 to 24 five years on: only deaths are unsure


def test_a_scenario_that_is_not_projected_has_no_intervals(projection):
    with pytest.raises(Invalid) as told:
        projection({"A": 1000.0}, "medium", trajectories=10, intervals=("hgih",))

    assert [one.code for one in told.value.findings] == ["project-scenario-unknown"]


def test_people_of_every_age_have_intervals(projection):
    found = projection({"A": 1000.0}, "medium", step=1, to=2040, trajectories=100, by_age=True).runs[0]

    low, high = found.bounds("population", 0)[0.95]
    assert low.shape == found.population[0].shape
    assert ((low <= found.population[0] + 1e-6) & (found.population[0] <= high + 1e-6))[1:].mean() > 0.99
    assert (low[0] == high[0]).all()  # the people of today are counted, not guessed


def test_the_interval_of_five_years_of_age_is_narrower_than_the_sum_of_theirs(projection):
    found = projection({"A": 1000.0}, "medium", step=1, to=2040, trajectories=100, by_age=True).runs[0]

    five, single = (np.subtract(*found.bounds(code, 0)[0.80][::-1]) for code in ("population_by_five", "population"))
    summed = np.add.reduceat(single, np.arange(0, single.shape[-1], 5), axis=-1)
    assert five[10, 0, 0] < 0.99 * summed[10, 0, 0]


def test_little_memory_makes_it_slower_and_nothing_else(projection, monkeypatch):
    wish = {"trajectories": 30, "by_age": True}
    whole = projection({"A": 1000.0, "B": 300.0}, "medium", **wish).runs[0]
    monkeypatch.setattr(gathering, "ROOM", 1)
    piece = projection({"A": 1000.0, "B": 300.0}, "medium", **wish).runs[0]

    for code, fan in whole.fans.items():
        for level, sides in fan.bounds.items():
            assert all(map(np.array_equal, sides, piece.fans[code].bounds[level])), code
