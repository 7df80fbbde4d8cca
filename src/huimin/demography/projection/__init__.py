"""Cohort-component projection: one run or a million, single ages or five-year groups, with intervals.

Arrays end in the axes sex (women, men) and age, with the axis of time before them; whatever stands in front of these
(areas, scenarios, trajectories) is carried along. Scenarios are assumptions, never goals for anybody.
"""

from huimin.demography.ages import FEMALE, MALE, SEXES, Ages
from huimin.demography.projection.check import check_inputs, check_years
from huimin.demography.projection.engine import project
from huimin.demography.projection.growth import Stable, lotka_root, stable
from huimin.demography.projection.longevity import Family, average_change, family
from huimin.demography.projection.outcome import Projection
from huimin.demography.projection.parents import add_up, scale_to
from huimin.demography.projection.rates import END, EVEN, Mothers, Rates, Timing, Unit, split
from huimin.demography.projection.readouts import (
    SPANS,
    Span,
    births_a_year,
    childcare_places,
    places_per_thousand,
    readouts,
    spans_for,
    with_share,
)
from huimin.demography.projection.scenarios import Assumptions, by_year, constant, read_rows, variant_gap
from huimin.demography.projection.schedules import check_pattern, fertility_rates, replacement_tfr
from huimin.demography.projection.stream import Plan, Summary, stream, summarise
from huimin.demography.projection.survival import Survival, lived_of, net_reproduction, ratios_of, survival_from_mx

__all__ = [
    "END",
    "EVEN",
    "FEMALE",
    "MALE",
    "SEXES",
    "SPANS",
    "Ages",
    "Assumptions",
    "Family",
    "Mothers",
    "Plan",
    "Projection",
    "Rates",
    "Span",
    "Stable",
    "Summary",
    "Survival",
    "Timing",
    "Unit",
    "add_up",
    "average_change",
    "births_a_year",
    "by_year",
    "check_inputs",
    "check_pattern",
    "check_years",
    "childcare_places",
    "constant",
    "family",
    "fertility_rates",
    "lived_of",
    "lotka_root",
    "net_reproduction",
    "places_per_thousand",
    "project",
    "ratios_of",
    "read_rows",
    "readouts",
    "replacement_tfr",
    "scale_to",
    "spans_for",
    "split",
    "stable",
    "stream",
    "summarise",
    "survival_from_mx",
    "variant_gap",
    "with_share",
]
