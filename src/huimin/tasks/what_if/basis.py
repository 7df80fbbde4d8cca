"""All that trying another scheme needs of one finished run: its definitions, its figures and its results, in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from huimin.areas import Tree
from huimin.assessment.binding import measured_indicator
from huimin.assessment.record import LeafColumns
from huimin.assessment.scheme import Scheme
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.indicators.engine import FormCounts, LeafTable, Span, owners
from huimin.language import Leaf
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import RunFigures
from huimin.tasks.what_if.editing import Editable, editables

Record = Mapping[str, Any]


@dataclass(frozen=True, eq=False, repr=False)
class Basis:
    """One finished run, held in memory. Nothing in it changes, so several threads may use it at once.

    Attributes:
        run: its name.
        definitions: those of the run, with its scheme.
        document: the scheme's file as parsed. file: how it is called.
        table: every leaf of the run, as an engine would answer. Of reports on time it knows those of the assessed
            areas in the run's period; no score rests on others.
        rows: tree indexes of the assessed areas, in the run's order.
        described, records: the run's own results.
        spans: the (form, first, last) whose reports the run counted.
    """

    run: str
    definitions: Definitions
    document: Mapping[str, Any]
    file: str
    period: Period
    table: LeafTable
    rows: np.ndarray[Any, np.dtype[np.int64]]
    described: Record
    records: tuple[Record, ...]
    spans: frozenset[Span]

    def __repr__(self) -> str:
        return f"Basis({self.run})"  # all of a run is no line to print

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme that the run was made by."""
        return self.definitions.scheme(self.described["scheme"]["code"])

    @cached_property
    def guarded(self) -> frozenset[str]:
        """The items that turn on an indicator with an interval, so that a guard can serve them."""
        names = self.definitions.names
        return frozenset(i.id for i in self.scheme.leaves() if i.rule and measured_indicator(i.rule, names))

    @cached_property
    def editables(self) -> tuple[Editable, ...]:
        """The numbers of the scheme that may be tried out."""
        return tuple(editables(self.document, self.guarded))


def basis_of(run: RunFigures, definitions: Definitions, document: Mapping[str, Any], file: str) -> Basis:
    """Read a finished run whole.

    Args:
        run: the finished run; nothing of it is needed afterwards.
        definitions: those the run was made by.
        document, file: its scheme's file as parsed, and how it is called.

    Raises:
        Invalid: the definitions are not those of the run: their tree is another.
    """
    described, records = run.described, tuple(run.records())
    period = Period.of(described["period"])
    tree = definitions.areas.at(period.end)
    rows = [tree.index(record["key"]) for record in records]
    if run.keys() != list(tree.keys) or None in rows:
        raise Invalid([Finding("what-if-other-definitions", Severity.ERROR, facts={"run": run.run})])
    chosen = np.array(rows, np.int64)
    table = _table(tree, definitions, described, run.leaf_columns(), records, chosen, period)
    spans = frozenset(table.forms)
    return Basis(run.run, definitions, document, file, period, table, chosen, described, records, spans)


def _table(
    tree: Tree, definitions: Definitions, described: Record, columns: LeafColumns, records: Sequence[Record],
    rows: np.ndarray[Any, np.dtype[np.int64]], period: Period,
) -> LeafTable:  # fmt: skip
    """The run's figures as an engine's answer."""
    leaves = [Leaf(one["atom"], one["first"], one["last"]) for one in described["leaves"]]
    form_of = owners(definitions.forms)
    nothing = np.zeros(len(tree), np.int32)
    forms: dict[Span, FormCounts] = {}
    for leaf, expected in zip(leaves, columns.expected, strict=True):
        forms[form_of[leaf.atom].code, leaf.first, leaf.last] = FormCounts(expected, nothing, nothing)
    for code in sorted({code for record in records for code in record["forms"]}):
        counts = np.zeros((3, len(tree)), np.int32)
        counts[:, rows] = np.array([record["forms"].get(code, (0, 0, 0)) for record in records]).T
        span = code, period.first, period.last
        # Where a leaf tells of every area, that stands; the records tell of the assessed ones alone.
        expected = forms[span].expected if span in forms else counts[0]
        forms[span] = FormCounts(expected, counts[1], counts[2])
    values = dict(zip(leaves, columns.value, strict=True))
    return LeafTable(tree, values, dict(zip(leaves, columns.reported, strict=True)), forms)
