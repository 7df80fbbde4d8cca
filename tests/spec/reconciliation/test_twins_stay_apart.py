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


TRIPLETS = (
    HEAD
    + """1 | 王子涵 | 女 | 2026-01-05 | 李梅 | 1800 | 1
2 | 王子萱 | 女 | 2026-01-05 | 李梅 | 1950 | 2
3 | 王子琪 | 女 | 2026-01-05 | 李梅 | 2100 | 3"""
)


def test_triplets_are_three_children(lists):
    record = lists.compared(TRIPLETS, TRIPLETS.replace("1 | 王", "7 | 王").replace("2 | 王", "8 | 王"))
    assert [one["missing"] for one in record["coverage"]] == [0, 0]
    assert [one["repeated"] for one in record["lists"]] == [0, 0]


def test_of_triplets_of_whom_each_list_lacks_another_one_alone_is_found(lists):
    one, two, three = TRIPLETS.splitlines()[1:]
    record = lists.compared(HEAD + f"{one}\n{three}", HEAD + f"{two}\n{three}".replace("3 |", "9 |", 1))
    assert [one["missing"] for one in record["coverage"]] == [1, 1]


WARD = """number | name | sex | birth | mother | area
1 | 王梓轩 | 男 | 2026-01-05 | 王芳 | 990101001
2 | 王浩然 | 男 | 2026-01-05 | 王丽 | 990101001"""


def test_births_of_one_day_and_ward_with_one_surname_stay_apart(lists):
    """Each list lacks the other's child; its mother bears the same surname, and nothing but the names tells them apart."""
    head, first, second = WARD.splitlines()
    record = lists.compared(f"{head}\n{first}", f"{head}\n{second}")
    assert [one["missing"] for one in record["coverage"]] == [1, 1]


def test_where_one_list_alone_names_the_mothers_the_names_of_the_children_decide(lists):
    bare = WARD.replace("| 王芳 ", "|  ").replace("| 王丽 ", "|  ")
    assert [one["missing"] for one in lists.compared(WARD, bare)["coverage"]] == [0, 0]
    unnamed = bare.replace("王梓轩", "王某之子").replace("王浩然", "王某之子")
    pair = lists.compared(WARD, unnamed)["pairs"][0]
    assert pair["pairs"] == 0  # any pair would be a guess


def test_a_child_with_another_name_in_each_list_could_be_twins_and_is_not_merged(lists):
    """Renamed, or two sisters of whom each list lacks one: the lists read the same. A missing child is looked for again;
    a merged one never is."""
    renamed = WARD.replace("王梓轩", "王俊熙").replace("1 | 王", "7 | 王")
    assert [one["missing"] for one in lists.compared(WARD, renamed)["coverage"]] == [1, 1]
    one_character = WARD.replace("王梓轩", "王梓萱").replace("1 | 王", "7 | 王")  # a slip of the pen, the same sound
    assert [one["missing"] for one in lists.compared(WARD, one_character)["coverage"]] == [0, 0]


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
