"""What names in formulas stand for. Whoever has names to offer implements :class:`Namespace`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from huimin.language.nodes import Node


@dataclass(frozen=True)
class Symbol:
    """What one name stands for.

    Attributes:
        code: identifies it; two names of one thing have the same code.
        unit: for example ``person``, ``yuan/person`` or ``1``; an indicator's follows from its formula.
        atoms: of an element: its columns. Its value is their sum, not known if any of them is not known.
        formula: of an indicator: put in place of the name.
        low: the lowest possible value, None where there is no bound; only for notes about division by zero.
    """

    code: str
    zh: str
    en: str
    unit: str
    atoms: tuple[str, ...] = ()
    formula: Node | None = None
    low: float | None = 0.0

    def name(self, lang: str) -> str:
        """The name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


class Namespace(Protocol):
    """The names a formula may use."""

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        """What a dotted name stands for: ``("births", "male")``, ``("出生人数", "男")``; None: nothing."""

    def names(self) -> Iterable[str]:
        """Every name, to suggest the nearest one for a mistyped name."""
