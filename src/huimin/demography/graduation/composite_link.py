"""The penalised composite link model: the smoothest single ages whose sums could have given the groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.interpolate import BSpline

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, by_age, within
from huimin.demography.graduation.linear import Graduated
from huimin.demography.intervals import divide

Array = NDArray[np.float64]
GRID = 10.0 ** np.arange(-2.0, 6.0)
"""Smoothing weights that are tried; the one of least BIC is taken for each area."""
YEARS_A_KNOT = 4
STEPS, LONGEST, SETTLED = 300, 2.0, 1e-11
ROWS = 128
"""So many areas are fitted together: enough for numpy, few enough for the cache."""
LEAST_COUNT = 1e-12


@dataclass(frozen=True, eq=False)
class _Model:
    """compose (groups, single ages) sums single ages to groups; basis (single ages, splines); penalty (splines)²."""

    compose: Array
    basis: Array
    penalty: Array


def composite_link(
    population: ArrayLike,
    ages: AgeGroups,
    *,
    last: int | None = None,
    smoothness: float | None = None,
    keep_totals: bool = True,
) -> Graduated:
    """Groups of any width to single ages: a smooth log curve whose group sums fit the counts as Poisson.

    The total of all groups is kept by the fit itself, each group's total by scaling afterwards (``keep_totals``).
    Never negative. An area without people gives zeros. One with a count not known gives NaN; so does one
    whose likelihood has no maximum, because nearly all groups are empty.

    Args:
        population: shape (…, ages), at least four groups.
        last: where to end an open group; its people are spread over single ages up to ``last``, the last of them
            written as open. None passes the open group on untouched.
        smoothness: weight of the penalty on second differences; None: by least BIC for each area.
        keep_totals: scale the single ages so that every group has its count.

    Raises:
        Invalid: ``demography-groups-few``, ``demography-last-age``, ``demography-number-out-of-range``,
            ``demography-shape``, ``demography-negative``.

    Source: Rizzi, S., Gampe, J. and Eilers, P. H. C. (2015), Efficient estimation of smooth distributions from coarsely
    grouped data, American Journal of Epidemiology 182(2), 138-147; B-spline basis and BIC as in the R package ungroup
    (Pascariu and others, 2018).
    """
    people = by_age("population", population, ages)
    bounds = _bounds(ages, last)
    if smoothness is not None:
        within("smoothness", smoothness, 0, np.inf)
    fitted: Array = people[..., : len(bounds) - 1]
    flat: Array = fitted.reshape(-1, fitted.shape[-1])
    known: NDArray[np.bool_] = np.asarray(np.isfinite(flat).all(axis=-1))
    result = np.where(known[:, None], 0.0, np.nan) * np.ones(bounds[-1] - bounds[0])
    some = known & (flat.sum(axis=-1) > 0)
    if some.any():
        model = _model(bounds)
        weights, places = GRID if smoothness is None else np.array([smoothness]), np.flatnonzero(some)
        for first in range(0, len(places), ROWS):
            chunk = places[first : first + ROWS]
            result[chunk] = _smoothest(model, flat[chunk], weights)
        if keep_totals:
            scale = divide(flat[some], result[some] @ model.compose.T)
            result[some] *= np.where(flat[some] == 0, 0.0, scale) @ model.compose
    values = result.reshape(*fitted.shape[:-1], -1)
    single = tuple(range(int(bounds[0]), int(bounds[-1])))
    if last is None and ages.is_open:
        return Graduated(np.concatenate([values, people[..., -1:]], axis=-1), AgeGroups((*single, int(bounds[-1]))))
    return Graduated(values, AgeGroups(single, None if ages.is_open else ages.end))


def _bounds(ages: AgeGroups, last: int | None) -> NDArray[np.int64]:
    """The ages between which groups lie, the open group left out or ended at ``last``."""
    faults, top = Faults("ages"), ages.starts[-1] if ages.is_open else ages.end
    starts = ages.starts[: ages.closed]
    if last is not None:
        if not ages.is_open or last < ages.starts[-1]:
            faults.add("demography-last-age", found=last, age=ages.labels[-1])
        starts, top = ages.starts, last + 1
    if len(starts) < 4:
        faults.add("demography-groups-few", least=4, found=len(starts))
    faults.raise_if_any()
    return np.array([*starts, top], dtype=np.int64)


def _model(bounds: NDArray[np.int64]) -> _Model:
    years = np.arange(bounds[0], bounds[-1])
    compose = ((years >= bounds[:-1, None]) & (years < bounds[1:, None])).astype(np.float64)
    pieces = max(4, len(years) // YEARS_A_KNOT)
    step = len(years) / pieces
    knots = bounds[0] + step * np.arange(-3, pieces + 4)
    basis = BSpline.design_matrix(years + 0.5, knots, 3).toarray()
    second = np.diff(np.eye(basis.shape[1]), n=2, axis=0)
    return _Model(compose, basis, second.T @ second)


def _smoothest(model: _Model, counts: Array, weights: Array) -> Array:
    """The single ages of each row of ``counts`` at its best smoothing weight; NaN where no fit settled."""
    best, least = np.full((len(counts), model.basis.shape[0]), np.nan), np.full(len(counts), np.inf)
    beta = np.log(counts.sum(axis=-1, keepdims=True) / model.basis.shape[0]) * np.ones(model.basis.shape[1])
    for weight in np.sort(weights)[::-1]:  # from the smoothest on: each fit starts where the last one ended
        beta, gamma, badness = _fit(model, counts, beta, float(weight))
        better = badness < least
        best[better], least[better] = gamma[better], badness[better]
    return best


def _fit(model: _Model, counts: Array, start: Array, weight: float) -> tuple[Array, Array, Array]:
    """(coefficients, single ages, BIC) of every row, by Fisher scoring with shortened steps.

    A row has settled when a step would move no group by more than a hair of the row's total; BIC is infinite where that
    did not happen.
    """
    beta, moving = start.copy(), np.arange(len(counts))
    for _ in range(STEPS):
        step, moved = _step(model, counts[moving], beta[moving], weight)
        beta[moving] += step / np.maximum(1.0, np.abs(step).max(axis=-1, keepdims=True) / LONGEST)
        moving = moving[np.abs(moved).max(axis=-1) > SETTLED * counts[moving].sum(axis=-1)]
        if not len(moving):
            break
    gamma, mean, _, information = _expected(model, beta)
    dimension = np.trace(np.linalg.solve(information + _penalty(model, weight), information), axis1=-2, axis2=-1)
    logs = np.log(np.where(counts > 0, counts / mean, 1.0))
    deviance = 2 * (counts * logs - (counts - mean)).sum(axis=-1)
    badness = deviance + np.log(counts.shape[-1]) * dimension
    badness[moving] = np.inf
    beta[moving] = start[moving]
    return beta, gamma, badness


def _penalty(model: _Model, weight: float) -> Array:
    return weight * model.penalty + 1e-9 * np.eye(len(model.penalty))


def _expected(model: _Model, beta: Array) -> tuple[Array, Array, Array, Array]:
    """(single ages, expected counts of the groups, their slopes in the coefficients, Fisher information)."""
    gamma = np.exp(beta @ model.basis.T)
    mean = np.maximum(gamma @ model.compose.T, LEAST_COUNT)
    slopes = model.compose @ (gamma[..., None] * model.basis)
    return gamma, mean, slopes, np.swapaxes(slopes / mean[..., None], -1, -2) @ slopes


def _step(model: _Model, counts: Array, beta: Array, weight: float) -> tuple[Array, Array]:
    """(step of the coefficients, the change of the groups' expected counts that it makes)."""
    _, mean, slopes, information = _expected(model, beta)
    score = ((counts / mean - 1)[:, None, :] @ slopes)[:, 0] - weight * beta @ model.penalty
    step: Array = np.asarray(np.linalg.solve(information + _penalty(model, weight), score[..., None]))
    return step[..., 0], np.asarray((slopes @ step)[..., 0])
