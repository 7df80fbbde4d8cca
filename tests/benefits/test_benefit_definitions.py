"""Every fault of a definition is told at once, with file and line, and in both languages."""

from __future__ import annotations

import pytest

from benefit_rules import amount, codes, condition, document, fact, made, read
from huimin.adapters.definitions.yaml_file import read_yaml
from huimin.benefits import check_together, read_benefit
from huimin.findings import Severity, explain, next_step

FAULTS = {
    "benefit-code": {"facts": [fact("Birth", "date"), fact("birth", "date")]},
    "benefit-code-twice": {"facts": [fact("birth", "date"), fact("birth", "date")]},
    "benefit-choice": {"facts": [fact("birth", "date"), fact("kind", "choice", options={"a": {"zh": "甲", "en": "a"}})]},
    "benefit-areas-missing": {"facts": [fact("birth", "date"), fact("home", "area")]},
    "benefit-fact-unknown": {"claim": {"of": "wedding", "until": "end_of_year"}},
    "benefit-members": {"facts": [fact("birth", "date"), fact("age", "number", member=True)]},
    "benefit-not-a-statement": {"conditions": [condition("sum", "birth.years + 1")]},
    "benefit-unit": {"amounts": [amount(("2020-01-01", 3), formula="rate * birth.years")]},
    "benefit-words-name": {"conditions": [condition("born", "birth.days >= 0", held_en="{brith.age}")]},
    "benefit-not-money": {"amounts": [amount(("2020-01-01", "3.001"))]},
    "benefit-dated-twice": {"amounts": [amount(("2020-01-01", 3), ("2020-01-01", 4))]},
    "benefit-not-a-share": {"shares": [{"from": "2020-01-01", "of": {"a": "100%", "b": "most"}}]},
    "benefit-proration": {"proration": "month"},
    "benefit-ends-before": {"until": "2019-01-01"},
    "benefit-claim-months": {"claim": {"of": "birth", "until": "months"}},
    "benefit-step-days": {"steps": [{"code": "a", "zh": "审", "en": "a", "by": "county", "working_days": 0}]},
    "benefit-paid-by": {"paid_by": {"working_days": 5, "end_of": "month"}},
    "benefit-paid-by-range": {"paid_by": {"working_days": 0}},
    "benefit-retention": {"retention": {"months": 0}},
    "formula-name-unknown": {"conditions": [condition("born", "brith.days >= 0")]},
    "formula-units-differ": {"conditions": [condition("born", "birth.days >= 0 and birth.years > birth.months")]},
    "formula-needs-truth": {"conditions": [condition("born", "birth.days >= 0 and birth")]},
    "definition-key-missing": {"conditions": None},
    "definition-key-unknown": {"sterilised": True},
    "definition-not-an-option": {"period": "fortnight"},
}  # fmt: skip


@pytest.mark.parametrize("code", FAULTS)
def test_each_fault_is_told(code):
    benefit, faults = read(**FAULTS[code])
    assert benefit is None and code in codes(faults)
    for fault in faults:
        assert all(explain(fault, lang) for lang in ("zh", "en")) and all(
            next_step(fault, lang) for lang in ("zh", "en")
        )


def test_all_faults_come_at_once_with_their_lines():
    text = "code: x\nzh: 甲\nen: x\nperiod: weekly\nfrom: 2020-01-01\namounts:\n- code: a\n  zh: 甲\n  en: a\n  dated:\n  - {from: 2020-01-01, yuan: much}\n"
    faults = []
    assert read_benefit(read_yaml(text.encode(), "benefits/x.yaml"), faults) is None
    places = {(one.code, one.place.file, one.place.line) for one in faults}
    assert {("definition-not-an-option", "benefits/x.yaml", 4), ("benefit-not-money", "benefits/x.yaml", 11)} <= places
    assert len(faults) > 8


def test_what_is_left_open_is_a_note():
    _, faults = read(amounts=[amount(("2020-01-01", "to-fill"))], shares=None)
    assert [(one.code, one.severity, one.facts["what"]) for one in faults] == [
        ("benefit-to-fill", Severity.NOTE, "amounts"), ("benefit-to-fill", Severity.NOTE, "shares")]  # fmt: skip


def test_nobody_is_asked_for_what_nothing_rests_on():
    _, faults = read(facts=[fact("birth", "date"), fact("shoe_size", "number")])
    assert [(one.code, one.facts["found"]) for one in faults] == [("benefit-fact-unused", "shoe_size")]


def test_benefits_that_do_not_fit_together():
    one = made(code="one", gives_way=["two"])
    two = made(code="two", gives_way=["one"])
    lost = made(code="three", gives_way=["nothing"])
    other = made(code="four", facts=[fact("birth", "date"), fact("parent_birth", "number")],
                 conditions=[condition("born", "birth.days >= 0 and parent_birth > 0")])  # fmt: skip
    assert codes(check_together([one, two])) == ["benefit-circle"]
    assert codes(check_together([lost, lost])) == ["benefit-code-twice", "benefit-unknown"]
    assert codes(check_together([made(code="five"), other])) == ["benefit-fact-differs"]


def test_formulas_may_be_chinese():
    benefit = made(conditions=[condition("a", "birth事.天数 >= 0 且 birth事.周岁 < 3")])
    assert benefit.conditions and document()["code"] == benefit.code
