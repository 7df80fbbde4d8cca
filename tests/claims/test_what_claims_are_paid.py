"""From a decision to the ledger: each month once, whoever claims; what no longer holds comes back; rules with dates."""

from __future__ import annotations

from datetime import date

import pytest

from claims_desk import BENEFIT, Desk, codes
from huimin.benefits.payments import State
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.wiring.pay import Payments


def pay(desk: Desk, period: str, by: str = "payer") -> int:
    """Make, approve and send a roll from the claims; how many fen it pays."""
    claims = desk.at(by)
    paying = Payments(desk.place, by, desk.alias, claims.now)
    roll = paying.roll(BENEFIT, Period.of(period))
    if roll.head is None:
        return 0
    Payments(desk.place, "payer-two", desk.alias, claims.now).approve(roll.head.number)
    return roll.head.fen


def net(desk: Desk, claim: str) -> dict[int, int]:
    """Month -> fen that stand in the ledger."""
    found: dict[int, int] = {}
    for one in desk.officer.ledger().standings(BENEFIT).get(claim, ()):
        if one.state is not State.CANCELLED:
            found[one.month] = found.get(one.month, 0) + one.fen
    return found


def test_a_decision_becomes_ledger_rows_with_claim_rule_and_shares(any_desk):
    claim = any_desk.granted()
    assert pay(any_desk, "2026-01") == 720_000
    booked = any_desk.officer.ledger().booked(claim)
    assert {one.version for one in booked} == {any_desk.officer._texts[BENEFIT][0]}
    assert {one.level for one in booked} == {"central", "province", "city", "county"}
    assert sum(one.fen for one in booked) == 720_000
    assert pay(any_desk, "2026-01") == 0, "nothing twice"


def test_a_stop_takes_back_what_falls_due_later_and_nothing_before(any_desk):
    claim = any_desk.granted()
    pay(any_desk, "2026-01")
    any_desk.clerk.stop(claim, date(2026, 1, 1), "迁出本市")  # the payment of January rests on the whole year
    any_desk.officer.confirm(claim)
    assert any_desk.months(claim) == {"2025-05": "3600", "2026-01": "back"}


def test_a_held_claim_is_neither_paid_nor_taken_back(any_desk):
    claim = any_desk.granted()
    pay(any_desk, "2025-12")
    any_desk.officer.hold(claim, "账户核实中")
    made = any_desk.officer.awarded(BENEFIT, 2026 * 12 + 11)
    assert not made.awards and made.held == {claim}
    any_desk.officer.resume(claim)
    assert any_desk.months(claim) == {"2025-05": "3600", "2026-01": "3600"}


def test_while_a_change_waits_for_its_decision_payments_go_on_as_before(desk):
    claim = desk.granted()
    desk.family.change(claim, date(2026, 1, 1), {"guardian": False}, "孩子由父亲抚养")
    before = {"2025-05": "3600", "2026-01": "3600"}
    assert desk.months(claim) == before
    assert desk.clerk.card(claim, "decide").decision.eligible == "no"
    desk.clerk.propose(claim, "no", "申请人不再是监护人")
    assert desk.months(claim) == before
    desk.officer.confirm(claim)
    assert desk.months(claim) == {"2025-05": "3600"}


def test_what_is_not_known_any_more_is_neither_paid_nor_taken_back(desk):
    claim = desk.granted()
    pay(desk, "2026-01")
    desk.clerk.correct(claim, {"facts": {"lawful_birth": None}}, "待主管部门重新确认")
    desk.clerk.propose(claim, "yes", "先按原决定")
    desk.officer.confirm(claim, "同意")
    made = desk.officer.awarded(BENEFIT, 2026 * 12 + 11)
    assert codes(made.findings) == ["claim-months-unknown"] and not made.awards
    assert set(net(desk, claim).values()) == {360_000}


def test_after_the_mother_stopped_the_father_gets_only_what_is_still_due(any_desk):
    first = any_desk.granted(child=1, mother=1)
    pay(any_desk, "2026-01")
    any_desk.day = date(2026, 6, 1)
    any_desk.clerk.stop(first, date(2026, 6, 1), "改由父亲申请")
    any_desk.officer.confirm(first)
    second = any_desk.granted(child=1, mother=2)
    made = any_desk.officer.awarded(BENEFIT, 2027 * 12)
    mine = {award.claim: [one.month for one in award.months] for award in made.awards}
    assert mine[second] == [2027 * 12], "2025 and 2026 were the mother's"
    assert codes(made.findings) == ["claim-months-with-other"]
    assert not [one for award in made.awards for one in award.months if one.withdrawn]


def test_a_benefit_without_shares_is_decided_and_not_paid(desk, monkeypatch):
    from dataclasses import replace

    claim = desk.granted()
    office = desk.officer
    benefit = office.benefits[BENEFIT]
    object.__setattr__(office, "benefits", {BENEFIT: replace(benefit, shares=(), open=("shares",))})
    awards, findings = office.awards(BENEFIT, 2026 * 12)
    assert not awards and codes(findings) == ["claim-benefit-open"]
    assert office.card(claim, "decide").head.stage == "granted"
    assert [one.code for one in office.card(claim, "decide").advice.open] == ["claim-benefit-open"]


def test_a_rule_changed_in_the_middle_of_a_month_names_both_versions(desk):
    claim = desk.granted()
    pay(desk, "2025-12")
    office = desk.officer
    path = office.place.folder / "benefits" / f"{BENEFIT}.yaml"
    text = path.read_text("utf-8")
    try:
        path.write_text(text.replace(
            "  - {from: 2025-01-01, yuan: 3600, status: T}\n",
            "  - {from: 2025-01-01, yuan: 3600, status: T}\n  - {from: 2026-01-16, yuan: 4800, status: ours}\n"), "utf-8")  # fmt: skip
        assert pay(desk, "2026-01") == 480_000, "the year is tested on its last day; what was paid for 2025 stays"
        versions = [one.version for one in desk.officer.ledger().booked(claim)]
        assert len(set(versions)) == 2
        assert "4800" in desk.officer.store.rule_text(versions[-1])
        assert "4800" not in desk.officer.store.rule_text(versions[0])
    finally:
        path.write_text(text, "utf-8")


def test_an_appeal_is_answered_by_somebody_else_and_decided_by_others(desk):
    claim = desk.take(facts={"guardian": False}).claim
    desk.clerk.propose(claim, "no", "申请人不是监护人")
    with pytest.raises(Invalid) as caught:
        desk.clerk.confirm(claim)
    assert codes(caught.value.findings) == ["claim-same-person"]
    desk.officer.confirm(claim)
    desk.family.appeal(claim, "已取得监护权")
    with pytest.raises(Invalid) as caught:
        desk.officer.uphold(claim, "重新办理")
    assert codes(caught.value.findings) == ["claim-own-decision"]
    third = desk.at("officer-two")
    third.uphold(claim, "有新的证明")
    desk.family.correct(claim, {"facts": {"guardian": True}}, "附判决书")
    with pytest.raises(Invalid) as caught:
        desk.clerk.propose(claim, "yes")
    assert codes(caught.value.findings) == ["claim-barred"]
    desk.at("clerk-two").propose(claim, "yes")
    third.confirm(claim)
    assert desk.months(claim) == {"2025-05": "3600", "2026-01": "3600"}
