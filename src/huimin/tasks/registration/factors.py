"""Factors for the assessment, from an estimate of completeness: what the registered number must be multiplied by."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from huimin.demography.registration.two_lists import PROMISED
from huimin.figures.periods import Period
from huimin.tasks.registration.estimating import Estimated, Spot


def corrected_factors(found: Estimated, element: str, period: Period) -> Iterator[dict[str, str]]:
    """Rows of ``adjustments/`` that a named person may adopt: all / registered, area by area.

    Nobody has decided them yet: ``decided_by`` and ``decided_on`` are empty. Only what is promised is proposed, and
    only where the interval has both ends; the file's names of areas must be the tree's keys.

    Args:
        element: the code of the element that the register counts. period: the months that the lists speak for.
    """
    for place in found.places or (found.whole,):
        ends = (place.unreported.value, place.unreported.low, place.unreported.high)
        if place.area and place.promise == PROMISED and all(np.isfinite(one) and one < 1 for one in ends):
            yield _row(place, found.register, element, period)


def _row(place: Spot, register: str, element: str, period: Period) -> dict[str, str]:
    factor, low, high = (
        f"{1 / (1 - one):.6g}" for one in (place.unreported.value, place.unreported.low, place.unreported.high)
    )
    counts = f"{place.register:,.0f}", f"{place.total.value:,.0f}"
    return {
        "kind": "corrected", "area": place.area, "element": element, "from": period.code, "to": period.code,
        "factor": factor, "low": low, "high": high,
        "basis_zh": f"名单比对：{register}登记{counts[0]}，估计实有{counts[1]}",
        "basis_en": f"comparison of lists: {counts[0]} in {register}, {counts[1]} estimated",
        "decided_by": "", "decided_on": "",
    }  # fmt: skip
