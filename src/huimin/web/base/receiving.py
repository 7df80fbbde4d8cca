"""Workbooks that arrive by another way than the page: they go the same way as those that are uploaded in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from huimin.findings import Finding
from huimin.web.base.models import Person
from huimin.web.base.offers import offered
from huimin.workflow import Rights


@dataclass(frozen=True)
class Acknowledged:
    """A receipt: what was let in, from whom, when, and what became of it.

    ``parts``: of each sheet its form, period, number of areas, and whether it came in time.
    """

    number: int
    sha256: str
    name: str
    size: int
    at: datetime
    sender: str
    area: str
    outcome: str
    first: int
    revised: int
    unchanged: int
    figures: int
    parts: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Taken:
    """What became of one workbook: a receipt where it was let in, and everything that was found.

    ``again``: the same bytes had a receipt before.
    """

    receipt: Acknowledged | None
    findings: Sequence[Finding] = field(default_factory=tuple)
    again: bool = False


def take(person: Person, rights: Rights, name: str, data: bytes) -> Taken:
    """Take in a workbook as if the person had uploaded it."""
    taken: Taken = offered("take_workbook")(person, rights, name, data)
    return taken


def receipt(person: Person, rights: Rights, number: int) -> Acknowledged | None:
    """A receipt of the person's own, or of an area they may read; None for any other."""
    found: Acknowledged | None = offered("receipt")(person, rights, number)
    return found
