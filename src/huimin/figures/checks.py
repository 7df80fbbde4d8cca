"""Checks of reported figures: the rules of a form, and comparison with the period before.

Rules are statements of the formula language about one area. A rule that cannot be told, because a figure in
it was not reported, is not broken. Both sides of a comparison are rounded to six decimals first, so that
0.1 + 0.2 = 0.3 holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from huimin.figures.batch import ReportBatch
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form, ValidationRule
from huimin.figures.periods import Period
from huimin.figures.sequence import compare_with_previous
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.language import (
    Call,
    Chain,
    Compare,
    Expression,
    If,
    Leaf,
    Logic,
    Namespace,
    Negate,
    Node,
    Not,
    Number,
    bind,
    check,
    parse,
    walk,
)
from huimin.language.columns import Compiled, compile_columns

Column = NDArray[np.float64]
History = Callable[[Leaf], Column | None]
"""Figures of other periods: one value for each of the batch's areas (NaN not known), or None: none at all."""

_DECIMALS_COMPARED = Number(6.0)


@dataclass(frozen=True)
class _BoundRule:
    """A rule bound to a period and compiled. ``sides``: left and right of the comparison it consists of, else
    empty."""

    rule: ValidationRule
    holds: Compiled
    sides: tuple[Compiled, ...]
    atoms: tuple[str, ...]


class CompiledChecks:
    """The checks of one form. Built once; rules are bound to each period when it first comes.

    Raises:
        Invalid: rules that are no statements of the language, all faults at once.
    """

    def __init__(self, form: Form, dictionary: Dictionary, namespace: Namespace) -> None:
        self.form, self.dictionary, self.namespace = form, dictionary, namespace
        self._parsed = tuple(zip(form.rules, _parse_rules(form.rules, namespace), strict=True))
        self._bound: dict[Period, tuple[_BoundRule, ...]] = {}
        judged = {atom for atom in form.atoms if dictionary.element_of(atom).values}
        self._measured = tuple(atom for atom in form.atoms if atom not in judged)
        self._reasoned = tuple(atom for atom in form.atoms if dictionary.element_of(atom).reasoned)
        self._flows = frozenset(a for a in self._measured if dictionary.element_of(a).kind == "flow")

    def rules_for(self, period: Period) -> tuple[_BoundRule, ...]:
        """The rules bound to ``period``."""
        if period not in self._bound:
            self._bound[period] = tuple(
                _bind_rule(rule, node, self.namespace, period, self.dictionary) for rule, node in self._parsed
            )
        return self._bound[period]

    def check_batch(self, batch: ReportBatch, history: History | None = None) -> list[Finding]:
        """Every broken rule and every oddity of the batch, in the order of rules, then of rows.

        Args:
            batch: figures of this form.
            history: figures outside the batch's period; without it, rules across periods cannot be told.
        """
        figures = _Figures(batch, self.dictionary, history)
        findings: list[Finding] = []
        for bound in self.rules_for(batch.period):
            findings.extend(_broken(bound, batch, figures))
        if history is not None:
            atoms = [atom for atom in self._measured if atom in figures.position]
            previous = figures.previous(atoms)
            if previous is not None:
                findings.extend(compare_with_previous(batch, atoms, previous, self._flows))
        return [*findings, *self._without_reason(batch)]

    def _without_reason(self, batch: ReportBatch) -> Iterator[Finding]:
        """A red line that nobody put their name to, or for which no evidence is named."""
        for atom in self._reasoned:
            column = batch.atoms.index(atom) if atom in batch.atoms else -1
            for row in np.flatnonzero(batch.values[:, column] == 1).tolist() if column >= 0 else ():
                note = batch.notes[row] if batch.notes else ""
                if not batch.judge.strip() or not note.strip():
                    place = Place(sheet=batch.sheet, cell=batch.cell(row, column), area=batch.areas[row],
                                  period=batch.period.code, element=atom)  # fmt: skip
                    facts = {name: self.dictionary.atom_name(atom, name[-2:]) for name in ("name_zh", "name_en")}
                    yield Finding("red-line-without-reason", Severity.ERROR, place, facts)


def _parse_rules(rules: Iterable[ValidationRule], namespace: Namespace) -> list[Node]:
    nodes: list[Node] = []
    faults: list[Finding] = []
    for rule in rules:
        place = Place(file=rule.file, line=rule.line, element=rule.code)
        try:
            checked = check(parse(rule.formula), namespace)
        except Invalid as invalid:
            faults += [replace(f, place=replace(place, column=f.place.column)) for f in invalid.findings]
            continue
        nodes.append(checked.node)
        if not checked.truth:
            faults.append(Finding("rule-is-no-statement", Severity.ERROR, place, {"formula": rule.formula}))
    if faults:
        raise Invalid(faults)
    return nodes


def _bind_rule(
    rule: ValidationRule, node: Node, namespace: Namespace, period: Period, dictionary: Dictionary
) -> _BoundRule:
    expression = bind(node, namespace, period.first, period.last)
    if not _whole(expression, dictionary):
        expression = _steady(expression)
    sides = (expression.left, expression.right) if isinstance(expression, Compare) else ()
    leaves = [here for here, _ in walk(expression) if isinstance(here, Leaf)]
    # The batch's own period first: that is where the reader can look.
    leaves.sort(key=lambda leaf: (leaf.first, leaf.last) != (period.first, period.last))
    # Compiled here: looking a formula up among those compiled costs as much as evaluating it.
    compiled = tuple(compile_columns(side) for side in sides)
    return _BoundRule(rule, compile_columns(expression), compiled, tuple(dict.fromkeys(leaf.atom for leaf in leaves)))


def _whole(expression: Expression, dictionary: Dictionary) -> bool:
    """Whether only whole numbers can occur, which compare exactly as they are."""
    for node, _ in walk(expression):
        match node:
            case Number(value) if value != int(value):
                return False
            case Leaf(atom) if dictionary.element_of(atom).decimals:
                return False
            case Leaf(atom) if dictionary.element_of(atom).over_time == "mean":
                return False
            case Chain(_, rest) if any(op == "/" for op, _ in rest):
                return False
            case Call(function) if function in ("sqrt", "log"):
                return False
    return True


def _steady(node: Expression) -> Expression:
    """The expression with both sides of every comparison rounded to six decimals."""
    match node:
        case Compare(op, left, right, at):
            sides = [Call("round", (_steady(side), _DECIMALS_COMPARED)) for side in (left, right)]
            return Compare(op, sides[0], sides[1], at)
        case Logic(op, items, at):
            return Logic(op, tuple(_steady(item) for item in items), at)
        case Not(value, at):
            return Not(_steady(value), at)
        case Negate(value, at):
            return Negate(_steady(value), at)
        case If(condition, then, otherwise, at):
            return If(_steady(condition), _steady(then), _steady(otherwise), at)
        case Chain(first, rest, at):
            return Chain(_steady(first), tuple((op, _steady(step)) for op, step in rest), at)
        case Call(function, arguments, at):
            return Call(function, tuple(_steady(argument) for argument in arguments), at)
        case _:
            return node


class _Figures:
    """Columns for leaves: the batch's own figures, joined with history where a window reaches further."""

    def __init__(self, batch: ReportBatch, dictionary: Dictionary, history: History | None) -> None:
        self.batch, self.dictionary, self.history = batch, dictionary, history
        self.position = {atom: index for index, atom in enumerate(batch.atoms)}
        self._unknown = np.full(len(batch.areas), np.nan)
        self._known: dict[Leaf, Column] = {}

    def column(self, leaf: Leaf) -> Column:
        """Values of the batch's areas; NaN where not known."""
        if leaf not in self._known:
            self._known[leaf] = self._find(leaf)
        return self._known[leaf]

    def previous(self, atoms: Iterable[str]) -> Column | None:
        """The figures of the period before, shape (areas, atoms); None where nothing is known of it."""
        before = self.batch.period.shift(-1)
        columns = [self._past(Leaf(atom, before.first, before.last)) for atom in atoms]
        if all(column is None for column in columns):
            return None
        return np.column_stack([self._unknown if column is None else column for column in columns])

    def _find(self, leaf: Leaf) -> Column:
        period = self.batch.period
        inside = leaf.first <= period.first and period.last <= leaf.last
        if leaf.up or leaf.atom not in self.position or not inside:
            past = self._past(leaf)
            return self._unknown if past is None else past
        own: Column = self.batch.values[:, self.position[leaf.atom]]
        way = self.dictionary.element_of(leaf.atom).over_time
        for first, last in ((leaf.first, period.first - 1), (period.last + 1, leaf.last)):
            other = self._past(Leaf(leaf.atom, first, last)) if first <= last else None
            if other is not None:
                own = _joined(own, other, way, later=first > period.last)
        return own

    def _past(self, leaf: Leaf) -> Column | None:
        """Figures of other periods; of a longer span period by period, where it is not known as a whole."""
        if self.history is None:
            return None
        whole = self.history(leaf)
        length = self.batch.period.length
        if whole is not None or leaf.up or leaf.last - leaf.first < length:
            return whole
        starts = range(leaf.first, leaf.last + 1, length)
        parts = [self.history(Leaf(leaf.atom, first, min(first + length - 1, leaf.last))) for first in starts]
        known = [part for part in parts if part is not None]
        return _over_time(known, self.dictionary.element_of(leaf.atom).over_time) if known else None


def _over_time(parts: list[Column], way: str) -> Column:
    """Consecutive periods as one; ``way`` is the element's ``over_time``. NaN where none is known."""
    table = np.stack(parts)
    if way == "last":
        total: Column = table[0]
        for later in table[1:]:
            total = np.where(np.isnan(later), total, later)
        return total
    count = (~np.isnan(table)).sum(axis=0)
    added: Column = np.where(count > 0, np.nansum(table, axis=0), np.nan)
    if way == "mean":
        added /= np.maximum(count, 1)
    return added


def _joined(own: Column, other: Column, way: str, later: bool) -> Column:
    """Own figures and those of the rest of a window as one; ``way`` is the element's ``over_time``."""
    if way == "sum":
        return np.where(np.isnan(own), other, own + np.nan_to_num(other))
    if way == "last":
        first, second = (other, own) if later else (own, other)
        return np.where(np.isnan(first), second, first)
    # A mean cannot be continued without knowing of how many values it is.
    return np.where(np.isnan(other), own, np.nan)


def _broken(bound: _BoundRule, batch: ReportBatch, figures: _Figures) -> list[Finding]:
    length = len(batch.areas)
    rows = np.flatnonzero(bound.holds(figures.column, length) == 0.0)
    if not len(rows):
        return []
    sides = [side(figures.column, length) for side in bound.sides]
    atom = next((atom for atom in bound.atoms if atom in figures.position), batch.atoms[0])
    rule, column = bound.rule, figures.position[atom]
    words = {"rule": rule.code, "formula": rule.formula, "zh": rule.zh, "en": rule.en}
    findings = []
    for row in rows.tolist():
        place = Place("", batch.sheet, batch.cell(row, column), batch.areas[row], batch.period.code, atom)
        values = {name: float(side[row]) for name, side in zip(("left", "right"), sides, strict=False)}
        findings.append(Finding("rule-broken" if sides else "rule-not-kept", rule.severity, place, {**words, **values}))
    return findings
