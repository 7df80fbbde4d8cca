"""Scenarios: paths of assumptions over time, and the rates that they make.

A scenario says "if this came about, that would follow". None of them is a goal, a forecast, or a wish about how many
children anybody has; a path named ``target`` is named after its arithmetic (a value by a year), not after a policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.ages import Ages
from huimin.demography.faults import fault
from huimin.demography.projection.check import check_years
from huimin.demography.projection.longevity import Family
from huimin.demography.projection.rates import Floats, Rates, Unit
from huimin.demography.projection.schedules import fertility_rates, replacement_tfr
from huimin.demography.projection.survival import lived_of
from huimin.findings import Finding, Invalid, nearest

COLUMNS = ("tfr", "e0_female", "e0_male", "sex_ratio", "migration")
"""What the rows of a scenario of one's own may give, next to ``year``. ``migration`` is a factor on the path given."""

VARIANTS = {"low": -1.0, "medium": 0.0, "high": 1.0}
"""The usual three, as a factor on :func:`variant_gap`."""


def constant(value: float | Floats, steps: int) -> Floats:
    """(..., steps) the same value at every step; ``value`` may have leading axes."""
    return np.repeat(np.asarray(value, dtype=np.float64)[..., None], steps, axis=-1)


def by_year(start: float, value: float, year: int, years: Sequence[int]) -> Floats:
    """(steps,) from ``start`` in the first of ``years`` by a straight line to ``value`` in ``year``, then unchanged.

    :class:`Invalid` where ``year`` does not lie after the first of ``years``.
    """
    if year <= years[0]:
        raise Invalid([fault("projection-target-year", period=str(year), found=year, expected=years[0] + 1)])
    share = (np.asarray(years, dtype=np.float64) - years[0]) / (year - years[0])
    return np.asarray(start + (value - start) * np.clip(share, 0.0, 1.0))


def variant_gap(years: Sequence[int]) -> Floats:
    """(steps,) children per woman by which the United Nations' high and low variants lie off the medium one.

    0.25 in the first five years, 0.40 in the next five, 0.50 from then on (World Population Prospects 2017, Methodology
    of the United Nations Population Estimates and Projections, section on projection variants).
    """
    since = np.asarray(years) - years[0]
    return np.asarray(np.select([since < 5, since < 10], [0.25, 0.40], 0.50))


@dataclass(frozen=True, slots=True, eq=False)
class Assumptions:
    """The paths of one scenario. Leading axes broadcast.

    Attributes:
        years: the first year of each step.
        tfr: (..., steps) children per woman.
        e0: (..., steps, 2) life expectancy at birth of women and men in years.
        sex_ratio: (..., steps) boys per girl at birth.
        pattern: (..., steps, n) or (n,) per cent of the fertility by group from 15.
        migration: (..., steps, 2, ages) net migrants in the unit of ``unit``, or None.
        survival: (..., steps, 2, ages) survival ratios in place of those that life tables have at ``e0``, which then
            only says how long lives are; None for those of the tables.
    """

    years: tuple[int, ...]
    tfr: Floats
    e0: Floats
    sex_ratio: Floats
    pattern: Floats
    migration: Floats | None = None
    unit: Unit = Unit.COUNTS
    survival: Floats | None = None

    def rates(self, tables: Family) -> Rates:
        """The rates of every step, survival taken from ``tables``. :class:`Invalid` where a path cannot be."""
        check_years(self.years, tables.ages.width, "year")
        return Rates(
            tables.ratios_at(self.e0) if self.survival is None else self.survival,
            fertility_rates(self.tfr, self.pattern, tables.ages),
            self.sex_ratio,
            self.migration,
            self.unit,
        )

    def variant(self, name: str) -> Assumptions:
        """The ``low``, ``medium`` or ``high`` variant of these, taken as the medium one."""
        if name not in VARIANTS:
            raise Invalid([_unknown(name, VARIANTS)])
        tfr = np.maximum(self.tfr + VARIANTS[name] * variant_gap(self.years), 0.0)
        return replace(self, tfr=tfr)

    def unchanged(self) -> Assumptions:
        """Fertility, mortality and the sex ratio at birth stay as they are in the first step."""
        return replace(
            self.constant_fertility().constant_mortality(),
            sex_ratio=np.repeat(self.sex_ratio[..., :1], len(self.years), axis=-1),
        )

    def constant_fertility(self) -> Assumptions:
        """Fertility stays as it is in the first step; everything else goes on."""
        return replace(self, tfr=np.repeat(self.tfr[..., :1], len(self.years), axis=-1))

    def constant_mortality(self) -> Assumptions:
        """Mortality stays as it is in the first step; everything else goes on."""
        held = None if self.survival is None else np.repeat(self.survival[..., :1, :, :], len(self.years), axis=-3)
        return replace(self, e0=np.repeat(self.e0[..., :1, :], len(self.years), axis=-2), survival=held)

    def zero_migration(self) -> Assumptions:
        """Nobody comes or leaves."""
        return replace(self, migration=None)

    def replacement(self, tables: Family) -> Assumptions:
        """Fertility at which each woman has one surviving daughter from the first step on: the yardstick of
        :func:`replacement_tfr`, which shows what today's age structure alone does to growth. It is no goal.
        """
        given = self.survival
        lived = tables.at(self.e0).person_years if given is None else lived_of(given, tables.ages.width)
        return replace(self, tfr=replacement_tfr(self.pattern, lived, self.sex_ratio, tables.ages))

    def with_rows(self, rows: Iterable[Mapping[str, str]], ages: Ages) -> Assumptions:
        """These with the paths that parsed csv rows give: a row a step, ``year`` and any of :data:`COLUMNS`.

        :class:`Invalid` with every column that is not known, number that cannot be read, and year that is missing or
        out of order, each with its line (the header is line 1).
        """
        years, given = read_rows(rows, ages.width)
        if years != self.years:
            raise Invalid([fault("projection-years-differ", "year", found=_span(years), expected=_span(self.years))])
        made = replace(self, tfr=given.get("tfr", self.tfr), sex_ratio=given.get("sex_ratio", self.sex_ratio))
        e0 = [given.get(f"e0_{sex}", self.e0[..., i]) for i, sex in enumerate(("female", "male"))]
        made = replace(made, e0=np.stack(np.broadcast_arrays(*e0), axis=-1))
        factor = given.get("migration")
        if factor is not None and self.migration is not None:
            made = replace(made, migration=self.migration * factor[:, None, None])
        return made


def read_rows(rows: Iterable[Mapping[str, str]], step: int) -> tuple[tuple[int, ...], dict[str, Floats]]:
    """Years and paths of parsed csv rows; see :meth:`Assumptions.with_rows`."""
    rows, faults = list(rows), []
    columns = [name for name in (rows[0] if rows else {}) if name != "year"]
    faults += [_unknown(name, COLUMNS) for name in columns if name not in COLUMNS]
    if not rows or "year" not in rows[0]:
        faults.append(fault("projection-rows-without-years", "year"))
        raise Invalid(faults)
    numbers = {
        name: [_number(row.get(name, ""), name, i + 2, faults) for i, row in enumerate(rows)] for name in columns
    }
    years = [_number(row.get("year", ""), "year", i + 2, faults) for i, row in enumerate(rows)]
    if faults:
        raise Invalid(faults)
    whole = tuple(int(year) for year in years)
    check_years(whole, step, "year")
    return whole, {name: np.array(values) for name, values in numbers.items()}


def _number(text: str, column: str, line: int, faults: list[Finding]) -> float:
    try:
        value = float(text)
    except (TypeError, ValueError):
        value = np.nan
    if not np.isfinite(value):
        faults.append(fault("projection-number-unreadable", column, found=str(text), row=line))
    return value


def _unknown(name: str, options: Iterable[str]) -> Finding:
    known = list(options)
    return fault(
        "projection-name-unknown", name, found=name, nearest=nearest(name, known) or "", options=", ".join(known)
    )


def _span(years: Sequence[int]) -> str:
    return f"{years[0]}-{years[-1]} ({len(years)})" if years else ""
