"""What a family does by itself: claim, look, add, change, renew, disagree, take away, delete."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims_office import Made, application, claims_of, form, hire, make_claim
from huimin.benefits.claims import Stage

CODE = re.compile(r"<span>([A-Z0-9]{4}(?:-[A-Z0-9]{4}){3})</span>")
DATES = {"q-child_birth-y": "2025", "q-child_birth-m": "3", "q-child_birth-d": "2", "q-applicant_birth-y": "1993",
         "q-applicant_birth-m": "5", "q-applicant_birth-d": "6", "q-guardian": "yes"}  # fmt: skip


@pytest.fixture(scope="module")
def shared(site):
    hire(site)
    return site


def enter(site, made, lang="en"):
    """A family's browser in which its claim is open."""
    browser = site.client(lang=lang)
    assert browser.post("/family/mine", {"code": made.code}).status_code == 302
    return browser


def decide(site, made, outcome="yes", words=""):
    """The office looks up what only it can, proposes and confirms."""
    claims_of(site, "clerk").complete(made.number, facts={"lawful_birth": "yes"})
    claims_of(site, "clerk").propose(made.number, outcome, words)
    claims_of(site, "case_officer").confirm(made.number, words)


def stage(site, made):
    return claims_of(site).skeleton(made.number).head.stage


def test_a_family_claims_by_itself_and_gets_its_code_once(shared):
    family, here = shared.client(), f"/family/claim/childcare-subsidy/{shared.places['township']}"
    answer = family.post(here, form())
    assert (answer.status_code, answer.url) == (302, "/family/receipt")
    text = family.get("/family/receipt").text
    code = CODE.search(text)[1]
    assert "first check by the township: by" in text and "Claiming costs nothing" in text
    assert shared.client().get("/family/receipt").status_code == 302  # another browser sees nothing
    assert family.post("/family/receipt").status_code == 302
    assert family.get("/family/receipt").status_code == 302  # wiped
    assert family.post("/family/mine", {"code": code.lower().replace("-", " ")}).status_code == 302
    assert "We are looking at your claim" in family.get("/family/mine").text


def test_the_code_stands_nowhere_in_the_database_or_its_files(shared):
    made = make_claim(shared, child=60)
    enter(shared, made).get("/family/mine")
    plain = made.code.replace("-", "").encode()
    for path in (shared.folder / "data").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert made.code.encode() not in data and plain not in data, path.name


def test_the_authority_s_question_is_never_put_to_a_family(shared):
    text = shared.client().get(f"/family/claim/childcare-subsidy/{shared.places['township']}").text
    assert "q-guardian" in text and "lawful_birth" not in text
    sneaked = form(
        **{"q-lawful_birth": "yes", "c-identity": "000000199001011238", "s-name": "测试丙", "s-identity": ""}
    )
    shared.client().post(f"/family/claim/childcare-subsidy/{shared.places['township']}", sneaked)
    newest = claims_of(shared, "clerk").heads(limit=None, stages=("taken",))[-1].number
    assert "lawful_birth" not in claims_of(shared).card(newest).facts


def test_a_form_may_be_filled_in_beforehand_without_being_sent(shared):
    here = f"/family/claim/childcare-subsidy/{shared.places['township']}"
    before = claims_of(shared, "clerk").count()
    text = shared.client().post(here, DATES).text
    assert 'value="2025"' in text and "has to be filled in" not in text
    assert claims_of(shared, "clerk").count() == before


def test_a_wrong_code_says_the_same_whatever_was_typed_and_then_waits(shared):
    browser = shared.client()
    texts = {
        browser.post("/family/mine", {"code": code}).text.split("<main")[1] for code in ("x", "AAAA-BBBB-CCCC-DDDD")
    }
    texts = {re.sub(r'value="[^"]{60,}"', "", text) for text in texts}
    assert len(texts) == 1 and "no such code" in texts.pop()
    statuses = [browser.post("/family/mine", {"code": f"{number}"}).status_code for number in range(25)]
    assert statuses[-1] == 429 and statuses[0] == 400
    from django.db import connection

    with connection.cursor() as cursor:  # so that the other tests of this address may go on
        cursor.execute("DELETE FROM accounts_knock")


def test_the_claim_closes_by_itself_and_by_hand(shared, monkeypatch):
    from huimin.web.family import knocking

    made = make_claim(shared, child=61)
    family = enter(shared, made)
    assert family.session.get_expire_at_browser_close()
    assert "Childcare subsidy" in family.get("/family/mine").text
    now = knocking.seconds()
    monkeypatch.setattr(knocking, "seconds", lambda: now + 16 * 60)
    assert "Your receipt code" in family.get("/family/mine").text
    monkeypatch.setattr(knocking, "seconds", lambda: now)
    assert "Your receipt code" in family.get("/family/mine").text  # it does not come back
    family = enter(shared, made)
    family.post("/family/mine/leave")
    assert "Your receipt code" in family.get("/family/mine").text


def test_the_office_asks_the_family_adds_and_the_clock_goes_on(shared):
    made = make_claim(shared, child=62)
    claims_of(shared, "clerk").ask(made.number, "A photo of the register, please.")
    family = enter(shared, made)
    text = family.get("/family/mine").text
    assert "We need something more" in text and "A photo of the register" in text
    assert family.post("/family/mine/papers", {}).status_code == 400
    bad = family.post("/family/mine/papers", {"files": SimpleUploadedFile("a.jpg", b"GIF89a"), "complete": "yes"})
    assert bad.status_code == 400 and stage(shared, made) is Stage.ASKED
    photo = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff photo")
    assert family.post("/family/mine/papers", {"files": photo, "complete": "yes"}).status_code == 302
    assert stage(shared, made) is Stage.TAKEN
    paper = re.search(r"/family/mine/papers/\d+", family.get("/family/mine").text)[0]
    assert family.get(paper).content == b"\xff\xd8\xff photo"


def test_the_decision_is_told_with_its_reasons_as_it_was_decided(shared):
    made = make_claim(shared, child=63, guardian="no")
    decide(shared, made, "no", "You are not the guardian.")
    text = enter(shared, made).get("/family/mine").text
    assert "Not granted" in text and "You are not the guardian." in text
    assert "not met" in text and "A parent or guardian" in text


def test_an_appeal_names_its_last_day_and_is_answered_by_somebody_else(shared):
    made = make_claim(shared, child=64, guardian="no")
    decide(shared, made, "no", "You are not the guardian.")
    family = enter(shared, made)
    assert "5 Mar 2026" in family.get("/family/mine/appeal").text  # 60 days from 4 January
    assert family.post("/family/mine/appeal", {"words": ""}).status_code == 400
    assert family.post("/family/mine/appeal", {"words": "I am the guardian."}).status_code == 302
    assert "had no part in it" in family.get("/family/mine").text
    same = shared.client("case_officer").post(f"/claims/{made.number}/move", {"move": "uphold", "words": "Right."})
    assert same.status_code == 400
    other = shared.client("second_case_officer").post(
        f"/claims/{made.number}/move", {"move": "uphold", "words": "Right."}
    )
    assert other.status_code == 302 and stage(shared, made) is Stage.TAKEN
    assert "Right." in family.get("/family/mine").text


def test_a_change_goes_on_being_paid_until_it_is_decided_and_can_be_taken_back(shared):
    made = make_claim(shared, child=65)
    decide(shared, made)
    family = enter(shared, made)
    changed = DATES | {"q-guardian": "no", "since-y": "2026", "since-m": "1", "since-d": "1"}
    assert family.post("/family/mine/change", changed | {"since-d": ""}).status_code == 400
    assert family.post("/family/mine/change", changed).status_code == 302
    text = family.get("/family/mine").text
    assert "Payments go on as before" in text
    assert claims_of(shared).skeleton(made.number).standing.running
    family.post("/family/mine/withdraw")
    assert stage(shared, made) is Stage.GRANTED


def test_one_button_confirms_for_another_year(shared, monkeypatch):
    from datetime import timedelta

    from huimin.web.base import clock

    made = make_claim(shared, child=66)
    decide(shared, made)
    assert "for another" not in enter(shared, made).get("/family/mine").text
    later = clock.now() + timedelta(days=340)
    monkeypatch.setattr(clock, "now", lambda: later)
    family = enter(shared, made)
    assert "Nothing has changed. Go on" in family.get("/family/mine").text
    assert family.post("/family/mine/renew").status_code == 302
    assert claims_of(shared).skeleton(made.number).standing.renew_by.year == 2028


def test_who_looked_and_why_stands_on_the_family_s_page(shared):
    made = make_claim(shared, child=67)
    family = enter(shared, made)
    assert "Nobody has looked yet" in family.get("/family/mine").text
    shared.client("clerk").get(f"/claims/{made.number}?for=answer-family")
    text = family.get("/family/mine").text
    assert "to answer the family" in text and "Clerk" in text


def test_everything_that_is_kept_as_a_page_and_as_a_file(shared):
    made = make_claim(shared, child=68)
    shared.client("clerk").get(f"/claims/{made.number}?for=decide")
    family = enter(shared, made)
    page = family.get("/family/mine/print").text
    assert "测试乙" in page and "to decide the claim" in page
    answer = family.get("/family/mine/export.json")
    assert "attachment" in answer["Content-Disposition"]
    told = json.dumps(json.loads(answer.content), ensure_ascii=False)
    assert "测试乙" in told and "clerk" in told


def test_what_was_not_decided_is_deleted_at_once_and_what_was_is_kept_for_its_time(shared):
    fresh, granted = make_claim(shared, child=69), make_claim(shared, child=70)
    family = enter(shared, fresh)
    assert "Your information was deleted" in family.post("/family/mine/delete").text
    assert "deleted" in family.get("/family/mine").text and "测试乙" not in family.get("/family/mine").text
    assert shared.client("clerk").get(f"/claims/{fresh.number}?for=decide").text.count("测试") == 0
    decide(shared, granted)
    text = enter(shared, granted).post("/family/mine/delete").text
    assert "cannot be deleted now" in text and stage(shared, granted) is Stage.GRANTED


def test_a_correction_of_the_phone_needs_no_new_decision(shared):
    made = make_claim(shared, child=71)
    decide(shared, made)
    family = enter(shared, made)
    typed = DATES | {"c-phone": "13900000000", "c-address": "虚构村2号"}
    assert family.post("/family/mine/correct", typed).status_code == 302
    assert stage(shared, made) is Stage.GRANTED and "13900000000" in family.get("/family/mine").text


def test_nothing_of_it_stays_in_a_cache_or_a_log_line(shared, caplog):
    made = make_claim(shared, child=72)
    answer = enter(shared, made).get("/family/mine")
    assert "no-store" in answer["Cache-Control"]
    from huimin.web.base.models import Entry

    said = [f"{entry.subject} {entry.facts}" for entry in Entry.objects.filter(act__startswith="claim")]
    assert not any("测试" in line or "000000202" in line for line in said)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_reads_in_both_languages(shared, lang):
    made = make_claim(shared, child=73 if lang == "zh" else 74)
    family = enter(shared, made, lang)
    for path in ("", "/papers", "/correct", "/withdraw", "/print", "/delete"):
        text = family.get(f"/family/mine{path}").text.split("<main")[1]
        assert ("撤回" in text or "返回" in text) == (lang == "zh"), path


def test_answers_to_what_am_i_entitled_to_go_along_in_the_body_and_are_not_asked_again(shared):
    family = shared.client()
    told = {"do": "ask", "event": "child-under-three", "children": "1", "f-guardian": "yes", "c1-child_birth-y": "2025",
            "c1-child_birth-m": "6", "c1-child_birth-d": "1", "shown": ["f-guardian", "c1-child_birth"]}  # fmt: skip
    answer = family.post("/entitled/", told).text
    form = re.search(r'<form method="post" action="(/family/claim/childcare-subsidy)"[^>]*>(.*?)</form>', answer, re.S)
    carried = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form[2]))
    assert carried["q-child_birth-m"] == "6" and carried["q-guardian"] == "yes"
    places = family.post(form[1], carried).text
    assert places.count('name="q-child_birth-m" value="6"') == 3  # for each county that can be chosen
    here = f"/family/claim/childcare-subsidy/{shared.places['township']}"
    assert 'id="q-child_birth-m" name="q-child_birth-m" inputmode="numeric" maxlength="2" size="2" value="6"' in (
        family.post(here, carried).text
    )


def test_a_family_makes_a_code_that_only_it_knows(shared):
    """The clerk printed the first one: it stops at once, in the clerk's own browser too, and the family stays in."""
    taken = claims_of(shared, "clerk").take(replace(application(shared, child=90), by_family=False))
    made = Made(taken.claim, taken.receipt_code)
    clerk, family = enter(shared, made), enter(shared, made)
    assert "printed at the office" in family.get("/family/mine").text
    assert family.post("/family/mine/code").url == "/family/receipt"
    code = CODE.search(family.get("/family/receipt").text)[1]
    assert "printed at the office" not in family.get("/family/mine").text
    assert "Your receipt code" in clerk.get("/family/mine").text and "测试" not in clerk.get("/family/mine").text
    assert shared.client().post("/family/mine", {"code": made.code}).status_code == 400
    assert shared.client().post("/family/mine", {"code": code}).status_code == 302
    shared.client("clerk").post(f"/claims/{made.number}/code")  # the office checked who asks, and gave another
    assert "Your receipt code" in family.get("/family/mine").text
