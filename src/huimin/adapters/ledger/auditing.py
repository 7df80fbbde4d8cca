"""Reading the ledger from end to end, a piece at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from huimin.adapters.bulk import highest, query
from huimin.adapters.ledger.reading import in_utc, shares_of
from huimin.benefits.payments import SIDES, Entry, month_text
from huimin.benefits.payments.auditing import Kept, Tried

PIECE = 20_000
COLUMNS = ("at", "benefit", "claim", "month", "revision", "version", "area", "level", "entry", "debit", "credit", "fen",
           "roll", "line")  # fmt: skip
"""What :func:`movements` tells of each movement."""
_OWED = """SELECT o.id, o.benefit, o.claim, o.version, o.payee, o.area, o.month, o.revision, o.fen, o.shares, o.roll_id,
        EXISTS(SELECT 1 FROM ledger_rollstep d WHERE d.roll_id = o.roll_id AND d.step = 'approved')
    FROM ledger_obligation o WHERE o.id BETWEEN %s AND %s ORDER BY o.id"""
_TRIED = """SELECT a.obligation_id, a.number, a.line_id, coalesce(f.result, ''), coalesce(b.result, '')
    FROM ledger_attempt a
    LEFT JOIN ledger_outcome f ON f.line_id = a.line_id AND f.slot = 1
    LEFT JOIN ledger_outcome b ON b.line_id = a.line_id AND b.slot = 2
    WHERE a.obligation_id BETWEEN %s AND %s ORDER BY a.obligation_id, a.number"""
_MOVED = """SELECT obligation_id, entry, line, level, sum(fen) FROM ledger_movementrow
    WHERE obligation_id BETWEEN %s AND %s GROUP BY obligation_id, entry, line, level"""
_BACK = """SELECT obligation_id, sum(fen) FROM ledger_recovery WHERE obligation_id BETWEEN %s AND %s
    GROUP BY obligation_id"""
_EACH = """SELECT m.at, o.benefit, o.claim, o.month, o.revision, o.version, o.area, m.level, m.entry, m.fen,
        CASE WHEN m.line > 0 THEN m.line / 1000000 ELSE o.roll_id END, m.line
    FROM ledger_movementrow m JOIN ledger_obligation o ON o.id = m.obligation_id
    WHERE m.id BETWEEN %s AND %s ORDER BY m.id"""


def kept(alias: str) -> Iterator[Kept]:
    """Every obligation with all that was booked for it, in the order in which they were booked."""
    for first, last in _pieces(alias, "ledger_obligation"):
        tried: dict[int, list[Tried]] = defaultdict(list)
        for id_, *said in query(alias, _TRIED, first, last):
            tried[id_].append(Tried(*said))
        moved: dict[int, dict[tuple[Entry, int], dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        for id_, entry, line, level, fen in query(alias, _MOVED, first, last):
            moved[id_][Entry(entry), line][level] = int(fen)
        back = {id_: int(fen) for id_, fen in query(alias, _BACK, first, last)}
        for row in query(alias, _OWED, first, last):
            id_, benefit, claim, version, payee, area, month, revision, fen, shares, roll, approved = row
            yield Kept(id_, benefit, claim, version, payee, area, month, revision, fen, shares_of(shares), roll,
                       bool(approved), tuple(tried.get(id_, ())), moved.get(id_, {}), back.get(id_, 0))  # fmt: skip


def movements(alias: str) -> Iterator[tuple[Any, ...]]:
    """Every movement, as :data:`COLUMNS` names its parts, in the order in which they were booked."""
    for first, last in _pieces(alias, "ledger_movementrow"):
        for at, benefit, claim, month, revision, version, area, level, entry, fen, roll, line in query(
            alias, _EACH, first, last
        ):
            debit, credit = SIDES[Entry(entry)]
            yield (in_utc(at).isoformat(), benefit, claim, month_text(month), revision, version, area, level, entry,
                   debit.value, credit.value, fen, roll, line % 1_000_000)  # fmt: skip


def _pieces(alias: str, table: str) -> Iterator[tuple[int, int]]:
    last = highest(alias, table)
    return ((first, min(first + PIECE - 1, last)) for first in range(1, last + 1, PIECE))
