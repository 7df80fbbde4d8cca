"""The assumptions of each scenario, year by year, for all areas at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.projection import (
    Ages,
    Assumptions,
    Family,
    Unit,
    by_year,
    lived_of,
    survival_from_mx,
)
from huimin.demography.projection.trajectories import DoubleLogistic
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.project import schedules
from huimin.tasks.project.basis import TARGETS, Basis, Floats, Given, Own, Target, fault, unknown_name
from huimin.tasks.project.limits import check_levels, check_reach
from huimin.tasks.project.yearly import ByYear

SCENARIOS: dict[str, tuple[str, str]] = {
    "constant": ("保持不变", "constant"),
    "target": ("目标值", "target values"),
    "low": ("低方案", "low"),
    "medium": ("中方案", "medium"),
    "high": ("高方案", "high"),
    "replacement": ("更替水平", "replacement"),
    "zero-migration": ("无迁移", "zero migration"),
    "csv": ("文件所列分年率", "rates by year from files"),
}
"""Scenarios by name with their words. Each says what would follow if it came about; none is a goal."""

USUAL = ("medium", "constant")


@dataclass(frozen=True, eq=False)
class Frame:
    """What all scenarios share: the years of the steps and the life tables.

    Attributes:
        basis: people, levels and rates.
        years: the first year of each step.
        ages: the groups.
        family: survival by life expectancy.
        start_e0: (areas, 2) life expectancy in the first year.
        held: survival was given as it is and stays.
    """

    basis: Basis
    years: tuple[int, ...]
    ages: Ages
    family: Family
    start_e0: Floats
    held: bool

    def migrants(self, per_thousand: Floats) -> Floats:
        """(areas, steps, 2, ages) net migrants in each step at levels (areas, steps) per 1,000 of the first year."""
        size = self.basis.people.counts.sum(axis=(-1, -2))
        pattern = schedules.migration_pattern(self.ages)
        scaled = per_thousand / 1000.0 * size[:, None] * self.ages.width
        return np.asarray(scaled[..., None, None] * pattern)

    def shared_out(self, net: Floats) -> Floats:
        """(areas, steps, 2, ages) net migrants in each step, from those a year of all (steps, 2, ages), by size."""
        size = self.basis.people.counts.sum(axis=(-1, -2))
        each = size / size.sum() if size.sum() else size
        return np.asarray(each[:, None, None, None] * net * self.ages.width)


def frame(basis: Basis, last_year: int) -> Frame:
    """The frame of a projection to ``last_year``.

    Raises:
        Invalid: levels that are not said or cannot be, rates that cannot be, a last year that no step ends in.
    """
    ages, first = basis.people.ages, basis.people.year
    steps, rest = divmod(last_year - first, ages.width)
    if steps < 1 or rest or steps * ages.width > 150:
        raise Invalid([
            fault("project-last-year", found=last_year, expected=first + ages.width, step=ages.width, most=first + 150)
        ])  # fmt: skip
    given, years = basis.given, tuple(range(first, last_year, ages.width))
    if given.survival is not None:
        check_levels(basis, ("tfr",))
        tables = _held(given.survival, ages)
        e0 = np.broadcast_to(tables.person_years[0].sum(axis=-1), (len(basis.levels), 2))
        return Frame(basis, years, ages, tables, e0, True)
    own = None if given.mx is None else survival_from_mx(given.mx, ages).e0
    mx = schedules.mortality(ages) if given.mx is None else given.mx
    family = schedules.tables(mx, ages)
    check_levels(basis, ("tfr", "e0_female", "e0_male") if own is None else ("tfr",))
    e0 = np.stack([basis.level("e0_female"), basis.level("e0_male")], axis=-1)
    e0 = e0 if own is None else np.where(np.isnan(e0), own, e0)
    check_reach(basis, e0, family)
    return Frame(basis, years, ages, family, e0, False)


def _held(survival: Floats, ages: Ages) -> Family:
    """Survival that is the same at every life expectancy."""
    lived = lived_of(survival, ages.width)
    return Family(ages, np.array([0.0, 200.0]), np.stack([survival, survival]), np.stack([lived, lived]))


def start(shared: Frame) -> Assumptions:
    """Everything as in the first year, for every step."""
    basis, steps, ages = shared.basis, len(shared.years), shared.ages

    def flat(values: Floats) -> Floats:
        return np.repeat(values[:, None], steps, axis=1)

    e0 = np.repeat(shared.start_e0[:, None, :], steps, axis=1)
    migration = shared.migrants(flat(basis.level("net_migration")))
    if basis.given.migration is not None:
        migration = shared.shared_out(np.repeat(basis.given.migration[None], steps, axis=0))
    return Assumptions(
        shared.years, flat(basis.level("tfr")), e0, flat(basis.level("sex_ratio")), _patterns(basis, ages), migration,
        Unit.COUNTS,
    )  # fmt: skip


def _patterns(basis: Basis, ages: Ages) -> Floats:
    """(n,) or (areas, 1, n) per cent of fertility by age."""
    if basis.given.pattern is not None:
        return basis.given.pattern
    return np.stack([schedules.fertility_pattern(ages, mean)[None] for mean in basis.level("mean_age")])


def with_targets(shared: Frame, base: Assumptions, targets: Iterable[Target]) -> Assumptions:
    """``base`` with straight lines to each target, held from then on."""
    for name, chosen in _grouped(targets).items():
        if name.startswith("e0") and shared.held:
            raise Invalid([fault("project-target-without-tables", name=name)])
        if name == "net_migration":
            level = _line(shared.basis.level(name), chosen, shared.years)
            base = replace(base, migration=shared.migrants(level))
        elif name in ("tfr", "sex_ratio"):
            path = _line(getattr(base, name)[:, 0], chosen, shared.years)
            base = replace(base, tfr=path) if name == "tfr" else replace(base, sex_ratio=path)
        else:
            sex, e0 = int(name == "e0_male"), base.e0.copy()
            e0[..., sex] = _line(e0[:, 0, sex], chosen, shared.years)
            base = replace(base, e0=e0)
    return base


def _grouped(targets: Iterable[Target]) -> dict[str, list[Target]]:
    found: dict[str, list[Target]] = {}
    faults: list[Finding] = []
    for one in targets:
        if one.name not in TARGETS:
            faults.append(unknown_name("project-name-unknown", one.name, TARGETS))
        found.setdefault(one.name, []).append(one)
    if faults:
        raise Invalid(faults)
    return {name: sorted(some, key=lambda one: one.year) for name, some in found.items()}


def _line(begin: Floats, targets: Sequence[Target], years: Sequence[int]) -> Floats:
    """(areas, steps) from ``begin`` (areas,) through the targets."""
    for one in targets:
        by_year(0.0, one.value, one.year, years)  # tells a year that does not lie ahead
    x = [years[0], *(one.year for one in targets)]
    return np.array([np.interp(years, x, [value, *(one.value for one in targets)]) for value in begin])


def rising(shared: Frame, base: Assumptions) -> Assumptions:
    """``base`` with life expectancy that goes on rising: women by the double logistic of Raftery and others (2013), men
    at the gap of the first year. Where survival was given as it is, it stays.
    """
    if shared.held:
        return base
    e0, gain = base.e0.copy(), DoubleLogistic()
    for step in range(1, len(shared.years)):
        before = e0[:, step - 1, 0]
        e0[:, step, 0] = np.minimum(before + gain.gain(before) * shared.ages.width / 5.0, shared.family.levels[-1])
        e0[:, step, 1] = e0[:, step, 0] - (e0[:, 0, 0] - e0[:, 0, 1])
    return replace(base, e0=e0)


def medium(shared: Frame, targets: Sequence[Target]) -> Assumptions:
    """The medium scenario: targets where there are any, else fertility as it is and life expectancy that rises."""
    return with_targets(shared, rising(shared, start(shared)), targets)


def assumptions(shared: Frame, name: str, targets: Sequence[Target], owns: Sequence[Own] = ()) -> Assumptions:
    """The paths of one scenario.

    Raises:
        Invalid: a scenario that is not known, ``target`` without a target, faults of a scenario of one's own.
    """
    for own in owns:
        if own.name == name:
            return _own(shared, own, targets)
    if name not in SCENARIOS:
        raise Invalid([unknown_name("project-scenario-unknown", name, [*SCENARIOS, *(own.name for own in owns)])])
    if name == "constant":
        return start(shared)
    if name == "target":
        if not targets:
            raise Invalid([fault("project-target-missing", options=", ".join(TARGETS))])
        return with_targets(shared, start(shared), targets)
    middle = medium(shared, targets)
    if name == "csv":
        return by_files(shared, middle)
    if name == "replacement":
        return middle.replacement(shared.family)
    return middle.zero_migration() if name == "zero-migration" else middle.variant(name)


def by_files(shared: Frame, base: Assumptions) -> Assumptions:
    """``base`` with the rates by age that files give year by year, which are taken as they are, for every area.

    A step of several years has the mean of its years' rates; the last year's hold from then on.

    Raises:
        Invalid: ``project-csv-missing`` where no file has years.
    """
    yearly, ages, areas = shared.basis.given.yearly, shared.ages, len(shared.basis.levels)
    if not yearly:
        raise Invalid([fault("project-csv-missing")])

    def over(one: ByYear) -> Floats:
        return one.over(shared.years, ages.width)

    def everywhere(values: Floats) -> Floats:
        return np.broadcast_to(values, (areas, *values.shape))

    if yearly.fertility is not None:
        tfr, pattern = schedules.level_and_pattern(over(yearly.fertility), ages)
        base = replace(base, tfr=everywhere(tfr), pattern=everywhere(pattern))
    if yearly.pattern is not None:
        base = replace(base, pattern=everywhere(over(yearly.pattern)))
    if yearly.mx is not None or yearly.survival is not None:
        if yearly.mx is not None:
            found = survival_from_mx(over(yearly.mx), ages)
            ratios, e0 = found.ratios, found.e0
        else:
            assert yearly.survival is not None
            ratios = over(yearly.survival)
            e0 = lived_of(ratios, ages.width).sum(axis=-1)
        base = replace(base, survival=everywhere(ratios), e0=everywhere(e0))
    if yearly.migration is not None:
        base = replace(base, migration=shared.shared_out(over(yearly.migration)))
    return base


def held_notes(shared: Frame) -> list[Finding]:
    """Files whose years end before the projection does: what is held is said."""
    return [
        Finding("project-rates-held", Severity.NOTE, Place(file=one.file), {"found": one.until, "expected": last})
        for one in shared.basis.given.yearly.all()
        if one.until < (last := shared.years[-1] + shared.ages.width - 1)
    ]


def _own(shared: Frame, own: Own, targets: Sequence[Target]) -> Assumptions:
    try:
        return medium(shared, targets).with_rows(own.rows, shared.ages)
    except Invalid as invalid:
        raise Invalid([own.placed(one) for one in invalid.findings]) from None


def without_files(given: Given) -> bool:
    """Whether everything by age comes from model schedules."""
    return given.pattern is None and given.mx is None and given.survival is None and given.migration is None
