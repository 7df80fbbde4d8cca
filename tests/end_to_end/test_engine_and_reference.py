"""The fast way (DuckDB, columns) and the slow, obvious one (plain Python, area by area) give the same run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from huimin.areas import Areas
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.engine import LeafTable
from huimin.indicators.reference import ReportedFigures, Reports, reference_table
from huimin.indicators.rounding import show
from huimin.indicators.values import by_reference
from huimin.language import Leaf
from huimin.tasks.assess import Assessed, assess
from huimin.tasks.ports import FigureStore
from huimin.wiring import Workspace, software
from workspace_fixtures import PERIOD


def reports_in(store: FigureStore) -> Reports:
    """Every report in force, as the store tells it."""
    made = {}
    for form, period in store.forms_and_periods():
        reports = store.reports(None, form, period.first, period.last).to_pylist()
        figures = store.figures(None, form, period.first, period.last).to_pylist()
        held: dict[int, dict[str, float]] = {}
        for row in figures:
            if row["value"] is not None:
                held.setdefault(row["report_id"], {})[row["atom"]] = row["value"]
        for row in reports:
            if (row["first"], row["last"]) == (period.first, period.last):
                made[form, period, row["area"]] = ReportedFigures(row["on_time"], held.get(row["report_id"], {}))
    return made


class ReferenceEngine:
    """The reference behind the face of an engine."""

    def __init__(self, store: FigureStore) -> None:
        self.reports = reports_in(store)

    def table(
        self, leaves: Iterable[Leaf], areas: Areas, day: date, dictionary: Dictionary, forms: Sequence[Form],
        spans: Iterable[tuple[str, int, int]] = (),
    ) -> LeafTable:  # fmt: skip
        return reference_table(leaves, areas, day, dictionary, forms, self.reports, spans)


def printed(assessed: Assessed) -> list[list[str]]:
    """Everything a scorecard prints of numbers, to the last digit."""
    rows = []
    for record in assessed.records:
        row = [record["key"], show(record["score"]), show(record["with_missing"]), show(record["complete"], "percent")]
        row.append(str(record["standing"]))
        for item in record["items"]:
            measured = item["measured"] or {}
            row += [
                item["status"],
                show(item["points"]),
                *(show(measured.get(n), "number", 9) for n in ("value", "low", "high")),
            ]
        rows.append(row)
    return rows


@pytest.mark.parametrize(
    "scheme",
    ["family-services-2025", "family-services-2025-township", "five-good-village", "baotou-2012", "xietang-2009"],
)
def test_engine_and_reference_agree_to_the_last_printed_digit(city, scheme):
    workspace = Workspace(city)
    try:
        definitions = workspace.definitions
        given = definitions.scheme(scheme)
        period = Period.of("2025Q3") if given.frequency == "quarter" else Period.of(PERIOD)
        snapshot = workspace.store.snapshot()
        fast = assess(definitions, scheme, period, workspace.engine(snapshot), snapshot, software())
        slow = assess(
            definitions, scheme, period, ReferenceEngine(workspace.store), snapshot, software(), evaluator=by_reference
        )
    finally:
        workspace.close()
    assert printed(fast) == printed(slow)
    assert fast.run == slow.run
    assert sum(cell not in ("–", "") for row in printed(fast) for cell in row) > 20
