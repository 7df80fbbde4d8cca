"""Trying other numbers of a benefit: who gains and who loses, before anybody signs. Nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.budget import TOGETHER, Field, Trial, changed, fields_of, trial_sentence
from huimin.tasks.budget.rows import classes
from huimin.web.base.access import Refused, screen
from huimin.web.base.numbers import MOST_TYPED, Box, boxes_of, typed_in
from huimin.web.base.pages import page
from huimin.web.budget import held, telling
from huimin.web.budget.views import file_answer, frame, may_try, wanted, year_of
from huimin.wiring.budget import Budgeting, write_budget
from huimin.workflow import Act


@dataclass
class Sheet:
    """The numbers of a benefit as a form. ``elsewhere``: what is wrong with no one field."""

    boxes: list[Box[Field]]
    since: str = ""
    elsewhere: list[Finding] = field(default_factory=list)

    @property
    def changes(self) -> dict[str, str]:
        """What was typed that the rule does not say."""
        return {box.one.name: box.typed for box in self.boxes if box.changed}

    @property
    def groups(self) -> list[tuple[str, list[Box[Field]]]]:
        """Fields by what they are."""
        found: dict[str, list[Box[Field]]] = {}
        for box in self.boxes:
            found.setdefault(box.one.group, []).append(box)
        return list(found.items())

    def put(self, findings: tuple[Finding, ...]) -> None:
        """Put what is wrong beside the field it is about."""
        for one in findings:
            at = one.place.element
            boxes = [box for box in self.boxes if at and (box.one.name.startswith(at) or at.startswith(box.one.name))]
            mine = [box for box in boxes if box.changed] or boxes
            for box in mine:
                box.faults.append(one)
            if not mine:
                self.elsewhere.append(one)


@screen(Act.ASSESS, Act.DEFINE)
@require_safe
def show(request: Any, key: str, code: str) -> HttpResponse:
    """The form, and what comes of it. The address holds what was typed, so that it can be sent on."""
    found = _allowed(request, key, code)
    if isinstance(found, HttpResponse):
        return found
    year = year_of(request, found)
    sheet, tried = _tried(request, found, key, code, year)
    benefit = found.setting.benefits[code]
    context: dict[str, Any] = {}
    if tried is not None:
        keys = [key, *telling.below(found.setting, key)]
        context = {
            "change": tried.change(TOGETHER, key), "classes": classes(tried.change(TOGETHER, key)),
            "before": tried.before.money(code, key), "after": tried.after.money(code, key),
            "levels": _levels(tried, code, key, request.lang), "places": _places(tried, code, keys, request.lang),
            "chart": telling.compared(tried, keys[1:], request.lang) if len(keys) > 1 else None,
            "query": _query(request), "sentence": trial_sentence(tried, tried.after.places[0], request.lang),
        }  # fmt: skip
    return page(
        request, "budget/try.html", **frame(request, found, key, year), benefit=benefit, sheet=sheet, tried=tried,
        **context,
    )  # fmt: skip


@screen(Act.ASSESS, Act.DEFINE)
@require_safe
def download(request: Any, key: str, code: str) -> HttpResponse:
    """Before and after for all places below, as a workbook."""
    found = _allowed(request, key, code)
    if isinstance(found, HttpResponse):
        raise Http404
    year = year_of(request, found)
    sheet, tried = _tried(request, found, key, code, year)
    if tried is None:
        raise Invalid([*sheet.elsewhere, *(one for box in sheet.boxes for one in box.faults)])
    return file_answer(
        f"compared-{code}-{key}-{year}.xlsx", ".xlsx",
        lambda target: write_budget(target, found.setting, tried.after, tried, None, request.lang),
    )  # fmt: skip


def _allowed(request: Any, key: str, code: str) -> Budgeting | HttpResponse:
    if not may_try(request):
        raise Refused
    found = wanted(request, key)
    if not isinstance(found, HttpResponse) and (code not in found.setting.benefits or held.owner(found, key) != key):
        raise Http404
    return found


def _tried(request: Any, found: Budgeting, key: str, code: str, year: int) -> tuple[Sheet, Trial | None]:
    """The form as filled in, and what came of it: None where nothing was changed, or it is faulty."""
    benefit, document = found.setting.benefits[code], found.documents[code]
    sheet = Sheet(boxes_of(fields_of(benefit, document, year), typed_in(request.GET)),
                  request.GET.get("since", "").strip()[:MOST_TYPED])  # fmt: skip
    if not sheet.changes:
        return sheet, None
    try:
        after, _ = changed(document, sheet.changes, _since(sheet.since, year))
        return sheet, held.trial_of(key, year, benefit, after)
    except Invalid as invalid:
        sheet.put(tuple(invalid.findings))
        return sheet, None


def _since(text: str, year: int) -> date | None:
    """The day from which new amounts count; None where nothing is typed.

    Raises:
        Invalid: it is no day, or lies after the year that is worked out.
    """
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid([Finding("budget-since", Severity.ERROR, Place(element="since"), {"found": text})]) from None
    if day is not None and day.year > year:
        facts = {"found": text, "year": year}
        raise Invalid([Finding("budget-since-later", Severity.ERROR, Place(element="since"), facts)])
    return day


def _query(request: Any) -> Mapping[str, Any]:
    return {name: request.GET.getlist(name) for name in request.GET}


def _levels(tried: Trial, code: str, key: str, lang: str) -> list[tuple[str, int, int]]:
    old, new = (dict(telling.levels(one.money(code, key).levels, lang)) for one in (tried.before, tried.after))
    return [(word, old.get(word, 0), new.get(word, 0)) for word in dict.fromkeys([*new, *old])]


def _places(tried: Trial, code: str, keys: list[str], lang: str) -> list[dict[str, Any]]:
    return [{"key": key, "name": telling.area_name(lang, key), "before": tried.before.money(code, key).fen,
             "after": tried.after.money(code, key).fen, "change": tried.change(code, key)} for key in keys]  # fmt: skip
