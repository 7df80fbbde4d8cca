"""Remarks at the cells of reports: the notes of those who send, and the reasons of those who return.

Reporting shows the reasons and writes the notes; review writes the reasons and shows the notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from huimin.figures.periods import Period
from huimin.web.base import clock
from huimin.web.base.models import CellRemark, Person

LONGEST = 500
"""Characters that a remark may have."""


def remarks(form: str, period: Period, areas: Iterable[str]) -> QuerySet[CellRemark]:
    """The open remarks at the cells of these areas' reports, the oldest first."""
    found = CellRemark.objects.filter(form=form, first=period.first, last=period.last, open=True)
    return found.filter(area__in=list(areas)).select_related("person").order_by("at", "id")


def give_reasons(person: Person, form: str, period: Period, area: str, reasons: Mapping[str, str]) -> None:
    """Write why a report is returned: atom -> reason, ``""`` for the whole report. In the transaction of the return."""
    _write(person, form, period, {(area, atom): text for atom, text in reasons.items()}, CellRemark.RETURN)


def keep_notes(
    person: Person, form: str, period: Period, areas: Iterable[str], notes: Mapping[tuple[str, str], str]
) -> None:
    """Write the notes that a report comes with: (area, atom) -> note. They take the place of earlier ones."""
    remarks(form, period, areas).filter(kind=CellRemark.NOTE).update(open=False)
    _write(person, form, period, notes, CellRemark.NOTE)


def settle(form: str, period: Period, areas: Iterable[str]) -> None:
    """Close the reasons of reports that were sent anew. In the transaction that saves them."""
    remarks(form, period, areas).filter(kind=CellRemark.RETURN).update(open=False)


def _write(person: Person, form: str, period: Period, texts: Mapping[tuple[str, str], str], kind: str) -> None:
    at = clock.now()
    CellRemark.objects.bulk_create(
        CellRemark(form=form, first=period.first, last=period.last, area=area, atom=atom, text=text.strip()[:LONGEST],
                   person=person, at=at, kind=kind)
        for (area, atom), text in texts.items() if text.strip()
    )  # fmt: skip
