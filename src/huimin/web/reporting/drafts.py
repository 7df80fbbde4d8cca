"""Drafts: kept as one types, with versions, so that nobody overwrites what another has typed without knowing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from huimin.web.base import clock
from huimin.web.base.models import CellRemark, Person
from huimin.web.base.returns import LONGEST, remarks
from huimin.web.reporting.duties import Duty
from huimin.web.reporting.models import Draft
from huimin.web.reporting.sheet import Sheet, name

LONGEST_CELL = 60
"""Characters of a cell: a figure has fewer, and what is longer is no figure."""


def _where(duty: Duty) -> dict[str, Any]:
    return {"form": duty.form.code, "first": duty.period.first, "last": duty.period.last, "area": duty.area}


def open_sheet(duty: Duty, lang: str) -> Sheet:
    """The form as it stands now, with the reasons of those who returned it."""
    sheet = Sheet(duty, lang, Draft.objects.filter(**_where(duty)).select_related("person").first())
    for one in remarks(duty.form.code, duty.period, duty.keys).filter(kind=CellRemark.RETURN):
        sheet.reasons.setdefault(name(one.area, one.atom), []).append(one)
    return sheet


class Overtaken(Exception):
    """Somebody else has changed the draft since; ``sheet`` is how it stands now."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        super().__init__()


def save_changes(
    person: Person, duty: Duty, lang: str, version: int, cells: Mapping[str, str], notes: Mapping[str, str]
) -> Sheet:
    """Put changed cells and notes into the draft (an empty text takes a cell out) and give back the form.

    Raises:
        Overtaken: ``version`` is not the one that the change was made on.
    """
    with transaction.atomic():
        sheet = open_sheet(duty, lang)
        if sheet.version != version:
            raise Overtaken(sheet)
        old = sheet.draft
        new_cells = sheet.cells | {cell: text[:LONGEST_CELL] for cell, text in sheet.known(cells).items()}
        new_notes = sheet.notes | {cell: text[:LONGEST] for cell, text in sheet.known(notes, True).items()}
        kept = {"cells": _filled(new_cells), "notes": _filled(new_notes), "person": person, "at": clock.now(),
                "open": True, "version": version + 1}  # fmt: skip
        if old is None:
            sheet.draft = _begin(duty, lang, kept)
        else:
            # Only from the version that was read: the other of two at once finds nothing to change.
            if not Draft.objects.filter(pk=old.pk, version=version).update(**kept):
                raise Overtaken(open_sheet(duty, lang))
            for field, value in kept.items():
                setattr(old, field, value)
        return sheet


def _begin(duty: Duty, lang: str, kept: dict[str, Any]) -> Draft:
    draft, made = Draft.objects.get_or_create(**_where(duty), defaults=kept)
    if not made:
        raise Overtaken(open_sheet(duty, lang))
    return draft


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {cell: text for cell, text in texts.items() if text}


def throw_away(duty: Duty) -> None:
    """Close the draft without sending it. The version goes on, so that a page still open elsewhere notices."""
    with transaction.atomic():
        draft = Draft.objects.filter(**_where(duty), open=True).first()
        if draft is not None:
            close(duty)


def close(duty: Duty) -> None:
    """Close the draft: what was in it was sent, or is not wanted. In the transaction of whoever calls."""
    from django.db.models import F

    Draft.objects.filter(**_where(duty), open=True).update(open=False, cells={}, notes={}, version=F("version") + 1)
