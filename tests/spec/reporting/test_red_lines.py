"""A red line is decided by a named person on evidence: a yes without both is refused."""

from dataclasses import replace

import numpy as np
import pytest

from huimin.figures.batch import ReportBatch
from huimin.figures.checks import CompiledChecks
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Severity
from huimin.indicators.definitions import Names

LINE = Element(
    "judge_red_falsified", "红线 数据造假", "Red line Falsified data", "1", "stock", "last", "none", high=1.0,
    values="yes-no", judged=True, reasoned=True,
)  # fmt: skip
DICTIONARY = Dictionary((LINE,))
SHEET = Form("judge", "评审表", "Judgement sheet", "year", ("county",), "", 60, LINE.atoms, frozenset())


def sheet(value: float, judge: str, note: str) -> ReportBatch:
    values, rows = np.array([[value]]), np.array([6], np.int32)
    return ReportBatch("judge", Period.of("2025"), "S", ("A",), LINE.atoms, values, rows, rows,
                       judge=judge, notes=(note,))  # fmt: skip


def checked(batch: ReportBatch, element: Element = LINE):
    dictionary = Dictionary((element,))
    return CompiledChecks(SHEET, dictionary, Names(dictionary, ())).check_batch(batch)


@pytest.mark.parametrize(("judge", "note"), [("", "核查报告 3 号"), ("李审核", ""), ("李审核", "  ")])
def test_a_yes_without_name_or_evidence_is_refused(judge, note):
    found = checked(sheet(1.0, judge, note))
    assert [(one.code, one.place.cell, one.severity) for one in found] == [
        ("red-line-without-reason", "F6", Severity.ERROR)
    ]


def test_a_yes_with_both_is_let_in():
    assert checked(sheet(1.0, "李审核", "核查报告 3 号")) == []


@pytest.mark.parametrize("value", [0.0, float("nan")])
def test_a_no_and_an_empty_cell_need_neither(value):
    assert checked(sheet(value, "", "")) == []


def test_other_judged_items_need_neither():
    assert checked(sheet(1.0, "", ""), replace(LINE, reasoned=False)) == []
