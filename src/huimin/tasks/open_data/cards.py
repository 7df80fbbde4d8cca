"""Scorecards for the public: points that give no hidden count away, and a ranking made from what is shown only.

The points of an item with a hidden count are hidden. With all others shown, the exact score would give them back, so
the score is told as the range that follows from the items that are shown: the hidden ones may have earned nothing or
everything. Readers could compute that range themselves, so it tells nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.assessment.binding import BoundItem, BoundScheme
from huimin.disclosure.protecting import Protected
from huimin.disclosure.scorecards import Item, places, score_range
from huimin.indicators.engine import LeafTable
from huimin.indicators.values import BoundIndicator, down
from huimin.language import Expression

Record = Mapping[str, Any]
_LIMIT = re.compile(r"(?P<sign>-?)min\((?P<most>[\d.]+),")
COUNTED = ("scored", "pooled")
"""The states of an item whose points are part of the total."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class ItemCard:
    """One item of one area: ``hidden``, or its ``status`` and points (None where it was not scored)."""

    id: str
    hidden: bool
    status: str
    points: float | None


@dataclass(frozen=True)
class PublicCard:
    """What is public of one area's scorecard.

    Attributes:
        telling: how the score is told: ``exact``, as a ``range``, or ``none`` (not scored).
        score: the exact score; None for a range.
        low, high: what the score may be: the same for an exact one, 0 and the total where it was not scored.
        grade: code of the grade; empty where the range does not say.
        best, worst: the places that are possible after what is shown; None where the area is not ranked.
        reason: why the area is not ranked.
    """

    area: str
    telling: str
    score: float | None
    low: float
    high: float
    grade: str
    items: tuple[ItemCard, ...]
    best: int | None = None
    worst: int | None = None
    reason: str = ""
    complete: float | None = None

    @property
    def middle(self) -> float | None:
        """The score, or the middle of its range: for drawing only."""
        return None if self.telling == "none" else (self.low + self.high) / 2

    @property
    def hidden(self) -> int:
        """How many items are hidden."""
        return sum(item.hidden for item in self.items)


@dataclass(frozen=True)
class PublicRun:
    """One assessment, as public: what is the same for all areas (see ``assessment.record``), and the cards.

    ``cards`` stand in the order of the ranking: by the best place possible, then by the tree.
    """

    run: str
    described: Record
    cards: tuple[PublicCard, ...]

    @property
    def scheme(self) -> str:
        """The scheme's code."""
        return str(self.described["scheme"]["code"])

    @property
    def period(self) -> str:
        """The period's code."""
        return str(self.described["period"])

    def card(self, area: str) -> PublicCard | None:
        """The card of an area, or None where it was not assessed."""
        return next((card for card in self.cards if card.area == area), None)


def hidden_items(bound: BoundScheme, protected: Protected, table: LeafTable) -> dict[str, Flags]:
    """For each item, the areas of the tree where a count behind it is hidden."""
    return {one.item.id: ~_open(one, protected, table) for one in bound.items}


def _open(one: BoundItem, protected: Protected, table: LeafTable) -> Flags:
    made = np.ones(len(protected.tree), bool)
    parts: list[Expression] = list(one.inputs.values())
    years = [year for year in one.pool if _reported(year, table)]
    for measured in (*([one.measure] if one.measure else []), *years):
        parts += [part for part in (measured.whole, measured.numerator, measured.denominator) if part is not None]
    for part in parts:
        made &= protected.computable(part)
    return made


def _reported(year: BoundIndicator, table: LeafTable) -> bool:
    """Whether anything was reported in a year that is pooled with others."""
    return any(np.isfinite(table.values[down(leaf)]).any() for leaf in year.leaves)


def public_run(
    run: str, described: Record, records: Sequence[Record], hidden: Mapping[str, Flags], protected: Protected
) -> PublicRun:
    """Protect every card of a run, and rank by what is shown."""
    grades = [(one["code"], one["at_least"] * described["scheme"]["total"]) for one in described["grades"]]
    cards = [_card(record, described, grades, hidden, protected) for record in records]
    return PublicRun(run, described, _ranked(cards))


def _card(
    record: Record, described: Record, grades: Sequence[tuple[str, float]], hidden: Mapping[str, Flags],
    protected: Protected,
) -> PublicCard:  # fmt: skip
    row = protected.tree.index(record["key"])
    items = []
    for item in record["items"]:
        secret = row is None or item["id"] not in hidden or bool(hidden[item["id"]][row])
        shown = item["status"] in COUNTED and not secret
        items.append(ItemCard(item["id"], secret, "" if secret else item["status"], item["points"] if shown else None))
    standing, score, total = record["standing"], record["score"], float(described["scheme"]["total"])
    reason = standing["reason"] if standing["rank"] is None else ""
    if score is None:
        return PublicCard(record["key"], "none", None, 0.0, total, "", tuple(items), reason=reason,
                          complete=record["complete"])  # fmt: skip
    low, high = _range(items, described["items"], total) if any(one.hidden for one in items) else (score, score)
    ends = {_grade_at(grades, low), _grade_at(grades, high)}
    told = low == high or (len(ends) == 1 and standing["grade"] in ends)
    return PublicCard(
        record["key"], "exact" if low == high else "range", score if low == high else None, low, high,
        (standing["grade"] or "") if told else "", tuple(items), reason=reason, complete=record["complete"],
    )  # fmt: skip


def _range(items: Sequence[ItemCard], described: Sequence[Record], total: float) -> tuple[float, float]:
    told = [
        Item(
            item.points, one["points"], item.hidden, _most_extra(one["rule"]["share"], total) if one["extra"] else None
        )
        for item, one in zip(items, described, strict=True)
    ]
    return score_range(told, total)


def _most_extra(share: str, total: float) -> tuple[float, float]:
    """What a deduction or bonus can be at the least and most: the limit that its formula begins with."""
    found = _LIMIT.match(share)
    most = float(found["most"]) if found else total
    return (-most if not found or found["sign"] else 0.0), (0.0 if found and found["sign"] else most)


def _grade_at(grades: Sequence[tuple[str, float]], score: float) -> str:
    return max(((least, code) for code, least in grades if least <= score + 1e-9), default=(0.0, ""))[1]


def _ranked(cards: Sequence[PublicCard]) -> tuple[PublicCard, ...]:
    """Places by what is shown: how many are surely above, how many surely below.

    The official order is not told where scores are rounded: a place between two exact scores would give the score back.
    """
    there = [at for at, card in enumerate(cards) if card.telling != "none" and not card.reason]
    found = dict(zip(there, places([(cards[at].low, cards[at].high) for at in there]), strict=True))
    made = [
        replace(card, best=found[at][0], worst=found[at][1]) if at in found else card for at, card in enumerate(cards)
    ]
    last = len(cards) + 1
    return tuple(sorted(made, key=lambda card: (card.best or last, card.worst or last, card.area)))
