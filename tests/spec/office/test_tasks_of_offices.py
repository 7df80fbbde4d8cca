"""A task of an office goes from its owner to somebody else who closes it; nobody closes their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.findings import Invalid
from huimin.workflow.tasks import (
    Deed,
    Hands,
    Mark,
    Paper,
    Stage,
    Step,
    advance,
    carry_on,
    deeds,
    mark,
    open_steps,
)  # fmt: skip

OWNER, OFFICER = Hands(owner=True), Hands(issuer=True)
BOTH, ANSWERER = Hands(issuer=True, owner=True), Hands(issuer=True, answered=True)
WHO = {"owner": OWNER, "officer": OFFICER, "officer who owns it": BOTH, "officer who answered": ANSWERER,
       "somebody else": Hands()}  # fmt: skip
DUE = date(2026, 1, 10)


def rows(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()[1:]]


def test_who_may_take_which_step_from_where():
    table = """
        who                  | stage     | open steps
        owner                | open      | answer
        owner                | answered  |
        owner                | closed    |
        officer              | open      | extend withdraw
        officer              | answered  | return close withdraw
        officer              | closed    | reopen
        officer              | withdrawn |
        officer who owns it  | open      | answer
        officer who owns it  | answered  |
        officer who answered | answered  | withdraw
        somebody else        | open      |
        somebody else        | answered  |
    """
    for who, stage, steps in rows(table):
        assert [step.value for step in open_steps(Stage(stage), WHO[who])] == steps.split(), (who, stage)


def test_where_a_step_leads():
    table = """
        stage    | step     | who     | becomes
        open     | answer   | owner   | answered
        answered | return   | officer | open
        answered | close    | officer | closed
        closed   | reopen   | officer | open
        open     | extend   | officer | open
        answered | withdraw | officer | withdrawn
    """
    for stage, step, who, becomes in rows(table):
        assert advance(Stage(stage), Step(step), WHO[who], "because") is Stage(becomes)


def test_everything_but_closing_needs_words():
    assert advance(Stage.ANSWERED, Step.CLOSE, OFFICER, "") is Stage.CLOSED
    for stage, step, who in ((Stage.OPEN, Step.ANSWER, OWNER), (Stage.ANSWERED, Step.RETURN, OFFICER)):
        with pytest.raises(Invalid) as told:
            advance(stage, step, who, "  ")
        assert told.value.findings[0].code == "task-needs-words"


def test_why_a_step_is_refused_is_told():
    table = """
        stage    | step   | who                 | finding
        answered | close  | officer who owns it | task-own
        answered | close  | somebody else       | task-not-yours
        open     | answer | officer             | task-not-yours
        open     | close  | officer             | task-not-there
    """
    for stage, step, who, code in rows(table):
        with pytest.raises(Invalid) as told:
            advance(Stage(stage), Step(step), WHO[who], "because")
        assert told.value.findings[0].code == code, (stage, step, who)


def test_how_a_task_stands_against_its_deadline():
    table = """
        stage     | answered   | today      | mark
        open      |            | 2026-01-06 | in-time
        open      |            | 2026-01-07 | soon
        open      |            | 2026-01-10 | soon
        open      |            | 2026-01-11 | late
        answered  | 2026-01-10 | 2026-01-20 | done
        answered  | 2026-01-11 | 2026-01-20 | done-late
        closed    | 2026-01-09 | 2026-03-01 | done
        withdrawn |            | 2026-03-01 | done
    """
    for stage, answered, today, expected in rows(table):
        given_on = date.fromisoformat(answered) if answered else None
        found = mark(Stage(stage), DUE, given_on, date.fromisoformat(today))
        assert found is Mark(expected), (stage, today)


def test_a_notice_is_drafted_issued_and_closed_once_its_tasks_are():
    assert deeds(Paper.DRAFT) == (Deed.ISSUE, Deed.WITHDRAW)
    assert carry_on(Paper.DRAFT, Deed.ISSUE, 2, "") is Paper.ISSUED
    with pytest.raises(Invalid) as told:
        carry_on(Paper.ISSUED, Deed.CLOSE, 1, "done")
    assert told.value.findings[0].code == "notice-tasks-open"
    assert carry_on(Paper.ISSUED, Deed.CLOSE, 0, "done") is Paper.CLOSED
    assert deeds(Paper.CLOSED) == deeds(Paper.WITHDRAWN) == ()


@given(st.lists(st.tuples(st.sampled_from(Step), st.sampled_from(["a", "b", "c"])), max_size=12))
def test_no_sequence_of_steps_lets_somebody_close_what_they_own_or_answered(steps):
    # Person a owns the task; b and c are officers, and so is a.
    stage, answered_by = Stage.OPEN, ""
    for step, who in steps:
        hands = Hands(issuer=True, owner=who == "a", answered=who == answered_by)
        try:
            stage = advance(stage, step, hands, "because")
        except Invalid:
            continue
        if step is Step.ANSWER:
            answered_by = who
        assert not (step in (Step.CLOSE, Step.RETURN) and who in ("a", answered_by))


@given(st.integers(-30, 30))
def test_only_what_is_open_can_become_late(days):
    today = DUE + timedelta(days=days)
    assert (mark(Stage.OPEN, DUE, None, today) is Mark.LATE) == (days > 0)
    assert mark(Stage.CLOSED, DUE, DUE, today) is Mark.DONE
