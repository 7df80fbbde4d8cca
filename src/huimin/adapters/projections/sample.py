"""The invented people by age of the sample city as files of ``demography/``. The same city gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from huimin.tasks.sample_city.ages import InventedAges

MARK = "# 模拟数据：人口与假设均为虚构。 Simulated: people and assumptions are invented."


def write_ages(made: InventedAges, folder: Path) -> None:
    """Write ``demography/population.csv``, ``levels.csv`` and ``shares.csv`` into the workspace in ``folder``."""
    place = folder / "demography"
    place.mkdir(parents=True, exist_ok=True)
    _write(
        place / "population.csv",
        ("year", "area", "sex", "age", "population"),
        ((made.year, *row) for row in made.people),
    )
    _write(place / "levels.csv", ("area", "name", "value"), made.levels)
    _write(place / "shares.csv", ("measure", "zh", "en", "sex", "age", "share"), made.shares)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(MARK + "\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
