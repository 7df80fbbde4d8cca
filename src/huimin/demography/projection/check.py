"""Input that cannot be right is told before anything is computed: every fault, where it is, what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huimin.demography.ages import SEXES, SEXES_ZH, Ages
from huimin.demography.faults import fault, located
from huimin.demography.projection.rates import Floats, Rates
from huimin.findings import Finding, Invalid

MOST = 20
"""Faults of one kind that are told one by one."""


def check_inputs(population: Floats, rates: Rates, ages: Ages, first_year: int = 0) -> None:
    """:class:`Invalid` with every fault of a projection's input; see :func:`huimin.demography.projection.project`."""
    faults = _shape_faults(population, rates, ages)
    if not faults:
        faults = [*_people_faults(population, ages, first_year), *_rate_faults(rates, ages, first_year)]
    if faults:
        raise Invalid(faults)


def check_not_negative(population: Floats, ages: Ages, first_year: int) -> None:
    """:class:`Invalid` where a projected group holds fewer than no people: more leave than there are."""
    if population.size and population.min() < 0.0:
        bad = population < 0.0
        # Once too few, a cohort stays so: only the step in which it came about is told.
        bad[..., 1:, :, 1:] &= ~bad[..., :-1, :, :-1].copy()
        raise Invalid(_told("projection-more-leave-than-are", "migration", bad, population, ages, first_year, "sa"))


def check_years(years: Sequence[int], step: int, element: str = "") -> None:
    """:class:`Invalid` where years do not follow each other ``step`` by ``step``."""
    faults = [
        fault("projection-years-skip", element, str(year), found=year, expected=last + step)
        for last, year in pairwise(years)
        if year != last + step
    ]
    if faults:
        raise Invalid(faults)


def _shape_faults(population: Floats, rates: Rates, ages: Ages) -> list[Finding]:
    """Arrays whose axes do not fit each other."""
    steps, count = rates.steps if rates.survival.ndim > 2 else 0, ages.count
    expected: list[tuple[str, tuple[int, ...], list[tuple[int, ...]]]] = [
        ("population", population.shape[-2:], [(2, count)]),
        ("survival", rates.survival.shape[-3:], [(steps, 2, count), (steps, 2, count + 1)]),
        ("fertility", rates.fertility.shape[-2:], [(steps, count)]),
        ("sex_ratio", rates.sex_ratio.shape[-1:], [(steps,)]),
    ]
    if rates.migration is not None:
        expected.append(("migration", rates.migration.shape[-3:], [(steps, 2, count)]))
    return [
        fault("projection-shape", name, found=str(found), expected=" / ".join(map(str, allowed)))
        for name, found, allowed in expected
        if found not in allowed
    ]


def _people_faults(population: Floats, ages: Ages, first_year: int) -> list[Finding]:
    if population.size and population.min() >= 0.0 and np.isfinite(population.max()):
        return []
    bad = ~((population >= 0.0) & np.isfinite(population))
    return _told("projection-population-impossible", "population", bad[..., None, :, :], population[..., None, :, :],
                 ages, first_year, "sa")  # fmt: skip


def _rate_faults(rates: Rates, ages: Ages, first_year: int) -> list[Finding]:
    """Rates outside the values that they can have."""
    looked: list[tuple[str, str, Floats | None, float, float, str]] = [
        ("projection-survival-impossible", "survival", rates.survival, 0.0, 1.0, "sa"),
        ("projection-fertility-impossible", "fertility", rates.fertility, 0.0, 1.0, "a"),
        ("projection-sex-ratio-impossible", "sex_ratio", rates.sex_ratio, 0.5, 2.0, ""),
        ("projection-migration-unknown", "migration", rates.migration, -np.inf, np.inf, "sa"),
    ]
    faults: list[Finding] = []
    for code, element, values, low, high, axes in looked:
        if values is None or not values.size or (values.min() >= low and values.max() <= high):
            continue
        bad = ~((values >= low) & (values <= high))
        faults += _told(code, element, bad, values, ages, first_year, axes)
    return faults


def _told(
    code: str, element: str, bad: NDArray[np.bool_], values: Floats, ages: Ages, first_year: int, axes: str
) -> list[Finding]:
    """A finding for each of the first bad places; ``axes`` says which of sex and age follow the axis of steps."""
    places = np.argwhere(bad)
    faults = [_one(code, element, at, values, ages, first_year, axes) for at in places[:MOST]]
    if len(places) > MOST:
        faults.append(fault("projection-faults-more", element, kind=code, count=len(places), told=MOST))
    return faults


def _one(
    code: str, element: str, at: NDArray[np.intp], values: Floats, ages: Ages, first_year: int, axes: str
) -> Finding:
    where = at.tolist()
    inner = where[len(where) - len(axes) :] if axes else []
    step = where[len(where) - len(axes) - 1]
    sex = inner[0] if "s" in axes else None
    return fault(
        code,
        located(element, where[: len(where) - len(axes) - 1]),
        str(first_year + step * ages.width),
        found=float(values[tuple(where)]),
        sex="" if sex is None else SEXES[sex],
        sex_zh="" if sex is None else SEXES_ZH[sex],
        age=ages.label(min(inner[-1], ages.count - 1)) if "a" in axes else "",
    )
