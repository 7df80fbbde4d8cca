"""A workbook holds the areas its sender reports for: those of today, or for an office that was merged, its own."""

from dataclasses import replace

import pytest

from huimin.adapters.workbooks import read_workbook
from huimin.adapters.workbooks.sample_files import workbook, write_workspace
from huimin.wiring import context_of_folder


@pytest.fixture(scope="module")
def context(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("senders")
    write_workspace(small.settings, folder)
    return context_of_folder(folder)


def told(small, content, context, file):
    found = read_workbook(workbook(file, content.dictionary, content.forms, "zh"), file.name, context)
    return {f.place.area for f in found.findings if f.code == "area-of-another-sender"}


def monthly(small):
    return [file for file in small.files if file.form == "village_monthly" and not file.cut and not file.typed]


def test_no_office_of_the_city_reports_for_another(small, content, context):
    assert {file.sender for file in monthly(small)}
    for file in monthly(small)[::9]:
        assert told(small, content, context, file) == set()


def test_a_merged_office_may_report_its_own_villages_under_their_old_codes(small, content, context):
    (fault,) = small.of_kind("old_code")
    (late,) = [file for file in small.files if file.name == fault.file]

    assert told(small, content, context, late) == set()
    assert set(late.areas).isdisjoint(context.areas_of_sender("village_monthly", late.period, fault.detail))


def test_villages_of_another_office_are_told(small, content, context):
    one = monthly(small)[0]
    other = next(f for f in monthly(small) if f.sender != one.sender and f.period == one.period)

    assert told(small, content, context, replace(other, sender=one.sender)) == set(other.areas)


def test_an_old_office_does_not_report_for_the_new_one(small, content, context):
    (fault,) = small.of_kind("old_code")
    (late,) = [file for file in small.files if file.name == fault.file]
    new = next(f for f in monthly(small) if f.sender == fault.detail and f.period == late.period)

    assert told(small, content, context, replace(new, sender=late.sender)) == set(new.areas)
