"""The city on disk: workbooks say what the city says it reported, in bytes that are always the same."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from huimin.adapters.definitions.area_files import read_areas
from huimin.adapters.definitions.workspace import read_settings
from huimin.adapters.workbooks.context import ReadContext
from huimin.adapters.workbooks.reader import read_workbook
from huimin.adapters.workbooks.sample_files import SIMULATED, workbook, write_city
from huimin.findings import Severity


@pytest.fixture(scope="module")
def folder(small, content, tmp_path_factory):
    place = tmp_path_factory.mktemp("city")
    write_city(small, place, content.dictionary, content.forms, workers=1)
    return place


@pytest.fixture(scope="module")
def context(content, small_areas):
    return ReadContext({form.code: form for form in content.forms}, content.dictionary, set(small_areas.keys))


def read(folder, context, file):
    return read_workbook((folder / "inbox" / file.name).read_bytes(), file.name, context)


def test_what_is_read_back_is_what_was_reported(folder, context, small):
    told = {code: np.full(each.truth.shape, np.nan) for code, each in small.figures.items()}
    for file in small.files:
        for batch in read(folder, context, file).batches:
            each = small.figures[batch.form]
            areas = [each.areas.index(area) for area in batch.areas]
            told[batch.form][each.periods.index(batch.period), areas] = batch.values
            assert batch.sender == file.sender
            assert batch.judge == SIMULATED["zh"]
    # What no reader accepts is left out of the comparison: it was planted, and is asked for elsewhere.
    refused = {"decimal_count", "negative_count", "shifted_columns", "text_in_number"}
    for code, each in small.figures.items():
        reported = each.reported.copy()
        for fault in (f for f in small.faults if f.kind in refused and f.periods[0] in each.periods):
            areas = [i for i, area in enumerate(each.areas) if area.startswith(fault.area)]
            told[code][each.periods.index(fault.periods[0]), areas] = np.nan
            reported[each.periods.index(fault.periods[0]), areas] = np.nan
        assert_array_equal(told[code], reported)


def test_clean_workbooks_are_read_without_any_finding(folder, context, small):
    faulty = {fault.file for fault in small.faults}
    clean = [file for file in small.files if file.name not in faulty]
    assert len(clean) > 100
    for file in clean:
        if not any(np.isnan(file.values).all(axis=1)):  # villages that reported under their old codes
            assert read(folder, context, file).findings == []


def test_every_workbook_has_a_receipt_and_every_receipt_a_workbook(folder, small):
    rows = list(csv.DictReader(io.StringIO((folder / "inbox/receipts.csv").read_text("utf-8"))))
    names = {path.name for path in (folder / "inbox").iterdir()} - {"receipts.csv"}
    assert {row["file"] for row in rows} == names == {file.name for file in small.files}
    for row, file in zip(rows, small.files, strict=True):
        assert datetime.fromisoformat(row["received_at"]) == file.received
        assert row["received_at"].endswith("+08:00")
        assert row["sender"] == file.office.zh


def test_the_workspace_says_that_it_is_simulated(folder):
    settings = read_settings(folder)
    assert settings.title.simulated
    assert "虚构" in settings.title.zh
    assert "simulated" in settings.title.en
    assert settings.packs == ("china",)


def test_the_areas_on_disk_are_those_of_the_city(folder, small_areas):
    areas = read_areas(folder / "areas")
    assert areas.defects == ()
    assert areas.keys == small_areas.keys


def test_the_same_bytes_again_and_from_two_processes(folder, small, content, tmp_path):
    write_city(small, tmp_path, content.dictionary, content.forms, workers=2)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(folder)).read_bytes(), path.name


def test_a_repeated_workbook_has_the_same_bytes_and_a_broken_one_fewer(folder, small, content):
    (again,) = [file for file in small.files if file.repeats]
    assert (folder / "inbox" / again.name).read_bytes() == (folder / "inbox" / again.repeats).read_bytes()
    (cut,) = [file for file in small.files if file.cut]
    data = (folder / "inbox" / cut.name).read_bytes()
    assert data.startswith(b"PK")
    assert len(data) < 0.7 * len((folder / "inbox" / small.files[0].name).read_bytes())


def test_workbooks_can_be_written_in_english(small, content, context):
    file = small.files[0]
    result = read_workbook(workbook(file, content.dictionary, content.forms, "en"), file.name, context)
    assert not any(finding.severity is Severity.ERROR for finding in result.findings)
    assert result.batches[0].judge == SIMULATED["en"]
    assert_array_equal(result.batches[0].values, file.values)
