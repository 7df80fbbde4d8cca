"""What lists show of a run, which periods can be assessed, and the difference of two runs as its reader may see it."""

from __future__ import annotations

from typing import Any

from huimin.adapters.documents.view import two
from huimin.adapters.documents.words import word
from huimin.figures.periods import Period
from huimin.tasks.diff import AreaMove, Difference
from huimin.web.assessment.models import Consent, Reply
from huimin.web.base import clock, place, stages
from huimin.web.base.formats import number
from huimin.web.base.models import RunStage
from huimin.workflow import Act

YEARS = 3
FIGURES_SHOWN = 12


def periods(lang: str) -> list[tuple[str, str]]:
    """The years and half-years that can be assessed, the latest that is over first."""
    today = clock.today()
    codes = []
    for year in range(today.year, today.year - YEARS, -1):
        codes += [str(year), f"{year}H2", f"{year}H1"]
    found = [Period.of(code) for code in codes]
    begun = [one for one in found if one.start <= today]
    begun.sort(key=lambda one: (one.end >= today, one.frequency != "year", -one.last))
    return [(one.code, one.name(lang)) for one in begun]


def line(request: Any, stage: RunStage) -> dict[str, Any]:
    """One line of the list of runs."""
    scheme = place.definitions().schemes.get(stage.scheme)
    return {
        "stage": stage, "scheme": scheme.name(request.lang) if scheme else stage.scheme,
        "later": stages.superseded_by(stage), "ranking": stages.may_see_ranking(request.rights, stage),
        "own": [] if stages.sees_drafts(request.rights) else stages.own_areas(request.rights, stage),
    }  # fmt: skip


def moves(request: Any, found: Difference, run: str) -> dict[str, Any]:
    """The difference of two runs: places and totals of every area, items and figures only of those one may read."""
    readable = [one.key for one in found.moved if request.rights.may(Act.READ, one.key)]
    described = place.finished(run).described
    items = {one["id"]: one[request.lang] for one in described["items"]}
    atoms = {one["atom"]: one[request.lang] for one in described["leaves"]}
    rows = [_move(one, one.key in readable, request.lang, items, atoms) for one in found.moved]
    rows.sort(key=lambda one: (one["rank_after"] is None, one["rank_after"] or 0))
    return {"moved": rows, "parts": found.parts, "came": found.only_after, "left": found.only_before,
            "defined": [f"{one} {items.get(one, '')}" for one in found.definitions]}  # fmt: skip


def _move(one: AreaMove, readable: bool, lang: str, items: dict[str, str], atoms: dict[str, str]) -> dict[str, Any]:
    return {
        "key": one.key, "name": one.zh if lang == "zh" else one.en, "readable": readable,
        "before": two(one.before), "after": two(one.after), "rank_before": one.rank_before,
        "rank_after": one.rank_after,
        "by": None if one.before is None or one.after is None else one.after - one.before,
        "items": [_item(item, lang, items, atoms) for item in one.items] if readable else [],
    }  # fmt: skip


def _item(one: Any, lang: str, items: dict[str, str], atoms: dict[str, str]) -> dict[str, Any]:
    def state(code: str, points: float | None) -> str:
        return two(points) if code in ("scored", "pooled") else word(code, lang) if code else "–"

    figures = [{**figure, "name": atoms.get(figure.get("atom", ""), ""), "old": number(figure.get("before")),
                "new": number(figure.get("after"))} for figure in one.figures]  # fmt: skip
    return {
        "id": one.item, "name": items.get(one.item, ""), "before": state(one.status_before, one.before),
        "after": state(one.status_after, one.after), "causes": one.causes, "figures": figures[:FIGURES_SHOWN],
        "more": max(0, len(figures) - FIGURES_SHOWN),
    }  # fmt: skip


def waiting(run: str) -> dict[str, int]:
    """How many replies to a run wait for an answer, and how many areas have no objection."""
    return {
        "replies": Reply.objects.filter(run=run, verdict="").count(),
        "consents": Consent.objects.filter(run=run).count(),
    }
