"""A report goes up level by level: each accepts it, or returns it with a reason. Accepting locks.

The report is that of village V, in township S, in county K, in city C.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from huimin.findings import Invalid
from huimin.workflow import Chain, Move, State, chain_of, decide, fresh

DAY = date(2026, 1, 4)


def test_a_report_that_comes_in_waits_for_the_level_above_its_sender(tree_of):
    tree = tree_of().at(DAY)
    assert fresh(chain_of(tree, "V")).awaits == "township"
    assert fresh(chain_of(tree, "V", sent_at="township")).awaits == "county"
    assert chain_of(tree, "V", sent_at="township").areas == ("K", "C")


def test_a_report_that_nobody_stands_above_is_done(tree_of):
    assert fresh(chain_of(tree_of().at(DAY), "C")).state is State.DONE


def test_accepting_passes_it_on_and_the_last_level_ends_it(moves):
    moves("""
        before                                  | who      | does   | reason | after
        waits for township                      | township | accept |        | waits for county, accepted by township
        waits for county, accepted by township  | county   | accept |        | waits for city, accepted by county
        waits for city, accepted by county      | city     | accept |        | done, accepted by city
    """)


def test_returning_needs_a_reason_and_goes_all_the_way_back(moves):
    moves("""
        before                                  | who      | does   | reason     | after
        waits for township                      | township | return |            | review-needs-reason
        waits for township                      | township | return | births low | returned
        waits for county, accepted by township  | county   | return | births low | returned
    """)


def test_a_level_above_may_step_in_with_a_reason_and_a_level_below_never(moves):
    moves("""
        before                                  | who      | does   | reason    | after
        waits for township                      | county   | accept |           | review-needs-reason
        waits for township                      | county   | accept | flood     | waits for city, accepted by county
        waits for township                      | city     | return | flood     | returned
        waits for county, accepted by township  | township | accept | too late  | review-not-waiting
        waits for county, accepted by township  | township | return | too late  | review-not-waiting
    """)


def test_what_was_accepted_is_reopened_by_that_level_or_above_with_a_reason(moves):
    moves("""
        before                                  | who      | does   | reason   | after
        waits for county, accepted by township  | township | reopen |          | review-needs-reason
        waits for county, accepted by township  | township | reopen | mistyped | returned
        waits for city, accepted by county      | township | reopen | mistyped | review-locked-above
        done, accepted by city                  | county   | reopen | mistyped | review-locked-above
        done, accepted by city                  | city     | reopen | mistyped | returned
        waits for township                      | township | reopen | mistyped | review-not-locked
    """)


def test_a_returned_report_waits_for_its_sender_and_for_nobody_else(moves):
    moves("""
        before   | who      | does   | reason | after
        returned | township | accept | fine   | review-not-waiting
        returned | city     | return | again  | review-not-waiting
        returned | city     | reopen | again  | review-not-locked
    """)


def test_the_sender_has_no_part_in_the_review_of_what_it_sent(moves):
    moves("""
        before           | who      | does   | reason | after
        waits for county | township | accept | mine   | review-not-yours
        waits for county | county   | accept |        | waits for city, accepted by county
        waits for county | village  | accept | mine   | review-not-yours
    """, sent_at="township")  # fmt: skip


CHAIN = Chain(("township", "county", "city"), ("S", "K", "C"))
MOVES = st.lists(st.tuples(st.sampled_from(CHAIN.levels), st.sampled_from(Move), st.sampled_from(("", "reason"))))


@given(MOVES)
def test_no_sequence_of_moves_lets_a_level_undo_what_one_above_it_accepted(done):
    now = fresh(CHAIN)
    for level, move, reason in done:
        try:
            then = decide(now, CHAIN, level, move, reason)
        except Invalid:
            continue
        if now.accepted_by:
            assert CHAIN.levels.index(level) >= CHAIN.levels.index(now.accepted_by)
        now = then


@given(MOVES)
def test_a_report_always_stands_somewhere_and_only_what_was_accepted_is_locked(done):
    now = fresh(CHAIN)
    for level, move, reason in done:
        try:
            now = decide(now, CHAIN, level, move, reason)
        except Invalid:
            continue
        assert bool(now.awaits) == (now.state is State.WAITING)
        assert now.locked == (move is Move.ACCEPT)
        if move is not Move.ACCEPT:
            assert reason and now.state is State.RETURNED
