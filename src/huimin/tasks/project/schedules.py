"""Model schedules: what fertility, mortality and migration look like by age where an office has levels but no rates.

Each is a curve with published form. A file of rates by age takes its place.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from huimin.demography.projection import Ages, Family, family

Floats = NDArray[np.float64]

YOUNGEST, OLDEST = 15, 50
"""Childbearing ages of the pattern, the second not included: a denominator's convention, not a rule for anybody."""

_SILER = ((3.694e-02, 1.260, 5.642e-04, 1.809e-05, 0.10220), (4.196e-02, 1.382, 5.312e-04, 6.512e-05, 0.09008))
_FALL = (1.884, -0.01772)
_GRID = 0.05  # years between the points at which survivors are added up
_LAST_AGE = 130


def fertility_pattern(ages: Ages, mean_age: float = 28.5, spread: float = 5.5) -> Floats:
    """Per cent of the total fertility rate by group from 15 to 49, shape (n,).

    ``mean_age`` is the mean age at childbearing and ``spread`` its standard deviation, in years. A gamma density over
    the years since 10: Hoem, Madsen, Nielsen, Ohlsen, Hansen and Rennermalm (1981), Experiments in modelling recent
    Danish fertility curves, Demography 18, 231-244.
    """
    since, variance = mean_age - 10.0, spread**2
    curve = stats.gamma(since**2 / variance, loc=10.0, scale=variance / since)
    bounds = np.arange(YOUNGEST, OLDEST + 1, ages.width, dtype=np.float64)
    shares = np.diff(curve.cdf(bounds))
    return np.asarray(100.0 * shares / shares.sum())


def level_and_pattern(rates: Floats, ages: Ages) -> tuple[Floats, Floats]:
    """Births per woman and year (..., n) as children per woman (...) and per cent by group (..., n).

    Where there are no births every group has the same share: it is never used, but it must add up to 100.
    """
    total = rates.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pattern = np.where(total[..., None] > 0.0, 100.0 * rates / total[..., None], 100.0 / rates.shape[-1])
    return np.asarray(total * ages.width), pattern


def mortality(ages: Ages) -> Floats:
    """Death rates (2, n), women first, as :func:`huimin.demography.projection.survival_from_mx` takes them.

    Siler's curve, a1 exp(-b1 x) + a2 + a3 exp(b3 x): Siler (1979), A competing-risk model for animal mortality, Ecology
    60, 750-757. Its numbers were fitted here by least squares of logarithms to the mean of China's and India's rates of
    2005 to 2020 in World Population Prospects 2024; the root mean square error is 7 per cent for women and 5 for men.
    Only its shape matters: the level comes from the life expectancy asked for (:func:`tables`).
    """
    bounds = _bounds(ages)
    grid = np.arange(0.0, _LAST_AGE + _GRID / 2, _GRID)
    made = []
    for a1, b1, a2, a3, b3 in _SILER:
        hazard = a1 / b1 * (1 - np.exp(-b1 * grid)) + a2 * grid + a3 / b3 * (np.exp(b3 * grid) - 1)
        alive = np.exp(-hazard)
        lived = np.concatenate([[0.0], np.cumsum((alive[1:] + alive[:-1]) / 2 * _GRID)])
        at = np.round(np.array(bounds) / _GRID).astype(int)
        left, years = alive[at], lived[at]
        made.append(np.append((left[:-1] - left[1:]) / np.diff(years), left[-1] / (lived[-1] - years[-1])))
    return np.array(made)


def tables(mx: Floats, ages: Ages) -> Family:
    """Life tables through ``mx`` at any life expectancy; see :func:`huimin.demography.projection.family`.

    Young ages gain more than old ones: b(x) is a straight line fitted to the mean fall of the logarithms of China's and
    India's rates from 1980 to 2020 in World Population Prospects 2024 (1.88 at birth, 0.11 at 100).
    """
    starts = _bounds(ages) if mx.shape[-1] == len(_bounds(ages)) else list(ages.starts)
    middles = np.append((np.array(starts[:-1]) + np.array(starts[1:])) / 2, starts[-1] + 2.5)
    return family(mx, np.maximum(_FALL[0] + _FALL[1] * middles, 0.1), ages)


def _bounds(ages: Ages) -> list[int]:
    """Where the groups of a life table start: infants stand apart from 1-4 where groups have five years."""
    return [0, 1, *ages.starts[1:]] if ages.width == 5 else list(ages.starts)


def migration_pattern(ages: Ages) -> Floats:
    """Share of all migrants by sex and group, shape (2, ages), adding up to 1; as many women as men.

    Rogers and Castro (1981), Model Migration Schedules, IIASA RR-81-30: children, a peak of young workers, a constant.
    The parameters are those of their basic standard; it ends at 90.
    """
    x = np.arange(90) + 0.5
    rate = 0.02 * np.exp(-0.10 * x) + 0.06 * np.exp(-0.10 * (x - 20) - np.exp(-0.40 * (x - 20))) + 0.003
    group = np.minimum(np.arange(90) // ages.width, ages.count - 1)
    shares = np.bincount(group, rate / rate.sum(), ages.count)
    return np.stack([shares, shares]) / 2
