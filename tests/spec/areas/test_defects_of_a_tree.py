"""Every defect of a tree is told at once, with its line and what to do; the tree can still be looked at."""

from __future__ import annotations

from datetime import date

import pytest

from huimin.areas.defects import LISTED
from huimin.areas.report import TOLD
from huimin.findings import Severity, explain, next_step

DAY = date(2024, 1, 1)


def facts(areas, code):
    """The facts of the one defect with this code."""
    (found,) = [d for d in areas.defects if d.code == code]
    assert explain(found, "zh")
    assert explain(found, "en")
    assert "…" not in explain(found, "zh") + explain(found, "en") + next_step(found, "zh") + next_step(found, "en")
    return {"line": found.place.line, "severity": found.severity.word, **found.facts}


def test_all_defects_come_together(read, codes):
    areas = read("""
        code      | parent | level  | zh   | from       | to
        1502      |        | city   | 草原市 | 2010-01-01 |
        150201    | 1502   | county | 东区 |            |
        150201    | 1502   | county | 又东区 |          |
        150202    | 1520   | county | 西区 |            |
        150203    | 1502   | countie | 南区 |           |
        150203100 | 150203 | city   | 某镇 |            |
        15020210A | 150202 | town   | 城关镇 | 2012-01-01 | 2011-01-01
        150207    | 1502   | county | 北区 | 2012/13/01 |
    """)
    assert set(codes(areas)) >= {
        "area-key-twice 150201",
        "area-parent-unknown 150202",
        "area-level-unknown 150203",
        "area-ends-before-it-begins 15020210A",
        "area-code-shape 150203100",
        "area-code-shape 15020210A",
        "area-outlives-parent 150201",
        "area-date-unreadable",
    }
    assert areas.at(DAY).index("150201") is not None


def test_a_key_used_twice_names_both_rows(read):
    areas = read("""
        code   | parent | level  | zh
        1502   |        | city   | 草原市
        150201 | 1502   | county | 东区
        150201 | 1502   | county | 又东区
    """)
    found = facts(areas, "area-key-twice")
    assert (found["line"], found["name"], found["other"], found["other_line"]) == (4, "又东区", "东区", 3)


def test_a_code_may_not_belong_to_two_areas_at_the_same_time(read):
    areas = read("""
        key | code   | parent | level  | zh   | from       | to
            | 1502   |        | city   | 草原市 |          |
        a   | 150201 | 1502   | county | 东区 |            | 2013-12-31
        b   | 150201 | 1502   | county | 新区 | 2013-01-01 |
    """)
    found = facts(areas, "area-code-twice")
    assert (found["since"], found["until"]) == ("2013-01-01", "2013-12-31")


def test_an_unknown_parent_comes_with_the_nearest_known_one(read):
    areas = read("""
        code   | parent | level  | zh
        1502   |        | city   | 草原市
        150201 | 1520   | county | 东区
    """)
    assert facts(areas, "area-parent-unknown")["nearest"] == "1502"


def test_a_ring_of_parents_is_named_and_broken_at_its_first_member(read, outline):
    areas = read("""
        key | parent | level  | zh
        C   |        | city   | 市
        a   | c      | county | 甲
        b   | a      | town   | 乙
        c   | b      | village | 丙
        d   | c      | village | 丁
    """)
    found = facts(areas, "area-cycle")
    assert found["path"] == "甲 (a) → 丙 (c) → 乙 (b) → 甲 (a)"
    assert outline(areas.at(DAY)).splitlines() == ["市", "甲", "  乙", "    丙", "      丁"]


def test_an_area_that_is_its_own_parent_is_a_ring_of_one(read):
    areas = read("""
        key | parent | level  | zh
        C   | C      | city   | 市
    """)
    assert facts(areas, "area-cycle")["path"] == "市 (C) → 市 (C)"
    assert areas.at(DAY).keys == ("C",)


def test_a_parent_must_be_of_a_higher_level(read):
    areas = read("""
        key | parent | level  | zh
        C   |        | county | 区
        D   | C      | county | 县
    """)
    assert facts(areas, "area-level-not-below")["parent_level"] == "county"


def test_a_child_may_not_outlive_a_parent_that_has_no_successor(read):
    areas = read("""
        key | parent | level  | zh | to
        C   |        | city   | 市 |
        N   | C      | county | 区 | 2012-12-31
        n   | N      | town   | 镇 |
    """)
    assert facts(areas, "area-outlives-parent")["end"] == "2012-12-31"
    tree = areas.at(DAY)
    assert tree.keys[tree.parent[tree.index("n")]] == "C"


def test_a_code_that_disagrees_with_the_parents_code_is_told_and_the_written_parent_holds(read):
    areas = read("""
        code   | parent | level  | zh
        1409   |        | city   | 忻州市
        140902 | 1409   | county | 忻府区
        170971 | 1409   | county | 五台山
    """)
    found = facts(areas, "area-code-elsewhere")
    assert (found["line"], found["code"], found["severity"]) == (4, "170971", "warning")
    tree = areas.at(DAY)
    assert tree.keys[tree.parent[tree.index("170971")]] == "1409"


def test_several_areas_without_a_parent_are_a_warning(read):
    areas = read("""
        code | parent | level | zh
        1502 |        | city  | 甲市
        1503 |        | city  | 乙市
    """)
    assert facts(areas, "area-roots-several")["count"] == 2


def test_many_areas_without_a_code_are_counted_not_listed(read):
    rows = "\n".join(f" | 1502 | county | 区{n}" for n in range(LISTED + 1))
    areas = read("code | parent | level | zh\n1502 |  | city | 市\n" + rows)
    assert facts(areas, "area-without-code-many")["count"] == LISTED + 1


def test_a_wrong_column_does_not_drown_the_reader(read):
    rows = "\n".join(f"1502{n:03d} | 15O2 | county | 区{n}" for n in range(TOLD + 50))
    areas = read("code | parent | level | zh\n1502 |  | city | 市\n" + rows)
    told = [d for d in areas.defects if d.code == "area-parent-unknown"]
    more = [d for d in areas.defects if d.code == "area-defects-more" and d.severity is Severity.ERROR]
    assert len(told) == TOLD
    assert more[0].facts["count"] == TOLD + 50


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("2012-01-01 | merge  | n9 n1 | n2    |   |   ", "change-area-unknown"),
        ("2012-01-01 | merge  | n1    | n1    |   |   ", "change-shape"),
        ("2012-01-01 | rename | n1    |       |   |   ", "change-shape"),
        ("2012-01-01 | move   | n1    |       |   |   ", "change-shape"),
        ("2012-01-01 | melt   | n1    | n2    |   |   ", "change-kind-unknown"),
        ("           | merge  | n1    | n2    |   |   ", "change-without-date"),
        ("2012-02-30 | merge  | n1    | n2    |   |   ", "area-date-unreadable"),
        ("2009-01-01 | merge  | late  | n2    |   |   ", "change-area-not-yet"),
        ("2012-01-01 | merge  | n1    | late2 |   |   ", "change-area-not-yet"),
        ("2012-01-01 | merge  | gone  | n2    |   |   ", "change-area-already-ended"),
        ("2004-01-01 | merge  | gone  | n2    |   |   ", "change-area-lives-on"),
        ("2012-01-01 | split  | n1    | n1 n2 |   |   ", "change-area-always-there"),
        ("2012-01-01 | merge  | N     | n2    |   |   ", "change-into-itself"),
        ("2012-01-01 | move   | N     |       |   | n1", "change-into-itself"),
        ("2012-01-01 | move   | n1    |       |   | gone", "change-parent-not-alive"),
    ],
)
def test_a_change_that_cannot_be_is_told(read, change, code):
    areas = read(
        """
        key   | parent | level  | zh   | from       | to
        C     |        | city   | 市   |            |
        N     | C      | county | 区   |            |
        n1    | N      | town   | 甲镇 |            |
        n2    | N      | town   | 乙镇 |            |
        late  | N      | town   | 丙镇 | 2010-01-01 |
        late2 | N      | town   | 丁镇 | 2020-01-01 |
        gone  | N      | town   | 戊镇 |            | 2005-12-31
        """,
        "date | kind | old | new | zh | parent\n" + change,
    )
    assert facts(areas, code)["line"] == 2
    assert areas.at(DAY).index("C") == 0


def test_an_area_can_end_in_one_change_only(read):
    areas = read(
        """
        key   | parent | level  | zh
        C     |        | city   | 市
        n1    | C      | county | 甲
        n2    | C      | county | 乙
        n3    | C      | county | 丙
        """,
        """
        date       | kind  | old | new
        2012-01-01 | merge | n1  | n2
        2012-01-01 | merge | n1  | n3
        """,
    )
    assert facts(areas, "change-ends-twice")["other"] == "2012-01-01"


def test_a_table_without_its_columns_says_which(read):
    areas = read("""
        kode | parent | zh
        1502 |        | 市
    """)
    assert {d.facts["found"] for d in areas.defects if d.code == "area-column-missing"} == {"level"}
    assert facts(areas, "area-column-unknown")["nearest"] == "code"
