"""How far chance alone could move a score.

Each measured item has an interval; its share of the points at both ends tells how far the item could move. The moves
are put together by the method of variance estimates recovery (Zou and Donner 2008, "Construction of confidence limits
about effect measures", Statistics in Medicine 27): the distances of an item's limits from its points are added as
squares, for the items vary independently. It is a guide to reading a ranking; the guard of each item decides by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from typing import Any, NamedTuple

from huimin.assessment.binding import InputNames
from huimin.assessment.explanation import COUNTED
from huimin.language import Expression, bind, evaluate, parse

Record = Mapping[str, Any]


class Span(NamedTuple):
    """A score with the limits between which chance could move it."""

    low: float
    score: float
    high: float


@lru_cache(maxsize=512)
def _bound(share: str, names: tuple[str, ...]) -> Expression:
    return bind(parse(share), InputNames(names), 0, 0)


def _share(item: Record, scored: Record, value: float) -> float | None:
    """The share of the points with another value in the place of the rule's measure."""
    inputs = {**scored["inputs"], item["rule"]["measure"]: value}
    formula = _bound(item["rule"]["share"], tuple(one["name"] for one in item["inputs"]))
    made = evaluate(formula, lambda leaf: inputs.get(leaf.atom))
    return None if made is None else made if item["extra"] else min(1.0, max(0.0, made))


def item_span(item: Record, scored: Record) -> tuple[float, float]:
    """The least and the most points of one item that its interval allows; its own points where it has none."""
    points = float(scored["points"] or 0.0)
    measured = scored["pooled"] if scored["status"] == "pooled" else scored["measured"]
    if scored["status"] not in COUNTED or not measured or measured["low"] is None or measured["high"] is None:
        return points, points
    tried = [measured["low"], measured["high"]]
    tried += [one for name in ("target", "floor") if (one := scored["inputs"].get(name)) is not None
              and measured["low"] < one < measured["high"]]  # fmt: skip
    full = 1.0 if item["extra"] else item["points"]
    found = [share * full for one in tried if (share := _share(item, scored, one)) is not None]
    return min([points, *found]), max([points, *found])


def score_span(described: Record, record: Record) -> Span | None:
    """The limits of an area's score; None where it has no score."""
    score, available, total = record["score"], record["available"], described["scheme"]["total"]
    if score is None or not available:
        return None
    below = above = 0.0
    for item, scored in zip(described["items"], record["items"], strict=True):
        low, high = item_span(item, scored)
        weight = 1.0 if item["extra"] else total / available
        below += ((scored["points"] or 0.0) - low) ** 2 * weight**2
        above += (high - (scored["points"] or 0.0)) ** 2 * weight**2
    return Span(max(0.0, score - sqrt(below)), score, min(total, score + sqrt(above)))


def untold(record: Record) -> int:
    """How many items could not be told from chance."""
    return sum(one["status"] == "cannot_tell" for one in record["items"])


def apart(spans: Sequence[Span | None]) -> list[bool]:
    """For each place of a ranking, best first, whether chance could not exchange it with the place before."""
    return [
        number > 0 and one is not None and (above := spans[number - 1]) is not None and one.high < above.low
        for number, one in enumerate(spans)
    ]
