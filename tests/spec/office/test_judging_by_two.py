"""What people judge is judged by two who do not see each other; where they differ, a third person decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.findings import Invalid
from huimin.workflow.judging import Final, Judge, Part, Stage, Terms, check_opinion, draw, may_change, outcome

SHARE, COUNT = Part("training", "share", 4), Part("meetings", "")
PARTS = (Part("posted", "yes-no"), Part("answered", "yes-no"))


def settled(table, terms, part=SHARE):
    """Each row: the opinions in order and what counts, ``third`` where another opinion is asked for."""
    for line in table.strip().splitlines()[1:]:
        *opinions, expected = [cell.strip() for cell in line.split("|")]
        found = outcome([{part.atom: float(one)} for one in opinions if one], (part,), terms)
        told = "third" if found.stage is Stage.THIRD else found.values.get(part.atom, "waiting")
        assert str(told) == expected, line


def test_two_shares_no_further_apart_than_the_round_tolerates_agree_and_their_mean_counts():
    settled(
        """
        first | second | third | counts
        0.8   |        |       | waiting
        0.8   | 0.8    |       | 0.8
        0.8   | 0.9    |       | 0.85
        0.8   | 0.91   |       | third
        """,
        Terms(0.1, Final.MEDIAN),
    )


def test_where_they_differ_the_middle_one_of_the_three_counts():
    settled(
        """
        first | second | third | counts
        0.2   | 0.9    | 0.6   | 0.6
        0.2   | 0.9    | 1.0   | 0.9
        0.2   | 0.9    | 0.0   | 0.2
        """,
        Terms(0.1, Final.MEDIAN),
    )


def test_or_what_the_third_says_where_the_round_said_so_beforehand():
    settled(
        """
        first | second | third | counts
        0.2   | 0.9    | 1.0   | 1.0
        """,
        Terms(0.1, Final.THIRD),
    )


def test_counts_days_and_yes_or_no_must_be_equal():
    settled(
        """
        first | second | third | counts
        3     | 3      |       | 3.0
        3     | 4      |       | third
        3     | 4      | 9     | 4.0
        """,
        Terms(0.5, Final.MEDIAN),
        COUNT,
    )


def test_the_third_decides_only_the_parts_on_which_the_first_two_differ():
    first, second = {"posted": 1.0, "answered": 1.0}, {"posted": 1.0, "answered": 0.0}
    third = {"posted": 0.0, "answered": 0.0}
    terms = Terms(0.0, Final.THIRD)
    assert outcome([first, second], PARTS, terms).disputed == ("answered",)
    assert outcome([first, second, third], PARTS, terms).values == {"posted": 1.0, "answered": 0.0}


def test_an_opinion_may_be_mended_until_both_are_given_and_never_after():
    table = """
        stage   | given already | may change
        waiting | no            | yes
        waiting | yes           | yes
        third   | no            | yes
        third   | yes           | no
        settled | no            | no
        settled | yes           | no
    """
    for line in table.strip().splitlines()[1:]:
        stage, already, expected = [cell.strip() for cell in line.split("|")]
        assert may_change(Stage(stage), already == "yes") == (expected == "yes"), line


def test_an_opinion_needs_every_part_a_possible_value_and_a_reason():
    found = check_opinion({"posted": None, "answered": 2.0}, PARTS, " ")
    assert [one.code for one in found] == ["opinion-part-missing", "opinion-impossible", "opinion-needs-reason"]
    assert check_opinion({"training": 1.01}, (SHARE,), "because")
    assert check_opinion({"meetings": 2.5}, (COUNT,), "because")
    assert not check_opinion({"posted": 0.0, "answered": 1.0}, PARTS, "because")


CASES = [(area, item) for area in ("A", "B", "C") for item in ("1", "2")]


def test_judges_are_drawn_by_lot_evenly_and_never_for_their_own_area():
    judges = [Judge(1, frozenset("A")), Judge(2), Judge(3), Judge(4)]
    drawn = draw(CASES, judges, seed=7)
    assert all(len(set(pair)) == 2 for pair in drawn.values())
    assert not any(1 in drawn[case] for case in CASES if case[0] == "A")
    work = [sum(judge.name in pair for pair in drawn.values()) for judge in judges]
    assert max(work) - min(work) <= 1
    assert draw(CASES, judges, seed=7) == drawn


def test_too_few_judges_are_told_and_nobody_is_drawn():
    with pytest.raises(Invalid) as told:
        draw(CASES, [Judge(1, frozenset("B")), Judge(2)], seed=7)
    assert told.value.findings[0].code == "judges-too-few"
    with pytest.raises(Invalid):
        draw([("A", "1")], [Judge(1), Judge(2), Judge(3)], 7, {("A", "1"): [1, 2]}, count=2)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3), st.integers(0, 50), st.sampled_from(Final))
def test_what_counts_lies_between_the_lowest_and_the_highest_opinion(points, tolerance, final):
    opinions = [{"training": one / 100} for one in points]
    found = outcome(opinions, (SHARE,), Terms(tolerance / 100, final))
    assert found.stage is Stage.SETTLED
    assert min(points) / 100 - 1e-9 <= found.values["training"] <= max(points) / 100 + 1e-9


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 50), st.sampled_from(Final))
def test_it_does_not_matter_who_of_the_first_two_sits_first(one, two, tolerance, final):
    opinions = [{"training": one / 100}, {"training": two / 100}]
    terms = Terms(tolerance / 100, final)
    assert outcome(opinions, (SHARE,), terms) == outcome(opinions[::-1], (SHARE,), terms)


@given(st.integers(0, 2**31 - 1), st.lists(st.sets(st.sampled_from("ABC")), min_size=2, max_size=6))
def test_whatever_the_lot_nobody_judges_the_own_area_or_the_same_item_twice(seed, barred):
    judges = [Judge(number, frozenset(areas)) for number, areas in enumerate(barred)]
    try:
        drawn = draw(CASES, judges, seed)
    except Invalid:
        assert any(sum(area not in areas for areas in barred) < 2 for area in "ABC")
        return
    for (area, _), pair in drawn.items():
        assert len(set(pair)) == 2 and not any(area in barred[name] for name in pair)
