"""A finished assessment as plain data: what is the same for all areas once, and one record an area.

Everything here is mappings, lists, texts and numbers (None where not known), ready for JSON. Scorecards, explanations
and the site read these records and need neither the definitions nor the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.assessment.adjustments import Adjustment
from huimin.assessment.binding import BoundItem, BoundScheme
from huimin.assessment.ranking import Standing
from huimin.assessment.scheme import Item
from huimin.assessment.scoring import ItemScore, Scores, Status
from huimin.figures.forms import Form
from huimin.indicators.definitions import Names, Source
from huimin.indicators.engine import LeafTable
from huimin.indicators.intervals import Array
from huimin.indicators.values import Columns, Measured, down
from huimin.language import Expression, Leaf, describe, leaves, parse

Record = dict[str, Any]
_WINDOW = re.compile(r"^(?:last_year|ytd)\((.*)\)$", re.DOTALL)


def _number(value: float) -> float | None:
    value = float(value)
    return value if np.isfinite(value) else None


def _source(source: Source) -> Record:
    return {"text": source.text(), "status": source.status}


def _both(text: str, names: Names) -> Record:
    node = parse(text)
    return {"text": text, "zh": describe(node, names, "zh"), "en": describe(node, names, "en")}


class Described:
    """The part of an assessment that is the same for all areas."""

    def __init__(self, bound: BoundScheme, names: Names, forms: Sequence[Form]) -> None:
        self.bound, self.names = bound, names
        self.form_of = {atom: form for form in forms for atom in form.atoms}
        self.leaves = sorted(bound.leaves())
        self._index = {leaf: number for number, leaf in enumerate(self.leaves)}
        self.report_forms = bound.forms(forms)
        needed = {*self.report_forms, *(self.form_of[leaf.atom].code for leaf in self.leaves)}
        self._forms = [form for form in forms if form.code in needed]

    def record(self) -> Record:
        """The whole description."""
        scheme = self.bound.scheme
        return {
            "scheme": {
                "code": scheme.code, "version": scheme.version, "zh": scheme.zh, "en": scheme.en, "level": scheme.level,
                "total": scheme.total, "confidence": scheme.confidence, "source": _source(scheme.source),
                "minimum_completeness": scheme.minimum_completeness, "minimum_scored": scheme.minimum_scored,
                "note_zh": scheme.note_zh, "note_en": scheme.note_en,
            },
            "period": self.bound.period.code,
            "items": [self._item(item) for item in self.bound.items],
            "headings": list(_headings(scheme.items)),
            "leaves": [self._leaf(leaf) for leaf in self.leaves],
            "elements": self._elements(),
            "grades": [{"code": g.code, "zh": g.zh, "en": g.en, "at_least": g.at_least} for g in scheme.grades],
            "red_lines": [{"code": r.code, "zh": r.zh, "en": r.en} for r in scheme.red_lines],
            "ladder": [
                {"code": c.code, "zh": c.zh, "en": c.en, "below": c.below, "deadline_days": c.deadline_days}
                for c in scheme.ladder
            ],
            "declined": [
                {"id": d.id, "zh": d.zh, "en": d.en, "reason_zh": d.reason_zh, "reason_en": d.reason_en}
                for d in scheme.declined
            ],
            "forms": list(self.report_forms),
            "form_names": {form.code: {"zh": form.zh, "en": form.en} for form in self._forms},
        }  # fmt: skip

    def _elements(self) -> Record:
        """The names of the elements whose factors an item may show."""
        adjusted = {leaf.atom for item in self.bound.items if item.item.values != "reported" for leaf in item.leaves}
        elements = {self.names.dictionary.element_of(atom) for atom in adjusted}
        return {one.code: {"zh": one.zh, "en": one.en} for one in sorted(elements, key=lambda one: one.code)}

    def _leaf(self, leaf: Leaf) -> Record:
        element = self.names.dictionary.element_of(leaf.atom)
        atom_name = self.names.dictionary.atom_name
        return {
            "atom": leaf.atom, "first": leaf.first, "last": leaf.last, "zh": atom_name(leaf.atom, "zh"),
            "en": atom_name(leaf.atom, "en"), "unit": element.unit, "over_time": element.over_time,
            "form": self.form_of[leaf.atom].code, "values": element.values,
        }  # fmt: skip

    def places(self, expression: Expression) -> list[list[int]]:
        """The leaves of an expression as [number in ``leaves``, levels up]."""
        return [[self._index[down(leaf)], leaf.up] for leaf in leaves(expression)]

    def _item(self, bound: BoundItem) -> Record:
        item, rule = bound.item, bound.rule
        inputs = []
        for one in rule.inputs:
            made: Record = {"name": one.name, "kind": one.kind, "text": one.text}
            if one.name in bound.inputs:
                made |= _both(one.text, self.names) | {"leaves": self.places(bound.inputs[one.name])}
                made |= self._style(one.text)
            inputs.append(made)
        return {
            "id": item.id, "zh": item.zh, "en": item.en, "points": item.points, "extra": rule.extra,
            "rule": {"kind": rule.kind, "zh": rule.zh, "en": rule.en, "share": rule.share, "measure": rule.measure},
            "inputs": inputs, "guard": asdict(item.guard),
            "measure": self._measure(bound), "source": _source(item.source), "ours": item.ours,
            "ours_note_zh": item.ours_note_zh, "ours_note_en": item.ours_note_en, "forms": list(rule.forms),
            "values": item.values,
        }  # fmt: skip

    def _style(self, formula: str) -> Record:
        """How the value of a formula is shown, where it is a growth or one indicator (of this or of last year)."""
        inner = _WINDOW.sub(r"\1", formula.strip()).strip()
        if formula.strip().startswith("growth("):
            return {"show": "percent", "decimals": 2}
        indicator = self.names.indicators.get(inner)
        return {"show": indicator.show, "decimals": indicator.decimals} if indicator else {}

    def _measure(self, bound: BoundItem) -> Record | None:
        if bound.measure is None or bound.measure.numerator is None or bound.measure.denominator is None:
            return None
        one = bound.measure.indicator
        return {
            "code": one.code, "zh": one.zh, "en": one.en, "kind": one.kind, "show": one.show, "per": one.per,
            "decimals": one.decimals,
            "numerator": _both(one.numerator, self.names) | {"leaves": self.places(bound.measure.numerator)},
            "denominator": _both(one.denominator, self.names) | {"leaves": self.places(bound.measure.denominator)},
            "note_zh": one.note_zh, "note_en": one.note_en, "source": _source(one.source),
        }  # fmt: skip


def _headings(items: Sequence[Item], depth: int = 0) -> Iterator[Record]:
    for item in items:
        yield {"id": item.id, "zh": item.zh, "en": item.en, "points": item.points, "depth": depth,
               "leaf": item.rule is not None}  # fmt: skip
        yield from _headings(item.items, depth + 1)


def _measured(measured: Measured | None, row: int) -> Record | None:
    if measured is None:
        return None
    fields = ("value", "numerator", "denominator", "low", "high")
    return {name: _number(getattr(measured, name)[row]) for name in fields}


def _item_record(one: ItemScore, row: int) -> Record:
    made = _scored_record(one, row)
    if one.reported is not None and one.adjusted is not None:
        made["reported"] = _scored_record(one.reported, row)
        made["factors"] = [_factor(factor) for factor in one.adjusted.behind(row)]
    return made


def _factor(one: Adjustment) -> Record:
    made = asdict(one)
    made["decided_on"] = one.decided_on.isoformat() if one.decided_on else None
    return made


def _scored_record(one: ItemScore, row: int) -> Record:
    return {
        "id": one.bound.item.id,
        "status": Status(int(one.status[row])).name.lower(),
        "share": _number(one.share[row]),
        "points": _number(one.points[row]),
        "inputs": {name: _number(values[row]) for name, values in one.inputs.items()},
        "measured": _measured(one.measured, row),
        "pooled": _measured(one.pooled, row),
        "complete": _number(one.complete[row]),
        "timely": _number(one.timely[row]),
    }


def _standing(standing: Standing) -> Record:
    return {
        "rank": standing.rank, "of": standing.of, "reason": standing.reason,
        "grade": standing.grade.code if standing.grade else None,
        "capped_by": standing.capped_by.code if standing.capped_by else None,
        "steps": [step.code for step in standing.steps],
    }  # fmt: skip


@dataclass(frozen=True)
class LeafColumns:
    """Value, reports received and reports expected of every leaf, a column a leaf over all areas of the tree.

    The columns are those of the engine's table; nothing is copied.
    """

    value: list[Array]
    reported: list[NDArray[np.int32]]
    expected: list[NDArray[np.int32]]


def leaf_columns(described: Described, table: LeafTable) -> LeafColumns:
    """The columns of ``described.leaves``, in their order."""
    counts = [table.forms[described.form_of[leaf.atom].code, leaf.first, leaf.last] for leaf in described.leaves]
    return LeafColumns(
        [table.values[leaf] for leaf in described.leaves],
        [table.reported[leaf] for leaf in described.leaves],
        [count.expected for count in counts],
    )


def _form_counts(scores: Scores, columns: Columns, index: int) -> Record:
    """Reports expected, received and received on time in the period, by form."""
    period = scores.bound.period
    made = {}
    for (code, first, last), counts in sorted(columns.table.forms.items()):
        if (first, last) == (period.first, period.last):
            made[code] = [int(part[index]) for part in (counts.expected, counts.received, counts.on_time)]
    return made


def area_records(scores: Scores, places: Sequence[Standing], columns: Columns) -> Iterator[Record]:
    """One record for each assessed area, in the order of ``scores.rows``."""
    tree = columns.table.tree
    for row, index in enumerate(scores.rows):
        yield {
            "key": tree.keys[index],
            "zh": tree.name(int(index), "zh"),
            "en": tree.name(int(index), "en"),
            "path": [tree.keys[step] for step in tree.path(int(index))],
            "score": _number(scores.score[row]),
            "with_missing": _number(scores.with_missing[row]),
            "earned": _number(scores.earned[row]),
            "available": _number(scores.available[row]),
            "missing": _number(scores.missing[row]),
            "complete": _number(scores.complete[row]),
            "standing": _standing(places[row]),
            "forms": _form_counts(scores, columns, int(index)),
            "crossed": [_number(line[row]) for line in scores.crossed],
            "items": [_item_record(one, row) for one in scores.items],
        }
