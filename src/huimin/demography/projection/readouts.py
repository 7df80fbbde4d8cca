"""What planners read off a projection: births, school places, childcare, the labour force, older people.

Everything here is a count of people by age, for offices that must have enough places. Women of 15 to 49 are counted as
the denominator of fertility rates only; nothing is measured about any of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from huimin.demography.ages import FEMALE, Ages
from huimin.demography.faults import fault
from huimin.demography.projection.outcome import Projection
from huimin.demography.projection.rates import Floats
from huimin.findings import Invalid, nearest


@dataclass(frozen=True, slots=True)
class Span:
    """People of some completed ages.

    Attributes:
        code, zh, en: its names.
        low, high: the first and last age, both included; None for no end.
        women: only women are counted.
    """

    code: str
    zh: str
    en: str
    low: int = 0
    high: int | None = None
    women: bool = False

    def count(self, population: Floats, ages: Ages) -> Floats:
        """(...) people of these ages in ``population`` (..., 2, ages). :class:`Invalid` where a group would be cut."""
        part = population[..., ages.completed(self.low, self.high)]
        return np.asarray(part[..., FEMALE, :].sum(axis=-1) if self.women else part.sum(axis=(-1, -2)))


SPANS: tuple[Span, ...] = (
    Span("total", "总人口", "all people"),
    Span("under_3", "3岁以下", "under 3", 0, 2),
    Span("age_3", "3岁（入园）", "age 3, starting kindergarten", 3, 3),
    Span("age_6", "6岁（上小学）", "age 6, starting primary school", 6, 6),
    Span("age_12", "12岁（上初中）", "age 12, starting lower secondary school", 12, 12),
    Span("age_15", "15岁（上高中）", "age 15, starting upper secondary school", 15, 15),
    Span("kindergarten", "3至5岁", "kindergarten ages, 3 to 5", 3, 5),
    Span("primary", "6至11岁", "primary school ages, 6 to 11", 6, 11),
    Span("lower_secondary", "12至14岁", "lower secondary ages, 12 to 14", 12, 14),
    Span("upper_secondary", "15至17岁", "upper secondary ages, 15 to 17", 15, 17),
    Span("under_15", "0至14岁", "children, 0 to 14", 0, 14),
    Span("working_15_59", "15至59岁", "working ages, 15 to 59", 15, 59),
    Span("working_15_64", "15至64岁", "working ages, 15 to 64", 15, 64),
    Span("aged_60", "60岁及以上", "60 and over", 60),
    Span("aged_65", "65岁及以上", "65 and over", 65),
    Span("aged_80", "80岁及以上", "80 and over", 80),
    Span("women_15_49", "15至49岁妇女（仅作分母）", "women of 15 to 49, as a denominator only", 15, 49, women=True),
)
"""What :func:`readouts` counts, in the order of tables. Places needed are the people of the ages that use them."""


def spans_for(ages: Ages) -> tuple[Span, ...]:
    """The spans that the age groups can tell without cutting a group."""
    return tuple(span for span in SPANS if _fits(span, ages))


def readouts(projection: Projection, codes: Iterable[str] | None = None) -> dict[str, Floats]:
    """People at each count, (..., steps + 1) by code of :data:`SPANS`; all that the groups can tell if none is named.

    :class:`Invalid` where a code is not known or its ages cut a group (school ages need single years).
    """
    known = {span.code: span for span in SPANS}
    wanted = [span.code for span in spans_for(projection.ages)] if codes is None else list(codes)
    strange = [code for code in wanted if code not in known]
    if strange:
        raise Invalid(
            fault(
                "projection-name-unknown",
                code,
                found=code,
                nearest=nearest(code, known) or "",
                options=", ".join(known),
            )
            for code in strange
        )
    return {code: known[code].count(projection.population, projection.ages) for code in wanted}


def births_a_year(projection: Projection) -> Floats:
    """(..., steps) births per year in each step, both sexes."""
    return np.asarray(projection.births.sum(axis=-1) / projection.ages.width)


def with_share(population: Floats, share: Floats) -> Floats:
    """(...) people of ``population`` (..., 2, ages) to whom something applies, at ``share`` (2, ages), 0 to 1.

    The labour force with participation rates, people who need care with the share that needs it at each age.
    :class:`Invalid` where a share lies outside 0 to 1.
    """
    share = np.asarray(share, dtype=np.float64)
    if not ((share >= 0.0) & (share <= 1.0)).all():
        raise Invalid([fault("projection-share-impossible", "share", found=float(np.nanmax(np.abs(share))))])
    return np.asarray(np.einsum("...sa,...sa->...", population, np.broadcast_to(share, population.shape[-2:])))


def childcare_places(under_3: Floats, per_thousand: float) -> Floats:
    """Places needed for so many places per 1,000 children under 3; in the unit of ``under_3``."""
    return np.asarray(under_3) * (per_thousand / 1000.0)


def places_per_thousand(places: Floats, under_3: Floats) -> Floats:
    """Childcare places per 1,000 children under 3; NaN where there are none. Both in the same unit."""
    children = np.asarray(under_3, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(children > 0.0, 1000.0 * places / children, np.nan))


def _fits(span: Span, ages: Ages) -> bool:
    try:
        ages.completed(span.low, span.high)
    except Invalid:
        return False
    return True
