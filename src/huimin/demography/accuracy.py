"""How sound are counts by age and sex? The United Nations scores from five-year groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, by_age, together
from huimin.demography.intervals import divide

Array = NDArray[np.float64]


def _closed_groups(name: str, population: ArrayLike, ages: AgeGroups) -> Array:
    """The closed five-year groups, at least three."""
    people, faults = by_age(name, population, ages), Faults("ages")
    widths = ages.widths[: ages.closed]
    if (widths != 5).any() or len(widths) < 3:
        faults.add("demography-five-year-needed", least=3, found=", ".join(ages.labels))
    faults.raise_if_any()
    return people[..., : ages.closed]


def age_ratio_score(population: ArrayLike, ages: AgeGroups) -> Array:
    """The mean absolute deviation from 100 of each group against the mean of its neighbours, shape (…).

    Args:
        population: one sex in five-year groups, shape (…, ages); the open group and the ends have no ratio.

    Returns:
        0 for a linear population; the higher the worse. NaN where both neighbours of a group are empty.

    Raises:
        Invalid: ``demography-five-year-needed``, ``demography-shape``, ``demography-negative``.

    Source: United Nations (1952), Accuracy tests for census age distributions, Population Bulletin 2, 59-79.
    """
    people = _closed_groups("population", population, ages)
    ratios = 200 * divide(people[..., 1:-1], people[..., :-2] + people[..., 2:])
    return np.asarray(np.abs(ratios - 100).mean(axis=-1))


def sex_ratio_score(males: ArrayLike, females: ArrayLike, ages: AgeGroups) -> Array:
    """The mean absolute change of the sex ratio (males per 100 females) from one group to the next, shape (…).

    Arguments, errors and source as :func:`age_ratio_score`. NaN where a group has no females.
    """
    men, women = _closed_groups("males", males, ages), _closed_groups("females", females, ages)
    together(("males", men), ("females", women))
    return np.asarray(np.abs(np.diff(100 * divide(*np.broadcast_arrays(men, women)), axis=-1)).mean(axis=-1))


@dataclass(frozen=True, eq=False)
class JointScore:
    """The United Nations joint score with its parts, each of shape (…): below 20 accurate, to 40 inaccurate, above
    highly inaccurate.
    """

    score: Array
    sex_ratio: Array
    male_age_ratio: Array
    female_age_ratio: Array


def joint_score(males: ArrayLike, females: ArrayLike, ages: AgeGroups, *, small_correction: bool = True) -> JointScore:
    """Three times the sex ratio score and the two age ratio scores, added.

    Args:
        males, females: in five-year groups, shape (…, ages).
        small_correction: for fewer than a million people, take off what chance alone brings: 3500/sqrt(N) - 3.5.

    Raises:
        Invalid: ``demography-five-year-needed``, ``demography-shape``, ``demography-negative``.

    Source: United Nations (1955), Manual II: Methods of appraisal of quality of basic data for population estimates.
    """
    men, women = age_ratio_score(males, ages), age_ratio_score(females, ages)
    sexes = sex_ratio_score(males, females, ages)
    score = 3 * sexes + men + women
    people = np.asarray(males, dtype=np.float64).sum(axis=-1) + np.asarray(females, dtype=np.float64).sum(axis=-1)
    if small_correction:
        score = score - np.where(people < 1e6, 3500 * divide(np.ones_like(people), np.sqrt(people)) - 3.5, 0.0)
    return JointScore(score, sexes, men, women)
