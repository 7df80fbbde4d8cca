"""Three lists or more: every way that pairs of lists may depend on each other, fitted and held side by side.

One number would hide how much hangs on the choice of model: with the hepatitis counts of the textbooks, models that
nobody can call wrong answer from 400 to 1,300. So :func:`fit_models` fits all models of pairs (for three lists the 8
hierarchical ones) and the answer is the range over those that the data do not speak against.

Fienberg, S. E. (1972), Biometrika 59, 591-603; Bishop, Fienberg and Holland (1975), Discrete Multivariate Analysis,
chapter 6. That all lists together do not interact is assumed by every model and can be tested by none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy import special

from huimin.demography.faults import Faults
from huimin.demography.intervals import Array, quantile
from huimin.demography.registration.histories import Histories

ROUNDS, CLOSE = 60, 1e-10
MOST_TIMES = 1e4
UNLIKELY = 20.0
"""A model is clearly wrong where the best one is this many times as likely (in terms of AICc)."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Model:
    """One fitted model.

    Attributes:
        pairs: the pairs of lists that may depend on each other.
        total, low, high: how many there are, with the interval; infinite or NaN where ``estimable`` is false.
        unseen: those in no list.
        g2, df, p_value: the likelihood ratio against the saturated model, its degrees of freedom and chance; 1 where
            there are none to test with.
        aicc: Akaike's criterion with its correction for small numbers (Hurvich and Tsai 1989); smaller is better.
        estimable: false where the counts leave the number without an upper end.
        likelihood: against the best model, 0 to 1.
    """

    pairs: tuple[Pair, ...]
    total: float
    low: float
    high: float
    unseen: float
    g2: float
    df: int
    p_value: float
    aicc: float
    estimable: bool
    likelihood: float = 0.0

    @property
    def stands(self) -> bool:
        """Whether the data do not speak clearly against it."""
        return self.estimable and self.likelihood * UNLIKELY >= 1

    def name(self, names: tuple[str, ...]) -> str:
        """The model by the pairs that depend: ``A*B + C``; lists that depend on no other stand alone."""
        tied = ["*".join(names[at] for at in pair) for pair in self.pairs]
        free = [name for at, name in enumerate(names) if not any(at in pair for pair in self.pairs)]
        return " + ".join([*tied, *free])


@dataclass(frozen=True)
class ModelRange:
    """All models of one set of lists.

    Attributes:
        histories: the counts. models: the best first.
        added: what was added to every count because some were 0; 0 where none was.
        confidence: of the intervals.
    """

    histories: Histories
    models: tuple[Model, ...]
    added: float
    confidence: float

    @property
    def standing(self) -> tuple[Model, ...]:
        """The models that are not clearly wrong, the best first."""
        return tuple(one for one in self.models if one.stands)

    @property
    def best(self) -> Model | None:
        """The model that AICc puts first; None where no model gives a number."""
        return next(iter(self.standing), None)

    @property
    def span(self) -> tuple[float, float]:
        """The smallest and the largest estimate of the models that stand; NaN where there is none."""
        totals = [one.total for one in self.standing]
        return (min(totals), max(totals)) if totals else (np.nan, np.nan)

    @property
    def all_span(self) -> tuple[float, float]:
        """The smallest and the largest estimate of all models that give one, wrong ones too; else NaN."""
        totals = [one.total for one in self.models if one.estimable]
        return (min(totals), max(totals)) if totals else (np.nan, np.nan)

    @property
    def interval(self) -> tuple[float, float]:
        """From the lowest low to the highest high of the models that stand: chance and doubt about the model."""
        ends = [(one.low, one.high) for one in self.standing]
        return (min(low for low, _ in ends), max(high for _, high in ends)) if ends else (np.nan, np.nan)

    @property
    def average(self) -> float:
        """The mean of the models that stand, by their likelihood; NaN where there is none.

        Burnham, K. P. and Anderson, D. R. (2002), Model Selection and Multimodel Inference, chapter 4.
        """
        if not self.standing:
            return float("nan")
        weights = np.array([one.likelihood for one in self.standing])
        return float(np.average([one.total for one in self.standing], weights=weights))


def fit_models(histories: Histories, confidence: float = 0.95) -> ModelRange:
    """Fit every model of pairs of lists to the counts of one place.

    Where a count is 0, (1/2) ** (lists - 1) is added to each first, else some models have no finite answer: Evans,
    M. A. and Bonett, D. G. (1994), Biometrics 50, 388-395.

    Args:
        histories: of one place (counts of shape (histories,)); see :meth:`Histories.together`.
        confidence: of the intervals.

    Raises:
        Invalid: ``registration-one-place`` (several areas), ``registration-not-known`` (a count is NaN),
            ``registration-nobody`` (all counts are 0), ``demography-number-out-of-range``.
    """
    counts = histories.counts
    check_counts(counts, confidence)
    added = 0.5 ** (len(histories.names) - 1) if (counts == 0).any() else 0.0
    every = list(combinations(range(len(histories.names)), 2))
    room = len(counts) - len(histories.names) - 1
    sets = [pairs for size in range(min(len(every), room) + 1) for pairs in combinations(every, size)]
    fitted = [_fit(counts + added, histories.members, pairs, confidence, float(counts.sum())) for pairs in sets]
    least = min((one.aicc for one in fitted if one.estimable), default=0.0)
    ranked = sorted((_weighed(one, least) for one in fitted), key=lambda one: (-one.estimable, one.aicc, one.pairs))
    return ModelRange(histories, tuple(ranked), added, confidence)


def check_counts(counts: Array, confidence: float) -> None:
    """Refuse counts of several places, unknown ones and none, and a confidence outside 0 to 1."""
    faults = Faults("counts")
    if counts.ndim != 1:
        faults.add("registration-one-place", found=str(counts.shape))
    elif not np.isfinite(counts).all():
        faults.add("registration-not-known")
    elif counts.sum() == 0:
        faults.add("registration-nobody")
    if not 0 < confidence < 1:
        faults.add("demography-number-out-of-range", "confidence", found=float(confidence), low=0, high=1)
    faults.raise_if_any()


def _weighed(model: Model, least: float) -> Model:
    chance = float(np.exp(min(0.0, (least - model.aicc) / 2))) if model.estimable else 0.0
    return replace(model, likelihood=chance)


def _fit(counts: Array, members: np.ndarray, pairs: tuple[Pair, ...], confidence: float, people: float) -> Model:
    """One model: a column for each list and each pair that depends; nobody seen is the row of the constant alone."""
    columns = [np.ones(len(counts)), *members.T, *(members[:, a] * members[:, b] for a, b in pairs)]
    design = np.stack(columns, axis=1).astype(float)
    found = poisson_regression(design, counts)
    unseen, error = float(np.exp(min(found.coefficients[0], 700.0))), float(found.covariance[0, 0])
    good = found.converged and np.isfinite(error) and unseen < MOST_TIMES * people
    half = quantile(confidence) * np.sqrt(error + 1 / max(unseen, 1e-12)) if good else np.inf
    top = min(unseen * float(np.exp(min(half, 700))), _count_top(unseen, error, confidence) if good else np.inf)
    free, df = design.shape[1], len(counts) - design.shape[1]
    g2 = max(0.0, 2 * float(np.sum(special.xlogy(counts, counts / found.fitted) - counts + found.fitted)))
    # A likelihood of people can spare no more parameters than there are people.
    penalty = 2 * free * (free + 1) / (people - free - 1) if people > free + 1 else np.inf
    return Model(
        pairs, people + unseen, people + unseen * float(np.exp(-half)), people + top,
        unseen, g2, df, float(special.chdtrc(df, g2)) if df else 1.0, g2 + 2 * free + (penalty if df else 0.0), good,
    )  # fmt: skip


def _count_top(unseen: float, error: float, confidence: float) -> float:
    """The upper end of a count whose mean is at most what the error of its logarithm allows: where next to nobody is
    expected unseen, the log-normal end would fly off.
    """
    most = unseen * float(np.exp(min(quantile(confidence) * np.sqrt(error), 600.0)))
    return float(special.chdtri(2 * (most + 1), (1 - confidence) / 2)) / 2


@dataclass(frozen=True, eq=False)
class Regression:
    """A Poisson regression: coefficients, their covariance, fitted counts, and whether it came to rest."""

    coefficients: Array
    covariance: Array
    fitted: Array
    converged: bool


def poisson_regression(design: Array, counts: Array) -> Regression:
    """Log-linear Poisson regression by iterated weighted least squares.

    McCullagh, P. and Nelder, J. A. (1989), Generalized Linear Models, section 2.5.

    Args:
        design: (cells, columns). counts: (cells,).
    """
    eta = np.log(np.maximum(counts, 0.1))
    before, settled = np.inf, False
    coefficients = np.zeros(design.shape[1])
    for _ in range(ROUNDS):
        fitted = np.exp(eta)
        worked = eta + (counts - fitted) / fitted
        root = np.sqrt(fitted)
        coefficients = np.asarray(np.linalg.lstsq(design * root[:, None], worked * root, rcond=None)[0], np.float64)
        eta = np.clip(design @ coefficients, -50.0, 50.0)
        deviance = 2 * float(np.sum(special.xlogy(counts, counts / np.exp(eta)) - counts + np.exp(eta)))
        settled = abs(before - deviance) < CLOSE * (1 + abs(deviance))
        if settled:
            break
        before = deviance
    fitted = np.exp(eta)
    information = design.T @ (design * fitted[:, None])
    covariance = np.asarray(np.linalg.pinv(information, hermitian=True), dtype=np.float64)
    return Regression(coefficients, covariance, np.asarray(fitted), settled)
