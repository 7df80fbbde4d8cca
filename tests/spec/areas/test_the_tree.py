"""The tree of areas is a table: one row an area, with its parent and its level. Depth and order are free."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

from huimin.findings import Severity

DAY = date(2024, 1, 1)

CITY = """
    code         | parent | level   | zh     | en
    1502         |        | city    | 草原市 | Steppe City
    150201       | 1502   | county  | 东区   | East
    150222       | 1502   | county  | 北旗   | North Banner
    150222100    | 150222 | town    | 白音苏木 | Bayan
    150222100201 | 150222100 | village | 一嘎查 | First
"""


def test_the_tree_is_read_from_the_top_down(read, outline):
    tree = read(CITY).at(DAY)
    assert outline(tree) == dedent("""\
        草原市
          东区
          北旗
            白音苏木
              一嘎查""")


def test_rows_may_stand_in_any_order(read, outline):
    head, *rows = CITY.strip().splitlines()
    shuffled = read("\n".join([head, *reversed(rows)])).at(DAY)
    assert sorted(shuffled.keys) == sorted(read(CITY).at(DAY).keys)
    village = shuffled.index("150222100201")
    assert [shuffled.names_zh[i] for i in shuffled.path(village)] == ["草原市", "北旗", "白音苏木", "一嘎查"]


def test_the_key_of_an_area_is_its_code_unless_the_table_says_otherwise(read):
    tree = read("""
        key  | code | parent | level  | zh
             | 1502 |        | city   | 草原市
        east | 150201 | 1502 | county | 东区
    """).at(DAY)
    assert tree.keys == ("1502", "east")


def test_an_area_without_a_code_has_a_key_made_of_its_parents_key_and_its_name(read):
    areas = read("""
        code   | parent | level  | zh
        1502   |        | city   | 草原市
        150201 | 1502   | county | 东区
               | 1502   | county | 高新区
    """)
    assert areas.at(DAY).keys == ("1502", "150201", "1502/高新区")
    (note,) = [d for d in areas.defects if d.code == "area-without-code"]
    assert note.severity is Severity.NOTE
    assert note.place.line == 4


def test_an_area_above_the_lowest_level_may_have_no_children(read, codes):
    areas = read(CITY)
    assert areas.at(DAY).children(areas.at(DAY).index("150201")) == []
    assert codes(areas) == ["area-without-children 150201"]


def test_levels_are_called_what_the_region_calls_them(read):
    tree = read(CITY).at(DAY)
    banner, sumu = tree.index("150222"), tree.index("150222100")
    assert tree.level_name(banner, "zh") == "旗县区"
    assert tree.level_name(sumu, "en") == "Sumu"
    assert tree.levels.name("county", "130102", "zh") == "区县"


def test_areas_below_one_another_are_neighbours_in_the_arrays(read):
    tree = read(CITY).at(DAY)
    banner = tree.index("150222")
    below = range(banner, int(tree.end[banner]))
    assert [tree.names_en[i] for i in below] == ["North Banner", "Bayan", "First"]


def test_all_areas_of_a_level_are_found_at_once(read):
    tree = read(CITY).at(DAY)
    assert [tree.keys[i] for i in tree.at_level("county")] == ["150201", "150222"]
    assert list(tree.at_level("province")) == []


def test_an_area_exists_from_its_first_to_its_last_day(read):
    areas = read("""
        code   | parent | level  | zh   | from       | to
        1502   |        | city   | 草原市 |          |
        150201 | 1502   | county | 东区 |            | 2012-06-30
        150203 | 1502   | county | 新区 | 2012-07-01 |
    """)
    assert areas.at(date(2012, 6, 30)).keys == ("1502", "150201")
    assert areas.at(date(2012, 7, 1)).keys == ("1502", "150203")


def test_who_reports_on_a_day_are_the_areas_of_the_level_that_exist_then(read):
    areas = read("""
        code   | parent | level  | zh   | from       | to
        1502   |        | city   | 草原市 |          |
        150201 | 1502   | county | 东区 |            | 2012-06-30
        150203 | 1502   | county | 新区 | 2012-07-01 |
        150204 | 1502   | county | 南区 |            |
    """)
    reporting = [areas.keys[i] for i in areas.reporting(["county"], date(2012, 12, 31))]
    assert reporting == ["150203", "150204"]


def test_a_code_that_was_used_again_means_the_area_of_that_day(read):
    areas = read("""
        key   | code   | parent | level  | zh   | from       | to
              | 1502   |        | city   | 草原市 |          |
        old   | 150201 | 1502   | county | 旧区 |            | 2012-06-30
        new   | 150201 | 1502   | county | 新区 | 2014-01-01 |
    """)
    assert not [d for d in areas.defects if d.severity is Severity.ERROR]
    assert areas.keys[areas.find("150201", date(2012, 1, 1))] == "old"
    assert areas.keys[areas.find("150201", date(2015, 1, 1))] == "new"


def test_an_area_is_found_by_name_within_another(read):
    areas = read("""
        code   | parent | level  | zh
        1502   |        | city   | 草原市
        150201 | 1502   | county | 东区
        150202 | 1502   | county | 西区
        150201100 | 150201 | town | 城关镇
        150202100 | 150202 | town | 城关镇
    """)
    west = areas.id_of("150202")
    assert [areas.keys[i] for i in areas.named("城关镇", DAY)] == ["150201100", "150202100"]
    assert [areas.keys[i] for i in areas.named("城关镇", DAY, under=west)] == ["150202100"]
