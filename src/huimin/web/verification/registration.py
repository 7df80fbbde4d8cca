"""Completeness of registration: counts of two or three lists in, the answer in words out. Nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from huimin.demography.registration import Histories, patterns
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.tasks.registration import Counted, Estimated, Wish, estimate, sentences
from huimin.web.base.access import Refused, screen
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.workflow import Act

PAIR = ("first", "second", "both")
WORKING = (Act.REPORT, Act.REVIEW, Act.ASSESS, Act.JUDGE)
"""Who counts here: everybody but those who only look on."""
MOST = 10**10


@screen(Act.READ)
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: Any) -> HttpResponse:
    """The form, and the answer below it."""
    typed = request.POST if request.method == "POST" else request.GET
    lists = 3 if typed.get("lists") == "3" else 2
    names = PAIR if lists == 2 else patterns(3)
    fields = dict.fromkeys((*names, "limit"), "")
    found: Estimated | None = None
    findings: list[Finding] = []
    errors: dict[str, str] = {}
    if request.method == "POST":
        if not any(request.rights.can(act) for act in WORKING):
            raise Refused
        fields = {name: request.POST.get(name, "").strip() for name in fields}
        try:
            found = _answer(fields, lists, request.lang)
        except Invalid as invalid:
            beside = [one for one in invalid.findings if "field" in one.facts]
            findings = [one for one in invalid.findings if one not in beside]
            errors = {str(one.facts["field"]): explain(one, request.lang) for one in beside}
    return page(
        request, "verification/registration.html", lists=lists, fields=fields, findings=findings, errors=errors,
        found=found, told_in=sentences(found, request.lang) if found else (), names=names,
        working=any(request.rights.can(act) for act in WORKING),
        inside={one: _inside(one, request.lang) for one in patterns(3)},
    )  # fmt: skip


def _inside(history: str, lang: str) -> str:
    """In words, which lists hold somebody and which do not."""
    held = [say(lang, f"verification.list-{at + 1}") for at, mark in enumerate(history) if mark == "1"]
    words = say(lang, "verification.and").join(held)
    return say(lang, "verification.in-all" if len(held) == 3 else "verification.only-in", lists=words)


def _answer(fields: dict[str, str], lists: int, lang: str) -> Estimated:
    faults: list[Finding] = []
    counts = {name: _count(name, text, faults) for name, text in fields.items() if name != "limit"}
    limit = _limit(fields["limit"], faults)
    if not faults and lists == 2 and counts["both"] > min(counts["first"], counts["second"]):
        faults.append(Finding("verification-more-in-both", Severity.ERROR, facts={"field": "both"}))
    if faults:
        raise Invalid(faults)
    names = [say(lang, f"verification.list-{at + 1}") for at in range(lists)]
    if lists == 2:
        made = Histories.of_pair(counts["first"], counts["second"], counts["both"], names)
    else:
        made = Histories.of(counts, names)
    if made.counts.ndim == 1:
        made = Histories(made.names, made.counts[None, :])
    return estimate(Counted(("",), made), Wish(limit=limit))


def _count(name: str, text: str, faults: list[Finding]) -> float:
    plain = text.replace(",", "").replace("，", "").replace(" ", "")
    if not plain.isdecimal() or len(plain) > 11 or int(plain) > MOST:
        faults.append(Finding("verification-count", Severity.ERROR, facts={"field": name}))
        return 0.0
    return float(int(plain))


def _limit(text: str, faults: list[Finding]) -> float:
    """The share that is borne, typed as a per cent; NaN where none was typed."""
    plain = text.replace("％", "%").rstrip("%").strip()
    if not plain:
        return float("nan")
    try:
        value = float(plain) / 100
    except ValueError:
        value = -1.0
    if not 0 < value < 1:
        faults.append(Finding("verification-limit", Severity.ERROR, facts={"field": "limit"}))
    return value
