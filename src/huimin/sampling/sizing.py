"""How many sites, and what they buy: the width of the interval told before anybody leaves the office.

The model is the usual one for ratios (Cochran 1977, chapter 6; Särndal, Swensson and Wretman 1992, chapter 12): a
site that reported ``x`` truly has ``R x + e``, with ``e`` of mean 0 and of standard deviation ``sigma x``. ``sigma``
comes from an earlier round, or is stated as the share of sites that are wrong and by how much: its square is then
``wrong * by^2``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from huimin.sampling.draw import chances
from huimin.sampling.frame import Frame

LEAST_IN_STRATUM = 2
TABLE = (10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000)


@dataclass(frozen=True, slots=True)
class Expected:
    """What error is expected: the share of sites that are wrong, and by how much of their figure."""

    wrong: float
    by: float

    @property
    def sigma(self) -> float:
        """Standard deviation of the error of a site as a share of what it reported."""
        return float(self.by * self.wrong**0.5)


@dataclass(frozen=True)
class Precision:
    """What a number of sites buys: half the width of the interval of the ratio, as a fraction."""

    sites: int
    half_width: float
    allocation: Mapping[str, int]


def allocate(frame: Frame, count: int, method: str) -> dict[str, int]:
    """How many sites of each stratum: by the spread expected of it (Neyman), two at least where it has two.

    For a draw by size the spread is as the sum of sizes; for a simple one as the number of sites times the root of the
    mean square of their sizes. Remainders go to the largest, ties in the order of the strata.
    """
    names = list(frame.strata)
    most = np.array([len(sites) for sites in frame.strata.values()])
    found = np.minimum(most, LEAST_IN_STRATUM)
    count = int(min(max(count, found.sum()), most.sum()))
    weight = np.array([_weight([site.size for site in sites], method) for sites in frame.strata.values()])
    while (left := count - int(found.sum())) > 0:
        open_ = found < most
        wanted = np.where(open_, weight, 0.0)
        target = wanted / wanted.sum() * (count - found[~open_].sum())
        room = np.where(open_, most - found, 0)
        missing = np.where(open_, np.maximum(target - found, 0.0), 0.0)
        add = np.minimum(np.floor(missing), room).astype(int)
        if add.sum() > left or not add.any():
            add = np.zeros_like(found)
            add[int(np.argmax(np.where(open_, missing + 1e-9 * weight / weight.max(), -1.0)))] = 1
        found = found + add
    return dict(zip(names, map(int, found), strict=True))


def _weight(sizes: list[int], method: str) -> float:
    x = np.array(sizes, float)
    return float(x.sum()) if method == "size" else float(len(x) * np.sqrt(np.mean(x**2)))


def expected_half_width(
    frame: Frame, allocation: Mapping[str, int], method: str, sigma: float, confidence: float = 0.95
) -> float:
    """Half the width of the interval of the ratio that is to be expected; NaN where nothing can be told from so few."""
    variance, free, total = 0.0, 0, 0.0
    for name, sites in frame.strata.items():
        sizes = [site.size for site in sites]
        count = min(allocation.get(name, 0), len(sizes))
        if count == 0:
            return float("nan")
        p = np.array([float(one) for one in chances(sizes, count, method)])
        x = np.array(sizes, float)
        variance += sigma**2 * float(np.sum(x**2 * (1 - p) / p))
        drawn = count - int(np.sum(p == 1))
        free += max(drawn - 1, 0)
        total += float(x.sum())
    if variance == 0.0:
        return 0.0
    return float(stats.t.ppf(0.5 + confidence / 2, free) * variance**0.5 / total) if free else float("nan")


def precision_of(frame: Frame, count: int, method: str, sigma: float, confidence: float = 0.95) -> Precision:
    """What ``count`` sites buy."""
    allocation = allocate(frame, count, method)
    width = expected_half_width(frame, allocation, method, sigma, confidence)
    return Precision(sum(allocation.values()), width, allocation)


def table(frame: Frame, method: str, sigma: float, confidence: float = 0.95) -> list[Precision]:
    """What 10, 15, 20 … sites buy, up to all of them."""
    every = len(frame.sites)
    tried = [one for one in TABLE if one < every]
    counts = sorted({precision_of(frame, one, method, sigma, confidence).sites for one in tried} | {every})
    return [precision_of(frame, one, method, sigma, confidence) for one in counts]


def sites_for(frame: Frame, half_width: float, method: str, sigma: float, confidence: float = 0.95) -> Precision:
    """The least number of sites whose interval is expected to be no wider than this on either side."""
    low, high = 1, len(frame.sites)
    while low < high:
        middle = (low + high) // 2
        width = precision_of(frame, middle, method, sigma, confidence).half_width
        low, high = (low, middle) if width <= half_width else (middle + 1, high)
    return precision_of(frame, low, method, sigma, confidence)


def sigma_seen(reported: NDArray[np.float64], verified: NDArray[np.float64], weight: NDArray[np.float64]) -> float:
    """``sigma`` as an earlier round saw it: weighted errors about its own ratio, by what was reported.

    Args:
        reported, verified, weight: of the sites that were checked, shape (sites,). NaN where nothing was reported.
    """
    total = float(np.sum(weight * reported))
    squares = float(np.sum(weight * reported**2))
    if total <= 0 or squares <= 0:
        return float("nan")
    ratio = float(np.sum(weight * verified)) / total
    return float(np.sqrt(np.sum(weight * (verified - ratio * reported) ** 2) / squares))
