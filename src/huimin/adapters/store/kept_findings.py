"""Findings in the database and back."""

from __future__ import annotations

from math import isfinite

from huimin.adapters.store.content import clean
from huimin.adapters.store.models import FoundProblem, SourceFile, Submission
from huimin.findings import Finding, Place, Severity
from huimin.findings.finding import Fact


def problem_of(finding: Finding, file: SourceFile, submission: Submission | None) -> FoundProblem:
    """The row that keeps a finding about a file, or about one submission of it."""
    place = finding.place
    return FoundProblem(
        file=file,
        submission=submission,
        code=finding.code,
        severity=int(finding.severity),
        file_name=clean(place.file),
        sheet=clean(place.sheet),
        cell=clean(place.cell),
        area=clean(place.area),
        period=clean(place.period),
        element=clean(place.element),
        line=place.line,
        column=place.column,
        facts={clean(name): _plain(fact) for name, fact in finding.facts.items()},
    )


def _plain(fact: Fact) -> Fact:
    """A fact as JSON can hold it: infinite and undefined numbers are kept as their names."""
    if isinstance(fact, float) and not isfinite(fact):
        return str(fact)
    return clean(fact) if isinstance(fact, str) else fact


def finding_of(row: FoundProblem) -> Finding:
    """The finding that a row keeps. Facts come in alphabetical order, as PostgreSQL does not keep theirs."""
    place = Place(row.file_name, row.sheet, row.cell, row.area, row.period, row.element, row.line, row.column)
    return Finding(row.code, Severity(row.severity), place, dict(sorted(row.facts.items())))
