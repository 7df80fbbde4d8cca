"""What a projection gives: people by year, sex and age, and what happened on the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.demography.ages import Ages
from huimin.demography.projection.rates import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """People and events of a projection; leading axes as its inputs had them.

    Attributes:
        ages: the age groups.
        first_year: the year of the first count.
        population: (..., steps + 1, 2, ages), in the unit of the population given.
        births: (..., steps, 2) girls and boys born in each step.
        deaths: (..., steps, 2, ages) by the group that the dead would have been in at the end of the step; group 0 are
            those born in the step. None where flows were not kept.
        early: (..., steps, 2, ages) migrants who came at the start of a step, by their group then.
        late: (..., steps, 2, ages) migrants who came at the end of a step, by their group then.
    """

    ages: Ages
    first_year: int
    population: Floats
    births: Floats
    deaths: Floats | None = None
    early: Floats | None = None
    late: Floats | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The year of each count."""
        return tuple(self.first_year + self.ages.width * i for i in range(self.population.shape[-3]))

    @property
    def total(self) -> Floats:
        """(..., steps + 1) people of both sexes and all ages."""
        return np.asarray(self.population.sum(axis=(-1, -2)))

    def unaccounted(self) -> Floats:
        """(..., steps, 2, ages) people at the end of each step that the balance of their cohort cannot explain.

        The balancing equation: survivors are those of the cohort a step ago, with migrants, without deaths. All
        entries are 0 but for rounding. Needs the flows.
        """
        if self.deaths is None or self.early is None or self.late is None:
            raise ValueError("project with flows=True to balance a projection")
        start = self.population[..., :-1, :, :] + self.early
        came = np.concatenate([self.births[..., None], start[..., :-1]], axis=-1)
        came[..., -1] += start[..., -1]
        return np.asarray(self.population[..., 1:, :, :] - (came + self.late - self.deaths))
