"""Three lists by sample coverage: an answer that needs no choice among log-linear models."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from huimin.demography.faults import Faults
from huimin.demography.intervals import Array, quantile
from huimin.demography.registration.histories import Histories
from huimin.demography.registration.log_linear import check_counts

ENOUGH = 0.55


@dataclass(frozen=True)
class SampleCoverage:
    """An estimate by sample coverage.

    Attributes:
        coverage: share of all people's chances that the lists reach, 0 to 1.
        total, low, high: the one-step estimate with its interval; a lower bound where ``enough`` is false and lists
            depend on each other the same way.
        enough: coverage of 55 per cent at least, as the authors ask.
    """

    coverage: float
    total: float
    low: float
    high: float

    @property
    def enough(self) -> bool:
        """Whether the overlap is large enough for the method."""
        return self.coverage >= ENOUGH


def sample_coverage(histories: Histories, confidence: float = 0.95) -> SampleCoverage:
    """The one-step estimator of Chao, A. and Tsay, P. K. (1998), Journal of the American Statistical Association 93,
    283-293, as in Chao et al. (2001), Statistics in Medicine 20, 3123-3157; the standard error by the delta method, the
    interval log-normal above those seen. NaN where a list is empty or nobody is in two.

    Raises:
        Invalid: ``registration-three-lists``, and as :func:`huimin.demography.registration.fit_models`.
    """
    counts = histories.counts
    check_counts(counts, confidence)
    if len(histories.names) != 3:
        faults = Faults("histories")
        faults.add("registration-three-lists", found=len(histories.names))
        faults.raise_if_any()
    members, seen = histories.members, float(counts.sum())
    total, covered = _one_step(counts, members)
    if not np.isfinite(total):
        return SampleCoverage(covered, np.nan, np.nan, np.nan)
    steps = np.maximum(counts, 1.0) * 1e-4
    slopes = np.array([
        (_one_step(counts + step * unit, members)[0] - _one_step(counts - step * unit, members)[0]) / (2 * step)
        for step, unit in zip(steps, np.eye(len(counts)), strict=True)
    ])  # fmt: skip
    variance = float(slopes**2 @ counts - (slopes @ counts) ** 2 / total)
    unseen = total - seen
    if unseen <= 0:
        return SampleCoverage(covered, seen, seen, seen)
    wide = float(np.exp(quantile(confidence) * np.sqrt(np.log1p(max(variance, 0.0) / unseen**2))))
    return SampleCoverage(covered, total, seen + unseen / wide, seen + unseen * wide)


def _one_step(counts: Array, members: np.ndarray) -> tuple[float, float]:
    """The estimate and the coverage: nobody's list depends on another's at first, then as far as the overlaps tell."""
    inside = members == 1
    sizes = np.array([counts[inside[:, one]].sum() for one in range(3)])
    alone = np.array([counts[inside[:, one] & (inside.sum(axis=1) == 1)].sum() for one in range(3)])
    if (sizes <= 0).any() or (sizes <= alone).all():
        return np.nan, 0.0
    covered = float(1 - np.mean(alone / sizes))
    base = (counts.sum() - alone.mean()) / covered

    def better(total: float) -> float:
        added = 0.0
        for a, b in combinations(range(3), 2):
            third = 3 - a - b
            pair = counts[inside[:, a] & inside[:, b]].sum()
            single = sum(counts[inside[:, one] & ~inside[:, third]].sum() for one in (a, b))
            added += single * (total * pair / (sizes[a] * sizes[b]) - 1)
        return float(base + added / (3 * covered))

    return better(better(base)), covered
