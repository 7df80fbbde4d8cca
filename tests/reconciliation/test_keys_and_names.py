"""Keys join what is alone in both lists; names are compared by characters, sounds and shapes."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.linkage.readings import readings
from huimin.reconciliation import compare, dates
from huimin.reconciliation.identity import GOOD, OLD, RUINED, WRONG, check_digit, read_identity
from huimin.reconciliation.joining import join_pairs
from huimin.reconciliation.keys import alone_in_both, combined, mixed, others
from huimin.reconciliation.names import read_names
from huimin.reconciliation.newborns import placeholder
from huimin.reconciliation.ties import MOST_ALIKE, sharing

KEYS = st.lists(st.integers(0, 6), max_size=25)


@given(KEYS, KEYS)
def test_alone_in_both_is_what_counting_says(one, two):
    first, second = np.array(one, np.uint64), np.array(two, np.uint64)
    made = {(int(a), int(b)) for a, b in zip(*alone_in_both(first, second), strict=True)}
    seen1, seen2 = Counter(one), Counter(two)
    truth = {(one.index(key), two.index(key)) for key in seen1 if key and seen1[key] == 1 and seen2[key] == 1}
    assert made == truth


@given(KEYS, KEYS)
def test_sharing_is_every_pair_of_a_key_that_few_bear(one, two):
    first, second = np.array(one, np.uint64), np.array(two, np.uint64)
    made = sorted((int(a), int(b)) for a, b in zip(*sharing(first, second), strict=True))
    few = {key for key in one if key and one.count(key) <= MOST_ALIKE and two.count(key) <= MOST_ALIKE}
    assert made == [(a, b) for a, x in enumerate(one) for b, y in enumerate(two) if x == y and x in few]


@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 40), unique=True))
def test_others_are_those_not_taken(rows, taken):
    kept = others(np.array(rows, np.int64), np.array(taken, np.int64))
    assert kept.tolist() == [row for row in rows if row not in taken]


def test_a_key_lacks_where_a_part_lacks():
    parts = [mixed(np.array([1, 0, 3])), mixed(np.array([4, 5, 0]))]
    assert (combined(parts) == 0).tolist() == [False, True, True]


def names(*texts):
    return read_names(texts, np.arange(len(texts), dtype=np.int32), readings())


def level(one, two):
    rows = np.array([0])
    return int(compare.compare_names(names(one), rows, names(two), rows)[0])


@pytest.mark.parametrize(("one", "two", "told"), [
    ("张三", "张三", compare.SAME), ("张 三", "张三", compare.SAME), ("阿依古丽·买买提", "阿依古丽．买买提", compare.SAME),
    ("王晓明", "王小明", compare.TONE), ("单丽", "扇丽", compare.SOUND - 5), ("单丽", "山丽", compare.SOUND),
    ("尉迟敬", "玉池静", compare.TONE), ("张三", "ZHANG San", compare.SOUND), ("张三", "San ZHANG", compare.TURNED),
    ("李末", "李未", compare.ALIKE), ("欧阳娜", "欧阳那", compare.TONE), ("王天淇", "王夭琪", compare.ALIKE),
    ("王小明", "王大明", compare.ONE_CHARACTER), ("王明", "王小明", compare.ONE_CHARACTER),
    ("王明", "王强", compare.SURNAME), ("王明", "赵强", compare.DIFFERENT), ("", "赵强", compare.MISSING),
])  # fmt: skip
def test_how_names_compare(one, two, told):
    if (one, two) == ("单丽", "扇丽"):
        told = compare.TONE  # 单 as a surname is shàn, as 扇
    assert level(one, two) == level(two, one) == told


def test_a_character_is_no_three_bytes():
    """One other character is one difference, however many bytes it has."""
    assert level("欧阳子涵", "欧阳子墨") == compare.ONE_CHARACTER


@pytest.mark.parametrize(("text", "told"), [
    ("张三之子", ("张三", 1, 0)), ("李梅之次女", ("李梅", 2, 2)), ("王女婴", ("王", 2, 0)), ("李梅之子甲", ("李梅", 1, 1)),
    ("未取名", ("", 0, 0)), ("张之洞", None), ("王羲之", None), ("李子", None), ("毛小宝", None), ("无忌", None),
])  # fmt: skip
def test_placeholders_and_names(text, told):
    found = placeholder(text)
    assert (tuple(found) if found else None) == told


def days(text):
    return np.array([dates.read_day(text)], np.int32)


@pytest.mark.parametrize(("one", "two", "told"), [
    ("2026-03-05", "20260305", dates.SAME), ("2026-03-05", "2026-05-03", dates.SWAPPED),
    ("2026-03-05", "2026-03-15", dates.DIGIT), ("2026-03-30", "2026-04-01", dates.NEAR),
    ("2026-02-17", "2026-01-01", dates.LUNAR), ("2025-10-06", "2025-08-15", dates.LUNAR),
    ("2026-03-05", "2026-09-28", dates.OTHER), ("2026-03-05", "", dates.NONE),
])  # fmt: skip
def test_how_dates_compare(one, two, told):
    """New Year of 2026 was on 17 February, the Mid-Autumn day (15th of the 8th month) of 2025 on 6 October."""
    assert (
        dates.compare_days(days(one), days(two)).tolist() == dates.compare_days(days(two), days(one)).tolist() == [told]
    )


def test_the_new_years_of_twenty_years_begin_a_lunar_month():
    """First days of the lunar year as announced, 2010 to 2029."""
    told = """
    2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
    2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13"""
    assert {int(dates.lunar_day(days(day))[0]) for day in told.split()} == {1}


@pytest.mark.parametrize(("text", "told"), [
    ("11010519491231002X", GOOD), ("11010519491231002x", GOOD), ("１１０１０５１９４９１２３１００２Ｘ", GOOD),
    ("110105194912310021", WRONG), ("110105491231002", OLD), ("110105491331002", WRONG), ("1.10105E+17", RUINED),
    ("1.5e+17", RUINED), ("110105194912310000", RUINED), ("12345", WRONG),
])  # fmt: skip
def test_identity_numbers(text, told):
    """The first is the example of GB 11643-1999."""
    assert read_identity(text)[1] == told


@given(st.integers(0, 10**17 - 1), st.integers(0, 16), st.integers(1, 9))
def test_a_check_digit_finds_every_single_slip(number, place, by):
    text = f"{number:017d}"
    other = text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :]
    assert check_digit(text) != check_digit(other)


def test_an_old_number_is_the_new_one_of_the_same_person():
    assert read_identity("110105491231002")[0] == read_identity("11010519491231002X")[0]


PAIRS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6, unique_by=(lambda p: p[0], lambda p: p[1])
)


@given(PAIRS, PAIRS, PAIRS)
def test_everybody_of_three_lists_is_one_child(one, two, three):
    every = np.arange(6)
    pairs = {way: tuple(np.array([p[side] for p in made], np.int64) for side in (0, 1))
             for way, made in (((0, 1), one), ((0, 2), two), ((1, 2), three))}  # fmt: skip
    made = join_pairs((every, every, every), pairs)
    for at in range(3):
        held = made.rows[made.rows[:, at] >= 0, at]
        assert sorted(held.tolist()) == list(range(6))
    assert made.at_odds <= len(three)
