"""The answer as plain data: rows for a table, a record for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from huimin.tasks.registration.estimating import Estimated, Middle, Spot
from huimin.tasks.registration.words import sentences

COLUMNS = (
    "area", "register", "others", "both", "total", "total_low", "total_high", "unreported", "unreported_low",
    "unreported_high", "own_total", "own_low", "own_high", "promise",
)  # fmt: skip
"""Columns of a table: counts, the total with its interval, the unreported share (0 to 1), the area by itself."""


def registration_rows(found: Estimated) -> Iterator[dict[str, Any]]:
    """A row for all areas together (``area`` ``*`` where there are several), then one an area."""
    yield _row(found.whole, "*" if len(found.counted.areas) > 1 else found.whole.area)
    for place in found.places:
        yield _row(place, place.area)


def _row(place: Spot, area: str) -> dict[str, Any]:
    counts = [area, place.register, place.others, place.both]
    values = [*counts, *_three(place.total), *_three(place.unreported), *_three(place.own_total), place.promise]
    return dict(zip(COLUMNS, (_plain(one) for one in values), strict=True))


def _three(middle: Middle) -> tuple[float, float, float]:
    return middle.value, middle.low, middle.high


def _plain(value: Any) -> Any:
    """Whole where it is whole, six figures else; None where not known or without an end."""
    if isinstance(value, str):
        return value
    if not np.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else float(f"{value:.6g}")


def registration_record(found: Estimated, lang: str) -> dict[str, Any]:
    """Everything for programs: lists, rows, models, what would follow from dependence, and the sentences."""
    names = found.counted.histories.names
    models = found.models.models if found.models is not None else ()
    return {
        "lists": list(names), "register": found.register, "confidence": found.wish.confidence,
        "places": list(registration_rows(found)),
        "models": [{
            "model": one.name(names), "total": _plain(one.total), "low": _plain(one.low), "high": _plain(one.high),
            "g2": _plain(one.g2), "df": one.df, "p_value": _plain(one.p_value), "aicc": _plain(one.aicc),
            "stands": one.stands,
        } for one in models],
        "if_tied": [{"odds_ratio": odds, **_row(place, place.area or "*")} for odds, place in found.if_tied],
        "words": sentences(found, lang),
    }  # fmt: skip
