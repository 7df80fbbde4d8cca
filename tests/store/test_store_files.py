"""Files, findings and runs come back as they went in, whatever stands in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from huimin.findings import Finding, Place, Severity
from huimin.tasks.ports import IncomingFile, RunRecord
from store_fixtures import batch_of


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        IncomingFile("a.xlsx", b"", "", datetime(2012, 1, 1))


def test_times_are_kept_as_moments(office):
    beijing = datetime(2012, 2, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    file = IncomingFile("a.xlsx", b"a", "", beijing)
    office.store.save(file, [], [], False, loaded_at=beijing + timedelta(hours=1))
    record = office.store.files()[0]
    assert (record.received_at, record.loaded_at) == (
        datetime(2012, 2, 1, tzinfo=UTC),
        datetime(2012, 2, 1, 1, tzinfo=UTC),
    )
    assert record.received_at.utcoffset() == timedelta(0)


def test_files_stand_by_time_of_receipt_and_unknown_ones_are_told(office):
    late, early = office.file(name="late.xlsx"), office.file(name="early.xlsx")
    office.store.save(early, [], [], False)
    office.store.save(late, [], [], False)
    assert [file.name for file in office.store.files()] == ["late.xlsx", "early.xlsx"]
    assert office.store.seen("0" * 64) is None
    with pytest.raises(KeyError):
        office.store.content("0" * 64)


@pytest.mark.parametrize(
    "text", ["a\x00b", "half \ud800 pair", "x" * 3000, "'; DROP TABLE store_report; --", "表%s{0}"]
)
def test_no_text_breaks_the_database(office, text):
    finding = Finding("not-a-period", Severity.WARNING, Place(text, text, area=text), {"text": text})
    batch = batch_of("area | population\nA | 1", sheet=text)
    batch.judge, batch.notes = text, (text,)
    assert office.send(batch, findings=[finding], file=office.file(name=text, sender=text)).outcome == "accepted"
    shown = office.store.files()[0].name
    assert shown == text.replace("\x00", "\ufffd").replace("\ud800", "?")
    assert office.store.findings()[0].place.sheet == shown


def test_a_form_code_is_text_and_never_sql(office):
    assert office.store.reports(None, "x' OR '1'='1").num_rows == 0


def test_findings_keep_place_facts_and_kind(office):
    place = Place("1.xlsx", "月报", "D5", "A", "2012-01", "births.male", 3, 7)
    facts = {"a": 1, "b": 1.5, "c": "十", "d": None, "e": True}
    finding = Finding("not-a-period", Severity.NOTE, place, facts)
    office.send("area | population\nA | 1", findings=[finding])
    kept = office.store.findings()
    assert kept == [finding]
    assert [type(fact) for fact in kept[0].facts.values()] == [type(fact) for fact in facts.values()]


def test_numbers_that_json_does_not_know_are_kept_as_words(office):
    facts = {"found": float("inf"), "expected": float("nan")}
    office.send("area | population\nA | 1", findings=[Finding("not-a-period", Severity.NOTE, facts=facts)])
    assert dict(office.store.findings()[0].facts) == {"found": "inf", "expected": "nan"}


def test_runs_are_registered_once(office):
    first = RunRecord("2012-0001", datetime(2013, 1, 5, 9, tzinfo=UTC), "runs/2012-0001", 7, "ab" * 32)
    later = RunRecord("2012-0000", datetime(2013, 1, 6, 9, tzinfo=UTC), "runs/2012-0000", 9, "cd" * 32)
    for run in (later, first, first):
        office.store.keep_run(run)
    assert office.store.runs() == [first, later]
    assert office.store.run("2012-0001") == first
    assert office.store.run("none") is None
    with pytest.raises(ValueError, match="2012-0001"):
        office.store.keep_run(RunRecord("2012-0001", first.created_at, "elsewhere", 7, "ab" * 32))
