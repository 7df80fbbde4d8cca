"""Demography: rates and structure, life tables, the quality of ages, graduation and smoothing, projection.

Stands alone: numpy and scipy, and the findings that say what is wrong with an input. Ages are the last axis of every
array, any other axes (areas, years, sexes) come before it; NaN is a figure not known, never 0. Projection is
:mod:`huimin.demography.projection`.
"""

from huimin.demography.accuracy import JointScore, age_ratio_score, joint_score, sex_ratio_score
from huimin.demography.ages import AgeGroups
from huimin.demography.fertility import general_fertility_rate, mean_age_at_birth, total_fertility_rate
from huimin.demography.graduation import Graduated, beers, composite_link, monotone, sprague
from huimin.demography.heaping import DigitPreference, bachi, myers, whipple
from huimin.demography.kitagawa import Decomposition, kitagawa
from huimin.demography.lifetable import Expectation, LifeTable, expectation_interval, from_counts, from_mx, from_qx
from huimin.demography.measure import Denominator, Measure
from huimin.demography.rates import age_specific_rates, average_population, crude_rate, natural_increase
from huimin.demography.smoothing import arriaga, carrier_farrag, karup_king_newton, strong, united_nations
from huimin.demography.standardise import Indirect, direct, indirect
from huimin.demography.structure import (
    ageing_index,
    dependency_ratios,
    doubling_time,
    growth_rate,
    median_age,
    people_between,
    sex_ratio,
    share,
)

__all__ = [
    "AgeGroups",
    "Decomposition",
    "Denominator",
    "DigitPreference",
    "Expectation",
    "Graduated",
    "Indirect",
    "JointScore",
    "LifeTable",
    "Measure",
    "age_ratio_score",
    "age_specific_rates",
    "ageing_index",
    "arriaga",
    "average_population",
    "bachi",
    "beers",
    "carrier_farrag",
    "composite_link",
    "crude_rate",
    "dependency_ratios",
    "direct",
    "doubling_time",
    "expectation_interval",
    "from_counts",
    "from_mx",
    "from_qx",
    "general_fertility_rate",
    "growth_rate",
    "indirect",
    "joint_score",
    "karup_king_newton",
    "kitagawa",
    "mean_age_at_birth",
    "median_age",
    "monotone",
    "myers",
    "natural_increase",
    "people_between",
    "sex_ratio",
    "sex_ratio_score",
    "share",
    "sprague",
    "strong",
    "total_fertility_rate",
    "united_nations",
    "whipple",
]
