"""Findings are data; their words come from a catalogue in two languages."""

import pickle
import string

import pytest

from huimin.findings import Finding, Invalid, Place, Severity, explain, nearest, next_step, sort_findings
from huimin.findings.section import Located, Section, raise_if_faulty, read_number
from huimin.findings.words import all_messages


def test_every_message_exists_in_both_languages() -> None:
    for code, message in all_messages().items():
        assert message.zh and message.en, code
        assert bool(message.next_zh) == bool(message.next_en), code


def test_templates_of_both_languages_are_well_formed() -> None:
    for message in all_messages().values():
        for text in (message.zh, message.en, message.next_zh, message.next_en):
            list(string.Formatter().parse(text))


def test_a_fact_that_is_missing_leaves_a_gap_and_no_crash() -> None:
    finding = Finding("not-a-period", Severity.ERROR)
    assert explain(finding, "en") == "“…” is no period"
    assert next_step(finding, "zh")


def test_a_finding_travels_between_processes_and_counts_as_the_same() -> None:
    finding = Finding("not-a-period", Severity.ERROR, Place(file="a.xlsx", cell="D17"), {"text": "2012-13", "x": 1})
    again = pickle.loads(pickle.dumps(finding))
    turned = Finding("not-a-period", Severity.ERROR, Place(file="a.xlsx", cell="D17"), {"x": 1, "text": "2012-13"})
    assert again == finding == turned
    assert len({finding, again, turned}) == 1


def test_errors_come_first_then_places() -> None:
    notes = [
        Finding("not-a-period", Severity.NOTE, Place(file="a")),
        Finding("not-a-period", Severity.ERROR, Place(file="b")),
        Finding("not-a-period", Severity.ERROR, Place(file="a")),
    ]
    assert [(f.severity.word, f.place.file) for f in sort_findings(notes)] == [
        ("error", "a"), ("error", "b"), ("note", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"), [("brths", "births"), ("出生人口数", "出生人数"), ("zzz", ""), ("BIRTHS", "births")]
)
def test_the_nearest_name(typed: str, meant: str) -> None:
    assert nearest(typed, ["births", "deaths", "出生人数", "死亡人数"]) == meant


@pytest.mark.parametrize(("written", "number"), [("80%", 0.8), ("8‰", 0.008), (12, 12.0), ("x", None), (True, None)])
def test_numbers_of_definitions(written: object, number: float | None) -> None:
    assert read_number(written) == number


def test_a_section_tells_every_fault_at_once_with_its_line() -> None:
    data = Located({"code": "x", "kindd": "flow", "points": "many", "by": "06/30"})
    data.file, data.lines = "dictionary/a.yaml", {"code": 1, "kindd": 2, "points": 3, "by": 4}
    faults: list[Finding] = []
    section = Section(data, faults)
    section.text("code"), section.choice("kind", ("flow", "stock")), section.number("points"), section.day("by")
    section.done()
    assert [(f.code, f.place.line) for f in faults] == [
        ("definition-key-missing", 0),
        ("definition-wrong-kind", 3),
        ("definition-wrong-kind", 4),
        ("definition-key-unknown", 2),
    ]
    assert "did you mean kind?" in next_step(faults[-1], "en")
    with pytest.raises(Invalid):
        raise_if_faulty(faults)
