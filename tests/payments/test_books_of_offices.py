"""What the pages of payments read from the ledger, on each kind of database; and rolls of one office beside another's.

Amounts are in yuan. Counties 990102 and 990103 are those of the small simulated city; 990102001 lies in the first.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from huimin.benefits.payments import Entry, PartKind
from huimin.findings import Invalid
from huimin.tasks.pay import funds, rolling
from huimin.tasks.pay.ports import Receipt, Tally
from huimin.tasks.pay.reach import Reach
from huimin.wiring.workspace import open_workspace
from payment_samples import AT, BENEFIT, JUNE, award

HERE, WITHIN, THERE = "990102", "990102001", "990103"


@pytest.fixture(scope="module")
def areas(made_city):
    return open_workspace(made_city).definitions.areas


def awards(**more):
    amounts = {"a": "300", "b": "300.01", "c": "600"} | more
    where = {"a": WITHIN, "b": HERE, "c": THERE}
    return [award(claim, {"2025-06": yuan}, area=where[claim]) for claim, yuan in amounts.items()]


def roll(pay_office, areas, area, given=None, held=()):
    made = given if given is not None else awards()
    pay_office.know([one for one in made if one.payee not in pay_office.ledger.accounts()])
    return rolling.make_roll(pay_office.ledger, made, areas, BENEFIT, (JUNE, JUNE), "maker", AT, area, held)


def codes(refused):
    return [one.code for one in refused.value.findings]


def test_a_page_of_a_roll_and_what_it_adds_up_to(pay_office):
    first = pay_office.sent(awards())
    pay_office.take(pay_office.answer(first, {"b": "1002"}))
    lines, count = pay_office.ledger.page(first, 0, 2)
    assert count == 3 and [(one.number, one.claim, one.fen, one.state) for one in lines] == [
        (1, "b", 30001, "refused"), (2, "a", 30000, "paid")]  # fmt: skip
    assert lines[0].status == "1002" and len(lines[0].last4) == 4
    assert [one.claim for one in pay_office.ledger.page(first, 2, 2)[0]] == ["c"]
    assert [one.claim for one in pay_office.ledger.page(first, 0, 9, claim="c")[0]] == ["c"]
    assert pay_office.ledger.page(first, 0, 9, state="refused")[1] == 1
    assert lines[1].parts[0].kind is PartKind.DUE and sum(fen for _, fen in lines[1].parts[0].shares) == 30000
    sums = pay_office.ledger.sums(first)
    assert sums.kinds == {PartKind.DUE: Tally(3, 120001)} and sums.areas[THERE] == Tally(1, 60000)
    assert sum(sums.levels.values()) == 120001


def test_what_failed_what_was_paid_and_when(pay_office):
    first = pay_office.sent(awards())
    pay_office.take(pay_office.answer(first, {"b": "1002", "c": "9001"}))
    failed = {one.claim: one for one in pay_office.ledger.failures()}
    assert set(failed) == {"b", "c"} and (failed["b"].mend, failed["b"].waits) == (True, True)
    assert (failed["c"].waits, failed["c"].fen, failed["c"].roll) == (False, 60000, first)
    assert pay_office.ledger.failures("another") == []
    paid = {one.claim: one.paid for one in pay_office.ledger.settled(BENEFIT)}
    assert paid == {"a": date(2025, 7, 1), "b": None, "c": None}
    pay_office.know([awards()[1]], number="6222999900001111")
    assert not {one.claim: one for one in pay_office.ledger.failures()}["b"].waits
    second = pay_office.sent(awards())
    pay_office.take(pay_office.answer(second))
    assert pay_office.ledger.failures() == []
    pay_office.take(pay_office.answer(second, {"b": "1002"}, only=["b"]), bounced=True)
    assert [one.claim for one in pay_office.ledger.failures()] == ["b"]
    assert {one.claim for one in pay_office.ledger.settled() if one.paid} == {"a", "c"}


def test_what_is_to_come_back(pay_office):
    pay_office.take(pay_office.answer(pay_office.sent(awards())))
    pay_office.approved([award("a", {"2025-06": ""}, area=WITHIN)])
    (one,) = pay_office.ledger.overpaid()
    assert (one.claim, one.fen, one.back, one.left, one.first, one.last) == ("a", 30000, 0, 30000, JUNE, JUNE)
    rolling.recover(pay_office.ledger, BENEFIT, "a", 10000, "R 1", "maker", AT)
    assert [one.left for one in pay_office.ledger.overpaid(BENEFIT)] == [20000]
    rolling.recover(pay_office.ledger, BENEFIT, "a", 20000, "R 2", "maker", AT)
    assert pay_office.ledger.overpaid() == []


def test_movements_of_a_claim_tell_the_moment_with_its_zone(pay_office):
    pay_office.approved(awards())
    assert {one.at for one in pay_office.ledger.booked("a")} == {AT.astimezone(UTC)}
    assert all(isinstance(one.at, datetime) and one.at.tzinfo for one in pay_office.ledger.booked("a"))


def test_each_office_pays_its_own(pay_office, areas):
    ours, theirs = roll(pay_office, areas, HERE).head, roll(pay_office, areas, THERE).head
    assert {one.claim for one in pay_office.ledger.lines(ours.number)} == {"a", "b"}
    assert {one.claim for one in pay_office.ledger.lines(theirs.number)} == {"c"}
    assert (ours.area, theirs.area) == (HERE, THERE) and pay_office.ledger.head(ours.number).area == HERE
    assert roll(pay_office, areas, HERE).head == ours and not roll(pay_office, areas, HERE).made
    for area in ("", WITHIN):  # both would hold claims that wait already
        with pytest.raises(Invalid) as refused:
            roll(pay_office, areas, area)
        assert codes(refused) == ["pay-roll-waiting"]
    for head in (ours, theirs):
        rolling.approve(pay_office.ledger, head.number, "checker", AT)
    assert roll(pay_office, areas, "").head is None


def test_a_claim_that_moved_is_paid_by_its_new_office_only(pay_office, areas):
    pay_office.take(pay_office.answer(pay_office.sent(awards()), {"c": "9001"}))
    moved = [*awards()[:2], award("c", {"2025-06": "600"}, area=HERE)]
    assert roll(pay_office, areas, THERE, moved).head is None
    assert {one.claim for one in pay_office.ledger.lines(roll(pay_office, areas, HERE, moved).head.number)} == {"c"}


def test_held_claims_are_neither_paid_nor_tried_again_nor_taken_back(pay_office, areas):
    pay_office.take(pay_office.answer(pay_office.sent(awards()), {"c": "9001"}))
    assert roll(pay_office, areas, "", awards(a="500")[:2], held={"a", "c"}).head is None
    assert {
        one.claim for one in pay_office.ledger.lines(roll(pay_office, areas, "", awards(), held={"a"}).head.number)
    } == {"c"}


def test_money_of_an_office(pay_office, areas):
    pay_office.approved(awards())
    receipt = Receipt(BENEFIT, "county", JUNE, JUNE, 10000, date(2025, 7, 1), "V-1", HERE)
    assert funds.receive(pay_office.ledger, receipt, "maker", AT) and pay_office.ledger.receipts(
        BENEFIT, JUNE, JUNE
    ) == [receipt]
    ours = {
        one.level: one for one in funds.funds(pay_office.ledger, BENEFIT, JUNE, JUNE, Reach(areas, AT.date(), HERE))
    }
    theirs = {
        one.level: one for one in funds.funds(pay_office.ledger, BENEFIT, JUNE, JUNE, Reach(areas, AT.date(), THERE))
    }
    assert (ours["county"].due, ours["county"].arrived) == (15000, 10000)
    assert (theirs["county"].due, theirs["county"].arrived) == (15000, 0)
    assert (
        sum(one.fen for one in pay_office.ledger.moved(BENEFIT, JUNE, JUNE) if one.entry is Entry.OBLIGATION) == 120001
    )


def test_within(areas):
    reach = Reach(areas, AT.date(), HERE)
    assert WITHIN in reach and HERE in reach and THERE not in reach and "nowhere" not in reach and 7 not in reach
    assert "anything" in Reach(None, AT.date(), "") and "A" in Reach(None, AT.date(), "A")
    assert "B" not in Reach(None, AT.date(), "A") and reach.meets("") and reach.meets(WITHIN) and not reach.meets(THERE)
    assert Reach(areas, AT.date(), WITHIN).meets(HERE)
