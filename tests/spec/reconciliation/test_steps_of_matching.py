"""Records are matched step by step, from certain to less certain, and every pair says by which step it was made.

A step joins only what stands once in each list. Names are compared character by character: written another way, with
another character of the same sound, one that looks alike, or not given yet. A birth date may be a slip. What contradicts
a pair rules it out.
"""

from __future__ import annotations

import pytest

from huimin.reconciliation.identity import check_digit

HEAD = "number | name | sex | birth | mother | weight | area\n"


def one(line: str) -> str:
    return HEAD + line


@pytest.mark.parametrize(
    ("first", "second", "step"),
    [
        ("1 | 王小明 | 男 | 2026-01-05 | 李梅 | 3200 |", "9 | 王小明 | 男 | 2026-01-05 | 李梅 | |", "name-mother-birth-sex"),
        ("1 | 王小明 | 男 | 2026-01-05 | | | 990101001", "9 | 王小明 | 男 | 2026-01-05 | 李梅 | | 990101001", "name-birth-sex-area"),
        ("1 | 王晓明 | 男 | 2026-01-05 | 李梅 | |", "9 | 王小明 | 男 | 2026-01-05 | 李玫 | |", "sound-mother-birth-sex"),
        ("1 | 李梅之子 | 男 | 2026-01-05 | | 3200 |", "9 | 王小明 | 男 | 2026-01-05 | 李梅 | 3200 |", "mother-birth-sex-weight"),
        ("1 | 王男婴 | 男 | 2026-01-05 | 李梅 | | 990101001", "9 | 王小明 | 男 | 2026-01-05 | 李梅 | | 990101001", "mother-birth-sex-area"),
        ("1 | 未取名 | 男 | 2026-01-05 | 李梅 | | 990101001", "9 | 王小明 | 男 | 2026-01-05 | 李梅 | | 990101002", "mother-birth-sex-county"),
        ("1 | 王 | 男 | 2026-01-05 | 李梅 | |", "9 | 王 | | 2026-01-05 | 李梅 | |", "name-mother-birth"),
        ("1 | 王子宸 | | 2026-01-05 | 李梅 | |", "9 | 王子辰 | | 2026-01-05 | 李梅 | |", "name-mother-birth"),
        ("1 | 张天淇 | 男 | 2026-01-05 | 李梅 | |", "9 | 张夭琪 | 男 | 2026-01-05 | 李梅 | |", "mother-birth-sex"),
        ("1 | 王小明 | 男 | 2026-03-05 | 李梅 | |", "9 | 王小明 | 男 | 2026-05-03 | 李梅 | |", "name-mother-other-date"),
        ("1 | 王小明 | 男 | 2026-02-17 | 李梅 | |", "9 | 王小明 | 男 | 2026-01-01 | 李梅 | |", "name-mother-other-date"),
        ("1 | San ZHANG | 男 | 2026-01-05 | Mei LI | |", "9 | 张三 | 男 | 2026-01-05 | 李梅 | |", "turned-mother"),
        ("1 | 王小明 | 男 | 2026-01-05 | 李梅 | |", "9 | 王大明 | 男 | 2026-01-05 | 李梅 | |", "one-character"),
        ("1 | 阿依努尔·买买提 | 女 | 2026-01-05 | 李梅 | |", "9 | 阿依努尔•买买提 | 女 | 2026-01-05 | 李梅 | |", "name-mother-birth-sex"),
    ],
)  # fmt: skip
def test_how_a_pair_is_found(lists, first, second, step):
    others = "\n2 | 赵一 | 男 | 2026-01-20 | 钱二 | | \n3 | 孙三 | 女 | 2026-04-21 | 周五 | | "
    assert lists.steps(one(first) + others, one(second) + others.replace("2 |", "8 |"))[step] >= 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1 | 王小明 | 男 | 2026-01-05 | 李梅 | 3200 | 1", "9 | 赵天宇 | 男 | 2026-01-05 | 李梅 | 3200 | 1"),
        ("1 | 李梅之子 | 男 | 2026-01-05 | | 3200 | 1", "9 | 李梅之女 | 女 | 2026-01-05 | | 3200 | 1"),
        ("1 | 李梅之子 | 男 | 2026-01-05 | 李梅 | 3200 | 1", "9 | 李梅之子 | 男 | 2026-01-05 | 李梅 | 2450 | 1"),
        ("1 | 王小明 | 男 | 2026-01-05 | 李梅 | | 1", "9 | 王小明 | 男 | 2026-01-25 | 赵芳 | | 2"),
    ],
)
def test_what_is_never_a_pair(lists, first, second):
    assert lists.steps(one(first), one(second)) == {}


def test_an_identity_number_comes_first(lists):
    """The number is right (its check digit fits), so the name may have been changed since."""
    head = "number | name | sex | birth | identity\n"
    right = "99010220260105001" + check_digit("99010220260105001")
    for number, found in ((right, {"identity": 1}), (right[:-1] + "0", {})):
        one, two = f"1 | 王小明 | 男 | 2026-01-05 | {number}", f"9 | 李天宇 | 男 | 2026-01-05 | {number}"
        assert lists.steps(head + one, head + two) == found


def test_two_of_one_key_join_nothing(lists):
    """Same ward, same day, same sex, mothers of one name: without more it cannot be told who is who."""
    two = HEAD + "1 | 未取名 | 男 | 2026-01-05 | 王丽 | | 990101001\n2 | 未取名 | 男 | 2026-01-05 | 王丽 | | 990101001"
    pair = lists.compared(two, two.replace("1 |", "7 |").replace("2 |", "8 |"))["pairs"][0]
    assert (pair["pairs"], pair["ties"]) == (0, 4)
