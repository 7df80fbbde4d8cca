"""What a comparison needs from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from huimin.findings import Finding
from huimin.reconciliation.keys import Rows
from huimin.reconciliation.records import Records


@dataclass(frozen=True, eq=False)
class Sent:
    """One list.

    Attributes:
        zh, en: what it is called. file: where it came from. records: made ready.
        numbers_at: the sending office's record numbers of some rows. unnamed: records without a name yet.
        notes: what could not be read of it.
    """

    zh: str
    en: str
    file: str
    records: Records
    numbers_at: Callable[[NDArray[np.integer]], list[str]]
    unnamed: int = 0
    notes: tuple[Finding, ...] = ()

    def name(self, lang: str) -> str:
        """Its name in a language."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


class Contribution(Protocol):
    """What one outcome of a comparison counts for, in bits."""

    @property
    def field(self) -> str:
        """The field."""

    @property
    def label(self) -> str:
        """The outcome."""

    @property
    def weight(self) -> float:
        """Above 0 for one child, below 0 against it."""


class Weighed(Protocol):
    """Pairs found by weighing."""

    @property
    def first(self) -> Rows:
        """Rows of the first list."""

    @property
    def second(self) -> Rows:
        """Rows of the second list."""

    @property
    def levels(self) -> tuple[Contribution, ...]:
        """What each comparison contributes."""


Weigher = Callable[[Records, Records, tuple[Rows, Rows]], Weighed | None]
"""Weighs what the cascade leaves; None where too little is left to learn from."""
