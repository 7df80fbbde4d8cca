"""What the page of a finished comparison shows, from the counts that were written with the report."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from huimin.tasks.reconcile.grouping import FEWEST
from huimin.tasks.reconcile.words import field_words, outcome_words, period_words, sort_words, strength_words
from huimin.web.base.models import Person
from huimin.web.base.words import say
from huimin.web.reconciliation import removal
from huimin.web.reconciliation.models import Comparison
from huimin.wiring.reconcile_review import review_name

FORMATS = ("docx", "xlsx", "html")
_BEST = {"name": 7, "mother": 7, "birth": 6}


def period(first: int | None, last: int | None, lang: str) -> str:
    """Months in words; what the lists share where none were asked for."""
    if first is None or last is None:
        return say(lang, "reconciliation.period-shared")
    return period_words(first, last, lang)


def folder(one: Comparison, lang: str) -> Path:
    """Where the results in a language lie."""
    return removal.root() / one.results / lang


def results(one: Comparison, lang: str, person: Person) -> dict[str, Any]:
    """Everything of the results."""
    try:
        counts = json.loads((folder(one, lang) / "counts.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {"counts": None}
    ways: dict[tuple[str, str], dict[str, list[dict[str, Any]]]] = defaultdict(lambda: {"areas": [], "months": []})
    for cell in counts["areas"]:
        sort = "areas" if "month" not in cell else "months" if "area" not in cell else ""
        if sort:
            ways[cell["of"], cell["in"]][sort].append(cell)
    rows = list(one.listings.select_related("given_by").order_by("number"))
    return {
        "counts": counts, "ways": dict(ways), "files": _files(one, lang, person), "lists": rows,
        "fewest": FEWEST, "found_period": _found_period(counts["months"], lang),
        "found_reviews": {review_name(*pair): [rows[at].name for at in pair]
                          for pair in combinations(range(len(rows)), 2)},
        "matchings": [_matching(pair, lang) for pair in counts["pairs"]],
    }  # fmt: skip


def _found_period(months: list[str], lang: str) -> str:
    """The months that were compared, in words."""
    first, last = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in months)
    return period_words(first, last, lang)


def _matching(pair: dict[str, Any], lang: str) -> dict[str, Any]:
    """How two lists were matched, and where they disagree."""
    steps = [(at, step) for at, step in enumerate(pair["steps"], 1) if step["pairs"]]
    return {
        "lists": pair["lists"], "pairs": pair["pairs"], "ties": pair["ties"], "steps": steps,
        "differences": [row for field, sorts in pair["differences"].items() if (row := _differing(field, sorts, lang))],
        "contributions": [(field_words(one["field"], lang), outcome_words(one["outcome"], lang),
                           strength_words(one["bits"], lang), one["bits"]) for one in pair["contributions"]],
    }  # fmt: skip


def _differing(field: str, sorts: dict[str, int], lang: str) -> dict[str, Any] | None:
    """How often both sides hold a field and differ, and how; None where they never do."""
    known = {int(sort): count for sort, count in sorts.items() if int(sort) >= 0}
    unlike = {sort: count for sort, count in known.items() if sort < _BEST.get(field, 1)}
    if not sum(unlike.values()):
        return None
    how = sorted(((sort_words(field, sort, lang), count) for sort, count in unlike.items()), key=lambda one: -one[1])
    return {"field": field_words(field, lang), "known": sum(known.values()), "unlike": sum(unlike.values()), "how": how}


def _files(one: Comparison, lang: str, person: Person) -> list[tuple[str, str]]:
    """(name, what it is) of the files that the person may take along, in order."""
    there = {path.name for path in folder(one, lang).glob("*")} if folder(one, lang).is_dir() else set()
    found = [(f"report.{ending}", ending) for ending in FORMATS if f"report.{ending}" in there]
    found += [(name, "review") for name in review_files(one)]
    return [*found, *((name, "own") for name in own_files(one, person))]


def review_files(one: Comparison) -> list[str]:
    """The files that say what readers found, for programs."""
    whole = removal.root() / one.results
    return sorted(path.name for path in whole.glob("review-*.json")) if whole.is_dir() else []


def own_files(one: Comparison, person: Person) -> list[str]:
    """The files with record numbers that the person may have: of the lists that the person brought."""
    return [f"for-{row.number}.csv" for row in one.listings.order_by("number") if row.given_by_id == person.pk]
