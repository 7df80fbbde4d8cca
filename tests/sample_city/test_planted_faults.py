"""Every fault is remembered with its place; apart from the planted faults the workbooks tell the truth."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from huimin.tasks.sample_city.planting import PLANTERS

HARMLESS = {
    "late_workbook",
    "same_bytes_again",
    "row_twice",
    "unknown_village",
    "full_width_digits",
    "revision",
}
LOST = {"missing_workbook", "missing_row", "truncated_file"}
CELLS = {"text_in_number", "blank_required", "total_wrong", "decimal_count", "negative_count"}


def test_every_kind_is_planted_as_often_as_asked(city):
    planted = {kind: len({(f.file, f.sender) for f in city.of_kind(kind)}) for kind in city.settings.faults}
    wanted = dict(city.settings.faults)
    wanted["late_workbook"] += wanted.pop("poor_late")
    wanted["missing_workbook"] += wanted.pop("poor_missing")
    assert {kind: planted[kind] for kind in wanted} == wanted


def test_the_small_city_has_every_kind(small):
    kinds = {fault.kind for fault in small.faults}
    assert kinds == set(small.settings.faults) - {"poor_late", "poor_missing"}
    assert set(PLANTERS) < kinds


def test_no_workbook_carries_two_faults(city):
    alone = Counter(f.file for f in {(f.kind, f.file): f for f in city.faults if f.file}.values())
    assert max(alone.values()) == 1


def test_most_workbooks_are_clean(city):
    assert len({fault.file for fault in city.faults}) < 0.1 * len(city.files)


def explained(city):
    """Where reported figures may differ from the truth, as (periods, areas, atoms) of the main form."""
    each = city.figures["village_monthly"]
    mask = np.zeros(each.truth.shape, bool)
    for fault in city.faults:
        if fault.kind in HARMLESS:
            continue
        areas = [i for i, key in enumerate(each.areas) if key.startswith(fault.area)]
        if fault.kind == "old_code":  # reported under the old codes, not under the new ones
            areas = [i for i, key in enumerate(each.areas) if key.startswith((fault.area, fault.detail))]
        atoms = list(range(len(each.form.atoms)))
        if fault.kind in CELLS or fault.kind == "shaved":
            atoms = [each.form.atoms.index(fault.atom)]
        elif fault.kind == "shifted_columns":
            atoms = atoms[each.form.atoms.index(fault.atom) :]
        mask[np.ix_([each.periods.index(p) for p in fault.periods], areas, atoms)] = True
    return mask


@pytest.mark.parametrize("size", ["city", "small"])
def test_reported_figures_differ_from_the_truth_only_where_a_fault_was_planted(size, request):
    city = request.getfixturevalue(size)
    each = city.figures["village_monthly"]
    same = (each.truth == each.reported) | (np.isnan(each.truth) & np.isnan(each.reported))
    assert (~same).any()
    assert same[~explained(city)].all()
    for other in city.figures.values():
        if other is not each:
            np.testing.assert_array_equal(other.truth, other.reported)


def test_a_lost_workbook_or_row_is_reported_nowhere(city):
    each = city.figures["village_monthly"]
    for fault in (f for f in city.faults if f.kind in LOST):
        period = each.periods.index(fault.periods[0])
        inside = [i for i, key in enumerate(each.areas) if key.startswith(fault.area)]
        assert np.isnan(each.reported[period, inside]).all()


def test_a_planted_cell_says_what_it_should_not(city):
    each = city.figures["village_monthly"]
    for fault in (f for f in city.faults if f.kind in CELLS):
        place = *each.at(fault.periods[0], fault.area), each.form.atoms.index(fault.atom)
        told, true = each.reported[place], each.truth[place]
        assert true != told
        if fault.kind == "negative_count":
            assert told == -true
        if fault.kind == "decimal_count":
            assert told % 1 == 0.5


def test_a_copied_month_repeats_every_figure(city):
    each = city.figures["village_monthly"]
    for fault in city.of_kind("copied_month"):
        period = each.periods.index(fault.periods[0])
        inside = [i for i, key in enumerate(each.areas) if key.startswith(fault.area)]
        np.testing.assert_array_equal(each.reported[period, inside], each.reported[period - 1, inside])
        assert not np.array_equal(each.truth[period, inside], each.truth[period - 1, inside])


def test_the_shaving_county_stands_just_above_the_target_though_in_truth_it_does_not(city):
    each, shaving = city.figures["village_monthly"], city.settings.shaving
    inside = [i for i, key in enumerate(each.areas) if key.startswith(shaving.county)]
    part, whole = (each.form.atoms.index(code) for code in (shaving.part, shaving.whole))
    (fault,) = city.of_kind("shaved")
    assert len(fault.periods) == 12
    for period in fault.periods:
        row = each.periods.index(period)
        told = each.reported[row, inside, part].sum() / each.reported[row, inside, whole].sum()
        true = each.truth[row, inside, part].sum() / each.truth[row, inside, whole].sum()
        assert shaving.target <= told < shaving.target + shaving.band
        assert true < shaving.target
    assert (each.reported[:, inside, part] <= each.reported[:, inside, whole]).all()


def test_the_poor_county_is_late_and_incomplete_and_the_others_are_not(city):
    each = city.figures["village_monthly"]
    received = np.isfinite(each.reported[:, :, 0])
    expected = np.isfinite(each.truth[:, :, 0])
    share = {}
    for county in city.figures["county_yearly"].areas:
        inside = [i for i, key in enumerate(each.areas) if key.startswith(county)]
        share[county] = received[:, inside].sum() / expected[:, inside].sum()
    poor = share.pop(city.settings.poor_county)
    assert poor < 0.95
    assert min(share.values()) > 0.95


def test_files_come_in_the_order_of_their_receipt_and_late_ones_after_their_day(city, content):
    moments = [file.received for file in city.files]
    assert moments == sorted(moments)
    forms = {form.code: form for form in content.forms}
    late = {f.name for f in city.files if not forms[f.form].on_time(f.period, f.received)}
    planted = {f.file for f in city.faults if f.kind in ("late_workbook", "old_code", "revision", "same_bytes_again")}
    assert late <= planted
    assert {f.file for f in city.of_kind("late_workbook")} <= late
    assert all(file.received.utcoffset().total_seconds() == 8 * 3600 for file in city.files)


def test_a_revision_comes_later_and_tells_the_truth(city):
    each = city.figures["village_monthly"]
    by_name = {file.name: file for file in city.files}
    for fault in city.of_kind("revision"):
        right = by_name[fault.file]
        wrong = by_name[fault.file.replace("_更正", "")]
        assert wrong.received < right.received
        assert wrong.areas == right.areas
        place = *each.at(fault.periods[0], fault.area), each.form.atoms.index(fault.atom)
        assert each.reported[place] == each.truth[place]
        assert not np.array_equal(wrong.values, right.values)
