"""What is kept of a comparison: counts as plain data, and each office's own record numbers with what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from huimin.reconciliation.places import Places
from huimin.tasks.reconcile.comparing import Cell, Compared
from huimin.tasks.reconcile.grouping import area_words
from huimin.tasks.reconcile.words import VERDICTS, field_words, month_words, pick, sort_words, step_words


def record(made: Compared, places: Places, lang: str) -> dict[str, Any]:
    """Everything for programs: lists, coverage, steps, differences. Counts only."""
    return {
        "purpose": "registration and counting only; no consequence for any family",
        "lists": [{"name": one.name(lang), "file": one.file, "records": len(one.records), "unnamed": one.unnamed,
                   "repeated": len(made.duplicates[at])} for at, one in enumerate(made.lists)],
        "townships_of": places.name(made.county, lang) if made.county else None,
        "months": [month_words(made.wanted.first or 0, "en"), month_words(made.wanted.last or 0, "en")],
        "coverage": [_share(made, one, places, lang) for one in made.cells if one.county < 0 and one.month < 0],
        "areas": [_share(made, one, places, lang) for one in made.cells if one.county >= 0 or one.month >= 0],
        "pairs": [{
            "lists": [made.lists[one.left].name(lang), made.lists[one.right].name(lang)], "pairs": len(one.links),
            "ties": len(one.ties[0]),
            "steps": [{"step": code, "what": step_words(code, lang), "pairs": one.links.count(at),
                       "refused": one.links.refused[at]} for at, code in enumerate(one.links.steps)],
            "differences": {field: {str(sort): count for sort, count in sorted(sorts.items())}
                            for field, sorts in one.sorts.items()},
            "contributions": [{"field": level.field, "outcome": level.label,
                               "bits": round(float(np.clip(level.weight, -20, 20)), 2)} for level in one.levels],
        } for one in made.pairings],
        "pairs_at_odds": made.children.at_odds,
    }  # fmt: skip


def _share(made: Compared, one: Cell, places: Places, lang: str) -> dict[str, Any]:
    low, high = one.share.interval
    told: dict[str, Any] = {"of": made.lists[one.of].name(lang), "in": made.lists[one.within].name(lang)}
    if one.county >= 0:
        told["area"] = area_words(one.county, made.county, places, lang) if one.county else None
    if one.month >= 0:
        told["month"] = month_words(one.month, "en")
    told |= {"number": one.share.whole, "found": one.share.part, "missing": one.share.missing}
    if one.share.whole:
        told |= {"coverage": round(one.share.value, 6), "low": round(low, 6), "high": round(high, 6)}
    if one.county < 0 and one.month < 0:
        told["verdict"] = pick(VERDICTS[one.share.against(made.wanted.limit)], lang)
    return told


def for_office(made: Compared, at: int, lang: str) -> Iterator[tuple[str, str, str]]:
    """For the office that sent list ``at``: (its record number, what to look at, in comparison with which list).

    It names no record of another office and repeats nothing of what either wrote.
    """
    sent = made.lists[at]
    for number in sent.numbers_at(made.duplicates[at]):
        yield number, pick(("本名单内重复", "repeated within this list"), lang), sent.name(lang)
    for of, within in made.whole:
        if of == at:
            other = made.lists[within].name(lang)
            for number in sent.numbers_at(made.missing(of, within)):
                yield number, pick(("对方名单中未找到", "not found in the other list"), lang), other
    for one in made.pairings:
        if at not in (one.left, one.right):
            continue
        rows = one.links.first if at == one.left else one.links.second
        other = made.lists[one.right if at == one.left else one.left].name(lang)
        for field, (places, sorts) in one.differing.items():
            for number, sort in zip(sent.numbers_at(rows[places]), sorts.tolist(), strict=True):
                how = f"{field_words(field, lang)}{'：' if lang == 'zh' else ': '}{sort_words(field, sort, lang)}"
                yield number, how, other
