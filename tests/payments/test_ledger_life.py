"""A payment from the roll to the bank and back, on each kind of database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connections, transaction

from huimin.benefits.payments import Entry
from huimin.findings import Invalid
from huimin.tasks.pay import rolling
from huimin.tasks.pay.ports import Stage
from payment_samples import AT, BENEFIT, awards_of, codes, many, month


def test_a_roll_is_paid_and_every_fen_says_why(pay_office):
    awards = awards_of("""
        claim | 2025-05 | 2025-06
        c1    |  300.00 |  300.00
        c2    |         |  100.01
    """)
    roll = pay_office.sent(awards)
    done = pay_office.take(pay_office.answer(roll))
    assert (done.booked, done.counts, done.findings) == (True, {"paid": 2}, ())
    assert pay_office.balances() == {"bank": -70001, "cost": 70001}
    rows = pay_office.ledger.booked("c2")
    assert {(row.version, row.month, row.roll) for row in rows} == {("v1", month("2025-06"), roll)}
    paid = {row.level: row.fen for row in rows if row.entry is Entry.PAID}
    assert paid == {"central": 5001, "province": 2500, "county": 2500}


def test_what_the_bank_refused_is_tried_again_under_the_same_obligation(pay_office):
    awards = many(3)
    roll = pay_office.sent(awards)
    pay_office.take(pay_office.answer(roll, {"000001": "1003", "000002": "9001"}))
    again = pay_office.make(awards)
    assert again.head.lines == 1 and again.head.fen == 30000, "the closed account has to be corrected first"
    assert codes(again.findings) == ["pay-account-to-correct"]
    rolling.withdraw(pay_office.ledger, again.head.number, "maker", "an account came in", AT)
    pay_office.know(awards[1:2], "6222999988887777")
    second = pay_office.sent(awards)
    assert pay_office.ledger.head(second).lines == 2
    assert pay_office.take(pay_office.answer(second)).counts == {"paid": 2}
    (standing,) = pay_office.ledger.standings(BENEFIT)["000001"]
    assert standing.revision == 0 and standing.state.value == "paid"
    assert pay_office.balances() == {"bank": -90000, "cost": 90000}
    assert pay_office.make(awards).head is None


def test_money_that_came_back_later_is_owed_again(pay_office):
    roll = pay_office.sent(many(2))
    pay_office.take(pay_office.answer(roll))
    back = pay_office.take(pay_office.answer(roll, {"000000": "1003"}, only=["000000"]), bounced=True)
    assert (back.booked, back.counts) == (True, {"bounced": 1})
    assert pay_office.balances() == {"bank": -30000, "cost": 60000, "payable": -30000}
    assert pay_office.ledger.tallies(roll)["bounced"].fen == 30000
    pay_office.know(many(1), "6222999988887777")
    assert pay_office.make(many(2)).head.fen == 30000


def test_less_than_was_paid_is_recovered_level_by_level(pay_office):
    roll = pay_office.sent(awards_of("claim | 2025-06\nc | 100.01"))
    pay_office.take(pay_office.answer(roll))
    second = pay_office.approved(awards_of("claim | 2025-06\nc | withdrawn"))
    assert pay_office.ledger.head(second).fen == 0
    assert pay_office.balances() == {"bank": -10001, "receivable": 10001}
    left = [
        rolling.recover(pay_office.ledger, BENEFIT, "c", fen, f"voucher {fen}", "maker", AT) for fen in (3333, 6668)
    ]
    assert left == [6668, 0] and pay_office.balances() == {}
    back = {row.level: 0 for row in pay_office.ledger.booked("c")}
    for row in pay_office.ledger.booked("c"):
        back[row.level] += row.fen if row.entry is Entry.RECOVERED else 0
    assert back == {"central": 5001, "province": 2500, "county": 2500}


def test_a_recovery_is_booked_once_and_never_above_what_is_owed(pay_office):
    pay_office.take(pay_office.answer(pay_office.sent(awards_of("claim | 2025-06\nc | 100.00"))))
    pay_office.approved(awards_of("claim | 2025-06\nc | 60.00"))
    book = lambda fen, voucher: rolling.recover(pay_office.ledger, BENEFIT, "c", fen, voucher, "maker", AT)  # noqa: E731
    assert [book(1000, "v1"), book(1000, "v1")] == [3000, 3000]
    for fen, voucher, code in ((3001, "v2", "pay-recovery-too-much"), (999, "v1", "pay-reference-used"),
                               (0, "v3", "pay-recovery-amount"), (1, " ", "pay-reference-missing")):  # fmt: skip
        with pytest.raises(Invalid) as caught:
            book(fen, voucher)
        assert codes(caught.value.findings) == [code]


def test_an_unpaid_obligation_that_no_longer_holds_is_cancelled_not_overpaid(pay_office):
    roll = pay_office.sent(awards_of("claim | 2025-06\nc | 300.00"))
    pay_office.take(pay_office.answer(roll, {"c": "9001"}))
    second = pay_office.sent(awards_of("claim | 2025-06\nc | 200.00"))
    pay_office.take(pay_office.answer(second))
    assert pay_office.balances() == {"bank": -20000, "cost": 20000}


def test_maker_and_checker_are_two_people_however_the_name_is_written(pay_office):
    pay_office.know(many(1))
    head = pay_office.make(many(1), maker="Wang Wu").head
    for name in ("Wang Wu", " wang  WU ", "Ｗａｎｇ Wu"):
        with pytest.raises(Invalid) as caught:
            rolling.approve(pay_office.ledger, head.number, name, AT)
        assert codes(caught.value.findings) == ["pay-same-person"]
    assert pay_office.ledger.head(head.number).stage is Stage.WAITING
    with pytest.raises(Invalid):
        pay_office.file(head.number)


def test_a_locked_roll_cannot_be_taken_back_and_an_open_one_needs_a_reason(pay_office):
    roll = pay_office.approved(many(1))
    with pytest.raises(Invalid) as caught:
        rolling.withdraw(pay_office.ledger, roll, "maker", "wrong", AT)
    assert codes(caught.value.findings) == ["pay-roll-decided"]
    with pytest.raises(Invalid) as caught:
        rolling.withdraw(pay_office.ledger, roll, "maker", " ", AT)
    assert codes(caught.value.findings) == ["pay-reason-missing"]


TABLES = ("roll", "rollstep", "rollline", "rollpart", "obligation", "attempt", "bankanswer", "outcome", "movementrow")


def test_the_database_refuses_to_change_or_delete_what_was_booked(pay_office):
    pay_office.take(pay_office.answer(pay_office.sent(many(2))))
    statements = [
        text for table in TABLES for text in (f"UPDATE ledger_{table} SET id = id", f"DELETE FROM ledger_{table}")
    ]
    for statement in statements:
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(using=pay_office.alias):
            connections[pay_office.alias].cursor().execute(statement)


def test_the_database_refuses_a_second_attempt_while_one_may_have_paid(pay_office):
    roll = pay_office.sent(many(1))
    line, insert = (
        roll * 1_000_000 + 1,
        "INSERT INTO ledger_attempt (obligation_id, number, line_id) VALUES (1, %s, %s)",
    )
    for number in (1, 2, 3):
        with pytest.raises(DatabaseError), transaction.atomic(using=pay_office.alias):
            connections[pay_office.alias].cursor().execute(insert, [number, line])
    pay_office.take(pay_office.answer(roll))
    with pytest.raises(DatabaseError, match="is paid or with the bank"), transaction.atomic(using=pay_office.alias):
        connections[pay_office.alias].cursor().execute(insert, [2, line])
