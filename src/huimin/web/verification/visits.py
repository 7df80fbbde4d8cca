"""Unannounced visits: the year's plan as it is published, and the list of a month from its first day on.

Before its day nobody sees a list. From then on those who lead and who audit see the whole of it, an inspector the own
visits of the running month, and everybody else nothing until the month is over; then an office sees what was planned in
its area.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.areas import Tree
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.sampling.visits import Visit
from huimin.tasks.verify.visits import Agreed, read_agreed
from huimin.web.base import clock, place
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.models import Grant, Person
from huimin.web.base.pages import page
from huimin.web.base.words import say
from huimin.web.verification import actions
from huimin.web.verification.opened import leads, opened, sees_all
from huimin.wiring.verify_shelf import FOLDER, read_json
from huimin.wiring.verify_visits import AGREED, open_month, planned_year
from huimin.workflow import Act, Kind

HOME = "county"
USUAL_INTERVAL = 12
MOST_PEOPLE = 300


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """The plan of the year as it is published, and my visits of this month."""
    return _page(request)


def _page(request: Any, findings: Sequence[Finding] = (), status: int = 200) -> HttpResponse:
    year = _this_year()
    public, agreed = _published(year), _agreed(year)
    candidates = _candidates() if leads(request.rights) and public is None and agreed is None else []
    levels = place.definitions().areas.levels
    return page(
        request, "verification/visits.html", status=status, year=year, public=public, agreed=agreed, findings=findings,
        leads=leads(request.rights), whole=sees_all(request.rights), mine=mine(request.person), candidates=candidates,
        levels=[(one, levels.name(one, "", request.lang)) for one in levels.codes[1:]], usual=USUAL_INTERVAL,
        month_of=Period.of, this_month=_this_month(), names=_names(public, request),
    )  # fmt: skip


def _this_month() -> Period:
    return Period.at(clock.today().year * 12 + clock.today().month - 1, "month")


def _this_year() -> Period:
    return Period.at(_this_month().first, "year")


def _published(year: Period) -> dict[str, Any] | None:
    path = place.folder() / FOLDER / f"visits-{year.code}.json"
    return read_json(path) if path.is_file() else None


def _agreed(year: Period) -> Agreed | None:
    path = place.folder() / FOLDER / AGREED
    return read_agreed(load_yaml(path, f"{FOLDER}/{AGREED}"), place.definitions(), year) if path.is_file() else None


def _names(public: dict[str, Any] | None, request: Any) -> list[tuple[str, int]]:
    """How many visits each inspector has, by name, for who leads or audits."""
    if public is None or not sees_all(request.rights):
        return []
    people = _people(public["load"])
    return [(people.get(name, name), count) for name, count in public["load"].items() if name]


def _people(usernames: Any) -> dict[str, str]:
    """Names by user name, of inspectors with an account."""
    return dict(Person.objects.filter(username__in=list(usernames)).values_list("username", "name"))


def mine(person: Person) -> list[Visit]:
    """The person's own visits of the running month."""
    month = _this_month()
    return [one for one in _list_of(month) if one.inspector == person.username]


def _list_of(month: Period) -> Sequence[Visit]:
    """The list of a month; nothing where none is planned or its day has not come.

    Raises:
        Invalid: the list is not what was published.
    """
    made = planned_year(opened(), Period.at(month.first, "year"))
    if made is None or clock.today() < month.start:
        return ()
    return open_month(opened(), made, month.code).visits


@screen(Act.READ)
@require_safe
def month(request: Any, month: Period) -> HttpResponse:
    """The list of one month, as much of it as the person may see."""
    if month.frequency != "month":
        raise Http404
    visits = [one for one in _list_of(month) if _may_see(request, month, one)]
    if not visits and not (sees_all(request.rights) and _published(Period.at(month.first, "year"))):
        raise Http404
    people = _people({one.inspector for one in visits})
    return page(request, "verification/month.html", month=month, visits=visits, people=people,
                open=clock.today() >= month.start, whole=sees_all(request.rights))  # fmt: skip


def _may_see(request: Any, month: Period, one: Visit) -> bool:
    if sees_all(request.rights):
        return True
    if one.inspector == request.person.username and month == _this_month():
        return True
    return clock.today() > month.end and bool(request.rights.may(Act.READ, one.key))


@screen(Act.ASSESS)
@require_POST
def make(request: Any) -> HttpResponse:
    """Agree on who visits, and plan the year."""
    allow_everywhere(request, Act.ASSESS)
    chosen = set(request.POST.getlist("inspector"))
    people = [(username, home) for username, _, home in _candidates() if username in chosen]
    months = request.POST.get("interval", "").strip()
    level = request.POST.get("level", "")
    try:
        if not months.isdecimal() or len(months) > 3:
            raise Invalid([Finding("verify-number-out-of-bounds", Severity.ERROR,
                                   facts={"key": "interval", "found": months, "low": 2, "high": 24})])  # fmt: skip
        told = actions.plan_visits(request.person, _this_year(), level, int(months), people)
    except Invalid as invalid:
        return _page(request, invalid.findings, status=400)
    if told:
        return _page(request, told)
    messages.success(request, say(request.lang, "verification.did-visits"), "good")
    return redirect("verification:visits")


def _candidates() -> list[tuple[str, str, str]]:
    """Who can be sent: user name, name, and the county they belong to (empty: to none), of officers and reviewers."""
    today = clock.today()
    tree = place.definitions().areas.at(today)
    kinds = (Kind.OFFICER, Kind.REVIEWER)
    grants = Grant.objects.filter(kind__in=kinds, person__is_active=True).select_related("person")
    found: dict[str, tuple[str, str, str]] = {}
    for grant in grants.order_by("person__name")[: MOST_PEOPLE * 4]:
        if grant.role.held(today) and _high(tree, grant.area):
            one = grant.person
            found.setdefault(one.username, (one.username, one.name, _county(tree, grant.area)))
    return list(found.values())[:MOST_PEOPLE]


def _high(tree: Tree, area: str) -> bool:
    """Whether an area is a county or above: those below do not inspect others."""
    at = tree.index(area) if area else None
    return not area or (at is not None and (tree.level[at] == HOME or not _county(tree, area)))


def _county(tree: Tree, area: str) -> str:
    at = tree.index(area) if area else None
    return next((tree.keys[step] for step in tree.path(at) if tree.level[step] == HOME), "") if at is not None else ""
