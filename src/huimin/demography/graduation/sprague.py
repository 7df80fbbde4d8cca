"""Sprague's multipliers: five-year groups to single ages."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from huimin.demography.ages import AgeGroups
from huimin.demography.graduation.linear import Graduated, apply_panels

END = np.array(
    [
        [0.3616, -0.2768, 0.1488, -0.0336, 0],
        [0.2640, -0.0960, 0.0400, -0.0080, 0],
        [0.1840, 0.0400, -0.0320, 0.0080, 0],
        [0.1200, 0.1360, -0.0720, 0.0160, 0],
        [0.0704, 0.1968, -0.0848, 0.0176, 0],
        [0.0336, 0.2272, -0.0752, 0.0144, 0],
        [0.0080, 0.2320, -0.0480, 0.0080, 0],
        [-0.0080, 0.2160, -0.0080, 0.0000, 0],
        [-0.0160, 0.1840, 0.0400, -0.0080, 0],
        [-0.0176, 0.1408, 0.0912, -0.0144, 0],
    ]
)
"""The first two groups: the fourth-degree polynomial through the first cumulated counts."""

MIDDLE = np.array(
    [
        [-0.0128, 0.0848, 0.1504, -0.0240, 0.0016],
        [-0.0016, 0.0144, 0.2224, -0.0416, 0.0064],
        [0.0064, -0.0336, 0.2544, -0.0336, 0.0064],
        [0.0064, -0.0416, 0.2224, 0.0144, -0.0016],
        [0.0016, -0.0240, 0.1504, 0.0848, -0.0128],
    ]
)
"""All other groups: the fifth-degree osculatory polynomial, equal slope and curvature where panels meet."""


def sprague(population: ArrayLike, ages: AgeGroups) -> Graduated:
    """Five-year groups to single ages by Sprague's fifth-difference osculatory interpolation.

    Every five-year total is kept; counts that follow a polynomial of degree 3 or less come back exactly. Single ages
    may be negative where counts fall steeply: then use :func:`huimin.demography.monotone`.

    Args:
        population: shape (…, ages), at least five closed five-year groups; an open group is passed on.

    Raises:
        Invalid: ``demography-five-year-needed``, ``demography-shape``, ``demography-negative``.

    Source: Sprague, T. B. (1880), Explanation of a new formula for interpolation, Journal of the Institute of Actuaries
    22, 270-285; multipliers as in Siegel and Swanson (2004), The Methods and Materials of Demography, p. 727.
    """
    return apply_panels(population, ages, END, MIDDLE)
