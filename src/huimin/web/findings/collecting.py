"""From findings to cases: those kept with files when they were let in or refused, and those of a check."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import ExtractMonth, ExtractYear

from huimin.adapters.store.models import FoundProblem, Report
from huimin.adapters.store.turns import wait_for_turn
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks import check as check_task
from huimin.web.base import clock, place
from huimin.web.findings.models import Case

SIZE = 500
_AGAIN = ("submission", "received_at", "problem", "facts", "file_name", "sheet", "cell", "severity", "gone_at")


def take_in_new() -> None:
    """Make cases of the findings kept since this was last called, and mark those that corrections have ended.

    Nothing is written where nothing has changed.
    """
    if _new().exists():
        with transaction.atomic():
            wait_for_turn("default")
            for rows in _in_parts(_new().select_related("file", "submission").order_by("id")):
                _enter(list(_of_problems(rows)))
    settle()


def _new() -> Any:
    done = Case.objects.aggregate(most=Max("problem"))["most"] or 0
    return FoundProblem.objects.filter(id__gt=done, severity__gte=Severity.WARNING, file__isnull=False)


def _in_parts(rows: Any) -> Iterator[list[FoundProblem]]:
    """The rows a file at a time or more: a file's other findings tell which area it came from."""
    waiting: list[FoundProblem] = []
    for row in rows.iterator(chunk_size=2000):
        if len(waiting) >= SIZE and waiting[-1].file_id != row.file_id:
            yield waiting
            waiting = []
        waiting.append(row)
    if waiting:
        yield waiting


def _of_problems(rows: Sequence[FoundProblem]) -> Iterator[Case]:
    owners = _owners(rows)
    forms = {atom: form.code for form in place.definitions().forms for atom in form.atoms}
    now = clock.now()
    for row in rows:
        sheet = row.submission
        area = row.area or (sheet.sender if sheet else "") or owners.get(row.file_id, "")
        form = sheet.form if sheet else forms.get(row.element, "")
        span = (sheet.first, sheet.last) if sheet else _months(row.period)
        period = Period(*span).code if span else ""
        whose = [row.area, form, period] if row.area and period else [row.file.sha256, row.sheet, row.cell]
        what = [Case.FILE, row.code, row.element, row.facts.get("rule", ""), *whose]
        yield Case(
            identity=_hash(what), source=Case.FILE, code=row.code, severity=row.severity, form=form, area=area,
            period=period, first=span[0] if span else None, last=span[1] if span else None, element=row.element,
            file_name=row.file_name or row.file.name, sheet=row.sheet, cell=row.cell, facts=row.facts,
            submission=row.submission_id, received_at=row.file.received_at, problem=row.id, found_at=now,
            changed_at=now,
        )  # fmt: skip


def _months(code: str) -> tuple[int, int] | None:
    try:
        period = Period.of(code)
    except Invalid:
        return None
    return period.first, period.last


def _hash(what: list[Any]) -> str:
    return sha256(json.dumps(what, ensure_ascii=False).encode()).hexdigest()


def _owners(rows: Sequence[FoundProblem]) -> dict[int | None, str]:
    """For each file, the lowest area that holds all areas its findings name: where a refused file came from."""
    areas = place.definitions().areas
    tree = areas.at(clock.today())
    found: dict[int | None, int] = {}
    for row in rows:
        one = areas.id_of(row.area) if row.area else None
        at = -1 if one is None else int(tree.home[one])
        if at >= 0:
            at = int(tree.parent[at]) if tree.parent[at] >= 0 else at  # whoever sends stands above who is reported on
            found[row.file_id] = tree.common(found.get(row.file_id, at), at)
    return {file: tree.keys[at] for file, at in found.items() if at >= 0}


def _enter(cases: list[Case]) -> int:
    """Enter new cases; of known ones keep state and history, and note where they were found now. Tells how many new."""
    latest = {case.identity: case for case in cases}
    known = {one.identity: one for one in Case.objects.filter(identity__in=list(latest))}
    for identity, old in known.items():
        for name in _AGAIN:
            setattr(old, name, getattr(latest[identity], name))
    Case.objects.bulk_update(known.values(), _AGAIN, batch_size=200)
    fresh = [case for identity, case in latest.items() if identity not in known]
    Case.objects.bulk_create(fresh, batch_size=SIZE, ignore_conflicts=True)
    return len(fresh)


def settle() -> None:
    """Mark what is no longer found: its report was corrected, or its refused file was sent anew and let in."""
    over = [number for query in _over() for number in query.values_list("id", flat=True)]
    for start in range(0, len(over), SIZE):
        Case.objects.filter(id__in=over[start : start + SIZE]).update(gone_at=clock.now())


def _over() -> Iterator[QuerySet[Case]]:
    """Cases whose report has a later revision, and those of refused files whose report came in afterwards."""
    there = Case.objects.filter(source=Case.FILE, gone_at=None).exclude(area="")
    same = Report.objects.filter(area=OuterRef("area"))
    corrected = same.filter(form=OuterRef("form"), first=OuterRef("first"), last=OuterRef("last"),
                            submission_id__gt=OuterRef("submission"))  # fmt: skip
    yield there.filter(Exists(corrected), submission__isnull=False)
    again = same.filter(submission__file__received_at__gt=OuterRef("received_at"))
    refused = there.filter(submission=None)
    dated = again.filter(first=OuterRef("first"), last=OuterRef("last"))
    yield refused.filter(Exists(dated), first__isnull=False)
    # Where the refused file did not get as far as its period: a report of a period that was over when the file came.
    month = ExtractYear(OuterRef("received_at")) * 12 + ExtractMonth(OuterRef("received_at")) - 1
    yield refused.filter(Exists(again.filter(last__lt=month)), first=None)


def run_check(first: Period, last: Period) -> int:
    """Hold the figures of some months against each other, and keep what is found. Tells how many cases are new."""
    definitions, store, workspace = place.definitions(), place.store(), place.workspace()
    engine = workspace.engine()
    found: list[Finding] = []
    found += check_task.missing_reports(definitions, store, store.snapshot().marker, first, last)
    found += check_task.heaped(definitions, engine, last)
    found += check_task.sums_that_differ(definitions, store, engine, first, last)
    with transaction.atomic():
        wait_for_turn("default")
        now = clock.now()
        cases = list(_of_check(found))
        new = _enter(cases)
        looked = Case.objects.filter(source=Case.CHECK, gone_at=None, first__gte=first.first, last__lte=last.last)
        gone = set(looked.values_list("identity", flat=True)) - {case.identity for case in cases}
        for start in range(0, len(gone), SIZE):
            Case.objects.filter(identity__in=sorted(gone)[start : start + SIZE]).update(gone_at=now)
    return new


def _of_check(found: Iterable[Finding]) -> Iterator[Case]:
    named = {form.en: form for form in place.definitions().forms}
    now = clock.now()
    for one in found:
        form = named.get(str(one.facts.get("form_en", "")))
        span = _months(one.place.period)
        due = form is None or span is None or form.due(Period(*span)) < clock.today()
        if one.severity < Severity.WARNING or not due:
            continue
        code = form.code if form else ""
        what = [Case.CHECK, one.code, one.place.element, one.place.area, code, one.place.period]
        yield Case(
            identity=_hash(what), source=Case.CHECK, code=one.code, severity=int(one.severity), form=code,
            area=one.place.area, period=one.place.period, first=span[0] if span else None,
            last=span[1] if span else None, element=one.place.element, facts=dict(one.facts), found_at=now,
            changed_at=now,
        )  # fmt: skip
