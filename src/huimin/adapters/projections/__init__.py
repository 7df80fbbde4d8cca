"""Files of projections: populations, rates and levels are read, results written."""

from huimin.adapters.projections.people import read_people
from huimin.adapters.projections.rates import RateFiles, read_levels, read_own, read_rates
from huimin.adapters.projections.writing import ENDINGS, write_projection

__all__ = ["ENDINGS", "RateFiles", "read_levels", "read_own", "read_people", "read_rates", "write_projection"]
