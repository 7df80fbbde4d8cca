"""A family's data are sealed, opened for a purpose only, shown to the family with who looked, and erased in time.

Every claim has a key of its own, wrapped by a master key that is neither in the database nor in a backup. Looking into
a claim takes a purpose, and leaves a row that nobody can remove. The family sees everything, takes it along, has it put
right, and has it erased: at once where nothing was decided or paid, else as long after the end as the benefit says.
"""

from __future__ import annotations

import base64
import csv
import json
from datetime import date

import pytest
from django.db import connections

from claims_desk import BENEFIT, CLERK, codes
from huimin.findings import Invalid, explain
from huimin.tasks.claims.ports import Purpose


def refusal(call, *given: object) -> str:
    with pytest.raises(Invalid) as caught:
        call(*given)
    assert all(explain(one, lang) for one in caught.value.findings for lang in ("zh", "en"))
    return caught.value.findings[0].code


def test_nobody_of_the_office_opens_a_claim_without_a_purpose(desk):
    claim = desk.take().claim
    assert refusal(desk.clerk.card, claim) == "claim-purpose-missing"
    assert refusal(desk.clerk.card, claim, "curiosity") == "claim-purpose-missing"
    assert desk.clerk.views(claim) == []
    paper = desk.family.attach(claim, "证明.pdf", "application/pdf", b"%PDF-1.7")
    assert refusal(desk.clerk.paper, claim, paper.number) == "claim-purpose-missing"


def test_every_look_is_kept_with_person_purpose_and_moment_and_the_family_sees_it(desk):
    claim = desk.take().claim
    paper = desk.family.attach(claim, "证明.pdf", "application/pdf", b"%PDF-1.7 a")
    desk.clerk.card(claim, Purpose.DECIDE)
    assert desk.officer.paper(claim, paper.number, Purpose.APPEAL) == ("证明.pdf", "application/pdf", b"%PDF-1.7 a")
    desk.clerk.prepare(BENEFIT)
    desk.family.card(claim)
    looked = [(one.by, one.purpose, one.what) for one in desk.family.views(claim)]
    assert looked == [(CLERK, "decide", "card"), ("officer", "appeal", "paper"), (CLERK, "decide", "list")]


def test_lists_and_the_auditors_view_hold_nothing_personal(desk):
    claim = desk.granted()
    desk.officer.hold(claim, "账户核实中")
    for shown in (desk.clerk.heads(), desk.clerk.skeleton(claim), desk.clerk.notices()):
        for secret in ("测试", "0000001995", "13000000000", "账户核实", "2025-05-03"):
            assert secret not in repr(shown).replace(repr(desk.clerk.skeleton(claim).benefit), ""), secret
    assert "测试" not in repr(desk.family.card(claim)), "not even a card shows a name when it is printed into a log"


def test_a_claim_is_found_by_receipt_code_number_and_identity_number_never_by_name(desk):
    given = desk.application()
    taken = desk.clerk.take(given)
    for code in (taken.receipt_code, taken.receipt_code.lower().replace("-", " ")):
        assert desk.family.by_receipt(code) == taken.claim
    for wrong in ("", "x", "AAAA-BBBB-CCCC-DDDD", taken.receipt_code[:-1]):
        assert desk.family.by_receipt(wrong) is None
    found = [
        desk.clerk.search(number=taken.claim),
        desk.clerk.search(identity=given.claimant.identity),
        desk.clerk.search(identity=given.subject.identity.lower()),
    ]
    assert [[one.number for one in heads] for heads in found] == [[taken.claim]] * 3
    assert desk.clerk.search(identity="测试甲") == [] and desk.clerk.search(number=taken.claim[:-1] + "x") == []
    assert desk.clerk.search(number=taken.claim, areas={"elsewhere"}) == []


def test_a_new_receipt_code_ends_the_old_one(desk):
    taken = desk.take()
    code = desk.clerk.new_receipt_code(taken.claim)
    assert desk.family.by_receipt(taken.receipt_code) is None and desk.family.by_receipt(code) == taken.claim


def test_a_family_puts_right_what_is_wrong_and_the_old_stays_in_the_history(desk):
    claim = desk.granted()
    card = desk.family.correct(claim, {"claimant": {"phone": "13111111111"}, "relation": "监护人"}, "换号了")
    assert (card.claimant.phone, card.relation, card.head.stage) == ("13111111111", "监护人", "granted")
    assert card.history[-1].corrected == ("claimant.phone", "relation") and card.history[-1].words == "换号了"
    card = desk.family.correct(claim, {"account": {"holder": "测试甲", "number": "6222 0000 9999 8888"}})
    assert card.account_last4 == "8888"
    assert desk.family.correct(claim, {"facts": {"child_birth": "2025-05-04"}}).head.round == 2, (
        "facts are decided anew"
    )


def test_a_family_takes_along_everything_and_who_looked(desk):
    claim = desk.granted()
    desk.family.attach(claim, "户口簿.png", "image/png", b"\x89PNG data")
    desk.clerk.card(claim, "answer-family")
    told = json.loads(json.dumps(desk.family.export(claim), ensure_ascii=False))
    assert told["claimant"]["name"] == "测试甲" and told["subject"]["identity"].startswith("000000")
    assert {one["code"] for one in told["facts"][0]["facts"]} == {
        "child_birth",
        "applicant_birth",
        "guardian",
        "lawful_birth",
    }
    assert [one["move"] for one in told["history"]] == ["take", "propose", "confirm", "paper"]
    assert base64.b64decode(told["papers"][0]["base64"]) == b"\x89PNG data"
    assert told["decision"]["decision"]["reasons"][0]["state"] == "held"
    assert [(one["by"], one["en"]) for one in told["looked"]] == [(CLERK, "to answer the family")]


def test_what_was_never_decided_or_paid_is_erased_at_once(any_desk):
    taken = any_desk.take()
    any_desk.family.attach(taken.claim, "证明.pdf", "application/pdf", b"%PDF-1.7")
    assert any_desk.family.erase(taken.claim).done
    for call in (any_desk.family.card, any_desk.family.export):
        assert refusal(call, taken.claim) == "claim-erased"
    assert any_desk.family.by_receipt(taken.receipt_code) is None
    bare = any_desk.clerk.skeleton(taken.claim)
    assert bare.head.erased and [one.move for one in bare.history] == ["take", "paper", "withdraw"]
    with connections[any_desk.alias].cursor() as cursor:
        for table in ("datakey", "sealed", "mark", "paper"):
            cursor.execute(f"SELECT count(*) FROM claims_{table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("SELECT last4 FROM ledger_sealedaccount")
        assert cursor.fetchall() == [("",)]
    again = any_desk.take(child=1, mother=1)
    assert again.claim != taken.claim, "who was forgotten may claim again"


def test_what_was_decided_is_kept_as_long_as_the_benefit_says_and_the_family_is_told_until_when(desk):
    claim = desk.granted()
    told = desk.family.erase(claim)
    assert not told.done and told.on is None and codes(told.findings) == ["claim-erased-after-end"]
    desk.day = date(2026, 3, 2)
    desk.clerk.stop(claim, date(2026, 3, 1), "申请人要求停发")
    desk.officer.confirm(claim)
    told = desk.family.erase(claim)
    assert (told.done, told.on) == (False, date(2031, 3, 2)) and "2031-03-02" in explain(told.findings[0], "zh")


@pytest.mark.parametrize(("day", "gone"), [(date(2031, 3, 2), False), (date(2031, 3, 3), True)])
def test_a_job_erases_what_is_kept_long_enough_and_the_skeleton_stays(any_desk, day, gone):
    stays = any_desk.granted(birth=date(2025, 12, 24))
    claim = any_desk.granted()
    any_desk.day = date(2026, 3, 2)
    any_desk.clerk.stop(claim, date(2026, 3, 1), "申请人要求停发")
    any_desk.officer.confirm(claim)
    any_desk.day = day
    assert any_desk.at("system").tidy() == ([claim] if gone else [])
    assert any_desk.at("system").tidy() == []
    assert {one.number: one.erased for one in any_desk.clerk.heads()} == {stays: False, claim: gone}
    assert len(any_desk.clerk.skeleton(claim).history) == 5


def test_a_grant_that_has_run_out_is_erased_too(desk):
    """A year is tested on its last day, so that the last payment fell due in January 2027; five years later they go."""
    claim = desk.granted()
    desk.day = date(2032, 1, 31)
    assert desk.at("system").tidy() == []
    desk.day = date(2032, 2, 1)
    assert desk.at("system").tidy() == [claim]


def test_another_master_key_opens_nothing_and_says_so(desk, monkeypatch):
    claim = desk.take().claim
    monkeypatch.setenv("HUIMIN_CLAIMS_KEY", base64.b64encode(bytes(32)).decode())
    for call in (desk.clerk.heads, desk.take, lambda: desk.clerk.card(claim, "decide")):
        assert refusal(call) == "claim-key-changed"
    monkeypatch.setenv("HUIMIN_CLAIMS_KEY", "short")
    assert refusal(desk.clerk.heads) == "claim-key-wrong"
    monkeypatch.delenv("HUIMIN_CLAIMS_KEY")
    assert refusal(desk.clerk.heads) == "claim-key-missing", "none is made while there are claims"


def test_the_first_claim_makes_a_key_that_nobody_else_reads(desk, monkeypatch):
    monkeypatch.delenv("HUIMIN_CLAIMS_KEY")
    desk.take()
    key = desk.place.folder / "data" / "claims.key"
    try:
        assert key.stat().st_mode & 0o777 == 0o600 and len(base64.b64decode(key.read_text())) == 32
        key.chmod(0o644)
        assert refusal(desk.clerk.heads) == "claim-key-open-to-others"
    finally:
        key.unlink()


def test_contents_moved_to_another_claim_do_not_open(desk):
    """What is sealed is bound to its claim and its line, so that nobody can put one family's facts into another's."""
    from huimin.adapters.claims.keys import ClaimKeys

    key, wrapped = ClaimKeys(bytes(range(32))).new(7)
    sealed = key.seal(1, {"words": "secret"})
    assert key.open(1, sealed) == {"words": "secret"}
    assert refusal(key.open, 2, sealed) == "claim-not-opened"
    assert refusal(ClaimKeys(bytes(range(32))).unwrap, 8, wrapped) == "claim-key-other"


def test_officers_get_counts_in_which_small_ones_are_hidden(desk):
    for _ in range(7):
        desk.take()
    desk.granted()
    counts = {one.state: one for one in desk.officer.statistics(areas={desk.area})}
    exact = {state: one.number for state, one in counts.items() if not one.rounded and one.number is not None}
    assert "granted" not in exact, "there is one"
    assert len({"", "waiting"} & {*exact}) < 2, "8 less 7 would be 1"
    few = {one.number for one in desk.officer.statistics(areas={desk.area}, first=date(2026, 1, 6))}
    assert few <= {0}


def test_after_a_breach_the_letters_are_prepared(desk, tmp_path):
    claims = [desk.granted() for _ in range(3)]
    desk.at("somebody").card(claims[1], "answer-family")
    made = desk.officer.breach(desk.day, desk.day, tmp_path / "breach", "somebody", "0752-000 0000")
    assert [one.number for one in made.breach.claims] == [claims[1]]
    assert {path.name for path in made.files} == {
        *(
            f"{name}-{lang}.{kind}"
            for name in ("notice", "letter")
            for lang in ("zh", "en")
            for kind in ("docx", "html")
        ),
        "claims.csv",
    }
    with (tmp_path / "breach" / "claims.csv").open(encoding="utf-8-sig") as file:
        assert [row["claim"] for row in csv.DictReader(file)] == [claims[1]]
    text = (tmp_path / "breach" / "letter-zh.html").read_text("utf-8")
    assert "0752-000 0000" in text and "测试" not in text and "模拟" in text
    everybody = desk.officer.breach(desk.day, desk.day, tmp_path / "all").breach
    assert len(everybody.claims) == 3 and sum(everybody.areas.values()) == 3


def test_on_public_notice_stands_no_person(desk, monkeypatch):
    office = desk.officer
    from dataclasses import replace

    benefit = office.benefits[BENEFIT]
    noticed = replace(benefit, handling=replace(benefit.handling, notice_days=5))
    monkeypatch.setattr("huimin.wiring.claims.Claims.benefits", {BENEFIT: noticed})
    claim = desk.granted()
    [line] = desk.clerk.notices()
    assert (line.number, line.benefit, line.fen, line.period, line.until) == (
        claim,
        BENEFIT,
        360_000,
        "year",
        date(2026, 1, 12),
    )
    assert desk.place.definitions.areas.level_of(desk.place.definitions.areas.id_of(line.area)) == "township"
    assert not desk.months(claim), "nothing is owed before its last day has passed"
    desk.day = date(2026, 1, 13)
    assert desk.clerk.notices() == [] and desk.clerk.count(stages=("granted",)) == 1
    assert desk.months(claim) == {"2025-05": "3600", "2026-01": "3600"}
