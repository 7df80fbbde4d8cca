"""Laws of frames, draws, sizes and visits that hold for all inputs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.findings import Invalid
from huimin.sampling.draw import chances, compare, draw
from huimin.sampling.frame import Frame, Site, collect, read_frame, size_classes
from huimin.sampling.sizing import Expected, allocate, expected_half_width, precision_of, sites_for, table
from huimin.sampling.visits import Inspector, Stop, plan_year, shortest_gap

SIZES = st.lists(st.integers(1, 500), min_size=1, max_size=30)
FRAMES = st.lists(SIZES, min_size=1, max_size=4).map(
    lambda strata: Frame(
        tuple(Site(f"{s}-{n}", f"s{s}", size) for s, sizes in enumerate(strata) for n, size in enumerate(sizes))
    )
)
METHODS = st.sampled_from(["simple", "size"])


@given(SIZES, st.data(), METHODS)
def test_chances_add_up_to_the_number_drawn_and_none_is_above_one(sizes, data, method):
    count = data.draw(st.integers(0, len(sizes)))
    found = chances(sizes, count, method)
    assert sum(found) == count
    assert all(0 <= one <= 1 for one in found)
    assert count == 0 or min(found) > 0  # no site is out of reach


@given(FRAMES, st.integers(1, 60), METHODS)
def test_an_allocation_gives_two_to_every_stratum_that_has_them_and_no_more_than_there_are(frame, count, method):
    found = allocate(frame, count, method)
    least = sum(min(2, len(sites)) for sites in frame.strata.values())
    assert sum(found.values()) == min(max(count, least), len(frame.sites))
    assert all(min(2, len(sites)) <= found[name] <= len(sites) for name, sites in frame.strata.items())


@given(FRAMES, st.integers(1, 40), METHODS, st.text(max_size=8))
def test_a_draw_has_the_sites_asked_for_and_those_that_are_certain(frame, count, method, seed):
    allocation = allocate(frame, count, method)
    found = draw(frame, allocation, method, seed, "r")
    for name, sites in frame.strata.items():
        drawn = {one.site.key for one in found.drawn if one.site.stratum == name}
        sure = {
            s.key
            for s, p in zip(sites, chances([s.size for s in sites], allocation[name], method), strict=True)
            if p == 1
        }
        assert len(drawn) == allocation[name] and sure <= drawn


@pytest.mark.parametrize("method", ["simple", "size"])
def test_sites_are_taken_as_often_as_their_chance_says(method):
    """Over 4,000 seeds; by size the chance is Pareto's, which is so near to the one stated that 4,000 cannot tell."""
    frame = Frame(tuple(Site(f"v{n}", "all", size) for n, size in enumerate([1, 2, 3, 5, 8, 8, 9, 12, 15, 40])))
    taken = dict.fromkeys((site.key for site in frame.sites), 0)
    for seed in range(4000):
        for key in draw(frame, {"all": 4}, method, str(seed), "r").keys:
            taken[key] += 1
    wanted = chances([site.size for site in frame.sites], 4, method)
    for site, chance in zip(frame.sites, wanted, strict=True):
        p = float(chance)
        assert abs(taken[site.key] / 4000 - p) < 4 * (p * (1 - p) / 4000) ** 0.5 + 0.005


def test_a_list_that_was_changed_does_not_compare():
    frame = Frame(tuple(Site(f"v{n}", "all", 5) for n in range(20)))
    found = draw(frame, {"all": 5}, "simple", "seed", "r")
    assert compare(found.text(), found).same
    other = next(site.key for site in frame.sites if site.key not in found.keys)
    forged = compare(found.text().replace(found.keys[0] + ",", other + ",", 1), found)
    assert (forged.only_published, forged.only_redrawn, forged.same) == ((other,), (found.keys[0],), False)
    assert not compare(found.text().replace("all,5", "all,6", 1), found).same


@given(FRAMES, METHODS)
def test_more_sites_never_buy_less(frame, method):
    widths = [one.half_width for one in table(frame, method, 0.1) if one.half_width == one.half_width]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] == 0.0  # all sites: nothing is left to chance


def test_the_number_for_a_precision_is_the_least_that_reaches_it():
    frame = Frame(tuple(Site(f"v{n:03d}", "all", 10 + n % 7) for n in range(300)))
    sigma = Expected(0.2, 0.3).sigma
    found = sites_for(frame, 0.03, "simple", sigma)
    assert found.half_width <= 0.03 < precision_of(frame, found.sites - 1, "simple", sigma).half_width


def test_the_width_told_beforehand_is_that_of_the_textbook():
    """Equal sizes, one stratum: t s sqrt((1 - n/N) / n)."""
    frame = Frame(tuple(Site(f"v{n}", "all", 10) for n in range(200)))
    width = expected_half_width(frame, {"all": 50}, "simple", 0.1)
    assert width == pytest.approx(2.0096 * 0.1 * (0.75 / 50) ** 0.5, rel=1e-4)


@given(SIZES, st.integers(2, 6))
def test_size_classes_grow_with_size_and_leave_none_out(sizes, classes):
    found = size_classes({f"v{n}": size for n, size in enumerate(sizes)}, classes)
    ordered = sorted((size, found[f"v{n}"]) for n, size in enumerate(sizes))
    assert [number for _, number in ordered] == sorted(number for _, number in ordered)
    assert set(found.values()) == set(range(1, len(set(found.values())) + 1))


def test_every_fault_of_a_frame_is_told_at_once():
    with pytest.raises(Invalid) as caught:
        read_frame("site,stratum,size\nA,x,0\nB,x,2\nB,x,3\n,x,4\nC,x,1.5\n")
    assert [one.code for one in caught.value.findings].count("verify-frame-row") == 3
    assert "verify-frame-site-twice" in {one.code for one in caught.value.findings}
    for text, code in (("site,size\nA,1\n", "verify-frame-columns"), ("site,stratum,size\n", "verify-no-sites")):
        with pytest.raises(Invalid) as caught:
            read_frame(text)
        assert caught.value.findings[0].code == code
    with pytest.raises(Invalid):
        collect([])


INTERVALS = st.sampled_from([2, 3, 6, 12])
STOPS = st.lists(st.tuples(INTERVALS, st.one_of(st.none(), st.integers(1, 12))), min_size=1, max_size=12)


@given(STOPS, st.text(max_size=6))
def test_no_site_waits_longer_than_its_interval_nor_is_visited_within_its_quiet_months(stops, seed):
    made = [
        Stop(f"t{n}", f"c{n % 3}", interval, last if last and last <= interval else None)
        for n, (interval, last) in enumerate(stops)
    ]
    plan = plan_year(made, [Inspector("A"), Inspector("B", "c0")], seed)
    for stop in made:
        months = [visit.month for visit in plan.visits if visit.key == stop.key]
        before = -stop.last if stop.last is not None else None
        steps = np.diff([*([before] if before is not None else []), *months])
        assert (steps >= 1).all() and (steps <= stop.interval).all()
        assert (np.diff(months) >= shortest_gap(stop.interval)).all()
        if before is None:
            assert months and months[0] < stop.interval
        assert (12 - (months[-1] if months else before or 0)) <= stop.interval or months == []


def test_any_month_may_be_the_next_and_none_is_sure():
    """Of 2,000 sites visited last month, none comes in the quiet months and every later month has its share."""
    stops = [Stop(f"t{n}", "c", 12, 1) for n in range(2000)]
    first: dict[str, int] = {}
    for visit in plan_year(stops, [Inspector("A")], "seed").visits:
        first.setdefault(visit.key, visit.month)
    counts = np.bincount(list(first.values()), minlength=12)
    assert counts[:2].sum() == 0 and (counts[2:] > 80).all() and (counts[2:] < 320).all()


def test_the_work_is_spread_over_months_and_inspectors():
    stops = [Stop(f"t{n}", f"c{n % 4}", 6) for n in range(200)]
    people = [Inspector(f"I{n}", f"c{n}") for n in range(4)]
    plan = plan_year(stops, people, "seed")
    load = plan.load()
    months = [len(plan.of_month(month)) for month in range(12)]
    assert max(load.values()) - min(load.values()) <= 5
    assert max(months) < 1.5 * min(months)


def test_fractions_of_the_chance_are_exact():
    assert chances([1, 2, 3, 4], 2, "size") == [Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5)]
