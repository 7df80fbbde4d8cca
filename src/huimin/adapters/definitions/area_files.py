"""Reading a workspace's ``areas/`` folder: ``levels.yaml``, ``areas.csv`` and, where there is one,
``changes.csv``.
"""

from __future__ import annotations

import csv
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from pathlib import Path

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.areas import AreaRow, Areas, ChangeRow, Levels, read_changes, read_levels, read_rows
from huimin.areas.rows import AREA_COLUMNS
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import Section

_BLOCK = 1 << 20
Records = Iterator[tuple[int, Sequence[str]]]


def read_areas(folder: Path, levels_file: Path | None = None) -> Areas:
    """The history of the tree of areas in ``folder``; its levels may stand elsewhere (in a pack).

    Never raises for what is wrong with the files or the tree: all of it is in ``Areas.defects``.
    """
    faults: list[Finding] = []
    levels = _levels(levels_file or folder / "levels.yaml", faults)
    rows, changes = _rows(folder / "areas.csv", faults), _changes(folder / "changes.csv", faults)
    areas = Areas.read(rows, changes, levels)
    return areas.with_defects(faults)


def _levels(path: Path, faults: list[Finding]) -> Levels:
    try:
        return read_levels(Section(load_yaml(path, f"areas/{path.name}"), faults))
    except Invalid as invalid:
        faults.extend(invalid.findings)
        return Levels(())


def _rows(path: Path, faults: list[Finding]) -> Iterator[AreaRow]:
    name = f"areas/{path.name}"
    if not path.is_file():
        facts = {"options": ",".join(AREA_COLUMNS)}
        faults.append(Finding("areas-file-missing", Severity.ERROR, Place(file=name), facts))
        return iter(())
    header, records = read_csv(path, name, faults)
    return read_rows(header, records, faults, name) if header else iter(())


def _changes(path: Path, faults: list[Finding]) -> Iterator[ChangeRow]:
    name = f"areas/{path.name}"
    if not path.is_file():
        return iter(())
    header, records = read_csv(path, name, faults)
    return read_changes(header, records, faults, name) if header else iter(())


def read_csv(path: Path, name: str, faults: list[Finding]) -> tuple[list[str], Records]:
    """The header of a CSV file and its records with their line numbers, one at a time.

    The text may be UTF-8, with or without a mark at its start, or GB18030. A file that is neither, or that is
    broken at some line, ends there with a fault.
    """
    encoding = encoding_of(path)
    if encoding is None:
        _unreadable(name, 0, "UTF-8 / GB18030 ?", faults)
        return [], iter(())
    records = _records(path, name, encoding, faults)
    _, header = next(records, (0, []))
    return [word.strip() for word in header], records


def encoding_of(path: Path) -> str | None:
    """``utf-8-sig`` or ``gb18030``, whichever the whole file can be read as; None if neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        decoder = getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while block := file.read(_BLOCK):
                    decoder.decode(block)
                decoder.decode(b"", final=True)
        except (UnicodeDecodeError, OSError):
            continue
        return encoding
    return None


def _records(path: Path, name: str, encoding: str, faults: list[Finding]) -> Records:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file)
        try:
            line = 1
            for record in reader:
                yield line, record
                line = reader.line_num + 1
        except csv.Error as problem:
            _unreadable(name, reader.line_num, str(problem), faults)


def _unreadable(name: str, line: int, found: str, faults: list[Finding]) -> None:
    place = Place(file=name, line=line)
    faults.append(Finding("areas-file-unreadable", Severity.ERROR, place, {"found": found}))
