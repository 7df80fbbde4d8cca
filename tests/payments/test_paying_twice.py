"""Nothing is paid twice: not by a double run, not after a crash, not by two clerks at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from huimin.findings import Invalid
from huimin.tasks.pay import rolling
from payment_samples import AT, BENEFIT, PayOffice, codes, many

COUNT = 60
TESTS = Path(__file__).resolve().parents[1]

# A clerk as a process of its own: makes the roll, approves it, sends it, and books the answer, whatever others do.
CLERK = """
    import os, sys
    sys.path.insert(0, {tests!r})
    from huimin.findings import Invalid
    from huimin.tasks.pay import rolling
    from payment_samples import AT, PayOffice, many

    office, awards = PayOffice({address!r}), many({count})
    {before}
    sys.stdin.readline()
    for step in ("make", "approve", "file", "answer"):
        try:
            heads = office.ledger.heads()
            if step == "make":
                office.make(awards, maker="maker {name}")
            elif step == "approve":
                rolling.approve(office.ledger, heads[-1].number, "checker {name}", AT)
            elif step == "file":
                office.file(heads[-1].number)
            else:
                office.take(office.answer(heads[-1].number))
        except Invalid as refused:
            print(step, [one.code for one in refused.findings])
    print("done", flush=True)
"""
# Dies by SIGKILL, as by a power cut, when a table gets its rows for the n-th time.
DIE = """
    from huimin.adapters.ledger import booking
    real, left = booking.insert, [{times}]
    def insert(alias, table, columns, rows):
        rows = list(rows)
        left[0] -= table == {table!r}
        if left[0] <= 0:
            real(alias, table, columns, rows[: len(rows) // 2])
            os.kill(os.getpid(), 9)
        real(alias, table, columns, rows)
    booking.insert = insert
"""


def clerk(address: str, name: str, before: str = "") -> subprocess.Popen[str]:
    code = textwrap.dedent(CLERK).format(tests=str(TESTS), address=address, count=COUNT, name=name,
                                         before=textwrap.dedent(before).strip())  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True, env={**os.environ})  # fmt: skip


def go_on(office: PayOffice) -> None:
    """Do what is left to do."""
    heads = office.ledger.heads() or [office.make(many(COUNT)).head]
    rolling.approve(office.ledger, heads[-1].number, heads[-1].decided_by or "checker", AT)
    if office.ledger.head(heads[-1].number).stage.value != "answered":
        office.file(heads[-1].number)
        office.take(office.answer(heads[-1].number))


def paid_once(office: PayOffice) -> None:
    """Every claim has one obligation with one attempt that is paid, and the money agrees."""
    standings = office.ledger.standings(BENEFIT)
    assert len(standings) == COUNT
    assert {(len(all_of), all_of[0].state.value) for all_of in standings.values()} == {(1, "paid")}
    assert office.balances() == {"bank": -30000 * COUNT, "cost": 30000 * COUNT}
    assert office.make(many(COUNT)).head is None


def test_every_step_run_twice_changes_nothing(pay_office):
    awards = many(COUNT)
    pay_office.know(awards)
    first, second = pay_office.make(awards), pay_office.make(awards, maker="another")
    assert (first.made, second.made) == (True, False) and second.head == first.head
    roll = first.head.number
    for _ in range(2):
        rolling.approve(pay_office.ledger, roll, "checker", AT)
    assert pay_office.file(roll) == pay_office.file(roll)
    answer = pay_office.answer(roll)
    assert [pay_office.take(answer).booked for _ in range(2)] == [True, False]
    assert codes(pay_office.take(answer).findings) == ["bank-file-again"]
    paid_once(pay_office)


def test_an_answer_written_anew_is_refused_when_the_roll_is_settled(pay_office):
    roll = pay_office.sent(many(3))
    pay_office.take(pay_office.answer(roll, {"000001": "9001"}))
    again = pay_office.take(pay_office.answer(roll))
    assert not again.booked and codes(again.findings) == ["bank-line-settled"]


def test_another_roll_waits_until_the_first_is_decided(pay_office):
    pay_office.know(many(4))
    head = pay_office.make(many(3)).head
    with pytest.raises(Invalid) as caught:
        pay_office.make(many(4))
    assert codes(caught.value.findings) == ["pay-roll-waiting"]
    rolling.withdraw(pay_office.ledger, head.number, "maker", "one more claim", AT)
    assert pay_office.make(many(4)).head.lines == 4


@pytest.mark.parametrize(("table", "times"), [
    ("ledger_rollpart", 1), ("ledger_movementrow", 1), ("ledger_movementrow", 2),
])  # fmt: skip
def test_a_clerk_killed_in_the_middle_leaves_nothing_half_and_the_next_goes_on(pay_office, table, times):
    pay_office.know(many(COUNT))
    dying = clerk(pay_office.address, "first", DIE.format(table=table, times=times))
    out, trouble = dying.communicate("\n", timeout=120)
    assert dying.returncode == -signal.SIGKILL, (out, trouble)
    counts = {len(pay_office.ledger.lines(head.number)) for head in pay_office.ledger.heads()}
    assert counts <= {COUNT}, "a roll is there whole or not at all"
    go_on(pay_office)
    paid_once(pay_office)


def test_two_clerks_at_once_pay_once(pay_office):
    pay_office.know(many(COUNT))
    both = [clerk(pay_office.address, name) for name in ("Zhao", "Qian")]
    for one in both:
        one.stdin.write("\n")
        one.stdin.flush()
    told = [one.communicate(timeout=120) for one in both]
    assert all(out.endswith("done\n") for out, _ in told), told
    heads = pay_office.ledger.heads()
    assert len(heads) == 1
    go_on(pay_office)  # both may have been refused somewhere; whoever comes next goes on
    paid_once(pay_office)
