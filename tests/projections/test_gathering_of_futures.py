"""Futures of areas are gathered into places one area at a time; what comes out is as if all had been there at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from huimin.demography.projection.trajectories import fan
from huimin.tasks.project.gathering import Gathering, held_at_once, order_of, spans_of


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.just(5)), elements=st.sampled_from([0.0, 1.0])))
def test_places_have_the_intervals_of_their_sums(weights):
    weights = np.concatenate([weights[weights.any(axis=1)], np.eye(5)])
    values = np.random.default_rng(1).normal(size=(5, 40, 3))
    gathering = Gathering(weights)
    for area in gathering.order:
        gathering.add(area, {"x": values[area]})
    found, expected = gathering.fans()["x"], fan(np.tensordot(weights, values, axes=1), axis=1)
    assert np.allclose(found.median, expected.median)
    assert all(np.allclose(found.bounds[level], expected.bounds[level]) for level in expected.bounds)


def test_only_the_areas_above_are_held_while_a_county_is_gathered():
    """Two cities of two counties, listed in turn: the province and one city are held at once."""
    weights = np.array([[1.0, 1, 1, 1], [1, 0, 1, 0], [0, 1, 0, 1]])
    assert held_at_once(weights) == 2
    cities = [1 if weights[1, area] else 2 for area in order_of(weights)]
    assert cities in ([1, 1, 2, 2], [2, 2, 1, 1])


@given(st.integers(1, 20_000), st.integers(1, 150), st.integers(1, 120))
def test_stretches_of_years_cover_all_of_them_once(draws, times, ages):
    spans = spans_of(np.ones((1, 3)), draws, times, ages)
    assert [year for span in spans for year in range(span.start, span.stop)] == list(range(times))
