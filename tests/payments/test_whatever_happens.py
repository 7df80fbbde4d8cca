"""Whatever offices, families and the bank do, in whatever order: nobody is paid twice, and in the end everybody has theirs.

Hypothesis plays: grants rise, fall and end, rolls are made, approved, taken back and sent, sent again, answered in full, in
part, twice and under another name, payments come back, accounts change, families give back. Beside the ledger stands a bank
that knows only the files it was given, and notes what each family got. After every step the two agree to the fen; in the end
each family has what it is granted, and the auditor finds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from huimin.benefits.payments import State
from huimin.findings import Invalid
from huimin.tasks.pay import answering, rolling
from huimin.tasks.pay.auditing import audit
from huimin.tasks.pay.ports import Stage
from payment_samples import AT, PayOffice, answer_file, award, month

CLAIMS = ("a", "b", "c")
MONTHS = ("2025-04", "2025-05", "2025-06")
YUAN = ("300.00", "300.01", "0.01", "99.99", "16777217.01")
BAD = {"": None, "closed": "1003", "limit": "9001"}
numbers = count(1)


class Paying(RuleBasedStateMachine):
    """An office, its families, and a bank."""

    def __init__(self, office: PayOffice) -> None:
        super().__init__()
        self.office, self.ledger = office, office.ledger
        self.benefit = f"benefit-{next(numbers)}"
        self.granted: dict[str, dict[str, str]] = {claim: {} for claim in CLAIMS}
        self.account = dict.fromkeys(CLAIMS, 0)
        self.has: dict[str, int] = defaultdict(int)
        self.answers: list[tuple[int, bytes]] = []
        self.paid: dict[str, tuple[str, int]] = {}
        self.receipts = 0

    # --- families and clerks

    @initialize()
    def accounts(self):
        for claim in CLAIMS:
            self.new_account(claim)

    @rule(claim=st.sampled_from(CLAIMS), when=st.sampled_from(MONTHS), yuan=st.sampled_from(YUAN))
    def grant(self, claim, when, yuan):
        self.granted[claim][when] = yuan

    @rule(claim=st.sampled_from(CLAIMS))
    def stop(self, claim):
        self.granted[claim] = dict.fromkeys(self.granted[claim], "")

    @rule(claim=st.sampled_from(CLAIMS))
    def new_account(self, claim):
        self.account[claim] += 1
        self.office.know([self._award(claim)], f"62220000{next(numbers):010d}")

    def _award(self, claim):
        return award(claim, self.granted[claim], benefit=self.benefit)

    # --- rolls

    def head(self, *stages):
        return next((one for one in self.ledger.heads(self.benefit) if one.stage in stages), None)

    def _make(self):
        awards = [self._award(claim) for claim in CLAIMS if self.granted[claim]]
        return rolling.make_roll(
            self.ledger, awards, None, self.benefit, (month(MONTHS[0]), month(MONTHS[-1])), "maker", AT
        )

    @rule()
    def make(self):
        waiting = self.head(Stage.WAITING)
        try:
            made = self._make()
        except Invalid as refused:
            assert waiting and [one.code for one in refused.findings] == ["pay-roll-waiting"]
            return
        assert made.head is None or made.made is (waiting is None)

    @precondition(lambda self: self.head(Stage.WAITING))
    @rule(person=st.sampled_from(("checker", "Maker")))
    def approve(self, person):
        try:
            rolling.approve(self.ledger, self.head(Stage.WAITING).number, person, AT)
            assert person == "checker"
        except Invalid:
            assert person == "Maker"

    @precondition(lambda self: self.head(Stage.WAITING))
    @rule()
    def withdraw(self):
        rolling.withdraw(self.ledger, self.head(Stage.WAITING).number, "maker", "a reason", AT)

    # --- the bank

    @precondition(lambda self: self.head(Stage.APPROVED, Stage.WITH_BANK))
    @rule()
    def send(self):
        head = self.head(Stage.APPROVED, Stage.WITH_BANK)
        if head.lines:
            assert self.office.file(head.number) == self.office.file(head.number)

    @precondition(lambda self: self.head(Stage.WITH_BANK))
    @rule(data=st.data(), left_out=st.booleans(), name=st.sampled_from(("answer.txt", "renamed.txt")))
    def answer(self, data, left_out, name):
        """The bank pays or refuses each line, and says so; a file that leaves out a line changes nothing."""
        head = self.head(Stage.WITH_BANK)
        rows, done = [], {}
        for number, line in enumerate(self.ledger.lines(head.number), 1):
            if line.fen:
                bad = data.draw(st.sampled_from(("", "", "closed", "limit")))
                rows.append((f"{head.number:06d}{number:06d}", line.fen, BAD[bad]))
                done[rows[-1][0]] = (line.claim, 0 if bad else line.fen)
        if left_out:
            cut = answer_file(self.office.bank, head.number, rows[1:])
            assert not self._take(cut, name).booked
        file = answer_file(self.office.bank, head.number, rows)
        assert self._take(file, name).booked
        self.answers.append((head.number, file))
        for reference, (claim, fen) in done.items():
            self.has[claim] += fen
            if fen:
                self.paid[reference] = (claim, fen)

    def _take(self, file, name, bounced=False):
        return answering.take_answer(self.ledger, self.office.bank, name, file, "maker", AT, bounced)

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def the_same_file_again(self, data):
        _, file = data.draw(st.sampled_from(self.answers))
        again = self._take(file, "another name.txt")
        assert again.again and not again.booked

    @precondition(lambda self: self.paid)
    @rule(data=st.data(), bad=st.sampled_from(("closed", "limit")))
    def bounce(self, data, bad):
        reference = data.draw(st.sampled_from(sorted(self.paid)))
        claim, fen = self.paid.pop(reference)
        file = answer_file(self.office.bank, int(reference[:6]), [(reference, fen, BAD[bad])])
        if self._take(file, "returns.txt", bounced=True).booked:
            self.has[claim] -= fen

    # --- money that comes back

    @precondition(lambda self: self.ledger.overpaid(self.benefit))
    @rule(data=st.data())
    def give_back(self, data):
        owes = data.draw(st.sampled_from(self.ledger.overpaid(self.benefit)))
        fen = data.draw(st.integers(1, owes.fen - owes.back))
        self.receipts += 1
        for _ in range(2):
            rolling.recover(self.ledger, self.benefit, owes.claim, fen, f"{self.benefit} {self.receipts}", "maker", AT)
        self.has[owes.claim] -= fen

    # --- what always holds

    @invariant()
    def ledger_and_bank_agree(self):
        signs = {"paid": 1, "returned": -1, "recovered": -1}
        rolls = {head.number for head in self.ledger.heads(self.benefit)}
        for claim in CLAIMS:
            rows = [one for one in self.ledger.booked(claim) if one.roll in rolls]
            assert sum(signs.get(one.entry.value, 0) * one.fen for one in rows) == self.has[claim], claim

    def teardown(self):
        """In the end: all is sent and answered until nothing is due, overpayments are given back; each has what is due."""
        for _ in range(8):
            for claim in CLAIMS:
                self.new_account(claim)
            self._settle()
            for owes in self.ledger.overpaid(self.benefit):
                self.receipts += 1
                rolling.recover(self.ledger, self.benefit, owes.claim, owes.fen - owes.back,
                                f"{self.benefit} {self.receipts}", "maker", AT)  # fmt: skip
                self.has[owes.claim] -= owes.fen - owes.back
        assert self._make().head is None
        self.ledger_and_bank_agree()
        assert audit(self.ledger).findings == ()
        standings = self.ledger.standings(self.benefit)
        for claim in CLAIMS:
            due = sum(one.fen for one in self._award(claim).months if not one.withdrawn)
            assert self.has[claim] == due, claim
            assert all(one.state is not State.OPEN for one in standings.get(claim, ()))

    def _settle(self):
        """One roll through all its steps, all of it paid."""
        if self.head(Stage.WAITING):
            rolling.withdraw(self.ledger, self.head(Stage.WAITING).number, "maker", "a reason", AT)
        head = self.head(Stage.APPROVED, Stage.WITH_BANK)
        if head is None or not head.lines:
            head = self._make().head
            if head is None:
                return
            rolling.approve(self.ledger, head.number, "checker", AT)
        if head.lines:
            self.office.file(head.number)
            self.office.take(self.office.answer(head.number))
            for line in self.ledger.lines(head.number):
                self.has[line.claim] += line.fen


def test_nobody_is_paid_twice_and_in_the_end_everybody_has_theirs(sqlite_ledger):
    office = PayOffice(sqlite_ledger)
    with_limits = settings(max_examples=8, stateful_step_count=25, deadline=None, derandomize=True, database=None,
                           suppress_health_check=list(HealthCheck))  # fmt: skip
    run_state_machine_as_test(lambda: Paying(office), settings=with_limits)
    office.ledger.close()
