"""Reference tables that nobody here wrote: read where they lie, never copied."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def reference_table():
    """A function that gives the rows of one reference table, or skips the test and says where it looked."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "data" / "demography"
    folder = Path(os.environ.get("HUIMIN_REFERENCE_DEMOGRAPHY") or beside)

    def rows(name: str) -> list[dict[str, str]]:
        path = folder / name
        if not path.is_file():
            pytest.skip(f"{name} is not in {folder}; set HUIMIN_REFERENCE_DEMOGRAPHY to the folder that has it")
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows
