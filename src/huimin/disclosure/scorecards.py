"""Points and scores: what of a scorecard may be public where the counts behind an item are hidden.

Points are a function of the count, and a score is made of points: with all other items published, the score gives the
missing one back, and its points give the count. So an item with a hidden count is withheld, and the score is told as
the range that follows from the items that are shown. Readers could work that range out: it tells nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Range = tuple[float, float]
"""What is told of a score: equal for an exact one; else the least, and the next above the most."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of one area.

    Attributes:
        points: earned; None where the item is hidden or did not count.
        most: what it can earn. hidden: whether a count behind it is hidden.
        extra: the least and most of a deduction or bonus; None for an ordinary item.
    """

    points: float | None
    most: float
    hidden: bool = False
    extra: Range | None = None


def score_range(items: Sequence[Item], total: float) -> Range:
    """The least and the most the score can be after the items that are shown.

    A hidden item may count or not, and earn from nothing to all its points; a hidden deduction or bonus may be anything
    up to its limit. ``total`` is what all ordinary items together are scaled to.
    """
    shown = [one for one in items if not one.hidden and one.points is not None]
    hidden = [one for one in items if one.hidden]
    earned = sum(one.points or 0.0 for one in shown if one.extra is None)
    extra = sum(one.points or 0.0 for one in shown if one.extra is not None)
    available = sum(one.most for one in shown if one.extra is None)
    open_ = sum(one.most for one in hidden if one.extra is None)
    whole = available + open_
    if whole <= 0:
        return 0.0, total
    low = earned / whole * total + extra + sum(one.extra[0] for one in hidden if one.extra is not None)
    high = (earned + open_) / whole * total + extra + sum(one.extra[1] for one in hidden if one.extra is not None)
    return max(low, 0.0), min(high, total)


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
