"""Findings as they are kept in a row of the database, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from huimin.findings import Finding, Place, Severity

MOST = 200


def plain(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
    return {"code": finding.code, "severity": int(finding.severity), "place": finding.place.as_dict(),
            "facts": dict(finding.facts)}  # fmt: skip


def findings_of(kept: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """Findings from plain data."""
    return [Finding(one["code"], Severity(one["severity"]), Place(**one["place"]), one["facts"]) for one in kept]
