"""Small lists written as tables, and the keys of the locked folder in a place of the test's own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from workspace_fixtures import huimin


class Lists:
    """Lists in a folder; ``compared`` compares them and gives the record of the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, table: str) -> Path:
        rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        path = self.folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    def ran(self, *tables: str, options: tuple = (), lang: str = "en"):
        paths = [self.write(f"list{'ABC'[at]}", table) for at, table in enumerate(tables)]
        return huimin("reconcile", *paths, "--out", self.folder / "out", "--json", *options, lang=lang)

    def compared(self, *tables: str, options: tuple = (), lang: str = "en") -> dict:
        ran = self.ran(*tables, options=options, lang=lang)
        assert ran.code == 0, ran
        return json.loads(ran.out)

    def steps(self, *tables: str) -> dict[str, int]:
        """Pairs by step, steps without one left out."""
        (pair,) = self.compared(*tables)["pairs"]
        return {one["step"]: one["pairs"] for one in pair["steps"] if one["pairs"]}

    def for_office(self, at: int) -> list[list[str]]:
        (path,) = (self.folder / "out").glob(f"for-{at}-*.csv")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file))[1:]


@pytest.fixture
def lists(tmp_path, monkeypatch):
    monkeypatch.setenv("HUIMIN_KEYS", str(tmp_path / "keys"))
    return Lists(tmp_path)
