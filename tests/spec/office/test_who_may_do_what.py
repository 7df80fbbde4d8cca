"""Rights follow the tree: a role at an area reaches that area and what lies below it, on the days it is held.

City C has the counties K and N; K has the townships S (villages V and W) and T; N has U (village X).
"""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from huimin.areas import Areas, Level, Levels, read_changes, read_rows
from huimin.workflow import Act, Kind, Rights, Role

DAY = date(2026, 1, 4)


def test_who_reports_reads_and_sends_for_the_area_and_what_lies_below(may):
    may("""
        role        | read | report | review | assess | administer
        reporter V  | V    | V      |        |        |
        reporter S  | SVW  | SVW    |        |        |
    """)


def test_nobody_reviews_the_reports_of_the_area_that_is_their_own(may):
    may("""
        role        | read      | report | review | assess | audit
        reviewer S  | SVW       |        | VW     |        |
        reviewer K  | KSVWT     |        | SVWT   |        |
        officer C   | CKSVWTNUX |        | KSVWTNUX | CKSVWTNUX |
    """)


def test_a_role_without_an_area_is_for_the_whole_tree(may):
    may("""
        role    | read      | review    | assess    | judge     | report
        officer | CKSVWTNUX | CKSVWTNUX | CKSVWTNUX |           |
        judge   | CKSVWTNUX |           |           | CKSVWTNUX |
    """)


def test_the_auditor_reads_everything_and_changes_nothing_the_administrator_sees_no_figures(may):
    may("""
        role          | read      | audit     | report | review | publish | follow-up | define | administer
        auditor       | CKSVWTNUX | CKSVWTNUX |        |        |         |           |        |
        administrator |           |           |        |        |         |           |        | CKSVWTNUX
    """)


def test_roles_add_up(may):
    may("""
        role                   | read   | report | review
        reporter S, reviewer S | SVW    | SVW    | VW
        reporter V, reviewer N | VNUX   | V      | UX
    """)


def test_a_role_counts_from_its_first_to_its_last_day(rights_of):
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    held = [rights_of("reviewer K 2026-01-01 2026-06-30", day=day).may(Act.REVIEW, "V") for day in days]
    assert held == [False, True, True, False]


def test_an_area_that_nobody_knows_is_out_of_reach_of_everybody(rights_of):
    assert not rights_of("officer").may(Act.READ, "Y")


def test_after_a_merger_those_of_the_new_area_and_of_the_old_still_see_the_old_reports(rights_of, tree_of):
    merged = tree_of(changes="""
        date       | kind  | old | new
        2025-07-01 | merge | S T | T
    """)  # fmt: skip
    for role in ("reporter S", "reviewer T", "reviewer K"):
        assert rights_of(role, merged).may(Act.READ, "S")
    assert not rights_of("reviewer N", merged).may(Act.READ, "S")


def test_what_lay_below_a_merged_area_goes_over_to_those_of_the_new_one(rights_of, tree_of):
    merged = tree_of(changes="""
        date       | kind  | old | new
        2025-07-01 | merge | S T | T
    """)  # fmt: skip
    assert rights_of("reviewer T", merged).may(Act.REVIEW, "V")
    assert not rights_of("reviewer S", merged).may(Act.REVIEW, "V")


def test_an_area_that_moved_is_seen_by_its_new_county_and_no_longer_by_the_old(rights_of, tree_of):
    moved = tree_of(changes="""
        date       | kind | old | parent
        2025-07-01 | move | S   | N
    """)  # fmt: skip
    assert rights_of("reviewer N", moved).may(Act.REVIEW, "V")
    assert not rights_of("reviewer K", moved).may(Act.READ, "V")


HEAD = ["key", "parent", "level", "zh"]
ROWS = [["C", "", "city", "市"], ["K", "C", "county", "县"], ["N", "C", "county", "邻县"], ["S", "K", "township", "镇"],
        ["T", "K", "township", "乡"], ["V", "S", "village", "村"], ["W", "T", "village", "邻村"]]  # fmt: skip
LEVELS = Levels(tuple(Level(code, code, code) for code in ("city", "county", "township", "village")))


def _tree(moved: str = "", to: str = "") -> Areas:
    events = [] if not moved else read_changes(["date", "kind", "old", "parent"], [(2, ["2025-07-01", "move", moved, to])],
                                               [])  # fmt: skip
    return Areas.read(read_rows(HEAD, list(enumerate(ROWS, 2)), []), events, LEVELS)


@given(
    st.lists(st.builds(Role, st.sampled_from(Kind), st.sampled_from("CKNSTVW")), max_size=3),
    st.sampled_from([("S", "N"), ("T", "N"), ("V", "T"), ("W", "S")]),
    st.sampled_from(Act),
)
def test_rights_never_widen_by_moving_an_area_out(roles, move, act):
    """Who stands only above the place an area left reaches nothing more than before."""
    moved, to = move
    before, after = Rights(roles, _tree(), DAY), Rights(roles, _tree(moved, to), DAY)
    gained = {row[0] for row in ROWS if after.may(act, row[0]) and not before.may(act, row[0])}
    receivers = {"N": {"C", "N"}, "T": {"C", "K", "T"}, "S": {"C", "K", "S"}}[to]
    if not any(role.area in receivers for role in roles):
        assert not gained
