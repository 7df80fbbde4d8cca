"""What holds for every projection, whatever its rates."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from huimin.areas import AreaRow, Areas, Level, Levels, Tree
from huimin.demography.projection import (
    Ages,
    Mothers,
    Rates,
    Unit,
    add_up,
    lotka_root,
    project,
    scale_to,
    split,
    stable,
)

STEPS = 4
share = st.floats(0.0, 1.0)


@st.composite
def inputs(draw, moves=True):
    """Ages, people and rates of a few groups."""
    ages = Ages(draw(st.sampled_from([1, 5])), draw(st.integers(3, 8)))
    count, seed = ages.count, draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    lead = draw(st.sampled_from([(), (3,), (2, 3)]))
    people = rng.uniform(0.0, 1e6, (*lead[1:], 2, count))
    survival = rng.uniform(0.0, 1.0, (*lead, STEPS, 2, count + draw(st.integers(0, 1))))
    fertility = np.zeros((STEPS, count))
    fertility[:, 1:-1] = rng.uniform(0.0, 0.4, (STEPS, count - 2))
    unit = draw(st.sampled_from(list(Unit)))
    moved = rng.normal(0.0, 0.3 if unit is Unit.RATES else 3e5, (*lead, STEPS, 2, count)) if moves else None
    return ages, people, Rates(survival, fertility, rng.uniform(0.9, 1.3, STEPS), moved, unit)


@given(inputs(), share, st.sampled_from(list(Mothers)), st.booleans())
def test_people_are_neither_made_nor_lost(given_, early, mothers, floored):
    ages, people, rates = given_
    floor = 0.0 if floored else -1e30
    found = project(people, rates, ages, 2020, split(early), mothers, floor=floor)
    assert np.abs(found.unaccounted()).max() < 1e-6 * max(np.abs(found.population).max(), 1.0)
    if floored:
        assert found.population.min() >= 0.0
    gain = found.births.sum((-1, -2)) - found.deaths.sum((-1, -2, -3)) + (found.early + found.late).sum((-1, -2, -3))
    assert np.allclose(found.total[..., -1] - found.total[..., 0], gain, rtol=1e-9, atol=1e-3)


@given(inputs(moves=False))
def test_rates_of_zero_leave_people_in_place(given_):
    """Nobody dies, is born or moves: everyone is a group older, and the open group takes in all."""
    ages, people, _ = given_
    count = ages.count
    rates = Rates(np.ones((1, 2, count)), np.zeros((1, count)), np.array([1.05]))
    after = project(people, rates, ages).population[..., 1, :, :]
    assert (after[..., 1:-1] == people[..., :-2]).all()
    assert (after[..., -1] == people[..., -2] + people[..., -1]).all()
    assert (after[..., 0] == 0.0).all()


@given(inputs())
def test_a_batch_is_its_runs_one_by_one(given_):
    ages, people, rates = given_
    lead = rates.survival.shape[:-3]
    together = project(people, rates, ages, floor=0.0, flows=False)
    for at in np.ndindex(lead):
        moved = rates.migration[at]
        alone = Rates(rates.survival[at], rates.fertility, rates.sex_ratio, moved, rates.unit)
        one = project(np.broadcast_to(people, (*lead, 2, ages.count))[at], alone, ages, floor=0.0)
        assert np.array_equal(together.population[at], one.population)


@given(inputs(moves=False), st.floats(0.5, 3.0))
def test_twice_the_people_are_twice_the_people(given_, factor):
    ages, people, rates = given_
    once, more = project(people, rates, ages), project(people * factor, rates, ages)
    assert np.allclose(more.population, once.population * factor, rtol=1e-12)


@given(
    st.integers(0, 2**32 - 1),
    st.sampled_from([Ages.single(90), Ages.fives(85)]),
    st.floats(0.3, 6.0),
    st.floats(1.0, 1.2),
)
def test_a_stable_population_stays_stable_and_grows_as_lotka_says(seed, ages, tfr, ratio):
    rng = np.random.default_rng(seed)
    start = np.array(ages.starts)
    survival = np.tile(np.exp(-ages.width * rng.uniform(0.5, 2.0) * 1e-4 * np.exp(0.09 * start)), (2, 1))
    fertile = (start >= 15) & (start < 50)
    fertility = np.where(fertile, rng.uniform(0.2, 1.0, len(start)), 0.0)
    fertility *= tfr / (fertility.sum() * ages.width)
    settled = stable(survival, fertility, ratio, ages)
    rates = Rates(np.tile(survival, (6, 1, 1)), np.tile(fertility, (6, 1)), np.full(6, ratio))
    found = project(settled.population, rates, ages)
    growth = np.log(found.total[1:] / found.total[:-1]) / ages.width
    assert np.abs(growth - lotka_root(survival, fertility, ratio, ages)).max() < 1e-12
    shape = found.population / found.total[:, None, None]
    assert np.abs(shape - settled.population).max() < 1e-12


def tree() -> Tree:
    pairs = [("province", ""), ("a", "province"), ("a1", "a"), ("a2", "a"), ("b", "province")]
    rows = [AreaRow(key, "", parent, "l0", key, key, None, None) for key, parent in pairs]
    levels = Levels((Level("l0", "级", "Level"),))
    return Areas.read(rows, [], levels).at(date(2024, 1, 1))


TREE = tree()


@given(arrays(np.float64, (5, 3, 2, 4), elements=st.floats(0, 1e6)))
def test_areas_add_up_to_the_area_they_belong_to(values):
    own = values.copy()
    own[:2] = np.nan
    total = add_up(TREE, own)
    assert np.allclose(total[0], own[2] + own[3] + own[4])
    assert np.allclose(total[1], own[2] + own[3])


@given(
    arrays(np.float64, (3, 2, 4), elements=st.floats(0, 1e6)), arrays(np.float64, (2, 4), elements=st.floats(0, 1e6))
)
def test_scaled_areas_add_up_in_every_cell(children, parent):
    found = scale_to(children, parent)
    assert np.allclose(found.sum(axis=0), parent, rtol=1e-12)
    assert found.min() >= 0.0


def test_the_share_of_early_migrants_is_a_share():
    with pytest.raises(ValueError, match="between 0 and 1"):
        split(1.5)
