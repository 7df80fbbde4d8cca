"""Values against the year before, and values that lie far from all others: what readers are told beside a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from huimin.findings import Finding, Place, Severity
from huimin.indicators.changes import change, out_of_line
from huimin.indicators.definitions import Indicator
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.values import SHOWN


class Moved(NamedTuple):
    """By how much a value differs from the year before; ``sure``: more than chance explains, None: cannot be said."""

    difference: float
    sure: bool | None


def year_before(site: Site, one: Indicator, year: str) -> dict[str, Moved]:
    """By area, for the areas whose value is shown in both years."""
    now, then = (site.by_indicator.get((one.code, code), {}) for code in (year, str(int(year) - 1)))
    areas = [key for key, value in now.items() if value.mark == SHOWN and key in then and then[key].mark == SHOWN]
    if not areas:
        return {}
    sides = [[np.array([_number(getattr(side[key], part)) for key in areas]) for part in ("numerator", "denominator")]
             for side in (now, then)]  # fmt: skip
    sure = change(one.kind, (sides[0][0], sides[0][1]), (sides[1][0], sides[1][1]), one.per).sure
    return {
        key: Moved((now[key].value or 0.0) - (then[key].value or 0.0), None if np.isnan(one_sure) else bool(one_sure))
        for key, one_sure in zip(areas, sure.tolist(), strict=True)
    }


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def outliers(site: Site) -> dict[tuple[str, str], frozenset[str]]:
    """(indicator, period) -> areas whose value lies so far from the others of its level that a slip is likelier."""
    made: dict[tuple[str, str], frozenset[str]] = {}
    for (code, period), values in site.by_indicator.items():
        levels: dict[str, list[str]] = {}
        for key in values:
            levels.setdefault(site.level(key), []).append(key)
        found = {key for keys in levels.values() for key in _far(keys, [values[key].value for key in keys])}
        if found:
            made[code, period] = frozenset(found)
    return made


def _far(keys: list[str], values: list[float | None]) -> Iterator[str]:
    far = out_of_line(np.array([_number(value) for value in values]))
    return (key for key, is_far in zip(keys, far.tolist(), strict=True) if is_far)


def strange(site: Site) -> list[Finding]:
    """Findings for whoever publishes: values far from all others, areas without any number in the last year."""
    found = [
        Finding("open-data-out-of-line", Severity.WARNING, Place(area=key, period=period, element=code),
                {"value": site.by_indicator[code, period][key].value or 0.0})
        for (code, period), keys in sorted(outliers(site).items()) for key in sorted(keys)
    ]  # fmt: skip
    if site.years:
        year = site.years[-1]
        found += [Finding("open-data-area-empty", Severity.WARNING, Place(area=key, period=year))
                  for key in site.areas if is_empty(site, key, year)]  # fmt: skip
    return found


def is_empty(site: Site, key: str, year: str) -> bool:
    """Whether nothing at all was reported of an area in a year."""
    return not any(value.mark != "O" for value in site.by_area.get((key, year), {}).values())
