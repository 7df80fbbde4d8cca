"""The pages of rounds: all of them, one with everything that is known of it, its files, and the draw made again."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import isnan, nan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.sampling.bands import MONTHS_BETWEEN
from huimin.tasks.verify.results import ALL, Results
from huimin.tasks.verify.words import BANDS, INTERVALS, doubt_text, interval_text, outcome_text, percent
from huimin.web.base import clock, place
from huimin.web.base.access import screen
from huimin.web.base.pages import area_name, page
from huimin.web.base.words import say
from huimin.web.verification.actions import Sent, estimator
from huimin.web.verification.models import Step
from huimin.web.verification.opened import Standing, element_name, leads, opened, sees_all, standing, standing_of
from huimin.wiring.verify import found_so_far, redraw_round, write_workbooks
from huimin.workflow import Act

FILES = {
    "plan.json": "application/json", "draw.json": "application/json", "frame.csv": "text/csv; charset=utf-8",
    "sample.csv": "text/csv; charset=utf-8",
}  # fmt: skip
"""What anybody needs to draw again. The frame holds the sizes of all sites: it goes out with the draw, not before."""
ROUNDS_SHOWN, SITES_SHOWN = 30, 100
SCALE = (0.8, 1.2)
"""The ends of the little pictures of intervals."""


@dataclass(frozen=True)
class Estimated:
    """One estimate as the page shows it; ``left`` to ``right`` place its interval in a picture 100 wide."""

    area: str
    name: str
    checked: int
    drawn: int
    wrong: int
    ratio: str
    interval: str
    worst: str
    band: str
    kind: str
    next: str
    doubts: tuple[str, ...]
    left: float
    middle: float
    right: float


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """All rounds, the latest first."""
    given = place.definitions()
    rounds = sorted(given.rounds.values(), key=lambda one: (one.period.last, one.closes), reverse=True)
    pages = Paginator(rounds, ROUNDS_SHOWN).get_page(request.GET.get("page"))
    shown = [standing(one) for one in pages]
    return page(request, "verification/start.html", pages=pages, rounds=shown, leads=leads(request.rights))


@screen(Act.READ)
@require_safe
def show(request: Any, code: str) -> HttpResponse:
    """One round."""
    return page_of(request, standing_of(code))


def page_of(
    request: Any, now: Standing, findings: Sequence[Any] = (), sent: Sequence[Sent] = (), kept: int = 0
) -> HttpResponse:
    """The page of a round, with what is wrong with something that was sent."""
    lang, given, one = request.lang, place.definitions(), now.round
    whole = sees_all(request.rights)
    live = found_so_far(opened(), one.code)[0] if whole and now.drawn else None
    sites = Paginator(_sites(request, now, live), SITES_SHOWN).get_page(request.GET.get("page"))
    signed = Step.objects.filter(round=one.code).select_related("person").order_by("at", "pk")
    return page(
        request, "verification/round.html", status=400 if findings or any(not s.kept for s in sent) else 200,
        now=now, one=one, whole=whole, leads=leads(request.rights), findings=findings, sent=sent, kept=kept,
        steps=signed, form=_form_name(given, one.form, lang),
        outcomes=_outcomes(now, live, lang), doubtful=live.findings if live else (), due=_sheets_due(now),
        tables=_tables(request, now), sites=sites, elements=[element_name(given, a.element, lang) for a in one.asked],
        outcome=lambda code: outcome_text(code, lang), plan_rows=(now.planned or {}).get("table", ()), percent=_percent,
        most_files=settings.DATA_UPLOAD_MAX_NUMBER_FILES, **_adoption(request, now),
    )  # fmt: skip


def _form_name(given: Any, code: str, lang: str) -> str:
    return next((form.name(lang) for form in given.forms if form.code == code), code)


def _sheets_due(now: Standing) -> Any:
    form = next((one for one in place.definitions().forms if one.code == now.round.form_code), None)
    return form.due(now.round.period) if form else None


def _percent(value: float | None) -> str:
    return percent(nan if value is None else value)


def _outcomes(now: Standing, live: Results | None, lang: str) -> list[tuple[str, int]]:
    found = live.outcomes if live else {int(k): n for k, n in (now.results or {}).get("outcomes", {}).items()}
    return [(outcome_text(code, lang), count) for code, count in found.items()]


def _sites(request: Any, now: Standing, live: Results | None) -> list[dict[str, Any]]:
    """The sites drawn that the person may read: what was counted is told when the results are out."""
    may, asked = request.rights.may, [one.element for one in now.round.asked]
    if live is not None:
        return [{"key": site.key, "outcome": site.outcome, "note": site.note, "inspector": site.inspector,
                 "pairs": [(_known(site.reported[name]), _known(site.verified[name])) for name in asked]}
                for site in live.sites]  # fmt: skip
    if now.results:
        return [{**site, "key": site["site"], "inspector": "",
                 "pairs": [(site["reported"].get(name), site["verified"].get(name)) for name in asked]}
                for site in now.results["sites"] if may(Act.READ, site["site"])]  # fmt: skip
    return [{"key": key, "outcome": None, "pairs": ()} for key in now.sites() if may(Act.READ, key)]


def _known(value: float) -> float | None:
    return None if isnan(value) else value


@dataclass(frozen=True)
class Table:
    """The estimates of one element; ``doubts`` gives each reason once, with the areas that it holds for."""

    name: str
    rows: list[Estimated]
    doubts: list[tuple[str, str]]


def _tables(request: Any, now: Standing) -> list[Table]:
    """A table an element: the estimates of areas that the person may read, all sites together for who reads all."""
    lang, given = request.lang, place.definitions()
    rows = [row for row in (now.results or {}).get("rows", ()) if _readable(request, row)]
    found = {asked.element: [_estimated(row, lang) for row in rows if row["element"] == asked.element]
             for asked in now.round.asked}  # fmt: skip
    return [Table(element_name(given, code, lang), mine, _doubts(mine, lang)) for code, mine in found.items() if mine]


def _doubts(rows: Sequence[Estimated], lang: str) -> list[tuple[str, str]]:
    told = []
    for doubt in dict.fromkeys(one for row in rows for one in row.doubts):
        held = [row.name for row in rows if doubt in row.doubts]
        every = len(held) == len(rows) > 1
        told.append((say(lang, "verification.everywhere") if every else say(lang, "base.comma").join(held), doubt))
    return told


def _readable(request: Any, row: dict[str, Any]) -> bool:
    if row["area"]:
        return bool(request.rights.may(Act.READ, row["area"]))
    return bool(request.rights.everywhere(Act.READ))


def _estimated(row: dict[str, Any], lang: str) -> Estimated:
    ratio, low, high, worst_low, worst_high = (
        nan if row[name] is None else row[name] for name in ("ratio", "low", "high", "worst_low", "worst_high")
    )
    name = area_name(lang, row["area"]) if row["area"] else (
        say(lang, "verification.all-sites") if row["scope"] == ALL else
        place.definitions().areas.levels.name(row["scope"], "", lang))  # fmt: skip
    months = MONTHS_BETWEEN.get(row["band"])
    return Estimated(
        row["area"], name, row["checked"], row["drawn"], row["wrong"], percent(ratio), interval_text(low, high),
        interval_text(worst_low, worst_high) if row["checked"] < row["drawn"] else "", _band(row, lang), row["band"],
        INTERVALS[months][lang != "zh"] if months else say(lang, "verification.as-before"),
        tuple(doubt_text(doubt, lang) for doubt in row["doubts"]), _at(low), _at(ratio), _at(high),
    )  # fmt: skip


def _band(row: dict[str, Any], lang: str) -> str:
    name = BANDS[row["band"]][lang != "zh"]
    if row["more_sites"]:
        return name + say(lang, "verification.more-sites", count=row["more_sites"])
    return name + (say(lang, "verification.only-full-count") if row["only_all_sites"] else "")


def _at(value: float) -> float:
    """Where a ratio lies in a picture 100 wide; -1 where it is not known."""
    low, high = SCALE
    return -1.0 if isnan(value) else round(100 * min(max((value - low) / (high - low), 0), 1), 1)


def _adoption(request: Any, now: Standing) -> dict[str, Any]:
    """What may be adopted, by whom, and what was."""
    whole = now.results is not None and request.rights.everywhere(Act.READ)
    rows = now.factors() if whole else []
    given, lang = place.definitions(), request.lang
    held = {(one.area, one.element, one.first) for one in given.adjustments.all if one.kind == "verified"}
    by = estimator(now) if whole else None
    shown = [{**row, "id": f"{row['area']}|{row['element']}", "name": element_name(given, row["element"], lang),
              "there": (row["area"], row["element"], now.round.period.first) in held} for row in rows]  # fmt: skip
    mine = by is not None and by.person_id == request.person.pk
    return {"factors": shown, "estimator": by, "own_estimate": mine, "seen": now.results_hash(),
            "adopting": whole and request.rights.everywhere(Act.DEFINE)}  # fmt: skip


@screen(Act.READ)
@require_safe
def check(request: Any, code: str) -> HttpResponse:
    """The draw made again from the published files, and held against the published list."""
    now = standing_of(code)
    if now.drawn is None:
        raise Http404
    return page(request, "verification/check.html", now=now, one=now.round, again=redraw_round(opened(), code),
                files=tuple(FILES))  # fmt: skip


@screen(Act.READ)
@require_safe
def file(request: Any, code: str, name: str) -> HttpResponse:
    """A published file of the round, for drawing again elsewhere."""
    now = standing_of(code)
    path: Path = now.folder / name
    if name not in FILES or not path.is_file() or (now.drawn is None and name != "plan.json"):
        raise Http404
    return _download(path.read_bytes(), f"{code}-{name}", FILES[name])


@screen(Act.ASSESS, Act.AUDIT)
@require_safe
def workbooks(request: Any, code: str) -> HttpResponse:
    """A workbook for each site drawn, in one file."""
    now = standing_of(code)
    if now.drawn is None or not sees_all(request.rights):
        raise Http404
    packed = BytesIO()
    with TemporaryDirectory(prefix="huimin-verify-") as folder:
        made = write_workbooks(opened(), code, Path(folder), request.lang)
        with zipfile.ZipFile(packed, "w") as archive:  # workbooks are compressed already
            for path in made:
                archive.write(path, path.name)
    return _download(packed.getvalue(), f"{code}-{clock.today().isoformat()}.zip", "application/zip")


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
