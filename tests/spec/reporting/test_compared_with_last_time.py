"""Each row is compared with the same village's report of the period before.

A row that repeats last month's flows was probably copied: a warning. A row that fits last month far better
when it is moved one column aside has slipped: a warning, and an error where nothing else explains it.
"""

import numpy as np
import pytest

from huimin.findings import Severity
from workbook_samples import KEYS, batch, form, told
from workbook_samples import check as check_with

ATOMS = ("births.male", "births.female", "deaths", "moved", "population", "spending")
LAST = [12.0, 9.0, 31.0, 4.0, 2210.0, 80000.0]


def check(now, last=LAST):
    past = {(atom, "2012-02"): [value] for atom, value in zip(ATOMS, last, strict=True)}
    return check_with(form(), batch([now], atoms=ATOMS, keys=KEYS[:1]), past)


def test_the_same_flows_as_last_month_were_probably_copied():
    found = check([12, 9, 31, 4, 2214, 80000])

    assert told(found) == [("copied-period", "C6")]
    assert found[0].severity is Severity.WARNING
    assert found[0].facts["previous"] == "2012-02"


def test_one_different_figure_is_enough_to_be_believed():
    assert check([12, 10, 31, 4, 2210, 80000]) == []


def test_a_village_where_nothing_happened_twice_did_not_copy():
    quiet = [0, 0, 1, 0, 2210, 0]
    assert check(quiet, quiet) == []


@pytest.mark.parametrize(
    ("now", "cell", "by"),
    [
        ([np.nan, 12, 9, 31, 4, 2210], "D6", "+1"),
        ([9, 31, 4, 2210, 80000, np.nan], "C6", "-1"),
        ([10, 13, 8, 33, 5, 2230], "D6", "+1"),
    ],
)
def test_a_row_moved_aside_is_told_with_its_direction(now, cell, by):
    found = check(now)

    assert told(found) == [("shifted-columns", cell)]
    assert found[0].severity is Severity.WARNING
    assert found[0].facts["by"] == by


def test_a_slip_that_nothing_else_explains_keeps_the_workbook_out():
    last, now = [31, 4, 2210, 12, 80000, 55], [np.nan, 31, 4, 2210, 12, 80000]
    (found,) = check(now, last)

    assert (found.code, found.place.cell, found.severity) == ("shifted-columns", "D6", Severity.ERROR)


@pytest.mark.parametrize(
    ("last", "now"),
    [
        # Measured: honest small counts that happen to look like their neighbours of last month.
        ([8, 1, 8, 1, 6, 6], [1, 9, 1, 8, 8, 7]),
        ([2, 0, 3, 1, 0, 2], [0, 2, 0, 3, 1, 0]),
        # Two columns that changed places are another mistake, or none.
        ([31, 4, 2210, 12, 900, 55], [31, 4, 2210, 900, 12, 55]),
    ],
)
def test_small_counts_that_look_like_their_neighbours_are_no_slip(last, now):
    assert check(now, last) == []


def test_ordinary_change_is_no_slip():
    rng = np.random.default_rng(7)
    last = rng.poisson(LAST, (500, len(LAST))).astype(float)
    now = rng.poisson(LAST, (500, len(LAST))).astype(float)
    past = {(atom, "2012-02"): last[:, i] for i, atom in enumerate(ATOMS)}
    report = batch(now, atoms=ATOMS, keys=[f"v{i}" for i in range(500)])

    assert check_with(form(), report, past) == []


def test_a_first_report_is_compared_with_nothing():
    assert check_with(form(), batch([LAST], atoms=ATOMS, keys=KEYS[:1]), {}) == []
