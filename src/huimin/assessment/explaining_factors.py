"""The lines of an explanation that tell by which values an item was scored, and what the reported ones would give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from huimin.assessment.lines import Line, span
from huimin.indicators.rounding import plain, show

Record = Mapping[str, Any]
Say = Callable[..., str]


def reported_value(item: Record, scored: Record) -> str:
    """The value the item turns on, by reported figures, as readers see it."""
    reported, measure = scored["reported"], item["measure"]
    if measure is not None and reported["measured"] is not None:
        return show(reported["measured"]["value"], measure["show"], measure["decimals"])
    return plain(reported["inputs"].get(item["rule"]["measure"]))


def values_line(item: Record, scored: Record, elements: Record, lang: str, say: Say) -> Line | None:
    """By which values the item was scored; None where it asks for reported ones."""
    kind = item.get("values", "reported")
    if kind == "reported" or "reported" not in scored:
        return None
    if not scored["factors"]:
        return Line("values", say(f"values-{kind}-none"), {"values": kind, "factors": 0})
    reported = scored["reported"]
    words = say(f"values-{kind}", value=reported_value(item, scored), points=show(reported["points"]))
    facts = {"values": kind, "reported_points": reported["points"], "factors": len(scored["factors"])}
    return Line("values", words, facts, tuple(_factor(one, elements, lang, say) for one in scored["factors"]))


def _factor(one: Record, elements: Record, lang: str, say: Say) -> Line:
    numbers = {name: show(one[name], "number", 3) for name in ("factor", "low", "high")}
    name = elements.get(one["element"], {}).get(lang, one["element"])
    words = say("factor", element=name, span=span(one["first"], one["last"], lang), by=one["decided_by"],
                on=one["decided_on"], **numbers)  # fmt: skip
    basis = one[f"basis_{lang}"] or one["basis_zh"] or one["basis_en"]
    below = (Line("basis", say("factor-basis", basis=basis)),) if basis else ()
    return Line("factor", words, {name: one[name] for name in ("element", "factor", "low", "high")}, below)
