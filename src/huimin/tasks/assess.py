"""Assess: a pure function of a snapshot and a scheme. The same inputs give the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from huimin.assessment.binding import BoundScheme, bind_scheme
from huimin.assessment.ranking import Standing, standings
from huimin.assessment.record import Described, LeafColumns, Record, area_records, leaf_columns
from huimin.assessment.scoring import ItemScore, Scores, score_scheme
from huimin.figures.periods import Period
from huimin.findings import Fact, Finding, Invalid, Place, Severity, sort_findings
from huimin.indicators.engine import Engine, LeafTable
from huimin.indicators.values import Columns, Evaluator, by_columns
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import Snapshot


@dataclass(frozen=True)
class Assessed:
    """A finished assessment, ready to be written.

    ``tree`` lists every area of the run's tree, depth first, as (key, parent's key or None, level, zh, en).
    """

    run: str
    manifest: dict[str, Any]
    described: Record
    records: list[Record]
    tree: list[tuple[str, str | None, str, str, str]]
    leaves: LeafColumns
    findings: list[Finding]
    scores: Scores
    places: list[Standing]


def assess(
    definitions: Definitions, scheme_code: str, period: Period, engine: Engine, snapshot: Snapshot,
    software: Mapping[str, Any], about: Iterable[Finding] = (), evaluator: Evaluator = by_columns,
) -> Assessed:  # fmt: skip
    """Score every area of the scheme's level on the tree of the period's last day.

    Args:
        engine: answers from the figures of ``snapshot``.
        software: what made the run (name, version, hash of the source).
        about: what is known about the reports the run rests on; listed with what the run itself finds.
        evaluator: the fast one, or the reference, which must give the same.

    Raises:
        Invalid: no such scheme, a period of another length than the scheme's, or nobody to assess.
    """
    scheme = definitions.scheme(scheme_code)
    if period.frequency != scheme.frequency:
        facts = {"found": period.code, "expected": scheme.frequency}
        raise Invalid([Finding("period-of-other-length", Severity.ERROR, facts=facts)])
    bound = bind_scheme(scheme, definitions.names, period)
    table = compute(definitions, bound, engine)
    rows = table.tree.at_level(scheme.level)
    if not len(rows):
        raise Invalid([Finding("nothing-assessed", Severity.ERROR, facts={"level": scheme.level})])
    columns = Columns(table, definitions.forms, rows)
    scores = score_scheme(bound, columns, definitions.forms, evaluator, definitions.adjustments)
    places = standings(scores, [peers_of(table, int(row), scheme.peers) for row in rows])
    described = Described(bound, definitions.names, definitions.forms)
    manifest = _manifest(definitions, bound, snapshot, software)
    return Assessed(
        manifest["run"], manifest, described.record(), list(area_records(scores, places, columns)), _tree(table),
        leaf_columns(described, table), sort_findings([*about, *findings_of(scores, table)]), scores, places,
    )  # fmt: skip


def compute(definitions: Definitions, bound: BoundScheme, engine: Engine) -> LeafTable:
    """Ask the engine for everything a bound scheme needs."""
    spans = bound.spans(definitions.forms)
    return engine.table(
        bound.leaves(), definitions.areas, bound.period.end, definitions.dictionary, definitions.forms, spans
    )


def peers_of(table: LeafTable, row: int, peers: str) -> str:
    """The name of the group that an area is ranked in: its level, with its own group where the scheme asks for it."""
    group = table.tree.group[row] if peers == "group" else ""
    return f"{table.tree.level[row]}/{group}"


def _tree(table: LeafTable) -> list[tuple[str, str | None, str, str, str]]:
    tree = table.tree
    return [
        (key, tree.keys[up] if up >= 0 else None, level, tree.name(row, "zh"), tree.name(row, "en"))
        for row, (key, up, level) in enumerate(zip(tree.keys, tree.parent.tolist(), tree.level, strict=True))
    ]


def _manifest(
    definitions: Definitions, bound: BoundScheme, snapshot: Snapshot, software: Mapping[str, Any]
) -> dict[str, Any]:
    scheme = bound.scheme
    made: dict[str, Any] = {
        "scheme": scheme.code, "scheme_version": scheme.version, "period": bound.period.code,
        "level": scheme.level, "simulated": definitions.title.simulated,
        "snapshot": {"marker": snapshot.marker, "hash": snapshot.hash},
        "definitions": definitions.hashes(scheme.code), "software": dict(software),
    }  # fmt: skip
    # The marker says where the snapshot lies in one database; what it holds is told by its hash alone.
    identity = made | {"snapshot": snapshot.hash}
    digest = sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()
    return {"run": f"{scheme.code}-{bound.period.code}-{digest[:8]}", **made}


def findings_of(scores: Scores, table: LeafTable) -> list[Finding]:
    """What the run itself found: proportions above one."""
    found = [f for one in scores.items for f in _above_one(one, scores, table)]
    return sort_findings(found)


def _above_one(one: ItemScore, scores: Scores, table: LeafTable) -> Iterable[Finding]:
    measure = one.bound.measure
    if one.measured is None or measure is None or measure.indicator.kind != "proportion":
        return
    with np.errstate(invalid="ignore"):
        rows: Sequence[int] = np.flatnonzero(one.measured.numerator > one.measured.denominator).tolist()
    for row in rows:
        key, period = table.tree.keys[scores.rows[row]], scores.bound.period.code
        place = Place(area=key, period=period, element=measure.indicator.code)
        facts: dict[str, Fact] = {
            "indicator_zh": measure.indicator.zh,
            "indicator_en": measure.indicator.en,
            "numerator": float(one.measured.numerator[row]),
            "denominator": float(one.measured.denominator[row]),
        }
        yield Finding("proportion-above-one", Severity.WARNING, place, facts)
