"""Which facts count from which day on: what was told, changed and corrected, and what of it was decided on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits.claims import Move, Told
from huimin.tasks.claims.records import Logged, Note

FACTS = "facts"
_TELLING = frozenset({Move.TAKE, Move.COMPLETE, Move.CORRECT, Move.CHANGE, Move.ASK})
PERSONS = ("claimant", "subject")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Facts as they were told at once; ``since`` None: true from the beginning."""

    since: date | None
    facts: Mapping[str, Any]


def told_so_far(log: Iterable[Logged]) -> tuple[Told, ...]:
    """All that was told up to now, whether it was decided on or not: what the next decision rests on."""
    accepted, waiting, _ = _fold(log)
    return _merged([*accepted, *waiting])


def decided_on(log: Iterable[Logged]) -> tuple[Told, ...]:
    """What the decision that is in force rests on; nothing where there is none."""
    accepted, _, _ = _fold(log)
    return _merged(accepted)


def _fold(log: Iterable[Logged]) -> tuple[list[_Piece], list[_Piece], list[_Piece]]:
    """What was decided on, what waits for a decision, and what was decided against."""
    accepted: list[_Piece] = []
    waiting: list[_Piece] = []
    against: list[_Piece] = []
    for one in log:
        content = one.content or {}
        if one.move in _TELLING and content.get(FACTS):
            # Only a change counts from a day on; whatever else is told was true all the time.
            since = one.since if one.move == Move.CHANGE else None
            waiting.append(_Piece(since, content[FACTS]))
        elif one.move == Move.CONFIRM and one.outcome == "yes":
            accepted, waiting, against = [*accepted, *waiting], [], []
        elif one.move == Move.CONFIRM and one.outcome == "no" and accepted:
            against, waiting = waiting, []
        elif one.move == Move.WITHDRAW and accepted:
            waiting = []
        elif one.move == Move.UPHOLD:
            waiting, against = [*against, *waiting], []
    return accepted, waiting, against


def _merged(pieces: Sequence[_Piece]) -> tuple[Told, ...]:
    """Whole facts by the day from which they count: each piece lies over those told before it."""
    days = sorted({one.since for one in pieces if one.since is not None})
    made: list[Told] = []
    for since in [None, *days] if pieces else []:
        facts: dict[str, Any] = {}
        for one in pieces:
            if one.since is None or (since is not None and one.since <= since):
                facts.update(one.facts)
        made.append(Told(since, facts))
    return tuple(made)


def persons(log: Iterable[Logged]) -> dict[str, Any]:
    """Claimant, subject and relation as last told or corrected."""
    found: dict[str, Any] = {"claimant": {}, "subject": {}, "relation": ""}
    for one in log:
        if one.move not in (Move.TAKE, Move.CORRECT, Move.COMPLETE, Note.MEND):
            continue
        content = one.content or {}
        for who in PERSONS:
            found[who] = {**found[who], **content.get(who, {})}
        found["relation"] = content.get("relation", found["relation"])
    return found
