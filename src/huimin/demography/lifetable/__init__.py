"""Life tables: standard rules for infants, tables from rates or chances, Chiang's interval."""

from huimin.demography.lifetable.chiang import Expectation, expectation_interval
from huimin.demography.lifetable.infants import (
    andreev_kingkade,
    andreev_kingkade_from_q0,
    coale_demeny,
    coale_demeny_children,
    coale_demeny_children_from_q0,
    coale_demeny_from_q0,
)
from huimin.demography.lifetable.table import LifeTable, from_counts, from_mx, from_qx

__all__ = [
    "Expectation",
    "LifeTable",
    "andreev_kingkade",
    "andreev_kingkade_from_q0",
    "coale_demeny",
    "coale_demeny_children",
    "coale_demeny_children_from_q0",
    "coale_demeny_from_q0",
    "expectation_interval",
    "from_counts",
    "from_mx",
    "from_qx",
]
