"""Many areas: small ones lean on the others, and the intervals keep their word."""

import numpy as np
import pytest

from huimin.demography.registration import Linkage, by_area


def nation(rng, areas, low, high, middle=3.0, spread=0.5, second=0.6):
    people = rng.integers(low, high, areas)
    complete = 1 / (1 + np.exp(-(middle + spread * rng.standard_normal(areas))))
    one, two = rng.binomial(people, complete), rng.binomial(people, second)
    return people, one, two, rng.hypergeometric(one, people - one, two)


def test_small_areas_move_to_the_middle_and_large_ones_stay():
    large, small = [9000, 5000, 4500], [9, 5, 3]
    found = by_area(*np.array([large, [9600, 5000, 4800], [9000, 5000, 4700], small]).T)
    own = found.own.total
    assert found.total[0][0] == pytest.approx(own[0], rel=0.005)
    assert own[3] == 14
    assert 11 <= found.total[0][3] < 12.5
    width = (found.total[2] - found.total[1]) / found.total[0]
    assert width[3] > 5 * width[0]


def test_intervals_of_areas_and_of_the_whole_cover_and_are_narrower_than_their_own():
    rng, held, own, whole, narrower = np.random.default_rng(1), [], [], [], []
    for _ in range(20):
        people, *lists = nation(rng, 50, 50, 1500)
        found = by_area(*lists)
        held.append((found.total[1] <= people) & (people <= found.total[2]))
        own.append((found.own.low <= people) & (people <= found.own.high))
        whole.append(found.nation_total[1] <= people.sum() <= found.nation_total[2])
        narrower.append(np.median((found.total[2] - found.total[1]) / (found.own.high - found.own.low)))
    assert 0.94 <= np.mean(held) <= 0.985
    assert np.mean(own) > 0.93
    assert np.mean(whole) >= 0.9
    assert np.mean(narrower) < 0.95


def test_areas_that_are_alike_share_nearly_everything():
    rng = np.random.default_rng(7)
    found = by_area(*nation(rng, 150, 20, 200, spread=0.0)[1:])
    assert found.spread[1] < 0.1
    assert np.median((found.total[2] - found.total[1]) / (found.own.high - found.own.low)) < 0.6


def test_the_spread_between_areas_is_found_again():
    rng = np.random.default_rng(3)
    found = by_area(*nation(rng, 400, 300, 3000, middle=2.5, spread=0.7)[1:])
    assert found.spread[1] - 0.05 < 0.7 < found.spread[2] + 0.05
    assert found.typical[0] == pytest.approx(0.91, abs=0.02)


def test_the_same_counts_give_the_same_answer():
    lists = nation(np.random.default_rng(2), 20, 20, 500)[1:]
    one, other = by_area(*lists), by_area(*lists)
    assert np.array_equal(one.total, other.total)
    assert np.array_equal(one.nation_unreported, other.nation_unreported)


def test_areas_without_counts_are_left_out_and_said_to_be():
    found = by_area([500, np.nan, 0, 480], [400, 300, 0, 390], [380, 250, 0, 370])
    assert found.known.tolist() == [True, False, False, True]
    assert np.isnan(found.total[0][[1, 2]]).all()
    assert found.nation_total[0] == pytest.approx(found.total[0][[0, 3]].sum(), rel=0.02)


@pytest.mark.parametrize(
    "lists",
    [([50], [40], [35]), ([50, 60], [40, 50], [0, 0]), ([50, 60], [40, 50], [40, 50]), ([0, 0], [40, 50], [0, 0])],
    ids=["one area", "no match anywhere", "nobody missing anywhere", "an empty register"],
)
def test_at_the_edges_there_is_an_answer(lists):
    found = by_area(*lists)
    for triple in (found.total, found.nation_total):
        value, low, high = triple
        assert (low <= value).all() and (value <= high).all()
        assert np.isfinite(value).all()


def test_nothing_known_is_unknown_everywhere():
    found = by_area([np.nan, np.nan], [4, 5], [3, 4])
    assert not found.known.any()
    assert np.isnan(found.total).all() and np.isnan(found.nation_total).all()


def test_errors_of_linkage_widen_the_whole():
    lists = nation(np.random.default_rng(5), 30, 200, 900)[1:]
    sharp, soft = by_area(*lists), by_area(*lists, linkage=Linkage(0.99, 0.0, 0.01))
    assert soft.nation_total[0] < sharp.nation_total[0]
    assert np.ptp(soft.nation_total[1:]) > np.ptp(sharp.nation_total[1:])
