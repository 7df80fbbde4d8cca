"""Every planted fault is found again: by the right finding, in the right file, at the right place.

A small city is written to disk, its inbox loaded and its figures checked as anyone would do it.
"""

from __future__ import annotations

import numpy as np
import pytest

from huimin.adapters.workbooks.sample_files import write_inbox, write_workspace
from huimin.figures.periods import Period
from huimin.findings import Severity
from huimin.language import Leaf
from huimin.tasks.sample_city import make_city
from huimin.wiring import Workspace

# kind of fault -> code of the finding, whether the workbook is refused
FOUND_AS = {
    "late_workbook": ("report-late", False),
    "missing_workbook": ("report-missing", False),
    "missing_row": ("area-row-missing", False),
    "row_twice": ("area-twice", True),
    "shifted_columns": ("shifted-columns", True),
    "text_in_number": ("cell-is-text", True),
    "full_width_digits": ("number-written-oddly", False),
    "total_wrong": ("rule-broken", True),
    "blank_required": ("figure-missing", True),
    "decimal_count": ("figure-too-many-decimals", True),
    "negative_count": ("figure-negative", True),
    "unknown_village": ("area-unknown", True),
    "truncated_file": ("workbook-truncated", True),
    "copied_month": ("copied-period", False),
    "shaved": ("heaped-above-target", False),
}
NO_FINDING = {"same_bytes_again", "revision", "old_code"}  # legal, and told by what the load did with them


class Story:
    """The city, and what loading and checking it told."""

    def __init__(self, settings, folder):
        write_workspace(settings, folder)
        self.workspace = Workspace(folder)
        self.definitions = self.workspace.definitions
        self.city = make_city(20251231, settings, self.definitions.dictionary, self.definitions.forms)
        write_inbox(self.city, folder, self.definitions.dictionary, self.definitions.forms, workers=1)
        self.report = self.workspace.load(workers=1)
        first, last = settings.months_span[0], settings.months_span[-1]
        self.checked = self.workspace.check(Period(first, first), Period(last, last))
        self.findings = list(dict.fromkeys([*self.report.findings, *self.checked]))

    def of_file(self, name):
        return [finding for finding in self.findings if finding.place.file == name]


@pytest.fixture(scope="module")
def story(content, tmp_path_factory):
    settings = content.settings.scaled(counties=3, townships=9, villages=72, first="2024-07", months=12)
    settings = settings.planting(**dict.fromkeys(settings.faults, 1))
    made = Story(settings, tmp_path_factory.mktemp("story"))
    yield made
    made.workspace.close()


def fits(finding, fault):
    """Whether a finding stands where the fault was planted, as far as the finding says where it stands."""
    place = finding.place
    return (
        place.file in ("", fault.file)
        and (not place.area or place.area.startswith(fault.area))
        and (not place.period or place.period in [period.code for period in fault.periods])
        and (not fault.atom or not place.element or place.element == fault.atom or finding.code[:6] == "heaped")
    )


@pytest.mark.parametrize("kind", sorted(FOUND_AS))
def test_the_fault_is_found_at_its_place(story, kind):
    code, _ = FOUND_AS[kind]
    faults = story.city.of_kind(kind)
    assert faults
    for fault in faults:
        assert [f for f in story.findings if f.code == code and fits(f, fault)], fault


@pytest.mark.parametrize("kind", sorted(set(FOUND_AS) - {"missing_workbook", "shaved"}))
def test_its_workbook_is_refused_if_and_only_if_its_figures_cannot_be_used(story, kind):
    for fault in story.city.of_kind(kind):
        assert (fault.file in story.report.refused) == FOUND_AS[kind][1], fault


def test_every_kind_of_fault_is_asked_for(story):
    assert {fault.kind for fault in story.city.faults} == set(FOUND_AS) | NO_FINDING


def test_a_missing_workbook_is_missed_with_all_its_villages(story):
    each = story.city.figures["village_monthly"]
    for fault in story.city.of_kind("missing_workbook"):
        (found,) = [f for f in story.checked if f.code == "report-missing" and fits(f, fault)]
        period = each.periods.index(fault.periods[0])
        there = np.isfinite(each.truth[period, :, 0])
        villages = sum(key.startswith(fault.area) for key in np.array(each.areas)[there])
        assert found.place.area == fault.area
        assert found.facts["missing"] == found.facts["owed"] == villages


def test_a_wrong_cell_is_named(story):
    by_name = {file.name: file for file in story.city.files}
    for kind in ("text_in_number", "blank_required", "decimal_count", "negative_count"):
        (fault,) = story.city.of_kind(kind)
        (finding,) = [f for f in story.of_file(fault.file) if f.code == FOUND_AS[kind][0]]
        row = by_name[fault.file].areas.index(fault.area) + 6
        assert finding.place.cell.endswith(str(row))
        assert finding.place.element == fault.atom


def test_a_wrong_total_breaks_the_rule_that_adds_up(story):
    (fault,) = story.city.of_kind("total_wrong")
    (finding,) = [f for f in story.of_file(fault.file) if f.code == "rule-broken"]
    assert finding.facts["rule"] == "births_add_up"
    assert finding.place.area == fault.area


def test_the_rows_of_a_copied_month_are_told(story):
    """But for the smallest villages, whose few counts may well come again."""
    (fault,) = story.city.of_kind("copied_month")
    (file,) = [file for file in story.city.files if file.name == fault.file]
    told = {f.place.area for f in story.of_file(fault.file) if f.code == "copied-period"}
    assert told <= set(file.areas)
    assert len(told) >= 0.7 * len(file.areas)


def test_the_same_bytes_again_change_nothing(story):
    again = [file for file in story.city.files if file.repeats]
    assert story.report.duplicates + story.report.known == len(again) == 1


def test_a_revision_is_kept_beside_what_it_corrects(story):
    faults = story.city.of_kind("revision")
    assert story.report.revised == 1
    form = story.definitions.form("village_monthly")
    each = story.city.figures["village_monthly"]
    for fault in faults:
        told = story.workspace.store.history(form, [fault.area], fault.periods[0])
        at = form.atoms.index(fault.atom)
        assert told[0, at] == each.truth[each.at(fault.periods[0], fault.area)][at]


def test_a_report_under_an_old_code_counts_for_the_new_township(story):
    (fault,) = story.city.of_kind("old_code")
    each = story.city.figures["village_monthly"]
    period, at = fault.periods[0], each.form.atoms.index("births_total")
    new = fault.detail
    inside = [i for i, key in enumerate(each.areas) if key.startswith(new)]
    births = each.truth[each.periods.index(period), inside, at].sum()
    engine = story.workspace.engine()
    given = story.definitions
    leaf = Leaf("births_total", period.first, period.last)
    table = engine.table({leaf}, given.areas, period.end, given.dictionary, given.forms)
    assert table.values[leaf][table.tree.index(new)] == births
    assert births > 0


def test_nothing_else_is_found(story):
    """Clean workbooks load without an error or a warning; whatever is told stands in a faulty one."""
    expected = {fault.file for fault in story.city.faults}
    # Residents cannot carry over from a month that was copied to the next one.
    after = {(fault.sender, fault.periods[0].shift(1)) for fault in story.city.of_kind("copied_month")}
    # The villages that reported under their old codes are missing from the workbook of the new township.
    after |= {(fault.detail, fault.periods[0]) for fault in story.city.of_kind("old_code")}
    expected |= {file.name for file in story.city.files if (file.sender, file.period) in after}
    told = [finding for finding in story.findings if finding.severity > Severity.NOTE and finding.place.file]
    assert [finding for finding in told if finding.place.file not in expected] == []
