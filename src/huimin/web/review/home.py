"""What review has for the first page: what came back and why, reminders, what waits for me, how complete my area is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from huimin.adapters.store.models import Report, ReportReview
from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.web.base import clock, place
from huimin.web.base.blocks import Block
from huimin.web.base.models import CellRemark
from huimin.web.base.reach import below, within
from huimin.web.review.board import expected_rows, keys_at_home, reported_forms
from huimin.web.review.models import Reminder
from huimin.web.review.tally import groups
from huimin.workflow import Act

STYLE = "review/review.css"
MOST = 6  # groups shown


def home_blocks(request: Any) -> list[Block]:
    """For who reports what came back and reminders, for who reviews the queue, for who reads an area its reporting."""
    tree = place.definitions().areas.at(clock.today())
    mine = {key for top in request.rights.tops(Act.REPORT) for key in below(tree, top)}
    reporting = [*_returned(mine), *_reminders(mine)] if mine else []
    return [*reporting, *_waiting(request), *_completeness(request)]


def _returned(mine: set[str]) -> Iterator[Block]:
    """What came back, with the reasons that were given."""
    rows = ReportReview.objects.filter(state="returned", area__in=within(mine)).order_by("-changed_at", "area")
    count = rows.count()
    if not count:
        return
    shown = list(rows[:MOST])
    forms = {form.code: form for form in reported_forms()}
    said = CellRemark.objects.filter(kind=CellRemark.RETURN, open=True, area__in=[row.area for row in shown])
    reasons: dict[tuple[str, int, int, str], list[CellRemark]] = {}
    for remark in said.select_related("person").order_by("at", "id"):
        reasons.setdefault((remark.form, remark.first, remark.last, remark.area), []).append(remark)
    items = [{"form": forms[row.form], "period": Period(row.first, row.last), "row": row,
              "reasons": reasons.get((row.form, row.first, row.last, row.area), [])}
             for row in shown if row.form in forms]  # fmt: skip
    context = {"items": items, "fill_in": _fill_in(), "more": count - len(shown), "named": _atom_name}
    yield Block(10, "review.home-returned", "review/home_returned.html", context, count=count, urgent=True, style=STYLE)


def _atom_name(atom: str, lang: str) -> str:
    """The name of an element; its code where the dictionary no longer knows it."""
    try:
        return place.definitions().dictionary.atom_name(atom, lang)
    except KeyError:
        return atom


def _reminders(mine: set[str]) -> Iterator[Block]:
    there = Report.objects.filter(**{name: OuterRef(name) for name in ("form", "first", "last", "area")})
    rows = Reminder.objects.filter(~Exists(there), area__in=within(mine))
    forms = {form.code: form for form in reported_forms()}
    found: dict[tuple[str, int, int], dict[str, Any]] = {}
    for row in rows.select_related("person").order_by("at"):
        one = found.setdefault((row.form, row.first, row.last), {"areas": set()})
        one["areas"].add(row.area)
        one["last"] = row
    items = [
        {"form": forms[code], "period": Period(first, last), "count": len(one["areas"]), "last": one["last"],
         "due": forms[code].due(Period(first, last))}
        for (code, first, last), one in sorted(found.items(), key=lambda item: item[0][1]) if code in forms
    ]  # fmt: skip
    if items:
        yield Block(30, "review.home-reminders", "review/home_reminders.html", {"items": items, "fill_in": _fill_in()},
                    count=len(items), urgent=True)  # fmt: skip


def _fill_in() -> str:
    """The address of the page to report; ``""`` where the site has none."""
    from django.urls import NoReverseMatch, reverse

    try:
        return reverse("reporting:start")
    except NoReverseMatch:
        return ""


def _waiting(request: Any) -> Iterator[Block]:
    tops = request.rights.tops(Act.REVIEW)
    found = [group for top in tops for group in groups(request.rights, top) if group.total("mine")]
    count = sum(group.total("mine") for group in found)
    if found:
        oldest = min(group.oldest for group in found if group.oldest is not None).astimezone(clock.zone()).date()
        yield Block(20, "review.home-waiting", "review/home_waiting.html",
                    {"groups": found[:MOST], "oldest": oldest}, count=count)  # fmt: skip


def _completeness(request: Any) -> Iterator[Block]:
    """Of the year in which the last month was: reports due by today that came, for each of my topmost areas."""
    areas, today = place.definitions().areas, clock.today()
    tree = areas.at(today)
    year = Period.at(today.year * 12 + today.month - 2, "year")
    for top in request.rights.tops(Act.READ)[:2]:
        at = tree.index(top)
        if at is None:
            continue
        rows = [one for form in reported_forms() if (one := _of_year(form, year, tree, at))["expected"]]
        if rows:
            yield Block(70, "review.home-standing", "review/home_completeness.html",
                        {"rows": rows, "top": top, "year": year.start.year}, style=STYLE)  # fmt: skip


def _of_year(form: Form, year: Period, tree: Tree, at: int) -> dict[str, Any]:
    """Expected, received and timely reports of a form in the periods of a year whose deadline has passed."""
    periods = [one for one in year.parts(form.frequency) if form.due(one) < clock.today()]
    expected = sum(len(expected_rows(tree, form, one, at)) for one in periods)
    counted = {"received": 0, "on_time": 0}
    if periods:
        rows = Report.objects.filter(form=form.code, first__gte=year.first, last__lte=periods[-1].last, revision=1)
        if tree.parent[at] >= 0:
            rows = rows.filter(area__in=within(keys_at_home(tree, at)))
        counted = rows.aggregate(received=Count("id"), on_time=Count("id", filter=Q(on_time=True)))
    return {"form": form, "expected": expected, "period": periods[-1] if periods else None, **counted}
