"""What a cost would be if a share that is assumed lay at the end of its range: the people paid, weighed anew.

Whoever has a fact of which a share ``p`` was assumed stands for ``q / p`` people where the share is ``q``, and whoever
has it not for ``(1 - q) / (1 - p)``: importance weights, right on average for the rule as it is, however many facts it
asks. So no people need be drawn again. A total that is known is not weighed: it has no range.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot

import numpy as np

from huimin.benefits.budget.assumed import FactAssumed, Row
from huimin.benefits.budget.facts import lot, outcomes
from huimin.benefits.budget.integers import Floats, Whole
from huimin.benefits.budget.people import NEVER, Simulated
from huimin.benefits.definition import Benefit


def weights(people: Simulated, benefit: Benefit, who: Whole) -> Iterator[tuple[str, Floats, Floats]]:
    """For each fact with a range that a benefit rests on: its code, and the weights (n,) of the people ``who`` at the
    low and at the high end. The facts must have been drawn."""
    for assumed in _rests_on(people, benefit):
        known = any(code == assumed.code for code, _ in people.area.margins)
        if not known and any(row.low is not None or row.high is not None for row in assumed.rows):
            low, high = np.ones(len(who)), np.ones(len(who))
            key = lot(assumed, benefit.subject)
            drawn, rows = people.drawn[key][who], people.rows[key][who]
            for at, row in enumerate(assumed.rows):
                mine = np.flatnonzero(rows == at)
                has = _has(assumed, row, drawn[mine])
                low[mine], high[mine] = (_weights(row, end, has) for end in (row.low, row.high))
            yield assumed.code, low, high


def _rests_on(people: Simulated, benefit: Benefit) -> list[FactAssumed]:
    """The facts that a benefit asks of its subjects, and those on which these rest."""
    found: dict[str, FactAssumed] = {}
    waiting = [one.code for one in benefit.facts if not one.member]
    while waiting:
        code = waiting.pop()
        assumed = people.assumptions.fact(code, benefit.subject)
        if code not in found and assumed is not None:
            found[code] = assumed
            for row in assumed.rows:
                waiting += [other for other, _ in row.where] + ([row.after[0]] if row.after else [])
    return [one for _, one in sorted(found.items()) if lot(one, benefit.subject) in people.drawn]


def _has(assumed: FactAssumed, row: Row, drawn: np.ndarray) -> np.ndarray:
    """Whether somebody has what the range of the row is about."""
    if row.shares is None:
        return np.asarray(drawn != NEVER)
    return np.asarray(drawn == outcomes(assumed).index(next(iter(row.shares))))


def _weights(row: Row, end: float | None, has: np.ndarray) -> Floats:
    share = row.first_share
    if end is None or share is None:
        return np.ones(len(has))
    more = end / share if share > 0 else 1.0
    less = (1 - end) / (1 - share) if share < 1 else 1.0
    return np.where(has, more, less)


def spread(middle: float, ends: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """How far a sum may lie below and above ``middle``: what each fact does alone, as if they erred independently of
    each other (the root of the sum of squares)."""
    below = above = 0.0
    for one, other in ends:
        below = hypot(below, max(middle - min(one, other), 0.0))
        above = hypot(above, max(max(one, other) - middle, 0.0))
    return min(below, middle), above
