"""Many random futures around the medium scenario tell how unsure it is: 80 and 95 of a hundred lie within the bounds."""

import numpy as np
import pytest


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

    assert spread("aged_65") < spread("total") < spread("under_15")


def test_no_intervals_are_drawn_unless_asked_for(projection):
    assert projection({"A": 1000.0}, "medium").fans == {}
    with pytest.raises(KeyError):
        projection({"A": 1000.0}, "medium").run("low")
