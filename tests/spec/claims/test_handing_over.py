"""A family moves: its claim goes to the office of the other area, and no month of it is lost or paid twice.

The office that has the claim offers it, with the day of the move and the reason. The other office takes it or sends it
back. Nothing is the other's before it has said yes, and nothing is the first's after that.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_rules import condition, fact, made
from huimin.benefits.claims import (
    Actor,
    Event,
    Handed,
    Move,
    Plan,
    PlanStep,
    Stage,
    by_office,
    check_move,
    open_moves,
    stand,
)
from huimin.benefits.definition import Words
from huimin.benefits.payments import Award, Due, Sharing, Standing, State, roll_lines
from huimin.findings import Invalid
from huimin.tasks.claims.desk import Desk, Remembered
from huimin.tasks.claims.handing import owing, there
from huimin.tasks.claims.records import Logged, Record, Root
from huimin.tasks.pay.reach import Reach
from huimin.workflow.days import MondayToFriday

PLAN = Plan((PlanStep("check", Words("审核", "check"), "township", 15), PlanStep("second", Words("复核", "second"), "county", 15)))  # fmt: skip
WEST, EAST, NORTH = "west", "east", "north"
CLERK, OFFICER = Actor("li", frozenset({0})), Actor("wang", frozenset({0, 1}), True)
THERE = Actor("zhao", receives=True)
"""Somebody who decides in the area to which it is offered, and is nothing to the claim until then."""


def events(*told):
    """Events as ``(move, by, day, more)``."""
    return [Event(number, Move(move), by, datetime.fromisoformat(f"{day}T10:00"), **more)
            for number, (move, by, day, more) in enumerate(told, 1)]  # fmt: skip


GRANTED = (("take", "", "2026-01-05", {}), ("propose", "li", "2026-01-06", {"outcome": "yes"}),
           ("confirm", "wang", "2026-01-07", {}))  # fmt: skip
OFFER = ("hand-over", "li", "2026-03-20", {"area": EAST, "since": date(2026, 3, 10), "worded": True})
TAKEN = ("receive", "zhao", "2026-03-24", {"area": EAST, "since": date(2026, 3, 10)})


def at(*told, day="2026-03-25"):
    return stand(PLAN, events(*told), MondayToFriday(), date.fromisoformat(day))


def refused(standing, move, actor, **more):
    event = Event(standing.number + 1, Move(move), actor.name, datetime(2026, 3, 25, 10), worded=True, **more)
    with pytest.raises(Invalid) as trouble:
        check_move(standing, event, actor, PLAN)
    return trouble.value.findings[0].code


def test_one_office_offers_and_the_other_takes_it():
    offered = at(*GRANTED, OFFER)
    assert (offered.stage, offered.offer.area) == (Stage.GRANTED, EAST) and not offered.moves
    taken = at(*GRANTED, OFFER, TAKEN)
    assert taken.offer is None and taken.paid
    assert taken.moves == (Handed(EAST, date(2026, 3, 10), date(2026, 3, 24)),)


def test_what_is_sent_back_is_as_before():
    back = at(*GRANTED, OFFER, ("send-back", "zhao", "2026-03-24", {"worded": True}))
    assert (back.offer, back.moves, back.stage) == (None, (), Stage.GRANTED)


def test_the_deadline_of_the_family_s_claim_runs_on():
    taken = GRANTED[:1]
    before, offered = at(*taken), at(*taken, OFFER)
    received = at(*taken, OFFER, TAKEN)
    assert before.due == offered.due == received.due == date(2026, 1, 26)


WHO_MAY = """
    where it stands          | the clerk             | the other office
    granted                  | hand-over             |
    offered                  | send-back             | receive send-back
"""


def test_who_may_do_what_with_an_offer():
    for line in WHO_MAY.strip().splitlines()[1:]:
        name, *expected = (cell.strip() for cell in line.split("|"))
        standing = at(*GRANTED, *([OFFER] if name == "offered" else []))
        passing = {"hand-over", "receive", "send-back"}
        for actor, moves in zip((CLERK, THERE), expected, strict=True):
            found = [str(one) for one in open_moves(standing, actor, date(2026, 3, 25)) if str(one) in passing]
            assert found == moves.split(), (name, actor)


@pytest.mark.parametrize(
    ("told", "move", "actor", "more", "code"),
    [
        (GRANTED, "hand-over", CLERK, {"since": date(2026, 3, 10)}, "claim-offer-nowhere"),
        (GRANTED, "hand-over", CLERK, {"area": EAST}, "claim-day-missing"),
        (GRANTED, "hand-over", CLERK, {"area": EAST, "since": date(2026, 3, 26)}, "claim-offer-to-come"),
        ((*GRANTED, OFFER, TAKEN), "hand-over", CLERK, {"area": NORTH, "since": date(2026, 3, 9)}, "claim-offer-before"),
        (GRANTED, "receive", THERE, {}, "claim-not-offered"),
        ((*GRANTED, OFFER), "receive", OFFICER, {}, "claim-not-yours"),
        ((*GRANTED, OFFER), "receive", Actor("li", receives=True), {}, "claim-same-person"),
        ((*GRANTED, OFFER), "stop", OFFICER, {"since": date(2026, 3, 1)}, "claim-offered"),
        ((*GRANTED, OFFER), "hand-over", CLERK, {"area": NORTH, "since": date(2026, 3, 10)}, "claim-offered"),
        ((*GRANTED, ("appeal", "", "2026-01-20", {"worded": True})), "hand-over", CLERK,
         {"area": EAST, "since": date(2026, 3, 10)}, "claim-offer-appealed"),
        ((*GRANTED, ("hand-over", "li", "2026-02-02", OFFER[3] | {"since": date(2026, 2, 1)}),
          ("appeal", "", "2026-02-20", {"worded": True})), "receive", THERE, {}, "claim-offer-appealed"),
        (GRANTED[:2], "hand-over", CLERK, {"area": EAST, "since": date(2026, 3, 10)}, "claim-move-not-open"),
    ],
)  # fmt: skip
def test_what_is_not_done_on_the_way(told, move, actor, more, code):
    assert refused(at(*told), move, actor, **more) == code


def test_a_family_that_takes_its_claim_back_ends_the_offer():
    assert at(GRANTED[0], OFFER, ("withdraw", "", "2026-03-21", {})).offer is None


# --- money

SPLIT = """
    the family moved on | west pays until | east pays from
    2026-03-01          | 2026-02         | 2026-03
    2026-03-02          | 2026-03         | 2026-04
    2026-03-31          | 2026-03         | 2026-04
"""
YEAR = tuple(Due(2026 * 12 + month, 30_000) for month in range(12))


def test_a_month_is_paid_by_the_office_that_was_responsible_on_its_first_day():
    for line in SPLIT.strip().splitlines()[1:]:
        day, last, first = (cell.strip() for cell in line.split("|"))
        found = by_office(YEAR, WEST, [Handed(EAST, date.fromisoformat(day), date(2026, 5, 1))])
        told = [f"{month // 12}-{month % 12 + 1:02d}" for month in (found[WEST][-1].month, found[EAST][0].month)]
        assert told == [last, first], day


def test_what_an_office_has_booked_stays_in_its_books():
    """In May it turns out that they moved in February; west had paid March and April already."""
    moves = [Handed(EAST, date(2026, 2, 1), date(2026, 5, 4))]
    found = by_office(YEAR, WEST, moves, {2026 * 12 + 2: WEST, 2026 * 12 + 3: WEST})
    assert [one.month % 12 + 1 for one in found[WEST]] == [1, 3, 4]
    assert [one.month % 12 + 1 for one in found[EAST]] == [2, 5, 6, 7, 8, 9, 10, 11, 12]


days = st.dates(date(2025, 6, 1), date(2027, 6, 30))
areas = st.sampled_from([WEST, EAST, NORTH])
moves_of = st.lists(st.tuples(days, areas), max_size=5).map(
    lambda found: [Handed(area, day, day) for day, area in sorted(found, key=lambda one: one[0])])  # fmt: skip
owed = st.dictionaries(st.integers(2026 * 12 - 6, 2026 * 12 + 17), st.integers(1, 10**9)).map(
    lambda found: tuple(Due(month, fen) for month, fen in sorted(found.items())))  # fmt: skip
books = st.dictionaries(st.integers(2026 * 12 - 6, 2026 * 12 + 17), areas)


@given(owed, moves_of, books)
def test_whenever_and_however_often_they_move_each_month_is_owed_once(dues, moves, booked):
    """The parts of the offices add up, month by month, to what is owed without any move."""
    found = by_office(dues, WEST, moves, booked)
    assert sorted((due for part in found.values() for due in part), key=lambda one: one.month) == list(dues)
    assert all(list(part) == sorted(part, key=lambda one: one.month) for part in found.values())


@given(owed, moves_of)
def test_what_is_told_about_who_pays_adds_up_too(dues, moves):
    told = owing(dues, WEST, tuple(moves))
    assert sum(one.fen for one in told) == sum(one.fen for one in dues)
    by = by_office(dues, WEST, moves)
    assert {area: sum(one.fen for one in told if one.area == area) for area in by} == {
        area: sum(due.fen for due in part) for area, part in by.items()
    }
    assert told[0].first is None and told[-1].last is None
    assert all(one.last + 1 == other.first for one, other in itertools.pairwise(told))


@given(owed, st.lists(st.tuples(st.booleans(), days, areas), max_size=12))
def test_offices_that_make_their_rolls_while_the_family_moves_never_pay_a_month_twice(dues, steps):
    """Each step is a move that becomes known (of any day), or a roll that one office makes; then all make theirs."""
    moves: list[Handed] = []
    ledger: list[Standing] = []

    def roll(office: str) -> None:
        booked = {one.month: one.area for one in ledger}
        awards = [Award("1", "b", "v", "p", area, part, (Sharing(0, (("county", Fraction(1)),)),))
                  for area, part in by_office(dues, WEST, moves, booked).items()]  # fmt: skip
        within, standings = Reach(None, date(2026, 1, 1), office).claims(awards, {"1": ledger} if ledger else {})
        lines, _ = roll_lines(within, standings, {"p": 1}, 0, 3000 * 12)
        for part in (part for line in lines for part in line.parts):
            ledger.append(Standing(len(ledger) + 1, "1", part.month, part.revision, "v", "p", part.area or office,
                                   part.fen, part.shares, State.PAID))  # fmt: skip

    for moved, day, area in steps:
        if moved and (not moves or day >= moves[-1].since):
            moves.append(Handed(area, day, day))
        else:
            roll(area)
    for area in (WEST, EAST, NORTH):
        roll(area)
    assert sorted((one.month, one.fen) for one in ledger) == [(one.month, one.fen) for one in dues]
    assert not any(one.revision for one in ledger)


# --- which rule pays


FACTS = [fact("birth", "date", after="parent_birth"), fact("parent_birth", "date")]
EVERYWHERE = made(code="everywhere")
ONLY_WEST = made(code="only-west", facts=[*FACTS, fact("home", "area", areas=["county-west"])],
                 conditions=[condition("west", "home.inside")])  # fmt: skip
ONLY_EAST = made(code="only-east", en="award of the east", facts=[*FACTS, fact("home", "area", areas=["county-east"])],
                 conditions=[condition("east", "home.inside")])  # fmt: skip


def desk_of(*benefits):
    """A desk at which nothing is kept; a township lies in the county of its name."""
    return Desk(None, {one.code: one for one in benefits}, {}, {}, Remembered(MondayToFriday()),
                datetime(2026, 3, 25, 10), "li", lambda *_: CLERK, lambda key: (key, f"county-{key}"))  # fmt: skip


def claim_of(benefit, **facts):
    told = {"birth": "2024-06-15", "parent_birth": "1995-02-01", **facts}
    log = (Logged(1, Move.TAKE, "", datetime(2026, 1, 5, 9), content={"facts": told}),)
    return Record(Root(1, benefit.code, WEST, "p", True, date(2026, 1, 5)), log)


def test_the_same_rule_in_both_areas_goes_on():
    found = there(desk_of(EVERYWHERE), claim_of(EVERYWHERE), EAST, date(2026, 3, 10))
    assert (found.places, found.instead, found.first) == ((), (), date(2026, 4, 1))
    assert found.decision.eligible == "yes"


def test_a_rule_of_one_area_does_not_reach_the_other_and_what_does_is_named():
    """It is told before anybody offers the claim; the decision itself stays until two people have decided anew."""
    found = there(desk_of(ONLY_WEST, ONLY_EAST), claim_of(ONLY_WEST, home=WEST), EAST, date(2026, 3, 1))
    assert (found.first, [one.code for one in found.places]) == (date(2026, 3, 1), ["home"])
    assert found.decision.eligible == "no"
    assert [one.en for one in found.instead] == ["award of the east"]
    assert there(desk_of(ONLY_WEST, ONLY_EAST), claim_of(ONLY_WEST, home=WEST), "west", date(2026, 3, 1)).instead == ()
