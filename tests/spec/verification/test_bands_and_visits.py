"""How far verified and reported lie apart decides how often a place is visited; chance decides nothing."""

from dataclasses import replace

import numpy as np
import pytest

from huimin.sampling.bands import band_of
from huimin.sampling.estimate import Visited, estimate
from huimin.sampling.visits import Inspector, Stop, plan_year

SURE = estimate(Visited(np.zeros(40, np.int64), np.full(40, 0.1), np.full(40, 20.0), np.full(40, 20.0), [400]))


@pytest.mark.parametrize(
    ("low", "ratio", "high", "band", "months"),
    [
        (0.97, 0.99, 1.01, "within-5", 12),
        (0.92, 0.95, 0.98, "within-10", 6),
        (0.70, 0.80, 0.88, "beyond-10", 3),
        (1.12, 1.20, 1.30, "beyond-10", 3),
        (0.85, 0.92, 0.99, "cannot-be-told", None),
    ],
)
def test_a_band_is_decided_only_where_the_whole_interval_lies_in_it(low, ratio, high, band, months):
    found = band_of(replace(SURE, low=low, ratio=ratio, high=high, doubts=()), 400)
    assert (found.name, found.months) == (band, months)


def test_where_it_cannot_be_told_the_number_of_sites_that_would_decide_is():
    """An arm of 7 points at 92 per cent must shrink to 2: about twelve times the sites, less for those already seen."""
    found = band_of(replace(SURE, low=0.85, ratio=0.92, high=0.99, doubts=()), 4000)
    assert found.more == pytest.approx(40 * 12.25 / (1 + 40 / 4000 * 11.25) - 40, abs=2)
    assert band_of(replace(SURE, low=0.85, ratio=0.9, high=0.95, doubts=()), 4000).only_all


def test_an_interval_that_is_not_promised_decides_nothing():
    found = band_of(replace(SURE, low=0.97, ratio=0.99, high=1.01, checked=8, doubts=("few-sites",)), 400)
    assert (found.name, found.more) == ("cannot-be-told", 12)


def test_no_error_in_many_sites_is_within_5_percent():
    assert band_of(SURE, 400).name == "within-5"


STOPS = [Stop(f"t{number:02d}", f"county{number % 3}", 12) for number in range(30)]
PEOPLE = [Inspector("LW", "county0"), Inspector("ZQ", "county1"), Inspector("CY")]


def test_nobody_visits_the_own_county():
    home = {stop.key: stop.home for stop in STOPS}
    own = {one.name: one.home for one in PEOPLE}
    plan = plan_year(STOPS, PEOPLE, "seed")
    assert all(own[visit.inspector] != home[visit.key] for visit in plan.visits)


def test_every_site_is_visited_within_its_interval():
    plan = plan_year(STOPS, PEOPLE, "seed")
    assert {visit.key for visit in plan.visits} == {stop.key for stop in STOPS}


def test_having_been_visited_is_no_licence_for_the_year():
    plan = plan_year(STOPS, PEOPLE, "seed")
    assert len(plan.visits) > len({visit.key for visit in plan.visits})


def test_where_only_people_of_the_county_are_there_nobody_goes_and_the_plan_shows_it():
    plan = plan_year([Stop("t", "county0", 12)], [Inspector("LW", "county0")], "seed")
    assert {visit.inspector for visit in plan.visits} == {""}


def test_a_months_list_has_a_hash_that_gives_nothing_away():
    """The hash holds the seed too, so that trying out all lists finds nothing."""
    plan = plan_year(STOPS, PEOPLE, "seed")
    assert plan.list_hash(0, "seed") != plan.list_hash(0, "another seed")
