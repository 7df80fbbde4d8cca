"""Asking an area about a sign, and the area's answer; each ends with a line in the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import audit, clock
from huimin.web.base.models import Person
from huimin.web.quality.models import Question
from huimin.web.quality.reading import Review, identity

LONGEST = 4000


def ask(person: Person, review: Review, number: int, text: str) -> Question:
    """Ask an area about a sign of it.

    Raises:
        Invalid: it was asked already.
    """
    with transaction.atomic():
        found = _question(review, number)
        if found.asked_by_id:
            raise Invalid([Finding("quality-asked-already", Severity.ERROR)])
        found.text, found.asked_by, found.asked_at = text.strip()[:LONGEST], person, clock.now()
        found.save()
        audit.record(person, "quality-asked", subject=f"sign {found.pk}", area=found.area, code=found.code)
    return found


def answer(person: Person, review: Review, number: int, cause: str, text: str) -> Question:
    """Answer for an area, asked or not; a later answer stands in the place of the earlier one.

    Raises:
        Invalid: no cause was chosen, or nothing was said to another one.
    """
    if cause not in Question.CAUSES:
        raise Invalid([Finding("quality-cause-needed", Severity.ERROR, facts={"field": "cause"})])
    if cause == "other" and not text.strip():
        raise Invalid([Finding("quality-words-needed", Severity.ERROR, facts={"field": "text"})])
    with transaction.atomic():
        found = _question(review, number)
        found.cause, found.answer = cause, text.strip()[:LONGEST]
        found.answered_by, found.answered_at = person, clock.now()
        found.save()
        audit.record(person, "quality-answered", subject=f"sign {found.pk}", area=found.area, code=found.code)
    return found


def _question(review: Review, number: int) -> Question:
    sign: Mapping[str, Any] = review.signs[number]
    made, _ = Question.objects.select_for_update().get_or_create(
        identity=identity(sign),
        defaults={"review": review.name, "number": number, "code": sign["code"], "area": sign["area"]},
    )
    return made
