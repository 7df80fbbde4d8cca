"""Published projections, read where they lie: beside the repository, or where HUIMIN_REFERENCE_DEMOGRAPHY points."""

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from huimin.demography.projection import Ages, Rates, fertility_rates, survival_from_mx

CHINA, INDIA = "156", "356"
SEX_LETTERS = "FM"


def folder() -> Path:
    """The folder of reference data."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data" / "demography"
    return Path(os.environ.get("HUIMIN_REFERENCE_DEMOGRAPHY", beside))


def rows(name: str, code: str = "") -> list[dict[str, str]]:
    """The rows of a reference file, of one country where a code is given."""
    path = folder() / name
    if not path.is_file():
        pytest.skip(f"no reference data at {path}: set HUIMIN_REFERENCE_DEMOGRAPHY to the folder that has them")
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if not code or row["country_code"] == code]


def column(table: list[dict[str, str]], name: str) -> np.ndarray:
    """A column as numbers, NaN where empty."""
    return np.array([float(row[name] or "nan") for row in table])


def grid(table: list[dict[str, str]], outer: str, names: tuple[str, ...]) -> np.ndarray:
    """(outer, names, age) from rows that are sorted by age within ``outer``."""
    keys = sorted({row[outer] for row in table})
    return np.array([[column([r for r in table if r[outer] == key], name) for name in names] for key in keys])


@dataclass
class Published:
    """A published projection by five-year groups: people (years, 2, 21) and the rates of each step."""

    ages: Ages
    people: np.ndarray
    rates: Rates
    timing: str
    mx: np.ndarray
    tfr: np.ndarray
    pattern: np.ndarray


@cache
def prospects(edition: int, code: str, first: int) -> Published:
    """World Population Prospects of 2012 or 2024 for one country from the year ``first``."""
    name, ages = f"wpp{edition}_5x5_", Ages.fives()
    people = grid(rows(name + "population.csv", code), "year", ("popF", "popM"))[(first - 1950) // 5 :]
    mx = grid(rows(name + "mx.csv", code), "period", ("mxF", "mxM"))
    moved = grid(rows(name + "migration_age.csv", code), "period", ("migF", "migM"))
    pattern = grid(rows(name + "pasfr.csv", code), "period", ("pasfr",))[:, 0]
    both = rows(name + "srb_tfr.csv", code) if edition == 2012 else []
    tfr = column(both or rows(name + "tfr.csv", code), "tfr")
    ratio = column(both or rows(name + "srb.csv", code), "srb")
    steps = len(people) - 1
    rates = Rates(
        survival_from_mx(mx[-steps:], ages).ratios,
        fertility_rates(tfr[-steps:], pattern[-steps:], ages),
        ratio[-steps:],
        moved[-steps:],
    )
    return Published(ages, people, rates, both[-1]["mig_timing"] if both else "end", mx, tfr, pattern)


def worst(found: np.ndarray, expected: np.ndarray) -> float:
    """The largest difference in relation to what was expected."""
    return float(np.abs(found / expected - 1.0).max())
