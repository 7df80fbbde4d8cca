"""Completeness of registration: how many there are and how many a register lacks, from lists that were made apart.

Two lists (:func:`chapman`), three or more (:func:`fit_models`, :func:`sample_coverage`), many areas (:func:`by_area`);
errors of matching are put right for two lists (:func:`chapman_linked`) and three (:func:`corrected`).
It counts what an office's register lacks, never who: nothing here takes or gives the name of a person.
"""

from huimin.demography.registration.by_area import ByArea, by_area
from huimin.demography.registration.coverage import SampleCoverage, sample_coverage
from huimin.demography.registration.histories import Histories, patterns
from huimin.demography.registration.log_linear import Model, ModelRange, fit_models
from huimin.demography.registration.three_lists import Corrected, corrected, redrawn_totals
from huimin.demography.registration.two_lists import (
    Linkage,
    TwoLists,
    chapman,
    chapman_linked,
    lincoln_petersen,
    promises,
)

__all__ = [
    "ByArea",
    "Corrected",
    "Histories",
    "Linkage",
    "Model",
    "ModelRange",
    "SampleCoverage",
    "TwoLists",
    "by_area",
    "chapman",
    "chapman_linked",
    "corrected",
    "fit_models",
    "lincoln_petersen",
    "patterns",
    "promises",
    "redrawn_totals",
    "sample_coverage",
]
