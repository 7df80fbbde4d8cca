"""A claim's life at the office: taken, asked about, proposed by one person, confirmed by another, held, stopped, appealed."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from claims_office import claims_of, form, hire, identity, make_claim
from huimin.benefits.claims import Stage


@pytest.fixture
def desk(own_site):
    hire(own_site)
    return own_site


@pytest.fixture(scope="module")
def shared(site):
    """A site for tests that each work on a claim of their own."""
    hire(site)
    return site


def stage(site, claim):
    return claims_of(site).skeleton(claim).head.stage


def move(site, who, claim, what, lang="en", **more):
    return site.client(who, lang).post(f"/claims/{claim}/move", {"move": what, **more})


def looked_up(site, claim):
    """The clerk fills in what the authority found."""
    return site.client("clerk").post(f"/claims/{claim}/facts", {
        "q-lawful_birth": "yes", "q-guardian": "yes",
        **{f"q-child_birth-{part}": text for part, text in zip("ymd", ("2025", "3", "2"), strict=True)},
        **{f"q-applicant_birth-{part}": text for part, text in zip("ymd", ("1993", "5", "6"), strict=True)},
    })  # fmt: skip


def logged(site, act):
    from huimin.web.base.models import Entry

    return list(Entry.objects.filter(act=act))


def test_a_clerk_takes_a_claim_and_hands_out_a_code_once(desk):
    clerk = desk.client("clerk")
    answer = clerk.post("/claims/new/childcare-subsidy", form(**{"q-lawful_birth": "yes"}))
    assert answer.status_code == 302 and "code" not in answer.url
    text = clerk.get(answer.url).text
    code = re.search(r"<span>([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})</span>", text)[1]
    assert "15 working days" in text and "60 days" in text  # the county's step, and the appeal
    assert claims_of(desk).by_receipt(code)
    other = desk.client("second_clerk").get(answer.url).text
    assert code not in other and "not shown again" in other
    assert [entry.facts for entry in logged(desk, "claim-taken")] == [{"benefit": "childcare-subsidy"}]


def test_what_was_typed_stays_and_faults_stand_beside_their_fields(shared):
    typed = form(**{"c-identity": "110101199001011230", "q-child_birth-m": "13", "consent-apart": "", "a-number": "12"})
    answer = shared.client("clerk").post("/claims/new/childcare-subsidy", typed)
    assert answer.status_code == 400
    assert len(re.findall(r'class="error"[^>]*>([^<]+)', answer.text)) == 4
    assert 'value="测试甲"' in answer.text and 'value="13"' in answer.text
    summary = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', answer.text)
    assert {unescape(label) for _, label in summary} == {
        "child's birthday", "Who claims · Identity number", "Where the money goes · Account number", "Consent",
    }  # fmt: skip
    assert all(f'id="{anchor}"' in answer.text for anchor, _ in summary)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"q-child_birth-y": "2027"}, "q-child_birth"),  # in the future
        ({"q-child_birth-m": "2", "q-child_birth-d": "29"}, "q-child_birth"),  # 2025 is no leap year
        ({"q-child_birth-y": "1990"}, "q-child_birth"),  # older than the one who claims
        ({"q-guardian": "perhaps"}, "q-guardian"),
    ],
)
def test_impossible_facts_are_refused_beside_their_field(shared, wrong, field):
    answer = shared.client("clerk").post("/claims/new/childcare-subsidy", form(**wrong))
    assert answer.status_code == 400
    assert re.search(rf'class="question bad" id="{field}"', answer.text)


def test_two_people_decide_and_never_one(shared):
    claim = make_claim(shared, child=21).number
    looked_up(shared, claim)
    assert move(shared, "clerk", claim, "propose.yes").status_code == 302
    assert stage(shared, claim) is Stage.PROPOSED
    refused = move(shared, "clerk", claim, "confirm")
    assert refused.status_code == 400 and stage(shared, claim) is Stage.PROPOSED
    assert move(shared, "case_officer", claim, "confirm").status_code == 302
    assert stage(shared, claim) is Stage.GRANTED


def test_one_person_with_both_rights_does_not_take_both_steps(shared):
    claim = make_claim(shared, child=22).number
    looked_up(shared, claim)
    move(shared, "case_officer", claim, "propose.yes")  # a county may step in for its township
    text = move(shared, "case_officer", claim, "confirm").text
    assert "whoever proposed it cannot confirm it" in text
    assert stage(shared, claim) is Stage.PROPOSED


def test_a_no_needs_its_words_and_keeps_what_was_typed(shared):
    claim = make_claim(shared, child=23, guardian="no").number
    looked = shared.client("clerk").get(f"/claims/{claim}?for=decide").text
    assert "not met" in looked and "A parent or guardian" in looked
    refused = move(shared, "clerk", claim, "propose.no")
    assert refused.status_code == 400 and "needs a reason" in refused.text
    assert move(shared, "clerk", claim, "propose.no", words="You are not the guardian.").status_code == 302


def test_a_yes_against_the_rule_needs_its_words_too(shared):
    claim = make_claim(shared, child=24, guardian="no").number
    refused = move(shared, "clerk", claim, "propose.yes")
    assert refused.status_code == 400 and stage(shared, claim) is Stage.TAKEN


def test_the_second_of_two_clerks_is_told_that_somebody_was_quicker(shared):
    claim = make_claim(shared, child=25).number
    looked_up(shared, claim)
    seen = re.search(
        r'name="seen" value="(\d+)"', shared.client("second_clerk").get(f"/claims/{claim}?for=decide").text
    )[1]
    assert move(shared, "clerk", claim, "propose.yes", seen=seen).status_code == 302
    late = move(shared, "second_clerk", claim, "propose.yes", seen=seen)
    assert late.status_code == 400 and stage(shared, claim) is Stage.PROPOSED


def test_nobody_opens_a_claim_without_saying_why(shared):
    claim = make_claim(shared, child=26).number
    case = shared.client("case_officer")
    closed = case.get(f"/claims/{claim}").text
    assert "测试乙" not in closed and "Say why you open them" in closed
    assert claims_of(shared).views(claim) == []
    opened = case.post(f"/claims/{claim}/open", {"purpose": "answer-family"}, follow=True).text
    assert "测试乙" in opened
    assert [(one.by, one.purpose) for one in claims_of(shared).views(claim)] == [("case_officer", "answer-family")]
    assert case.post(f"/claims/{claim}/open", {"purpose": "curiosity"}).status_code == 404


def test_what_is_sensitive_shows_only_to_whose_step_it_is(shared):
    claim = make_claim(shared, child=27).number
    clerk = shared.client("clerk")
    assert "2 March 2025" in clerk.get(f"/claims/{claim}?for=decide").text
    answering = clerk.get(f"/claims/{claim}?for=answer-family").text
    assert "2 March 2025" not in answering and "20250302" not in answering
    assert "not shown for this purpose" in answering and "The claim comes from a parent" in answering
    looked_up(shared, claim)
    move(shared, "clerk", claim, "propose.yes")
    assert "2 March 2025" not in clerk.get(f"/claims/{claim}?for=decide").text  # now it is the county's step


def test_the_list_is_by_deadline_and_only_of_my_step(shared):
    proposed, taken = make_claim(shared, child=28).number, make_claim(shared, child=29).number
    looked_up(shared, proposed)
    move(shared, "clerk", proposed, "propose.yes")
    mine = shared.client("clerk").get("/claims/?show=mine").text
    assert taken in mine and proposed not in mine
    county = shared.client("case_officer").get("/claims/?show=mine").text
    assert proposed in county and taken not in county
    assert proposed not in shared.client("far_clerk").get("/claims/?show=open").text


def test_clear_cases_are_signed_together_and_nothing_is_chosen_beforehand(desk):
    clear = [make_claim(desk, child=number).number for number in (31, 32)]
    odd = make_claim(desk, child=33, guardian="no").number
    for claim in (*clear, odd):
        claims_of(desk, "clerk").complete(claim, facts={"lawful_birth": "yes"})
    page = desk.client("clerk").get("/claims/batch?benefit=childcare-subsidy").text
    listed = re.findall(r'name="claim" value="(\d+)"([^>]*)>', page)
    assert [number for number, _ in listed] == clear and not any("checked" in rest for _, rest in listed)
    assert odd in page.split("One by one")[1]
    sign = {"benefit": "childcare-subsidy", "sign": "propose", "claim": [*clear, odd]}
    assert desk.client("clerk").post("/claims/batch", sign).status_code == 400  # the statement is missing
    told = desk.client("clerk").post("/claims/batch", sign | {"statement": "yes"}).text
    assert odd in told and stage(desk, odd) is Stage.TAKEN
    assert [stage(desk, one) for one in clear] == [Stage.PROPOSED] * 2
    sign |= {"sign": "confirm", "statement": "yes", "claim": clear}
    desk.client("case_officer").post("/claims/batch", sign)
    assert [stage(desk, one) for one in clear] == [Stage.GRANTED] * 2


def test_search_by_number_and_identity_with_a_purpose_and_in_the_log(shared):
    claim = make_claim(shared, child=35).number
    clerk = shared.client("clerk")
    number = identity(date(2025, 3, 2), 35)
    assert claim in clerk.post("/claims/search", {"identity": number, "purpose": "answer-family"}).text
    assert claim in clerk.post("/claims/search", {"number": claim, "purpose": "decide"}).text
    assert clerk.post("/claims/search", {"identity": number}).status_code == 400
    far = shared.client("far_clerk").post("/claims/search", {"identity": number, "purpose": "decide"}).text
    assert claim not in far and "Nothing found" in far
    assert all(number not in str(entry.facts) + entry.subject for entry in logged(shared, "claims-searched"))


def test_hold_resume_and_stop(shared):
    claim = make_claim(shared, child=36).number
    looked_up(shared, claim)
    move(shared, "clerk", claim, "propose.yes")
    move(shared, "case_officer", claim, "confirm")
    assert move(shared, "case_officer", claim, "hold").status_code == 400  # no words
    move(shared, "case_officer", claim, "hold", words="We check the address.")
    assert stage(shared, claim) is Stage.HELD
    move(shared, "case_officer", claim, "resume")
    assert stage(shared, claim) is Stage.GRANTED
    assert move(shared, "case_officer", claim, "stop", words="They moved away.").status_code == 400  # no day
    move(shared, "case_officer", claim, "stop", words="They moved away.", since="2026-01-01")
    assert stage(shared, claim) is Stage.PROPOSED
    move(shared, "second_case_officer", claim, "confirm", words="They moved away.")
    assert stage(shared, claim) is Stage.STOPPED


def test_papers_are_told_by_their_bytes_and_come_back_as_downloads(shared):
    from django.core.files.uploadedfile import SimpleUploadedFile

    claim = make_claim(shared, child=37).number
    clerk = shared.client("clerk")
    bad = clerk.post(f"/claims/{claim}/papers", {"files": SimpleUploadedFile("card.pdf", b"<script>")})
    assert bad.status_code == 400 and "only photos" in bad.text
    good = SimpleUploadedFile("册.jpg", b"\xff\xd8\xff picture")
    assert clerk.post(f"/claims/{claim}/papers", {"files": good}).status_code == 302
    paper = re.search(r'href="([^"]+/papers/\d+[^"]*)"', clerk.get(f"/claims/{claim}?for=decide").text)[1]
    answer = clerk.get(paper)
    assert answer.content == b"\xff\xd8\xff picture" and "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"] and "sandbox" in answer["Content-Security-Policy"]
    assert clerk.get(paper.split("?")[0]).status_code == 404  # nobody looks without a purpose
    kept = [path.read_bytes() for path in (shared.folder / "data").rglob("*") if path.is_file()]
    assert not any(b"\xff\xd8\xff picture" in data for data in kept)


def test_correcting_a_name_moves_nothing_and_correcting_a_fact_begins_anew(shared):
    claim = make_claim(shared, child=38).number
    looked_up(shared, claim)
    move(shared, "clerk", claim, "propose.yes")
    case = shared.client("case_officer")
    page = case.get(f"/claims/{claim}/correct").text
    typed = dict(re.findall(r'name="([cs]-[a-z]+)"[^>]*value="([^"]*)"', page))
    dates = {
        "q-child_birth-y": "2025",
        "q-child_birth-m": "3",
        "q-child_birth-d": "2",
        "q-applicant_birth-y": "1993",
        "q-applicant_birth-m": "5",
        "q-applicant_birth-d": "6",
        "q-guardian": "yes",
        "q-lawful_birth": "yes",
    }
    case.post(f"/claims/{claim}/correct", typed | dates | {"c-phone": "13100000000"})
    assert stage(shared, claim) is Stage.PROPOSED
    case.post(f"/claims/{claim}/correct", typed | dates | {"q-child_birth-d": "3"})
    assert stage(shared, claim) is Stage.TAKEN


def test_statistics_hide_small_counts(desk):
    for number in (41, 42, 43):
        make_claim(desk, child=number)
    text = desk.client("city_officer").get("/claims/statistics").text
    assert "Childcare subsidy" in text and "not shown" in text
    assert "测试" not in text


def test_a_claim_in_chinese_and_english(shared):
    claim = make_claim(shared, child=44).number
    for lang, words in (
        ("zh", ("按规则测算", "申请人怎么说", "拟同意")),
        ("en", ("What the rule says", "What was told", "Propose yes")),
    ):
        text = shared.client("clerk", lang).get(f"/claims/{claim}?for=decide").text
        assert all(word in text for word in words)


def test_the_first_page_tells_what_is_mine(shared):
    make_claim(shared, child=45)
    text = shared.client("clerk").get("/").text
    assert "Claims: my turn" in text and "first check by the township" in text
    assert "Claims: my turn" not in shared.client("city_officer").get("/").text
