"""Small areas: values that lean on all areas, exact intervals, funnels, pooled years, ranks with their chance.

What a small area reports is mostly chance. These methods say how much of it is not: they take arrays of counts, and
give an answer for every area, or the word why there is none.
"""

from huimin.indicators.small_areas.families import BetaBinomial, GammaPoisson
from huimin.indicators.small_areas.funnel import Funnel, funnel
from huimin.indicators.small_areas.over_time import PooledYears, chance_of_rise, pool_years
from huimin.indicators.small_areas.ranks import Ranks, rank_areas
from huimin.indicators.small_areas.shrinking import Shrunk, shrink
from huimin.indicators.small_areas.spread import Spread
from huimin.indicators.small_areas.tested_changes import (
    MeasuredChange,
    change_of_proportions,
    change_of_rates,
    change_of_ratios,
    clopper_pearson,
    measured_change,
)

__all__ = [
    "BetaBinomial",
    "Funnel",
    "GammaPoisson",
    "MeasuredChange",
    "PooledYears",
    "Ranks",
    "Shrunk",
    "Spread",
    "chance_of_rise",
    "change_of_proportions",
    "change_of_rates",
    "change_of_ratios",
    "clopper_pearson",
    "funnel",
    "measured_change",
    "pool_years",
    "rank_areas",
    "shrink",
]
