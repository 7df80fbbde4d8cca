"""A comparison of one county is told by its townships; small ones stand together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from huimin.reconciliation.places import CodePlaces
from huimin.tasks.reconcile.comparing import Wanted, compare
from huimin.tasks.reconcile.grouping import FEWEST, TOGETHER, area_words, grouping
from huimin.tasks.reconcile.report import report
from huimin.tasks.reconcile.results import record
from huimin.writing.blocks import Table
from reconcile_lists import sent_lists


def moved(sent, towns):
    """A list with each record in the township ``towns`` says, all in county 990101 but where it says 0."""
    area = np.where(towns > 0, 990101000 + towns, 0).astype(np.int32)
    county = np.where(towns >= 0, 990101, 990102).astype(np.int32)
    return replace(sent, records=replace(sent.records, area=area, county=county))


def in_one_county(elsewhere=0):
    """Two lists of 600 children: eight townships of about 70, three with a handful."""
    sent, _ = sent_lists(600, 41)
    rng = np.random.default_rng(3)
    out = []
    for one in (sent[0], sent[2]):
        size = len(one.records)
        towns = rng.choice(np.array([*range(1, 9), 11, 12, 13]), size, p=[0.121] * 8 + [0.032 / 3] * 3)
        towns[:elsewhere] = -1
        out.append(moved(one, towns))
    return out


def cells_by_area(made, of=0, within=1):
    return {one.county: one for one in made.cells if (one.of, one.within, one.month) == (of, within, -1)}


def test_one_county_is_told_by_township_and_small_ones_together():
    made = compare(in_one_county(), Wanted())
    found = cells_by_area(made)
    assert made.county == 990101
    assert set(found) == {-1, TOGETHER, *(990101000 + town for town in range(1, 9))}
    assert found[-1].share.whole == sum(one.share.whole for area, one in found.items() if area >= 0)
    assert found[-1].share.missing == sum(one.share.missing for area, one in found.items() if area >= 0)
    assert all(one.share.whole >= FEWEST for one in found.values())


def test_months_of_a_township_are_not_told():
    made = compare(in_one_county(), Wanted())
    assert not [one for one in made.cells if one.county >= 0 and one.month >= 0]
    assert [one for one in made.cells if one.county < 0 and one.month >= 0]


def test_a_few_records_elsewhere_change_nothing_and_stand_with_the_others():
    made = compare(in_one_county(elsewhere=5), Wanted())
    assert made.county == 990101 and 990102 not in cells_by_area(made)


@pytest.mark.parametrize("why", ["two counties", "no townships"])
def test_else_counties_are_told(why):
    lists = in_one_county(elsewhere=200 if why == "two counties" else 0)
    if why == "no townships":
        lists[1] = moved(lists[1], np.zeros(len(lists[1].records), np.int64))
    made = compare(lists, Wanted())
    assert made.county == 0
    assert set(cells_by_area(made)) - {-1} <= {990101, 990102}


def test_what_is_few_even_together_takes_in_another():
    sizes = {1: 40, 2: 30, 3: 12, 4: 3}
    towns = np.repeat(list(sizes), list(sizes.values()))
    sent, _ = sent_lists(100, 41)
    lists = [moved(replace(one, records=_first(one.records, len(towns))), towns).records for one in sent[:2]]
    told = grouping(lists, [np.arange(len(towns))] * 2)
    counts = dict(zip(*np.unique(told.of[0], return_counts=True), strict=True))
    assert counts == {990101001: 40, 990101002: 30, TOGETHER: 15}


def _first(records, size):
    """The first rows of the columns that grouping looks at."""
    return replace(records, birth=records.birth[:size], area=records.area[:size], county=records.county[:size])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_says_so(lang):
    made, places = compare(in_one_county(), Wanted()), CodePlaces()
    tables = [one for one in report(made, places, lang, None).blocks if isinstance(one, Table)]
    text = "\n".join(cell for one in tables for row in one.rows for cell in row)
    assert area_words(TOGETHER, made.county, places, lang) in text and "990101003" in text
    areas = {one.get("area") for one in record(made, places, lang)["areas"]}
    assert area_words(TOGETHER, made.county, places, lang) in areas
