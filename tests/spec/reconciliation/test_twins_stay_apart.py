"""Twins are two children: they are never merged into one, and never counted as a repeated record.

Nearly all false pairs between lists of births come from twins. Where a list cannot tell them apart (no name yet, no
weight, no order) they are left to a person.
"""

from __future__ import annotations

import pyarrow as pa
import pytest

from huimin.adapters.linkage.prepare import prepare
from huimin.adapters.linkage.readings import readings
from huimin.adapters.linkage.splink_links import weigh
from huimin.reconciliation.places import CodePlaces
from huimin.tasks.reconcile.comparing import Wanted, compare
from huimin.tasks.reconcile.ports import Sent

HEAD = "number | name | sex | birth | mother | weight | order\n"
TWINS = (
    HEAD
    + """1 | 王子涵 | 女 | 2026-01-05 | 李梅 | 2400 | 1
2 | 王子萱 | 女 | 2026-01-05 | 李梅 | 2650 | 2"""
)


def test_named_twins_find_themselves(lists):
    record = lists.compared(TWINS, TWINS.replace("1 | 王", "7 | 王").replace("2 | 王", "8 | 王"))
    assert [one["missing"] for one in record["coverage"]] == [0, 0]
    assert [one["repeated"] for one in record["lists"]] == [0, 0]


def test_weight_or_order_tells_unnamed_twins(lists):
    unnamed = TWINS.replace("王子涵", "李梅之长女").replace("王子萱", "李梅之次女")
    record = lists.compared(unnamed, TWINS)
    assert [one["missing"] for one in record["coverage"]] == [0, 0]


def test_one_twin_missing_does_not_give_its_place_to_the_other(lists):
    first, second = TWINS.splitlines()[1:]
    record = lists.compared(HEAD + first, HEAD + second.replace("2 |", "8 |", 1))
    assert [one["missing"] for one in record["coverage"]] == [1, 1]


def test_twins_that_cannot_be_told_apart_are_left_to_a_person(lists):
    bare = HEAD + "1 | 未取名 | 女 | 2026-01-05 | 李梅 | |\n2 | 未取名 | 女 | 2026-01-05 | 李梅 | |"
    pair = lists.compared(bare, bare.replace("1 |", "7 |").replace("2 |", "8 |"))["pairs"][0]
    assert pair["pairs"] == 0 and pair["ties"] == 4


def test_a_child_entered_twice_is_a_repeat(lists):
    twice = TWINS + "\n3 | 王子涵 | 女 | 2026-01-05 | 李梅 | 2400 | 1"
    record = lists.compared(twice, TWINS.replace("1 | 王", "7 | 王"))
    assert [one["repeated"] for one in record["lists"]] == [1, 0]
    assert ["3", "repeated within this list", "listA"] in lists.for_office(1)


def test_children_of_one_ward_that_nothing_tells_apart_are_not_merged_by_weighing_either():
    """A hospital's ward over a month, nobody named yet and no mother written: any pair would be a guess."""
    pytest.importorskip("splink", reason="Splink, the optional extra, is not installed")
    columns = {
        "name": ["未取名"] * 900,
        "sex": ["男", "女"] * 450,
        "birth": [f"2026-01-{1 + at % 30:02d}" for at in range(900)],
        "area": ["990101001"] * 900,
    }
    places, sent = CodePlaces(), []
    for name in "AB":
        ready = prepare(pa.table(columns), {key: key for key in columns}, readings(), places, f"{name}.csv")
        sent.append(Sent(name, name, f"{name}.csv", ready.records, ready.numbers_at))
    (pairing,) = compare(sent, Wanted(), weigh).pairings
    assert len(pairing.links) == 0
