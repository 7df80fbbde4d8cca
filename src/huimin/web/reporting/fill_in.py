"""Filling a form in, in the page: the sheet, its draft as one types, sending it."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from huimin.adapters.workbooks.words import how_to_fill, unit_text
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, explain, next_step
from huimin.web.base import formats, place
from huimin.web.base.access import screen
from huimin.web.base.pages import page
from huimin.web.base.words import catalogue, say
from huimin.web.reporting import actions, drafts
from huimin.web.reporting import sheet as sheets
from huimin.web.reporting.duties import Duty
from huimin.web.reporting.models import Receipt
from huimin.web.reporting.sheet import Sheet
from huimin.web.reporting.views import duty_here
from huimin.workflow import Act

_OVERTAKEN, _REFUSED = 409, 422
_WHILE_TYPING = ("figure-missing",)  # a form that is not yet full is no mistake


@screen(Act.REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """The form to be filled in. Works without scripts: save, send, throw away."""
    duty = duty_here(request, form, period, key)
    if request.method != "POST":
        return _show(request, drafts.open_sheet(duty, request.lang))
    if request.POST.get("do") == "discard":
        drafts.throw_away(duty)
        return redirect(request.path)
    try:
        saved = _save_all(request, duty)
    except drafts.Overtaken as overtaken:
        return _clash(request, overtaken.sheet)
    if request.POST.get("do") == "send":
        return _send(request, saved)
    messages.success(request, say(request.lang, "reporting.draft-saved"), "good")
    return redirect(request.path)


def _typed(request: Any) -> tuple[dict[str, str], dict[str, str]]:
    """The cells and notes of a form sent without scripts: fields ``c:area|atom`` and ``n:area|atom``."""
    cells = {field[2:]: text for field, text in request.POST.items() if field.startswith("c:")}
    notes = {field[2:]: text for field, text in request.POST.items() if field.startswith("n:")}
    return cells, notes


def _version(text: Any) -> int:
    return int(text) if str(text).isdecimal() and len(str(text)) < 10 else -1


def _save_all(request: Any, duty: Duty) -> Sheet:
    """Keep what differs from the draft; nothing is written where nothing does."""
    now = drafts.open_sheet(duty, request.lang)
    cells, notes = _typed(request)
    new_cells = {cell: text for cell, text in now.known(cells).items() if text != now.cells.get(cell, "")}
    new_notes = {cell: text for cell, text in now.known(notes, True).items() if text != now.notes.get(cell, "")}
    if not new_cells and not new_notes:
        return now
    version = _version(request.POST.get("version"))
    return drafts.save_changes(request.person, duty, request.lang, version, new_cells, new_notes)


def _send(request: Any, saved: Sheet) -> HttpResponse:
    try:
        sent = actions.send_typed(request.person, request.rights, saved)
    except Invalid as invalid:
        latest = _latest(saved.duty)
        if latest and not saved.duty.returned:
            return redirect("reporting:receipt", number=latest.pk)
        return _show(request, saved, list(invalid.findings), status=_REFUSED)
    if sent.receipt:
        return redirect("reporting:receipt", number=sent.receipt.pk)
    return _show(request, saved, sent.findings, status=_REFUSED)


def _latest(duty: Duty) -> Receipt | None:
    """The last receipt of this form, period and sender that was filled in in the page."""
    start = f"{duty.form.code}-{duty.period.code}-{duty.area.replace('/', '_')}."
    return Receipt.objects.filter(name__startswith=start, typed=True).order_by("-pk").first()


def _clash(request: Any, theirs: Sheet) -> HttpResponse:
    """Somebody else saved first: what was typed here is kept in the page, with theirs beside where they differ."""
    cells, notes = _typed(request)
    mine = theirs.known(cells)
    differing = {cell: theirs.cells.get(cell, "") for cell, text in mine.items() if text != theirs.cells.get(cell, "")}
    return _show(request, theirs, status=_OVERTAKEN, mine=(mine, theirs.known(notes, True)), differing=differing)


def _show(request: Any, given: Sheet, findings: list[Finding] | None = None, status: int = 200,
          mine: tuple[dict[str, str], dict[str, str]] | None = None, differing: dict[str, str] | None = None,
          ) -> HttpResponse:  # fmt: skip
    if findings is None:
        findings = sheets.read_typed(given, given.cells, given.notes)[1] if given.cells else []
        findings = [finding for finding in findings if finding.code not in _WHILE_TYPING]
    told = by_cell(findings, given)
    cells, notes = (given.cells | mine[0], given.notes | mine[1]) if mine else (given.cells, given.notes)
    locked = [name for key, _, name in given.areas if key in given.duty.locked]
    return page(
        request, f"reporting/{'one' if len(given.areas) == 1 else 'many'}.html", status=status, sheet=given,
        duty=given.duty, cells=cells, remarked=notes, problems=told, at_cell=_grouped(told), differing=differing or {},
        words=_script_words(request.lang), dictionary=place.definitions().dictionary, refused=status == _REFUSED,
        units=_units(given), locked_names=say(request.lang, "base.comma").join(locked),
    )  # fmt: skip


def _units(given: Sheet) -> list[str]:
    """What the figures of each column are counted in, or how they are written."""
    return [how_to_fill(e, given.lang) if e.values else "" if e.unit == "1" else unit_text(e.unit, given.lang)
            for e in given.elements]  # fmt: skip


def _grouped(told: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for problem in told:
        found.setdefault(problem["cell"], []).append(problem)
    return found


def by_cell(findings: list[Finding], given: Sheet) -> list[dict[str, str]]:
    """Findings as the page shows them: ``cell`` (``area|atom``), ``severity``, ``where``, ``text``, ``advice``."""
    dictionary, names = place.definitions().dictionary, {key: name for key, _, name in given.areas}
    told = []
    for finding in sorted(findings, key=lambda one: -one.severity):
        area, atom = finding.place.area, finding.place.element
        known = atom in given.atoms
        where = [names.get(area, "") if len(names) > 1 else "", dictionary.atom_name(atom, given.lang) if known else ""]
        told.append({
            "cell": sheets.name(area, atom if known else ""), "severity": finding.severity.word,
            "where": " · ".join(part for part in where if part), "text": _told(finding, given.lang),
            "advice": next_step(finding, given.lang),
        })  # fmt: skip
    return told


def _told(finding: Finding, lang: str) -> str:
    """A finding in the words of the rule, without its formula: whoever fills in a form has no use for that."""
    if finding.code != "rule-broken":
        return explain(finding, lang)
    sides = {side: formats.number(float(finding.facts[side] or 0)) for side in ("left", "right")}
    return say(lang, "reporting.rule", rule=finding.facts[lang], **sides)


def _script_words(lang: str) -> str:
    codes = ("saved-at", "saving", "offline", "back", "theirs", "take-theirs", "keep-mine", "by-other", "total",
             "required-left", "nothing-left", "note-for", "before", "year-before", "broken", "expired")  # fmt: skip
    return json.dumps({code: catalogue()[f"reporting.{code}"][0 if lang == "zh" else -1] for code in codes},
                      ensure_ascii=False)  # fmt: skip


@screen(Act.REPORT)
@require_POST
def draft(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """What the page sends as one types: ``{version, cells, notes}`` with what changed; answers with findings.

    200: ``{version, saved, problems}``. 409: somebody else saved first: ``{version, saved, person, cells, notes}``, all
    of theirs. 400: not what the page sends.
    """
    duty = duty_here(request, form, period, key)
    try:
        said = json.loads(request.body)
        version, cells, notes = said["version"], _texts(said["cells"]), _texts(said["notes"])
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "not-understood"}, status=400)
    try:
        saved = drafts.save_changes(request.person, duty, request.lang, _version(version), cells, notes)
    except drafts.Overtaken as overtaken:
        now = overtaken.sheet
        who = now.draft.person.name if now.draft else ""
        return JsonResponse({"version": now.version, "saved": _moment(now), "person": who, "cells": now.cells,
                             "notes": now.notes}, status=_OVERTAKEN)  # fmt: skip
    found = sheets.read_typed(saved, saved.cells, saved.notes)[1]
    told = by_cell([one for one in found if one.code not in _WHILE_TYPING], saved)
    return JsonResponse({"version": saved.version, "saved": _moment(saved), "problems": told})


def _texts(given: Any) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise TypeError("texts by cell are wanted")
    return given


def _moment(given: Sheet) -> str:
    return f"{given.draft.at.astimezone(formats.clock.zone()):%H:%M}" if given.draft else ""
