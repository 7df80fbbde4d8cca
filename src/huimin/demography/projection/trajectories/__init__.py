"""Many futures instead of one: simple published models of the level of fertility, mortality and migration."""

from huimin.demography.projection.trajectories.fertility import FertilityModel, fertility_paths
from huimin.demography.projection.trajectories.intervals import LEVELS, Fan, fan
from huimin.demography.projection.trajectories.longevity import (
    DoubleLogistic,
    LongevityModel,
    fit_gap,
    fit_slowing,
    life_expectancy_paths,
)
from huimin.demography.projection.trajectories.migration import MigrationModel, migration_paths
from huimin.demography.projection.trajectories.pooling import Drift, Return, fit_return, pooled_drift

__all__ = [
    "LEVELS",
    "DoubleLogistic",
    "Drift",
    "Fan",
    "FertilityModel",
    "LongevityModel",
    "MigrationModel",
    "Return",
    "fan",
    "fertility_paths",
    "fit_gap",
    "fit_return",
    "fit_slowing",
    "life_expectancy_paths",
    "migration_paths",
    "pooled_drift",
]
