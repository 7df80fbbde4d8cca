"""Populations small enough to be read, written as tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huimin.adapters.projections import read_people
from huimin.tasks.project import LEVELS as NAMES
from huimin.tasks.project import Outcome, Wish, project_people
from huimin.wiring.projection import Sources, read_basis

LEVELS = {"tfr": 1.5, "e0_female": 80.0, "e0_male": 75.0}


def table_rows(text: str) -> list[list[str]]:
    """The cells of an ASCII table, its header first."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def csv_of(text: str) -> str:
    """An ASCII table as csv."""
    return "\n".join(",".join(row) for row in table_rows(text)) + "\n"


def people_table(each: dict[str, float], width: int = 5, open_from: int = 100) -> str:
    """csv of areas whose every group has the same number of people: enough where only the levels matter."""
    lines = ["year,area,sex,age,population"]
    for area, count in each.items():
        for sex in ("female", "male"):
            for start in range(0, open_from + 1, width):
                label = (
                    f"{start}+" if start == open_from else str(start) if width == 1 else f"{start}-{start + width - 1}"
                )
                lines.append(f"2025,{area},{sex},{label},{count / 4 if start >= 80 else count}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def projection(tmp_path: Path) -> Callable[..., Outcome]:
    """``projection({"A": 100}, "constant", tfr=1.2)`` projects invented people by five-year groups to 2050."""

    def run(
        areas: dict[str, float] | None = None, *scenarios: str, to: int = 2050, step: int = 5, **more: Any
    ) -> Outcome:
        path = tmp_path / "people.csv"
        path.write_text(people_table(areas or {"A": 1000.0}), "utf-8")
        levels = {name: more.pop(name) for name in list(more) if name in NAMES}
        basis = read_basis(Sources(path, step=step, settings={**LEVELS, **levels}))
        wish = Wish(to, scenarios or ("constant",), step, **more)
        return project_people(basis, wish)

    return run


@pytest.fixture
def reading(tmp_path: Path) -> Callable[[str], Any]:
    """Reads an ASCII table as a population file."""

    def run(table: str) -> Any:
        path = tmp_path / "people.csv"
        path.write_text(csv_of(table), "utf-8")
        return read_people(path, year=2025)

    return run
