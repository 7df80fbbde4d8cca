"""The figures of a simulated city: nothing small comes out of all that is public, now or after a correction."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from huimin.disclosure.attack import attack
from huimin.disclosure.audit import audit
from huimin.disclosure.ledger import Ledger
from huimin.disclosure.policy import Policy, read_policy
from huimin.disclosure.protecting import Protected
from huimin.disclosure.report import costs, in_words
from huimin.disclosure.table import Status
from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.tasks.protect import protect_workspace
from huimin.wiring.workspace import open_workspace

POLICY = Policy(levels={"city": ("month", "quarter", "year"), "county": ("quarter", "year"), "township": ("year",)})


def protect_year(city: Path, ledger: Ledger | None = None) -> Protected:
    workspace = open_workspace(city)
    try:
        first, last = Period.of("2025-01"), Period.of("2025-12")
        engine = workspace.engine()
        return protect_workspace(workspace.definitions, engine, first, last, POLICY, ledger or Ledger())
    finally:
        workspace.close()


@pytest.fixture(scope="module")
def protected(city: Path) -> Protected:
    return protect_year(city)


def test_a_reader_with_every_public_number_finds_nothing_small(protected: Protected) -> None:
    table, status = protected.table, protected.suppressed.status
    given = table.public & (status == Status.SHOWN)
    numbers = {int(n): (float(table.value[n]), float(table.value[n])) for n in np.flatnonzero(given)}
    sums: dict[int, dict[int, int]] = {}
    for row, cell, factor in zip(table.row.tolist(), table.cell.tolist(), table.factor.tolist(), strict=True):
        sums.setdefault(row, {})[cell] = int(factor)
    secret = np.flatnonzero(table.sensitive & ~given & ~protected.suppressed.lost).tolist()
    assert secret and not protected.suppressed.lost.any()
    assert attack(numbers, secret, list(sums.values())) == []


def test_linear_programming_over_the_whole_city_finds_no_small_count(protected: Protected) -> None:
    """Every sensitive cell, asked exactly: the least and the most that fit everything published."""
    table = protected.table
    asked = np.flatnonzero(table.sensitive & ~table.known)
    found = audit(table, protected.suppressed.status, exact=True)
    assert len(asked) > 300 and found.programmes >= 2 * len(asked)
    assert not found.revealed.any()
    assert (found.high - found.low >= POLICY.width)[asked].all()
    assert (found.low <= table.value)[asked].all() and (table.value <= found.high)[asked].all()


def test_few_numbers_are_hidden_beside_those_to_be_protected(protected: Protected) -> None:
    beside = (protected.suppressed.status == Status.COMPLEMENT).sum()
    assert beside < 1.5 * (protected.table.sensitive & ~protected.table.known).sum()


def test_villages_and_months_of_counties_are_not_public(protected: Protected) -> None:
    year, month = (Period.of("2025").first, Period.of("2025").last), (Period.of("2025").first,) * 2
    villages, counties = protected.tree.at_level("village"), protected.tree.at_level("county")
    assert (protected.status("births", year)[villages] == Status.NOT_PUBLIC).all()
    assert (protected.status("births", month)[counties] == Status.NOT_PUBLIC).all()
    assert np.isnan(protected.numbers("births", year)[villages]).all()


def test_a_second_publication_of_the_same_figures_takes_nothing_back(city: Path, protected: Protected) -> None:
    ledger = Ledger().with_shown(protected.shown(), "2026-01")
    assert ledger.with_shown(protected.shown(), "2026-02").lines == ledger.lines
    again = protect_year(city, ledger)
    shown = protected.suppressed.status == Status.SHOWN
    assert (again.suppressed.status[shown] == Status.SHOWN).all()
    assert not again.suppressed.lost.any()
    assert again.findings == ()


def test_a_small_correction_of_a_published_number_is_held_back(city: Path, protected: Protected) -> None:
    column, window, area, value = next(one for one in protected.shown() if one[3] > 20)
    ledger = Ledger.of([(column, *window, area, value - 2, "2026-01")])
    again = protect_year(city, ledger)
    index = again.tree.index(area)
    assert index is not None and Status(int(again.status(column, window)[index])) is Status.REVISION


def test_the_report_counts_every_public_cell(protected: Protected) -> None:
    lines = costs(protected)
    counted = sum(one.shown + one.small + one.complement + one.revision + one.rounded for one in lines)
    assert counted == int(protected.table.public.sum())
    assert "hidden" in in_words(protected, "en") and "不公布" in in_words(protected, "zh")


def test_a_wrong_policy_is_told_whole() -> None:
    faults: list[Finding] = []
    read_policy({"threshold": 1, "levels": {"twonship": ["yearly"]}}, ["city", "township"], faults)
    assert {one.code for one in faults} == {
        "open-data-too-low", "open-data-level-unknown", "open-data-frequency-unknown",
    }  # fmt: skip
