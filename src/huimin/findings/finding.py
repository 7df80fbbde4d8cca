"""A finding: one thing that is wrong or odd, where it is, and the facts its sentence is built from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

Fact = str | int | float | bool | None


class Severity(IntEnum):
    """How much a finding matters. An error keeps a workbook (or a definition) out; the others let it in."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case English word used in data files: ``note``, ``warning`` or ``error``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a finding is. Every part is optional; ``line`` and ``column`` are 1-based places in a text file."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    area: str = ""
    period: str = ""
    element: str = ""
    line: int = 0
    column: int = 0

    def as_dict(self) -> dict[str, str | int]:
        """Only the parts that are known, in a fixed order."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``code`` names a message of the catalogue, ``facts`` fill it in."""

    code: str
    severity: Severity
    place: Place = Place()
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def __reduce__(self) -> tuple[type[Finding], tuple[str, Severity, Place, dict[str, Fact]]]:
        # A mapping proxy cannot be pickled, and findings travel between the reading processes.
        return (Finding, (self.code, self.severity, self.place, dict(self.facts)))

    def __hash__(self) -> int:
        return hash((self.code, self.severity, self.place, frozenset(self.facts.items())))


def sort_findings(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, then by place and code: the order in which a person mends them."""
    return sorted(findings, key=lambda f: (-f.severity, f.place, f.code, str(dict(f.facts))))


class Invalid(Exception):
    """A definition or an input that cannot be used. Carries every fault that was found, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sort_findings(findings))
        super().__init__(self.findings)

    def __str__(self) -> str:
        from huimin.findings.words import explain

        return "; ".join(explain(finding, "en") for finding in self.findings)
