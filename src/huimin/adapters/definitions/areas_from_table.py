"""Areas from wide tables: the rows of tables of several days become one dated tree.

What the tables say is kept as they say it, also where they contradict themselves; the contradictions are
findings. An area that a later table no longer has ended the day before that table's day, one that only a
later table has begins on its day: nothing is known of the days between, and nothing of what became of an area
is made up.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from huimin.adapters.definitions.table_mapping import AreaTables, read_area_tables
from huimin.adapters.definitions.table_sightings import Names, Sighting, sightings
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.areas import AreaRow, ChangeRow, Levels, read_levels
from huimin.areas.rows import AREA_COLUMNS, CHANGE_COLUMNS
from huimin.findings import Finding, Place, Severity
from huimin.findings.finding import Fact
from huimin.findings.section import Section, raise_if_faulty


@dataclass
class Imported:
    """What the tables gave: the two tables of a tree, and everything odd about the ones read."""

    rows: list[AreaRow] = field(default_factory=list)
    changes: list[ChangeRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def import_areas(mapping: Path, folder: Path) -> Imported:
    """Read the tables in ``folder`` by the mapping file, whose ``levels.yaml`` stands beside it.

    Raises:
        Invalid: the mapping itself is faulty, or a table cannot be read.
    """
    tables = read_area_tables(load_yaml(mapping))
    faults: list[Finding] = []
    levels = read_levels(Section(load_yaml(mapping.with_name("levels.yaml")), faults))
    seen = [s for number in range(len(tables.tables)) for s in sightings(tables, number, folder, faults)]
    raise_if_faulty(faults)
    return _Join(tables, levels, seen, faults).result()


def write_areas(imported: Imported, folder: Path) -> None:
    """Write ``areas.csv`` and ``changes.csv`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(AREA_COLUMNS)
        for row in imported.rows:
            writer.writerow([*row[:6], row.start or "", row.end or "", row.group])
    with (folder / "changes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CHANGE_COLUMNS)
        for change in imported.changes:
            writer.writerow([change.day, change.kind, " ".join(change.old), " ".join(change.new), *change[4:8]])


class _Join:
    """All sightings joined into areas with lives, names and parents."""

    def __init__(self, tables: AreaTables, levels: Levels, seen: list[Sighting], faults: list[Finding]) -> None:
        self._tables, self._levels, self._faults = tables, levels, faults
        self._seen = [s for s in seen if s.path != (tables.root[2],)]
        self._coded_paths = {s.path: s.code for s in seen if s.code}
        self._rank = {level: n for n, level in enumerate(levels.codes)}
        self._by_key: dict[str, dict[int, Sighting]] = {}
        self._by_path: list[dict[Names, str]] = [{} for _ in tables.tables]
        for sighting in sorted(self._seen, key=lambda s: (self._rank.get(s.level, 99), s.table)):
            self._settle(sighting)

    def _settle(self, row: Sighting) -> None:
        """Find the row's parent and key. Rows of higher levels are settled already."""
        code = row.code or self._coded_paths.get(row.path, "")
        row.parent = self._parent(row, code)
        made = AreaTables.first(self._tables.keys, "", row.path).replace("{name}", row.name)
        row.key = code or made or f"{row.parent}/{row.name}"
        self._by_path[row.table].setdefault(row.path, row.key)
        others = self._by_key.setdefault(row.key, {})
        if row.table in others:
            first = others[row.table]
            self._tell("area-key-twice", Severity.ERROR, row, other=first.name, other_line=first.line)
        others.setdefault(row.table, row)

    def _parent(self, row: Sighting, code: str) -> str:
        rule = AreaTables.first(self._tables.parents, code, row.path)
        if rule:
            return self._named(rule, row)
        root = self._tables.root[0]
        lengths = range(len(row.path) - 1, 0, -1)
        by_place = next((key for n in lengths if (key := self._by_path[row.table].get(row.path[:n]))), root)
        by_code = self._by_code(code, row) if code else ""
        if by_code and by_code != by_place and by_place in self._ancestors(by_code, row.table):
            return by_code
        self._compare(row, code, by_place)
        return by_place

    def _named(self, text: str, row: Sighting) -> str:
        """The area with this key, or with this name below the same top area; in whatever table it is."""
        if text in self._by_key:
            return text
        for paths in (self._by_path[row.table], *self._by_path):
            if key := paths.get((row.path[0], text)):
                return key
        self._tell("import-parent-unknown", Severity.ERROR, row, found=text)
        return self._tables.root[0]

    def _by_code(self, code: str, row: Sighting) -> str:
        """The lowest area of a higher level whose code begins as this one does, as far as levels say."""
        for level in reversed(self._levels.levels[: self._rank.get(row.level, 0)]):
            start = code[: level.prefix]
            padded = start.ljust(len(code), "0")
            if level.prefix and padded in self._by_key and row.table in self._by_key[padded]:
                return padded
        return ""

    def _ancestors(self, key: str, table: int) -> list[str]:
        found: list[str] = []
        while table in self._by_key.get(key, {}) and key not in found:
            found.append(key)
            key = self._by_key[key][table].parent
        return [*found[1:], key] if found else []

    def _compare(self, row: Sighting, code: str, parent: str) -> None:
        """Tell where code and place disagree; the place, which names the parent in words, is what counts."""
        above = self._by_key.get(parent, {}).get(row.table)
        if above is None or not code or not above.code or above.level not in self._rank:
            return
        length = self._levels.levels[self._rank[above.level]].prefix
        if code[:length] != above.code[:length]:
            self._tell("import-code-elsewhere", Severity.WARNING, row, parent=above.name, parent_code=above.code)

    def _tell(self, code: str, severity: Severity, row: Sighting, **facts: str | int) -> None:
        place = Place(file=self._tables.tables[row.table].file, line=row.line, area=row.code or row.key)
        self._faults.append(Finding(code, severity, place, {"name": row.name, "code": row.code, **facts}))

    def result(self) -> Imported:
        """The rows and changes of the joined tree."""
        key, level, zh, en = self._tables.root
        made = Imported(findings=self._faults)
        lives = self._lives()
        made.rows.append(AreaRow(key, "", "", level, zh, en, None, None))
        for area, found in self._by_key.items():
            first = found[min(found)]
            code = next((s.code for s in found.values() if s.code), "")
            english = self._tables.english.get(code) or self._tables.english.get(first.name, "")
            start, end = self._days(lives[area])
            file = self._tables.tables[first.table].file
            made.rows.append(
                AreaRow(area, code, first.parent, first.level, first.name, english, start, end, first.line, file)
            )
            made.changes.extend(self._changes(area, [found[n] for n in sorted(found)]))
        made.changes.sort(key=lambda change: (change.day, change.kind, change.old))
        self._count(made)
        return made

    def _lives(self) -> dict[str, set[int]]:
        """The tables at whose day each area exists: those it stands in, and those in which it has
        children.
        """
        lives = {key: set(found) for key, found in self._by_key.items()}
        for key in sorted(self._by_key, key=lambda k: -self._rank.get(self._level(k), 99)):
            for table, sighting in self._by_key[key].items():
                parent = sighting.parent
                while parent in lives and table not in lives[parent]:
                    lives[parent].add(table)
                    first = self._by_key[parent][min(self._by_key[parent])]
                    file = self._tables.tables[table].file
                    self._tell("import-parent-not-in-table", Severity.NOTE, first, table=file, child=sighting.name)
                    parent = first.parent
        return lives

    def _level(self, key: str) -> str:
        return next(iter(self._by_key[key].values())).level

    def _days(self, tables: set[int]) -> tuple[date | None, date | None]:
        days = [table.day for table in self._tables.tables]
        start = None if min(tables) == 0 else days[min(tables)]
        last = max(tables) + 1
        return start, None if last == len(days) else days[last] - timedelta(days=1)

    def _changes(self, key: str, found: list[Sighting]) -> Iterator[ChangeRow]:
        """Names and parents that differ from one table to the next."""
        for before, after in pairwise(found):
            table = self._tables.tables[after.table]
            if after.name != before.name:
                yield ChangeRow(table.day, "rename", (key,), (), after.name, "", "", table.file)
            if after.parent != before.parent:
                yield ChangeRow(table.day, "move", (key,), (), "", "", after.parent, table.file)

    def _count(self, made: Imported) -> None:
        """Say how many areas begin, end, or change their name, and that nobody knows why."""
        for before, after in pairwise(self._tables.tables):
            ended = [row for row in made.rows if row.end == after.day - timedelta(days=1)]
            begun = [row for row in made.rows if row.start == after.day]
            renamed = [c.name_zh for c in made.changes if c.kind == "rename" and c.day == after.day]
            for code, names in (
                ("import-areas-ended", [f"{row.zh} ({row.code or row.key})" for row in ended]),
                ("import-areas-new", [f"{row.zh} ({row.code or row.key})" for row in begun]),
                ("import-names-differ", renamed),
            ):
                facts: dict[str, Fact] = {"count": len(names), "before": before.file, "after": after.file}
                facts["examples"] = "、".join(names[:5])
                if names:
                    made.findings.append(Finding(code, Severity.NOTE, Place(file=after.file), facts))
