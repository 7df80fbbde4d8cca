"""What the levels of a projection can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huimin.demography.projection import Family
from huimin.findings import Invalid
from huimin.tasks.project.basis import Basis, Floats, fault

LIMITS: dict[str, tuple[float, float]] = {
    "tfr": (0.0, 12.0), "sex_ratio": (0.9, 1.4), "mean_age": (18.0, 45.0), "net_migration": (-200.0, 200.0),
    "migration_noise": (0.0, 100.0), "tfr_error": (0.0, 2.0), "e0_error": (0.0, 10.0),
}  # fmt: skip
"""The lowest and the highest of each; units as for :data:`huimin.tasks.project.LEVELS`."""


def check_levels(basis: Basis, needed: Sequence[str]) -> None:
    """:class:`Invalid` where a level that is ``needed`` is not said, or one is none that can be."""
    missing = []
    for name in needed:
        for area, value in zip(basis.people.areas, basis.level(name), strict=True):
            if np.isnan(value):
                missing.append(fault("project-level-missing", area=area.key, name=name))
    if missing:
        raise Invalid(missing[:20])
    wrong = [
        fault("project-level-impossible", area=area.key, name=name, found=float(value), low=low, high=high)
        for name, (low, high) in LIMITS.items()
        for area, value in zip(basis.people.areas, basis.level(name), strict=True)
        if not low <= value <= high
    ]
    if wrong:
        raise Invalid(wrong[:20])


def check_reach(basis: Basis, e0: Floats, family: Family) -> None:
    """:class:`Invalid` where the life tables reach no life expectancy ``e0`` (areas, 2)."""
    low, high = float(family.levels[0]), float(family.levels[-1])
    low, high = round(low, 1), round(high, 1)
    wrong = [
        fault("project-level-impossible", area=area.key, name=name, found=float(value), low=low, high=high)
        for area, pair in zip(basis.people.areas, e0, strict=True)
        for name, value in zip(("e0_female", "e0_male"), pair, strict=True)
        if not low <= value <= high
    ]
    if wrong:
        raise Invalid(wrong[:20])
