"""What an officer does with judging: opening a round, following it, changing judges, results among the figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.web.base import clock, place
from huimin.web.base.access import allow, allow_everywhere, screen
from huimin.web.base.models import Person
from huimin.web.base.pages import page
from huimin.web.base.stages import sees_drafts
from huimin.web.base.words import say
from huimin.web.judging import actions, sheet
from huimin.web.judging.models import Case, Round
from huimin.workflow import Act
from huimin.workflow.judging import Final, Stage, Terms

PER_PAGE = 50
MOST_PER_CENT = 50


@dataclass
class Opening:
    """The form to open a round as somebody filled it in, and what is wrong with it by field."""

    fields: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def proposed(cls) -> Opening:
        """What the form holds at first."""
        return cls({
            "scheme": "", "period": "", "tolerance": "10", "final": Final.MEDIAN,
            "evidence_until": actions.days_ahead(14).isoformat(), "judge_until": actions.days_ahead(28).isoformat(),
            "red_lines": "yes",
        })  # fmt: skip

    def read(self, lang: str) -> tuple[Period | None, Terms, tuple[date, date]]:
        """Period, terms and days; whatever is wrong goes into ``errors``."""
        scheme = place.definitions().schemes.get(self.fields["scheme"])
        if scheme is None:
            self._wrong("scheme", lang)
        period = None
        try:
            period = Period.of(self.fields["period"])
            if scheme and period.frequency != scheme.frequency:
                raise ValueError
        except (Invalid, ValueError):
            self.errors["period"] = say(lang, f"judging.period-{scheme.frequency if scheme else 'year'}")
        share = self._number("tolerance", lang)
        if self.fields["final"] not in list(Final):
            self._wrong("final", lang)
        days = self._day("evidence_until", clock.today(), lang), self._day("judge_until", clock.today(), lang)
        if days[1] < days[0]:
            self.errors.setdefault("judge_until", say(lang, "judging.judge-after-evidence"))
        final = Final(self.fields["final"]) if "final" not in self.errors else Final.MEDIAN
        return period, Terms(share, final), days

    def _wrong(self, name: str, lang: str) -> None:
        self.errors[name] = explain(Finding("follow-up-field", Severity.ERROR), lang)

    def _number(self, name: str, lang: str) -> float:
        try:
            value = float(self.fields[name].rstrip("%％"))
        except ValueError:
            value = -1.0
        if not 0 <= value <= MOST_PER_CENT:
            self.errors[name] = say(lang, "judging.tolerance-range", most=MOST_PER_CENT)
        return float(f"{value / 100:.6g}")

    def _day(self, name: str, least: date, lang: str) -> date:
        try:
            value = date.fromisoformat(self.fields[name])
        except ValueError:
            value = date.min
        if value < least:
            self.errors[name] = explain(Finding("follow-up-day", Severity.ERROR), lang)
        return value


@screen(Act.ASSESS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """Open a round."""
    allow_everywhere(request, Act.ASSESS)
    form = Opening.proposed()
    findings: tuple[Finding, ...] = ()
    if request.method == "POST":
        form.fields = {name: request.POST.get(name, "").strip() for name in form.fields}
        period, terms, until = form.read(request.lang)
        if not form.errors and period is not None:
            scheme = place.definitions().scheme(form.fields["scheme"])
            try:
                made = actions.open_round(request.person, scheme, period, terms, until,
                                          form.fields["red_lines"] == "yes")  # fmt: skip
                return redirect("judging:round", number=made.pk)
            except Invalid as invalid:
                findings = tuple(invalid.findings)
    schemes = [one for one in place.definitions().schemes.values() if one.judged()]
    return page(request, "judging/new.html", form=form, schemes=schemes, findings=findings, finals=list(Final))


def round_of(request: Any, number: int) -> Round:
    """The round of this number, for those who see all rounds."""
    if not sees_drafts(request.rights):
        raise Http404
    return get_object_or_404(Round, pk=number)


@screen(Act.ASSESS, Act.AUDIT)
@require_safe
def show(request: Any, number: int) -> HttpResponse:
    """How far a round has come, area by area."""
    judged = round_of(request, number)
    given = Count("seats", filter=Q(seats__given_at__isnull=False))
    cases = judged.cases.annotate(given=given).values("area", "stage", "given", "sent_at", "entered")
    rows: dict[str, dict[str, int]] = {}
    total = dict.fromkeys(("items", "settled", "third", "given", "sent", "fresh"), 0)
    for case in cases:
        row = rows.setdefault(case["area"], dict.fromkeys(total, 0))
        settled = case["stage"] == Stage.SETTLED
        told = {"items": 1, "settled": settled, "third": case["stage"] == Stage.THIRD, "given": case["given"],
                "sent": case["sent_at"] is not None, "fresh": settled and not case["entered"]}  # fmt: skip
        for name, value in told.items():
            row[name] += int(value)
            total[name] += int(value)
    order = {key: at for at, key in enumerate(rows)}
    tree = place.definitions().areas.at(judged.span.end)
    keys = sorted(rows, key=lambda key: at if (at := tree.index(key)) is not None else len(tree) + order[key])
    pages = Paginator([(key, rows[key]) for key in keys], PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request, "judging/round.html", judged=judged, scheme=place.definitions().schemes.get(judged.scheme),
        pages=pages, total=total, areas=len(rows), sheets=judged.sheets.select_related("person").order_by("-at"),
        officer=request.rights.everywhere(Act.ASSESS),
    )  # fmt: skip


@screen(Act.ASSESS)
@require_POST
def enter(request: Any, number: int) -> HttpResponse:
    """Put what is settled among the figures."""
    allow_everywhere(request, Act.ASSESS)
    judged = get_object_or_404(Round, pk=number)
    made = sheet.enter(request.person, judged, place.definitions().title.lang)
    messages.success(request, say(request.lang, "judging.entered", count=made.areas, file=made.file), "good")
    return redirect("judging:round", number=judged.pk)


@screen(Act.ASSESS)
@require_POST
def assign(request: Any, number: int) -> HttpResponse:
    """Put another judge on a seat."""
    case = get_object_or_404(Case.objects.select_related("round"), pk=number)
    allow(request, Act.ASSESS, case.area)
    judge = Person.objects.filter(pk=_whole(request.POST.get("person", ""))).first()
    if judge is None:
        raise actions.refused("judge-not-free")
    actions.assign(request.person, case, _whole(request.POST.get("number", "")) or 1, judge)
    messages.success(request, say(request.lang, "judging.assigned", name=judge.name), "good")
    return redirect("judging:area", number=case.round_id, key=case.area)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
