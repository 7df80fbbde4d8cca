"""Where constant rates lead in the end: the stable population and the rate at which it grows.

Lotka's equation in groups: sum over x of exp(-r (x + n)) times the daughters born per step by a woman who has lived to
the group is 1. Preston, Heuveline and Guillot (2001), chapters 6.4 and 7; Caswell (2001), Matrix Population Models, 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize

from huimin.demography.ages import FEMALE, Ages
from huimin.demography.faults import fault
from huimin.demography.projection.rates import Floats
from huimin.findings import Invalid


@dataclass(frozen=True, slots=True, eq=False)
class Stable:
    """A population whose shape no longer changes.

    Attributes:
        growth: its rate of growth a year, continuous.
        population: (2, ages) women and men, adding up to 1.
    """

    growth: float
    population: Floats


def lotka_root(survival: Floats, fertility: Floats, sex_ratio: float, ages: Ages) -> float:
    """The intrinsic rate of growth per year, continuous: the real root of Lotka's equation of the projection.

    ``survival`` (2, ages), ``fertility`` (ages,) births per woman and year, ``sex_ratio`` boys per girl. Mothers are
    counted as the mean of the start and the end of a step. :class:`Invalid` where there is no fertility.
    """
    reach, maternity = _maternity(survival[FEMALE], fertility, sex_ratio, ages)
    if not maternity.any():
        raise Invalid([fault("projection-no-fertility", "fertility")])
    order = np.arange(1, len(reach) + 1) * float(ages.width)
    weight = maternity * reach

    def missing(growth: float) -> float:
        return float(np.log((weight * np.exp(-growth * order)).sum()))

    return float(optimize.brentq(missing, -2.0 / ages.width, 2.0 / ages.width, xtol=1e-15, rtol=1e-14))


def _maternity(survival: Floats, fertility: Floats, sex_ratio: float, ages: Ages) -> tuple[Floats, Floats]:
    """Chance to be alive in a group given birth, and living daughters a step later per woman in it.

    A woman of group x counts half as she is and half as she will be, in group x + 1; the girls live to be counted.
    """
    later = np.append(fertility[1:] * survival[1:], fertility[-1] * survival[-1])
    half = 0.5 * ages.width / (1.0 + sex_ratio)
    daughters = half * survival[0] * (fertility + later)
    reach = np.concatenate([[1.0], np.cumprod(survival[1:-1])])
    if fertility[-1] > 0.0:
        raise Invalid([fault("projection-open-group-fertile", "fertility", age=ages.label(ages.count - 1))])
    # A woman of the last closed group has no later children, as the open group has none.
    return reach, daughters[:-1]


def stable(survival: Floats, fertility: Floats, sex_ratio: float, ages: Ages) -> Stable:
    """The stable population of constant rates; arguments and errors as for :func:`lotka_root`.

    The group x is what was born x + n years before, thinned by growth: exp(-r x) times survivors.
    """
    growth = lotka_root(survival, fertility, sex_ratio, ages)
    factor = np.exp(-growth * ages.width)
    people = np.empty((2, ages.count))
    people[:, 0] = survival[:, 0] * np.array([1.0, sex_ratio])
    for group in range(1, ages.count - 1):
        people[:, group] = people[:, group - 1] * survival[:, group] * factor
    last = survival[:, -1] * factor
    people[:, -1] = people[:, -2] * last / (1.0 - last)
    return Stable(growth, people / people.sum())
