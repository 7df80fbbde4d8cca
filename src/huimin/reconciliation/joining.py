"""Three lists: the pairs of each two put together, one record of each list at most for a child."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import Rows, others

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Children:
    """The children of all lists together.

    Attributes:
        rows: (children, lists) the row of each child in each list, -1 where the list has none.
        at_odds: pairs that were left out because another pair had joined one of them to somebody else.
    """

    rows: NDArray[np.int64]
    at_odds: int

    @property
    def held(self) -> NDArray[np.bool_]:
        """(children, lists): which list holds whom."""
        return np.asarray(self.rows != NOBODY)


def join_pairs(sizes: tuple[Rows, ...], pairs: dict[tuple[int, int], tuple[Rows, Rows]]) -> Children:
    """Children from the pairs of every two lists.

    Pairs with the first list count first. A pair of the second and third list then joins two that have no partner yet,
    or brings to a child the one record it lacks.

    Args:
        sizes: for each list the rows that count (no duplicates).
        pairs: the rows of each pair of lists (i < j).
    """
    lists = len(sizes)
    first = sizes[0]
    rows = np.full((len(first), lists), NOBODY, np.int64)
    rows[:, 0] = first
    for other in range(1, lists):
        one, two = pairs[0, other]
        rows[np.searchsorted(first, one), other] = two
    at_odds = 0
    for (left, right), (one, two) in sorted(pairs.items()):
        if left > 0:
            rows, odd = _third(rows, left, right, one, two)
            at_odds += odd
    missing = [others(sizes[at], rows[rows[:, at] != NOBODY, at]) for at in range(1, lists)]
    for at, alone in enumerate(missing, 1):
        more = np.full((len(alone), lists), NOBODY, np.int64)
        more[:, at] = alone
        rows = np.concatenate([rows, more])
    return Children(rows, at_odds)


def _third(rows: NDArray[np.int64], left: int, right: int, one: Rows, two: Rows) -> tuple[NDArray[np.int64], int]:
    """The pairs of two lists other than the first, laid over the children there are."""
    at_one, at_two = _home(rows[:, left], one), _home(rows[:, right], two)
    fresh = (at_one < 0) & (at_two < 0)
    bring_two = (at_one >= 0) & (at_two < 0)
    bring_two &= rows[at_one, right] == NOBODY
    bring_one = (at_one < 0) & (at_two >= 0)
    bring_one &= rows[at_two, left] == NOBODY
    rows = rows.copy()
    rows[at_one[bring_two], right] = two[bring_two]
    rows[at_two[bring_one], left] = one[bring_one]
    more = np.full((int(fresh.sum()), rows.shape[1]), NOBODY, np.int64)
    more[:, left], more[:, right] = one[fresh], two[fresh]
    agreed = (at_one >= 0) & (at_one == at_two)
    odd = len(one) - int((fresh | bring_two | bring_one | agreed).sum())
    return np.concatenate([rows, more]), odd


def _home(column: NDArray[np.int64], wanted: Rows) -> NDArray[np.int64]:
    """Where each wanted row stands in a column, -1 for nowhere."""
    order = np.argsort(column, kind="stable")
    at = np.searchsorted(column, wanted, sorter=order)
    at = np.minimum(at, len(column) - 1)
    found = order[at] if len(column) else np.zeros(len(wanted), np.int64)
    return np.where(column[found] == wanted, found, -1) if len(column) else np.full(len(wanted), -1)
