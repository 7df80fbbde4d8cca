"""The areas of the sample city: invented codes, one merger, a tree without defects."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from huimin.areas import Areas


@pytest.fixture(scope="module")
def areas(city, content):
    return Areas.read(city.areas, city.changes, content.levels)


def test_the_tree_has_no_defect(areas, small_areas):
    assert areas.defects == ()
    assert small_areas.defects == ()


@pytest.mark.parametrize(("day", "townships"), [(date(2024, 12, 31), 75), (date(2025, 1, 1), 74)])
def test_nine_counties_and_1244_villages_on_either_side_of_the_merger(areas, day, townships):
    tree = areas.at(day)
    assert Counter(tree.level) == {"city": 1, "county": 9, "township": townships, "village": 1244}


def test_no_code_is_that_of_a_real_place(city):
    assert all(row.key.startswith("99") for row in city.areas)
    assert {len(row.key) for row in city.areas} == {4, 6, 9, 12}


def test_names_are_each_used_once_at_a_time(areas):
    for day in (date(2024, 12, 31), date(2025, 12, 31)):
        names = areas.at(day).names_zh
        assert len(set(names)) == len(names)


def test_figures_under_an_old_code_belong_to_the_new_township(areas, city):
    merger = next(change for change in city.changes if change.kind == "merge")
    tree = areas.at(date(2025, 12, 31))
    new = tree.index(merger.new[0])
    for old in merger.old:
        assert tree.home[areas.id_of(old)] == new
    moved = [change for change in city.changes if change.kind == "recode"]
    assert moved
    for change in moved:
        home = int(tree.home[areas.id_of(change.old[0])])
        assert tree.keys[home] == change.new[0]
        assert tree.parent[home] == new
