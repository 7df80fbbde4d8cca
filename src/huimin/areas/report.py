"""Collecting the defects of a tree: every one is counted, the first of each kind are told one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from huimin.findings import Finding, Place, Severity, nearest
from huimin.findings.finding import Fact

TOLD = 200  # of one kind; a file with a wrong column would otherwise yield a finding for each of its rows
_LOOKED_AT = 2_000  # candidates for "did you mean", whose search is slow
_ASKED = 20  # how often it is searched for in a tree with more candidates than that


class Report:
    """The findings of one reading of a tree."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._counts: Counter[tuple[str, Severity]] = Counter()
        self._asked = 0

    def add(self, code: str, severity: Severity, place: Place = Place(), /, **facts: Fact) -> None:
        """Note one defect."""
        self._counts[code, severity] += 1
        if self._counts[code, severity] <= TOLD:
            self._findings.append(Finding(code, severity, place, facts))

    def nearest(self, name: str, known: Sequence[str]) -> str:
        """The known key most like ``name``; in a large tree only those that share its beginning are looked
        at.
        """
        self._asked += 1
        if self._asked > TOLD or (self._asked > _ASKED and len(known) > _LOOKED_AT):
            return ""
        if len(known) > _LOOKED_AT:
            start = name[: max(2, len(name) - 3)]
            known = [key for key in known if key.startswith(start) and abs(len(key) - len(name)) < 3][:_LOOKED_AT]
        return nearest(name, known)

    def findings(self) -> tuple[Finding, ...]:
        """All of them; where a kind was too frequent to tell each, one more that says how many there are."""
        more = [
            Finding("area-defects-more", severity, facts={"kind": code, "count": count, "told": TOLD})
            for (code, severity), count in self._counts.items()
            if count > TOLD
        ]
        return (*self._findings, *more)
