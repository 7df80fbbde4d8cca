"""The log, filtered and page by page; the same as a file; and whether its chain holds."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huimin.web.auditing import asking
from huimin.web.base import audit
from huimin.web.base.access import Refused, screen
from huimin.web.base.models import Entry
from huimin.web.base.pages import page, url
from huimin.web.base.words import say

ON_A_PAGE = 100
COLUMNS = ("number", "at", "username", "person", "act", "act_word", "subject", "area", "facts", "before", "hash")
MOST_BREAKS = 200


@screen(*asking.ACTS)
@never_cache
@require_safe
def start(request: Any) -> HttpResponse:
    """The newest lines first, filtered by person, act, area and days."""
    asked = asking.asked(request)
    pages = Paginator(asked.entries.select_related("person"), ON_A_PAGE).get_page(request.GET.get("page"))
    acts = sorted(Entry.objects.values_list("act", flat=True).distinct(),
                  key=lambda act: asking.act_word(act, request.lang))  # fmt: skip
    return page(
        request, "auditing/start.html", typed=asked.typed, findings=asked.findings, pages=pages, acts=acts,
        act_word=lambda act: asking.act_word(act, request.lang), whole=asking.whole(request.rights),
        facts_of=lambda entry: [asking.fact_word(name, value, request.lang) for name, value in entry.facts.items()],
        address=lambda number: url("auditing:start", query={**asked.typed, "page": number}),
    )  # fmt: skip


@screen(*asking.ACTS)
@never_cache
@require_safe
def download(request: Any) -> StreamingHttpResponse:
    """The lines asked for as csv, the oldest first, with their hashes: the chain can be checked from a whole file."""
    entries = asking.asked(request).entries.order_by("number").select_related("person")
    response = StreamingHttpResponse(_rows(entries, request.lang), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="log.csv"'
    return response


def _rows(entries: Any, lang: str) -> Iterator[str]:
    yield "\ufeff" + ",".join(COLUMNS) + "\r\n"
    for entry in entries.iterator(chunk_size=1000):
        line = StringIO()
        csv.writer(line).writerow(_row(entry, lang))
        yield line.getvalue()


def _row(entry: Entry, lang: str) -> list[Any]:
    person = entry.person
    facts = json.dumps(entry.facts, ensure_ascii=False, sort_keys=True)
    told = [entry.number, entry.at.isoformat(), person.username if person else "", person.name if person else "",
            entry.act, asking.act_word(entry.act, lang), entry.subject, entry.area, facts]  # fmt: skip
    return [*(_safe(one) if isinstance(one, str) else one for one in told), entry.before, entry.hash]


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text


@screen(*asking.ACTS)
@never_cache
@require_safe
def chain(request: Any) -> HttpResponse:
    """Whether the chain of the whole log holds, and where it does not."""
    if not asking.whole(request.rights):
        raise Refused
    found = []
    for one in audit.breaks():
        found.append(one)
        if len(found) >= MOST_BREAKS:
            break
    last = Entry.objects.order_by("-number").first()
    words = {one.what: say(request.lang, f"auditing.break-{one.what}") for one in found}
    return page(request, "auditing/chain.html", breaks=found, words=words, last=last, more=len(found) >= MOST_BREAKS)
