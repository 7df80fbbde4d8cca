"""How far two readers agree, beyond what chance would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from huimin.reconciliation.coverage import Share

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
VALUES = (SAME, DIFFERENT, UNSURE)
"""What a reader may say of a pair: one child, two children, cannot be told."""


@dataclass(frozen=True, eq=False)
class Agreement:
    """Two readers of the same pairs.

    Attributes:
        table: (3, 3) counts, the first reader's answers down, the second's across, in the order of ``VALUES``.
        agreed: the share of pairs with one answer.
        kappa, low, high: Cohen's kappa with its interval; NaN where it has no meaning (nothing read, or both gave one
            and the same answer throughout, which chance would have given too).
    """

    table: NDArray[np.int64]
    agreed: Share
    kappa: float
    low: float
    high: float


def agreement(pairs: Sequence[tuple[str, str]], confidence: float = 0.95) -> Agreement:
    """How far two readers agree.

    Kappa: Cohen, J. (1960), Educational and Psychological Measurement 20, 37-46. Its standard error: Fleiss, J. L.,
    Cohen, J. and Everitt, B. S. (1969), Psychological Bulletin 72, 323-327. That error is 0 where all agree, though a
    few pairs prove little; the ends are therefore never nearer than those which Wilson's interval of the agreement
    gives with the chance agreement as it is.

    Args:
        pairs: the first and the second reader's answer for each pair, of ``VALUES``.
    """
    table = np.zeros((len(VALUES), len(VALUES)), np.int64)
    for one, two in pairs:
        table[VALUES.index(one), VALUES.index(two)] += 1
    agreed = Share(int(np.trace(table)), int(table.sum()), confidence)
    if not agreed.whole:
        return Agreement(table, agreed, np.nan, np.nan, np.nan)
    shares = table / table.sum()
    chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    if chance == 1:
        return Agreement(table, agreed, np.nan, np.nan, np.nan)
    kappa = (agreed.value - chance) / (1 - chance)
    half = float(norm.ppf(0.5 + confidence / 2)) * _error(shares, kappa, chance, agreed.whole)
    ends = [(end - chance) / (1 - chance) for end in agreed.interval]
    return Agreement(table, agreed, kappa, max(-1.0, min(kappa - half, ends[0])), min(1.0, max(kappa + half, ends[1])))


def _error(shares: NDArray[np.float64], kappa: float, chance: float, count: int) -> float:
    """The standard error of kappa, equation 13 of Fleiss, Cohen and Everitt."""
    down, across = shares.sum(axis=1), shares.sum(axis=0)
    same = np.diag(shares)
    first = (same * (1 - (down + across) * (1 - kappa)) ** 2).sum()
    other = shares * (across[:, None] + down[None, :]) ** 2
    second = (1 - kappa) ** 2 * (other.sum() - np.diag(other).sum())
    third = (kappa - chance * (1 - kappa)) ** 2
    return float(np.sqrt(max(0.0, first + second - third) / count) / (1 - chance))


def settled(answers: Sequence[str]) -> str:
    """What counts of up to three answers in order: that of the first two where they agree, else the third reader's;
    empty where it is still open.
    """
    if len(answers) >= 2 and answers[0] == answers[1]:
        return answers[0]
    return answers[2] if len(answers) == 3 else ""
