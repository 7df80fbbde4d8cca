"""One roll: what it pays, the second person, the bank's file and the bank's answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.benefits.payments import Part, PartKind, month_text
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.pay.ports import RollHead, Stage
from huimin.tasks.pay.rolling import same_person
from huimin.web.base.access import screen
from huimin.web.base.attachments import clean_name
from huimin.web.base.formats import period as period_name
from huimin.web.base.pages import area_name, page
from huimin.web.base.words import say
from huimin.web.payments import actions, reading
from huimin.web.payments.models import Download, Making
from huimin.workflow import Act

PER_PAGE = 50
LARGEST = 20 * 1024 * 1024
STATES = ("open", "paid", "refused", "bounced")


@screen(Act.PAY, Act.AUDIT)
@require_safe
def show(request: Any, number: int) -> HttpResponse:
    """A roll with its sums, its lines, and what can be done next."""
    return _show(request, reading.head_of(request, number))


def _show(
    request: Any, head: RollHead, findings: Any = (), typed: dict[str, str] | None = None, part: str = ""
) -> HttpResponse:
    lang, paying = request.lang, reading.paying(request)
    claim, state = request.GET.get("claim", "").strip(), request.GET.get("state", "")
    state = state if state in STATES else ""
    pages = _Lines(paying.ledger, head.number, claim, state).page(request.GET.get("page"))
    sums, making = paying.ledger.sums(head.number), Making.objects.filter(roll=head.number).order_by("-pk").first()
    taken = list(Download.objects.filter(roll=head.number).select_related("person").order_by("-pk")[:10])
    mine = reading.may_pay(request, head.area)
    return page(
        request, "payments/roll.html", **reading.shown(request), status=400 if findings else 200,
        head=head, pages=pages, sums=sums, mine=mine,
        claim=claim, state=state, making=making, taken=taken, findings=findings, part=part,
        typed=typed or {"reason": "", "bank": taken[0].bank if taken else "", "bounced": ""},
        own=same_person(head.maker, request.person.username), people=reading.people([head.maker, head.decided_by]),
        tallies=paying.ledger.tallies(head.number), states=STATES,
        layouts=sorted(paying.layouts.values(), key=lambda x: x.code), by_area=_by_area(sums.areas, lang),
        kinds=lambda parts: _kinds(parts, lang), said=lambda code: status_words(paying.layouts.values(), code, lang),
        bank_names={code: one.name(lang) for code, one in paying.layouts.items()},
        digits=request.rights.can(Act.PAY), part_kinds=tuple(PartKind), Stage=Stage,
    )  # fmt: skip


class _Lines:
    """The lines of a roll for a paginator, a page of them at a time."""

    def __init__(self, ledger: Any, roll: int, claim: str, state: str) -> None:
        self._ask = lambda after, count: ledger.page(roll, after, count, claim, state)
        self._count: int = self._ask(0, 0)[1]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, wanted: slice) -> Any:
        return self._ask(wanted.start, wanted.stop - wanted.start)[0]

    def page(self, number: str | None) -> Any:
        """The page of this number."""
        return Paginator(self, PER_PAGE).get_page(number)


def _by_area(areas: Any, lang: str) -> list[tuple[str, Any]]:
    return [(area_name(lang, key), tally) for key, tally in sorted(areas.items())]


def _kinds(parts: tuple[Part, ...], lang: str) -> list[tuple[str, str, int | None]]:
    """What a line is made of: (month, what it is beside an ordinary month, fen where it is no payment)."""
    said = []
    for one in parts:
        kind = "" if one.kind is PartKind.DUE else say(lang, f"payments.kind-{one.kind.value}")
        quiet = one.kind in (PartKind.OVER, PartKind.CANCEL)
        said.append((period_name(month_text(one.month), lang), kind, one.fen if quiet else None))
    return said


def status_words(layouts: Any, code: str, lang: str) -> str:
    """What a bank's code means: the words of the layouts that know it, where they agree."""
    known = [one.statuses[code] for one in layouts if code in one.statuses]
    words = {one.zh if lang == "zh" else one.en for one in known}
    return words.pop() if len(words) == 1 else code


def _acting(request: Any, number: int) -> RollHead:
    """A roll that the person may act on.

    Raises:
        Http404: there is none, or it is another office's.
    """
    head = reading.head_of(request, number)
    if not reading.may_pay(request, head.area):
        raise Http404
    return head


@screen(Act.PAY)
@require_POST
def approve(request: Any, number: int) -> HttpResponse:
    """Approve, as the second person."""
    head = _acting(request, number)
    try:
        actions.approve(request, reading.paying(request), number)
    except Invalid as invalid:
        return _show(request, head, invalid.findings, part="check")
    messages.success(request, say(request.lang, "payments.did-approve", roll=number), "good")
    return redirect("payments:roll", number=number)


@screen(Act.PAY)
@require_POST
def withdraw(request: Any, number: int) -> HttpResponse:
    """Take it back, with a reason."""
    head, reason = _acting(request, number), request.POST.get("reason", "")
    try:
        actions.withdraw(request, reading.paying(request), number, reason)
    except Invalid as invalid:
        return _show(request, head, invalid.findings, {"reason": reason, "bank": "", "bounced": ""}, "check")
    messages.success(request, say(request.lang, "payments.did-withdraw", roll=number), "good")
    return redirect("payments:roll", number=number)


@screen(Act.PAY)
@require_POST
def file(request: Any, number: int) -> HttpResponse:
    """The bank's file."""
    head, bank = _acting(request, number), request.POST.get("bank", "")
    try:
        data = actions.bank_file(request, reading.paying(request), head, bank)
    except Invalid as invalid:
        return _show(request, head, invalid.findings, {"reason": "", "bank": bank, "bounced": ""}, "bank")
    made = HttpResponse(data, content_type="application/octet-stream")
    made["Content-Disposition"] = f'attachment; filename="roll-{number:06d}-{bank}.txt"'
    made["Cache-Control"] = "no-store"
    made["X-Content-Type-Options"] = "nosniff"
    return made


@screen(Act.PAY)
@require_POST
def answer(request: Any, number: int) -> HttpResponse:
    """The bank's answer: booked whole, or its differences shown."""
    head = _acting(request, number)
    typed = {"reason": "", "bank": request.POST.get("bank", ""), "bounced": request.POST.get("bounced", "")}
    try:
        name, data = _uploaded(request)
        done = actions.answer(request, reading.paying(request), head, name, data, typed["bank"], bool(typed["bounced"]))
    except Invalid as invalid:
        return _show(request, head, invalid.findings, typed, "answer")
    if not (done.booked or done.again):
        return _show(request, head, done.findings, typed, "answer")
    counts = {one: done.counts.get(one, 0) for one in ("paid", "refused", "bounced")}
    code = "answer-again" if done.again else "bounce" if typed["bounced"] else "answer"
    messages.success(request, say(request.lang, f"payments.did-{code}", roll=number, **counts), "good")
    return redirect("payments:roll", number=number)


def _uploaded(request: Any) -> tuple[str, bytes]:
    """Name and bytes of the file that was sent.

    Raises:
        Invalid: there is none, or it is too large.
    """
    sent = request.FILES.get("file")
    if sent is None:
        raise Invalid([Finding("pay-file-missing", Severity.ERROR)])
    name = clean_name(sent.name or "") or "file"
    if sent.size > LARGEST:
        facts = {"size": f"{sent.size / 1e6:.1f}", "limit": f"{LARGEST >> 20}"}
        raise Invalid([Finding("attachment-too-large", Severity.ERROR, Place(file=name), facts)])
    return name, b"".join(sent.chunks())
