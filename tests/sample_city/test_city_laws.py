"""What must be so in the simulated truth: people add up, parts never exceed their wholes."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal


def truth(city, form, atom):
    each = city.figures[form]
    return each.truth[:, :, each.form.atoms.index(atom)]


def monthly(city, atom):
    return truth(city, "village_monthly", atom)


def test_residents_carry_over_from_month_to_month_to_the_person(city):
    births = monthly(city, "births.male") + monthly(city, "births.female")
    change = births - monthly(city, "deaths") + monthly(city, "moved_in") - monthly(city, "moved_out")
    residents = monthly(city, "population_resident")
    known = np.isfinite(residents[1:]) & np.isfinite(residents[:-1])
    assert_array_equal((residents[1:] - residents[:-1])[known], change[1:][known])


@pytest.mark.parametrize(
    ("form", "part", "whole"),
    [
        ("village_monthly", "population_migrant", "population_resident"),
        ("village_monthly", "births_registered_on_time", "births_registered"),
        ("village_monthly", "preconception_checked", "preconception_target"),
        ("village_monthly", "preconception_followed", "preconception_followup_consented"),
        ("village_monthly", "services_served.migrant", "services_entitled.migrant"),
        ("village_monthly", "amount_paid", "amount_due"),
        ("village_monthly", "benefit_recipients", "benefit_entitled"),
        ("township_quarterly", "figures_agreeing", "figures_verified"),
        ("county_yearly", "matching_arrived", "matching_due"),
        ("county_yearly", "villages_five_good", "villages_checked"),
    ],
)
def test_a_part_never_exceeds_its_whole(city, form, part, whole):
    part, whole = truth(city, form, part), truth(city, form, whole)
    assert (part[np.isfinite(part)] <= whole[np.isfinite(part)]).all()
    assert part[np.isfinite(part)].sum() > 0


def test_totals_are_the_sums_of_their_parts(city):
    assert_array_equal(monthly(city, "births_total"), monthly(city, "births.male") + monthly(city, "births.female"))
    funding = truth(city, "county_yearly", "funding_county") + truth(city, "county_yearly", "funding_other")
    np.testing.assert_allclose(truth(city, "county_yearly", "funding_total"), funding, rtol=0, atol=1e-6)


def test_no_figure_is_negative_and_counts_are_whole(city, content):
    for each in city.figures.values():
        decimals = [content.dictionary.element_of(atom).decimals for atom in each.form.atoms]
        known = each.truth[np.isfinite(each.truth)]
        assert (known >= 0).all()
        scaled = each.truth * 10.0 ** np.array(decimals)
        assert np.nanmax(np.abs(scaled - np.rint(scaled))) < 1e-4


def test_a_county_is_the_sum_of_its_villages(city):
    each = city.figures["village_monthly"]
    last = monthly(city, "population_resident")[11]
    published = truth(city, "county_yearly", "population_published")[0]
    for i, county in enumerate(city.figures["county_yearly"].areas):
        inside = np.array([key.startswith(county) for key in each.areas])
        assert published[i] == pytest.approx(np.nansum(last[inside]), rel=0.03)


def test_the_true_sex_ratio_is_105_within_its_noise(city):
    boys, girls = np.nansum(monthly(city, "births.male")), np.nansum(monthly(city, "births.female"))
    assert abs(boys / (boys + girls) - 105 / 205) < 4 * np.sqrt(0.25 / (boys + girls))


def test_births_have_seasons(city):
    by_month = np.nansum(monthly(city, "births_total"), axis=1)[:24].reshape(2, 12).sum(0)
    assert by_month[9] > by_month[1]


def test_villages_are_of_many_sizes_and_urban_ones_larger(city):
    sizes = monthly(city, "population_resident")[0]
    group = {row.key: row.group for row in city.areas}
    urban = np.array([group[key] == "urban" for key in city.figures["village_monthly"].areas])
    assert np.nanmedian(sizes[urban]) > 1.5 * np.nanmedian(sizes[~urban])
    assert np.nanmin(sizes) >= 300
    assert np.nanmax(sizes[~urban]) < 5000


def test_money_has_cents(city):
    paid = monthly(city, "amount_paid")
    assert (np.round(paid[np.isfinite(paid)] * 100) % 100 != 0).mean() > 0.5


def test_offices_differ_so_that_a_ranking_has_spread(city):
    each = city.figures["village_monthly"]
    on_time, due = monthly(city, "payments_on_time"), monthly(city, "payments_due")
    shares = {
        county: np.nansum(on_time[:, inside]) / np.nansum(due[:, inside])
        for county in city.figures["county_yearly"].areas
        if (inside := np.array([key.startswith(county) for key in each.areas])).any()
    }
    assert max(shares.values()) - min(shares.values()) > 0.05
    assert min(shares, key=shares.get) == city.settings.poor_county


def test_the_same_seed_gives_the_same_city_and_another_one_another(content, small):
    again = content.city(settings=small.settings)
    other = content.city(seed=7, settings=small.settings)
    assert again.faults == small.faults
    assert [file.name for file in again.files] == [file.name for file in small.files]
    for code, each in small.figures.items():
        assert_array_equal(each.truth, again.figures[code].truth)
        assert_array_equal(each.reported, again.figures[code].reported)
        assert not np.array_equal(each.truth, other.figures[code].truth, equal_nan=True)
    assert other.areas == small.areas  # names and codes do not depend on the seed


def test_one_more_element_does_not_move_the_others(content, small):
    fewer = [form for form in content.forms if form.code != "county_yearly"]
    from huimin.tasks.sample_city import make_city

    city = make_city(small.seed, small.settings, content.dictionary, fewer)
    assert_array_equal(city.figures["village_monthly"].truth, small.figures["village_monthly"].truth)
