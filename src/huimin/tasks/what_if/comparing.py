"""Score a changed scheme on the figures of a finished run, and hold the results against the run's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huimin.assessment.binding import BoundScheme, bind_scheme, check_scheme
from huimin.assessment.ranking import standings
from huimin.assessment.reading import read_scheme
from huimin.assessment.record import Described, area_records
from huimin.assessment.scheme import Scheme
from huimin.assessment.scoring import score_scheme
from huimin.findings import Fact, Finding, Invalid, Place, Severity, sort_findings
from huimin.findings.section import raise_if_faulty
from huimin.indicators.rounding import plain
from huimin.indicators.values import Columns, down
from huimin.tasks.assess import peers_of
from huimin.tasks.what_if.basis import Basis
from huimin.tasks.what_if.editing import Change, changed
from huimin.tasks.what_if.result import AreaShift, ItemShift, Position, Record, Tried, WhatIf
from huimin.tasks.what_if.words import Why

NEAR = 5e-10


def what_if(basis: Basis, changes: Sequence[Mapping[str, Any]]) -> WhatIf:
    """Try some numbers of a run's scheme.

    Args:
        basis: the run.
        changes: each with ``item`` (empty for the whole scheme), ``key`` and ``value``; see
            :func:`huimin.tasks.what_if.editing.changed`. What may be named is in ``basis.editables``.

    Raises:
        Invalid: a change that cannot be made, a scheme that is faulty once changed, or figures the run does not hold.
    """
    document, made = changed(basis.document, changes, basis.guarded)
    return try_document(basis, document, made)


def try_document(basis: Basis, document: Mapping[str, Any], made: tuple[Change, ...] = ()) -> WhatIf:
    """Try a whole scheme document, as parsed from YAML, that assesses the same level and period as the run.

    ``made``: what is known to have been changed, for the sentences of why.

    Raises:
        Invalid: the scheme is faulty, of another level or period, or needs figures the run does not hold.
    """
    faults: list[Finding] = []
    given = basis.definitions
    scheme = read_scheme(document, faults)
    raise_if_faulty(faults)
    if (scheme.level, scheme.frequency) != (basis.scheme.level, basis.scheme.frequency):
        facts: dict[str, Fact] = {"level": basis.scheme.level, "period": basis.scheme.frequency}
        raise Invalid([Finding("what-if-other-level", Severity.ERROR, facts=facts)])
    check_scheme(scheme, given.names, given.forms, given.areas.levels.codes, faults, basis.file)
    raise_if_faulty(faults)
    bound = bind_scheme(scheme, given.names, basis.period)
    raise_if_faulty(missing_figures(basis, bound))
    after = _scored(basis, bound)
    areas = _areas(basis, after, Why(basis.described, after, made))
    known = set(given.findings)
    told = sort_findings([*(one for one in faults if one not in known), *_of_total(basis.scheme, scheme)])
    return WhatIf(
        basis.run, scheme.code, basis.period.code, made, basis.scheme.total, scheme.total, areas, tuple(told), after
    )


def missing_figures(basis: Basis, bound: BoundScheme) -> list[Finding]:
    """What a changed scheme needs and the run does not hold, item by item."""
    spans = bound.spans(basis.definitions.forms)
    held, faults = basis.table.values, []
    for item in bound.items:
        wanted = sorted(leaf for leaf in item.leaves if down(leaf) not in held)
        if wanted:
            name = basis.definitions.dictionary.atom_name
            facts: dict[str, Fact] = {
                "item": item.item.id, "figures_zh": "、".join(dict.fromkeys(name(leaf.atom, "zh") for leaf in wanted)),
                "figures_en": ", ".join(dict.fromkeys(name(leaf.atom, "en") for leaf in wanted)), "run": basis.run,
            }  # fmt: skip
            place = Place(file=basis.file, element=item.item.id)
            faults.append(Finding("what-if-figures-missing", Severity.ERROR, place, facts))
    lacking = sorted({code for code, *_ in spans - basis.spans})
    if lacking and not faults:
        facts = {"forms": ", ".join(lacking), "run": basis.run}
        faults.append(Finding("what-if-reports-missing", Severity.ERROR, Place(file=basis.file), facts))
    return faults


def _of_total(before: Scheme, after: Scheme) -> list[Finding]:
    if abs(before.total - after.total) <= NEAR:
        return []
    facts: dict[str, Fact] = {"before": plain(before.total), "after": plain(after.total)}
    return [Finding("what-if-total-differs", Severity.NOTE, facts=facts)]


def _scored(basis: Basis, bound: BoundScheme) -> Tried:
    """The results of the changed scheme, in the form of a run."""
    given, table = basis.definitions, basis.table
    columns = Columns(table, given.forms, basis.rows)
    scores = score_scheme(bound, columns, given.forms, adjustments=given.adjustments)
    places = standings(scores, [peers_of(table, int(row), bound.scheme.peers) for row in basis.rows])
    described = Described(bound, given.names, given.forms)
    records = list(area_records(scores, places, columns))
    for record, old in zip(records, basis.records, strict=True):
        # Which reports came on time is not held for every span; no number that can be tried changes it.
        timely = {item["id"]: item["timely"] for item in old["items"]}
        for item in record["items"]:
            item["timely"] = timely.get(item["id"])
    return Tried(described.record(), records, described.leaves, table)


def _areas(basis: Basis, after: Tried, why: Why) -> tuple[AreaShift, ...]:
    made = []
    for old in basis.records:
        new = after.area(old["key"])
        assert new is not None
        made.append(_area(basis.described, after.described, old, new, why))
    # Sorting keeps the run's order among those that moved alike.
    return tuple(sorted(made, key=_how_much))


def _how_much(area: AreaShift) -> tuple[bool, float, int]:
    ranks = (area.before.rank or 0) - (area.after.rank or 0)
    return not area.moved, -round(abs(area.shift or 0.0), 9), -abs(ranks)


def _area(described: Record, changed_to: Record, old: Record, new: Record, why: Why) -> AreaShift:
    before, after = _position(described, old), _position(changed_to, new)
    items = tuple(_items(described, changed_to, old, new, why))
    shift = None
    if before.score is not None and after.score is not None:
        shift = after.score - before.score if _differs(before.score, after.score) else 0.0
    moved = bool(items or shift or _standing(before) != _standing(after) or _differs(before.score, after.score))
    told = {lang: why.area(before, after, shift, items, lang) for lang in ("zh", "en")}
    return AreaShift(old["key"], old["zh"], old["en"], before, after, shift, moved, told["zh"], told["en"], items)


def _standing(position: Position) -> tuple[object, ...]:
    """What makes a difference to the area: how many others are ranked does not."""
    return position.rank, position.grade, position.reason, position.steps


def _position(described: Record, record: Record) -> Position:
    standing = record["standing"]
    names = {grade["code"]: grade for grade in described["grades"]}
    grade = names.get(standing["grade"], {"zh": "–", "en": "–"})
    return Position(
        record["score"], standing["rank"], standing["of"], standing["grade"], grade["zh"], grade["en"],
        standing["reason"], tuple(standing["steps"]),
    )  # fmt: skip


def _differs(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is not two
    return abs(one - two) > NEAR * max(1.0, abs(one), abs(two))


def _items(described: Record, changed_to: Record, old: Record, new: Record, why: Why) -> list[ItemShift]:
    before = {item["id"]: (item, scored) for item, scored in zip(described["items"], old["items"], strict=True)}
    moved = []
    for item, scored in zip(changed_to["items"], new["items"], strict=True):
        was, had = before.get(item["id"], (item, {"points": None, "status": ""}))
        same = (had["status"], was["points"]) == (scored["status"], item["points"])
        if not same or _differs(had["points"], scored["points"]):
            told = {lang: why.item(was, had, item, scored, lang) for lang in ("zh", "en")}
            moved.append(ItemShift(
                item["id"], item["zh"], item["en"], was["points"], item["points"], had["points"], scored["points"],
                had["status"], scored["status"], was["rule"]["zh"], was["rule"]["en"], item["rule"]["zh"],
                item["rule"]["en"], told["zh"], told["en"],
            ))  # fmt: skip
    return sorted(moved, key=lambda one: -round(abs(one.shift), 9))
