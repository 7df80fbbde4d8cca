"""The error of matching that an estimate allows for: assumed, typed in, or from pairs that people have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from statistics import fmean
from typing import Any

from huimin.demography.registration import Linkage
from huimin.findings import Finding, Invalid, Severity

ASSUMED = Linkage(0.99, 0.0005, 0.005, 0.0005)
"""The error of matching that the estimate allows for where nobody has checked a sample: of true pairs 99 per cent found
(standard error 0.5), of the pairs 0.05 per cent false (0.05); the invented lists do a little better."""
_WIDE = 2 * 1.96


def mean_of(errors: Sequence[Linkage]) -> Linkage:
    """One error of matching for several pairs of lists: the means of the rates and of their standard errors."""
    return Linkage(*(fmean(getattr(one, part.name) for one in errors) for part in fields(Linkage)))


def linkage_from_review(found: Any) -> Linkage:
    """The error of matching from a record of a review: ``precision`` and ``recall``, each a number from 0 to 1 or
    ``{value, low, high}`` with the ends of a 95 per cent interval. A recall of ``None`` says that it could not be told:
    then the assumed one stays. ``{reviews: [...]}`` holds several such records, of which the mean is taken.

    Raises:
        Invalid: ``reconcile-review-unreadable``.
    """
    if isinstance(found, Mapping) and isinstance(found.get("reviews"), list) and found["reviews"]:
        return mean_of([linkage_from_review(one) for one in found["reviews"]])
    if isinstance(found, Mapping) and "recall" in found and found["recall"] is None:
        read = linkage_from_review({**found, "recall": 1})
        return replace(ASSUMED, false_share=read.false_share, false_share_error=read.false_share_error)
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
