"""The invented people of the sample city by county, sex and age, and what is assumed about their future.

The totals are those of the simulated figures; the shape is drawn by hand: two large generations about 37 and 55 years
old, few small children, young workers in the urban districts. Nothing here is taken from a real place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.demography.projection import Ages
from huimin.tasks.project.schedules import mortality, tables
from huimin.tasks.sample_city.chance import Floats, stream
from huimin.tasks.sample_city.people import live
from huimin.tasks.sample_city.places import Places
from huimin.tasks.sample_city.settings import Settings

OPEN = 100
_SHAPE = ((0, 0.52), (3, 0.68), (7, 0.98), (12, 1.0), (17, 0.86), (22, 0.80), (28, 0.95), (33, 1.25), (37, 1.40),
          (42, 1.12), (47, 1.22), (53, 1.52), (57, 1.48), (61, 0.92), (66, 0.94), (72, 0.74), (80, 0.58),
          (100, 0.5))  # fmt: skip
"""Size of a generation against the others, by the age that it has now; straight lines between."""
_E0 = (82.4, 77.0)
_LABOUR = ((16, 0.14, 0.16), (20, 0.52, 0.60), (25, 0.80, 0.91), (30, 0.82, 0.95), (45, 0.76, 0.93), (50, 0.62, 0.88),
           (55, 0.44, 0.76), (60, 0.28, 0.44), (65, 0.17, 0.28), (70, 0.07, 0.13), (75, 0.03, 0.05))  # fmt: skip
_CARE = ((60, 0.03, 0.03), (65, 0.05, 0.05), (70, 0.08, 0.08), (75, 0.14, 0.13), (80, 0.24, 0.21), (85, 0.38, 0.33),
         (90, 0.55, 0.48))  # fmt: skip


@dataclass(frozen=True)
class InventedAges:
    """The people at the end of ``year`` and what is assumed.

    Attributes:
        people: (county key, women or men, age label, people).
        levels: (area key, name, value); ``*`` for everywhere.
        shares: (code, zh, en, female or male, age from which, share).
    """

    year: int
    people: tuple[tuple[str, str, str, int], ...]
    levels: tuple[tuple[str, str, float], ...]
    shares: tuple[tuple[str, str, str, str, int, float], ...]


def make_ages(seed: int, settings: Settings, places: Places) -> InventedAges:
    """Invent the ages: the same settings and seed give the same people, adding up to each county's residents."""
    last = settings.first + settings.months - 1
    month = last if last % 12 == 11 else max(settings.first, last - last % 12 - 1)
    residents = live(settings, places, seed).residents[month - settings.first]
    county = places.county_of("village")
    rows: list[tuple[str, str, str, int]] = []
    levels: list[tuple[str, str, float]] = [
        ("*", "tfr", 1.18), ("*", "e0_female", _E0[0]), ("*", "e0_male", _E0[1]), ("*", "sex_ratio", 1.05),
        ("*", "mean_age", 29.0),
    ]  # fmt: skip
    ages = Ages.single(OPEN)
    for index, one in enumerate(settings.counties):
        total = int(residents[county == index].sum())
        counts = _whole(total, _shape(one.kind == "urban", stream(seed, "ages", one.code), ages))
        for sex, name in enumerate(("female", "male")):
            rows += [(one.code, name, ages.label(age), int(counts[sex, age])) for age in range(ages.count)]
        levels += [(one.code, "net_migration", 3.0 if one.kind == "urban" else -4.0)]
        levels += [(one.code, "tfr", 1.04)] if one.kind == "urban" else []
        levels += [(one.code, "childcare_places", float(int(counts[:, :3].sum() * (0.32 + 0.08 * one.quality))))]
    return InventedAges(month // 12, tuple(rows), tuple(levels), tuple(_shares()))


def _shape(urban: bool, rng: np.random.Generator, ages: Ages) -> Floats:
    """(2, ages) weights: those who are left of each generation, men first outnumbering women, then not."""
    at = np.arange(ages.count)
    lived = tables(mortality(ages), ages).at(np.array(_E0)).person_years
    known, sizes = np.array(_SHAPE).T
    size = np.interp(at, known, sizes) * np.exp(rng.normal(0, 0.025, ages.count))
    moved = np.exp(-(((at - 29) / 9.0) ** 2))
    size = size * (1 + (0.45 if urban else -0.22) * moved)
    return np.asarray(lived * size * np.array([[1.0], [1.05]]))


def _whole(total: int, weights: Floats) -> NDArray[np.int64]:
    """Whole people in proportion to ``weights``, adding up to ``total`` (largest remainders)."""
    exact = total * weights / weights.sum()
    counts = np.floor(exact).astype(np.int64)
    left = np.argsort((counts - exact).ravel(), kind="stable")[: total - int(counts.sum())]
    counts.reshape(-1)[left] += 1
    return np.asarray(counts)


def _shares() -> Iterator[tuple[str, str, str, str, int, float]]:
    for code, zh, en, table in (
        ("labour_force", "劳动力人口", "labour force", _LABOUR),
        ("care_needs", "需要照护的老年人", "older people who need care", _CARE),
    ):
        for age, women, men in table:
            yield code, zh, en, "female", age, women
            yield code, zh, en, "male", age, men
