"""The average age at death of infants (a0) and of children of 1 to 4 (4a1): standard rules."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.demography.faults import amounts, one_of

Array = NDArray[np.float64]
SEXES = ("male", "female", "both")
REGIONS = ("north", "east", "south", "west")

# Andreev and Kingkade: bounds of the three pieces; intercept and slope of each.
_AK_M0 = {
    "male": ((0.0230, 0.08307), (0.14929, 0.02832, 0.29915), (-1.99545, 3.26021, 0.0)),
    "female": ((0.01724, 0.06891), (0.14903, 0.04667, 0.31411), (-2.05527, 3.88089, 0.0)),
}
_AK_Q0 = {
    "male": ((0.0226, 0.0785), (0.1493, 0.0244, 0.2991), (-2.0367, 3.4994, 0.0)),
    "female": ((0.0170, 0.0658), (0.1490, 0.0438, 0.3141), (-2.0867, 4.1075, 0.0)),
}
# Coale and Demeny, West, from m0: below 0.107 intercept and slope, above a constant.
_CD_M0 = {"male": ((0.107,), (0.045, 0.330), (2.684, 0.0)), "female": ((0.107,), (0.053, 0.350), (2.800, 0.0))}
_CD_M0_CHILDREN = {
    "male": ((0.107,), (1.651, 1.352), (-2.816, 0.0)),
    "female": ((0.107,), (1.522, 1.361), (-1.518, 0.0)),
}
# From q0, by region: constant above 0.1 and intercept below, each (male, female); slopes are common.
_CD_Q0 = {
    "north": ((0.33, 0.35), (0.0425, 0.05), (1.558, 1.570), (1.859, 1.733)),
    "east": ((0.29, 0.31), (0.0025, 0.01), (1.313, 1.324), (1.614, 1.487)),
    "south": ((0.33, 0.35), (0.0425, 0.05), (1.240, 1.239), (1.541, 1.402)),
    "west": ((0.33, 0.35), (0.0425, 0.05), (1.352, 1.361), (1.653, 1.524)),
}
_Pieces = Mapping[str, tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]]


def _piecewise(pieces: _Pieces, at: Array, sex: str) -> Array:
    """The value of the line that ``at`` falls on; for both sexes the mean of the two."""
    if one_of("sex", sex, SEXES) == "both":
        return (_piecewise(pieces, at, "male") + _piecewise(pieces, at, "female")) / 2
    bounds, intercepts, slopes = pieces[sex]
    which = np.searchsorted(np.array(bounds), at, side="right")
    which = np.minimum(which, len(bounds))
    return np.asarray(np.array(intercepts)[which] + np.array(slopes)[which] * at)


def andreev_kingkade(m0: ArrayLike, sex: str) -> Array:
    """a0 in years from the infant death rate ``m0`` (per person-year), any shape.

    Args:
        sex: ``male``, ``female``, or ``both`` (the mean of the two, for want of a published rule).

    Raises:
        Invalid: ``demography-not-an-option``, ``demography-negative``.

    Source: Andreev, E. M. and Kingkade, W. W. (2015), Average age at death in infancy and infant mortality level,
    Demographic Research 33, 363-390; the form in m0 as in the Methods Protocol of the Human Mortality Database
    (version 6, table 5.1).
    """
    return _piecewise(_AK_M0, amounts("m0", m0), sex)


def andreev_kingkade_from_q0(q0: ArrayLike, sex: str) -> Array:
    """a0 in years from the chance ``q0`` to die in the first year, any shape; else as :func:`andreev_kingkade`."""
    return _piecewise(_AK_Q0, amounts("q0", q0), sex)


def coale_demeny(m0: ArrayLike, sex: str) -> Array:
    """a0 in years from the infant death rate ``m0``, region West, any shape.

    Sexes and errors as :func:`andreev_kingkade`.

    Source: Coale, A. J. and Demeny, P. (1983), Regional Model Life Tables and Stable Populations, in the form of
    Preston, Heuveline and Guillot (2001), Demography, table 3.3.
    """
    return _piecewise(_CD_M0, amounts("m0", m0), sex)


def coale_demeny_children(m0: ArrayLike, sex: str) -> Array:
    """4a1, the years lived between 1 and 5 by those who die there, from ``m0``; as :func:`coale_demeny`."""
    return _piecewise(_CD_M0_CHILDREN, amounts("m0", m0), sex)


def _from_q0(q0: ArrayLike, sex: str, region: str, children: bool) -> Array:
    of_region = _CD_Q0[one_of("region", region, REGIONS)]
    above, below = of_region[2:] if children else of_region[:2]
    slopes = (-3.013, -1.627) if children else (2.875, 3.0)
    pieces = {
        name: ((0.1,), (below[index], above[index]), (slopes[index], 0.0))
        for index, name in enumerate(("male", "female"))
    }
    return _piecewise(pieces, amounts("q0", q0), sex)


def coale_demeny_from_q0(q0: ArrayLike, sex: str, region: str = "west") -> Array:
    """a0 in years from the chance ``q0`` to die in the first year, any shape.

    Args:
        region: ``north``, ``east``, ``south`` or ``west`` of the model life tables.

    Raises:
        Invalid: ``demography-not-an-option``, ``demography-negative``.

    Source: Coale and Demeny (1983); United Nations (1983), Manual X, table 164.
    """
    return _from_q0(q0, sex, region, children=False)


def coale_demeny_children_from_q0(q0: ArrayLike, sex: str, region: str = "west") -> Array:
    """4a1 in years from ``q0``; as :func:`coale_demeny_from_q0`."""
    return _from_q0(q0, sex, region, children=True)
