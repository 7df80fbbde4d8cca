"""What cannot be is told at once, all of it, and no claim is made; what is odd is told and looked at by a person."""

from __future__ import annotations

from datetime import date

import pytest

from claims_desk import Desk, codes, identity
from huimin.findings import Invalid, explain
from huimin.tasks.claims.ports import AccountGiven, Identified

BORN = date(2025, 5, 3)


def refused(desk: Desk, **more: object) -> dict[str, str]:
    """Finding -> the field it stands at."""
    with pytest.raises(Invalid) as caught:
        desk.take(**more)
    for one in caught.value.findings:
        assert explain(one, "zh") and explain(one, "en")
    assert desk.clerk.count() == 0, "nothing was taken"
    return {one.code: one.place.element for one in caught.value.findings}


@pytest.mark.parametrize(("facts", "code", "field"), [
    ({"child_birth": "2026-05-03"}, "benefit-fact-future", "child_birth"),
    ({"child_birth": "2025-02-29"}, "benefit-fact-not-a-day", "child_birth"),
    ({"child_birth": "1990-01-01"}, "benefit-fact-order", "child_birth"),
    ({"guardian": "perhaps"}, "benefit-fact-not-yes-no", "guardian"),
    ({"income": 3}, "claim-fact-unknown", "income"),
])  # fmt: skip
def test_facts_that_cannot_be(desk, facts, code, field):
    assert refused(desk, facts=facts)[code] == field


@pytest.mark.parametrize(("more", "code", "field"), [
    ({"claimant": Identified("测试甲", "000000199503040021")}, "claim-identity-wrong", "claimant.identity"),
    ({"claimant": Identified("测试甲", "")}, "claim-identity-missing", "claimant.identity"),
    ({"claimant": Identified(" ", identity(date(1995, 3, 4)))}, "claim-name-missing", "claimant.name"),
    ({"subject": Identified("测试乙", identity(date(1980, 1, 1)))}, "claim-child-older", "subject.identity"),
    ({"subject": Identified("测试乙", identity(date(1995, 3, 4), 1))}, "claim-child-is-claimant", "subject.identity"),
    ({"account": AccountGiven("测试甲", "62-abc")}, "claim-account-wrong", "account.number"),
    ({"consent": False}, "claim-consent-missing", "consent"),
    ({"separate_consent": False}, "claim-separate-consent-missing", "separate_consent"),
    ({"area": "nowhere"}, "claim-area-unknown", "area"),
    ({"benefit": "maternity-insurance-top-up", "facts": {}}, "claim-elsewhere", "benefit"),
    ({"benefit": "cup-of-milk", "facts": {}}, "claim-elsewhere", "benefit"),  # nobody who asks for it is put on a list
])  # fmt: skip
def test_particulars_that_cannot_be(desk, more, code, field):
    assert refused(desk, **more)[code] == field


def test_all_faults_are_told_at_once(desk):
    told = refused(desk, consent=False, claimant=Identified("", "12"), facts={"child_birth": "2026-02-30"})
    assert set(told) >= {
        "claim-consent-missing",
        "claim-name-missing",
        "claim-identity-wrong",
        "benefit-fact-not-a-day",
    }


def test_what_only_the_authority_can_tell_is_not_taken_from_a_family(desk):
    with pytest.raises(Invalid) as caught:
        desk.family.take(desk.application(by_family=True))
    assert codes(caught.value.findings) == ["claim-fact-of-authority"]
    claim = desk.family.take(desk.application(by_family=True, facts={"lawful_birth": None})).claim
    with pytest.raises(Invalid) as caught:
        desk.family.complete(claim, facts={"lawful_birth": True})
    assert codes(caught.value.findings) == ["claim-fact-of-authority"]
    assert desk.clerk.card(claim, "decide").decision.eligible == "unknown"
    assert desk.clerk.complete(claim, facts={"lawful_birth": True}).decision.eligible == "yes"


def test_a_child_of_the_29th_of_february(desk):
    """Claimed in January 2026; for a birth before 2025 the last day was 31 December 2025, so that 2025 is lost."""
    claim = desk.granted(birth=date(2024, 2, 29))
    assert desk.months(claim, "2028-12") == {"2026-01": "3600", "2027-01": "600"}


def test_a_birthday_that_the_identity_number_does_not_say(desk):
    taken = desk.take(facts={"child_birth": "2025-05-04"})
    assert codes(taken.findings) == ["claim-birthday-differs"]
    assert not desk.clerk.prepare("childcare-subsidy").clear, "nobody signs that in a list"


def test_without_the_childs_number_it_is_taken_and_not_granted(desk):
    taken = desk.take(subject=Identified("测试乙"))
    assert codes(taken.findings) == ["claim-subject-without-number"]
    with pytest.raises(Invalid) as caught:
        desk.clerk.propose(taken.claim, "yes")
    assert codes(caught.value.findings) == ["claim-subject-number-needed"]
    desk.family.correct(taken.claim, {"subject": {"identity": identity(BORN, 44)}})
    assert desk.clerk.propose(taken.claim, "yes").head.stage == "proposed"


def test_the_same_person_cannot_claim_the_same_twice(desk):
    first = desk.take(child=1, mother=1).claim
    with pytest.raises(Invalid) as caught:
        desk.take(child=1, mother=1)
    assert codes(caught.value.findings) == ["claim-already"]
    assert caught.value.findings[0].facts["other"] == first


def test_a_number_put_right_finds_the_claim_that_it_clashes_with(desk):
    desk.granted(child=1, mother=1)
    other = desk.take(child=2, mother=2)
    assert not other.findings
    desk.family.correct(other.claim, {"subject": {"identity": identity(BORN, 1)}})
    assert codes(desk.clerk.card(other.claim, "decide").clashes) == ["claim-twice-by-two"]
    assert not desk.family.card(other.claim).clashes, "a family is not told of others"
