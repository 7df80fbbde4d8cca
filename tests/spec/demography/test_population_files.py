"""A population file has a row for each area, sex and age; whatever cannot be right is told with its line and column."""

import pytest

from huimin.findings import Invalid

GOOD = """
    area | sex    | age  | population
    A    | female | 0-4  | 100
    A    | female | 5-9  |  90
    A    | female | 10+  | 400
    A    | male   | 0-4  | 104
    A    | male   | 5-9  |  95
    A    | male   | 10+  | 380
"""


def faults(reading, old, new):
    """(code, line, column) of what is told once ``old`` is ``new``."""
    assert old in GOOD
    with pytest.raises(Invalid) as told:
        reading(GOOD.replace(old, new, 1))
    return [(one.code, one.place.line, one.place.column) for one in told.value.findings]


def test_a_good_file_is_people_by_sex_and_age(reading):
    people = reading(GOOD)

    assert people.counts.tolist() == [[[100, 90, 400], [104, 95, 380]]]
    assert (people.ages.width, people.ages.open_from, people.year) == (5, 10, 2025)


def test_columns_and_sexes_may_be_written_in_chinese(reading):
    people = reading(
        GOOD.replace("area | sex    | age  | population", "地区 | 性别 | 年龄 | 人口")
        .replace("female", "女")
        .replace("male", "男")
    )

    assert people.counts.sum() == 1169


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("|  90", "| -90", [("project-number-negative", 3, 4)]),
    ("| 400", "| many", [("project-number-unreadable", 4, 4)]),
    ("A    | female | 5-9  |", "A    | woman  | 5-9  |", [("project-sex-unknown", 3, 2)]),
    ("female | 5-9 ", "female | 4-9 ", [("projection-ages-order", 3, 3)]),
    ("female | 10+ ", "female | 10-14", [("projection-ages-not-open", 4, 3)]),
    ("female | 0-4 ", "female | babies", [("projection-age-unreadable", 2, 3)]),
    ("| population", "| count", [("project-column-missing", 1, 0)]),
])  # fmt: skip
def test_a_fault_is_told_with_line_and_column(reading, old, new, expected):
    assert faults(reading, old, new) == expected


def test_both_sexes_and_the_same_ages_are_needed_everywhere(reading):
    assert faults(reading, "    A    | male   | 10+  | 380\n", "")[0][0] in (
        "projection-ages-not-open",
        "project-ages-differ",
    )
    assert faults(reading, GOOD[GOOD.index("    A    | male   | 0-4") :], "") == [("project-sex-missing", 2, 2)]


def test_every_fault_is_told_at_once(reading):
    with pytest.raises(Invalid) as told:
        reading(GOOD.replace("100", "-1").replace("104", "x").replace("380", "-2"))

    assert [one.place.line for one in told.value.findings] == [2, 5, 7]
