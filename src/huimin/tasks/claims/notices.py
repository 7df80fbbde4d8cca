"""Public notice of what is granted: without a name, without an identity number, at the level of a township."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits import Words
from huimin.benefits.claims import Stage
from huimin.tasks.claims.desk import Desk, named
from huimin.tasks.claims.records import Record


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One grant on public notice.

    Attributes:
        number: of the claim: its family knows it, nobody else can tell whose it is.
        area: key, at the level of a township or above. since: from when it is granted. until: the last day to object.
        fen: of one period; None where the amount is not filled in. period: ``once``, ``month`` or ``year``.
    """

    number: str
    benefit: str
    name: Words
    area: str
    since: date | None
    until: date | None
    fen: int | None
    period: str


def lines(desk: Desk, records: Iterable[Record], raised: Callable[[str], str]) -> list[NoticeLine]:
    """The notice of a day.

    Args:
        raised: key of an area -> key of the area of a township that it lies in.
    """
    made = []
    for record in records:
        at, benefit = desk.standing(record), desk.benefit(record.root.benefit)
        if at.stage is not Stage.NOTICE or record.erased:
            continue
        decision: Mapping[str, Any] = next(
            (one.content["decision"] for one in reversed(record.log)
             if one.move == "confirm" and one.outcome and one.content), {})  # fmt: skip
        first = decision.get("first")
        made.append(NoticeLine(named(record.root), benefit.code, benefit.name, raised(record.area),
                               date.fromisoformat(first) if first else at.decided, at.notice_until, decision.get("fen"),
                               benefit.period))  # fmt: skip
    return sorted(made, key=lambda one: (one.benefit, one.area, one.number))
