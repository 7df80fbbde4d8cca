"""Figures that lie far from what was expected, as a slip of the pen does: a digit too many, the wrong unit.

Counts are held against their negative binomial prediction (:mod:`huimin.quality.expected`): the area's own history,
the season of its peers. The probability is twice the smaller tail.

Stocks are compared with the three months before and after and with what the peers' stocks did in the same months, and
amounts with the count they are paid for (:mod:`huimin.quality.relations`). Of these logarithms r the modified z is
0.6745 |r - median| / MAD, where the MAD is the area's own or that of the column over all areas, whichever is larger,
and never less than one unit of the figure makes; its probability is that of Student's t.

Only what is at least twice or at most half of what was expected is told: less is everyday business, however rare.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from huimin.quality.expected import Expected
from huimin.quality.panel import AMOUNT, STOCK, Floats, Panel, grouped_medians, median
from huimin.quality.relations import Relations
from huimin.quality.signs import JUMP, OUTLIER, Family, Sign

KEPT_BELOW = 1e-3  # millions of tests: what is more likely than this is never kept
TIMES = 2.0
LOOK_FROM = 2.5  # standard deviations from which on a probability is worked out
TO_SIGMA = 1 / 0.6745
FEWEST = 6


def outliers(panel: Panel, expected: Expected, relations: Relations) -> dict[str, Family]:
    """Single figures far from expectation: counts, and stocks and amounts."""
    return {OUTLIER: _counts(panel, expected), JUMP: _others(panel, relations)}


def _counts(panel: Panel, expected: Expected) -> Family:
    family = Family()
    y, m, size = panel.values[expected.columns], expected.mean, expected.size
    fit = np.isfinite(y) & np.isfinite(m) & panel.reviewed[None, :, None]
    family.tests += int(fit.sum())
    family.silent("few-periods", int((np.isfinite(y) & ~np.isfinite(m) & panel.reviewed[None, :, None]).sum()))
    with np.errstate(invalid="ignore", divide="ignore"):
        far = fit & (np.abs(y - m) >= LOOK_FROM * np.sqrt(m + m**2 / size)) & ((y >= TIMES * m) | (y * TIMES <= m))
    k, t, i = np.nonzero(far)
    p = two_tails(y[k, t, i], m[k, t, i], size[k, t, i])
    for place in np.flatnonzero(p <= KEPT_BELOW).tolist():
        at = int(k[place]), int(t[place]), int(i[place])
        z = modified_z(y[at[0], :, at[2]], at[1])
        column = panel.columns[expected.columns[at[0]]].atom
        family.found.append(_sign(panel, OUTLIER, column, at[1], at[2], float(y[at]), float(m[at]), float(p[place]), z))
    return family


def two_tails(y: Floats, mean: Floats, size: Floats) -> Floats:
    """Twice the smaller tail of the negative binomial with this mean and size, at most 1."""
    share = mean / (mean + size)
    above = np.where(y > 0, special.betainc(np.maximum(y, 1e-300), size, share), 1.0)
    below = special.betaincc(y + 1, size, share)
    return np.asarray(np.minimum(2 * np.minimum(above, below), 1.0))


def modified_z(series: Floats, place: int) -> float:
    """0.6745 |v - median| / MAD of one figure among its series; 0 where the MAD is 0."""
    middle = float(median(series, 0))
    spread = float(median(np.abs(series - middle), 0))
    return float(abs(series[place] - middle) * 0.6745 / spread) if spread > 0 else 0.0


def _others(panel: Panel, relations: Relations) -> Family:
    family = Family()
    for j in panel.of_kind(STOCK).tolist():
        _judge(panel, family, j, *_stock(panel, j))
    for j in panel.of_kind(AMOUNT).tolist():
        if relations.whole[j] >= 0:
            _judge(panel, family, j, *_amount(panel, j, int(relations.whole[j])))
        else:
            family.silent("no-count-for-amount", int(np.isfinite(panel.values[j]).sum()))
    return family


def _stock(panel: Panel, j: int) -> tuple[Floats, Floats]:
    """How far each stock lies from its neighbours in time, and what one unit would make; logarithms, (periods, n)."""
    v = panel.values[j]
    with np.errstate(invalid="ignore", divide="ignore"):
        log = np.where(v > 0, np.log(v), np.nan)
    steps = np.diff(log, axis=0)
    common = grouped_medians(steps, panel.peers, int(panel.peers.max(initial=-1)) + 1)
    log = log - np.concatenate([np.zeros((1, panel.shape[1])), np.nancumsum(common, axis=0)[:, panel.peers]])
    around = np.full((6, *log.shape), np.nan)
    for row, back in enumerate((-3, -2, -1, 1, 2, 3)):
        here, there = (slice(-back, None), slice(None, back)) if back < 0 else (slice(None, -back), slice(back, None))
        around[row, here] = log[there]
    return log - median(around, 0), 1 / np.maximum(v, 1)


def _amount(panel: Panel, j: int, whole: int) -> tuple[Floats, Floats]:
    """How far each amount's price lies from the area's usual price; logarithms, (periods, n)."""
    amount, count = panel.values[j], panel.values[whole]
    with np.errstate(invalid="ignore", divide="ignore"):
        price = np.where((amount > 0) & (count > 0), np.log(amount / count), np.nan)
        # Cases are not all worth the same: the price of few cases moves more.
        return price - median(price, 0), 0.2 / np.sqrt(np.maximum(count, 1))


def _judge(panel: Panel, family: Family, j: int, off: Floats, unit: Floats) -> None:
    known = np.isfinite(off)
    number = known.sum(axis=0)
    enough = number >= FEWEST
    fit = known & enough & panel.reviewed[:, None]
    family.tests += int(fit.sum())
    family.silent("few-periods", int((known & ~enough & panel.reviewed[:, None]).sum()))
    own = median(np.abs(off - median(off, 0)), 0)
    together = own[np.isfinite(own)]
    common = float(np.quantile(together, 0.75)) if len(together) else 0.0
    sigma = TO_SIGMA * np.maximum(np.maximum(np.nan_to_num(own), common), 1e-4)
    with np.errstate(invalid="ignore"):
        z = np.abs(off) / np.hypot(sigma, np.nan_to_num(unit, nan=1.0))
        far = fit & (np.abs(off) >= np.log(TIMES)) & (z >= LOOK_FROM)
    for t, i in zip(*np.nonzero(far), strict=True):
        df = max(int(number[i]) - 2, 4)
        p = 2 * float(special.stdtr(df, -z[t, i]))
        if p <= KEPT_BELOW:
            value = float(panel.values[j, t, i])
            wanted = value / float(np.exp(off[t, i]))
            atom = panel.columns[j].atom
            family.found.append(_sign(panel, JUMP, atom, int(t), int(i), value, wanted, p, float(z[t, i])))


def _sign(
    panel: Panel, code: str, atom: str, period: int, area: int, value: float, wanted: float, p: float, z: float
) -> Sign:
    times = value / wanted if wanted > 0 else 0.0
    facts: dict[str, str | int | float] = {
        "value": value, "expected": float(f"{wanted:.3g}"), "times": float(f"{times:.3g}"), "z": round(z, 1),
    }  # fmt: skip
    return Sign(code, panel.areas[area], panel.form, (atom,), (panel.periods[period],), z, max(p, 1e-300), times, facts)
