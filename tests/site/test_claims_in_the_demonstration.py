"""The demonstration has invented families at every stage, on public notice, in clash with each other, and late."""

from __future__ import annotations

import pytest

from claims_office import claims_of
from huimin.benefits.claims import Stage


@pytest.fixture(scope="module")
def played(site):
    """A site on which the demonstration's claims were made, and the codes it prints."""
    from huimin.adapters.definitions.sample_benefits import write_sample_benefits
    from huimin.web.demo import accounts, claims

    write_sample_benefits(site.folder)
    site.people |= accounts.make("en")
    codes = claims.play(site.people, "en")
    assert claims.play(site.people, "en") == []  # once is enough
    return site, codes


def test_there_are_claims_at_every_stage(played):
    site, codes = played
    stages = {one.stage for one in claims_of(site, "clerk").heads(limit=None)}
    assert stages == set(Stage) - {Stage.WITHDRAWN}
    for code, stage in codes:
        assert claims_of(site).skeleton(claims_of(site).by_receipt(code)).head.stage == stage


def test_the_public_notice_names_nobody(played):
    site, _ = played
    for lang, words in (("en", "Rural old-age award"), ("zh", "每年 960 元")):
        text = site.client(lang=lang).get("/claims/notices").text
        assert words in text and text.count('<tr><th scope="row">') == 2
        assert "测试" not in text and "000000196" not in text and "虚构路" not in text


def test_an_objection_brings_a_grant_back(played):
    site, _ = played
    claim = next(one for one in claims_of(site, "clerk").heads(limit=None, stages=("notice",))).number
    clerk = site.client("clerk")
    assert clerk.post(f"/claims/{claim}/move", {"move": "object"}).status_code == 400
    clerk.post(f"/claims/{claim}/move", {"move": "object", "words": "Registered in town since June, a neighbour says."})
    assert claims_of(site).skeleton(claim).head.stage is Stage.TAKEN


def test_the_same_child_claimed_by_both_parents_is_shown_on_both_claims(played):
    site, _ = played
    clashing = [
        one.number for one in claims_of(site, "clerk").prepare("childcare-subsidy").single if one.advice.clashes
    ]
    assert len(clashing) == 2
    for claim, other in (clashing, clashing[::-1]):
        text = site.client("clerk").get(f"/claims/{claim}?for=decide").text
        assert "Clashes with other claims" in text and other in text


def test_renewals_holds_and_appeals_have_lists_of_their_own(played):
    site, _ = played
    case = site.client("case")
    for tab, words in (("renewals", "Renewal due"), ("held", "on hold"), ("appeals", "appeal"), ("ended", "stopped")):
        assert words in case.get(f"/claims/?show={tab}").text.split("<table")[1], tab


def test_an_account_that_the_bank_refused_is_the_clerk_s_to_mend(played, monkeypatch):
    from huimin.adapters.ledger.ledger import DjangoLedger
    from huimin.tasks.pay.ports import Failure

    site, _ = played
    granted = next(one for one in claims_of(site, "clerk").heads(limit=None, stages=("granted",)))
    failure = Failure(granted.benefit, granted.number, "x", granted.area, 360000, 1, "03", True, True)
    monkeypatch.setattr(DjangoLedger, "failures", lambda self, benefit="": [failure])
    text = site.client("clerk").get("/claims/").text
    assert "Account to be put right <b>1</b>" in text
    assert granted.number in site.client("clerk").get("/claims/?show=accounts").text


def test_the_page_for_a_family_s_notice_and_hold_says_what_and_until_when(played):
    site, codes = played
    said = {"held": "We are checking where the child is registered", "refused": "had no part in it", "asked": "a photo"}
    for code, stage in codes:
        family = site.client()
        family.post("/family/mine", {"code": code})
        text = family.get("/family/mine").text
        assert said.get(stage, "What I told") in text, stage
