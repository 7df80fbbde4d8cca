"""``huimin claims`` as offices type it; lists and JSON hold nothing personal, and the receipt code is told once."""

from __future__ import annotations

import base64
import json
import shlex
from datetime import date
from pathlib import Path

import pytest

from claims_desk import identity
from huimin.cli.help_words import COMMANDS
from workspace_fixtures import Ran, huimin

FILE = """benefit: childcare-subsidy
area: {area}
claimant: {{name: 测试甲, identity: "{mother}", phone: "13000000000", address: 虚构村1号}}
subject: {{name: 测试乙, identity: "{child}"}}
relation: mother
facts: {{child_birth: 2025-05-03, applicant_birth: 1995-03-04, guardian: true, lawful_birth: true}}
account: {{holder: 测试甲, number: "6222000011112222", bank: 虚构银行}}
consent: true
separate_consent: true
"""
SECRETS = ("测试甲", "测试乙", "13000000000", "虚构村", "6222000011112222")


@pytest.fixture
def claiming_city(own_made_city: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A simulated city with files of two claims; commands run in it."""
    monkeypatch.chdir(own_made_city)
    for number, name in enumerate(("申请.yaml", "claim.yaml"), 1):
        text = FILE.format(
            area="990102001", mother=identity(date(1995, 3, 4), number), child=identity(date(2025, 5, 3), number)
        )
        (own_made_city / name).write_text(text, "utf-8")
    return own_made_city


def run(*words: str, code: int = 0, lang: str = "en", secret: bool = True) -> Ran:
    ran = huimin(*words, lang=lang)
    assert ran.code == code, ran
    assert not secret or not any(one in ran.out + ran.err for one in SECRETS), ran
    return ran


def test_a_claim_from_its_file_to_what_it_is_owed(claiming_city):
    taken = run("claims", "take", "claim.yaml", "--by", "WANG", "--json").json
    claim = taken["claim"]
    assert len(taken["receipt_code"]) == 19 and not taken["findings"]
    assert taken["receipt_code"] not in run("claims", "list", "--json").out
    assert "taken" in run("claims", "list").out
    shown = run("claims", "show", claim, "--purpose", "decide", "--by", "WANG", secret=False)
    assert "测试甲" in shown.out and "Your child was born on 3 May 2025" in shown.out
    assert "WANG" in run("claims", "views", claim).out
    assert run("claims", "prepare", "childcare-subsidy", "--by", "WANG", "--json").json["clear"] == [claim]
    assert run("claims", "prepare", "childcare-subsidy", "--sign", "--by", "WANG", "--json").json["signed"] == [claim]
    same = run("claims", "confirm", claim, "--by", "wang", code=2)
    assert "cannot confirm it" in same.err
    assert run("claims", "confirm", claim, "--by", "LI", "--json").json["stage"] == "granted"
    owed = run("claims", "awards", "childcare-subsidy", "--until", "2026-01", "--json").json["awards"]
    assert [(one["month"], one["fen"]) for one in owed[0]["months"]] == [("2025-05", 360000), ("2026-01", 360000)]
    assert (
        run("pay", "roll", "childcare-subsidy", "--period", "2026-01", "--by", "ZHAO", "--json").json["fen"] == 720_000
    )
    assert "goes on" in run("claims", "erase", claim, "--by", "WANG").out
    run("claims", "export", claim, "--out", "own.json", "--by", "WANG")
    assert json.loads(Path("own.json").read_text("utf-8"))["claimant"]["name"] == "测试甲"
    assert Path("own.json").stat().st_mode & 0o077 == 0


def test_a_claim_goes_with_its_family_to_another_office(claiming_city):
    claim = run("claims", "take", "claim.yaml", "--by", "WANG", "--json").json["claim"]
    assert run("claims", "list", "--json").json["claims"][0]["offered"] is None
    assert "reason" in run("claims", "hand-over", claim, "990103001", "--by", "WANG", code=2).err
    assert "nowhere" in run("claims", "hand-over", claim, "nowhere", "--words", "x", "--by", "WANG", code=2).err
    told = run(
        "claims", "hand-over", claim, "990103001", "--since", "2026-01-01", "--words", "they moved", "--by", "WANG"
    )
    assert "from 2026-01-01" in told.out and f"huimin claims receive {claim}" in told.out
    offered = run("claims", "list", "--json").json["claims"][0]
    assert (offered["area"], offered["offered"], offered["before"]) == ("990102001", "990103001", None)
    assert "cannot" in run("claims", "receive", claim, "--by", "WANG", code=2).err  # who offered it
    assert "is now with" in run("claims", "receive", claim, "--by", "ZHAO").out
    taken = run("claims", "list", "--json").json["claims"][0]
    assert (taken["area"], taken["offered"], taken["before"]) == ("990103001", None, "990102001")
    refused = run("claims", "send-back", claim, "--words", "no", "--by", "ZHAO", code=2)
    assert "offer" in refused.err


def test_backups_leave_the_keys_out_and_say_so(claiming_city, tmp_path):
    claim = run("claims", "take", "claim.yaml", "--by", "WANG", "--json").json["claim"]
    made = run("backup", "copy.zip", "--json").json
    assert made["keys_left_out"] == ["data/claims.key", "data/payments.key"]
    assert "are not in it" in run("backup", "again.zip").out
    back = run("restore", "copy.zip", str(tmp_path / "back"), "--json").json
    assert back["keys_missing"] == ["data/claims.key", "data/payments.key"]
    assert not list((tmp_path / "back").rglob("*.key"))
    gone = run("claims", "show", claim, "--purpose", "decide", "-w", str(tmp_path / "back"), code=2)
    assert "take it from where it is kept" in gone.err
    key = tmp_path / "back" / "data" / "claims.key"
    key.write_text((claiming_city / "data" / "claims.key").read_text())
    key.chmod(0o600)
    shown = run("claims", "show", claim, "--purpose", "decide", "-w", str(tmp_path / "back"), secret=False)
    assert "测试甲" in shown.out
    key.write_text(base64.b64encode(bytes(32)).decode())
    wrong = run("claims", "show", claim, "--purpose", "decide", "-w", str(tmp_path / "back"), code=2)
    assert "not the master key" in wrong.err


def test_the_master_key_is_turned_over_and_says_where_the_keys_are(claiming_city):
    claim = run("claims", "take", "claim.yaml", "--by", "WANG", "--json").json["claim"]
    key = claiming_city / "data" / "claims.key"
    old = key.read_text()
    told = run("claims", "rekey")
    assert "claims sealed anew: 1" in told.out and "keep a copy of it elsewhere" in told.out
    assert key.read_text() != old
    made = run("claims", "rekey", "--json").json
    assert (made["claims"], Path(made["key"]).resolve()) == (1, key.resolve()) and Path(made["before"]).name.startswith(
        "claims.key.before-"
    )
    assert "测试甲" in run("claims", "show", claim, "--purpose", "decide", "--by", "WANG", secret=False).out
    backup = run("backup", "copy.zip", "--json").json
    assert len([one for one in backup["keys_left_out"] if "claims.key" in one]) == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_examples_of_the_help_run_in_their_order(claiming_city, lang):
    order = ["take", "list", "show", "prepare", "propose", "confirm", "hand-over", "send-back", "hand-over", "receive",
             "renewals", "notices", "awards", "views", "export", "erase", "rekey", "tidy", "breach"]  # fmt: skip
    assert {f"claims {name}" for name in order} == {name for name in COMMANDS if name.startswith("claims ")}
    for name in order:
        words = COMMANDS[f"claims {name}"]
        for example in words.examples_zh if lang == "zh" else words.examples_en:
            ran = huimin(*shlex.split(example)[1:], lang=lang)
            assert ran.code == 0 and not ran.err, (example, ran)
