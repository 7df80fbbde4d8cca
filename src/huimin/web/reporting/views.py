"""What I have to report, uploading, templates, receipts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from huimin.adapters.store.models import Report
from huimin.areas import Tree
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import page
from huimin.web.reporting import actions
from huimin.web.reporting import sheet as sheets
from huimin.web.reporting.duties import Duty, duties, duty_of
from huimin.web.reporting.models import Receipt
from huimin.workflow import Act

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_FILES = 50
_A_PAGE = 50
_OPEN_SHOWN = 60


@screen(Act.REPORT)
@require_safe
def start(request: Any) -> HttpResponse:
    """What I have to report, by when, and how far it has come."""
    found = duties(place.definitions(), request.rights, clock.today())
    return page(request, "reporting/start.html", **_duty_lists(found), receipts=_mine(request)[:5], most=MOST_FILES)


def _duty_lists(found: list[Duty]) -> dict[str, Any]:
    waiting = [duty for duty in found if duty.open]
    done = sorted((duty for duty in found if not duty.open), key=lambda duty: duty.due, reverse=True)
    current = [duty for duty in done if duty.due >= clock.today()]
    return {
        "waiting": waiting[:_OPEN_SHOWN], "more": len(waiting) - len(waiting[:_OPEN_SHOWN]), "current": current,
        "done": [duty for duty in done if duty not in current][:_OPEN_SHOWN],
    }  # fmt: skip


def _mine(request: Any) -> Any:
    return Receipt.objects.filter(person=request.person).select_related("person").order_by("-pk")


@screen(Act.REPORT)
@require_POST
def upload(request: Any) -> HttpResponse:
    """Take in the workbooks that were chosen. Each wholly in or wholly out."""
    files = request.FILES.getlist("workbooks")
    if not files or len(files) > MOST_FILES:
        code = "report-too-many-files" if files else "report-no-file"
        return _again(request, [Finding(code, Severity.ERROR, facts={"most": MOST_FILES, "count": len(files)})])
    sent = [actions.send_workbook(request.person, request.rights, file.name, file.read()) for file in files]
    numbers = [str(one.receipt.pk) for one in sent if one.receipt]
    if len(numbers) == len(sent):
        if len(sent) == 1:
            return redirect("reporting:receipt", number=numbers[0])
        return redirect(f"{_address('receipts')}?{'&'.join(f'number={number}' for number in numbers)}")
    return page(request, "reporting/uploaded.html", status=422, sent=sent)


def _address(view: str, **parts: Any) -> str:
    return reverse(f"reporting:{view}", kwargs=parts or None)


def _again(request: Any, findings: list[Finding]) -> HttpResponse:
    found = duties(place.definitions(), request.rights, clock.today())
    return page(request, "reporting/start.html", status=422, **_duty_lists(found), receipts=_mine(request)[:5],
                most=MOST_FILES, problems=findings)  # fmt: skip


@screen(Act.REPORT)
@require_safe
def receipts(request: Any) -> HttpResponse:
    """My receipts, the latest first; after an upload of several files, those of these files."""
    numbers = [int(one) for one in request.GET.getlist("number")[:MOST_FILES] if one.isdecimal() and len(one) < 12]
    rows = _mine(request)
    if numbers:
        rows = rows.filter(pk__in=numbers)
    pages = Paginator(rows, _A_PAGE)
    return page(request, "reporting/receipts.html", pages=pages.get_page(request.GET.get("page")), chosen=len(numbers),
                page_address=lambda number: f"?page={number}")  # fmt: skip


def _form_name(request: Any) -> Any:
    names = {form.code: form.name(request.lang) for form in place.definitions().forms}
    return lambda code: names.get(code, code)


def _receipt(request: Any, number: int) -> Receipt:
    found = Receipt.objects.filter(pk=number).select_related("person").first()
    if found is None or not (found.person_id == request.person.pk or request.rights.may(Act.READ, found.area)):
        raise Http404
    return found


@screen(Act.READ)
@require_safe
def receipt(request: Any, number: int) -> HttpResponse:
    """What was acknowledged: the file's hash, counts, warnings, the moment, who sent it."""
    found = _receipt(request, number)
    warnings = place.store().findings(found.sha256)
    return page(request, "reporting/receipt.html", receipt=found, warnings=warnings, form_name=_form_name(request),
                again=_sheets_of(found, request), corrected=_corrected_since(found))  # fmt: skip


def _corrected_since(found: Receipt) -> int:
    """How many of the reports in the file have been corrected since: sending the same file again does not undo that."""
    same = {name: OuterRef(name) for name in ("form", "first", "last", "area")}
    later = Report.objects.filter(**same, revision__gt=OuterRef("revision"))
    return Report.objects.filter(Exists(later), submission__file__sha256=found.sha256).count()


def _sheets_of(found: Receipt, request: Any) -> list[tuple[str, Period, str]]:
    """The forms in the page that hold what was sent: (form, period, area)."""
    definitions, open_forms = place.definitions(), []
    for part in found.parts:
        period = Period.of(part["period"])
        for area in (found.area, found.sender):
            known = any(form.code == part["form"] for form in definitions.forms)
            if known and request.rights.may(Act.REPORT, area):
                duty = duty_of(definitions, definitions.form(part["form"]), period, area)
                if duty:
                    open_forms.append((part["form"], period, area))
                    break
    return open_forms


@screen(Act.READ)
@require_safe
def sent_file(request: Any, number: int) -> HttpResponse:
    """The file exactly as it was sent."""
    found = _receipt(request, number)
    return attached(place.store().content(found.sha256), found.name)


def attached(data: bytes, name: str) -> HttpResponse:
    """A file to be saved, never to be shown as a page of ours."""
    kind = XLSX if name.lower().endswith(".xlsx") else "application/octet-stream"
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def duty_here(request: Any, form: str, period: Period, key: str) -> Duty:
    """What this area has to report, for somebody who reports for it. Http404 otherwise."""
    allow(request, Act.REPORT, key)
    definitions = place.definitions()
    try:
        found = duty_of(definitions, definitions.form(form), period, key)
    except Invalid as invalid:
        raise Http404 from invalid
    if found is None or period.end >= clock.today():
        raise Http404
    return found


@screen(Act.REPORT)
@require_safe
def template(request: Any, form: str, period: Period, key: str) -> HttpResponse:
    """The workbook to fill in, with only the areas that this sender reports for; what was reported stands in it."""
    duty = duty_here(request, form, period, key)
    given = sheets.Sheet(duty, request.lang, None)
    data = sheets.workbook(given, given.areas, filled(given))
    tree: Tree = place.definitions().areas.at(period.end)
    at = tree.index(key)
    name = f"{period.code}_{key}_{tree.name(at, request.lang) if at is not None else ''}_{duty.form.name(request.lang)}"
    return attached(data, f"{name.replace('/', '-')}.xlsx")


def filled(given: sheets.Sheet) -> Any:
    """What has been reported for these areas, as the template takes it; None where there is nothing."""
    if not given.duty.received:
        return None
    batch, _ = sheets.read_typed(given, given.reported, given.kept_notes)
    return batch
