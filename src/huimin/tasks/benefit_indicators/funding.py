"""Matching funds in full: what each level owes for the rolls of a month, and how much of that has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from huimin.benefits.payments import Entry
from huimin.tasks.pay.ports import Moved, Receipt

_SIGNS = {Entry.OBLIGATION: 1, Entry.CANCELLED: -1, Entry.OVERPAID: -1}
Sums = dict[str, tuple[int, int | None]]


def funds_by_area(moved: Iterable[Moved], receipts: Iterable[Receipt], above: Callable[[str], str | None]) -> Sums:
    """Area -> fen due, and fen of it that came; None: money came without saying for which area.

    Every level counts up to what it owes: more from one level does not make up for another that sent nothing.

    Args:
        above: key of an area -> the area under which it counts; None: nowhere.
    """
    due: dict[str, dict[str, int]] = {}
    for one in moved:
        area = above(one.area)
        if area is not None and one.entry in _SIGNS:
            levels = due.setdefault(area, {})
            levels[one.level] = levels.get(one.level, 0) + _SIGNS[one.entry] * one.fen
    came: dict[str, dict[str, int]] = {}
    for receipt in receipts:
        area = above(receipt.area) if receipt.area else None
        if area is None:
            return {key: (_whole(levels), None) for key, levels in due.items()}
        levels = came.setdefault(area, {})
        levels[receipt.level] = levels.get(receipt.level, 0) + receipt.fen
    return {
        key: (_whole(levels), sum(min(max(fen, 0), came.get(key, {}).get(level, 0)) for level, fen in levels.items()))
        for key, levels in due.items()
    }


def _whole(levels: dict[str, int]) -> int:
    return sum(max(fen, 0) for fen in levels.values())
