"""The benefits that come with the product: no faults, every case right, nothing that is declined."""

from __future__ import annotations

import pytest

from huimin.benefits.definition import STATUSES
from huimin.findings import Severity
from huimin.tasks.benefits import Documents, build_catalogue, decide_file, run_case
from huimin.wiring.benefits import benefits_of

CATALOGUE = benefits_of(None)
CASES = [case for cases in CATALOGUE.cases.values() for case in cases]
FORBIDDEN = ("绝育", "结扎", "避孕", "节育", "上环", "steriliz", "sterilis", "contracept", "pregnancy test", "加分")
SHIPPED = {
    "care-fund", "childcare-subsidy", "cup-of-milk", "girls-school-aid", "huizhou-urban-award", "maternity-insurance-top-up",
    "one-child-award-guangdong", "one-child-award-zhejiang", "perinatal-aid-huiyang", "rural-old-age-award", "special-aid",
}  # fmt: skip


def test_all_are_there_without_faults():
    assert set(CATALOGUE.benefits) == SHIPPED
    assert [one for one in CATALOGUE.findings if one.severity > Severity.NOTE] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.benefit}-{case.place.line}")
def test_every_case(case):
    outcome = run_case(CATALOGUE.benefits[case.benefit], case)
    assert outcome.findings == ()
    assert all(one.words.zh and one.words.en for one in outcome.decision.reasons)


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_cases_show_both_outcomes_and_amounts_say_how_sure_they_are(code):
    outcomes = {case.expect.get("eligible") for case in CATALOGUE.cases[code]}
    assert {"yes", "no"} <= outcomes
    benefit = CATALOGUE.benefits[code]
    assert all(entry.source.status in STATUSES for one in benefit.amounts for entry in one.dated)
    assert benefit.source.title and benefit.steps and benefit.papers and benefit.retention


def test_nothing_shipped_asks_about_or_pays_for_contraception():
    for benefit in CATALOGUE.benefits.values():
        texts = [
            benefit.name,
            benefit.about,
            *(one.ask for one in benefit.facts),
            *(one.name for one in benefit.amounts),
        ]
        assert not [word for text in texts for word in FORBIDDEN if word in text.zh or word in text.en.lower()], (
            benefit.code
        )


def test_what_is_declined_says_why_and_cannot_come_back():
    codes = {one.code for one in CATALOGUE.declined}
    assert {"sterilisation-award", "long-acting-award", "exam-points", "rationed-preferences"} <= codes
    assert all(one.reason.zh and one.reason.en for one in CATALOGUE.declined)
    from benefit_rules import document

    again = document(code="award", zh="节育奖", en="award")
    declined = {"d": {"declined": [{"code": "a", "zh": "节育奖", "en": "a", "reason_zh": "由", "reason_en": "why"}]}}
    made = build_catalogue(Documents({"benefits/award.yaml": again}, {}, declined), [])
    assert not made.benefits and "benefit-declined" in [one.code for one in made.findings]


def test_one_file_of_facts_for_several_benefits():
    document = {"benefit": ["childcare-subsidy", "rural-old-age-award"], "on": "2025-06-01",
                "facts": {"child_birth": "2025-02-01", "guardian": "yes", "lawful_birth": "yes", "birth": "1990-01-01"}}  # fmt: skip
    first, second = decide_file(CATALOGUE, document, CASES[0].on)
    assert (first.eligible, first.fen, second.eligible) == ("yes", 360000, "no")
    assert not first.findings and not second.findings
