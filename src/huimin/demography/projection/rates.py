"""What drives a projection: survival, fertility, sex ratio at birth and migration, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Unit(Enum):
    """What migration is given in."""

    COUNTS = "counts"
    """Net migrants in the whole step."""
    RATES = "rates"
    """Net migrants in the whole step per person of the group at its start."""


class Mothers(Enum):
    """Which women the births of a step are counted from: the mean of two counts, times the length of the step."""

    PRESENT = "present"
    """Women at the start with early migrants, and women at the end without migrants who come only at the very end.

    Preston, Heuveline and Guillot (2001), Demography, chapter 6; United Nations Population Division, ccmppWPP,
    ``project_ccmpp_z_by_z``.
    """
    ALL_MIGRANTS = "all migrants"
    """Women as counted at the start, and women at the end with all migrants: World Population Prospects to 2012."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When in a step people migrate.

    Attributes:
        early: share of the migrants who come at the start, counted by their age then; they live through the whole
            step. The others come at the end, counted by their age then.
    """

    early: float = 0.0


END = Timing(0.0)
"""All migrants come at the end of the step."""

EVEN = Timing(0.5)
"""Migrants come evenly over the step: half at the start, half at the end (Preston and others 2001, section 6.2.3)."""


def split(early: float) -> Timing:
    """Migrants of whom the share ``early`` (0 to 1) comes at the start of the step and the rest at its end.

    :class:`ValueError` outside 0 to 1.
    """
    if not 0.0 <= early <= 1.0:
        raise ValueError(f"the share of early migrants lies between 0 and 1, not at {early}")
    return Timing(early)


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of every step. Leading axes (``...``: areas, scenarios, trajectories) broadcast as in numpy.

    Attributes:
        survival: (..., steps, 2, ages) or (..., steps, 2, ages + 1), 0 to 1. Entry 0: from birth to the first group.
            Entry x: from group x - 1 to group x. With as many entries as ages the last one is that of everyone who
            enters or stays in the open group, T(x) / T(x - n) of the life table; with one more, entry ``ages - 1``
            is of those who enter it and entry ``ages`` of those who stay.
        fertility: (..., steps, ages), births per woman and year.
        sex_ratio: (..., steps), boys per girl at birth, 1.06 and not 106.
        migration: (..., steps, 2, ages) net migrants in the unit of ``unit``, or None for none.
    """

    survival: Floats
    fertility: Floats
    sex_ratio: Floats
    migration: Floats | None = None
    unit: Unit = Unit.COUNTS

    @property
    def steps(self) -> int:
        """Steps that there are rates for."""
        return int(self.survival.shape[-3])

    @property
    def lead(self) -> tuple[int, ...]:
        """The leading axes of all rates together."""
        shapes = [self.survival.shape[:-3], self.fertility.shape[:-2], self.sex_ratio.shape[:-1]]
        if self.migration is not None:
            shapes.append(self.migration.shape[:-3])
        return np.broadcast_shapes(*shapes)
