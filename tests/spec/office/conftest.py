"""A small tree, and tables of what offices do with a report and of what people may do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from textwrap import dedent

import pytest

from huimin.areas import Areas, Level, Levels, read_changes, read_rows
from huimin.findings import Invalid
from huimin.workflow import Act, Chain, Kind, Move, Rights, Role, Standing, State, chain_of, decide

DAY = date(2026, 1, 4)
LEVELS = Levels(tuple(Level(code, code, code) for code in ("city", "county", "township", "village")))
AREAS = """
    key | parent | level    | zh
    C   |        | city     | 市
    K   | C      | county   | 县
    S   | K      | township | 镇
    V   | S      | village  | 村
    W   | S      | village  | 邻村
    T   | K      | township | 乡
    N   | C      | county   | 邻县
    U   | N      | township | 邻镇
    X   | U      | village  | 远村
"""


def lines_of(text: str) -> list[list[str]]:
    """The cells of an ASCII table, the head first."""
    return [[cell.strip() for cell in line.split("|")] for line in dedent(text).strip().splitlines()]


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of an ASCII table, by the words of its head."""
    head, *lines = lines_of(text)
    return [dict(zip(head, line, strict=True)) for line in lines]


def standing(text: str) -> Standing:
    """Read ``waits for county, accepted by township``; ``returned``; ``done, accepted by city``."""
    first, _, accepted = text.partition(", accepted by ")
    if first.startswith("waits for "):
        return Standing(State.WAITING, first.removeprefix("waits for "), accepted)
    return Standing(State(first), "", accepted)


def told(found: Standing) -> str:
    """Say a standing; the reverse of :func:`standing`."""
    first = f"waits for {found.awaits}" if found.state is State.WAITING else found.state.value
    return first + (f", accepted by {found.accepted_by}" if found.accepted_by else "")


def after(chain: Chain, row: dict[str, str]) -> str:
    """What a row of a table of moves leads to: the standing, or the finding that refuses the move."""
    try:
        return told(decide(standing(row["before"]), chain, row["who"], Move(row["does"]), row["reason"]))
    except Invalid as refused:
        return refused.findings[0].code


@pytest.fixture
def tree_of() -> Callable[..., Areas]:
    """``tree_of(areas, changes)``: a tree from tables; by itself the small one of this chapter."""

    def read(areas: str = AREAS, changes: str = "") -> Areas:
        head, *lines = lines_of(areas)
        events = []
        if changes:
            head_of_changes, *rest = lines_of(changes)
            events = list(read_changes(head_of_changes, list(enumerate(rest, 2)), []))
        return Areas.read(read_rows(head, list(enumerate(lines, 2)), []), events, LEVELS)

    return read


@pytest.fixture
def moves(tree_of: Callable[..., Areas]) -> Callable[..., None]:
    """``moves(table)`` holds a table of moves against the rules, for the report of village V."""

    def check(text: str, sent_at: str = "") -> None:
        chain = chain_of(tree_of().at(DAY), "V", sent_at)
        rows = rows_of(text)
        assert [after(chain, row) for row in rows] == [row["after"] for row in rows]

    return check


@pytest.fixture
def rights_of(tree_of: Callable[..., Areas]) -> Callable[..., Rights]:
    """``rights_of("reviewer K", areas, day)``: what somebody with these roles may do; ``officer`` alone: everywhere."""

    def made(roles: str, areas: Areas | None = None, day: date = DAY) -> Rights:
        words = [part.split() for part in roles.split(",")]
        return Rights([Role(Kind(one[0]), *one[1:2], *map(date.fromisoformat, one[2:])) for one in words],
                      areas or tree_of(), day)  # fmt: skip

    return made


@pytest.fixture
def may(rights_of: Callable[..., Rights]) -> Callable[[str], None]:
    """``may(table)`` holds a table of who may do what against the rules: a column a kind of act, areas as its cells."""

    def check(text: str) -> None:
        for row in rows_of(text):
            rights = rights_of(row.pop("role"))
            for act, cell in row.items():
                found = [key for key in "CKSVWTNUX" if rights.may(Act(act), key)]
                assert "".join(found) == cell, (rights.roles, act)

    return check
