"""Reading the ledger: rolls, obligations as they stand, payments, totals."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from huimin.adapters.bulk import query
from huimin.adapters.ledger.models import Roll, RollStep
from huimin.benefits.payments import Entry, Expected, Line, Part, PartKind, Standing, State
from huimin.benefits.payments.returns import reference
from huimin.benefits.payments.splitting import Amounts
from huimin.tasks.pay.ports import Booked, Failure, Moved, Receipt, RollHead, Stage, Tally

_STANDINGS = """SELECT o.id, o.claim, o.month, o.revision, o.version, o.payee, o.area, o.fen, o.shares, l.account,
        f.result, f.mend, b.result, b.mend,
        EXISTS(SELECT 1 FROM ledger_movementrow m WHERE m.obligation_id = o.id AND m.entry = 'cancelled')
    FROM ledger_obligation o
    LEFT JOIN ledger_attempt a ON a.obligation_id = o.id
        AND a.number = (SELECT max(x.number) FROM ledger_attempt x WHERE x.obligation_id = o.id)
    LEFT JOIN ledger_rollline l ON l.id = a.line_id
    LEFT JOIN ledger_outcome f ON f.line_id = l.id AND f.slot = 1
    LEFT JOIN ledger_outcome b ON b.line_id = l.id AND b.slot = 2
    WHERE o.benefit = %s ORDER BY o.id"""
_PAYMENTS = """SELECT l.number, l.fen, f.result, b.result FROM ledger_rollline l
    LEFT JOIN ledger_outcome f ON f.line_id = l.id AND f.slot = 1
    LEFT JOIN ledger_outcome b ON b.line_id = l.id AND b.slot = 2
    WHERE l.roll_id = %s AND l.fen > 0 ORDER BY l.number"""
_PARTS = """SELECT p.line_id, p.kind, p.month, p.revision, p.fen, p.shares, p.obligation, p.area FROM ledger_rollpart p
    JOIN ledger_rollline l ON l.id = p.line_id WHERE l.roll_id = %s ORDER BY p.id"""
_LINES = """SELECT id, claim, version, payee, area, account FROM ledger_rollline WHERE roll_id = %s ORDER BY number"""
_TOTALS = """SELECT m.entry, m.level, sum(m.fen) FROM ledger_movementrow m
    JOIN ledger_obligation o ON o.id = m.obligation_id JOIN ledger_roll r ON r.id = o.roll_id
    WHERE o.benefit = %s AND r.first >= %s AND r.last <= %s GROUP BY m.entry, m.level ORDER BY m.entry, m.level"""
_MOVED = """SELECT o.month, m.entry, m.level, o.area, sum(m.fen) FROM ledger_movementrow m
    JOIN ledger_obligation o ON o.id = m.obligation_id JOIN ledger_roll r ON r.id = o.roll_id
    WHERE o.benefit = %s AND r.first >= %s AND r.last <= %s
    GROUP BY o.month, m.entry, m.level, o.area ORDER BY o.month, m.entry, m.level, o.area"""
_FAILURES = """SELECT o.benefit, o.claim, o.payee, o.area, sum(o.fen), l.roll_id, coalesce(b.status, f.status),
        coalesce(b.mend, f.mend), l.account
    FROM ledger_obligation o
    JOIN ledger_attempt a ON a.obligation_id = o.id
        AND a.number = (SELECT max(x.number) FROM ledger_attempt x WHERE x.obligation_id = o.id)
    JOIN ledger_rollline l ON l.id = a.line_id
    JOIN ledger_outcome f ON f.line_id = l.id AND f.slot = 1
    LEFT JOIN ledger_outcome b ON b.line_id = l.id AND b.slot = 2
    WHERE (f.result = 'refused' OR b.result = 'bounced') AND (%s = '' OR o.benefit = %s)
        AND NOT EXISTS(SELECT 1 FROM ledger_movementrow m WHERE m.obligation_id = o.id AND m.entry = 'cancelled')
    GROUP BY o.benefit, o.claim, o.payee, o.area, l.roll_id, b.status, f.status, b.mend, f.mend, l.account
    ORDER BY o.area, o.claim, l.roll_id"""
_BOOKED = """SELECT m.entry, o.claim, o.area, o.version, o.month, o.revision, m.level, m.fen,
        CASE WHEN m.line > 0 THEN m.line / 1000000 ELSE o.roll_id END, m.at
    FROM ledger_movementrow m JOIN ledger_obligation o ON o.id = m.obligation_id WHERE o.claim = %s ORDER BY m.id"""
_RECOVERED = """SELECT m.obligation_id, m.level, sum(m.fen) FROM ledger_movementrow m
    JOIN ledger_obligation o ON o.id = m.obligation_id
    WHERE m.entry = 'recovered' AND o.benefit = %s AND (%s = '' OR o.claim = %s) GROUP BY m.obligation_id, m.level"""
_LAST4 = """SELECT l.claim, s.last4 FROM ledger_rollline l JOIN ledger_sealedaccount s ON s.id = l.account
    WHERE l.roll_id = %s"""


def shares_text(shares: Amounts) -> str:
    """Fen by level as the tables keep them."""
    return json.dumps(dict(shares), ensure_ascii=False, separators=(",", ":"))


def shares_of(text: str) -> Amounts:
    """The reverse."""
    return tuple(json.loads(text).items())


def standings(alias: str, benefit: str) -> dict[str, list[Standing]]:
    """The obligations of a benefit by claim, in the order in which they were booked."""
    found: dict[str, list[Standing]] = defaultdict(list)
    texts: dict[str, Amounts] = {}
    for id_, claim, month, revision, version, payee, area, fen, text, account, *said in query(
        alias, _STANDINGS, benefit
    ):
        if (shares := texts.get(text)) is None:
            shares = texts[text] = shares_of(text)
        first, mend, back, mend_back, cancelled = said
        state = _state(fen, first, back, bool(cancelled))
        found[claim].append(Standing(id_, claim, month, revision, version, payee, area, fen, shares, state,
                                     account or 0, bool(mend_back if back else mend)))  # fmt: skip
    return dict(found)


def _state(fen: int, first: str | None, back: str | None, cancelled: bool) -> State:
    if fen < 0:
        return State.OVER
    if cancelled:
        return State.CANCELLED
    if first is None:
        return State.OPEN
    return State.FAILED if back or first == "refused" else State.PAID


def heads(alias: str, **wanted: Any) -> list[RollHead]:
    """The rolls that fit, the latest last."""
    rolls = list(Roll.objects.using(alias).filter(**wanted).order_by("id"))
    steps: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    told = RollStep.objects.using(alias).filter(roll__in=[roll.id for roll in rolls])
    for roll_id, slot, *what in told.values_list("roll_id", "slot", "step", "person", "reason"):
        steps[roll_id][slot] = (what[0], what[1], what[2])
    return [
        RollHead(roll.id, roll.benefit, roll.first, roll.last, roll.digest, roll.lines, roll.fen, roll.person, roll.at,
                 _stage(steps[roll.id]), steps[roll.id].get("decision", ("", "", ""))[1], roll.area or "",
                 steps[roll.id].get("decision", ("", "", ""))[2])
        for roll in rolls
    ]  # fmt: skip


def _stage(steps: Mapping[str, tuple[str, str, str]]) -> Stage:
    stage = Stage(steps.get("decision", (Stage.WAITING, "", ""))[0])
    if stage is Stage.APPROVED:
        return Stage.ANSWERED if "answer" in steps else Stage.WITH_BANK if "file" in steps else stage
    return stage


def lines(alias: str, roll: int) -> list[Line]:
    """The lines of a roll, in their order."""
    parts: dict[int, list[Part]] = defaultdict(list)
    for line, kind, month, revision, fen, shares, obligation, area in query(alias, _PARTS, roll):
        parts[line].append(Part(PartKind(kind), month, revision, fen, shares_of(shares), obligation, area or ""))
    return [
        Line(claim, version, payee, area, account, tuple(parts[id_]))
        for id_, claim, version, payee, area, account in query(alias, _LINES, roll)
    ]


def payments(alias: str, roll: int) -> dict[str, Expected]:
    """The payments of a roll by reference: ``open``, ``paid`` or ``failed``."""
    made = {}
    for number, fen, first, back in query(alias, _PAYMENTS, roll):
        state = "open" if first is None else "paid" if first == "paid" and not back else "failed"
        made[reference(roll, number)] = Expected(reference(roll, number), fen, state)
    return made


def tallies(alias: str, roll: int) -> dict[str, Tally]:
    """``open``, ``paid``, ``refused`` and ``bounced`` payments of a roll."""
    found = dict.fromkeys(("open", "paid", "refused", "bounced"), Tally())
    for _, fen, first, back in query(alias, _PAYMENTS, roll):
        state = back or first or "open"
        found[state] = Tally(found[state].count + 1, found[state].fen + fen)
    return found


def totals(alias: str, benefit: str, first: int, last: int) -> dict[tuple[Entry, str], int]:
    """Fen by kind and level, of rolls whose periods lie within the months."""
    return {(Entry(entry), level): int(fen) for entry, level, fen in query(alias, _TOTALS, benefit, first, last)}


def moved(alias: str, benefit: str, first: int, last: int) -> list[Moved]:
    """Fen by month owed, kind, level and area, of rolls whose periods lie within the months."""
    found = query(alias, _MOVED, benefit, first, last)
    return [Moved(month, Entry(entry), level, area, int(fen)) for month, entry, level, area, fen in found]


def failures(alias: str, benefit: str, accounts: Mapping[str, int]) -> list[Failure]:
    """Payments that failed and are owed still. ``accounts``: payee -> number of the account in force."""
    return [
        Failure(code, claim, payee, area, int(fen), roll, status, bool(mend),
                bool(mend) and accounts.get(payee) == account)
        for code, claim, payee, area, fen, roll, status, mend, account in query(alias, _FAILURES, benefit, benefit)
    ]  # fmt: skip


def booked(alias: str, claim: str) -> list[Booked]:
    """Every movement of a claim."""
    return [
        Booked(Entry(entry), of, area, version, month, revision, level, fen, roll, in_utc(at))
        for entry, of, area, version, month, revision, level, fen, roll, at in query(alias, _BOOKED, claim)
    ]


def in_utc(at: datetime) -> datetime:
    """A moment as a plain query gives it: SQLite keeps it in UTC and does not say so."""
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def recovered(alias: str, benefit: str, claim: str = "") -> dict[int, dict[str, int]]:
    """What came back: obligation -> level -> fen."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for obligation, level, fen in query(alias, _RECOVERED, benefit, claim, claim):
        found[obligation][level] = int(fen)
    return dict(found)


def last4(alias: str, roll: int) -> dict[str, str]:
    """Claim -> last four digits of the account."""
    return dict(query(alias, _LAST4, roll))


def receipt_of(row: Any) -> Receipt:
    """Money received, from its row."""
    return Receipt(row.benefit, row.level, row.first, row.last, row.fen, row.day, row.reference, row.area or "")
