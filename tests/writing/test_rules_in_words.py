"""Targets in the words of a letter: no formula language, no stray spaces."""

from __future__ import annotations

from datetime import date

import pytest

from huimin.writing.rules import scoring, target, tidy


def item(kind, zh, en="", inputs=(), share=""):
    return {"rule": {"kind": kind, "zh": zh, "en": en, "share": share}, "inputs": list(inputs)}


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (item("at_least", "达到 80% 得满分，50% 以下不得分，其间按比例",
              "full points from 80% on; nothing below 50%, in proportion between"), "达到80%", "80% or more"),
        (item("at_most", "不超过 2% 得满分，10% 以上不得分", "full points up to 2%; nothing above 10%"), "不超过2%", "at most 2%"),
        (item("bands", "分档计分（≥95%: 1, ≥90%: 0.8）", "by bands (≥95%: 1, ≥90%: 0.8)"), "达到95%", "95% or more"),
        (item("deadline", "01-31 前完成得满分", "full points when done by 01-31", [{"name": "due", "kind": "due", "text": "01-31"}]),
         "1月31日前完成", "done by 31 January"),
        (item("frequency", "每期 2 次得满分", "full points for 2 times a period"), "每期不少于2次", "at least twice a period"),
        (item("reduce_excess", "上年超出 0.01 的部分应下降（>0.01: 30%），不足按比例",
              "last year’s excess over 0.01 is to fall (>0.01: 30%), in proportion below"),
         "上年超出1%的部分下降30%", "last year’s excess over 1% down by 30%"),
    ],
)  # fmt: skip
def test_a_target_reads_as_a_letter_says_it(one, zh, en):
    assert target(one, "zh") == zh
    assert target(one, "en") == en


def test_a_decision_table_tells_the_rows_in_force():
    rows = [{"name": f"row{n}", "kind": "formula", "zh": f"办结率 ≥ {p}", "en": f"decided ≥ {p}"} for n, p in
            enumerate(("90%", "98%"), 1)]  # fmt: skip
    live = [
        {"name": "live1", "kind": "dated", "text": "/2025-12-31"},
        {"name": "live2", "kind": "dated", "text": "2026-01-01/"},
    ]
    one = item("table", "按决策表计分（decided >= 90%: 1）", inputs=[*rows, *live],
               share="if live1 = 1 and row1 then 1 else if live2 = 1 and row2 then 0.5 else 0")  # fmt: skip
    assert target(one, "zh", date(2025, 6, 30)) == "办结率≥90%"
    assert target(one, "zh", date(2026, 6, 30)) == "办结率≥98%"
    assert scoring(one, "zh", date(2026, 6, 30)) == "办结率≥98%的，得50%分值；其余不得分"
    assert ">=" not in scoring(one, "en")


def test_spaces_beside_chinese_characters_go():
    assert tidy("一级 婚前检查率 95% 区间", "zh") == "一级婚前检查率95%区间"
    assert tidy("two  words", "en") == "two words"
