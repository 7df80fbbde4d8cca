"""``huimin pay`` from the accounts to the ledger, as offices type it; no line and no JSON shows an account number."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from huimin.cli.help_words import COMMANDS
from payment_samples import answer_file, bank_of
from workspace_fixtures import Ran, huimin

NUMBERS = ("6222000011112222333", "6222000011112222444")
AWARDS = """claim,benefit,version,payee,area,month,amount,withdrawn
S-0001,childcare-subsidy,2025-01,p-1,990102,2025-05,300.00,
S-0001,childcare-subsidy,2025-01,p-1,990102,2025-06,300.00,
S-0002,childcare-subsidy,2025-01,p-2,990102,2025-06,300.01,
"""
SHARES = """benefit,since,level,share
childcare-subsidy,2025-01,central,50%
childcare-subsidy,2025-01,province,25%
childcare-subsidy,2025-01,county,25%
"""
ROLL = ("pay", "roll", "childcare-subsidy", "--period", "2025-06", "--by", "Wang")


@pytest.fixture
def paying_city(own_made_city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A simulated city with awards, shares and accounts handed in; commands run in it."""
    folder = own_made_city / "payments"
    folder.mkdir()
    (folder / "awards.csv").write_text(AWARDS, "utf-8")
    (folder / "shares.csv").write_text(SHARES, "utf-8")
    accounts = "".join(f"p-{place},某甲,{number},样例银行\n" for place, number in enumerate(NUMBERS, 1))
    (folder / "accounts.csv").write_text("payee,holder,account,bank\n" + accounts, "utf-8")
    monkeypatch.chdir(own_made_city)
    return own_made_city


def run(*words: str, code: int = 0, lang: str = "en") -> Ran:
    ran = huimin(*words, lang=lang)
    assert ran.code == code, ran
    assert not any(number in ran.out + ran.err for number in NUMBERS)
    return ran


def sent() -> None:
    run("pay", "accounts", "payments/accounts.csv")
    run(*ROLL)
    run("pay", "approve", "1", "--by", "Li")
    run("pay", "file", "1", "--bank", "sample-fixed-gbk", "--by", "Wang", "--out", "to-bank.txt")


def test_a_month_from_the_accounts_to_the_ledger(paying_city):
    assert "2 new" in run("pay", "accounts", "payments/accounts.csv").out
    made = run(*ROLL)
    assert "simulated data" in made.out and "2 payments, 900.01 yuan" in made.out
    assert "central government 450.01, province 225.00, county" in made.out and "…2333" in made.out
    assert "2025-05 back pay, 2025-06" in made.out
    assert "made before" in run(*ROLL).out
    assert "cannot approve it" in run("pay", "approve", "1", "--by", "wang", code=2).err
    assert "not approved" in run("pay", "file", "1", "--bank", "sample-fixed-gbk", code=2).err
    assert "900.01 yuan. It is locked" in run("pay", "approve", "1", "--by", "Li").out
    assert "invented layout" in run("pay", "file", "1", "--bank", "sample-fixed-gbk").out
    (written,) = Path("payments").glob("roll-*")
    assert written.stat().st_mode & 0o777 == 0o600 and NUMBERS[0].encode() in written.read_bytes()
    rows = [("000001000001", 60000, None), ("000001000002", 30001, "1002")]
    Path("answer.txt").write_bytes(answer_file(bank_of(), 1, rows))
    answered = run("pay", "return", "answer.txt", "--bank", "sample-fixed-gbk", "--json").json
    assert (answered["paid"], answered["refused"], answered["booked"]) == (1, 1, True)
    assert [one["code"] for one in answered["findings"]] == ["pay-bank-file-left"]
    written.unlink()
    again = run("pay", "return", "answer.txt", "--bank", "sample-fixed-gbk", "--json").json
    assert again["again"] and [one["code"] for one in again["findings"]] == ["bank-file-again"]
    waiting = run(*ROLL)
    assert "p-2 has no other account yet" in waiting.out
    assert run("pay", "status", "--json").json["rolls"][0]["stage"] == "answered"
    paid = [row for row in run("pay", "status", "--claim", "S-0001", "--json").json["booked"] if row["entry"] == "paid"]
    assert sum(row["fen"] for row in paid) == 60000 and {row["version"] for row in paid} == {"2025-01"}


def test_the_ledger_is_audited_and_taken_along(paying_city):
    sent()
    Path("answer.txt").write_bytes(answer_file(bank_of(), 1, [("000001000001", 60000, None),
                                                              ("000001000002", 30001, None)]))  # fmt: skip
    run("pay", "return", "answer.txt", "--bank", "sample-fixed-gbk")
    told = run("pay", "audit", "--out", "movements.csv").out
    assert "1 rolls and 3 sums owed; all agree" in told and "450.01" in told
    rows = Path("movements.csv").read_text("utf-8").splitlines()
    assert rows[0].startswith("at,benefit,claim,month") and len(rows) == 1 + 2 * 3 * 3
    made = run("pay", "audit", "--json").json
    assert made["findings"] == [] and made["levels"]["central"]["paid"] == 45001


def test_account_numbers_are_in_no_backup(paying_city):
    from huimin.adapters.archive.contents import contents

    run("pay", "accounts", "payments/accounts.csv")
    run(*ROLL)
    run("pay", "approve", "1", "--by", "Li")
    run("pay", "file", "1", "--bank", "sample-fixed-gbk", "--by", "Wang")
    names = [name for name, _ in contents(paying_city, None).files if name.startswith("payments/")]
    assert names == ["payments/awards.csv", "payments/shares.csv"]


def test_an_answer_with_a_missing_line_books_nothing(paying_city):
    sent()
    Path("answer.txt").write_bytes(answer_file(bank_of(), 1, [("000001000001", 60000, None)]))
    ran = run("pay", "return", "answer.txt", "--bank", "sample-fixed-gbk", code=1, lang="zh")
    assert "一笔也没有入账" in ran.out and "缺少 000001000002（300.01 元）" in ran.out
    assert run("pay", "status", "1", "--json").json["states"]["open"] == {"payments": 2, "fen": 90001}


def test_matching_funds_in_words(paying_city):
    sent()
    fund = ("pay", "funds", "childcare-subsidy", "--period", "2025-06")
    for _ in range(2):
        run(*fund, "--received", "central=450.01", "--reference", "g1", "--on", "2025-06-20")
    told = run(*fund).out
    assert "central government: 450.01 yuan due, 450.01 yuan received, in full" in told
    assert "province: 225 yuan due, 0 yuan received (0.0%); 225 yuan still to come" in told
    for wrong in (
        ("central", "g2"),
        ("central=4,5", "g2"),
        ("central=0", "g2"),
        ("central=1", "g1"),
        ("central=1", ""),
    ):
        run(*fund, "--received", wrong[0], "--reference", wrong[1], code=2)
    assert "no money came" in run("pay", "funds", "other", "--period", "2025").out


def test_money_that_a_family_gave_back(paying_city):
    sent()
    Path("answer.txt").write_bytes(
        answer_file(bank_of(), 1, [("000001000001", 60000, None), ("000001000002", 30001, None)])
    )
    run("pay", "return", "answer.txt", "--bank", "sample-fixed-gbk")
    awards = Path("payments/awards.csv")
    awards.write_text(AWARDS.replace("2025-06,300.01,", "2025-06,,yes"), "utf-8")
    assert "overpaid 300.01" in run(*ROLL).out
    run("pay", "approve", "2", "--by", "Li")
    assert "only puts amounts right" in run("pay", "file", "2", "--bank", "sample-fixed-gbk", code=2).err
    back = ("pay", "recover", "childcare-subsidy", "S-0002", "100.00", "--reference", "receipt-17")
    assert [run(*back, "--json").json["left"] for _ in range(2)] == [20001, 20001]
    assert "200.01 yuan are to come back" in run(*back[:4], "300.00", "--reference", "r", code=2).err


def test_wrong_use_is_told(paying_city):
    assert "there is no roll 9" in run("pay", "status", "9", code=2).err
    sent()
    assert "did you mean sample-fixed-gbk?" in run("pay", "file", "1", "--bank", "sample-fixed", code=2).err
    assert "was decided by Li" in run("pay", "approve", "1", "--withdraw", "late", code=2).err
    run("pay", "roll", "childcare-subsidy", "--period", "2025-06", "--awards", "none.csv", code=2)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_examples_of_the_help_run_in_their_order(paying_city, lang):
    for name, words in COMMANDS.items():
        if not name.startswith("pay "):
            continue
        for example in words.examples_zh if lang == "zh" else words.examples_en:
            arguments = shlex.split(example)[1:]
            if name == "pay return":
                rows = [("000001000001", 60000, None), ("000001000002", 30001, None)]
                Path(arguments[2]).write_bytes(answer_file(bank_of(), 1, rows))
            if name == "pay recover":
                Path("payments/awards.csv").write_text(AWARDS.replace("2025-06,300.00,", "2025-06,,yes"), "utf-8")
                run(*ROLL)
                run("pay", "approve", "2", "--by", "Li")
            run(*arguments, lang=lang)
