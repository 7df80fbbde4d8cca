"""The rows of wide tables that tell of areas: code, path of names, level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huimin.adapters.definitions.area_files import read_csv
from huimin.adapters.definitions.table_mapping import AreaTables, TableShape
from huimin.findings import Finding, Place, Severity, nearest

Names = tuple[str, ...]


@dataclass
class Sighting:
    """One row of one table."""

    table: int
    line: int
    code: str
    path: Names
    level: str
    key: str = ""
    parent: str = ""

    @property
    def name(self) -> str:
        """The area's name as written there."""
        return self.path[-1]


def sightings(tables: AreaTables, number: int, folder: Path, faults: list[Finding]) -> Iterator[Sighting]:
    """The rows of one table that are areas, with their paths and levels."""
    shape = tables.tables[number]
    if not (folder / shape.file).is_file():
        faults.append(Finding("import-table-missing", Severity.ERROR, Place(file=shape.file)))
        return
    header, records = read_csv(folder / shape.file, shape.file, faults)
    at = _columns(shape, header, faults)
    if at is None:
        return
    paths = _Paths(shape)
    for line, fields in records:
        cells = [*fields, *[""] * (len(header) - len(fields))]
        code = cells[at[0]].strip() if shape.code else ""
        path = paths.of(code, [cells[i] for i in at[1:]])
        if not path or shape.leave_out.search(path[-1]):
            continue
        level = tables.root[1] if path == (tables.root[2],) else tables.first(tables.levels, code, path)
        if not level:
            facts = {"name": path[-1], "path": "/".join(path)}
            faults.append(Finding("import-level-unclear", Severity.ERROR, Place(file=shape.file, line=line), facts))
        yield Sighting(number, line, code, path, level)


def _columns(shape: TableShape, header: list[str], faults: list[Finding]) -> list[int] | None:
    """Where the code column (0 where there is none) and the name columns are."""
    wanted = [shape.code or header[0] if header else "", *shape.names]
    missing = [name for name in wanted if name not in header]
    for name in missing:
        facts = {"found": name, "nearest": nearest(name, header)}
        faults.append(Finding("import-column-missing", Severity.ERROR, Place(file=shape.file, line=1), facts))
    return None if missing else [header.index(name) for name in wanted]


class _Paths:
    """The path of names of each row."""

    def __init__(self, shape: TableShape) -> None:
        self._shape = shape
        self._above: list[tuple[int, str]] = []

    def of(self, code: str, names: list[str]) -> Names:
        """Names from the top down; a name that repeats the one above it means the area above itself."""
        if self._shape.indent:
            return self._indented(code, names[0])
        path: list[str] = []
        for name in (text.strip() for text in names):
            if name and name not in path[-1:]:
                path.append(name)
        return tuple(path)

    def _indented(self, code: str, text: str) -> Names:
        name = text.strip()
        if not name:
            return ()
        depth = -1 if code and self._shape.top.search(code) else len(text) - len(text.lstrip())
        while self._above and self._above[-1][0] >= depth:
            self._above.pop()
        self._above.append((depth, name))
        return tuple(above for _, above in self._above)
