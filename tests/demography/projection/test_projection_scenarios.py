"""Scenarios are assumptions; readouts count people; a stream keeps what was asked for."""

import numpy as np
import pytest
from reference_runs import CHINA, prospects

from huimin.demography.projection import (
    Ages,
    Assumptions,
    Plan,
    Rates,
    average_change,
    births_a_year,
    by_year,
    childcare_places,
    constant,
    family,
    net_reproduction,
    places_per_thousand,
    project,
    readouts,
    spans_for,
    stream,
    summarise,
    with_share,
)
from huimin.demography.projection.trajectories import fan
from huimin.findings import Invalid

YEARS = tuple(range(2020, 2100, 5))


@pytest.fixture(scope="module")
def china():
    known = prospects(2024, CHINA, 2020)
    tables = family(known.mx[13], average_change(known.mx[6:14]), known.ages)
    e0 = np.repeat(tables.levels[[400]], 32).reshape(16, 2)
    assumed = Assumptions(YEARS, known.tfr[14:], e0, known.rates.sex_ratio, known.pattern[14:], known.rates.migration)
    return known, tables, assumed


def test_paths():
    assert constant(1.3, 3).tolist() == [1.3, 1.3, 1.3]
    assert by_year(1.0, 2.0, 2030, [2020, 2025, 2030, 2035]).tolist() == [1.0, 1.5, 2.0, 2.0]
    with pytest.raises(Invalid, match="2020"):
        by_year(1.0, 2.0, 2020, [2020, 2025])


def test_high_and_low_lie_half_a_child_off_in_the_end(china):
    _, _, medium = china
    gap = medium.variant("high").tfr - medium.tfr
    assert gap.round(9).tolist() == [0.25, 0.40] + [0.50] * 14
    assert np.allclose(medium.variant("low").tfr, medium.tfr - gap)
    with pytest.raises(Invalid, match="hgih"):
        medium.variant("hgih")


def test_replacement_is_one_daughter_for_each_woman(china):
    _, tables, medium = china
    assumed = medium.replacement(tables)
    rates = assumed.rates(tables)
    lived = tables.at(assumed.e0).person_years
    assert np.allclose(net_reproduction(rates.fertility, lived, rates.sex_ratio), 1.0, atol=5e-3)
    assert ((assumed.tfr > 2.0) & (assumed.tfr < 2.4)).all()


def test_scenarios_keep_what_they_say(china):
    known, tables, medium = china
    made = {
        "medium": medium,
        "fertility": medium.constant_fertility(),
        "mortality": medium.constant_mortality(),
        "all": medium.unchanged(),
        "closed": medium.zero_migration(),
    }
    ends = {name: project(known.people[0], one.rates(tables), known.ages, 2020).total[-1] for name, one in made.items()}
    assert ends["fertility"] < ends["medium"]  # fertility rises in the medium variant
    assert ends["mortality"] == ends["medium"]  # life expectancy was constant already
    assert ends["closed"] > ends["medium"]  # more leave than come


def test_rows_of_ones_own(china):
    known, _, medium = china
    rows = [{"year": str(y), "tfr": "1.5", "e0_male": "77", "migration": "0.5"} for y in YEARS]
    assumed = medium.with_rows(rows, known.ages)
    assert (assumed.tfr == 1.5).all()
    assert (assumed.e0[:, 1] == 77.0).all()
    assert (assumed.e0[:, 0] == medium.e0[:, 0]).all()
    assert np.array_equal(assumed.migration, medium.migration * 0.5)
    with pytest.raises(Invalid, match="2020-2090"):
        medium.with_rows(rows[:-1], known.ages)


def test_scenarios_run_side_by_side(china):
    known, tables, medium = china
    three = np.stack([medium.variant(name).tfr for name in ("low", "medium", "high")])
    side = Assumptions(YEARS, three, medium.e0, medium.sex_ratio, medium.pattern, medium.migration)
    found = project(known.people[0], side.rates(tables), known.ages, 2020)
    alone = project(known.people[0], medium.rates(tables), known.ages, 2020)
    assert found.population.shape == (3, 17, 2, 21)
    assert np.array_equal(found.population[1], alone.population)


def everyone(count=3, draws=20, steps=5):
    ages, rng = Ages.single(), np.random.default_rng(7)
    people = rng.uniform(100, 200, (count, 1, 2, 101))
    fertility = np.zeros((count, draws, steps, 101))
    fertility[..., 15:50] = rng.uniform(0.02, 0.06, (count, draws, steps, 1))
    return ages, people, Rates(np.full((steps, 2, 101), 0.98), fertility, np.full(steps, 1.06))


def test_readouts_count_the_people_of_their_ages():
    ages, people, rates = everyone()
    done = project(people, rates, ages, 2025)
    found, p = readouts(done), done.population
    assert np.allclose(found["age_6"], p[..., 6].sum(-1))
    assert np.allclose(found["kindergarten"], p[..., 3:6].sum((-1, -2)))
    assert np.allclose(found["women_15_49"], p[..., 0, 15:50].sum(-1))
    assert np.allclose(found["aged_80"], p[..., 80:].sum((-1, -2)))
    assert np.allclose(found["under_15"] + found["working_15_64"] + found["aged_65"], found["total"])
    assert np.allclose(births_a_year(done), done.births.sum(-1))
    assert [span.code for span in spans_for(Ages.fives()) if span.code.startswith("age_")] == []


def test_places_and_shares():
    assert childcare_places(np.array([2000.0]), 40.0).tolist() == [80.0]
    assert places_per_thousand(np.array([80.0, 80.0]), np.array([2000.0, 0.0])).tolist()[:1] == [40.0]
    assert np.isnan(places_per_thousand(np.array([80.0]), np.array([0.0]))).all()
    people, share = np.full((4, 2, 3), 10.0), np.array([[0.0, 0.6, 0.1], [0.0, 0.8, 0.2]])
    assert np.allclose(with_share(people, share), 17.0)


def test_a_stream_gives_what_one_run_gives():
    ages, people, rates = everyone()

    def make(part):
        return people[part], Rates(rates.survival, rates.fertility[part], rates.sex_ratio)

    codes = ("total", "aged_65")
    found = summarise(stream(3, make, Plan(ages, 2025), batch=2), [0, 0, -1], codes)
    whole = readouts(project(people, rates, ages, 2025), codes)
    assert found.years == tuple(range(2025, 2031))
    for code in codes:
        expected, together = fan(whole[code], axis=1), fan(whole[code][:2].sum(axis=0)[None], axis=1)
        assert np.array_equal(found.areas[code].median, expected.median)
        assert np.array_equal(found.areas[code].bounds[0.95][1], expected.bounds[0.95][1])
        assert np.allclose(found.parents[code].bounds[0.80][0], together.bounds[0.80][0])
