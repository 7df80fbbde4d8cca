"""Completeness of registration: counts of lists in, the unreported share with its interval out, in words and rows."""

from huimin.tasks.registration.estimating import Counted, Estimated, Wish, estimate
from huimin.tasks.registration.factors import corrected_factors
from huimin.tasks.registration.rows import registration_record, registration_rows
from huimin.tasks.registration.words import sentences

__all__ = [
    "Counted",
    "Estimated",
    "Wish",
    "corrected_factors",
    "estimate",
    "registration_record",
    "registration_rows",
    "sentences",
]
