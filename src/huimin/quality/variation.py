"""Too little variation: counts that move less from month to month than chance alone makes them move.

The index of dispersion of an area's counts, given their total N and the season's shares p,

    D = sum (y - N p)^2 / (N p),

has under chance (multinomial, which is what Poisson counts are once their total is known) the mean T - 1 and the
variance 2 (T - 1) - (T^2 + 2 T - 2) / N + sum(1 / p) / N (Haldane 1937). Its lower tail is that of the gamma
distribution with these two moments. Only counts that are expected to be 3 or more a month on average take part: below
that, D comes in coarse steps.

Variation beyond chance, which most real series have, makes D larger, so that it only hides signs. Columns that vary
less than chance in most areas (planned numbers, seats, parts of a whole that are nearly all of it) do so by nature:
their D is divided by what is usual for the column.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from huimin.quality.expected import Expected
from huimin.quality.panel import Floats, Panel
from huimin.quality.relations import Relations
from huimin.quality.signs import KEPT_BELOW, STEADY, Family, Sign

FEWEST_PERIODS = 6
LEAST_MEAN = 3.0
MOSTLY = 0.8  # a part that is nearly its whole is no witness of its own
BY_NATURE = 0.5  # a column that usually varies less than this against chance has nothing to tell


def variation(panel: Panel, expected: Expected, relations: Relations) -> dict[str, Family]:
    """Areas whose counts vary too little: column by column, and all columns that are no parts together."""
    family = Family()
    y = panel.values[expected.columns][:, panel.reviewed]
    season = expected.season[:, panel.reviewed]
    scatter, middle, spread, months = dispersion(y, season)
    usual = _usual(scatter, middle)
    own = ~relations.told[expected.columns] & (relations.share[expected.columns] <= MOSTLY)
    own |= relations.whole[expected.columns] < 0
    scatter[~own] = np.nan
    fit = np.isfinite(scatter) & (usual[:, None] >= BY_NATURE)
    family.silent("few-periods", int((months < FEWEST_PERIODS).sum()))
    family.silent("small-counts", int(((months >= FEWEST_PERIODS) & ~np.isfinite(scatter))[own].sum()))
    family.silent("steady-by-nature", int((np.isfinite(scatter) & (usual[:, None] < BY_NATURE)).sum()))
    scaled = scatter / usual[:, None]
    chance = lower_tail(scaled, middle, spread)
    family.tests += int(fit.sum())
    for k, i in zip(*np.nonzero(fit & (chance <= KEPT_BELOW)), strict=True):
        atom = panel.columns[expected.columns[k]].atom
        family.found.append(_sign(panel, int(i), (atom,), float(scaled[k, i] / middle[k, i]), float(chance[k, i]),
                                  int(months[k, i]), _mean(y[k, :, i])))  # fmt: skip
    roots = np.isin(expected.columns, relations.roots(panel))
    _together(panel, family, expected, np.where(fit & roots[:, None], scaled, np.nan), middle, spread, months)
    return {STEADY: family}


def dispersion(y: Floats, season: Floats) -> tuple[Floats, Floats, Floats, np.ndarray]:
    """D with its mean and variance under chance, and the months it rests on; (K, periods, n) to four of (K, n).

    NaN where there are fewer than six months or the counts are too small.
    """
    known = np.isfinite(y)
    months = known.sum(axis=1)
    weight = np.where(known, season, 0.0)
    total, whole = np.nansum(y, axis=1), weight.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = weight / whole[:, None]
        mean = total[:, None] * share
        scatter = np.where(known, (y - mean) ** 2 / mean, 0.0).sum(axis=1)
        turned = np.where(known, 1 / share, 0.0).sum(axis=1)
        spread = 2 * (months - 1) - (months**2 + 2 * months - 2) / total + turned / total
        fit = (months >= FEWEST_PERIODS) & (total / months >= LEAST_MEAN)
    return np.where(fit, scatter, np.nan), np.maximum(months - 1.0, 1.0), np.maximum(spread, 1e-9), months


def lower_tail(scatter: Floats, mean: Floats, spread: Floats) -> Floats:
    """How likely so little scatter or less would be by chance."""
    made: Floats = special.gammainc(mean**2 / spread, np.maximum(scatter, 0.0) * mean / spread)
    return made


def _usual(scatter: Floats, middle: Floats) -> Floats:
    """What is usual for a column, against chance; never above 1 (see the module's text)."""
    ratio = scatter / middle
    made = np.ones(len(ratio))
    for k, one in enumerate(ratio):
        known = one[np.isfinite(one)]
        if len(known) >= 5:
            made[k] = min(float(np.median(known)) / 0.95, 1.0)  # the median lies a little below the mean
    return np.maximum(made, 1e-6)


def _mean(series: Floats) -> float:
    return float(series[np.isfinite(series)].mean())


def _together(
    panel: Panel, family: Family, expected: Expected, scatter: Floats, middle: Floats, spread: Floats,
    months: np.ndarray,
) -> None:  # fmt: skip
    """All roots of an area in one test."""
    known = np.isfinite(scatter)
    several = known.sum(axis=0) >= 2
    total = np.where(known, scatter, 0.0).sum(axis=0)
    mean, variance = np.where(known, middle, 0.0).sum(axis=0), np.where(known, spread, 0.0).sum(axis=0)
    chance = np.ones(panel.shape[1])
    chance[several] = lower_tail(total[several], mean[several], variance[several])
    family.tests += int(several.sum())
    for i in np.flatnonzero(several & (chance <= KEPT_BELOW)).tolist():
        atoms = tuple(panel.columns[expected.columns[k]].atom for k in np.flatnonzero(known[:, i]).tolist())
        number = int(months[known[:, i], i].max())
        family.found.append(_sign(panel, i, atoms, float(total[i] / mean[i]), float(chance[i]), number, 0.0))


def _sign(panel: Panel, area: int, atoms: tuple[str, ...], ratio: float, p: float, months: int, mean: float) -> Sign:
    facts: dict[str, str | int | float] = {"ratio": round(ratio, 3), "months": months, "columns": len(atoms)}
    if len(atoms) == 1:
        facts["mean"] = round(mean, 1)
    periods = tuple(p for p, under in zip(panel.periods, panel.reviewed, strict=True) if under)
    return Sign(STEADY, panel.areas[area], panel.form, atoms, periods, ratio, max(p, 1e-300), ratio, facts)
