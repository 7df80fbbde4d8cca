"""Life tables, single-year and abridged, of any number of areas and years at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, amounts, by_age, one_of, tables_of, together, within
from huimin.demography.intervals import divide
from huimin.demography.lifetable import infants, separation

Array = NDArray[np.float64]
ROUNDS = 30


@dataclass(frozen=True, eq=False)
class LifeTable:
    """A period life table. Every column has the shape (…, ages); ages are the last axis, the last group open.

    Attributes:
        ages: the groups. radix: l0, the births the table starts from.
        mx: deaths per person-year. qx: chance to die in the group. ax: years lived in it by those who die in it.
        lx: survivors at its start. dx: deaths in it. Lx: years lived in it. Tx: years lived from it on.
        ex: expectation of life at its start, in years; NaN where nobody is left.
    """

    ages: AgeGroups
    radix: float
    mx: Array
    qx: Array
    ax: Array
    lx: Array
    dx: Array
    Lx: Array
    Tx: Array
    ex: Array

    @property
    def e0(self) -> Array:
        """Expectation of life at birth in years, shape (…)."""
        return np.asarray(self.ex[..., 0])

    def chance_between(self, low: int, high: int) -> Array:
        """The chance to die between the exact ages ``low`` and ``high`` of who has lived to the first, shape (…).

        Under five: 0 and 5 (5q0). Adults: 15 and 60 (45q15). From 30 to 70 of all causes: 30 and 70 (40q30).

        Raises:
            Invalid: ``demography-age-not-a-bound`` where no group starts at one of the two,
                ``demography-ages-out-of-order`` where ``high`` does not lie above ``low``.

        Source: Preston, Heuveline and Guillot (2001), Demography, chapter 3.
        """
        faults = Faults("ages")
        for age in (low, high):
            if age not in self.ages.starts:
                faults.add("demography-age-not-a-bound", age=age, expected=", ".join(map(str, self.ages.starts)))
        if high <= low:
            faults.add("demography-ages-out-of-order", before=low, found=high)
        faults.raise_if_any()
        first, last = (self.lx[..., self.ages.starts.index(age)] for age in (low, high))
        return np.asarray(1.0 - divide(last, first))

    def survival_ratios(self) -> Array:
        """Shares that live on from group to group, shape (…, ages), for projection; all groups of one width n.

        First births to the first group, L0 / (n l0); then group to next, L(x+n) / L(x); last the two oldest groups
        together into the open one, T(w) / T(w-n).

        Raises:
            Invalid: ``demography-equal-widths-needed``.

        Source: Preston, Heuveline and Guillot (2001), Demography, chapter 6.
        """
        widths, faults = self.ages.widths[:-1], Faults("ages")
        if len(widths) < 2 or (widths != widths[0]).any():
            faults.add("demography-equal-widths-needed", found=", ".join(self.ages.labels))
        faults.raise_if_any()
        born = self.Lx[..., :1] / (widths[0] * self.radix)
        between = divide(self.Lx[..., 1:-1], self.Lx[..., :-2])
        return np.concatenate([born, between, divide(self.Tx[..., -1:], self.Tx[..., -2:-1])], axis=-1)


def from_mx(
    mx: ArrayLike,
    ages: AgeGroups,
    *,
    sex: str,
    a0: str = "andreev-kingkade",
    within_groups: str = "greville",
    ax: ArrayLike | None = None,
    radix: float = 100_000.0,
) -> LifeTable:
    """A life table from death rates.

    Args:
        mx: deaths per person-year by age, shape (…, ages). Rows with a rate not known give a table of NaN.
        ages: the first group is age 0 alone, the last one open: ``AgeGroups.single``, ``AgeGroups.abridged``.
        sex: ``male``, ``female`` or ``both``, for the rules of infants.
        a0: rule for infants, ``andreev-kingkade`` or ``coale-demeny`` (West). Ages 1 to 4 follow Coale and Demeny.
        within_groups: ``greville`` (from age 15) or ``midpoint``, under which no five-year rate may pass 0.4. In single
            years half a year is lived by those who die.
        ax: years lived by those who die, shape (…, ages), in place of all rules; the open group's is 1/mx.

    Raises:
        Invalid: ``demography-infants-not-apart``, ``demography-open-group-missing``, ``demography-mx-too-high`` where a
            chance to die would pass 1 (mx above 1/ax), ``demography-open-rate-zero`` where nobody dies in the open
            group, ``demography-ax-range``, ``demography-shape``, ``demography-negative``,
            ``demography-not-an-option``.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 3, and the rules named at each.
    """
    rates = by_age("mx", mx, ages)
    _usable(ages)
    one_of("sex", sex, infants.SEXES)
    one_of("a0", a0, separation.A0_FROM_M0)
    one_of("within_groups", within_groups, separation.WITHIN)
    if ax is None:
        lived = _lived_by_rule(rates, ages, sex, a0, within_groups)
    else:
        lived = _given_ax(ax, ages)
        together(("mx", rates), ("ax", lived))
        rates, lived = (array.copy() for array in np.broadcast_arrays(rates, lived))
    faults = Faults("mx")
    faults.cells("demography-open-rate-zero", _last_only(rates == 0), rates, ages.labels)
    limit = np.where(lived > 0, divide(np.ones_like(lived), lived), np.inf)
    # A hair of room, so that q = 1 given as a rate is not refused for its last bit.
    too_high = (rates > limit * (1 + 1e-12)) & ~_last_only(np.ones_like(rates, dtype=bool))
    faults.cells("demography-mx-too-high", too_high, rates, ages.labels, expected=limit)
    faults.raise_if_any()
    lived[..., -1] = divide(np.ones_like(rates[..., -1]), rates[..., -1])
    width = np.where(np.isinf(ages.widths), 1.0, ages.widths)
    chances = np.minimum(width * rates / (1 + (width - lived) * rates), 1.0)
    chances[..., -1] = np.where(np.isnan(rates[..., -1]), np.nan, 1.0)
    return _build(rates, chances, lived, ages, radix)


def from_qx(
    qx: ArrayLike,
    ages: AgeGroups,
    *,
    sex: str,
    open_expectation: ArrayLike,
    a0: str = "andreev-kingkade",
    within_groups: str = "greville",
    radix: float = 100_000.0,
) -> LifeTable:
    """A life table from chances to die.

    Args:
        qx: by age, shape (…, ages), each from 0 to 1; the open group's is 1 whatever is written (NaN may stand there).
        open_expectation: years still lived on average at the start of the open group, shape (…): chances alone do not
            tell them.
        ages, sex, a0, within_groups: as :func:`from_mx`; Greville's ax is found by iteration, as it needs the rates.

    Raises:
        Invalid: ``demography-above`` for a chance above 1, ``demography-open-expectation`` where it is not above 0, and
            as :func:`from_mx`.

    Source: Preston, Heuveline and Guillot (2001), Demography, chapter 3.
    """
    chances = np.array(qx, dtype=np.float64, ndmin=1)
    _usable(ages)
    if chances.shape[-1] == len(ages):
        chances[..., -1] = 1.0
    chances = by_age("qx", chances, ages, most=1.0)
    rest, faults = amounts("open_expectation", open_expectation), Faults("open_expectation")
    if (rest <= 0).any():
        faults.add("demography-open-expectation")
    faults.raise_if_any()
    together(("qx", chances[..., -1]), ("open_expectation", rest))
    chances = np.broadcast_to(chances, (*np.broadcast_shapes(chances.shape[:-1], rest.shape), len(ages)))
    one_of("within_groups", within_groups, separation.WITHIN)
    infant = separation.A0_FROM_Q0[one_of("a0", a0, separation.A0_FROM_Q0)](chances[..., 0], sex)
    children = infants.coale_demeny_children_from_q0(chances[..., 0], sex)
    lived = separation.infants_and_children(separation.middles(ages, chances.shape), infant, children, ages)
    lived[..., -1] = rest
    rates = _rates(chances, lived, ages)
    if within_groups == "greville":
        for _ in range(ROUNDS):
            lived = separation.infants_and_children(separation.greville(rates, ages), infant, children, ages)
            lived[..., -1] = rest
            rates = _rates(chances, lived, ages)
    return _build(rates, chances, lived, ages, radix)


def from_counts(
    deaths: ArrayLike,
    population: ArrayLike,
    ages: AgeGroups,
    *,
    sex: str,
    a0: str = "andreev-kingkade",
    within_groups: str = "greville",
    radix: float = 100_000.0,
) -> LifeTable:
    """A life table from deaths and person-years (or the average population) by age, shape (…, ages).

    Where an age has no population the rate, and with it the table of that row, is NaN. Else as :func:`from_mx`.
    """
    rates = divide(*np.broadcast_arrays(*tables_of(ages, deaths=deaths, population=population)))
    return from_mx(rates, ages, sex=sex, a0=a0, within_groups=within_groups, radix=radix)


def _lived_by_rule(rates: Array, ages: AgeGroups, sex: str, a0: str, within_groups: str) -> Array:
    midpoint = within_groups == "midpoint"
    lived = separation.middles(ages, rates.shape) if midpoint else separation.greville(rates, ages)
    m0 = rates[..., 0]
    children = infants.coale_demeny_children(m0, sex)
    return separation.infants_and_children(lived, separation.A0_FROM_M0[a0](m0, sex), children, ages)


def _usable(ages: AgeGroups) -> None:
    faults = Faults("ages")
    if ages.starts[0] != 0 or len(ages) < 2 or ages.widths[0] != 1:
        faults.add("demography-infants-not-apart", found=ages.labels[0])
    if not ages.is_open:
        faults.add("demography-open-group-missing", found=ages.labels[-1])
    faults.raise_if_any()


def _given_ax(ax: ArrayLike, ages: AgeGroups) -> Array:
    values = np.array(ax, dtype=np.float64, ndmin=1)
    if values.shape[-1] == len(ages):
        values[..., -1] = np.nan  # the open group's follows from its rate
    values, faults = by_age("ax", values, ages), Faults("ax")
    limit = np.where(np.isinf(ages.widths), 0.0, ages.widths) + np.zeros_like(values)
    faults.cells("demography-ax-range", values > limit, values, ages.labels, expected=limit)
    faults.raise_if_any()
    return values


def _last_only(wrong: NDArray[np.bool_]) -> NDArray[np.bool_]:
    kept = np.zeros_like(wrong)
    kept[..., -1] = wrong[..., -1]
    return kept


def _rates(chances: Array, lived: Array, ages: AgeGroups) -> Array:
    """mx from qx and ax; for the open group 1/ax. Where all die at once (ax 0) the rate is endless and set NaN."""
    width = np.where(np.isinf(ages.widths), 1.0, ages.widths)
    rates = divide(chances, width - (width - lived) * chances)
    rates[..., -1] = divide(np.ones_like(lived[..., -1]), lived[..., -1])
    return rates


def _build(mx: Array, qx: Array, ax: Array, ages: AgeGroups, radix: float) -> LifeTable:
    within("radix", radix, 0, np.inf)
    known = np.isfinite(qx).all(axis=-1, keepdims=True) & np.isfinite(ax[..., -1:])
    qx = np.where(known, qx, np.nan)
    lx = radix * np.concatenate([np.ones_like(qx[..., :1]), np.cumprod(1 - qx[..., :-1], axis=-1)], axis=-1)
    lx = np.where(known, lx, np.nan)
    dx = lx * qx
    width = np.where(np.isinf(ages.widths), 0.0, ages.widths)
    years = width * (lx - dx) + ax * dx
    remaining = np.cumsum(years[..., ::-1], axis=-1)[..., ::-1]
    return LifeTable(ages, radix, mx, qx, ax, lx, dx, years, remaining, divide(remaining, lx))
