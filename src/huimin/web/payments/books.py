"""The books: what failed, what is to come back, one claim's ledger, each level's money."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.adapters.ledger.models import Obligation
from huimin.benefits.payments import Entry
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.pay.ports import Booked, Receipt
from huimin.tasks.pay.reach import Reach
from huimin.web.base import clock, place
from huimin.web.base.access import screen
from huimin.web.base.pages import page, url
from huimin.web.base.words import say
from huimin.web.payments import actions, reading
from huimin.web.payments.rolls import status_words
from huimin.wiring.pay import ABOVE
from huimin.workflow import Act

PER_PAGE = 50
SIGNS = {Entry.OBLIGATION: ("owed", 1), Entry.CANCELLED: ("owed", -1), Entry.OVERPAID: ("owed", -1),
         Entry.PAID: ("paid", 1), Entry.RETURNED: ("paid", -1), Entry.RECOVERED: ("back", 1)}  # fmt: skip
"""The column of a month's table that a movement changes, and its sign."""
COLUMNS = ("owed", "paid", "back")


@screen(Act.PAY, Act.AUDIT)
@require_safe
def failed(request: Any) -> HttpResponse:
    """Payments that the bank refused or sent back, and what has to happen before they go out again."""
    seen, paying = reading.Seeing(request), reading.paying(request)
    found = [one for one in paying.ledger.failures() if one.area in seen]
    pages = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    layouts = list(paying.layouts.values())
    return page(
        request, "payments/failed.html", **reading.shown(request), pages=pages, waiting=sum(one.waits for one in found),
        ready=sum(not one.waits for one in found), said=lambda code: status_words(layouts, code, request.lang),
    )  # fmt: skip


@screen(Act.PAY, Act.AUDIT)
@require_safe
def overpaid(request: Any) -> HttpResponse:
    """Claims from which money is to come back."""
    seen = reading.Seeing(request)
    found = [one for one in reading.paying(request).ledger.overpaid() if one.area in seen]
    pages = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request, "payments/overpaid.html", **reading.shown(request), pages=pages, left=sum(one.left for one in found),
    )  # fmt: skip


@screen(Act.PAY, Act.AUDIT)
@require_safe
def find(request: Any) -> HttpResponse:
    """From a claim's number to its ledger."""
    typed = request.GET.get("claim", "").strip()
    return redirect("payments:claim", claim=typed) if typed and "/" not in typed else redirect("payments:start")


def _areas_of(request: Any, claim: str) -> dict[str, str]:
    """The benefits under which a claim is booked in offices that the person sees, with the latest of these.

    A claim that went from one office to another stands in the books of both: each sees its own.

    Raises:
        Http404: it is booked in none of them.
    """
    rows = Obligation.objects.filter(claim=claim).order_by("id").values_list("benefit", "area")
    seen = reading.Seeing(request)
    found = {benefit: area for benefit, area in rows if area in seen}
    if not found:
        raise Http404
    return found


@screen(Act.PAY, Act.AUDIT)
@require_safe
def claim(request: Any, claim: str) -> HttpResponse:
    """Every movement of one claim."""
    return _claim(request, claim, _areas_of(request, claim))


def _claim(
    request: Any, number: str, found: dict[str, str], findings: Any = (), typed: dict[str, str] | None = None
) -> HttpResponse:
    ledger, seen = reading.paying(request).ledger, reading.Seeing(request)
    booked = [one for one in ledger.booked(number) if one.area in seen]
    over = [one for code in found for one in ledger.overpaid(code) if one.claim == number and one.area in seen]
    return page(
        request, "payments/claim.html", **reading.shown(request), status=400 if findings else 200,
        claim=number, found=found, booked=_together(booked),
        months=_by_month(booked), over=over, findings=findings,
        typed=typed or {"benefit": "", "yuan": "", "reference": ""},
        may=all(reading.may_pay(request, area) for area in found.values()),
    )  # fmt: skip


def _together(booked: list[Booked]) -> list[tuple[Booked, list[tuple[str, int]]]]:
    """What was booked in one go for a month, with the fen of each level."""
    found: dict[tuple[object, ...], list[Booked]] = {}
    for one in booked:
        found.setdefault((one.at, one.entry, one.month, one.revision, one.roll), []).append(one)
    return [(replace(all_of[0], fen=sum(one.fen for one in all_of)), [(one.level, one.fen) for one in all_of])
            for all_of in found.values()]  # fmt: skip


def _by_month(booked: list[Booked]) -> list[tuple[int, dict[str, int]]]:
    """Each month of a claim: what is owed for it, paid and given back, in fen."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: dict.fromkeys(COLUMNS, 0))
    for one in booked:
        column, sign = SIGNS[one.entry]
        found[one.month][column] += sign * one.fen
    return sorted(found.items())


@screen(Act.PAY)
@require_POST
def recover(request: Any, claim: str) -> HttpResponse:
    """Book what a family gave back."""
    found = _areas_of(request, claim)
    typed = {one: request.POST.get(one, "").strip() for one in ("benefit", "yuan", "reference")}
    area = found.get(typed["benefit"])
    if area is None or not reading.may_pay(request, area):
        raise Http404
    try:
        left = actions.recover(
            request, reading.paying(request), typed["benefit"], claim, area, typed["yuan"], typed["reference"]
        )
    except Invalid as invalid:
        return _claim(request, claim, found, invalid.findings, typed)
    code = "payments.did-recover" if left else "payments.did-recover-all"
    messages.success(request, say(request.lang, code), "good")
    return redirect("payments:claim", claim=claim)


# --- each level's money


@screen(Act.PAY, Act.AUDIT)
@require_safe
def funds(request: Any) -> HttpResponse:
    """What each level promised against what has come."""
    return _funds(request, {one: request.GET.get(one, "") for one in ("benefit", "period", "area")})


def _funds(
    request: Any, wanted: dict[str, str], findings: Any = (), typed: dict[str, str] | None = None
) -> HttpResponse:
    lang, paying = request.lang, reading.paying(request)
    all_of, periods = reading.benefits(lang), reading.months(lang)
    benefit = wanted["benefit"] if wanted["benefit"] in dict(all_of) else first_paid(request, all_of)
    period = reading.period_of(wanted["period"] or periods[0][0])
    area = reading.office_of(request, wanted["area"])
    found = paying.funds(benefit, period, area) if benefit else ()
    return page(
        request, "payments/funds.html", **reading.shown(request), status=400 if findings else 200,
        benefits=all_of, periods=periods,
        offices=reading.looked_at(request, lang), benefit=benefit, period_code=period.code, office=area, funds=found,
        receipts=_receipts(paying.ledger.receipts(benefit, period.first, period.last), area), findings=findings,
        may=bool(benefit) and reading.may_pay(request, area), levels=levels_of(lang, [one.level for one in found]),
        typed=typed or {"level": "", "yuan": "", "day": clock.today().isoformat(), "reference": ""},
        period_name=period.name(lang),
    )  # fmt: skip


def first_paid(request: Any, all_of: list[tuple[str, str]]) -> str:
    """The benefit that was rolled last, else the first there is."""
    rolled = reading.heads(request)
    return rolled[0].benefit if rolled else all_of[0][0] if all_of else ""


def _receipts(found: list[Receipt], area: str) -> list[Receipt]:
    if not area:
        return found
    within = Reach(place.definitions().areas, clock.today(), area)
    return [one for one in found if one.area and one.area in within]


def levels_of(lang: str, due: list[str]) -> list[tuple[str, str]]:
    """The levels that money can come from; those of the benefit first."""
    codes = dict.fromkeys((*due, *ABOVE, *place.definitions().areas.levels.codes))
    return [(code, reading.level_name(code, lang)) for code in codes]


@screen(Act.PAY)
@require_POST
def receive(request: Any) -> HttpResponse:
    """Book money that came from a level."""
    wanted = {one: request.POST.get(one, "").strip() for one in ("benefit", "period", "area")}
    typed = {one: request.POST.get(one, "").strip() for one in ("level", "yuan", "day", "reference")}
    if not reading.may_pay(request, wanted["area"]):
        raise Http404
    try:
        _known(wanted["benefit"], dict(reading.benefits(request.lang)), "pay-benefit-missing")
        _known(typed["level"], dict(levels_of(request.lang, [])), "pay-level-missing")
        new = actions.receive(
            request, reading.paying(request), wanted["benefit"], reading.period_of(wanted["period"]), typed["level"],
            typed["yuan"], _day(typed["day"]), typed["reference"], wanted["area"],
        )  # fmt: skip
    except Invalid as invalid:
        return _funds(request, wanted, invalid.findings, typed)
    code = "payments.did-receive" if new else "payments.did-receive-again"
    messages.success(request, say(request.lang, code), "good")
    return redirect(url("payments:funds", query=wanted))


def _known(value: str, options: dict[str, str], code: str) -> None:
    if value not in options:
        raise Invalid([Finding(code, Severity.ERROR)])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid([Finding("pay-day-unreadable", Severity.ERROR, facts={"found": text[:20]})]) from None
