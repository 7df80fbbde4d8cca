"""Writing the ledger: each function is called within a transaction in which nobody else pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from huimin.adapters.bulk import highest, insert, moment, query
from huimin.adapters.ledger.reading import shares_of, shares_text
from huimin.benefits.payments import Entry, Line, Outcome, PartKind
from huimin.benefits.payments.entries import movements
from huimin.benefits.payments.rolls import BOOKS, PAYS
from huimin.benefits.payments.splitting import Amounts

NUMBERS = 1_000_000
"""A line's id is its roll times this, plus its number."""
_LINE = ("id", "roll_id", "number", "claim", "version", "payee", "area", "account", "fen")
_PART = ("line_id", "kind", "month", "revision", "fen", "shares", "obligation", "area")
_OBLIGATION = ("id", "claim", "benefit", "month", "revision", "version", "payee", "area", "fen", "shares", "roll_id")
_MOVEMENT = ("obligation_id", "entry", "level", "line", "turn", "fen", "at")
_TRIES = """SELECT p.obligation, (SELECT count(*) FROM ledger_attempt a WHERE a.obligation_id = p.obligation)
    FROM ledger_rollpart p JOIN ledger_rollline l ON l.id = p.line_id WHERE l.roll_id = %s AND p.kind = 'retry'"""
_PAID_BY = """SELECT a.line_id, a.obligation_id, o.shares FROM ledger_attempt a
    JOIN ledger_rollline l ON l.id = a.line_id JOIN ledger_obligation o ON o.id = a.obligation_id
    WHERE l.roll_id = %s ORDER BY a.id"""
_ENTRIES = {PartKind.DUE: Entry.OBLIGATION, PartKind.BACK: Entry.OBLIGATION, PartKind.CANCEL: Entry.CANCELLED,
            PartKind.OVER: Entry.OVERPAID}  # fmt: skip
_ANSWERS = {"paid": Entry.PAID, "bounced": Entry.RETURNED}


def add_lines(alias: str, roll: int, lines: Sequence[Line]) -> None:
    """The lines of a roll and their parts."""
    numbered = [(roll * NUMBERS + number, number, line) for number, line in enumerate(lines, 1)]
    insert(alias, "ledger_rollline", _LINE, (
        (id_, roll, number, one.claim, one.version, one.payee, one.area, one.account, one.fen)
        for id_, number, one in numbered
    ))  # fmt: skip
    insert(alias, "ledger_rollpart", _PART, (
        (id_, part.kind.value, part.month, part.revision, part.fen, shares_text(part.shares), part.obligation,
         part.area or None)
        for id_, _, one in numbered for part in one.parts
    ))  # fmt: skip


def book_roll(alias: str, roll: int, benefit: str, lines: Sequence[Line], at: datetime) -> None:
    """The obligations of an approved roll, the attempts to pay them, and the movements."""
    following = count(highest(alias, "ledger_obligation") + 1)
    tries = dict(query(alias, _TRIES, roll))
    owed: list[tuple[Any, ...]] = []
    attempts: list[tuple[int, int, int]] = []
    moved: list[tuple[Any, ...]] = []
    when = moment(alias, at)
    for number, line in enumerate(lines, 1):
        for part in line.parts:
            id_ = part.obligation or next(following)
            if part.kind in BOOKS:
                fen = -part.fen if part.kind is PartKind.OVER else part.fen
                owed.append((id_, line.claim, benefit, part.month, part.revision, line.version, line.payee,
                             part.area or line.area, fen, shares_text(part.shares), roll))  # fmt: skip
            if part.kind in PAYS:
                attempts.append((id_, tries.get(id_, 0) + 1, roll * NUMBERS + number))
            if part.kind in _ENTRIES:
                moved += _rows(id_, _ENTRIES[part.kind], part.shares, 0, 0, when)
    insert(alias, "ledger_obligation", _OBLIGATION, owed)
    insert(alias, "ledger_attempt", ("obligation_id", "number", "line_id"), attempts)
    insert(alias, "ledger_movementrow", _MOVEMENT, moved)


def _rows(
    obligation: int, entry: Entry, shares: Amounts, line: int, turn: int, when: Any
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    return ((obligation, entry.value, one.level, line, turn, one.fen, when) for one in movements(entry, shares))


def book_outcomes(alias: str, roll: int, answer: int, outcomes: Iterable[Outcome], at: datetime) -> None:
    """What the bank said of each line, and the money that moved by it."""
    told = {roll * NUMBERS + int(one.reference[6:]): one for one in outcomes}
    insert(alias, "ledger_outcome", ("line_id", "slot", "result", "status", "mend", "answer_id"), (
        (line, 2 if one.result == "bounced" else 1, one.result, one.status, one.mend, answer)
        for line, one in told.items()
    ))  # fmt: skip
    when = moment(alias, at)
    insert(alias, "ledger_movementrow", _MOVEMENT, (
        row
        for line, obligation, shares in query(alias, _PAID_BY, roll)
        if line in told and told[line].result in _ANSWERS
        for row in _rows(obligation, _ANSWERS[told[line].result], shares_of(shares), line, 0, when)
    ))  # fmt: skip


def book_recovery(alias: str, obligation: int, shares: Amounts, turn: int, at: datetime) -> None:
    """Money that came back from a family."""
    rows = _rows(obligation, Entry.RECOVERED, shares, 0, turn, moment(alias, at))
    insert(alias, "ledger_movementrow", _MOVEMENT, rows)
