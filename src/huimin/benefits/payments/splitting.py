"""Who pays which fen: shares of an amount in whole fen, whose sum is the amount.

Odd fen go by the method of the largest remainder (Hamilton): every level gets the whole fen of its share, and what is
left over goes one by one to the largest remainders; where they are alike, to the level named first.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from huimin.benefits.money import shared

Parts = tuple[tuple[str, Fraction], ...]
"""The share of each level, in the order in which the benefit names them; together 1."""
Amounts = tuple[tuple[str, int], ...]
"""The fen of each level that has any."""


@lru_cache(maxsize=65536)
def split(fen: int, parts: Parts) -> Amounts:
    """An amount (0 or more) by level; levels that get nothing are left out.

    Raises:
        ValueError: the shares do not add up to 1, or the amount is below 0.
    """
    if fen < 0:
        raise ValueError(fen)
    return tuple((level, paid) for level, paid in shared(fen, dict(parts)).items() if paid)


def proportional(fen: int, remaining: Mapping[str, int]) -> Amounts:
    """A part of what remains, by level: no level gives more than it has left, and the whole leaves exactly nothing.

    Args:
        fen: 0 up to all that remains.
        remaining: the fen of each level that remain.

    Raises:
        ValueError: more is wanted than remains.
    """
    whole = sum(remaining.values())
    if not 0 <= fen <= whole or min(remaining.values(), default=0) < 0:
        raise ValueError(fen)
    if not fen:
        return ()
    return split(fen, tuple((level, Fraction(left, whole)) for level, left in remaining.items()))
