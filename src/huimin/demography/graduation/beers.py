"""Beers' multipliers, ordinary and modified: five-year groups to single ages."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from huimin.demography.ages import AgeGroups
from huimin.demography.faults import one_of
from huimin.demography.graduation.linear import Graduated, apply_panels

ORDINARY_END = np.array(
    [
        [0.3333, -0.1636, -0.0210, 0.0796, -0.0283],
        [0.2595, -0.0780, 0.0130, 0.0100, -0.0045],
        [0.1924, 0.0064, 0.0184, -0.0256, 0.0084],
        [0.1329, 0.0844, 0.0054, -0.0356, 0.0129],
        [0.0819, 0.1508, -0.0158, -0.0284, 0.0115],
        [0.0404, 0.2000, -0.0344, -0.0128, 0.0068],
        [0.0093, 0.2268, -0.0402, 0.0028, 0.0013],
        [-0.0108, 0.2272, -0.0248, 0.0112, -0.0028],
        [-0.0198, 0.1992, 0.0172, 0.0072, -0.0038],
        [-0.0191, 0.1468, 0.0822, -0.0084, -0.0015],
    ]
)
ORDINARY_MIDDLE = np.array(
    [
        [-0.0117, 0.0804, 0.1570, -0.0284, 0.0027],
        [-0.0020, 0.0160, 0.2200, -0.0400, 0.0060],
        [0.0050, -0.0280, 0.2460, -0.0280, 0.0050],
        [0.0060, -0.0400, 0.2200, 0.0160, -0.0020],
        [0.0027, -0.0284, 0.1570, 0.0804, -0.0117],
    ]
)
MODIFIED_END = np.array(
    [
        [0.3332, -0.1938, 0.0702, -0.0118, 0.0022],
        [0.2569, -0.0753, 0.0205, -0.0027, 0.0006],
        [0.1903, 0.0216, -0.0146, 0.0032, -0.0005],
        [0.1334, 0.0969, -0.0351, 0.0059, -0.0011],
        [0.0862, 0.1506, -0.0410, 0.0054, -0.0012],
        [0.0486, 0.1831, -0.0329, 0.0021, -0.0009],
        [0.0203, 0.1955, -0.0123, -0.0031, -0.0004],
        [0.0008, 0.1893, 0.0193, -0.0097, 0.0003],
        [-0.0108, 0.1677, 0.0577, -0.0153, 0.0007],
        [-0.0159, 0.1354, 0.0972, -0.0170, 0.0003],
    ]
)
MODIFIED_MIDDLE = np.array(
    [
        [-0.0160, 0.0973, 0.1321, -0.0121, -0.0013],
        [-0.0129, 0.0590, 0.1564, 0.0018, -0.0043],
        [-0.0085, 0.0260, 0.1650, 0.0260, -0.0085],
        [-0.0043, 0.0018, 0.1564, 0.0590, -0.0129],
        [-0.0013, -0.0121, 0.1321, 0.0973, -0.0160],
    ]
)


def beers(population: ArrayLike, ages: AgeGroups, *, kind: str = "ordinary") -> Graduated:
    """Five-year groups to single ages by Beers' six-term formula of least fifth differences.

    ``ordinary`` keeps every five-year total. ``modified`` gives least fourth differences and smooths across groups:
    only the total of all closed groups is kept; counts on a straight line come back nearly.

    Args:
        population: shape (…, ages), at least five closed five-year groups; an open group is passed on.
        kind: ``ordinary`` or ``modified``.

    Raises:
        Invalid: ``demography-five-year-needed``, ``demography-not-an-option``, ``demography-shape``,
            ``demography-negative``.

    Source: Beers, H. S. (1944), Six-term formulas for routine actuarial interpolation, and (1945),
    Modified-interpolation formulas that minimize fourth differences, Record of the American Institute of Actuaries 33,
    245-260, and 34, 14-20; multipliers as in Siegel and Swanson (2004), The Methods and Materials of Demography,
    p. 728-729.
    """
    if one_of("kind", kind, ("ordinary", "modified")) == "ordinary":
        return apply_panels(population, ages, ORDINARY_END, ORDINARY_MIDDLE)
    return apply_panels(population, ages, MODIFIED_END, MODIFIED_MIDDLE)
