"""Which word in a scheme file is read by which function."""

from __future__ import annotations

from collections.abc import Callable

from huimin.assessment.rules import change, judged, reporting, tables, threshold
from huimin.assessment.rules.building import ItemContext
from huimin.assessment.scheme import Rule
from huimin.findings.section import Section

KINDS: dict[str, Callable[[Section, ItemContext], Rule]] = {
    "at_least": threshold.at_least,
    "at_most": threshold.at_most,
    "range": threshold.inside,
    "count": threshold.count,
    "pace": threshold.pace,
    "improvement": change.improvement,
    "reduce_excess": change.reduce_excess,
    "outgrow": change.outgrow,
    "bands": tables.bands,
    "table": tables.table,
    "completeness": reporting.completeness,
    "timeliness": reporting.timeliness,
    "checklist": judged.checklist,
    "evidence": judged.evidence,
    "frequency": judged.frequency,
    "deadline": judged.deadline,
    "deduction": judged.deduction,
    "bonus": judged.bonus,
}


def read_rule(section: Section, context: ItemContext) -> Rule | None:
    """Read ``rule:`` of an item; None (with a fault) where its kind is unknown."""
    kind = section.text("kind")
    if kind not in KINDS:
        from huimin.findings import nearest

        section.fault(
            "rule-kind-unknown",
            "kind",
            found=kind,
            nearest=nearest(kind, KINDS),
            options=", ".join(sorted(KINDS)),
        )
        return None
    rule = KINDS[kind](section, context)
    section.done()
    return rule
