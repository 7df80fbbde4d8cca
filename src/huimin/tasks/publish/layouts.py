"""Tables of texts as data: what each is called, its columns and its note, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from huimin.tasks.publish.frame import Frame
from huimin.writing.blocks import Column, Table

Words = tuple[str, str]
"""A text in Chinese and in English; ``{…}`` stands for a fact of the document at hand."""


@dataclass(frozen=True)
class Head:
    """The head of a column, its share of the width, and whether it holds numbers (set flush right)."""

    zh: str
    en: str
    width: float = 1.0
    numeric: bool = False


def numbers(zh: str, en: str, width: float = 1.0) -> Head:
    """The head of a column of numbers."""
    return Head(zh, en, width, numeric=True)


@dataclass(frozen=True)
class Layout:
    """A table without its rows."""

    title: Words
    heads: tuple[Head, ...]
    note: Words = ("", "")

    def filled(
        self, frame: Frame, rows: Iterable[Sequence[Any]], note: str = "", more: Sequence[Head] = (), **facts: str
    ) -> Table:
        """The table of a document.

        Args:
            note: said below it, instead of its own.
            more: columns that follow.
            facts: for what stands in braces, in the document's language.
        """

        def say(words: Words) -> str:
            return frame.say(*words).format(**facts)

        columns = tuple(Column(say((one.zh, one.en)), one.numeric, one.width) for one in self.heads)
        columns += tuple(Column(frame.say(one.zh, one.en), one.numeric, one.width) for one in more)
        lines = tuple(tuple(str(one) for one in row) for row in rows)
        return Table(say(self.title), columns, lines, note=note or say(self.note))


AREA = Head("地区", "Area", 1.8)

# --- the report on an assessment

ITEMS = Layout(
    ("各项得分情况", "Results by item"),
    (
        Head("项目", "Item", 2.6),
        numbers("分值", "Points", 0.7),
        numbers("得分率", "Mean share", 0.9),
        numbers("计分", "Scored", 0.75),
        numbers("未计分", "Not scored", 0.8),
        Head("失分较多的地区（失分）", "Most lost (points)", 2.8),
    ),
    (
        "得分率为各计分地区的平均；计分、未计分为地区数。未计分：数字未报送、没有对象，或人数太少、结论与偶然波动无法区分，"
        "按方案移出总分。",
        "Not scored: not reported, nothing to measure, or too few cases to tell the verdict from chance; taken out of "
        "the total as the scheme says.",
    ),
)
RANKING = Layout(
    ("考核得分和位次", "Scores and ranks"),
    (
        numbers("位次", "Rank", 0.6),
        AREA,
        numbers("得分", "Score", 0.9),
        numbers("波动范围", "Range of chance", 1.4),
        numbers("未报按不得分计", "Missing as nothing", 1.2),
        numbers("报送率", "Completeness"),
        Head("等次", "Grade", 1.5),
    ),
    (
        "得分按已报送的项目折算。波动范围：仅因人数有限，得分可能落在其间（95%置信度）。",
        "Scores rest on what was reported. Range of chance: where the score might lie for small numbers alone (95% "
        "confidence).",
    ),
)
COMPARED = Layout(
    ("与上期考核比较", "Against the assessment before"),
    (
        AREA,
        numbers("上期得分", "Score before"),
        numbers("本期得分", "Score now"),
        numbers("变化", "Change"),
        numbers("上期位次", "Rank before", 0.9),
        numbers("本期位次", "Rank now", 0.9),
    ),
    ("≈ 表示变化在偶然波动范围内。", "≈ marks a change within chance."),
)

# --- letters on one area

POINTS = Layout(
    ("各项得分", "Points by item"),
    (
        Head("项目", "Item", 2.4),
        numbers("实际", "Value", 1.1),
        Head("满分要求", "Asked for", 2.2),
        numbers("分值", "Points", 0.7),
        numbers("得分", "Earned"),
    ),
)
MEND = Layout(
    ("整改事项", "What has to be put right"),
    (
        numbers("序号", "No.", 0.5),
        Head("事项", "Item", 2.6),
        numbers("现状", "Now", 1.2),
        Head("要求", "Asked for", 2.4),
        numbers("失分", "Points lost", 0.8),
    ),
)
EVIDENCE = Layout(
    ("佐证数字", "Evidence"),
    (
        Head("项目", "Item", 2.0),
        numbers("实际", "Value"),
        Head("要求", "Asked for", 1.8),
        Head("数字来源", "Figures", 3.2),
    ),
    (
        "各项数字均可逐级追溯到报送的工作簿和单元格。",
        "Every figure can be traced to the workbook and cell it was reported in.",
    ),
)
FIGURES = Layout(
    ("{year}主要指标", "Main indicators, {year}"),
    (
        Head("指标", "Indicator", 2.4),
        numbers("本年", "This year"),
        numbers("分子/分母", "Count / of", 1.3),
        numbers("上年", "Last year"),
        numbers("变化", "Change"),
    ),
)

# --- responsibility letters

TARGETS = Layout(
    ("{year}目标", "Targets for {year}"),
    (
        Head("编号", "No.", 0.7),
        Head("项目", "Item", 2.3),
        Head("目标（满分要求）", "Target (for full points)", 2.6),
        numbers("{before}实际", "Value in {before}", 1.1),
        numbers("分值", "Points", 0.7),
    ),
    ("上年实际为“未报送”的，表示没有报送，不是零。", "“Not reported” is no zero: no report came."),
)
PARTS = Layout(
    ("任务分解", "The part of each area below"),
    (Head("地区", "Area", 1.5),),
    (
        "每格为“应服务数／对象数”。对象数取{before}报送数，应服务数按目标测算、向上取整，供安排服务力量之用。各项检查和服务均由本人自愿，"
        "不得作为对任何个人的要求。",
        "Each cell: to be served / entitled. Those entitled are as reported for {before}; those to be served follow "
        "from the target, rounded up, to plan staff by. Every check and service is voluntary, and none of this may be "
        "asked of any person.",
    ),
)

# --- the month: what was reported, which reports came, and what was wrong with them

WHOLE = Layout(("{month}全市主要指标", "Main indicators of the city, {month}"), (Head("指标", "Indicator", 2.4),))
MISSING = Layout(
    ("未报送报表的单位", "Offices whose reports are missing"),
    (
        Head("报送单位", "Office", 1.4),
        Head("报表", "Form", 1.8),
        numbers("缺报", "Missing", 0.7),
        numbers("应报", "Due", 0.7),
        Head("未报的地区", "Areas not reported", 2.4),
    ),
)
SUMS = Layout(
    ("自报数与下级合计不一致", "Own figures that differ from the sums below"),
    (
        Head("地区", "Area", 1.2),
        Head("期间", "Period", 0.8),
        Head("情况", "What was found", 3.4),
        Head("处理意见", "Next step", 2.2),
    ),
)
FOUND = Layout(
    ("数据质量问题", "What looked wrong or odd"),
    (
        numbers("条数", "Number", 0.6),
        Head("示例地区和期间", "Example: area, period", 1.4),
        Head("情况", "What was found", 3.4),
        Head("处理意见", "Next step", 2.0),
    ),
)
