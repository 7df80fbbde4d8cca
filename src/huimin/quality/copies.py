"""Copies: a report that repeats another one, of the same area in another period or of a neighbour.

The chance of a repeat is worked out under the area's own distribution: each count that is no part of another agrees by
chance with the probability that its prediction (:mod:`huimin.quality.expected`) gives to that very value, each part
with the binomial probability given its whole. Where the area has had this value far more often than its prediction
says (a crèche with three places every month), the share of months that had it is taken instead. The chance that all
agree is the product; that all but one agree,

    prod p * (1 + sum (1 - p) / p).

Both are upper bounds for "as like as this or more", and the smaller of the two that applies is told. Stocks and
amounts do not witness: population hardly moves, and fixed rates make equal amounts.

For the sender of many areas, each known in both periods and repeating with a chance of its own, the number that repeat
has a Poisson-binomial distribution, whose tail is worked out exactly.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import special

from huimin.quality.chances import poisson_binomial_tail
from huimin.quality.expected import Expected
from huimin.quality.panel import COUNT, Floats, Ints, Panel
from huimin.quality.relations import Relations
from huimin.quality.signs import COPIED_AREA, COPIED_MONTH, KEPT_BELOW, Family, Sign

DISTINCT = 4  # different values among what agrees: a row of ones and twos is no copy of anything
ALMOST = 8  # so many counts must agree before one that differs is overlooked
LEAST = 1e-300


def copies(panel: Panel, expected: Expected, relations: Relations) -> dict[str, Family]:
    """The repeats of other periods, and of other areas of the same sender in the same period."""
    witness = Witness(panel, expected, relations)
    return {COPIED_MONTH: _months(panel, witness), COPIED_AREA: _areas(panel, witness)}


class Witness:
    """How likely each count of a report is what it is."""

    def __init__(self, panel: Panel, expected: Expected, relations: Relations) -> None:
        self.panel, self.expected = panel, expected
        self.place = np.full(len(panel.columns), -1)
        self.place[expected.columns] = np.arange(len(expected.columns))
        self.relations = relations
        self.columns = np.array([j for j in panel.of_kind(COUNT) if not relations.told[j]], int)
        self.values = panel.values[self.columns]
        self.distinct = _distinct(self.values)

    def chances(self, there: tuple[int, int], here: tuple[int, int]) -> Floats:
        """For each column, how likely the report ``here`` (period, area) would have agreed with that ``there``."""
        wanted = self.panel.values[:, there[0], there[1]]
        return np.array([self._chance(j, wanted, *here) for j in self.columns.tolist()])

    def _chance(self, j: int, wanted: Floats, period: int, area: int) -> float:
        value, whole = wanted[j], int(self.relations.whole[j])
        if np.isnan(value):
            return 1.0
        if whole >= 0 and np.isfinite(wanted[whole]) and value <= wanted[whole]:
            part = _share(self.panel.values[j, :, area], self.panel.values[whole, :, area], self.relations.share[j])
            return max(float(_binomial(value, wanted[whole], part)), self._habit(j, area, value, 0.0))
        k = int(self.place[j])
        mean, size = self.expected.mean[k, period, area], self.expected.size[k, period, area]
        if not np.isfinite(mean):
            return 1.0
        chance = float(_negative_binomial(value, mean, size))
        return max(chance, self._habit(j, area, value, chance))

    def _habit(self, j: int, area: int, value: float, chance: float) -> float:
        """The share of the area's months with this value where that is more than chance makes of it, else 0."""
        series = self.panel.values[j, :, area]
        months = int(np.isfinite(series).sum()) - 2
        others = int((series == value).sum()) - 2
        if months < 1 or others < 2 or others <= months * chance + 3 * np.sqrt(months * chance) + 1:
            return 0.0
        return min((others + 1) / (months + 1), 1.0)


def _share(part: Floats, whole: Floats, usual: float) -> float:
    both = np.isfinite(part) & np.isfinite(whole)
    return float((part[both].sum() + 5 * usual) / (whole[both].sum() + 5))


def _negative_binomial(value: float, mean: float, size: float) -> Floats:
    log = (
        special.gammaln(value + size) - special.gammaln(size) - special.gammaln(value + 1)
        + size * np.log(size / (size + mean)) + value * np.log(mean / (size + mean))
    )  # fmt: skip
    return np.asarray(np.exp(log))


def _binomial(value: float, trials: float, share: float) -> Floats:
    log = special.gammaln(trials + 1) - special.gammaln(value + 1) - special.gammaln(trials - value + 1)
    return np.asarray(np.exp(log + special.xlogy(value, share) + special.xlog1py(trials - value, -min(share, 1.0))))


def at_most_one_apart(chances: Floats, apart: int) -> float:
    """The chance that all (or all but one) of the columns agree, given the chance of each."""
    kept = np.maximum(chances, LEAST)
    product = float(np.exp(np.log(kept).sum()))
    if apart == 0:
        return product
    return min(product * (1 + float(((1 - kept) / kept).sum())), 1.0)


# --- other periods


def _months(panel: Panel, witness: Witness) -> Family:
    family = Family()
    v = witness.values
    known = np.isfinite(v)
    for now in np.flatnonzero(panel.reviewed).tolist():
        for then in range(now):
            both = known[:, now].any(axis=0) & known[:, then].any(axis=0)
            family.tests += int(both.sum())
            differ = (v[:, now] != v[:, then]) & (known[:, now] | known[:, then])
            apart = differ.sum(axis=0)
            like = np.flatnonzero(both & (apart <= 1) & (witness.distinct[now] >= DISTINCT))
            found = [(i, *_told(witness, (then, i), (now, i), int(apart[i]))) for i in like.tolist()]
            family.found += [_sign_of_month(panel, i, now, then, p, n) for i, p, n in found if p <= KEPT_BELOW]
            exact = {i: p for i, p, _ in found if apart[i] == 0}
            _of_senders(panel, witness, family, (now, then), both, (exact, apart == 0))
    return family


def _told(witness: Witness, there: tuple[int, int], here: tuple[int, int], apart: int) -> tuple[float, int]:
    """The chance of so like a report, and how many counts agree."""
    chances = witness.chances(there, here)
    agree = int((witness.values[:, there[0], there[1]] == witness.values[:, here[0], here[1]]).sum())
    if apart and agree < ALMOST:
        return 1.0, agree
    return at_most_one_apart(chances, apart), agree


def _distinct(v: Floats) -> Ints:
    """How many different values above 0 each report has; (periods, n)."""
    ordered = np.sort(np.where(v > 0, v, 0.0), axis=0)
    made: Ints = (np.diff(ordered, axis=0, prepend=0.0) > 0).sum(axis=0)
    return made


def _sign_of_month(panel: Panel, area: int, now: int, then: int, p: float, agree: int) -> Sign:
    facts: dict[str, str | int | float] = {
        "period": panel.periods[now], "other": panel.periods[then], "columns": agree,
    }  # fmt: skip
    return Sign(
        COPIED_MONTH, panel.areas[area], panel.form, (), (panel.periods[then], panel.periods[now]),
        float(agree), p, 1.0, facts,
    )  # fmt: skip


def _of_senders(
    panel: Panel,
    witness: Witness,
    family: Family,
    when: tuple[int, int],
    both: np.ndarray,
    repeats: tuple[dict[int, float], np.ndarray],
) -> None:
    """Whole workbooks: several areas of a sender repeated between the same two periods."""
    (now, then), (exact, same) = when, repeats
    several = np.bincount(panel.sender, minlength=len(panel.senders)) > 1
    family.tests += int(several[np.unique(panel.sender[both])].sum()) if both.any() else 0
    fit = same & both & several[panel.sender] & (witness.distinct[now] >= 2)
    number = np.bincount(panel.sender[fit], minlength=len(panel.senders))
    owed = np.bincount(panel.sender[both], minlength=len(panel.senders))
    for sender in np.flatnonzero((number >= 2) & (2 * number >= owed)).tolist():
        members = [i for i in panel.by_sender[sender].tolist() if both[i]]
        repeated = int(same[members].sum())
        chances = [exact[i] if i in exact else _told(witness, (then, i), (now, i), 0)[0] for i in members]
        p = max(poisson_binomial_tail(np.array(chances), repeated), LEAST)
        if p <= KEPT_BELOW:
            facts: dict[str, str | int | float] = {
                "period": panel.periods[now], "other": panel.periods[then], "areas": repeated, "of": len(members),
            }  # fmt: skip
            periods = (panel.periods[then], panel.periods[now])
            share = repeated / len(members)
            family.found.append(
                Sign(COPIED_MONTH, panel.senders[sender], panel.form, (), periods, float(repeated), p, share, facts)
            )


# --- other areas


def _areas(panel: Panel, witness: Witness) -> Family:
    family = Family()
    v, distinct = witness.values, witness.distinct
    for now in np.flatnonzero(panel.reviewed).tolist():
        there = np.isfinite(v[:, now]).any(axis=0)
        sizes = np.bincount(panel.sender[there], minlength=len(panel.senders))
        family.tests += int((sizes * (sizes - 1) // 2).sum())
        for one, other in _twins(v[:, now], panel.sender, there & (distinct[now] >= DISTINCT)):
            p, agree = _told(witness, (now, one), (now, other), 0)
            if p <= KEPT_BELOW:
                facts: dict[str, str | int | float] = {
                    "period": panel.periods[now], "other": panel.areas[one], "columns": agree,
                }  # fmt: skip
                family.found.append(Sign(
                    COPIED_AREA, panel.areas[other], panel.form, (), (panel.periods[now],), float(agree), p, 1.0, facts,
                ))  # fmt: skip
    return family


def _twins(v: Floats, sender: Ints, fit: np.ndarray) -> Iterator[tuple[int, int]]:
    """Pairs of areas of the same sender with the same row; (columns, n)."""
    rows = np.flatnonzero(fit)
    if len(rows) < 2:
        return
    table = np.vstack([sender[rows], np.nan_to_num(v[:, rows], nan=-1.0)])
    order = np.lexsort(table)
    same = (np.diff(table[:, order], axis=1) == 0).all(axis=0)
    for place in np.flatnonzero(same).tolist():
        one, other = sorted((int(rows[order[place]]), int(rows[order[place + 1]])))
        yield one, other
