"""What a figure was expected to be: from the area's own other months and the season of its peers.

The count y of area i in month t has the expectation a[i] s[t]: a is the area's usual number, s what its peers
made of this month. The area's usual number is known from its other months (never from t itself) and has, among the
columns' areas, a gamma distribution; a Poisson count with a gamma rate is negative binomial, so the prediction is

    mean = s[t] (k + others) / (k / m + S),    1 / size = 1 / (k + others) + c

with ``others`` the sum of the area's other months, S the sum of their seasons, m and k mean and shape of the gamma,
and c the variation between months beyond chance: that of the column over all areas, or that of the area's own other
months where it is larger. So a restless area is expected to be restless.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.quality.panel import COUNT, Floats, Ints, Panel, grouped_medians, grouped_sums, median

FEWEST_PERIODS = 6
"""With fewer known periods an area has no usual number; what is asked then is answered by "too few"."""
WILD = 4.0  # residuals beyond so many standard deviations do not shape the season or the variation
EVENLY = 10.0
FLAT = 1e-9


@dataclass(frozen=True)
class Expected:
    """Predictions for the counts of a panel.

    Attributes:
        columns: which columns of the panel these are (K).
        season: (K, periods, n), about 1.
        usual: (K, n) the area's usual number a period, NaN where nothing is known.
        mean, size: (K, periods, n) of the negative binomial prediction; NaN where too little is known.
        known: (K, n) how many periods each area has.
    """

    columns: Ints
    season: Floats
    usual: Floats
    mean: Floats
    size: Floats
    known: Ints


def expect(panel: Panel) -> Expected:
    """Predict every count of a panel from the area's other periods and its peers."""
    columns = panel.of_kind(COUNT)
    raw = panel.values[columns]
    known = np.isfinite(raw)
    groups = int(panel.peers.max(initial=-1)) + 1
    y = _tame(raw, panel.peers, groups)
    season = _season(y, known, panel.peers, groups)
    worth = np.where(known, season, 0.0)
    total, weight = np.nansum(y, axis=1), worth.sum(axis=1)
    count = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = np.where(weight > FLAT, total / weight, np.nan)
    shape, middle = _spread_of_areas(usual, weight)
    others, others_weight = total[:, None] - np.nan_to_num(y), weight[:, None] - worth
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = season * (shape + others) / (shape / middle + others_weight)
    enough = (count[:, None] - known >= FEWEST_PERIODS - 1) & (middle > 0)
    mean = np.where(enough, np.maximum(mean, FLAT), np.nan)
    restless = _restless(y, mean)
    return Expected(columns, season, usual, mean, 1 / (1 / (shape + others) + restless), count)


def _tame(y: Floats, peers: Ints, groups: int) -> Floats:
    """The figures without what sticks out, so that one slip moves neither the area's usual number nor the season.

    What sticks out is more than three times the area's median times what the peers' median did in that period (and
    chance on top). A season that all peers share, however steep, stays.
    """
    usual = median(y, 1)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(usual >= 1, y / usual, np.nan)
    common = np.nan_to_num(grouped_medians(ratio, peers, groups), nan=1.0)
    level = usual * np.maximum(common, 1.0)[..., peers]
    return np.asarray(np.minimum(y, 3 * level + WILD * np.sqrt(level) + 5))


def _season(y: Floats, known: np.ndarray, peers: Ints, groups: int) -> Floats:
    """What the others of the peer group made of each period; (K, periods, n), near 1 where they say little.

    An area's own figures are no part of its season: of few peers one would else explain itself.
    """
    count = np.maximum(known.sum(axis=1), 1)
    level = np.nansum(y, axis=1) / count
    come = grouped_sums(y, peers, groups)[..., peers] - np.nan_to_num(y)
    mine = np.where(known, level[:, None], 0.0)
    usual = grouped_sums(mine, peers, groups)[..., peers] - mine
    # Some events more, spread evenly: peers with few events have hardly a season of their own, and no peers have none.
    return np.asarray((come + EVENLY) / (np.maximum(usual, 0.0) + EVENLY))


def _spread_of_areas(usual: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Shape and mean of the gamma distribution of the areas' usual numbers, by moments; (K, 1, 1) each."""
    there = np.isfinite(usual)
    number = np.maximum(there.sum(axis=1, keepdims=True), 1)
    filled = np.where(there, usual, 0.0)
    middle = filled.sum(axis=1, keepdims=True) / number
    scatter = (np.where(there, filled - middle, 0.0) ** 2).sum(axis=1, keepdims=True) / np.maximum(number - 1, 1)
    chance = (np.where(there, middle / np.maximum(weight, FLAT), 0.0)).sum(axis=1, keepdims=True) / number
    true = np.maximum(scatter - chance, 1e-3 * middle**2 + FLAT)
    return np.clip(middle**2 / true, 1e-2, 1e3)[..., None], middle[..., None]


def _restless(y: Floats, mean: Floats) -> Floats:
    """The variation beyond chance, as a share of the squared mean: the column's, or the area's own if larger."""
    known = np.isfinite(y) & np.isfinite(mean)
    m = np.where(known, mean, 0.0)
    square = np.where(known, (np.where(known, y, 0.0) - m) ** 2, 0.0)
    base = (m**2).sum(axis=(1, 2), keepdims=True)
    common = np.zeros_like(base)
    for _ in range(2):  # the second time with the limit that the first one shows
        tame = np.minimum(square, WILD**2 * (m + common * m**2))
        common = np.maximum((tame - m).sum(axis=(1, 2), keepdims=True) / np.maximum(base, FLAT), 0.0)
    own_square, own_base = square - m, m**2
    rest = own_square.sum(axis=1, keepdims=True) - own_square
    rest_base = own_base.sum(axis=1, keepdims=True) - own_base
    own = np.where(rest_base > FLAT, rest / np.maximum(rest_base, FLAT), 0.0)
    return np.asarray(np.maximum(common, np.clip(own, 0.0, 25.0)))
