"""The error of matching that estimates allow for: typed, from a review, or assumed."""

from __future__ import annotations

import json

import pytest

from huimin.demography.registration import Linkage
from huimin.findings import Invalid
from huimin.tasks.reconcile.comparing import Wanted, compare
from huimin.tasks.reconcile.link_errors import ASSUMED, linkage_from_review
from reconcile_lists import sent_lists
from workspace_fixtures import huimin

LISTS = "number,name,sex,birth,mother\n1,王小明,男,2026-01-05,李梅\n2,赵天宇,男,2026-02-09,孙倩\n"


def test_a_review_with_intervals_becomes_rates_with_errors():
    found = linkage_from_review(
        {"precision": {"value": 0.998, "low": 0.994, "high": 1.0}, "recall": 0.97, "pairs": 400}
    )
    assert found.sensitivity == 0.97 and found.sensitivity_error == 0
    assert found.false_share == pytest.approx(0.002) and found.false_share_error == pytest.approx(0.006 / 3.92)


@pytest.mark.parametrize("record", [{}, [], {"precision": 1.2, "recall": 0.9}, {"precision": 0.9, "recall": "x"},
                                    {"precision": 0.9, "recall": 0}, {"precision": True, "recall": 0.9}])  # fmt: skip
def test_a_review_that_cannot_be_used(record):
    with pytest.raises(Invalid):
        linkage_from_review(record)


def test_three_lists_are_put_right_for_pairs_missed():
    sent, _ = sent_lists(3000, 20)
    raw, right = (compare(sent, Wanted(linkage=one)).estimate.whole.total for one in (Linkage(), ASSUMED))
    assert right.value < raw.value and right.high - right.low > 0
    assert right.low <= 3000 <= right.high


@pytest.fixture
def compared(tmp_path, monkeypatch):
    monkeypatch.setenv("HUIMIN_KEYS", str(tmp_path / "keys"))
    (tmp_path / "a.csv").write_text(LISTS, "utf-8")
    (tmp_path / "b.csv").write_text(LISTS.replace("1,王", "7,王"), "utf-8")
    review = tmp_path / "review.json"

    def run(*options, record=None):
        review.write_text(record if isinstance(record, str) else json.dumps(record), "utf-8")
        found = [review if one == "REVIEW" else one for one in options]
        ran = huimin("reconcile", tmp_path / "a.csv", tmp_path / "b.csv", "--out", tmp_path / "out", "--json", *found)
        if ran.code:
            return [one["code"] for one in ran.json["errors"]]
        return (tmp_path / "out" / "report.html").read_text("utf-8")

    return run


def test_options_and_review_reach_the_report(compared):
    assert "96.00%" in compared("--sensitivity", "96%+-1%") and "3.00%" in compared("--false-matches", "0.03")
    assert "91.00%" in compared("--from-review", "REVIEW", record={"precision": 1, "recall": 0.91})
    both = compared("--from-review", "REVIEW", "--sensitivity", "88%", record={"precision": 0.93, "recall": 0.91})
    assert "88.00%" in both and "7.00%" in both


def test_what_cannot_be_read_is_told(compared):
    assert compared("--from-review", "REVIEW", record="{") == ["reconcile-review-unreadable"]
    assert compared("--sensitivity", "many") == ["registration-option-unreadable"]
