"""An auditor holds the ledger against itself: what the program wrote agrees, and whatever else was written is found."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import connections

from huimin.tasks.pay import rolling
from huimin.tasks.pay.auditing import audit
from payment_samples import AT, BENEFIT, awards_of, codes, many


@pytest.fixture
def worked(pay_office):
    """An office with everything in its books: paid, refused and tried again, come back, cancelled, overpaid, given back."""
    awards = awards_of("""
        claim | 2025-05 | 2025-06
        a     |  300.00 |  300.01
        b     |         |  100.01
        c     |  200.00 |
        d     |         |  150.00
    """)
    first = pay_office.sent(awards)
    pay_office.take(pay_office.answer(first, {"b": "9001", "c": "9001"}))
    pay_office.take(pay_office.answer(first, {"d": "9001"}, only=["d"]), bounced=True)
    changed = awards_of("claim | 2025-05 | 2025-06\na | 300.00 | 100.00\nb | | 100.01\nc | 50.00 |\nd | | 150.00")
    second = pay_office.sent(changed)
    pay_office.take(pay_office.answer(second))
    rolling.recover(pay_office.ledger, BENEFIT, "a", 12345, "receipt 1", "maker", AT)
    pay_office.know(awards_of("claim | 2025-06\ne | 77.00"))
    pay_office.make([*changed, *awards_of("claim | 2025-06\ne | 77.00")])
    return pay_office


def test_what_the_program_wrote_agrees_to_the_fen(worked):
    made = audit(worked.ledger)
    assert made.findings == () and (made.rolls, made.obligations) == (3, 7)
    sums = {}
    for (entry, _), fen in made.sums.items():
        sums[entry.value] = sums.get(entry.value, 0) + fen
    owed = 30000 + 30001 + 10001 + 20000 + 15000 + 5000
    assert sums == {"obligation": owed, "paid": 30000 + 30001 + 15000 + 10001 + 5000 + 15000, "returned": 15000,
                    "cancelled": 20000, "overpaid": 20001, "recovered": 12345}  # fmt: skip


def test_an_empty_ledger_agrees(pay_office):
    made = audit(pay_office.ledger)
    assert (made.rolls, made.obligations, made.sums, made.findings) == (0, 0, {}, ())


def test_every_movement_can_be_taken_along(worked, tmp_path):
    from huimin.adapters.ledger.auditing import COLUMNS

    rows = [dict(zip(COLUMNS, row, strict=True)) for row in worked.ledger.movements()]
    assert sum(row["fen"] for row in rows) == sum(audit(worked.ledger).sums.values())
    assert all(row[key] for row in rows for key in ("claim", "version", "level", "area", "benefit", "at", "roll"))
    bank = sum(row["fen"] * ((row["debit"] == "bank") - (row["credit"] == "bank")) for row in rows)
    assert bank == worked.balances()["bank"]
    assert not any(word in str(rows) for word in ("6222", "payee", "某甲"))


@contextmanager
def unlocked(office):
    """Somebody with the rights of an owner takes the guards off the tables, and changes what they like."""
    connection = connections[office.alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield cursor
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute("PRAGMA foreign_keys = OFF")
            yield cursor


CHANGES = [
    ("UPDATE ledger_obligation SET fen = fen + 1 WHERE claim = 'b'", "pay-audit-roll pay-audit-shares"),
    ("UPDATE ledger_obligation SET version = ' ' WHERE claim = 'a' AND month % 2 = 1", "pay-audit-nameless"),
    ("UPDATE ledger_movementrow SET fen = fen - 1 WHERE entry = 'paid' AND level = 'county' AND fen = 2500",
     "pay-audit-movement"),
    ("UPDATE ledger_movementrow SET level = 'city' WHERE entry = 'obligation' AND level = 'county' AND fen = 2500",
     "pay-audit-movement"),
    ("DELETE FROM ledger_movementrow WHERE entry = 'paid' AND fen = 15000", "pay-audit-movement"),
    ("DELETE FROM ledger_movementrow WHERE entry = 'returned'", "pay-audit-movement"),
    ("INSERT INTO ledger_movementrow (obligation_id, entry, level, line, turn, fen, at) "
     "SELECT obligation_id, entry, level, 99, 0, fen, at FROM ledger_movementrow WHERE entry = 'paid' LIMIT 1",
     "pay-audit-movement"),
    ("UPDATE ledger_movementrow SET fen = fen + 5 WHERE entry = 'recovered' AND level = 'central'",
     "pay-audit-recovered"),
    ("UPDATE ledger_recovery SET fen = fen - 5", "pay-audit-recovered"),
    ("UPDATE ledger_outcome SET result = 'paid' WHERE result = 'refused'", "pay-audit-movement pay-audit-paid-twice"),
    ("UPDATE ledger_rollline SET fen = fen + 100 WHERE claim = 'e'", "pay-audit-roll"),
    ("UPDATE ledger_rollpart SET fen = fen + 100 WHERE fen = 7700", "pay-audit-roll"),
    ("UPDATE ledger_rollline SET payee = 'somebody else' WHERE claim = 'a'", "pay-audit-roll"),
    ("UPDATE ledger_rollstep SET person = 'MAKER' WHERE step = 'approved'", "pay-audit-same-person"),
    ("DELETE FROM ledger_rollstep WHERE roll_id = 2", "pay-audit-roll pay-audit-unapproved"),
    ("INSERT INTO ledger_obligation (id, claim, benefit, month, revision, version, payee, area, fen, shares, roll_id) "
     "VALUES (99, 'mine', 'child-subsidy', 24300, 0, 'v1', 'me', 'A', 100, '{\"county\":100}', 1)",
     "pay-audit-movement pay-audit-roll"),
]  # fmt: skip


def test_whatever_was_written_past_the_program_is_found(worked):
    """Each change by itself, in a transaction that is taken back."""
    from django.db import transaction

    for statement, expected in CHANGES:
        with transaction.atomic(using=worked.alias), unlocked(worked) as cursor:
            cursor.execute(statement)
            assert cursor.rowcount, statement
            told = codes(audit(worked.ledger).findings)
            transaction.set_rollback(True, using=worked.alias)
        assert " ".join(told) == expected, statement
    assert audit(worked.ledger).findings == ()


def test_what_was_changed_past_the_program_does_not_go_to_the_bank(pay_office):
    """A fen more for one and a fen less for another: the sum is the same, the file is not written."""
    from django.db import transaction

    from huimin.findings import Invalid

    roll = pay_office.approved(many(2))
    change = "UPDATE ledger_rollline SET fen = fen + CASE WHEN number = 1 THEN 1 ELSE -1 END"
    with transaction.atomic(using=pay_office.alias), unlocked(pay_office) as cursor:
        cursor.execute(change)
        with pytest.raises(Invalid) as caught:
            pay_office.file(roll)
        assert codes(caught.value.findings) == ["pay-roll-changed"]
        transaction.set_rollback(True, using=pay_office.alias)
    assert pay_office.file(roll)
