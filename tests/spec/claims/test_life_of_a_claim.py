"""A claim goes from hand to hand, and nobody decides alone.

One person proposes, another confirms; what stands against a family always carries a name and words. The office's clock
rests while the family is asked. Where a claim stands follows from what happened to it, and from nothing else.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_rules import made
from huimin.benefits.claims import Actor, Event, Move, Plan, Stage, Standing, check_move, open_moves, plan_of, stand
from huimin.findings import Invalid
from huimin.workflow.days import MondayToFriday

BENEFIT = made(
    steps=[
        {"code": "check", "zh": "初审", "en": "check", "by": "township", "working_days": 15},
        {"code": "confirm", "zh": "确认", "en": "confirm", "by": "county", "working_days": 15},
    ]
)
PLAN = plan_of(BENEFIT)
WEEKDAYS = MondayToFriday()
FAMILY = Actor()
CLERK = Actor("clerk", frozenset({0}))
COUNTY = Actor("county", frozenset({0, 1}), decide=True)
SECOND = Actor("second", frozenset({0, 1}), decide=True)
EAST = Actor("east", receives=True)
"""Somebody of another office, who takes over what is offered to it."""
WHO = {"family": FAMILY, "clerk": CLERK, "county": COUNTY, "second": SECOND, "east": EAST}


def day_of(text: str) -> date:
    return date.fromisoformat(text)


def told(story: str, plan: Plan = PLAN) -> list[Event]:
    """The events of a story: each line ``day | who | move | since | outcome``, and each is checked before it happens."""
    events: list[Event] = []
    for line in filter(str.strip, story.splitlines()):
        when, who, move, *more = (cell.strip() for cell in line.split("|"))
        since, outcome = [*more, "", ""][:2]
        actor, day = WHO[who], day_of(when)
        event = Event(len(events) + 1, Move(move), actor.name, datetime(day.year, day.month, day.day, 9),
                      day_of(since) if since else None, outcome, worded=True)  # fmt: skip
        before = stand(plan, events, WEEKDAYS, day) if events else Standing()
        check_move(before, event, actor, plan)
        events.append(event)
    return events


def at(story: str, today: str = "2027-12-31", plan: Plan = PLAN) -> Standing:
    return stand(plan, told(story, plan), WEEKDAYS, day_of(today))


GRANTED = """
    2026-01-05 | family | take
    2026-01-12 | clerk  | propose | | yes
    2026-01-20 | county | confirm
"""


def test_from_the_claim_to_the_decision():
    story = """
        day        | who    | move              | then     | by
        2026-01-05 | family | take              | taken    | 2026-01-26
        2026-01-12 | clerk  | propose | | yes   | proposed | 2026-02-02
        2026-01-20 | county | confirm           | granted  |
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in story.strip().splitlines()[1:]]
    for number in range(1, len(lines) + 1):
        found = at("\n".join(" | ".join(line[:-2]) for line in lines[:number]))
        assert found.stage == lines[number - 1][-2]
        assert (found.due.isoformat() if found.due else "") == lines[number - 1][-1]
    assert found.paid
    assert found.renew_by == date(2027, 1, 20)
    assert found.appeal_until == date(2026, 3, 23), "60 days end on a Saturday; the Monday after is the last"


def test_the_clock_rests_while_the_family_is_asked():
    asked = at("2026-01-05 | family | take\n2026-01-12 | clerk | ask")
    assert asked.stage is Stage.ASKED
    assert asked.due is None
    # Five of fifteen working days were used; ten are left from the day on which the family completes its claim.
    back = at("2026-01-05 | family | take\n2026-01-12 | clerk | ask\n2026-03-02 | family | complete")
    assert (back.stage, back.used, back.due) == (Stage.TAKEN, 5, date(2026, 3, 16))


def test_nobody_confirms_what_they_proposed():
    with pytest.raises(Invalid) as caught:
        told("2026-01-05 | family | take\n2026-01-12 | county | propose | | yes\n2026-01-13 | county | confirm")
    assert caught.value.findings[0].code == "claim-same-person"
    assert at("2026-01-05 | family | take\n2026-01-12 | county | propose | | yes\n2026-01-13 | second | confirm").paid


def test_a_rule_with_one_step_gets_a_second_person():
    plan = plan_of(made(steps=[{"code": "check", "zh": "审核", "en": "check", "by": "county"}]))
    assert [one.by for one in plan.steps] == ["county", "county"]


@pytest.mark.parametrize("move", [Move.ASK, Move.RETURN, Move.HOLD, Move.STOP, Move.DISMISS])
def test_what_stands_against_a_family_needs_words(move):
    stories = {
        Move.ASK: "2026-01-05 | family | take",
        Move.RETURN: "2026-01-05 | family | take\n2026-01-12 | clerk | propose | | yes",
        Move.DISMISS: GRANTED + "\n2026-01-21 | family | appeal",
    }
    before = at(stories.get(move, GRANTED), "2026-02-02")
    silent = Event(before.number + 1, move, "second", datetime(2026, 2, 2), date(2026, 2, 2))
    with pytest.raises(Invalid) as caught:
        check_move(before, silent, SECOND, PLAN)
    assert caught.value.findings[0].code == "claim-needs-words"


def test_a_no_needs_words_and_a_yes_does_not():
    before = at("2026-01-05 | family | take")
    yes, no = (Event(2, Move.PROPOSE, "clerk", datetime(2026, 1, 6), None, outcome) for outcome in ("yes", "no"))
    check_move(before, yes, CLERK, PLAN)
    with pytest.raises(Invalid) as caught:
        check_move(before, no, CLERK, PLAN)
    assert caught.value.findings[0].code == "claim-needs-words"


def test_while_a_change_is_decided_payments_go_on():
    changed = GRANTED + "\n2026-05-04 | family | change | 2026-04-01"
    open_round = at(changed)
    assert (open_round.stage, open_round.round, open_round.paid) == (Stage.TAKEN, 2, True)
    ended = at(changed + "\n2026-05-06 | clerk | propose | | no\n2026-05-07 | county | confirm")
    assert (ended.stage, ended.stopped, ended.paid) == (Stage.STOPPED, date(2026, 4, 1), False)


def test_stopping_waits_for_a_second_person():
    proposed = GRANTED + "\n2026-05-04 | county | stop | 2026-05-01"
    assert at(proposed).paid, "until it is confirmed"
    with pytest.raises(Invalid):
        told(proposed + "\n2026-05-05 | county | confirm")
    assert at(proposed + "\n2026-05-05 | second | confirm").stopped == date(2026, 5, 1)
    kept = at(proposed + "\n2026-05-05 | second | return\n2026-05-06 | family | withdraw")
    assert (kept.stage, kept.paid) == (Stage.GRANTED, True)


def test_an_appeal_is_answered_by_somebody_else_and_decided_by_others():
    refused = """
        2026-01-05 | family | take
        2026-01-12 | clerk  | propose | | no
        2026-01-20 | county | confirm
        2026-02-02 | family | appeal
    """
    waiting = at(refused, "2026-02-03")
    assert waiting.appealed
    assert waiting.appeal_due == date(2026, 4, 3)
    assert Move.UPHOLD not in open_moves(waiting, COUNTY, date(2026, 2, 3))
    right = at(refused + "\n2026-02-09 | second | uphold")
    assert right.stage is Stage.TAKEN
    assert right.barred == {"clerk", "county"}
    with pytest.raises(Invalid) as caught:
        told(refused + "\n2026-02-09 | second | uphold\n2026-02-10 | clerk | propose | | yes")
    assert caught.value.findings[0].code == "claim-barred"


def test_an_appeal_can_come_too_late_but_never_twice():
    with pytest.raises(Invalid) as caught:
        told(GRANTED + "\n2026-03-24 | family | appeal")
    assert caught.value.findings[0].code == "claim-appeal-late"
    with pytest.raises(Invalid) as caught:
        told(GRANTED + "\n2026-03-02 | family | appeal\n2026-03-03 | second | dismiss\n2026-03-04 | family | appeal")
    assert caught.value.findings[0].code == "claim-appeal-answered"


def test_on_public_notice_it_counts_when_the_last_day_has_passed():
    plan = plan_of(made(steps=[*({"code": c, "zh": c, "en": c, "by": "county"} for c in ("check", "confirm"))],
                        handling={"notice_days": 7}))  # fmt: skip
    last = date(2026, 1, 29)
    assert at(GRANTED, "2026-01-29", plan).stage is Stage.NOTICE
    assert at(GRANTED, "2026-01-29", plan).notice_until == last
    after = at(GRANTED, "2026-01-30", plan)
    assert (after.stage, after.granted) == (Stage.GRANTED, last)
    objected = at(GRANTED + "\n2026-01-28 | clerk | object", "2026-03-01", plan)
    assert (objected.stage, objected.paid) == (Stage.TAKEN, False)


def test_a_correction_sends_a_proposal_back():
    story = "2026-01-05 | family | take\n2026-01-12 | clerk | propose | | yes\n2026-01-13 | family | correct"
    assert at(story).stage is Stage.TAKEN, "what was proposed rested on facts that no longer stand"


def test_yearly_renewal_is_one_confirmation():
    assert at(GRANTED + "\n2027-01-11 | family | renew").renew_by == date(2028, 1, 20)
    late = at(GRANTED, "2027-06-01")
    assert late.paid, "nobody loses money because a date has passed: an officer may hold it, with a reason"


def test_a_hold_stops_payments_for_a_while_and_is_cleared():
    held = GRANTED + "\n2026-05-04 | county | hold"
    assert (at(held).stage, at(held).paid, at(held).due) == (Stage.HELD, False, date(2026, 5, 25))
    assert at(held + "\n2026-05-11 | county | resume").paid


@given(st.data())
def test_whatever_happens_maker_and_checker_are_two_and_moves_are_only_those_offered(data):
    events, today = told("2026-01-05 | family | take"), date(2026, 1, 5)
    for _ in range(12):
        standing = stand(PLAN, events, WEEKDAYS, today)
        offers = [(who, move) for who in WHO for move in open_moves(standing, WHO[who], today)]
        if not offers:
            assert standing.ended or standing.appealed, "only somebody who had no part in it is missing"
            return
        who, move = data.draw(st.sampled_from(offers))
        outcome = data.draw(st.sampled_from(["yes", "no"])) if move is Move.PROPOSE else ""
        event = Event(len(events) + 1, move, WHO[who].name, datetime(today.year, today.month, today.day, 12),
                      today, outcome, True, "east" if move is Move.HAND_OVER else "")  # fmt: skip
        check_move(standing, event, WHO[who], PLAN)
        events.append(event)
        after = stand(PLAN, events, WEEKDAYS, today)
        assert len(set(after.hands)) == len(after.hands)
        assert not after.barred & set(after.hands)
        assert not (after.running and after.granted is None)
        assert (after.stage is Stage.GRANTED) <= (after.granted is not None)
        today = date.fromordinal(today.toordinal() + data.draw(st.integers(0, 9)))
