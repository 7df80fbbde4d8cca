"""Calls about figures: values of indicators, reports and their review, completeness, findings."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from ninja import Query, Router

from huimin.adapters.store.kept_findings import finding_of
from huimin.adapters.store.models import FoundProblem, Report, ReportReview, reports_in_force
from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Severity
from huimin.indicators.reference import expected_keys
from huimin.web.api import shapes
from huimin.web.api.agreed import WRONG, coded
from huimin.web.api.door import Caller, Reading, caller, plain, refuse
from huimin.web.api.paging import Paged, paged
from huimin.web.base import place
from huimin.web.base.offers import offered
from huimin.web.base.reach import reach, within
from huimin.workflow import Act

ALIAS, NEWEST = "default", 2**31 - 1
STATES = ("waiting", "returned", "done")
router = Router(auth=Reading(), tags=["figures"])


def top_area(who: Caller, area: str) -> str:
    """The area that a call is about: the one named, or the one topmost area that the token reads.

    Raises:
        Http404: it is not the token's. Refusal: none is named, and there are several.
    """
    if area:
        if not who.rights.may(Act.READ, area):
            raise Http404
        return area
    tops = who.rights.tops(Act.READ)
    if not tops:
        raise Http404
    if len(tops) > 1:
        raise refuse(400, "api-parameter", name="area", reason=", ".join(tops))
    return tops[0]


def _wanted(tree: Tree, top: str, level: str) -> list[int]:
    """An area and what lies right below it; with a level, all of that level at and below it."""
    at = tree.index(top)
    if at is None:
        raise Http404
    if not level:
        return [at, *tree.children(at)]
    rows = tree.at_level(level)
    found: list[int] = rows[(rows >= at) & (rows < int(tree.end[at]))].tolist()
    return found


@router.get("/indicators/{code}/values", response={200: shapes.Page[shapes.Value], **WRONG},
            summary="Values of an indicator")  # fmt: skip
def values(
    request: Any, code: str, period: str, wish: Query[Paged], area: str = "", level: str = ""
) -> dict[str, Any]:  # fmt: skip
    """For an area and those right below it (with ``level``: all of that level within it): value, interval, numerator,
    denominator, and the reports behind them.
    """
    indicator = coded(place.definitions().names, code)
    top = top_area(caller(request), area)
    tree, row_of = offered("indicator_values")(indicator, Period.of(period))

    def made(at: int) -> dict[str, Any]:
        row = row_of(at)
        names = ("zh", "en", "level", "value", "low", "high", "numerator", "denominator")
        return {
            "area": row.key,
            "received": row.got,
            "expected": row.owed,
            **{name: getattr(row, name) for name in names},
        }

    return paged(_wanted(tree, top, level), wish, made)


class Wanted(Paged):
    """Which reports."""

    form: str = ""
    period: str = ""
    area: str = ""
    state: str = ""


@router.get("/reports", response={200: shapes.Page[shapes.Report], **WRONG}, summary="Reports and their review")
def reports(request: Any, wish: Query[Wanted]) -> dict[str, Any]:
    """The reports in force, the latest first; ``area``: of an area and all below it."""
    found = _mine(caller(request), reports_in_force(ALIAS, NEWEST), wish.area)
    if wish.form:
        found = found.filter(form=wish.form)
    if wish.period:
        period = Period.of(wish.period)
        found = found.filter(first=period.first, last=period.last)
    same = {name: OuterRef(name) for name in ("form", "first", "last", "area")}
    reviews = ReportReview.objects.filter(**same)
    for name in ("state", "awaits", "accepted_by"):
        found = found.annotate(**{f"review_{name}": Subquery(reviews.values(name)[:1])})
    if wish.state and wish.state not in STATES:
        raise refuse(400, "api-parameter", name="state", reason=" / ".join(STATES))
    if wish.state:
        other = reviews.exclude(state=wish.state) if wish.state == "waiting" else reviews.filter(state=wish.state)
        found = found.filter(~Exists(other) if wish.state == "waiting" else Exists(other))
    found = found.select_related("submission__file").order_by("-submission_id", "area")
    return paged(found, wish, _report)


def _report(one: Any) -> dict[str, Any]:
    return {
        "form": one.form, "period": Period(one.first, one.last).code, "area": one.area, "revision": one.revision,
        "on_time": one.on_time, "received_at": one.received_at, "sha256": one.submission.file.sha256,
        "state": one.review_state or "waiting", "awaits": one.review_awaits or "",
        "accepted_by": one.review_accepted_by or "",
    }  # fmt: skip


def _mine(who: Caller, rows: Any, area: str) -> Any:
    """The rows about areas that the token reads; with an area, about that one and all below it."""
    if area:
        top = top_area(who, area)
        return rows.filter(area__in=within(_belonging(top, place.definitions().areas.at(who.rights.today))))
    keys = reach(who.rights, Act.READ)
    return rows if keys is None else rows.filter(area__in=within(keys))


def _belonging(top: str, tree: Tree) -> list[str]:
    """The keys of an area and all below it, and of those that became part of them."""
    at = tree.index(top)
    if at is None:
        return [top]
    inside = np.flatnonzero((tree.home >= at) & (tree.home < int(tree.end[at])) & ~tree.covering)
    keys = place.definitions().areas.keys
    return [keys[one] for one in inside.tolist()]


@router.get("/completeness", response={200: shapes.Page[shapes.Completeness], **WRONG}, summary="What has come")
def completeness(
    request: Any, form: str, period: str, wish: Query[Paged], area: str = "", level: str = ""
) -> dict[str, Any]:  # fmt: skip
    """Reports expected, received, in time and accepted, for an area and those right below it (with ``level``: all of
    that level within it).
    """
    wanted, span = coded(place.definitions().forms, form), Period.of(period)
    top = top_area(caller(request), area)
    tree = place.definitions().areas.at(span.end)
    rows, counts = _wanted(tree, top, level), _counts(tree, wanted, span)

    def made(at: int) -> dict[str, Any]:
        end = int(tree.end[at])
        numbers = {name: int(column[at:end].sum()) for name, column in counts.items()}
        return {"area": tree.keys[at], "zh": tree.name(at, "zh"), "en": tree.name(at, "en"), "level": tree.level[at],
                **numbers}  # fmt: skip

    return paged(rows, wish, made)


def _counts(tree: Tree, form: Form, period: Period) -> dict[str, np.ndarray[Any, Any]]:
    """0 or 1 for each area of the tree: whether a report of its own is expected, came, in time, was accepted."""
    areas = place.definitions().areas
    made = {name: np.zeros(len(tree), np.int32) for name in ("expected", "received", "on_time", "accepted")}
    for key in expected_keys(areas, form, period):
        at = tree.index(key)
        if at is not None:
            made["expected"][at] = 1
    span = {"form": form.code, "first": period.first, "last": period.last}
    accepted = set(ReportReview.objects.filter(**span).exclude(accepted_by="").values_list("area", flat=True))
    rows: Any = reports_in_force(ALIAS, NEWEST).filter(**span).values_list("area", "on_time")
    for key, on_time in rows:
        one = areas.id_of(key)
        at = -1 if one is None or tree.covering[one] else int(tree.home[one])
        if at >= 0:
            made["received"][at] = 1
            made["on_time"][at] = max(int(on_time), int(made["on_time"][at]))
            made["accepted"][at] = max(int(key in accepted), int(made["accepted"][at]))
    return made


class Sought(Paged):
    """Which findings."""

    area: str = ""
    form: str = ""
    period: str = ""
    severity: str = ""


@router.get("/findings", response={200: shapes.Page[shapes.Kept], **WRONG}, summary="Findings kept with the reports")
def findings(request: Any, wish: Query[Sought]) -> dict[str, Any]:
    """What was found when files came in and kept with them, the latest first; of areas that the token reads."""
    found = FoundProblem.objects.select_related("file", "submission__file").exclude(area="")
    found = _mine(caller(request), found, wish.area)
    if wish.form:
        found = found.filter(submission__form=wish.form)
    if wish.period:
        found = found.filter(period=Period.of(wish.period).code)
    if wish.severity:
        words = {one.word: one for one in Severity}
        if wish.severity not in words:
            raise refuse(400, "api-parameter", name="severity", reason=" / ".join(words))
        found = found.filter(severity=words[wish.severity])
    return paged(found.order_by("-pk"), wish, _kept)


def _kept(row: FoundProblem) -> dict[str, Any]:
    return {**plain(finding_of(row)), "file": row.file_name, "area": row.area, "period": row.period}


@router.get("/reports/{form}/{period}/{area}", response={200: list[shapes.Report], **WRONG},
            summary="One report with all its revisions")  # fmt: skip
def report(request: Any, form: str, period: str, area: str) -> list[dict[str, Any]]:
    """Every revision of an area's report, the latest first; the state is that of the latest."""
    if not caller(request).rights.may(Act.READ, area):
        raise Http404
    span = Period.of(period)
    same = {"form": form, "first": span.first, "last": span.last, "area": area}
    rows = list(Report.objects.filter(**same).select_related("submission__file").order_by("-revision"))
    if not rows:
        raise Http404
    review = ReportReview.objects.filter(**same).first()
    for row in rows:
        for name in ("state", "awaits", "accepted_by"):
            setattr(row, f"review_{name}", getattr(review, name, ""))
    return [_report(row) for row in rows]
