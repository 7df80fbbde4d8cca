"""The pages of what if: choose a run, change numbers, see who moves."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from huimin.findings import Invalid
from huimin.tasks.what_if import AreaShift, WhatIf, what_if
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.numbers import FIELD, typed_in
from huimin.web.base.pages import common, page
from huimin.web.base.stages import all_stages, stage_of
from huimin.web.what_if.bases import basis
from huimin.web.what_if.sheet import read_texts, sheet_of
from huimin.workflow import Act

SHOWN = 100


@screen(Act.ASSESS)
@require_safe
def start(request: Any) -> HttpResponse:
    """Choose a run to try changes on."""
    allow_everywhere(request, Act.ASSESS)
    return page(request, "what_if/start.html", stages=all_stages())


@screen(Act.ASSESS)
@require_safe
def show(request: Any, run: str) -> HttpResponse:
    """The form, and what comes of it. The address holds the changes (``c=F2.1.points=8``), so it can be sent on.

    Without JavaScript the button sends every field (``f.F2.1.points``); the answer leads to the short address.
    """
    allow_everywhere(request, Act.ASSESS)
    context = _context(request, run)
    if any(name.startswith(FIELD) for name in request.GET):
        query = {"c": context["sheet"].texts, **({"all": "1"} if request.GET.get("all") else {})}
        return redirect(reverse("what_if:show", args=[run], query=query))
    if request.headers.get("X-Part") == "results":
        context["proposal"] = _proposal(context)
        answer = HttpResponse(render_to_string("what_if/results.html", {**common(request), **context}, using="jinja2"))
        answer["Vary"] = "X-Part"
        return answer
    return page(request, "what_if/show.html", proposal=_proposal(context), **context)


def _context(request: Any, run: str) -> dict[str, Any]:
    """The run, the form as filled in, and what came of it (None where it is faulty)."""
    stage = stage_of(run)
    kept = basis(run)
    typed = read_texts(request.GET.getlist("c"))
    typed |= typed_in(request.GET)
    sheet = sheet_of(kept, typed)
    result: WhatIf | None = None
    try:
        result = what_if(kept, sheet.changes)
        sheet.elsewhere += result.findings
    except Invalid as invalid:
        sheet.put(invalid.findings)
    whole = bool(request.GET.get("all"))
    areas = list(result.areas if whole else result.moved) if result else []
    return {
        "run": run, "stage": stage, "scheme": kept.described["scheme"], "sheet": sheet, "result": result,
        "areas": areas[:SHOWN], "left_out": max(0, len(areas) - SHOWN), "whole": whole,
        "counts": _counts(result), "grades": _grades(kept.described, result),
    }  # fmt: skip


def _counts(result: WhatIf | None) -> Counter[str]:
    """How many areas move, gain, lose, and change their grade."""
    found: Counter[str] = Counter()
    for one in result.moved if result else ():
        found["moved"] += 1
        found["up"] += (one.shift or 0) > 0
        found["down"] += (one.shift or 0) < 0
        found["grade"] += one.before.grade != one.after.grade
    return found


def _grades(described: Any, result: WhatIf | None) -> list[tuple[str, str, int, int]]:
    """Name in both languages, and how many areas have each grade before and after."""
    areas = result.areas if result else ()
    before, after = Counter(one.before.grade for one in areas), Counter(one.after.grade for one in areas)
    return [(one["zh"], one["en"], before[one["code"]], after[one["code"]]) for one in described["grades"]]


def _proposal(context: dict[str, Any]) -> str:
    """Where the changes become a proposal to change the scheme; nothing while there is no such page."""
    if not context["sheet"].count or context["result"] is None:
        return ""
    query = {"scheme": context["scheme"]["code"], "change": context["sheet"].texts}
    try:
        return reverse("definitions:propose", query=query)
    except NoReverseMatch:
        return ""


@screen(Act.ASSESS)
@require_safe
def download(request: Any, run: str) -> HttpResponseBase:
    """Every area before and after, as csv with the mark that spreadsheets need."""
    allow_everywhere(request, Act.ASSESS)
    context = _context(request, run)
    result, sheet = context["result"], context["sheet"]
    if result is None:
        raise Invalid([*sheet.elsewhere, *(one for box in sheet.boxes for one in box.faults)])
    text = StringIO()
    writer = csv.writer(text)
    lang = request.lang
    told = common(request)["t"]
    writer.writerow([told(f"what_if.csv-{name}") for name in (
        "key", "area", "score-before", "score-after", "shift", "rank-before", "rank-after", "grade-before",
        "grade-after", "why")])  # fmt: skip
    for one in result.areas:
        writer.writerow([_harmless(value) for value in _row(one, lang)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="what-if-{result.scheme}-{result.period}.csv"'
    return answer


def _row(one: AreaShift, lang: str) -> list[Any]:
    zh = lang == "zh"
    before, after = one.before, one.after
    return [
        one.key, one.zh if zh else one.en, _rounded(before.score), _rounded(after.score), _rounded(one.shift),
        before.rank, after.rank, before.grade_zh if zh else before.grade_en, after.grade_zh if zh else after.grade_en,
        one.why_zh if zh else one.why_en,
    ]  # fmt: skip


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)


def _harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula gets a mark before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
