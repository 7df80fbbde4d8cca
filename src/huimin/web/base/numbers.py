"""Boxes of numbers that can be tried otherwise: what stands in each, and what is wrong with it.

Drawn by the macros of ``base/numbers.html``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from huimin.findings import Finding

FIELD = "f."
"""Before the name of a number in the address of its form."""
MOST_TYPED = 40


class Number(Protocol):
    """A number that can be changed: its name in a form, and its value as written."""

    @property
    def name(self) -> str:
        """What it is called in the form."""

    @property
    def value(self) -> str:
        """As it is written now."""


One = TypeVar("One", bound=Number)


@dataclass
class Box(Generic[One]):
    """One number: ``typed`` is what stands in its box, ``faults`` what is wrong with it."""

    one: One
    typed: str
    faults: list[Finding] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether something else was typed than is written now."""
        return self.typed != self.one.value


def boxes_of(numbers: Iterable[One], typed: Mapping[str, str]) -> list[Box[One]]:
    """A box for each number; ``typed``: what somebody typed, by name; the rest is as it was."""
    return [Box(one, typed.get(one.name, one.value).strip()) for one in numbers]


def typed_in(query: Mapping[str, str]) -> dict[str, str]:
    """What an address holds for the numbers of a form, by name."""
    return {name.removeprefix(FIELD): value[:MOST_TYPED] for name, value in query.items() if name.startswith(FIELD)}
