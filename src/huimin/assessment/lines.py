"""The lines that explanations are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from huimin.figures.periods import Period, month_code


@dataclass(frozen=True)
class Line:
    """One line of an explanation: what it says in words, the facts behind it, and the lines that explain it."""

    kind: str
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    below: tuple[Line, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data."""
        made: dict[str, Any] = {"kind": self.kind, "text": self.text, **self.facts}
        if self.below:
            made["below"] = [line.as_dict() for line in self.below]
        return made

    def indented(self, depth: int = 0) -> Iterator[str]:
        """The lines as indented text."""
        yield "  " * depth + self.text
        for line in self.below:
            yield from line.indented(depth + 1)


@lru_cache(maxsize=1024)
def span(first: int, last: int, lang: str) -> str:
    """``2024年`` or ``2024-01 to 2024-06``: a span of months for readers."""
    for frequency in ("month", "quarter", "half-year", "year"):
        period = Period.at(first, frequency)
        if (period.first, period.last) == (first, last):
            return period.name(lang)
    return f"{month_code(first)} {'至' if lang == 'zh' else 'to'} {month_code(last)}"
