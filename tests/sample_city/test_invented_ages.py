"""The people of the sample city by age: invented, whole, and as many as its figures say."""

from __future__ import annotations

from collections import Counter

from huimin.tasks.sample_city.ages import make_ages
from huimin.tasks.sample_city.people import live
from huimin.tasks.sample_city.places import make_places
from huimin.wiring import city_settings


def small():
    settings = city_settings().scaled(counties=3, townships=6, villages=36, first="2025-01", months=12)
    return settings, make_places(settings)


def test_ages_add_up_to_the_residents_of_each_county():
    settings, places = small()
    made = make_ages(7, settings, places)
    residents, county = live(settings, places, 7).residents[-1], places.county_of("village")
    counted = Counter()
    for key, _, _, count in made.people:
        counted[key] += count
    assert counted == {one.code: int(residents[county == at].sum()) for at, one in enumerate(settings.counties)}
    assert made.year == 2025


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    settings, places = small()
    assert make_ages(7, settings, places) == make_ages(7, settings, places)
    assert make_ages(7, settings, places) != make_ages(8, settings, places)


def test_the_files_say_that_they_are_simulated(made_city):
    for name in ("population", "levels", "shares"):
        assert "Simulated" in (made_city / f"demography/{name}.csv").read_text("utf-8").splitlines()[0]
