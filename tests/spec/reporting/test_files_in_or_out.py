"""A file is wholly in or wholly out; its bytes, its hash and who sent it are kept either way."""

from dataclasses import replace

import pytest

from huimin.findings import Finding, Place, Severity, explain

REPORT = """
    area | births.male | births.female
    A    |          10 |             9
"""
ERROR = Finding("not-a-period", Severity.ERROR, Place("1.xlsx", "月报", "B2"), {"text": "2012-13"})
NOTE = Finding("not-a-period", Severity.WARNING, Place("1.xlsx", "月报", "B3"), {"text": "x"})


def test_a_refused_file_leaves_its_bytes_and_its_findings_and_no_figure(office):
    file = office.file(b"\x00\xff broken", "1.xlsx", "Hexi")
    result = office.send(REPORT, accepted=False, findings=[ERROR, NOTE], file=file)
    assert (result.outcome, result.figures, result.submissions) == ("refused", 0, ())
    assert office.store.seen(file.sha256) == "refused"
    assert office.store.content(file.sha256) == b"\x00\xff broken"
    kept = office.store.files()[0]
    assert (kept.name, kept.sender, kept.received_at, kept.size) == ("1.xlsx", "Hexi", file.received_at, 9)
    assert office.store.findings(file.sha256) == [ERROR, NOTE]
    assert office.figures() == {}


def test_a_refused_file_is_checked_anew_when_it_is_loaded_again(office):
    """The definitions may have been mended since."""
    file = office.file()
    office.send(REPORT, accepted=False, findings=[ERROR], file=file)
    assert office.send(REPORT, findings=[NOTE], file=file).outcome == "accepted"
    assert office.store.seen(file.sha256) == "accepted"
    assert office.store.findings(file.sha256) == [NOTE]
    assert office.figures() == {"A": {"births.male": 10, "births.female": 9}}


@pytest.mark.parametrize("accepted", [True, False])
def test_loading_the_same_bytes_twice_changes_nothing(office, accepted):
    file = office.file()
    office.send(REPORT, file=file, findings=[NOTE])
    before = (office.store.snapshot(), office.store.files(), office.store.findings())
    again = office.send(REPORT.replace("10", "11"), file=replace(file, name="copy.xlsx"), accepted=accepted)
    assert (again.outcome, again.figures) == ("duplicate", 0)
    assert (office.store.snapshot(), office.store.files(), office.store.findings()) == before


def test_a_file_that_says_two_things_about_one_area_is_refused_whole(office):
    from store_fixtures import batch_of

    other = batch_of(REPORT.replace("10", "11"), sheet="月报 (2)")
    result = office.send(batch_of(REPORT), other)
    assert result.outcome == "refused"
    assert [finding.code for finding in result.findings] == ["area-twice-in-file"]
    assert "月报" in explain(result.findings[0], "zh")
    assert result.findings[0].place.cell == "D5"
    assert office.figures() == {}


@pytest.mark.parametrize("value", ["1e308", "-1e16", "inf"])
def test_a_figure_too_large_to_be_exact_is_refused(office, value):
    result = office.send(f"area | births.male | funding\nA | 1 | {value}")
    assert result.outcome == "refused"
    assert [(f.code, f.place.cell) for f in result.findings] == [("figure-too-large", "E5")]
    assert office.figures() == {}


def test_several_sheets_of_one_file_are_kept_together(office):
    from store_fixtures import batch_of

    result = office.send(batch_of(REPORT), batch_of(REPORT, "2012-02", sheet="二月"))
    assert result.submissions == (1, 2)
    assert office.figures("2012-01") == office.figures("2012-02")


def test_findings_at_a_marker_are_those_of_the_files_let_in_by_then(office):
    office.send(REPORT, findings=[NOTE])
    office.send(REPORT, accepted=False, findings=[ERROR])
    office.send(REPORT, findings=[NOTE], period="2012-02")
    assert office.store.findings(marker=1) == [NOTE]
    assert office.store.findings(marker=2) == [NOTE, NOTE]
    assert office.store.findings() == [ERROR, NOTE, NOTE]
