"""Precision and recall of a matching from a sample of its pairs that people have read.

All pairs that were weighed, made or not, are cut into strata, and within each some are drawn at random. Of the pairs
that are accepted the share of true ones is the precision; of all true pairs the share that is accepted is the recall.
Both are put together from the strata: a total of true pairs is the sum of size times share, and its interval is made
from Wilson's intervals of the strata (MOVER: Zou, Huang and Zhang 2009, Computational Statistics and Data Analysis 53,
1080-1085; for ratios Donner and Zou 2012, Statistical Methods in Medical Research 21, 347-359), narrower where much of
a stratum was read (the correction of finite populations). So a stratum in which nothing wrong was found still adds its
doubt, which is wide where few were read of many: that is the truth of it.

Recall speaks of the pairs that were weighed. True pairs that share nothing are not among them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Array = NDArray[np.float64]


class Ends(NamedTuple):
    """A value with the ends of its interval; NaN where it is not known. Numbers or arrays of one shape."""

    value: Array
    low: Array
    high: Array


@dataclass(frozen=True, eq=False)
class Answers:
    """What was read, by stratum: arrays (…, strata).

    Attributes:
        size: pairs of the stratum. read: how many of them were decided. same: how many of these are one child.
        unsure: how many were read and could not be told; they count as not read.
    """

    size: Array
    read: Array
    same: Array
    unsure: Array


@dataclass(frozen=True, eq=False)
class Goodness:
    """How good a matching is.

    Attributes:
        precision, recall: with intervals. worst, best: precision and recall as values, if all pairs that could not be
            told were against or for the matching.
    """

    precision: Ends
    recall: Ends
    worst: tuple[Array, Array]
    best: tuple[Array, Array]


def goodness(answers: Answers, accepted: NDArray[np.bool_], confidence: float = 0.95) -> Goodness:
    """Precision and recall of accepting some strata.

    Args:
        accepted: (strata,) those whose pairs count as one child.
    """
    inside, outside = _true_pairs(answers, accepted, confidence), _true_pairs(answers, ~accepted, confidence)
    pairs = (answers.size * accepted).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = Ends(*(np.where(pairs > 0, end / pairs, np.nan) for end in inside))
        recall = _share(inside, outside)
        shifted = [_shifted(answers, accepted, for_it) for for_it in (False, True)]
    return Goodness(precision, recall, *shifted)


def _true_pairs(answers: Answers, chosen: NDArray[np.bool_], confidence: float) -> Ends:
    """How many pairs of some strata are of one child."""
    share, low, high = _shares(answers, chosen, confidence)
    size = np.where(chosen, answers.size, 0.0)
    value = (size * share).sum(axis=-1)
    known = np.where(chosen, answers.same, 0.0).sum(axis=-1)
    wrong = np.where(chosen, answers.read - answers.same, 0.0).sum(axis=-1)
    down = np.sqrt(((size * (share - low)) ** 2).sum(axis=-1))
    up = np.sqrt(((size * (high - share)) ** 2).sum(axis=-1))
    return Ends(value, np.maximum(value - down, known), np.minimum(value + up, size.sum(axis=-1) - wrong))


def _shares(answers: Answers, chosen: NDArray[np.bool_], confidence: float) -> tuple[Array, Array, Array]:
    """The share of true pairs by stratum with Wilson's ends; a stratum of which nothing was decided may be anything
    and is taken as the others of its kind.
    """
    read, same, size = answers.read, answers.same, answers.size
    z2 = float(norm.ppf(0.5 + confidence / 2)) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = _pooled(np.where(chosen, size, 0.0), read, same)
        share = np.where(read > 0, same / read, pooled[..., None])
        middle, scale = share + z2 / (2 * read), 1 + z2 / read
        half = np.sqrt(z2 * (share * (1 - share) / read + z2 / (4 * read * read)))
        left = np.sqrt(np.clip(1 - read / size, 0.0, 1.0))  # of the doubt, what is left by having read some
        low = np.where(same > 0, (middle - half) / scale, 0.0)
        high = np.where(same < read, (middle + half) / scale, 1.0)
        low, high = share - left * (share - low), share + left * (high - share)
    some = read > 0
    return share, np.where(some, low, 0.0), np.where(some, high, 1.0)


def _pooled(size: Array, read: Array, same: Array) -> Array:
    """The share of true pairs in the strata that were read, weighted by size; one half where none was."""
    known = np.where(read > 0, size, 0.0)
    found = (known * np.where(read > 0, same / np.maximum(read, 1.0), 0.0)).sum(axis=-1)
    return np.where(known.sum(axis=-1) > 0, found / known.sum(axis=-1), 0.5)


def _share(part: Ends, rest: Ends) -> Ends:
    """``part / (part + rest)`` of two independent amounts, by the interval of their ratio (MOVER)."""
    a, a_low, a_high = part
    m, m_low, m_high = rest
    value = a / (a + m)
    spread_low = np.sqrt(np.maximum((a * m) ** 2 - m_low * a_high * (2 * m - m_low) * (2 * a - a_high), 0.0))
    spread_high = np.sqrt(np.maximum((a * m) ** 2 - m_high * a_low * (2 * m - m_high) * (2 * a - a_low), 0.0))
    few, many = a_high * (2 * a - a_high), a_low * (2 * a - a_low)
    ratio_low = np.where(few > 0, (a * m - spread_low) / few, 0.0)
    ratio_high = np.where(many > 0, (a * m + spread_high) / many, np.inf)
    low, high = 1 / (1 + ratio_high), 1 / (1 + np.maximum(ratio_low, 0.0))
    return Ends(value, np.where(np.isnan(value), np.nan, low), np.where(np.isnan(value), np.nan, high))


def _shifted(answers: Answers, accepted: NDArray[np.bool_], for_it: bool) -> tuple[Array, Array]:
    """Precision and recall if all that could not be told were for, or against, the matching."""
    more = np.where(accepted == for_it, answers.unsure, 0.0)
    told = Answers(answers.size, answers.read + answers.unsure, answers.same + more, np.zeros_like(answers.unsure))
    inside, outside = (_true_pairs(told, chosen, 0.95).value for chosen in (accepted, ~accepted))
    pairs = (answers.size * accepted).sum(axis=-1)
    return np.asarray(inside / pairs), np.asarray(inside / (inside + outside))
