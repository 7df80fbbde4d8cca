"""What is kept of a claim: as it was taken, and its log, which only grows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from huimin.benefits.claims import Event, Move, Standing


class Note(StrEnum):
    """What is logged with a claim and does not move it."""

    MEND = "mend"
    """Names, telephone, address or relation were corrected."""
    PAPER = "paper"
    """A paper was added."""
    ACCOUNT = "account"
    """Another account was given."""
    CODE = "code"
    """A new receipt code was given out; the old one no longer opens."""


@dataclass(frozen=True, slots=True)
class Logged:
    """Something that was done with a claim, as it is kept.

    Attributes:
        number: 1, 2, … without gaps. move: of :class:`Move`, or of :class:`Note`.
        person: user name; empty: the family itself.
        worded: whether words were given. since: the day from which a change, correction or stop counts.
        outcome: ``yes`` or ``no``. machine: what the rule said: ``yes``, ``no`` or ``unknown``. rule: its version.
        turn: how many proposals there were, this one included.
        area: of a handing over: key of the area that it goes to.
        content: what is personal of it; None: not opened, or nothing.
    """

    number: int
    move: str
    person: str
    at: datetime
    since: date | None = None
    outcome: str = ""
    worded: bool = False
    turn: int = 0
    machine: str = ""
    rule: str = ""
    content: Mapping[str, Any] | None = field(default=None, repr=False)
    area: str = ""


@dataclass(frozen=True, slots=True)
class Root:
    """A claim as it was taken, in ``area``. ``subject`` and ``claimant`` are keyed hashes, empty once erased."""

    id: int
    benefit: str
    area: str
    payee: str
    by_family: bool
    day: date
    subject: str = ""
    claimant: str = ""


_MOVES = frozenset(Move)
_PASSING = frozenset({Move.HAND_OVER, Move.RECEIVE, Move.SEND_BACK, Move.WITHDRAW})


@dataclass(frozen=True)
class Record:
    """A claim with all that happened to it. Contents are opened only where that was asked for."""

    root: Root
    log: tuple[Logged, ...]
    erased: bool = False

    @property
    def events(self) -> tuple[Event, ...]:
        """What moved the claim, as the rules of claims take it: numbered without the notes between."""
        moves = [one for one in self.log if one.move in _MOVES]
        return tuple(
            Event(number, Move(one.move), one.person, one.at, one.since, one.outcome, one.worded, one.area)
            for number, one in enumerate(moves, 1)
        )

    @property
    def area(self) -> str:
        """Key of the area whose office has the claim now."""
        return next((one.area for one in reversed(self.log) if one.move == Move.RECEIVE), self.root.area)

    @property
    def offered(self) -> str:
        """Key of the area to which it is offered; empty: to none."""
        last = next((one for one in reversed(self.log) if one.move in _PASSING), None)
        return last.area if last is not None and last.move == Move.HAND_OVER else ""


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of a claim's log that is to be kept, and how the claim stands after it.

    Attributes:
        live: key of which only one claim at a time may be granted, where this move grants; None: nothing changes;
            empty: it is let go.
        officer: who of the office acted last.
    """

    root: Root
    logged: Logged
    standing: Standing
    officer: str = ""
    machine: str = ""
    live: str | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim to be kept for the first time: its first event comes as :class:`Kept`."""

    root: Root
    receipt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims a list is to show; what is not said lets in all.

    Attributes:
        late: only those whose day lies before it. steps: whose turn it is. renew_before: to be confirmed by this day.
        passing: ``in``: those offered to one of the areas; ``offered``: those and the ones that it offers to others;
            ``gone``: those that one of them handed over; empty: those that are with one of the areas.
    """

    stages: tuple[str, ...] = ()
    areas: frozenset[str] | None = None
    benefit: str = ""
    claims: frozenset[int] | None = None
    late: date | None = None
    steps: tuple[int, ...] = ()
    appealed: bool | None = None
    held: bool | None = None
    renew_before: date | None = None
    erased: bool | None = None
    not_by: str = ""
    passing: str = ""
