"""A bank's file that does not fit is refused as a whole, each fault with its line, and nothing is booked."""

from __future__ import annotations

import codecs
from dataclasses import replace

import pytest

from huimin.adapters.banking import Bank, read_layout
from huimin.adapters.definitions.yaml_file import read_yaml
from huimin.findings import Invalid
from huimin.tasks.pay.ports import Order
from payment_samples import AT, BANKS, PayOffice, answer_file, bank_of, codes, many

GOOD = [("000001000001", 30000, None), ("000001000002", 30000, None), ("000001000003", 30000, None)]


@pytest.fixture
def sent(sqlite_ledger) -> PayOffice:
    """An office whose roll of three payments is with the bank."""
    office = PayOffice(sqlite_ledger)
    assert office.sent(many(3)) == 1
    return office


def refused(office: PayOffice, data: bytes) -> list[tuple[str, int]]:
    """(code, line) of the faults, after making sure that nothing was booked."""
    before = office.balances()
    done = office.take(data)
    assert not done.booked and office.balances() == before and office.ledger.tallies(1)["open"].count == 3
    return [(one.code, one.place.line) for one in done.findings]


ROWS = {  # what is wrong -> the bank's lines, and what is told
    "a missing line": (GOOD[:2], [("bank-line-missing", 0)]),
    "an extra line": ([*GOOD, ("000001000009", 30000, None)], [("bank-line-extra", 5)]),
    "a line of another roll": ([*GOOD, ("000007000001", 30000, None)], [("bank-line-extra", 5)]),
    "a line twice": ([*GOOD, GOOD[1]], [("bank-line-twice", 5)]),
    "a changed amount": ([*GOOD[:2], ("000001000003", 30001, None)], [("bank-amount-changed", 4)]),
    "an unknown status": ([*GOOD[:2], ("000001000003", 30000, "7777")], [("bank-status-unknown", 4)]),
    "two faults": ([GOOD[0], ("000001000003", 3, None)], [("bank-amount-changed", 3), ("bank-line-missing", 0)]),
}  # fmt: skip


@pytest.mark.parametrize("what", ROWS)
def test_lines_that_do_not_fit(sent, what):
    rows, expected = ROWS[what]
    assert refused(sent, answer_file(sent.bank, 1, rows)) == expected


def edited(change) -> bytes:
    """The sound answer with its bytes changed."""
    return change(answer_file(bank_of(), 1, GOOD))


BYTES = {
    "an amount changed on the way": (
        lambda data: data.replace(b"000000000030000", b"000000000031000", 1),
        ["bank-amount-changed", "bank-checksum-differs", "bank-total-differs"],
    ),
    "a line cut out on the way": (
        lambda data: b"\r\n".join(data.split(b"\r\n")[:2] + data.split(b"\r\n")[3:]),
        ["bank-checksum-differs", "bank-count-differs", "bank-line-missing", "bank-total-differs"],
    ),
    "a wrong checksum": (lambda data: data[:-10] + b"00000000\r\n", ["bank-checksum-differs"]),
    "the trailer lost": (lambda data: b"\r\n".join(data.split(b"\r\n")[:-2]) + b"\r\n",
                         ["bank-line-missing", "bank-record-length"]),
    "full-width digits": (
        lambda data: data.replace(b"000000000030000", "０００００００".encode("gbk") + b"0", 1),
        ["bank-checksum-differs", "bank-count-differs", "bank-full-width", "bank-line-missing", "bank-total-differs"],
    ),
    "saved as UTF-8": (
        lambda data: data.decode("gbk").encode(),
        ["bank-checksum-differs", "bank-count-differs", "bank-line-missing", "bank-record-length", "bank-total-differs"],
    ),
    "half a character": (
        lambda data: data.replace("功".encode("gbk"), b"\xff ", 1),
        ["bank-checksum-differs", "bank-count-differs", "bank-file-encoding", "bank-line-missing", "bank-total-differs"],
    ),
    "another kind of record": (
        lambda data: data.replace(b"R000001", b"X000001", 1),
        ["bank-checksum-differs", "bank-count-differs", "bank-line-missing", "bank-record-text", "bank-total-differs"],
    ),
    "a sign before the amount": (
        lambda data: data.replace(b"000000000030000", b"-00000000030000", 1),
        ["bank-amount-unreadable", "bank-checksum-differs", "bank-total-differs"],
    ),
    "a roll that there is not": (lambda data: data.replace(b"H00000001", b"H00000009", 1),
                                 ["bank-checksum-differs", "pay-roll-unknown"]),
    "no bank file at all": (lambda data: b"To whom it may concern\n" * 4, ["bank-record-length", "bank-roll-not-told"]),
    "nothing": (lambda data: b"\r\n\r\n", ["bank-file-empty", "bank-roll-not-told"]),
}  # fmt: skip


@pytest.mark.parametrize("what", BYTES)
def test_files_that_were_changed_on_the_way(sent, what):
    change, expected = BYTES[what]
    assert sorted({code for code, _ in refused(sent, edited(change))}) == expected


def test_a_byte_order_mark_and_blank_lines_at_the_end_do_no_harm(sqlite_ledger):
    office = PayOffice(sqlite_ledger, bank_of("sample-csv-utf8"))
    roll = office.sent(many(3))
    spaced = office.answer(roll).replace(b"|", b" | ")
    done = office.take(codecs.BOM_UTF8 + spaced + b"\n\n")
    assert done.booked and codes(done.findings) == ["bank-file-bom"]


def test_yuan_are_read_with_two_decimals_only(sqlite_ledger):
    office = PayOffice(sqlite_ledger, bank_of("sample-csv-utf8"))
    answer = office.answer(office.sent(many(1)))
    for wrong in (b"300.0", b"300", b"3,00.00", b"3e2", b"300.000", "３００.００".encode()):
        done = office.take(answer.replace(b"300.00", wrong))
        assert not done.booked and {"bank-amount-unreadable", "bank-full-width"} & {*codes(done.findings)}, wrong
    assert office.take(answer).booked


def test_an_answer_to_a_roll_that_was_never_sent_is_refused(sqlite_ledger):
    office = PayOffice(sqlite_ledger)
    roll = office.approved(many(1))
    assert codes(office.take(office.answer(roll)).findings) == ["bank-roll-not-sent"]


def test_money_can_come_back_only_after_it_was_paid(sent):
    back = sent.answer(1, {"000000": "1003"}, only=["000000"])
    assert codes(sent.take(back, bounced=True).findings) == ["bank-line-not-paid"]
    sent.take(sent.answer(1))
    assert codes(sent.take(sent.answer(1, only=["000000"]), bounced=True).findings) == ["bank-bounce-says-paid"]
    assert sent.take(back, bounced=True).booked


ORDER = Order("000001000001", 1, "某甲", "6222000011112222333", "样例银行", 12345)


@pytest.mark.parametrize(("code", "order", "told"), [
    ("sample-fixed-gbk", replace(ORDER, holder="某" * 31), "bank-value-too-long"),
    ("sample-fixed-gbk", replace(ORDER, account="6" * 33), "bank-value-too-long"),
    ("sample-fixed-gbk", replace(ORDER, holder="某\U00020000"), "bank-value-not-in-encoding"),
    ("sample-fixed-gbk", replace(ORDER, holder="某\n甲"), "bank-value-breaks-record"),
    ("sample-csv-utf8", replace(ORDER, holder="某|甲"), "bank-value-breaks-record"),
    ("sample-csv-utf8", replace(ORDER, bank="a\r\nb"), "bank-value-breaks-record"),
])  # fmt: skip
def test_a_value_that_does_not_fit_is_never_cut_off(code, order, told):
    with pytest.raises(Invalid) as caught:
        bank_of(code).write(1, AT.date(), [order])
    assert codes(caught.value.findings) == [told]
    assert "某" not in str(caught.value) and order.account not in str(caught.value)


@pytest.mark.parametrize(("old", "new", "told"), [
    ("amounts: fen", "amounts: jiao", "definition-not-an-option"),
    ("line_end: crlf", "line_end: crlf\nlines: 3", "definition-key-unknown"),
    ("paid: true", "paid: false", "bank-layout-nothing-paid"),
    ("{field: account, width: 32}", "{field: holder, width: 32}", "bank-layout-field-missing"),
    ("{field: account, width: 32}", "{field: account}", "bank-layout-width-missing"),
    ('pad: "0", align: right}\n    - {field: day', 'pad: "00", align: right}\n    - {field: day', "bank-layout-pad"),
    ("{field: day, width: 8}", "{field: checksum, width: 8}", "bank-layout-checksum-at-head"),
    ("line_end: crlf", "line_end: crlf\nseparator: '||'", "bank-layout-separator"),
])  # fmt: skip
def test_faults_of_a_layout_are_told(old, new, told):
    text = (BANKS / "sample-fixed-gbk.yaml").read_text("utf-8")
    assert old in text
    with pytest.raises(Invalid) as caught:
        Bank(read_layout(read_yaml(text.replace(old, new, 1).encode(), "bank.yaml")))
    assert told in codes(caught.value.findings)


@pytest.mark.parametrize("path", sorted(BANKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_layouts_that_come_along_say_that_they_are_invented(path):
    bank = bank_of(path.stem)
    assert bank.layout.invented and "虚构" in bank.layout.zh and "invented" in bank.layout.en
    assert bank.layout.code == path.stem
