"""What the linear graduations share: a table of multipliers laid along the five-year groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import Faults, by_age

Array = NDArray[np.float64]
LEAST = 5
"""The formulas reach over five groups."""


@dataclass(frozen=True, eq=False)
class Graduated:
    """Counts by single years of age: ``values`` (…, ages) and their ``ages``; an open group stays open."""

    values: Array
    ages: AgeGroups


def single_ages(ages: AgeGroups) -> AgeGroups:
    """The single years of the closed groups, and the open group where there is one."""
    last = ages.starts[-1] if ages.end is None else ages.end
    if ages.is_open:
        return AgeGroups(tuple(range(ages.starts[0], last + 1)))
    return AgeGroups(tuple(range(ages.starts[0], last)), last)


def apply_panels(population: ArrayLike, ages: AgeGroups, end: Array, middle: Array) -> Graduated:
    """Multiply five-year groups by ``end`` (10 single ages x 5 groups, mirrored at old ages) and ``middle`` (5 x 5).

    Raises:
        Invalid: ``demography-five-year-needed``, ``demography-shape``, ``demography-negative``.
    """
    people, faults, groups = by_age("population", population, ages), Faults("ages"), ages.closed
    if (ages.widths[:groups] != 5).any() or groups < LEAST:
        faults.add("demography-five-year-needed", least=LEAST, found=", ".join(ages.labels))
    faults.raise_if_any()
    matrix = np.zeros((5 * groups, groups))
    matrix[:10, :5], matrix[-10:, -5:] = end, end[::-1, ::-1]
    for panel in range(2, groups - 2):
        matrix[5 * panel : 5 * panel + 5, panel - 2 : panel + 3] = middle
    # Added in the order of age, whatever the number of areas, so that the bits do not depend on the batch.
    values = np.einsum("sg,...g->...s", matrix, people[..., :groups])
    return Graduated(np.concatenate([values, people[..., groups:]], axis=-1), single_ages(ages))
