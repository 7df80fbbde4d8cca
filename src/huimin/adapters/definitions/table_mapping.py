"""How areas are told in wide tables: a small YAML file, so that no rule of any particular table is in code.

Keys of the file:

``root``
    ``{key, level, zh, en}``: the area above all others. A row with its name is its row.
``tables``
    Tables of different days, the earliest first, each with ``file``, ``day``, the column ``code``, the
    columns ``names`` from the top down, and ``leave_out`` (an expression; rows with a name that it fits are
    no areas). With ``indent: true`` there is one name column whose leading space tells the depth; rows whose
    code fits ``top`` then start a new path.
``levels``
    ``{level, code}`` or ``{level, path}``: the first rule whose expression fits a row's code, or its names
    joined by ``/``, gives its level.
``parents``
    ``{code, under}`` or ``{path, under}``: rows that fit are under the area with this key, or else with this
    name below the same top area. Other rows are under the area their names say; where their code names an
    area further down in it, under that one.
``keys``
    ``{path, key}``: key of rows without a code; ``{name}`` stands for the row's name. Without a rule it is
    the parent's key and the name.
``english``
    English names by Chinese name or code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.findings import Finding
from huimin.findings.section import Section, raise_if_faulty


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table: its file, the day it tells of, and the columns that name areas."""

    file: str
    day: date
    code: str
    names: tuple[str, ...]
    indent: bool
    top: re.Pattern[str]
    leave_out: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for rows whose code (``by`` is ``code``) or joined names (``path``) fit ``pattern``."""

    by: str
    pattern: re.Pattern[str]
    gives: str

    def fits(self, code: str, path: tuple[str, ...]) -> bool:
        """Whether the rule holds for a row."""
        if self.by == "code":
            return bool(code) and self.pattern.search(code) is not None
        return self.pattern.search("/".join(path)) is not None


@dataclass(frozen=True, slots=True)
class AreaTables:
    """The whole mapping file."""

    root: tuple[str, str, str, str]
    tables: tuple[TableShape, ...]
    levels: tuple[Rule, ...]
    parents: tuple[Rule, ...]
    keys: tuple[Rule, ...]
    english: dict[str, str]

    @staticmethod
    def first(rules: tuple[Rule, ...], code: str, path: tuple[str, ...]) -> str:
        """What the first fitting rule gives, or ``""``."""
        return next((rule.gives for rule in rules if rule.fits(code, path)), "")


_NEVER = re.compile(r"(?!)")


def read_area_tables(document: Any) -> AreaTables:
    """Read a parsed mapping file.

    Raises:
        Invalid: with all its faults.
    """
    faults: list[Finding] = []
    section = Section(document, faults)
    top = section.section("root")
    root = top.text("key"), top.text("level"), top.text("zh"), top.text("en", "")
    top.done()
    tables = tuple(_table(part) for part in section.sections("tables"))
    if not tables:
        section.fault("definition-key-missing", "tables")
    levels = tuple(_rule(part, "level") for part in section.sections("levels"))
    parents = tuple(_rule(part, "under") for part in section.sections("parents"))
    keys = tuple(_rule(part, "key") for part in section.sections("keys"))
    english = section.raw("english", {})
    section.done()
    raise_if_faulty(faults)
    return AreaTables(root, tables, levels, parents, keys, {str(k): str(v) for k, v in english.items()})


def _table(section: Section) -> TableShape:
    shape = TableShape(
        file=section.text("file"),
        day=section.day("day") or date.min,
        code=section.text("code", ""),
        names=section.words("names"),
        indent=section.flag("indent"),
        top=_pattern(section, "top"),
        leave_out=_pattern(section, "leave_out"),
    )
    if shape.day == date.min:
        section.fault("definition-key-missing", "day")
    if not shape.names:
        section.fault("definition-key-missing", "names")
    section.done()
    return shape


def _rule(section: Section, gives: str) -> Rule:
    by = "code" if section.has("code") else "path"
    rule = Rule(by, _pattern(section, by, needed=True), section.text(gives))
    section.done()
    return rule


def _pattern(section: Section, key: str, needed: bool = False) -> re.Pattern[str]:
    text = section.text(key) if needed else section.text(key, "")
    try:
        return re.compile(text) if text else _NEVER
    except re.error as problem:
        section.fault("definition-wrong-kind", key, expected=f"regular expression ({problem})", found=text)
        return _NEVER
