"""“What am I entitled to?” asks as little as it can, assumes nothing, and never takes “I do not know” for no.

A family chooses what happened. Of each benefit that belongs to it, first what decides soonest is asked; then only what can
still change the answer. What only the authority can say is not asked of a family: the answer holds if the authority
confirms it. Each child is asked about, and answered, by itself.
"""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_rules import amount, condition, fact, made
from huimin.tasks.benefits import ELSEWHERE, Enquiry, Told, benefits_for, clear_from, events_of
from huimin.tasks.benefits.entitled import authority_facts
from huimin.wiring.benefits import benefits_of

CATALOGUE = benefits_of(None)
DAY = date(2026, 1, 4)
EVENTS = [one.code for one in CATALOGUE.events]


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def everywhere(benefit):
    return True


def enquiry(events, told=None):
    chosen = [one for one in CATALOGUE.events if one.code in events]
    return Enquiry(benefits_for(CATALOGUE, events, DAY, everywhere), told or Told(DAY), clear_from(chosen))


def asked(one):
    return " ".join(f"{code}{child or ''}" for child, code in (question.key for question in one.questions))


def found(one):
    return {answer.benefit.code + str(answer.child or ""): answer for answer in one.answers}


# --- what is asked


def test_what_decides_soonest_is_asked_first():
    table = """
        what happened       | asked first
        child-born          | child_birth1 insured home
        child-under-three   | child_birth1
        child-at-school     | child_sex1
        child-ill           | happened
        only-child-lost     | event
        one-child-certificate | home
        turn-60             | home birth
        expecting           | home
    """
    for event, first in rows(table):
        assert asked(enquiry([event])) == first, event


def test_then_only_what_can_still_change_the_answer():
    table = """
        event     | told                              | still asked
        turn-60   | birth=1960-01-01 home=441302      | registration
        turn-60   | birth=1969-01-01 home=441302      | sex
        turn-60   | birth=1990-01-01 home=441302      |
        turn-60   | birth=1960-01-01 home=330106      | registration
        only-child-lost | event=2020-05-01 mother_birth=1990-01-01 |
        only-child-lost | event=2020-05-01 mother_birth=1970-01-01 | living_child registration
        child-ill | happened=2025-12-01               |
    """
    for event, told, more in rows(table):
        facts = dict(part.split("=") for part in told.split())
        assert asked(enquiry([event], Told(DAY, facts))) == more, (event, told)


def test_what_an_event_says_by_itself_is_not_asked():
    told = Told(DAY, {"event": "2020-05-01", "mother_birth": "1970-01-01"})
    assert asked(enquiry(["only-child-disabled"], told)) == "registration"
    assert asked(enquiry(["only-child-lost", "only-child-disabled"], told)) == "case living_child registration"


@pytest.mark.parametrize("event", EVENTS)
def test_nobody_is_asked_for_what_only_the_authority_can_say(event):
    theirs = {code for one in CATALOGUE.benefits.values() for code in authority_facts(one)}
    assert "lawful_birth" in theirs and "confirmed_one_child" in theirs
    told = Told(DAY)
    for _ in range(20):  # until nothing is left to ask, by somebody who knows nothing
        one = enquiry([event], told)
        keys = {question.key for question in one.questions}
        assert not theirs & {code for _, code in keys}
        if not keys:
            break
        told = Told(DAY, unsure=told.unsure | keys)
    assert not one.questions


@pytest.mark.parametrize("event", EVENTS)
def test_the_day_of_the_claim_is_the_day_asked_about(event):
    days = {one.code for benefit in CATALOGUE.benefits.values() for one in benefit.facts if one.claim_day}
    assert days == {"asked", "applied"}
    assert not days & {question.fact.code for question in enquiry([event]).questions}


# --- what is answered


@pytest.mark.parametrize("event", EVENTS)
def test_who_tells_nothing_is_never_told_no(event):
    assert [one.benefit.code for one in enquiry([event]).answers if one.state == "no"] == []


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_not_knowing_one_thing_never_makes_it_no(data):
    """Whatever is granted stays possible when any of the facts is not known."""
    child = {
        "child_birth": data.draw(st.dates(date(2022, 1, 1), DAY)).isoformat(),
        "child_sex": "female",
        "at_school": "yes",
    }
    family = {"guardian": "yes", "insured": "yes", "covered_cost": "100", "discharged": "2025-12-01", "low_income": "yes",
              "home": ["44", "4413", "441303"], "in_need": "yes"}  # fmt: skip
    events = ["child-born", "child-at-school"]
    whole = found(enquiry(events, Told(DAY, family, (child,))))
    left = data.draw(st.sampled_from(sorted(child) + sorted(family)))
    key = (1 if left in child else 0, left)
    told = Told(DAY, {code: value for code, value in family.items() if code != left},
                ({code: value for code, value in child.items() if code != left},), frozenset({key}))  # fmt: skip
    partly = found(enquiry(events, told))
    for code, answer in whole.items():
        if answer.state in ("yes", "if-confirmed"):
            assert partly[code].state != "no", (left, code)


def test_the_answer_holds_if_the_authority_confirms():
    told = Told(DAY, {"guardian": "yes"}, ({"child_birth": "2025-06-15"},))
    answer = found(enquiry(["child-under-three"], told))["childcare-subsidy1"]
    assert (answer.state, answer.decision.fen, answer.confirms) == ("if-confirmed", 360000, ("lawful_birth",))
    assert answer.decision.claim_last == date(2026, 12, 31)


def test_each_child_is_answered_by_itself():
    table = """
        child_birth | state        | yuan | in twelve months
        2025-06-01  | if-confirmed | 3600 | 3600
        2023-06-01  | if-confirmed | 1800 | 1800
        2021-06-01  | no           |      |
    """
    lines = rows(table)
    told = Told(DAY, {"guardian": "yes"}, tuple({"child_birth": birth} for birth, *_ in lines))
    answers = found(enquiry(["child-under-three"], told))
    for number, (birth, state, yuan, total) in enumerate(lines, 1):
        answer = answers[f"childcare-subsidy{number}"]
        assert answer.state == state, birth
        assert (answer.decision.fen, answer.total) == tuple(int(one) * 100 if one else None for one in (yuan, total))


def test_an_award_to_parents_is_answered_once_by_the_child_it_can_be_for():
    award = made(
        code="award", subject="parent", facts=[fact("child_birth", "date", child=True)], amounts=[amount(("2020-01-01", 10))],
        conditions=[condition("young", "child_birth.days >= 0 and child_birth.years < 14")],
    )  # fmt: skip
    told = Told(DAY, {}, ({"child_birth": "2002-01-01"}, {"child_birth": "2014-01-01"}))
    assert [(one.child, one.state, one.total) for one in Enquiry([award], told).answers] == [(0, "yes", 12000)]


def test_an_award_paid_once_to_both_parents_is_answered_by_the_child():
    family = {"home": ["44"], "certificate": "2014-05-01", "employed_or_urban": "yes"}
    told = Told(DAY, family, ({"child_birth": "2002-01-01"}, {"child_birth": "2014-01-01"}))
    answers = found(enquiry(["one-child-certificate"], told))
    states = [(answers[f"one-child-award-guangdong{child}"].state, answers[f"one-child-award-guangdong{child}"].total)
              for child in (1, 2)]  # fmt: skip
    assert states == [("no", None), ("yes", 12000)]


def test_a_child_of_whom_nothing_is_told_is_asked_about_and_not_answered():
    told = Told(DAY, {"guardian": "yes"}, ({"child_birth": "2025-06-01"}, {}))
    one = enquiry(["child-under-three"], told)
    assert asked(one) == "child_birth2"
    assert list(found(one)) == ["childcare-subsidy1"]


def test_a_no_says_when_it_can_begin():
    table = """
        birth      | town or country | begins
        1970-05-05 | rural           | 2030-01-01
        1970-05-05 |                 | 2030-01-01
        1970-05-05 | urban           |
    """
    for birth, registration, begins in rows(table):
        told = Told(DAY, {"birth": birth, "registration": registration or None})
        answer = found(enquiry(["turn-60"], told))["rural-old-age-award"]
        assert answer.state == "no"
        assert answer.begins == (date.fromisoformat(begins) if begins else None), (birth, registration)


def test_a_claim_that_comes_late_loses_the_years_gone_by_and_says_so():
    told = Told(date(2027, 1, 4), {"guardian": "yes"}, ({"child_birth": "2025-06-15"},))
    answer = found(enquiry(["child-under-three"], told))["childcare-subsidy1"]
    assert (answer.state, answer.decision.fen) == ("if-confirmed", 360000)
    assert answer.decision.reasons[-1].words.en == (
        "It was claimed on 4 January 2027; the last day was 31 December 2026: it is paid from the year of the claim on."
    )


def test_where_a_late_claim_is_lost_it_is_a_no_with_that_reason():
    claim = {"of": "birth", "until": "end_of_year"}
    late = made(subject="parent", claim=claim, conditions=[condition("born", "birth.days >= 0")])
    (answer,) = Enquiry([late], Told(date(2027, 1, 4), {"birth": "2025-06-15"})).answers
    assert answer.state == "no" and answer.decision.reasons[-1].code == "claim-late"


def test_elsewhere_is_no_only_where_every_place_is_known():
    """A county's page does not know whether somebody from elsewhere lives in the province of a provincial award."""
    facts = [fact("home", "area", areas=["44", "4413"])]
    award = made(code="award", subject="parent", facts=facts, values=[], conditions=[condition("here", "home.inside")],
                 amounts=[amount(("2020-01-01", 100))])  # fmt: skip
    for inside, state in ((("4413", "441302"), "unknown"), (("44", "4413"), "no")):
        told = Told(DAY, {"home": ELSEWHERE}, inside=frozenset(inside))
        one = Enquiry([award], told)
        assert (one.answers[0].state, one.questions) == (state, ())


def test_what_gives_way_is_not_promised_beside_the_other():
    first = made(code="first", subject="parent", facts=[fact("ill", "yes-no")], values=[],
                 conditions=[condition("ill", "ill")], amounts=[amount(("2020-01-01", 100))])  # fmt: skip
    second = made(code="second", subject="parent", facts=[fact("poor", "yes-no")], values=[], gives_way=["first"],
                  conditions=[condition("poor", "poor")], amounts=[amount(("2020-01-01", 50))])  # fmt: skip
    for ill, state in (("yes", "no"), (None, "yes"), ("no", "yes")):
        answer = found(Enquiry([first, second], Told(DAY, {"ill": ill, "poor": "yes"})))["second"]
        assert answer.state == state
        assert [one.code for one in answer.beside] == ([] if ill == "no" else ["first"])


def test_what_cannot_be_is_told_of_the_child_it_is_about():
    told = Told(DAY, {"guardian": "yes"}, ({"child_birth": "2025-06-15"}, {"child_birth": "2026-06-15"}))
    one = enquiry(["child-under-three"], told)
    assert {key: fault.code for key, fault in one.faults.items()} == {(2, "child_birth"): "benefit-fact-future"}


# --- what there is to choose


def test_events_are_offered_where_a_benefit_is_in_force():
    assert [one.code for one in events_of(CATALOGUE, DAY, everywhere)] == EVENTS
    early = {one.code for one in events_of(CATALOGUE, date(2009, 1, 1), everywhere)}
    assert "child-under-three" not in early and "turn-60" in early
    here = {one.code for one in events_of(CATALOGUE, DAY, lambda benefit: benefit.code == "care-fund")}
    assert here == {"child-ill", "hardship"}


def test_every_benefit_can_be_found_by_an_event():
    assert all(set(one.life) & set(EVENTS) for one in CATALOGUE.benefits.values())


def test_two_events_ask_each_question_once():
    for one, other in product(EVENTS, EVENTS):
        keys = [question.key for question in enquiry([one, other]).questions]
        assert len(keys) == len(set(keys))


def test_what_rests_on_the_members_of_a_family_is_left_to_the_office():
    """The page does not ask about everybody in a household; it says what is open, and never no."""
    aid = made(code="aid", subject="family", facts=[fact("age", "number", member=True), fact("poor", "yes-no")], values=[],
               members=[{"code": "small", "zh": "幼儿", "en": "small children", "unit": "child", "where": "age < 3"}],
               conditions=[condition("poor", "poor"), condition("some", "small >= 1")],
               amounts=[amount(("2020-01-01", 100))])  # fmt: skip
    one = Enquiry([aid], Told(DAY, {"poor": "yes"}))
    assert (one.questions, one.answers[0].state) == ((), "unknown")
    assert one.answers[0].decision.missing == ("age",)
    assert Enquiry([aid], Told(DAY, {"poor": "no"})).answers[0].state == "no"
