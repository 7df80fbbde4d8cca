"""The simulated truth gives no check anything to find: whatever a check finds in the city was planted."""

from __future__ import annotations

import numpy as np
import pytest

from huimin.figures.batch import ReportBatch
from huimin.figures.checks import CompiledChecks
from huimin.findings import Severity
from huimin.indicators.definitions import Names


def batch_of(each, row):
    """The true figures of one period as if one office had sent them all."""
    here = np.isfinite(each.truth[row]).all(axis=1)
    areas = tuple(area for area, there in zip(each.areas, here, strict=True) if there)
    atoms = each.form.atoms
    rows, columns = np.arange(len(areas), dtype=np.int32), np.arange(len(atoms), dtype=np.int32)
    values = each.truth[row, here]
    return ReportBatch(each.form.code, each.periods[row], "s", areas, atoms, values, rows, columns), here


def history(city, each, row, here):
    """True figures of other periods, and of other forms added up from the areas below."""

    def column(leaf):
        owner = next(one for one in city.figures.values() if leaf.atom in one.form.atoms)
        rows = [i for i, p in enumerate(owner.periods) if leaf.first <= p.first and p.last <= leaf.last]
        if not rows:
            return None
        values = owner.truth[rows[-1], :, owner.form.atoms.index(leaf.atom)]
        if owner is each:
            return values[here]
        return np.array(
            [
                np.nansum(values[[key.startswith(area) for key in owner.areas]])
                for area, there in zip(each.areas, here, strict=True)
                if there
            ]
        )

    return column


@pytest.mark.parametrize("code", ["village_monthly", "township_quarterly", "county_yearly"])
def test_no_check_finds_anything_in_the_truth(city, content, code):
    each = city.figures[code]
    checks = CompiledChecks(each.form, content.dictionary, Names(content.dictionary))
    for row in range(len(each.periods)):
        batch, here = batch_of(each, row)
        found = checks.check_batch(batch, history(city, each, row, here))
        # Notes ask for a second look at what may well be so: a small survey, a low estimate.
        assert [f for f in found if f.severity > Severity.NOTE] == []
