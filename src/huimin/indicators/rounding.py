"""Rounding for readers: half up, in decimal, at the edge only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

SIGNIFICANT = 12


@cache
def _unit(places: int) -> Decimal:
    """One unit of the last decimal kept."""
    return Decimal(1).scaleb(-places)


def round_half_up(value: float, places: int) -> Decimal:
    """Round to ``places`` decimals, halves away from zero.

    The number is first taken to 12 significant digits, so that what was meant as 12.345 but is stored a hair below
    it rounds up as a person expects, and so that two engines which differ in the last bit print the same digits.
    """
    exact = Decimal(format(value, f".{SIGNIFICANT}g"))
    rounded = exact.quantize(_unit(places), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)  # never “-0.00”


@lru_cache(maxsize=8192)
def show(value: float | None, style: str = "number", places: int = 2) -> str:
    """A value as readers see it: ``85.30%``, ``7.90‰`` or ``1,204.5``; an en dash where there is none."""
    if value is None or value != value:
        return "–"
    scale, sign = {"percent": (100, "%"), "permille": (1000, "‰")}.get(style, (1, ""))
    return f"{round_half_up(value * scale, places):,}{sign}"


def plain(value: float | None) -> str:
    """A figure without needless decimals: ``1,204`` or ``3,600.5``."""
    if value is None or value != value:
        return "–"
    if abs(value) < 1e12 and value == int(value):  # counts, the most common case by far
        return f"{int(value):,}"
    text = f"{round_half_up(value, 6):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
