"""Funnel limits: how far an area may lie from the common value by chance, and by chance and ordinary differences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from huimin.indicators.intervals import Array, normal_quantile

LEVELS = (0.95, 0.998)
WAYS = ("additive", "multiplicative", "none")


@dataclass(frozen=True, eq=False)
class Funnel:
    """A funnel. Arrays have one entry an area; values and limits are multiplied by ``per``.

    Attributes:
        value: of each area; NaN where it cannot be taken. target: the value the funnel stands around.
        z: distance from the target in standard errors, chance alone.
        dispersion: the mean of z squared with both tails pulled in (winsorised); 1 where there is chance only.
        between: the variance between areas beyond chance (tau squared, as a share or rate); 0 where there is none.
        adjusted_z: the distance with chance and what areas ordinarily differ by.
        low, high: (levels, areas) limits at each area's size. levels: their confidence.
    """

    kind: str
    value: Array
    target: float
    z: Array
    dispersion: float
    between: float
    adjusted_z: Array
    low: Array
    high: Array
    levels: tuple[float, ...]
    way: str
    per: float
    base: float

    @property
    def outside(self) -> Array:
        """How many of the limits an area lies beyond: 2 far above, 1 above, 0 within, -1, -2; NaN without a value."""
        above = (self.value > self.high).sum(axis=0) - (self.value < self.low).sum(axis=0)
        return np.where(np.isfinite(self.value), above, np.nan)

    def limits_at(self, sizes: ArrayLike) -> tuple[Array, Array]:
        """Limits at any denominators (for a ratio: the sum of both counts), (levels, sizes), to draw the funnel."""
        size = np.asarray(sizes, dtype=np.float64)
        dispersion = self.dispersion if self.way == "multiplicative" else 1.0
        return _limits(self.kind, self.base, size, self.between, dispersion, self.levels, self.per)


def funnel(
    kind: str, numerator: ArrayLike, denominator: ArrayLike, target: float | None = None, per: float = 1.0,
    way: str = "additive", levels: tuple[float, ...] = LEVELS, trim: float = 0.1,
) -> Funnel:  # fmt: skip
    """A funnel around the common value, or around a target.

    Spiegelhalter, D. J. (2005), Statistics in Medicine 24, 1185-1202, and (2005), Quality and Safety in Health Care 14,
    347-351: the dispersion is taken from z-scores with a share ``trim`` of each tail pulled in; beyond chance it either
    widens the standard error (``multiplicative``) or is a variance between areas (``additive``). As published it is not
    scaled up for the tails pulled in, so the limits stay somewhat narrow; ``trim`` 0 takes all. Without overdispersion
    the limits are exact ones of the binomial or Poisson distribution.

    Args:
        kind: ``proportion``, ``rate`` or ``ratio``. numerator, denominator: (areas,); NaN is not reported.
        target: in the unit of the value; without it all areas together. per: 100 for per cent.
        way: ``additive``, ``multiplicative`` or ``none``. levels: confidences of the limits. trim: 0 to below 0.5.

    Raises:
        ValueError: an unknown kind or way, or a target that no share can have.
    """
    if kind not in ("proportion", "rate", "ratio") or way not in WAYS:
        raise ValueError(f"no funnel of the kind {kind}, {way}")
    some, of = np.broadcast_arrays(np.asarray(numerator, np.float64), np.asarray(denominator, np.float64))
    of = some + of if kind == "ratio" else of
    sound = (of > 0) & (some >= 0) & np.isfinite(some) & ((some <= of) | (kind == "rate"))
    some, of = np.where(sound, some, np.nan), np.where(sound, of, np.nan)
    base = _base(kind, np.nansum(some), np.nansum(of), target, per)
    error = np.sqrt((base if kind == "rate" else base * (1 - base)) / of)
    with np.errstate(all="ignore"):
        z = np.where(error > 0, (some / of - base) / error, np.where(sound, 0.0, np.nan))
    dispersion, between = _dispersion(z[sound & (error > 0)], error[sound & (error > 0)], trim)
    if way != "additive":
        between = 0.0
    wide = dispersion if way == "multiplicative" else 1.0
    with np.errstate(all="ignore"):
        adjusted = np.where(error > 0, (some / of - base) / np.sqrt(wide * error**2 + between), z)
    low, high = _limits(kind, base, of, between, wide, levels, per)
    value = _shown(kind, some / of) * per
    shown = float(_shown(kind, np.asarray(base))) * per
    return Funnel(kind, value, shown, z, dispersion, between, adjusted, low, high, levels, way, per, base)


def _base(kind: str, some: float, of: float, target: float | None, per: float) -> float:
    """The target as a share or rate."""
    if target is None:
        return float(some / of) if of > 0 else float("nan")
    at = target / per
    at = at / (1 + at) if kind == "ratio" else at
    if at < 0 or (kind != "rate" and at > 1):
        raise ValueError(f"no share can be {target}")
    return at


def _dispersion(z: Array, error: Array, trim: float) -> tuple[float, float]:
    """Dispersion with the tails pulled in and the variance between areas; 1 and 0 where it is no more than chance.

    With fewer than three areas there is nothing to take it from.
    """
    count = len(z)
    if count < 3:
        return 1.0, 0.0
    low, high = np.quantile(z, (trim, 1 - trim))
    dispersion = float(np.mean(np.clip(z, low, high) ** 2))
    if dispersion * count <= count - 1:
        return max(dispersion, 1.0), 0.0
    weight = 1 / error**2
    between = (count * dispersion - (count - 1)) / (weight.sum() - (weight**2).sum() / weight.sum())
    return max(dispersion, 1.0), float(max(between, 0.0))


def _limits(
    kind: str, base: float, of: Array, between: float, dispersion: float, levels: tuple[float, ...], per: float
) -> tuple[Array, Array]:
    """Limits at each size: exact where chance alone counts, else symmetric."""
    ends = []
    for sign in (-1, 1):
        rows = []
        for level in levels:
            if between == 0 and dispersion == 1:
                end = _exact(kind, base, of, 0.5 + sign * level / 2)
            else:
                variance = (base if kind == "rate" else base * (1 - base)) / of * dispersion + between
                end = base + sign * normal_quantile(level) * np.sqrt(variance)
            end = np.maximum(end, 0.0) if kind == "rate" else np.clip(end, 0.0, 1.0)
            rows.append(_shown(kind, end) * per)
        ends.append(np.stack(rows))
    return ends[0], ends[1]


def _exact(kind: str, base: float, of: Array, chance: float) -> Array:
    """A quantile of the count by its size, between whole numbers as Spiegelhalter has it (appendix A.1)."""
    size = np.where(np.isfinite(of), of, 1.0)
    law = stats.poisson(base * size) if kind == "rate" else stats.binom(np.round(size), base)
    at = law.ppf(chance)
    upto, before = law.cdf(at), law.cdf(at - 1)
    part = np.divide(upto - chance, upto - before, out=np.zeros_like(upto), where=upto > before)
    return np.where(np.isfinite(of), np.maximum(at - part, 0.0) / size, np.nan)


def _shown(kind: str, share: Array) -> Array:
    if kind != "ratio":
        return share
    with np.errstate(all="ignore"):
        return np.asarray(np.where(share < 1, share / (1 - share), np.where(np.isnan(share), np.nan, np.inf)))
