"""Columns fit the page and no number is broken; titles break into even lines; numbers are told in Chinese."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.official.layout import chinese, head_size, title_lines
from huimin.adapters.official.tables import PADDING, SIZES, plan, text_width
from huimin.writing.blocks import Column, Table
from official_samples import table, wide_table

TEXTS = st.text(st.sampled_from("河东县人口出生率（%）ABCabc 0123456789,.−"), max_size=60)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 12))
    columns = tuple(Column(draw(TEXTS), draw(st.booleans())) for _ in range(count))
    rows = draw(st.lists(st.tuples(*[TEXTS] * count), max_size=6))
    return Table("表", columns, tuple(rows))


@given(tables())
def test_columns_fill_the_width_and_are_never_nothing(made: Table) -> None:
    found = plan(made, 442.0)
    assert abs(sum(found.widths) - 442.0) < 0.5
    assert found.size in SIZES and all(width > 0 for width in found.widths)
    assert all(inset >= 0 for inset in found.insets)


@pytest.mark.parametrize("made", [table("zh", 20), table("en", 20), wide_table("zh"), wide_table("en")])
def test_no_number_is_broken(made: Table) -> None:
    found = plan(made, 442.0)
    for row in made.rows:
        for text, column, width, inset in zip(row, made.columns, found.widths, found.insets, strict=True):
            if column.numeric:
                assert text_width(text, found.size) <= width - inset - 2 * PADDING


def test_few_columns_keep_their_letters_and_many_get_smaller() -> None:
    assert plan(table("zh"), 442.0).size == 10.5
    assert plan(wide_table("zh"), 442.0).size < 10.5


@given(st.text(st.sampled_from("关于惠民市人口发展的通报2026年3月《办法》，"), min_size=1, max_size=90))
def test_a_title_keeps_its_words_and_its_lines_fit(title: str) -> None:
    lines = title_lines(title, 442.0)
    assert "".join(lines) == title
    assert all(text_width(line, 22.0) <= 442.0 for line in lines) or len(lines) == 1


def test_a_title_breaks_evenly_and_not_inside_a_month() -> None:
    lines = title_lines("惠民示范市人口发展办公室关于2026年2月人口和家庭发展主要指标完成情况的通报", 442.0)
    assert lines == ["惠民示范市人口发展办公室关于2026年2月", "人口和家庭发展主要指标完成情况的通报"]


def test_a_title_does_not_break_a_word_of_its_kind() -> None:
    assert title_lines("关于2025年度考核结果的通报（征求意见稿）", 442.0) == [
        "关于2025年度考核结果的",
        "通报（征求意见稿）",
    ]


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九"), (100, "100")],
)
def test_numbers_are_told_in_chinese(number: int, words: str) -> None:
    assert chinese(number) == words


def test_a_red_head_fills_the_line_but_does_not_break_it() -> None:
    for words in ("惠民市文件", "惠民示范市人口发展办公室文件", "惠民示范市高新技术产业开发区人口发展办公室文件"):
        assert text_width(words, head_size(words, 442.0)) <= 442.0
