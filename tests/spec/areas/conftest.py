"""Area trees written as tables, for the specs of this chapter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from huimin.areas import Areas, Level, Levels, Tree, read_changes, read_rows
from huimin.areas.levels import LevelName
from huimin.findings import Finding

LEVELS = Levels(
    (
        Level("city", "市", "City", (4,), 4),
        Level("county", "区县", "County", (6,), 6),
        Level("town", "乡镇", "Township", (9,), 9),
        Level("village", "村", "Village", (12,)),
    ),
    (LevelName("county", "15", "旗县区", "Banner"), LevelName("town", "15", "苏木乡镇", "Sumu")),
)


def table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the numbered records of an ASCII table with ``|`` between columns."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return lines[0], list(enumerate(lines[1:], 2))


@pytest.fixture
def read() -> Callable[..., Areas]:
    """Read a tree from tables: ``read(areas, changes)``."""

    def read_tables(areas: str, changes: str = "", levels: Levels = LEVELS) -> Areas:
        faults: list[Finding] = []
        rows = read_rows(*table(areas), faults, "areas.csv")
        events = read_changes(*table(changes), faults, "changes.csv") if changes else ()
        return Areas.read(rows, events, levels).with_defects(faults)

    return read_tables


@pytest.fixture
def belongs() -> Callable[[Areas, str, str], str | None]:
    """The key of the area where a figure reported under a key belongs on a day."""

    def home(areas: Areas, key: str, day: str) -> str | None:
        tree = areas.at(date.fromisoformat(day))
        number = areas.id_of(key)
        assert number is not None
        at = int(tree.home[number])
        return None if at < 0 else tree.keys[at]

    return home


@pytest.fixture
def outline() -> Callable[[Tree], str]:
    """A tree as an indented list of names."""
    return lambda tree: "\n".join("  " * int(tree.depth[i]) + tree.names_zh[i] for i in range(len(tree)))


@pytest.fixture
def codes() -> Callable[[Areas], list[str]]:
    """The codes of a tree's defects, with the area each is about."""
    return lambda areas: [f"{d.code} {d.place.area}".strip() for d in areas.defects]
