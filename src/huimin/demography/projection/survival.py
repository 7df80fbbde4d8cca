"""Survival ratios and life expectancy from death rates, for any number of life tables at once.

The life tables are those of the United Nations: separation factors at ages 0 and 1-4 by Coale and Demeny's West model
(Coale and Demeny 1983, Regional Model Life Tables and Stable Populations), from 15 on by Greville (1943), Record of the
American Institute of Actuaries 32, as in MORTPAK (United Nations 1988, Population Studies 107).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.demography.ages import FEMALE, SEXES, SEXES_ZH, AgeGroups, Ages
from huimin.demography.faults import fault, located
from huimin.demography.lifetable import coale_demeny, coale_demeny_children
from huimin.demography.lifetable.separation import greville
from huimin.demography.projection.rates import Floats
from huimin.findings import Invalid


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """What a projection needs of life tables.

    Attributes:
        ratios: (..., 2, ages) from birth to the first group, then from group to group; the last is that of the open
            group, T(x) / T(x - n).
        person_years: (..., 2, ages) lived in each group by one person born, L(x) / l(0).
    """

    ratios: Floats
    person_years: Floats

    @property
    def e0(self) -> Floats:
        """(..., 2) life expectancy at birth in years."""
        return np.asarray(self.person_years.sum(axis=-1))


def survival_from_mx(mx: Floats, ages: Ages) -> Survival:
    """Survival ratios and person-years from death rates.

    Args:
        mx: (..., 2, n) deaths per person and year, women first. For single years one rate a group. For five-year
            groups either one rate a group, or one more where 0 and 1-4 stand apart, as life tables have them.
        ages: the groups of the projection.

    Raises:
        Invalid: a rate that is negative, no number, or so high that more would die than are alive; an open group
            without deaths; a number of rates that fits no groups.
    """
    mx = np.asarray(mx, dtype=np.float64)
    apart = _apart(mx, ages)
    width = np.full(mx.shape[-1], float(ages.width))
    if apart:
        width[:2] = 1.0, 4.0
    factor = _factors(mx, apart, ages.width)
    _look(mx, factor, ages, apart)
    lived = person_years(mx, width, factor)
    if apart:
        lived = np.concatenate([lived[..., :1] + lived[..., 1:2], lived[..., 2:]], axis=-1)
    return Survival(ratios_of(lived, ages.width), lived)


def possible(mx: Floats, ages: Ages) -> NDArray[np.bool_]:
    """(...) whether life tables with the rates ``mx`` (..., 2, n) can be; shapes as :func:`survival_from_mx`."""
    factor = _factors(mx, _apart(mx, ages), ages.width)
    return np.asarray(~_impossible(mx, _highest(factor)).any(axis=(-1, -2)))


def _apart(mx: Floats, ages: Ages) -> bool:
    """Whether infants stand apart from 1-4. :class:`Invalid` where the rates fit no groups."""
    apart = ages.width == 5 and mx.shape[-1] == ages.count + 1
    if mx.ndim < 2 or mx.shape[-2] != 2 or (mx.shape[-1] != ages.count and not apart):
        raise Invalid([fault("projection-shape", "mx", found=str(mx.shape), expected=f"(..., 2, {ages.count})")])
    return apart


def ratios_of(lived: Floats, width: int) -> Floats:
    """Survival ratios (..., 2, ages) of stationary populations L(x) / l(0) (..., 2, ages), the last group open."""
    ratios = np.empty_like(lived)
    ratios[..., 0] = lived[..., 0] / width
    ratios[..., 1:-1] = lived[..., 1:-1] / lived[..., :-2]
    ratios[..., -1] = lived[..., -1] / (lived[..., -2] + lived[..., -1])
    return ratios


def lived_of(ratios: Floats, width: int) -> Floats:
    """Person-years L(x) / l(0) (..., 2, ages) that survival ratios (..., 2, ages) stand for: :func:`ratios_of` undone.

    In the open group a ratio of 1 would be a life without end; it is taken for one that lasts a billion years.
    """
    lived = np.empty_like(np.asarray(ratios, dtype=np.float64))
    lived[..., :-1] = np.cumprod(ratios[..., :-1], axis=-1) * width
    lived[..., -1] = lived[..., -2] * ratios[..., -1] / np.maximum(1.0 - ratios[..., -1], 1e-9)
    return lived


def person_years(mx: Floats, width: Floats, factor: Floats) -> Floats:
    """L(x) / l(0) from rates, widths and separation factors of the groups; the last group is open."""
    dying = width * mx / (1.0 + (width - factor) * mx)
    alive = np.ones_like(mx)
    np.cumprod(1.0 - dying[..., :-1], axis=-1, out=alive[..., 1:])
    lived = alive * (width * (1.0 - dying) + factor * dying)
    lived[..., -1] = alive[..., -1] / mx[..., -1]
    return lived


def _factors(mx: Floats, apart: bool, wide: int) -> Floats:
    """Years lived in a group by those who die in it."""
    factor = np.full(mx.shape, wide / 2.0)
    if wide == 1 or apart:
        for sex in range(2):
            infant = np.clip(mx[..., sex, 0], 0.0, 1e6)  # what cannot be is told by _look
            factor[..., sex, 0] = coale_demeny(infant, SEXES[sex])
            if apart:
                factor[..., sex, 1] = coale_demeny_children(infant, SEXES[sex])
    if apart:
        # From 15 on how deaths lie within a group follows from the rates beside it.
        groups = AgeGroups((0, 1, *range(5, 5 * (mx.shape[-1] - 1), 5)))
        factor[..., 4:-1] = greville(mx, groups)[..., 4:-1]
    return factor


def _highest(factor: Floats) -> Floats:
    """The most that a rate can be: at 1 / factor all of a group die in it. Endless for the open group."""
    highest, room = np.full(factor.shape, np.inf), factor[..., :-1]
    highest[..., :-1] = np.where(room > 0.0, 1.0 / np.where(room > 0.0, room, 1.0), np.inf)
    return highest


def _impossible(mx: Floats, highest: Floats) -> NDArray[np.bool_]:
    """Rates that are none that can be."""
    bad = ~((mx >= 0.0) & (mx <= highest))
    bad[..., -1] |= ~(mx[..., -1] > 0.0)
    return np.asarray(bad)


def _look(mx: Floats, factor: Floats, ages: Ages, apart: bool) -> None:
    """:class:`Invalid` where a rate is none that can be."""
    highest = _highest(factor)
    bad = _impossible(mx, highest)
    if not bad.any():
        return
    faults = []
    for at in np.argwhere(bad)[:20].tolist():
        group = max(at[-1] - apart, 0)
        faults.append(
            fault(
                "projection-mx-impossible",
                located("mx", at[:-2]),
                found=float(mx[tuple(at)]),
                most=float(highest[tuple(at)]),
                sex=SEXES[at[-2]],
                sex_zh=SEXES_ZH[at[-2]],
                age=ages.label(group),
            )
        )
    raise Invalid(faults)


def net_reproduction(fertility: Floats, lived: Floats, sex_ratio: Floats) -> Floats:
    """Daughters per woman under today's fertility and mortality, R0.

    ``fertility`` (..., ages) births per woman and year, ``lived`` (..., 2, ages) person-years L(x) / l(0),
    ``sex_ratio`` (...) boys per girl. Preston and others (2001), section 5.3.
    """
    children = (fertility * lived[..., FEMALE, :]).sum(axis=-1)
    return np.asarray(children / (1.0 + sex_ratio))
