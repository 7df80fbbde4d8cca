"""Whatever text arrives, the parser returns a formula or findings that can be told; it never breaks."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huimin.findings import Invalid, explain, next_step
from huimin.language import (
    Call,
    Name,
    Negate,
    Number,
    bind,
    check,
    describe,
    evaluate,
    evaluate_columns,
    parse,
    to_sql,
    to_text,
)
from huimin.language.text import DEPTH_MOST, LENGTH_MOST

PIECES = ["如果", "则", "否则", "且", "或", "非", "if ", " then ", " else ", " and ", " or ", "not ", "出生人数", "births", "male",
          "「", "」", "`", "名 称", ".", "·", "(", "）", "，", ",", "+", "-", "×", "/", "<", "=", "≥", "!", "%", "‰", "1", "0.5",
          "８", "min", "四舍五入", "rolling", " ", "\n", "'", ";", "\x00", "😀", "é", "\u3000"]  # fmt: skip


def reads_or_refuses(text, letters):
    try:
        node = parse(text)
        assert parse(to_text(node)) == node
        check(node, letters)
        bind(node, letters, 0, 0)
    except Invalid as invalid:
        assert invalid.findings
        for finding in invalid.findings:
            assert 0 <= finding.place.column <= len(text) + 1
            for lang in ("zh", "en"):
                assert "…" not in explain(finding, lang)  # every fact of the sentence is there
                assert next_step(finding, lang)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@settings(max_examples=500, deadline=None)
def test_scrambled_formulas(letters, text):
    reads_or_refuses(text, letters)


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_arbitrary_text(letters, text):
    reads_or_refuses(text, letters)


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3))
@settings(max_examples=300, deadline=None)
def test_any_name_can_be_written(parts):
    parts = [part.strip() for part in parts]
    if all(part and not set(part) & set("」`｀") for part in parts):
        name = Name(tuple(parts))
        assert parse(f"1 + {to_text(name)}").rest == (("+", name),)


def test_growth_of_growth_is_put_into_words_without_growing(letters):
    assert len(describe(parse("growth(" * 50 + "a" + ")" * 50), letters, "en")) < 500


@pytest.mark.parametrize(
    "text",
    ["(" * 3999, "-" * 3999 + "1", "not " * 900 + "1", "(" * 1900 + "1" + ")" * 1900, "min(1," * 600, "if " * 1300,
     "if a then " * 300, "-(" * 1500, "「" * 3000, "`" * 3999, "a." * 1999, "1" * 4000, "x" * 4001, "a,1" * 1000,
     "if(" * 1000, "abs(" * 800 + "1" + ")" * 800],
    ids=lambda text: f"{text[:6]} {len(text)}",
)  # fmt: skip
def test_monsters_are_refused(text):
    with pytest.raises(Invalid) as refused:
        parse(text)
    assert len(refused.value.findings) <= 10


def test_long_chains_are_no_nesting(letters):
    node = parse("+".join(["1"] * (LENGTH_MOST // 2)))
    assert evaluate(bind(node, letters, 0, 0), lambda leaf: None) == LENGTH_MOST // 2
    assert parse(" and ".join(["1 > 0"] * 300))


def deep(levels):
    text = "1"
    for _ in range(levels - 1):
        text = f"abs({text})"
    return text


def test_the_depth_allowed_is_safe_from_deep_within_a_program(letters):
    """Every walk over a formula of the greatest depth fits on a stack that is half used already."""

    def everything():
        node = parse.__wrapped__(deep(DEPTH_MOST))
        check(node, letters)
        expression = bind(node, letters, 0, 0)
        assert evaluate(expression, lambda leaf: None) == 1
        assert evaluate_columns(expression, lambda leaf: None, 2).tolist() == [1, 1]
        assert hash(node) == hash(parse(to_text(node)))
        assert to_sql(expression, str)
        assert describe(node, letters, "zh", lambda leaf: None).count("绝对值") == DEPTH_MOST - 1
        assert repr(node)

    def within(frames):
        return everything() if frames == 0 else within(frames - 1)

    within(sys.getrecursionlimit() // 2 - 100)
    with pytest.raises(Invalid, match="nested too deep"):
        parse(deep(DEPTH_MOST + 1))


def test_a_node_made_by_hand_may_be_as_deep(letters):
    node = Number(1.0)
    for _ in range(300):
        node = Negate(node)
    with pytest.raises(Invalid, match="nested too deep"):
        check(node, letters)
    with pytest.raises(Invalid, match="nested too deep"):
        bind(Call("abs", (node,)), letters, 0, 0)
