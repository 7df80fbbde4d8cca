"""The findings of one boundary file: the first of each kind are told one by one, the rest counted."""

from __future__ import annotations

from collections import Counter

from huimin.findings import Fact, Finding, Place, Severity

TOLD = 20  # of one kind: a file with a wrong column would otherwise yield a finding for each of its features


class Faults:
    """Gathers what is wrong with a file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[Finding] = []
        self._counts: Counter[tuple[str, Severity]] = Counter()

    def add(self, code: str, severity: Severity = Severity.WARNING, /, **facts: Fact) -> None:
        """Note one fault of the file as a whole."""
        self._counts[code, severity] += 1
        if self._counts[code, severity] <= TOLD:
            number = facts.get("number")
            place = Place(file=self.file, element=f"features[{number}]" if number else "")
            self._found.append(Finding(code, severity, place, facts))

    def findings(self) -> tuple[Finding, ...]:
        """All of them; where a kind was too frequent to tell each, one more that says how many there are."""
        more = [
            Finding("map-faults-more", severity, Place(file=self.file), {"kind": code, "count": count, "told": TOLD})
            for (code, severity), count in self._counts.items() if count > TOLD
        ]  # fmt: skip
        return (*self._found, *more)
