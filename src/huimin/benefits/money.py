"""Money as whole fen: read exactly, divided by stated rounding, shared out without losing a fen.

No amount is ever a binary fraction: 16,777,217.01 yuan are 1,677,721,701 fen and stay so.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

FEN = 100
MOST = 10**13
"""The most fen an amount may have (100 billion yuan): products with the days of a year stay within 64 bits."""
UNITS = {"fen": 1, "jiao": 10, "yuan": 100}
WAYS = ("half_up", "down", "up")
Money = TypeVar("Money", int, NDArray[np.int64])


def fen_of(yuan: Any) -> int | None:
    """Whole fen of an amount in yuan as written (``3600``, ``"16777217.01"``); None where it is no such amount."""
    if isinstance(yuan, bool):
        return None
    try:
        fen = Decimal(str(yuan).replace(",", "").strip()) * FEN
    except InvalidOperation:
        return None
    return int(fen) if fen.is_finite() and fen == fen.to_integral_value() and abs(fen) <= MOST else None


def yuan_text(fen: int) -> str:
    """``3,600`` or ``16,777,217.01``: thousands apart, fen only where there are some."""
    whole, rest = divmod(abs(fen), FEN)
    return f"{'−' if fen < 0 else ''}{whole:,}" + (f".{rest:02d}" if rest else "")


def divided(total: Money, parts: int, way: str = "half_up", unit: int = 1) -> Money:
    """``total / parts`` in fen, rounded to whole multiples of ``unit`` fen: integers all the way.

    Args:
        total: fen, 0 or more; a number or a column.
        parts: 1 or more.
        way: one of :data:`WAYS`; a half goes up.
    """
    divisor = parts * unit
    match way:
        case "down":
            return total // divisor * unit
        case "up":
            return -(-total // divisor) * unit
        case _:
            return (total * 2 + divisor) // (divisor * 2) * unit


def shared(fen: int, shares: Mapping[str, Fraction]) -> dict[str, int]:
    """The fen that each level pays; together exactly ``fen``.

    Each gets the whole fen of its share; what is left over goes one by one to the largest remainders, levels named
    earlier first.

    Raises:
        ValueError: the shares do not add up to 1.
    """
    if sum(shares.values()) != 1:
        raise ValueError(shares)
    exact = {level: fen * share for level, share in shares.items()}
    paid = {level: int(amount // 1) for level, amount in exact.items()}
    order = sorted(exact, key=lambda level: paid[level] - exact[level])
    for level in order[: fen - sum(paid.values())]:
        paid[level] += 1
    return paid
