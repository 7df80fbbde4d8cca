"""Digits: figures that end in 0 or 5 too often, and last digits that are not as even as chance makes them.

Small counts have no even last digits: of births with a mean of 2 none ends in 7. But the digits even out fast. For a
Poisson count with mean m, and for anything more spread out, the chance of any remainder modulo b differs from 1 / b
by at most

    (1 / b) sum over j = 1 .. b - 1 of exp(-m (1 - cos(2 pi j / b))),

which follows from the characteristic function. So only counts take part whose prediction is large enough for that to
be under 1 %: a mean of 6.25 for remainders of 5, of 25 for last digits; and the bound is added to 1 / b before anything
is tested. Equal figures of one report count once (births, and babies screened: ten and ten are one rounding). Of
stocks, which hardly move, each area's earliest figure counts, and only in the sum over the areas of a sender.

Tests: exact binomial for the share that ends in 0 or 5 (and in 0, where the counts are large enough); a chi-square of
the ten last digits with its exact mean and variance where there are 50 or more.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from huimin.quality.expected import Expected
from huimin.quality.panel import STOCK, Floats, Panel
from huimin.quality.signs import KEPT_BELOW, LAST_DIGIT, ROUNDED, Family, Sign

FIVES_FROM, TENS_FROM = 6.25, 25.0
STOCKS_FROM = 50.0
FEWEST, FEWEST_DIGITS = 8, 50


def uneven(mean: float, base: int) -> float:
    """By how much the chance of a remainder modulo ``base`` may differ from 1 / base for a count with this mean."""
    turns = 1 - np.cos(2 * np.pi * np.arange(1, base) / base)
    return float(np.exp(-mean * turns).sum() / base)


def digits(panel: Panel, expected: Expected) -> dict[str, Family]:
    """Areas, and senders over all their areas, whose figures end in round digits or uneven ones."""
    rounded, last = Family(), Family()
    y = panel.values[expected.columns][:, panel.reviewed]
    mean = np.nan_to_num(expected.mean[:, panel.reviewed])
    fives = _tally(y, mean >= FIVES_FROM, 5)
    tens = _tally(y, mean >= TENS_FROM, 10)
    rounded.silent("small-counts", int((fives.sum(axis=0) < FEWEST).sum()))
    several = np.bincount(panel.sender, minlength=len(panel.senders)) > 1
    stocks = _stocks(panel)
    for tally, base, more in ((fives, 5, _folded(stocks)), (tens, 10, stocks)):
        chance = 1 / base + uneven(FIVES_FROM if base == 5 else TENS_FROM, base)
        _round(panel, rounded, tally, panel.areas, base, chance)
        together = _by_sender(panel, tally + more)
        _round(panel, rounded, np.where(several, together, 0), panel.senders, base, chance)
    _even(panel, last, tens, panel.areas)
    _even(panel, last, np.where(several, _by_sender(panel, tens), 0), panel.senders)
    return {ROUNDED: rounded, LAST_DIGIT: last}


def _tally(y: Floats, fit: np.ndarray, base: int) -> np.ndarray:
    """How many figures have each remainder; (K, periods, n) to (base, n). Equal figures of a report count once."""
    shown = np.where(fit & np.isfinite(y), y, -1.0)
    ordered = np.sort(shown, axis=0)
    fresh = np.ones(ordered.shape, bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    fresh &= ordered >= 0
    rest = np.where(fresh, np.mod(ordered, base), -1).astype(np.int8)
    return np.stack([(rest == digit).sum(axis=(0, 1)) for digit in range(base)])


def _stocks(panel: Panel) -> np.ndarray:
    """The last digits of each area's earliest stocks; (10, n)."""
    values = panel.values[panel.of_kind(STOCK)]
    known = np.isfinite(values)
    if not values.size:
        return np.zeros((10, panel.shape[1]), int)
    first = np.take_along_axis(values, known.argmax(axis=1)[:, None], axis=1)
    with np.errstate(invalid="ignore"):
        return _tally(first, first >= STOCKS_FROM, 10)


def _folded(tens: np.ndarray) -> np.ndarray:
    made: np.ndarray = tens[:5] + tens[5:]
    return made


def _by_sender(panel: Panel, tally: np.ndarray) -> np.ndarray:
    return np.stack([np.bincount(panel.sender, one, len(panel.senders)) for one in tally])


def _round(panel: Panel, family: Family, tally: np.ndarray, keys: tuple[str, ...], base: int, chance: float) -> None:
    hits, number = tally[0], tally.sum(axis=0)
    fit = number >= FEWEST
    family.tests += int(fit.sum())
    tail = np.where(hits > 0, special.betainc(np.maximum(hits, 1), np.maximum(number - hits, 0) + 1.0, chance), 1.0)
    for i in np.flatnonzero(fit & (tail <= KEPT_BELOW)).tolist():
        share = float(hits[i] / number[i])
        facts: dict[str, str | int | float] = {"hits": int(hits[i]), "of": int(number[i]), "base": base,
                 "share": round(share, 3), "usual": round(1 / base, 2)}  # fmt: skip
        family.found.append(_sign(panel, ROUNDED, keys[i], float(hits[i]), float(tail[i]), share * base, facts))


def _even(panel: Panel, family: Family, tally: np.ndarray, keys: tuple[str, ...]) -> None:
    number = tally.sum(axis=0)
    fit = number >= FEWEST_DIGITS
    family.tests += int(fit.sum())
    slack = uneven(TENS_FROM, 10)
    chi2 = ((tally - number / 10) ** 2).sum(axis=0) / np.maximum(number / 10, 1e-9)
    # What the unevenness that is left could add: the expected chi-square grows by number * sum(d^2) / 0.1.
    chi2 = np.maximum(chi2 - number * 10 * 10 * slack**2, 0.0)
    tail = special.gammaincc(4.5, chi2 / 2)
    for i in np.flatnonzero(fit & (tail <= KEPT_BELOW)).tolist():
        top = int(tally[:, i].argmax())
        facts: dict[str, str | int | float] = {"digit": top, "hits": int(tally[top, i]), "of": int(number[i]),
                 "share": round(float(tally[top, i] / number[i]), 3)}  # fmt: skip
        effect = float(tally[top, i] / number[i] * 10)
        family.found.append(_sign(panel, LAST_DIGIT, keys[i], float(chi2[i]), float(tail[i]), effect, facts))


def _sign(
    panel: Panel, code: str, key: str, statistic: float, p: float, effect: float, facts: dict[str, str | int | float]
) -> Sign:  # fmt: skip
    periods = tuple(p for p, under in zip(panel.periods, panel.reviewed, strict=True) if under)
    return Sign(code, key, panel.form, (), periods, statistic, max(p, 1e-300), effect, facts)
