"""Events of life: chosen in the words of ``life.yaml``; a benefit that names another one could not be found."""

from __future__ import annotations

import pytest

from benefit_rules import document, fact
from huimin.benefits import read_benefit
from huimin.findings import Finding, Severity, explain
from huimin.tasks.benefits import Documents, build_catalogue
from huimin.wiring.benefits import benefits_of

LIFE = {"life": [{"code": "child-born", "zh": "孩子出生了", "en": "A child was born", "child": True},
                 {"code": "lost", "zh": "孩子去世", "en": "Our child died", "facts": {"case": "died"}}]}  # fmt: skip


def built(given, **changes):
    plain = document(**changes)
    return build_catalogue(Documents({"benefits/plain.yaml": plain}, {}, {}, {"benefits/life.yaml": given}), [])


def test_events_come_in_the_order_of_the_file_with_what_they_say_by_themselves():
    events = built(LIFE).events
    assert [(one.code, one.name.en, dict(one.facts), one.child) for one in events] == [
        ("child-born", "A child was born", {}, True),
        ("lost", "Our child died", {"case": "died"}, False),
    ]


def test_an_event_without_words_is_a_warning():
    found = [one for one in built(LIFE, life=["child-born", "moved"]).findings if one.code == "benefit-life-unknown"]
    assert [(one.severity, one.facts["found"]) for one in found] == [(Severity.WARNING, "moved")]
    assert all("moved" in explain(found[0], lang) for lang in ("zh", "en"))
    assert [one.code for one in built({"life": []}, life=["moved"]).findings if "life" in one.code] == []


def test_the_file_of_the_workspace_goes_before_that_of_the_pack(tmp_path):
    (tmp_path / "huimin.yaml").write_text("title_zh: 试\ntitle_en: Test\npacks: [china]\n", "utf-8")
    assert len(benefits_of(tmp_path).events) > 10
    (tmp_path / "benefits").mkdir()
    (tmp_path / "benefits" / "life.yaml").write_text("life:\n- {code: turn-60, zh: 满六十岁, en: I turn 60}\n", "utf-8")
    assert [one.name.en for one in benefits_of(tmp_path).events] == ["I turn 60"]


@pytest.mark.parametrize(("kind", "wrong"), [("date", False), ("yes-no", True)])
def test_the_day_of_the_claim_is_a_date(kind, wrong):
    asked = fact("asked", kind, claim_day=True)
    faults: list[Finding] = []
    read_benefit(document(facts=[fact("birth", "date"), asked]), faults)
    assert ("benefit-claim-day" in [one.code for one in faults]) == wrong
