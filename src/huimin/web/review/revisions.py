"""One report's figures: this period beside the one before and a year ago, and against the revision before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from huimin.adapters.store.models import Figure, FoundProblem, Report
from huimin.figures.forms import Form
from huimin.figures.periods import MONTHS_OF, Period
from huimin.web.base import place
from huimin.web.review.board import ALIAS

_STANDS_OUT = 0.5  # a change of half or more against the month before deserves a look
_LEAST = 10  # of counts that are not tiny


@dataclass
class Row:
    """One element's figure.

    Attributes:
        now, before, year_ago: the figures of the period, of the one before and of a year before; None: not reported.
        earlier: the figure of the revision before; ``changed`` where it differs.
    """

    atom: str
    now: float | None
    before: float | None
    year_ago: float | None
    earlier: float | None = None
    changed: bool = False
    cell: str = ""
    required: bool = False
    findings: list[Any] = field(default_factory=list)
    remarks: list[Any] = field(default_factory=list)

    @property
    def stands_out(self) -> bool:
        """Whether the figure differs much from the one of the period before."""
        if self.now is None or self.before is None or max(abs(self.now), abs(self.before)) < _LEAST:
            return False
        return abs(self.now - self.before) >= _STANDS_OUT * max(abs(self.now), abs(self.before))


def rows_of(form: Form, period: Period, area: str) -> list[Row]:
    """A row for each element of the form, in its order."""
    store = place.store()
    year = 12 // MONTHS_OF[form.frequency]
    columns = [store.history(form, [area], one)[0] for one in (period, period.shift(-1), period.shift(-year))]
    rows = [Row(atom, *(_figure(column[i]) for column in columns), required=atom in form.required)
            for i, atom in enumerate(form.atoms)]  # fmt: skip
    _against_the_revision_before(form, period, area, rows)
    return rows


def _figure(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)


def _against_the_revision_before(form: Form, period: Period, area: str, rows: list[Row]) -> None:
    found = Report.objects.filter(form=form.code, first=period.first, last=period.last, area=area)
    ids = list(found.order_by("-revision").values_list("id", flat=True)[:2])
    if len(ids) < 2:
        return
    before = dict(_figures(ids[1]))
    for row in rows:
        row.earlier = before.get(row.atom)
        row.changed = row.earlier != row.now


def _figures(report: int) -> Iterator[tuple[str, float]]:
    rows = Figure.objects.using(ALIAS).filter(report_id=report)
    for name, decimals, value in rows.values_list("atom__name", "atom__decimals", "value"):
        yield name, value / 10.0**decimals


def problems_of(submission: int, area: str) -> list[FoundProblem]:
    """The findings kept with one report, the worst first."""
    found = FoundProblem.objects.filter(submission_id=submission, area=area)
    return list(found.order_by("-severity", "id"))
