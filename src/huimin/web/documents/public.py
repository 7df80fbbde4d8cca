"""Publishing open data: one person has it worked out what the public would see, another publishes exactly that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from huimin.findings import Finding, Invalid
from huimin.tasks.open_data.gathering import Site, gather, protect_source
from huimin.tasks.open_data.history import content_hash
from huimin.tasks.open_data.values import HIDDEN, NOT_REPORTED, SHOWN
from huimin.web.base import place
from huimin.web.base.access import Refused, allow_everywhere, screen
from huimin.web.base.pages import page
from huimin.web.documents import jobs
from huimin.web.documents.making import refused
from huimin.web.documents.models import Making
from huimin.web.documents.seeing import at_desk, writes
from huimin.wiring.open_data import PublicPublisher
from huimin.workflow import Act

Teller = Callable[[int, int, str], None]
STEPS = 2


@screen(Act.PUBLISH, Act.AUDIT)
@require_safe
def start(request: Any) -> HttpResponse:
    """What was published, what would be, what is hidden and why."""
    return _page(request)


def _page(request: Any, findings: tuple[Finding, ...] = (), status: int = 200) -> HttpResponse:
    if not at_desk(request.rights):
        raise Refused
    maker, found = PublicPublisher(place.workspace()), list(findings)
    try:
        settings = maker.settings
        found += maker.findings
    except Invalid as invalid:  # who is protected is decided there: nothing is published with a fault in it
        settings, found = None, [*found, *invalid.findings]
    return page(
        request, "documents/public.html", status=status, settings=settings, findings=found, look=latest(),
        history=list(reversed(maker.kept.history)), writes=writes(request.rights), running=jobs.JOBS.running(),
    )  # fmt: skip


@screen(Act.PUBLISH)
@require_POST
def begin(request: Any) -> HttpResponse:
    """Have it worked out what the public would see, or publish what another had worked out."""
    allow_everywhere(request, Act.PUBLISH)
    deed, args, look = request.POST.get("deed", ""), dict[str, str](), latest()
    if deed not in (Making.LOOK, Making.PUBLIC):
        raise Http404
    try:
        if deed == Making.PUBLIC:
            if look is None or str(look.pk) != request.POST.get("look", ""):
                raise refused("public-look-first")
            if look.person_id == request.person.pk:
                raise refused("public-second-person")
            args = {"look": str(look.pk)}
        job = jobs.start(request.person, deed, args, request.lang)
    except Invalid as invalid:
        return _page(request, invalid.findings, 409)
    return redirect("documents:making", number=job.pk)


def latest() -> Making | None:
    """What was worked out last, unless it was published since."""
    last = Making.objects.filter(deed__in=[Making.LOOK, Making.PUBLIC], state=Making.DONE).order_by("-pk").first()
    return last if last is not None and last.deed == Making.LOOK else None


# --- in the process of the job


def work(job: Making, tell: Teller) -> list[Finding]:
    """Do a job of open data; what it found out is in its row."""
    found, result = worked_out()
    job.result, job.total = result, STEPS
    tell(1, STEPS, "")
    if job.deed == Making.PUBLIC:
        look = Making.objects.get(pk=int(job.args["look"]))
        if look.person_id == job.person_id:
            raise refused("public-second-person")
        if look.result.get("content") != result["content"]:
            raise refused("public-changed")
        made = PublicPublisher(place.workspace()).publish()
        job.made, job.result = made.written, {**result, "number": made.number}
        found = made.findings
    job.done = STEPS
    return found


def worked_out() -> tuple[list[Finding], dict[str, Any]]:
    """What would be published: in numbers, in words, and a hash of all of it."""
    maker, opened = PublicPublisher(place.workspace()), place.workspace()
    finished = [opened.finished(run) for run in maker.runs]
    try:
        source = maker.source(finished)
        site = gather(source, protect_source(source))
    finally:
        for run in finished:
            run.close()
    return [*maker.findings, *site.findings], _told(maker, site)


def _told(maker: PublicPublisher, site: Site) -> dict[str, Any]:
    marks = Counter(one.mark for one in site.values)
    return {
        "first": maker.first.code, "last": site.last.code, "runs": list(maker.runs), "areas": len(site.areas),
        "shown": marks[SHOWN], "hidden": marks[HIDDEN], "missing": marks[NOT_REPORTED], "told": dict(site.told),
        "content": content_hash((site.values, site.counts, site.runs, site.last, site.tree.keys)),
    }  # fmt: skip
