"""The error of matching that an estimate allows for: assumed, typed in, or from pairs that people have read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huimin.demography.registration import Linkage
from huimin.findings import Finding, Invalid, Severity

_WIDE = 2 * 1.96


def linkage_from_review(found: Any) -> Linkage:
    """The error of matching from a record of a review: ``precision`` and ``recall``, each a number from 0 to 1 or
    ``{value, low, high}`` with the ends of a 95 per cent interval.

    Raises:
        Invalid: ``reconcile-review-unreadable``.
    """
    rates = []
    for name in ("precision", "recall"):
        told = found.get(name) if isinstance(found, Mapping) else None
        parts = told if isinstance(told, Mapping) else {"value": told}
        ends: list[Any] = [parts.get(one, parts.get("value")) for one in ("value", "low", "high")]
        if not all(isinstance(one, int | float) and not isinstance(one, bool) and 0 <= one <= 1 for one in ends):
            raise Invalid([Finding("reconcile-review-unreadable", Severity.ERROR, facts={"item": name})])
        rates.append([float(one) for one in ends])
    (true, true_low, true_high), (hit, hit_low, hit_high) = rates
    if not hit:
        raise Invalid([Finding("reconcile-review-unreadable", Severity.ERROR, facts={"item": "recall"})])
    return Linkage(hit, min(0.999, 1 - true), (hit_high - hit_low) / _WIDE, (true_high - true_low) / _WIDE)
