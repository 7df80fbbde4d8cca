"""Areas merge, split, move, and change their names and codes; a figure belongs where its area went.

The table of changes says what happened when. A figure reported under an area that is not there on the date
asked for is added up with what became of the area.
"""

from __future__ import annotations

from datetime import date

import pytest

AREAS = """
    key | parent | level  | zh   | from       | to
    C   |        | city   | 示范市 |          |
    N   | C      | county | 北区 |            |
    S   | C      | county | 南区 |            |
    n1  | N      | town   | 甲镇 |            |
    n2  | N      | town   | 乙镇 |            |
    n3  | N      | town   | 丙镇 |            |
    s1  | S      | town   | 丁镇 |            |
    s2  | S      | town   | 戊镇 | 2013-01-01 |
"""


def test_a_figure_of_a_merged_area_lands_at_the_area_it_went_into(read, belongs):
    areas = read(AREAS, """
        date       | kind  | old   | new
        2012-07-01 | merge | n1 n2 | n2
    """)  # fmt: skip
    assert belongs(areas, "n1", "2012-06-30") == "n1"
    assert belongs(areas, "n1", "2012-07-01") == "n2"
    assert belongs(areas, "n2", "2012-07-01") == "n2"


def test_a_merger_ends_the_old_areas_the_day_before(read):
    areas = read(AREAS, """
        date       | kind  | old   | new
        2012-07-01 | merge | n1 n2 | n2
    """)  # fmt: skip
    assert areas.life(areas.id_of("n1")) == (None, date(2012, 6, 30))
    assert areas.life(areas.id_of("n2")) == (None, None)
    assert [areas.keys[i] for i in areas.successors(areas.id_of("n1"))] == ["n2"]


def test_mergers_follow_one_another(read, belongs):
    areas = read(AREAS, """
        date       | kind  | old   | new
        2012-07-01 | merge | n1    | n2
        2014-07-01 | merge | n2 n3 | n3
    """)  # fmt: skip
    assert belongs(areas, "n1", "2013-01-01") == "n2"
    assert belongs(areas, "n1", "2014-07-01") == "n3"


def test_the_areas_below_a_merged_area_go_with_it(read, belongs):
    areas = read(AREAS, """
        date       | kind  | old | new
        2012-07-01 | merge | S   | N
    """)  # fmt: skip
    tree = areas.at(date(2012, 7, 1))
    assert [tree.keys[i] for i in tree.path(tree.index("s1"))] == ["C", "N", "s1"]
    assert belongs(areas, "S", "2012-07-01") == "N"
    assert not [d for d in areas.defects if d.code == "area-outlives-parent"]


def test_a_figure_of_a_split_area_lands_at_the_lowest_area_that_contains_its_parts(read, belongs):
    within = read(AREAS, """
        date       | kind  | old | new
        2013-01-01 | split | n1  | n2 n3
    """)  # fmt: skip
    across = read(AREAS, """
        date       | kind  | old | new
        2013-01-01 | split | n1  | n2 s2
    """)  # fmt: skip
    assert belongs(within, "n1", "2013-01-01") == "N"
    assert belongs(across, "n1", "2013-01-01") == "C"


def test_a_figure_of_an_area_that_gave_a_part_away_stays_with_the_area(read, belongs):
    areas = read(AREAS, """
        date       | kind  | old | new
        2013-01-01 | split | s1  | s1 s2
    """)  # fmt: skip
    assert belongs(areas, "s1", "2014-01-01") == "s1"


def test_a_figure_of_a_part_lands_at_the_whole_where_an_earlier_tree_is_asked_for(read, belongs):
    areas = read(AREAS, """
        date       | kind  | old | new
        2013-01-01 | split | s1  | s1 s2
    """)  # fmt: skip
    assert belongs(areas, "s2", "2012-01-01") == "s1"


def test_a_new_code_takes_the_place_of_the_old_one(read, belongs):
    areas = read(AREAS, """
        date       | kind   | old | new
        2013-01-01 | recode | s1  | s2
    """)  # fmt: skip
    assert belongs(areas, "s1", "2013-01-01") == "s2"
    assert belongs(areas, "s2", "2012-12-31") == "s1"
    assert areas.at(date(2013, 1, 1)).index("s1") is None


def test_a_recoded_parent_keeps_its_children(read, belongs):
    areas = read(
        """
        key | parent | level  | zh
        C   |        | city   | 示范市
        N   | C      | county | 北区
        M   | C      | county | 北区
        n1  | N      | town   | 甲镇
        m1  | M      | town   | 乙镇
        """,
        """
        date       | kind   | old | new
        2013-01-01 | recode | N   | M
        """,
    )
    before, after = areas.at(date(2012, 1, 1)), areas.at(date(2013, 1, 1))
    assert [before.keys[i] for i in before.children(before.index("N"))] == ["n1", "m1"]
    assert [after.keys[i] for i in after.children(after.index("M"))] == ["n1", "m1"]


def test_an_area_that_moved_has_its_new_parent_from_that_day(read, belongs):
    areas = read(AREAS, """
        date       | kind | old | parent
        2013-01-01 | move | n1  | S
    """)  # fmt: skip
    before, after = areas.at(date(2012, 12, 31)), areas.at(date(2013, 1, 1))
    assert before.keys[before.parent[before.index("n1")]] == "N"
    assert after.keys[after.parent[after.index("n1")]] == "S"
    assert belongs(areas, "n1", "2013-01-01") == "n1"


def test_a_renamed_area_has_its_new_name_from_that_day(read):
    areas = read(AREAS, """
        date       | kind   | old | zh   | en
        2013-01-01 | rename | n1  | 新镇 | Newtown
    """)  # fmt: skip
    before, after = areas.at(date(2012, 12, 31)), areas.at(date(2013, 1, 1))
    assert before.name(before.index("n1"), "zh") == "甲镇"
    assert after.name(after.index("n1"), "en") == "Newtown"
    assert areas.named("甲镇", date(2013, 1, 1)) == ()


def test_an_area_that_ended_without_a_successor_is_counted_with_its_parent(read, belongs):
    areas = read("""
        key | parent | level  | zh   | to
        C   |        | city   | 示范市 |
        N   | C      | county | 北区 | 2014-12-31
        n1  | N      | town   | 甲镇 | 2012-06-30
    """)
    assert belongs(areas, "n1", "2012-07-01") == "N"
    assert belongs(areas, "n1", "2015-01-01") == "C"


def test_a_figure_that_only_belongs_inside_an_area_is_told_from_the_areas_own(read):
    areas = read(AREAS, """
        date       | kind  | old | new
        2012-01-01 | merge | s1  | n3
        2013-01-01 | split | n1  | n2 n3
    """)  # fmt: skip
    tree = areas.at(date(2013, 1, 1))
    inside = {key: bool(tree.covering[areas.id_of(key)]) for key in ("n1", "s1", "n2")}
    assert inside == {"n1": True, "s1": False, "n2": False}


@pytest.mark.parametrize("day", ["1990-01-01", "2012-06-30", "2013-01-01", "2030-01-01"])
def test_nothing_is_lost_whatever_the_date(read, belongs, day):
    areas = read(AREAS, """
        date       | kind   | old   | new
        2012-07-01 | merge  | n1 n2 | n2
        2013-01-01 | recode | s1    | s2
        2014-01-01 | split  | n2    | n2 n3
    """)  # fmt: skip
    assert None not in [belongs(areas, key, day) for key in areas.keys]
