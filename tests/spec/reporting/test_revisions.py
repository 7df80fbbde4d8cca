"""A correction never overwrites: what was said before stays, and can be asked for by snapshot."""

FIRST = """
    area | births.male | births.female
    A    |          10 |             9
    B    |           4 |
"""
CORRECTION_OF_B = """
    area | births.male | births.female
    A    |          10 |             9
    B    |           4 |             5
"""


def test_a_correction_is_in_force_from_its_submission_on(office):
    office.send(FIRST)
    before = office.store.snapshot()
    result = office.send(CORRECTION_OF_B)

    assert (result.first, result.revised, result.unchanged) == (0, 1, 1)
    assert office.figures()["B"] == {"births.male": 4, "births.female": 5}
    assert office.figures(marker=before.marker)["B"] == {"births.male": 4}
    assert office.store.snapshot(before.marker) == before
    assert office.store.snapshot().hash != before.hash


def test_a_figure_taken_back_is_not_reported_any_more(office):
    office.send(CORRECTION_OF_B)
    office.send(FIRST)
    assert office.figures()["B"] == {"births.male": 4}


def test_a_correction_back_to_an_earlier_report_is_a_revision_too(office):
    for report in (FIRST, CORRECTION_OF_B, FIRST):
        office.send(report)
    revisions = office.store.reports(None, "monthly").to_pylist()
    assert [(row["area"], row["revision"]) for row in revisions] == [("A", 1), ("B", 3)]


def test_the_same_report_in_another_file_makes_no_revision(office):
    office.send(FIRST)
    before = office.store.snapshot()
    result = office.send(FIRST)
    assert (result.outcome, result.unchanged) == ("duplicate", 2)
    assert office.store.snapshot() == before
    assert [file.outcome for file in office.store.files()] == ["accepted", "duplicate"]


def test_a_correction_of_a_report_that_was_on_time_is_on_time(office):
    """Late honesty must not cost more than punctual error."""
    office.send(FIRST, on_time=True)
    office.send(CORRECTION_OF_B, on_time=False)
    assert office.store.reports(None, "monthly")["on_time"].to_pylist() == [True, True]


def test_a_first_report_that_was_late_stays_late(office):
    office.send(FIRST, on_time=False)
    assert office.store.reports(None, "monthly")["on_time"].to_pylist() == [False, False]


def test_an_empty_report_is_a_report_without_figures(office):
    office.send("area | births.male | births.female\nC | |")
    assert office.figures() == {"C": {}}


def test_a_zero_is_a_figure(office):
    office.send("area | births.male | births.female\nC | 0 | -0.0")
    assert office.figures() == {"C": {"births.male": 0, "births.female": 0}}


def test_each_period_has_its_own_revisions(office):
    office.send(FIRST, period="2012-01")
    result = office.send(CORRECTION_OF_B, period="2012-02")
    assert (result.first, result.revised) == (2, 0)


def test_another_judge_or_note_is_another_statement(office):
    from store_fixtures import batch_of

    batch = batch_of(FIRST)
    office.send(batch)
    batch.judge, batch.notes = "Wang", ("", "seen on the spot")
    assert office.send(batch).revised == 2
    cell = office.store.cells(None, ["births.male"], ["B"], batch.period.first, batch.period.last)[0]
    assert (cell.judge, cell.note, cell.revision) == ("Wang", "seen on the spot", 2)
