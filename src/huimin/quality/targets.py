"""Values heaped just above a target: an exact window test over the months of an area.

The window reaches from the target to ``width`` above it. The most charitable honest area is one whose true share lies
where the window is hit most often; for it, the months that fall into the window are independent events, each with the
binomial probability that its own denominator gives to the whole numbers within the window (a denominator of 15 and a
target of 80 % leave one of them: 12). How many fall in has a Poisson-binomial distribution, worked out exactly; its
upper tail, at the most charitable share, is the probability told. Months whose true shares differ would hit the
window less often, so it is an upper bound. Large denominators make it easy to stay within the window, and then
nothing is said.

Beside it stands the other window test: of the months within ``width`` of the target, how many lie above it. An area
that hovers about its target lies below it about as often as the whole numbers on both sides say; none below is what
shaving leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from huimin.quality.chances import poisson_binomial_tail
from huimin.quality.panel import Floats, Truths
from huimin.quality.signs import ABOVE_TARGET, KEPT_BELOW, Family, Sign

WIDTH = 0.015
FEWEST_PERIODS = 6
A_YEAR = 12
LEAST_ATTAINABLE = 0.01
SHARES = np.linspace(-1.0, 2.0, 13)
"""True shares that are tried, in widths from the target."""


@dataclass(frozen=True)
class TargetSeries:
    """One proportion that is held against a target from below.

    Attributes:
        indicator: its code.
        target: between 0 and 1.
        periods: codes of the periods; ``reviewed`` which of them are under review.
        areas: keys.
        numerator, denominator: (periods, areas), NaN where not reported.
    """

    indicator: str
    target: float
    periods: tuple[str, ...]
    reviewed: Truths
    areas: tuple[str, ...]
    numerator: Floats
    denominator: Floats


def targets(series: Sequence[TargetSeries], width: float = WIDTH) -> dict[str, Family]:
    """Areas whose months lie too often just above a target, in any of the years under review."""
    family = Family()
    for one in series:
        for stretch in _years(one.reviewed):
            _one(replace(one, reviewed=stretch), width, family)
    return {ABOVE_TARGET: family}


def _years(reviewed: Truths) -> list[Truths]:
    """The periods under review in stretches of twelve, the last one ending with the last; a rest too short is added."""
    places = np.flatnonzero(reviewed)
    cuts = [max(end - A_YEAR, 0) for end in range(len(places), 0, -A_YEAR)]
    cuts = [cut for cut in cuts if cut >= FEWEST_PERIODS or cut == 0]
    made = []
    for start, end in zip(cuts, [len(places), *cuts[:-1]], strict=True):
        one = np.zeros(len(reviewed), bool)
        one[places[start:end]] = True
        made.append(one)
    return made


def _one(series: TargetSeries, width: float, family: Family) -> None:
    n, d = series.numerator[series.reviewed], series.denominator[series.reviewed]
    known = np.isfinite(n) & np.isfinite(d) & (d > 0) & (n <= d)
    months = known.sum(axis=0)
    enough = months >= FEWEST_PERIODS
    family.silent("few-periods", int((~enough).sum()))
    trials = np.where(known, d, 1.0)
    least, most = _window(trials, series.target, width)
    # What the test could show at best: were every month within the window.
    peak = _inside(trials, least, most, min(series.target + width / 2, 1.0))
    with np.errstate(divide="ignore"):
        best = np.where(known, np.log(np.maximum(peak, 1e-300)), 0.0).sum(axis=0)
    able = enough & (best <= np.log(LEAST_ATTAINABLE)) & (known & (most >= least)).any(axis=0)
    family.silent("cannot-tell", int((enough & ~able).sum()))
    family.tests += int(able.sum())
    inside = known & (n >= least) & (n <= most)
    hits = inside.sum(axis=0)
    for i in np.flatnonzero(able & (hits >= 3)).tolist():
        p = tail(trials[known[:, i], i], int(hits[i]), series.target, width)
        if p <= KEPT_BELOW:
            family.found.append(_sign(series, i, inside[:, i], int(months[i]), p, _below(n, trials, known, series, i)))


def _window(trials: Floats, target: float, width: float) -> tuple[Floats, Floats]:
    """The smallest and the largest whole number within the window; the largest is below the smallest where none is."""
    least = np.ceil(trials * target - 1e-9)
    most = np.minimum(np.ceil(trials * (target + width) - 1e-9) - 1, trials)
    if target + width > 1:
        most = trials
    return least, most


def _inside(trials: Floats, least: Floats, most: Floats, share: float) -> Floats:
    """The binomial probability of the window for each number of trials."""
    chance: Floats = np.clip(_at_most(most, trials, share) - _at_most(least - 1, trials, share), 0.0, 1.0)
    return chance


def _at_most(count: Floats, trials: Floats, share: float) -> Floats:
    inner = special.betaincc(np.maximum(count, 0) + 1.0, np.maximum(trials - count, 1e-300), share)
    made: Floats = np.where(count < 0, 0.0, np.where(count >= trials, 1.0, inner))
    return made


def tail(trials: Floats, hits: int, target: float, width: float = WIDTH) -> float:
    """How likely ``hits`` or more of the months are to fall into the window for the most charitable honest share.

    Args:
        trials: the denominators of the months (whole numbers above 0).
    """
    least, most = _window(trials, target, width)
    shares = np.clip(target + width * SHARES, 0.0, 1.0)
    return max(poisson_binomial_tail(_inside(trials, least, most, float(share)), hits) for share in shares)


def _below(n: Floats, trials: Floats, known: Truths, series: TargetSeries, i: int) -> int:
    """How many months lie as closely below the target."""
    share = n[:, i] / trials[:, i]
    return int((known[:, i] & (share < series.target) & (share >= series.target - WIDTH)).sum())


def _sign(series: TargetSeries, area: int, inside: Truths, months: int, p: float, below: int) -> Sign:
    reviewed = np.array(series.periods, object)[series.reviewed]
    hits = int(inside.sum())
    facts: dict[str, str | int | float] = {
        "hits": hits, "months": months, "below": below, "target": f"{series.target:.4g}",
        "target_text": f"{series.target * 100:.4g}%", "width_text": f"{WIDTH * 100:.2g}",
    }  # fmt: skip
    return Sign(
        ABOVE_TARGET, series.areas[area], "", (series.indicator,), tuple(reviewed[inside].tolist()), float(hits), p,
        hits / months, facts,
    )  # fmt: skip
