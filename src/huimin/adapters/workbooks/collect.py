"""Findings of one workbook while it is being read: each kind told often enough, never without bound."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from huimin.findings import Finding, Place, Severity
from huimin.findings.finding import Fact

MOST_OF_A_KIND = 100


class Refused(Exception):
    """The workbook cannot be read on; the finding that says why is in the collector already."""


@dataclass
class Collector:
    """Gathers findings about ``file``.

    Of each code and sheet the first hundred are kept, the rest are counted.
    """

    file: str
    findings: list[Finding] = field(default_factory=list)
    _seen: Counter[tuple[str, str, Severity]] = field(default_factory=Counter)

    def add(self, code: str, severity: Severity, place: Place | None = None, **facts: Fact) -> None:
        """Note one finding; the file's name is put into its place."""
        place = place or Place()
        key = (code, place.sheet, severity)
        self._seen[key] += 1
        if self._seen[key] <= MOST_OF_A_KIND:
            self.findings.append(Finding(code, severity, self._in_file(place), facts))

    def _in_file(self, place: Place) -> Place:
        return Place(
            self.file,
            place.sheet,
            place.cell,
            place.area,
            place.period,
            place.element,
            place.line,
            place.column,
        )

    def error(self, code: str, place: Place | None = None, **facts: Fact) -> None:
        """Note one error."""
        self.add(code, Severity.ERROR, place, **facts)

    def warn(self, code: str, place: Place | None = None, **facts: Fact) -> None:
        """Note one warning."""
        self.add(code, Severity.WARNING, place, **facts)

    def note(self, code: str, place: Place | None = None, **facts: Fact) -> None:
        """Note something the reader may like to know."""
        self.add(code, Severity.NOTE, place, **facts)

    def refuse(self, code: str, place: Place | None = None, **facts: Fact) -> Refused:
        """Note an error after which nothing more can be read; ``raise`` what comes back."""
        self.error(code, place, **facts)
        return Refused(code)

    def result(self) -> list[Finding]:
        """All findings, with one more for every kind that was cut short (as severe as that kind)."""
        more = [
            Finding(
                "more-of-the-same",
                severity,
                Place(file=self.file, sheet=sheet),
                {"code": code, "count": count},
            )
            for (code, sheet, severity), seen in sorted(self._seen.items())
            if (count := seen - MOST_OF_A_KIND) > 0
        ]
        # Two mappings that read one sheet tell the same of it; once is enough.
        return list(dict.fromkeys(self.findings + more))

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)
