"""Points and scores: what of a scorecard may be public where the counts behind an item are hidden.

Points are a function of the count, and a score is a sum of points: with all other items published, the score gives the
missing one back, and its points give the count. So an item with a hidden count is withheld, and the score is told only
as exactly as tells nothing at all about any withheld item: exactly, in whole steps, as a grade, or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

STEPS = (5.0, 10.0)
"""A score beside withheld items is rounded to the first of these that gives nothing away."""


@dataclass(frozen=True)
class Item:
    """One item of one area: points earned, the most it can earn, the least (below 0 for a deduction), and whether a
    count behind it is hidden."""

    points: float
    most: float
    hidden: bool
    least: float = 0.0


@dataclass(frozen=True)
class Card:
    """What may be public of one scorecard.

    Attributes:
        items: for each item, whether its points may be shown.
        telling: how the score is told: ``exact``, ``rounded``, ``grade`` or ``withheld``.
        score: the score as it may be shown (None where only the grade is, or nothing).
    """

    items: tuple[bool, ...]
    telling: str
    score: float | None


def protect_card(items: Sequence[Item], score: float, scale: float, grades: Sequence[float], full: float) -> Card:
    """Decide what is shown of a scorecard.

    Args:
        score: as computed; ``scale`` times the sum of the points.
        grades: the least score of each grade, in points of the score.
        full: the greatest score (bonus included, if any).
    """
    shown = [not item.hidden for item in items]
    if all(shown):
        return Card(tuple(shown), "exact", score)
    for step in STEPS:
        rounded = step * float(int(score / step + 0.5))
        if _tells_nothing(items, shown, (rounded - step / 2) / scale, (rounded + step / 2) / scale):
            return Card(tuple(shown), "rounded", rounded)
    low, high = band(score, grades)
    top = inf if high > full else high
    if _tells_nothing(items, shown, low / scale if low > 0 else -inf, top / scale):
        return Card(tuple(shown), "grade", None)
    return Card(tuple(shown), "withheld", None)


def band(score: float, grades: Sequence[float]) -> tuple[float, float]:
    """The least score of the grade that ``score`` is in, and of the next one up (infinite for the best)."""
    low = max((one for one in grades if one <= score), default=0.0)
    return low, min((one for one in grades if one > score), default=inf)


def _tells_nothing(items: Sequence[Item], shown: Sequence[bool], low: float, high: float) -> bool:
    """Whether every withheld item could still have any of its points, given that the sum lies from low to high."""
    known = sum(item.points for item, seen in zip(items, shown, strict=True) if seen)
    closed = [item for item, seen in zip(items, shown, strict=True) if not seen]
    least, most = sum(item.least for item in closed), sum(item.most for item in closed)
    room_low, room_high = low - known, high - known
    return all(
        room_low - (most - item.most) <= item.least + 1e-9 and room_high - (least - item.least) >= item.most - 1e-9
        for item in closed
    )


Range = tuple[float, float]
"""What is told of a score: equal for an exact one; else the least, and the next above the most."""


def places(told: Sequence[Range]) -> list[tuple[int, int]]:
    """The best and the worst place of each area that are possible after what is told of all scores.

    They follow from what is told, and so give nothing more away: these are the ranks that may stand beside withheld
    items. Where all scores are told exactly, both are the official rank; areas that may be equal share their places.
    """
    made = []
    for low, high in told:
        above = sum(one[0] > high or (one[0] == high > low) for one in told)
        below = sum(one[1] < low or (one[0] < one[1] == low) for one in told)
        made.append((above + 1, len(told) - below))
    return made


def given_away_by_order(
    items: Sequence[Sequence[Item]], told: Sequence[Range], order: Sequence[int], scales: Sequence[float]
) -> list[int]:
    """The areas whose withheld items an official order of all areas would narrow down: the audit of ranks.

    An area placed between two exact scores has a score between them, and its sum of points gives the item back.

    Args:
        items: the items of each area.
        told: what is told of each area's score.
        order: the areas from the best score to the worst.
        scales: for each area, score over sum of points.
    """
    found = []
    for at, area in enumerate(order):
        low = max([told[area][0], *(told[one][0] for one in order[at + 1 :])])
        high = min([told[area][1], *(told[one][1] for one in order[:at])])
        shown = [not item.hidden for item in items[area]]
        if not all(shown) and not _tells_nothing(items[area], shown, low / scales[area], high / scales[area]):
            found.append(area)
    return sorted(found)
