"""Parts of the ledger for people to look at: a page of a roll, what a roll adds up to, what is to come back."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, tzinfo

from huimin.adapters.bulk import query
from huimin.adapters.ledger.reading import in_utc, shares_of
from huimin.benefits.payments import Part, PartKind
from huimin.benefits.payments.rolls import BOOKS
from huimin.tasks.pay.ports import Listed, Overpaid, RollSums, Settled, Tally

_STATE = "CASE WHEN l.fen = 0 THEN '' ELSE coalesce(b.result, f.result, 'open') END"
_JOINS = """FROM ledger_rollline l
    LEFT JOIN ledger_sealedaccount s ON s.id = l.account
    LEFT JOIN ledger_outcome f ON f.line_id = l.id AND f.slot = 1
    LEFT JOIN ledger_outcome b ON b.line_id = l.id AND b.slot = 2"""
_WANTED = f"WHERE l.roll_id = %s AND (%s = '' OR l.claim = %s) AND (%s = '' OR {_STATE} = %s)"
_LINES = f"""SELECT l.id, l.number, l.claim, l.area, l.fen, coalesce(s.last4, ''), {_STATE},
    coalesce(b.status, f.status, '') {_JOINS} {_WANTED} ORDER BY l.number LIMIT %s OFFSET %s"""
_COUNT = f"SELECT count(*) {_JOINS} {_WANTED}"
_PARTS = """SELECT line_id, kind, month, revision, fen, shares, obligation FROM ledger_rollpart
    WHERE line_id BETWEEN %s AND %s ORDER BY id"""
_SUMS = """SELECT p.kind, coalesce(p.area, l.area), p.shares, count(*), sum(p.fen) FROM ledger_rollpart p
    JOIN ledger_rollline l ON l.id = p.line_id
    WHERE l.roll_id = %s GROUP BY p.kind, coalesce(p.area, l.area), p.shares"""
_OWED = """SELECT o.id, o.benefit, o.claim, o.area, o.month, o.fen FROM ledger_obligation o
    WHERE o.revision = 0 AND o.fen > 0 AND (%s = '' OR o.benefit = %s)
        AND NOT EXISTS(SELECT 1 FROM ledger_movementrow m WHERE m.obligation_id = o.id AND m.entry = 'cancelled')
    ORDER BY o.id"""
_PAID = """SELECT a.obligation_id, n.at FROM ledger_attempt a
    JOIN ledger_obligation o ON o.id = a.obligation_id
    JOIN ledger_outcome f ON f.line_id = a.line_id AND f.slot = 1 AND f.result = 'paid'
    JOIN ledger_bankanswer n ON n.id = f.answer_id
    WHERE (%s = '' OR o.benefit = %s)
        AND NOT EXISTS(SELECT 1 FROM ledger_outcome b WHERE b.line_id = a.line_id AND b.slot = 2)"""
_OVERPAID = """SELECT benefit, claim, area, min(month), max(month), sum(owed), sum(back) FROM (
        SELECT o.benefit, o.claim, o.area, o.month, -o.fen AS owed,
            coalesce((SELECT sum(r.fen) FROM ledger_recovery r WHERE r.obligation_id = o.id), 0) AS back
        FROM ledger_obligation o WHERE o.fen < 0 AND (%s = '' OR o.benefit = %s)) each_one
    GROUP BY benefit, claim, area HAVING sum(owed) > sum(back) ORDER BY area, claim"""


def page_of(
    alias: str, roll: int, after: int, count: int, claim: str = "", state: str = ""
) -> tuple[list[Listed], int]:
    """Lines of a roll from place ``after`` on, and how many there are in all.

    Args:
        claim: only the line of this claim. state: only lines in this state (``open``, ``paid``, ``refused``,
            ``bounced``).
    """
    wanted = (roll, claim, claim, state, state)
    rows = query(alias, _LINES, *wanted, count, after)
    parts: dict[int, list[Part]] = defaultdict(list)
    if rows:
        for line, kind, month, revision, fen, shares, obligation in query(alias, _PARTS, rows[0][0], rows[-1][0]):
            parts[line].append(Part(PartKind(kind), month, revision, fen, shares_of(shares), obligation))
    made = [Listed(number, of, area, fen, last4, how, code, tuple(parts[id_]))
            for id_, number, of, area, fen, last4, how, code in rows]  # fmt: skip
    return made, int(query(alias, _COUNT, *wanted)[0][0])


def sums(alias: str, roll: int) -> RollSums:
    """What a roll adds up to, by kind, by area and by level that pays."""
    kinds: dict[PartKind, Tally] = {}
    areas: dict[str, Tally] = {}
    levels: dict[str, int] = {}
    for name, area, shares, number, fen in query(alias, _SUMS, roll):
        kind = PartKind(name)
        kinds[kind] = _more(kinds.get(kind), number, int(fen))
        if kind in (PartKind.DUE, PartKind.BACK, PartKind.RETRY):
            areas[area] = _more(areas.get(area), number, int(fen))
        if kind in BOOKS and kind is not PartKind.OVER:
            for level, part in shares_of(shares):
                levels[level] = levels.get(level, 0) + part * number
    return RollSums(kinds, areas, levels)


def _more(before: Tally | None, count: int, fen: int) -> Tally:
    return Tally(count + (before.count if before else 0), fen + (before.fen if before else 0))


def settled(alias: str, benefit: str, zone: tzinfo) -> list[Settled]:
    """Every month that is owed, as it was first booked, with the day in ``zone`` on which the bank had paid it."""
    paid: dict[int, datetime] = {}
    for obligation, at in query(alias, _PAID, benefit, benefit):
        paid[obligation] = min(in_utc(at), paid.get(obligation, in_utc(at)))
    made = []
    for id_, code, claim, area, month, fen in query(alias, _OWED, benefit, benefit):
        at = paid.get(id_)
        made.append(Settled(code, claim, area, month, fen, at.astimezone(zone).date() if at else None))
    return made


def overpaid(alias: str, benefit: str = "") -> list[Overpaid]:
    """Claims that were paid too much, each office's books by themselves; those that are square are left out."""
    return [Overpaid(code, claim, area, first, last, int(owed), int(back))
            for code, claim, area, first, last, owed, back in query(alias, _OVERPAID, benefit, benefit)]  # fmt: skip
