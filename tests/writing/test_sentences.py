"""Sentences: joined, plural right, nothing twice, and never more than the figures carry."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.writing.numbers import Style, counted, is_still, moved, points, shown, signed
from huimin.writing.sentences.changes import Moved, Mover, most_improved, movement, overall, tally, value_and_changes
from huimin.writing.sentences.joining import joined, run_on, some
from huimin.writing.sentences.reporting import Reports, came, late, missing
from huimin.writing.sentences.standing import Placed, apart, first, sides, too_little

PERCENT, NUMBER = Style("percent", 2), Style("number", 1)
NAMES = st.lists(st.text("甲乙丙丁ABC", min_size=1, max_size=4), max_size=8)


def test_lists_are_joined_as_each_language_does():
    assert joined(["甲"], "zh") == "甲" and joined(["A"], "en") == "A"
    assert joined(["甲", "乙", "丙"], "zh") == "甲、乙和丙"
    assert joined(["A", "B", "C"], "en") == "A, B and C"
    assert some(["甲", "乙", "丙"], "zh", 2, "个县") == "甲、乙等3个县"
    assert some(["A", "B", "C"], "en", 2) == "A, B and 1 other"
    assert joined([], "zh") == joined([], "en") == ""


def test_plurals_are_right():
    assert counted(1, "county", "counties") == "1 county"
    assert counted(0, "county", "counties") == "0 counties"
    assert moved(0.01, Style("percent", 0), "en") == "1 percentage point"
    assert moved(0.02, Style("percent", 0), "en") == "2 percentage points"


def test_numbers_are_shown_by_their_unit():
    assert shown(0.853, PERCENT, "zh") == "85.30%" and shown(None, PERCENT, "zh") == "未报送"
    assert shown(None, PERCENT, "en") == "not reported"
    assert (
        moved(-0.012, PERCENT, "zh") == "1.20个百分点" and moved(0.0003, Style("permille", 2), "zh") == "0.30个千分点"
    )
    assert signed(-0.012, PERCENT) == "−1.20" and signed(0.012, PERCENT) == "+1.20" and signed(None, PERCENT) == "–"
    assert points(81.5) == "81.5" and points(None) == "–"


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (Moved("year", 0.012, True), "同比上升1.20个百分点", "up 1.20 percentage points on a year earlier"),
        (Moved("month", -0.012, False), "环比下降1.20个百分点（在正常波动范围内）",
         "down 1.20 percentage points on the month before (within chance)"),
        (Moved("year", 0.00001, False), "同比持平", "unchanged on a year earlier"),
        (Moved("month", None), "上月未报送，无法比较", "the month before was not reported, so the two cannot be compared"),
        (Moved("year", 0.9, True, odd=True), "同比上升90.00个百分点（变化异常，待核实）",
         "up 90.00 percentage points on a year earlier (out of line, to be checked)"),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_size_and_whether_it_is_noise(one, zh, en):
    assert movement(one, PERCENT, "zh") == zh
    assert movement(one, PERCENT, "en") == en


def test_what_was_not_reported_is_no_zero():
    assert value_and_changes("产前筛查率", None, [Moved("year", None)], PERCENT, "zh") == "产前筛查率未报送"
    assert "0" not in value_and_changes("Screening", None, [], PERCENT, "en")


def test_only_a_sure_change_the_wished_way_is_an_improvement():
    assert Moved("year", 1.0, True, "higher").improved is True
    assert Moved("year", 1.0, True, "lower").improved is False
    for one in (
        Moved("year", 1.0, False, "higher"),
        Moved("year", 1.0, True),
        Moved("year", 1.0, True, "higher", odd=True),
    ):
        assert one.improved is None


def test_the_overall_sentence_counts_every_indicator_once():
    found = tally([("甲", Moved("year", 1.0, True, "higher")), ("乙", Moved("year", 1.0, True, "lower")),
                   ("丙", Moved("year", 1.0, False, "higher")), ("丁", Moved("year", None))])  # fmt: skip
    assert overall(found, "year", "zh") == (
        "与上年同期相比，4项指标中，1项明显好转（甲）；1项明显退步（乙）；其余1项的变化在正常波动范围内；1项因未报送无法比较")  # fmt: skip
    assert overall(tally([]), "year", "zh") == ""


def test_nobody_is_praised_for_noise():
    noise = [Mover("甲", Moved("year", 0.2, False, "higher")), Mover("乙", Moved("year", 0.3, False, "higher"))]
    assert most_improved(noise, PERCENT, "zh") == ""
    sure = [*noise, Mover("丙", Moved("year", 0.1, True, "higher"))]
    assert most_improved(sure, PERCENT, "zh") == "同比改善最多的是丙（上升10.00个百分点）"
    tied = [*sure, Mover("丁", Moved("year", 0.1, True, "higher"))]
    assert most_improved(tied, PERCENT, "en") == (
        "丙 (up 10.00 percentage points) and 丁 (up 10.00 percentage points) improved most on a year earlier")  # fmt: skip


def test_who_cannot_be_told_apart_is_not_called_first_alone():
    areas = [Placed("甲", 0.9, 1, 1, False), Placed("乙", 0.89, 2, 0, True), Placed("丙", 0.5, 3, -1, False)]
    assert first(areas, PERCENT, "zh") == "甲（90.00%）位居第一，与乙的差别在正常波动范围内，不能分出先后"
    assert first(areas, PERCENT, "en") == "甲 (90.00%) comes first, though it cannot be told apart from 乙"
    assert sides(areas, "zh") == "明显好于全市其他地区的有甲；明显差于全市其他地区的有丙"
    assert first(areas[:1], PERCENT, "zh") == ""


def test_who_is_not_ranked_is_named_with_the_reason():
    areas = [Placed("甲", None, reason="not-reported"), Placed("乙", 9.9, reason="odd")]
    assert apart(areas, "zh") == "甲未报送，不参加排名；乙数值异常，待核实，不参加排名"
    assert apart(areas, "en") == (
        "甲 did not report and is not ranked; 乙 reported a value out of line, which is being checked, and is not ranked")  # fmt: skip
    assert too_little([], "zh", "80%") == ""


def test_reports_are_told_with_what_is_missing_and_late():
    one, none = Reports("甲", 10, 9, 7), Reports("乙", 4, 0, 0)
    assert came(one, "zh") == "甲应报10份，实报9份，报送率90.00%；按时报送7份，按时率70.00%"
    assert came(none, "zh") == "乙应报4份，全部未报送"
    assert came(Reports("C", 1, 1, 1), "en") == "C: the report came on time"
    assert missing([one, none], "zh") == "尚未报送5份，涉及乙（4份）和甲（1份）"
    assert missing([one], "en") == "1 report is still missing: 甲 (1)"
    assert missing([Reports("丙", 3, 3, 3)], "zh") == "各地报表均已报齐"
    assert late([none], "zh") == "" and late([one], "en") == "2 reports came late: 甲 (2)"


@given(NAMES, st.sampled_from(["zh", "en"]), st.integers(1, 9))
def test_no_sentence_has_a_stop_or_space_twice(names, lang, most):
    told = run_on([some(names, lang, most), "", joined(names, lang)], lang)
    assert not re.search(r"  |。。|\.\.|,,|、、| ,", told)


@given(st.floats(-10, 10, allow_nan=False), st.sampled_from(["number", "percent", "permille"]), st.integers(0, 3))
def test_a_change_is_still_exactly_where_it_prints_as_nothing(value, show, decimals):
    style = Style(show, decimals)
    assert is_still(value, style) == (not re.search(r"[1-9]", moved(value, style, "zh")))
