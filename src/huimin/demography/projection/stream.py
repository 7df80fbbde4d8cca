"""More areas than fit in memory: a batch of areas at a time, and only what was asked for is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from huimin.demography.ages import Ages
from huimin.demography.projection.engine import project
from huimin.demography.projection.outcome import Projection
from huimin.demography.projection.rates import END, Floats, Mothers, Rates, Timing
from huimin.demography.projection.readouts import readouts
from huimin.demography.projection.trajectories import LEVELS, Fan, fan

Make = Callable[[slice], tuple[Floats, Rates]]
"""Given the positions of some areas, their people (areas, 1, 2, ages) and rates (areas, trajectories, steps, ...)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How every batch is projected; see :func:`huimin.demography.projection.project`."""

    ages: Ages
    first_year: int = 0
    timing: Timing = END
    mothers: Mothers = Mothers.PRESENT
    floor: float | None = 0.0
    check: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """What is kept of a stream.

    Attributes:
        years: the year of each count.
        areas: by readout, median and intervals (areas, steps + 1).
        parents: by readout, median and intervals (parents, steps + 1) of the sums of the areas, trajectory by
            trajectory. Intervals of a sum are not sums of intervals.
        levels: confidence of the intervals.
    """

    years: tuple[int, ...]
    areas: dict[str, Fan]
    parents: dict[str, Fan]
    levels: tuple[float, ...]


def stream(count: int, make: Make, plan: Plan, batch: int = 50) -> Iterator[tuple[slice, Projection]]:
    """The projections of ``count`` areas, ``batch`` at a time, with the positions that each is of.

    Nothing of a batch is kept once the next is asked for. ``make`` raises or :func:`project` raises
    :class:`Invalid` for the first batch with a fault.
    """
    for start in range(0, count, batch):
        part = slice(start, min(start + batch, count))
        population, rates = make(part)
        yield (
            part,
            project(
                population,
                rates,
                plan.ages,
                plan.first_year,
                plan.timing,
                plan.mothers,
                flows=False,
                floor=plan.floor,
                check=plan.check,
            ),
        )


def summarise(
    projections: Iterator[tuple[slice, Projection]],
    parent: Sequence[int],
    codes: Sequence[str] = ("total", "aged_60", "aged_65", "aged_80"),
    levels: tuple[float, ...] = LEVELS,
) -> Summary:
    """Intervals of the readouts ``codes`` for each area and for the areas that they add up to.

    ``parent`` gives for each area the number of the area it belongs to, 0 to n - 1, or -1 for none; give a stream a
    second time, or several numbers in turn, for higher levels. Trajectories must be on the second axis.
    """
    kept: dict[str, list[Fan]] = {code: [] for code in codes}
    sums: dict[str, Floats] = {}
    home = np.asarray(parent)
    years: tuple[int, ...] = ()
    for part, projection in projections:
        years = projection.years or years
        for code, values in readouts(projection, codes).items():
            kept[code].append(fan(values, axis=1, levels=levels))
            sums.setdefault(code, np.zeros((int(home.max(initial=-1)) + 1, *values.shape[1:])))
            known = home[part] >= 0
            np.add.at(sums[code], home[part][known], values[known])
    return Summary(
        years,
        {code: fans[0].joined(fans[1:]) for code, fans in kept.items()},
        {code: fan(total, axis=1, levels=levels) for code, total in sums.items()},
        levels,
    )
