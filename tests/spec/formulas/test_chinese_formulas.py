"""Formulas may be written in Chinese throughout, with full-width signs and without spaces."""

from __future__ import annotations

import pytest

from huimin.language import FUNCTIONS, parse


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("如果出生人数>3则1否则0", "if 出生人数 > 3 then 1 else 0"),
        ("如果（出生人数＞３）则１否则０", "if 出生人数 > 3 then 1 else 0"),
        ("如果(出生人数>3，1，0)", "if(出生人数 > 3, 1, 0)"),
        ("如果 出生人数>3 那么 1 否则 0", "if 出生人数 > 3 then 1 else 0"),
        ("人口≥100且非出生人数＝0或经费≠0", "人口 >= 100 and not 出生人数 = 0 or 经费 != 0"),
        ("出生人数×１００÷人口－８％", "出生人数 * 100 / 人口 - 8%"),
        ("四舍五入（出生人数、2）", "round(出生人数, 2)"),
        ("最大(人口,1)", "max(人口, 1)"),
        ("取首个(经费,0)", "coalesce(经费, 0)"),
        ("去年同期（本年累计（出生人数））", "last_year(ytd(出生人数))"),
        ("ＩＦ（a＞1，2，3）", "if a > 1 then 2 else 3"),
        ("出生人数.男-出生人数·女", "出生人数.男 - 出生人数.女"),
    ],
)
def test_the_two_notations_mean_the_same(chinese, english):
    assert parse(chinese) == parse(english)


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
def test_every_function_has_a_chinese_name(function):
    assert parse(f"{function.zh}(x)") == parse(f"{function.name}(x)") == parse(f"{function.name.upper()}(x)")


def test_signs_inside_quotes_stay_as_they_are(names):
    node = parse("「检查人数（孕前）」")
    assert names.resolve(node.parts).code == "checked"


def test_columns_count_the_characters_as_written(faults):
    assert faults("出生人数（１）×＃") == [("formula-character", 9)]
    assert faults("如果出生人数>3则") == [("formula-ended", 10)]
