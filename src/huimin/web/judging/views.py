"""What areas and judges do: giving evidence, and giving points without seeing the other's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huimin.findings import Finding, Invalid, explain
from huimin.web.base import attachments, clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.models import Person
from huimin.web.base.pages import page
from huimin.web.base.stages import sees_drafts, speaks_for
from huimin.web.base.words import say
from huimin.web.judging import actions, people
from huimin.web.judging.models import Case, Evidence, Round, Seat
from huimin.web.judging.units import Unit, as_typed, typed, units
from huimin.workflow import Act
from huimin.workflow.judging import JUDGES, Stage, may_change

PER_PAGE = 50
AREAS_SHOWN = 200


def names_of(rounds: list[Round], lang: str) -> dict[int, str]:
    """The names of rounds by number: scheme and period."""
    schemes = place.definitions().schemes
    return {
        one.pk: f"{schemes[one.scheme].name(lang) if one.scheme in schemes else one.scheme} · {one.span.name(lang)}"
        for one in rounds
    }


@screen(Act.JUDGE, Act.ASSESS, Act.REPORT, Act.REVIEW, Act.AUDIT)
@require_safe
def start(request: Any) -> HttpResponse:
    """Everything of judging that concerns the person: rounds, opinions asked for, evidence to be given."""
    done = Count("cases", filter=Q(cases__stage=Stage.SETTLED))
    rounds = list(Round.objects.annotate(items=Count("cases"), settled=done).order_by("-opened_at"))
    overview = sees_drafts(request.rights)
    return page(
        request, "judging/start.html", rounds=rounds if overview else [], names=names_of(rounds, request.lang),
        overview=overview, officer=request.rights.everywhere(Act.ASSESS), mine=mine_of(request.person),
        asked=evidence_asked(request), judge=request.rights.can(Act.JUDGE), reporter=bool(own_keys(request)),
    )  # fmt: skip


def mine_of(person: Person) -> dict[str, int]:
    """How many opinions a judge has given, can give now, and cannot give yet."""
    today = clock.today()
    open_now = Q(case__sent_at__isnull=False) | Q(case__round__evidence_until__lt=today)
    counts = Seat.objects.filter(person=person).aggregate(
        all=Count("id"), given=Count("id", filter=Q(given_at__isnull=False)),
        now=Count("id", filter=Q(given_at=None) & open_now),
    )  # fmt: skip
    return {**counts, "later": counts["all"] - counts["given"] - counts["now"]}


def own_keys(request: Any) -> list[str]:
    """The areas that the person speaks for: those they report for, and the one whose office they hold."""
    tree = place.definitions().areas.at(clock.today())
    spans = [(at, int(tree.end[at])) for key in request.rights.tops(Act.REPORT) if (at := tree.index(key)) is not None]
    keys = [tree.keys[row] for first, end in spans for row in range(first, end)][: AREAS_SHOWN * 10]
    offices = [role.area for role in request.rights.roles if role.area and speaks_for(request.rights, role.area)]
    return list(dict.fromkeys([*offices, *keys]))


def evidence_asked(request: Any) -> list[dict[str, Any]]:
    """The rounds that ask the person's areas for evidence, an entry an area: what can still be sent first."""
    keys = own_keys(request)
    if not keys:
        return []
    found = Case.objects.filter(area__in=keys).values("round_id", "area").annotate(
        items=Count("id", distinct=True), unsent=Count("id", filter=Q(sent_at=None), distinct=True),
        with_files=Count("id", filter=Q(evidence__isnull=False, evidence__withdrawn_at=None), distinct=True),
    )  # fmt: skip
    rounds = Round.objects.in_bulk({row["round_id"] for row in found})
    rows = [{**row, "round": rounds[row["round_id"]]} for row in found]
    for row in rows:
        row["open"] = bool(row["unsent"]) and clock.today() <= row["round"].evidence_until
    return sorted(rows, key=lambda row: (not row["open"], row["round"].evidence_until, row["area"]))[:AREAS_SHOWN]


@dataclass(frozen=True)
class Line:
    """One item of an area as its page shows it. ``shown``: whether opinions and result may be seen."""

    case: Case
    unit: Unit
    files: list[Evidence]
    seats: list[Seat]
    shown: bool


@screen(Act.READ)
@require_safe
def area(request: Any, number: int, key: str) -> HttpResponse:
    """The judged items of one area: evidence, how far the judging has come, and the result once it stands."""
    allow(request, Act.READ, key)
    judged = get_object_or_404(Round, pk=number)
    cases = list(judged.cases.filter(area=key).order_by("order").prefetch_related("seats__person",
                 "evidence__attachment", "evidence__given_by"))  # fmt: skip
    if not cases:
        raise Http404
    overview = sees_drafts(request.rights)
    known = {one.item: one for one in units(place.definitions().scheme(judged.scheme), True)}
    lines = [line_of(case, known[case.item], overview) for case in cases if case.item in known]
    editing = speaks_for(request.rights, key) and any(c.sent_at is None for c in cases)
    officer = request.rights.may(Act.ASSESS, key)
    return page(
        request, "judging/area.html", judged=judged, key=key, lines=lines, overview=overview, officer=officer,
        name=names_of([judged], request.lang)[judged.pk], address=attachments.address, accept=attachments.ACCEPT,
        editing=editing and clock.today() <= judged.evidence_until, reporter=speaks_for(request.rights, key),
        free=free_judges(key) if officer else [], missing=[one for one in lines if not one.files], Stage=Stage,
        sent=all(case.sent_at for case in cases),
    )  # fmt: skip


def line_of(case: Case, unit: Unit, overview: bool) -> Line:
    """A case for the area's page.

    Opinions are seen by those who see all rounds once it is settled, by the area once the result is among the figures.
    """
    files = [one for one in case.evidence.all() if one.withdrawn_at is None]
    seats = sorted(case.seats.all(), key=lambda seat: seat.number)
    return Line(case, unit, files, seats, case.entered or (overview and case.stage == Stage.SETTLED))


def free_judges(key: str) -> list[Person]:
    """Everybody who may judge something of this area."""
    free = [one.name for one in people.judges([key]) if key not in one.barred]
    return list(Person.objects.filter(pk__in=free).order_by("name"))


def case_for(request: Any, number: int) -> Case:
    """A case of an area the person speaks for."""
    case = get_object_or_404(Case.objects.select_related("round"), pk=number)
    own_area(request, case.area)
    return case


def own_area(request: Any, key: str) -> None:
    """Go on only if the person speaks for the area."""
    if not speaks_for(request.rights, key):
        raise Http404


@screen(Act.REPORT, Act.REVIEW)
@require_POST
def attach(request: Any, number: int) -> HttpResponse:
    """Give evidence for an item."""
    case = case_for(request, number)
    note = request.POST.get("note", "").strip()[:500]
    actions.attach(request.person, case, request.FILES.getlist("files"), note)
    return redirect("judging:area", number=case.round_id, key=case.area)


@screen(Act.REPORT, Act.REVIEW)
@require_POST
def withdraw(request: Any, number: int) -> HttpResponse:
    """Take a piece of evidence back."""
    found = get_object_or_404(Evidence.objects.select_related("case"), pk=number)
    own_area(request, found.case.area)
    actions.withdraw(request.person, found)
    return redirect("judging:area", number=found.case.round_id, key=found.case.area)


@screen(Act.REPORT, Act.REVIEW)
@require_POST
def send(request: Any, number: int, key: str) -> HttpResponse:
    """Say that an area's evidence is complete."""
    own_area(request, key)
    judged = get_object_or_404(Round, pk=number)
    actions.send(request.person, judged, key)
    messages.success(request, say(request.lang, "judging.sent"), "good")
    return redirect("judging:area", number=judged.pk, key=key)


@screen(Act.JUDGE)
@require_safe
def work(request: Any) -> HttpResponse:
    """The opinions a judge is asked for: what can be judged now, then what waits for evidence, then what is given."""
    chosen = request.GET.get("show", "now")
    open_now = Q(case__sent_at__isnull=False) | Q(case__round__evidence_until__lt=clock.today())
    wanted = {"later": Q(given_at=None) & ~open_now, "given": Q(given_at__isnull=False)}
    seats = Seat.objects.filter(wanted.get(chosen, Q(given_at=None) & open_now), person=request.person)
    seats = seats.select_related("case__round").order_by("case__round", "case__area", "case__order")
    pages = Paginator(seats, PER_PAGE).get_page(request.GET.get("page"))
    rounds = {seat.case.round_id: seat.case.round for seat in pages}
    known = {one.pk: {unit.item: unit for unit in units(place.definitions().scheme(one.scheme), True)}
             for one in rounds.values()}  # fmt: skip
    return page(request, "judging/work.html", pages=pages, chosen=chosen, mine=mine_of(request.person), known=known,
                names=names_of(list(rounds.values()), request.lang))  # fmt: skip


@screen(Act.JUDGE)
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: Any, number: int) -> HttpResponse:
    """Give an opinion on one item of one area."""
    mine = get_object_or_404(Seat.objects.select_related("case__round"), pk=number, person=request.person)
    allow(request, Act.JUDGE, mine.case.area)
    unit = actions.unit_of(mine.case)
    given, reason, errors = as_typed(unit, mine.values), mine.reason, {}
    findings: list[Finding] = []
    if request.method == "POST":
        given = {atom: request.POST.get(atom, "") for atom in unit.element.atoms}
        reason = request.POST.get("reason", "")
        try:
            actions.give(request.person, mine, typed(unit, given), reason)
            messages.success(request, say(request.lang, "judging.given"), "good")
            return redirect(_next(request) or "judging:work")
        except Invalid as invalid:
            errors = {str(one.facts["field"]): explain(one, request.lang) for one in invalid.findings
                      if "field" in one.facts}  # fmt: skip
            findings = [one for one in invalid.findings if "field" not in one.facts]
    files = mine.case.evidence.filter(withdrawn_at=None).select_related("attachment")
    third = mine.number > JUDGES
    return page(
        request, "judging/seat.html", seat=mine, case=mine.case, judged=mine.case.round, unit=unit, given=given,
        reason=reason, errors=errors, findings=findings, files=files, address=attachments.address, third=third,
        writable=actions.ready(mine.case) and may_change(Stage(mine.case.stage), mine.given_at is not None),
        ready=actions.ready(mine.case), name=names_of([mine.case.round], request.lang)[mine.case.round_id],
        mine=mine_of(request.person),
    )  # fmt: skip


def _next(request: Any) -> str:
    """Where a judge goes on: the next opinion that can be given now, else the list."""
    open_now = Q(case__sent_at__isnull=False) | Q(case__round__evidence_until__lt=clock.today())
    found = Seat.objects.filter(open_now, person=request.person, given_at=None)
    following = found.order_by("case__round", "case__area", "case__order").first()
    return reverse("judging:seat", args=[following.pk]) if following else ""
