"""What came of trying another scheme: every area before and after, and what moved it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from huimin.assessment.explanation import Finished
from huimin.findings import Finding
from huimin.indicators.engine import LeafTable
from huimin.language import Leaf
from huimin.tasks.what_if.editing import Change

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Position:
    """Where an area stands. ``grade`` is a code; ``reason`` says why it is not ranked, where it is not."""

    score: float | None
    rank: int | None
    of: int
    grade: str | None
    grade_zh: str
    grade_en: str
    reason: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemShift:
    """One item of one area that came out differently.

    ``best`` are the points to be had, ``points`` those earned, ``status`` as in a run's records, ``rule`` the rule in
    words before and after, ``why`` a sentence.
    """

    item: str
    zh: str
    en: str
    best_before: float
    best_after: float
    points_before: float | None
    points_after: float | None
    status_before: str
    status_after: str
    rule_before_zh: str
    rule_before_en: str
    rule_after_zh: str
    rule_after_en: str
    why_zh: str
    why_en: str

    @property
    def shift(self) -> float:
        """Points gained (positive) or lost."""
        return (self.points_after or 0.0) - (self.points_before or 0.0)


@dataclass(frozen=True, slots=True)
class AreaShift:
    """One assessed area. ``shift`` is the score gained, None where it has none before or after."""

    key: str
    zh: str
    en: str
    before: Position
    after: Position
    shift: float | None
    moved: bool
    why_zh: str
    why_en: str
    items: tuple[ItemShift, ...]


@dataclass(frozen=True)
class WhatIf:
    """A changed scheme tried on a run.

    Attributes:
        run: the run it was tried on. scheme, period: its scheme's code and its period.
        changes: what was changed; what says the same as before is left out.
        total_before, total_after: the scheme's total.
        areas: every assessed area, those that moved most first.
        findings: what is odd about the changed scheme; no errors, those are raised.
        after: the changed results as a finished run, for explanations.
    """

    run: str
    scheme: str
    period: str
    changes: tuple[Change, ...]
    total_before: float
    total_after: float
    areas: tuple[AreaShift, ...]
    findings: tuple[Finding, ...]
    after: Finished | None = None

    @property
    def moved(self) -> tuple[AreaShift, ...]:
        """The areas whose result is different."""
        return tuple(area for area in self.areas if area.moved)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, without the explanations and the findings."""
        made = asdict(replace(self, after=None, findings=()))
        return {name: value for name, value in made.items() if name not in ("after", "findings")}


class Tried:
    """The results of a changed scheme as a finished run: what explanations read."""

    def __init__(self, described: Record, records: Sequence[Record], leaves: Sequence[Leaf], table: LeafTable) -> None:
        self._described, self._leaves, self._table = described, leaves, table
        self._records = {record["key"]: record for record in records}

    @property
    def described(self) -> Record:
        """What is the same for all areas."""
        return self._described

    def _index(self, key: str) -> int:
        found = self._table.tree.index(key)
        if found is None:
            raise KeyError(key)
        return found

    def area(self, key: str) -> Record | None:
        """The record of an assessed area; None for any other."""
        return self._records.get(key)

    def leaf(self, key: str, number: int) -> tuple[float | None, float, float]:
        """Value of a leaf at an area, and reports received and expected. KeyError for an unknown area."""
        at, leaf = self._index(key), self._leaves[number]
        form = self._described["leaves"][number]["form"]
        value = float(self._table.values[leaf][at])
        reported = float(self._table.reported[leaf][at])
        expected = float(self._table.forms[form, leaf.first, leaf.last].expected[at])
        return None if value != value else value, reported, expected

    def children(self, key: str) -> Sequence[str]:
        """The keys of the areas directly below; none for an unknown area."""
        tree = self._table.tree
        at = tree.index(key)
        return () if at is None else tuple(tree.keys[child] for child in tree.children(at))

    def parent(self, key: str) -> str | None:
        """The key of the area directly above."""
        tree = self._table.tree
        at = tree.index(key)
        above = -1 if at is None else int(tree.parent[at])
        return tree.keys[above] if above >= 0 else None

    def name(self, key: str, lang: str) -> str:
        """An area's name; its key where it is unknown."""
        at = self._table.tree.index(key)
        return key if at is None else self._table.tree.name(at, lang)
