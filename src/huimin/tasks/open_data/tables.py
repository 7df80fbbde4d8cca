# ruff: noqa: E501 - a column and what it means stand on one line each
"""The downloads as tables: columns with names, meanings and types, and rows; the same for csv, xlsx, Parquet, JSON.

Every row of a simulated workspace says so, since files travel without the page they came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from huimin.disclosure.policy import publicity
from huimin.figures.periods import Period
from huimin.tasks.open_data.gathering import Site

TYPES = ("string", "decimal", "integer", "boolean", "date", "anyURI")
TOTAL = "_T"
"""The code of SDMX for the total of a dimension."""
MARKS_SAID = "SDMX CL_OBS_STATUS: A value, O not reported, Q hidden (confidential), M cannot exist"


@dataclass(frozen=True)
class Column:
    """A column: its name, what it means in both languages, its XML Schema type, and whether it is always filled."""

    name: str
    zh: str
    en: str
    type: str = "string"
    filled: bool = False


@dataclass(frozen=True)
class Download:
    """A table to download.

    Attributes:
        key: names of the columns that make a row unique.
        parents: (columns here, table, columns there): what these columns refer to.
        rows: lists of values in the order of the columns; None where there is none.
    """

    name: str
    zh: str
    en: str
    about_zh: str
    about_en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    parents: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    def title(self, lang: str) -> str:
        """Its name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en

    def about(self, lang: str) -> str:
        """What it holds, in a sentence."""
        return self.about_zh if lang == "zh" else self.about_en

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


def _c(name: str, zh: str, en: str, type_: str = "string", filled: bool = False) -> Column:
    return Column(name, zh, en, type_, filled)


AREA = _c("area", "地区代码", "area code", filled=True)
AREA_NAMES = (
    _c("area_zh", "地区名称（中文）", "area, Chinese name"),
    _c("area_en", "地区名称（英文）", "area, English name"),
)
PERIOD = _c("period", "期间", "period: 2025, 2025H1, 2025Q1 or 2025-01", filled=True)
SPAN = (_c("first_day", "期间首日", "first day of the period", "date", True),
        _c("last_day", "期间末日", "last day of the period", "date", True))  # fmt: skip
MARK = _c("status", "状态：A 有数，O 未报送，Q 不公布，M 不存在", f"status ({MARKS_SAID})", filled=True)
SIMULATED = _c("simulated", "是否模拟数据", "whether the figures are invented", "boolean", True)


def downloads(site: Site) -> tuple[Download, ...]:
    """All tables of a publication."""
    return (_indicators(site), _counts(site), _scores(site), _definitions(site), _areas(site))


def _span(code: str) -> tuple[str, str]:
    period = Period.of(code)
    return period.start.isoformat(), period.end.isoformat()


def _indicators(site: Site) -> Download:
    columns = (
        AREA, *AREA_NAMES, _c("indicator", "指标代码", "indicator code", filled=True), PERIOD, *SPAN, MARK,
        _c("value", "指标值（百分比写作小数）", "value (shares as decimals: 0.85 is 85%)", "decimal"),
        _c("low", "95%区间下限", "lower end of the 95% interval", "decimal"),
        _c("high", "95%区间上限", "upper end of the 95% interval", "decimal"),
        _c("numerator", "分子", "numerator", "decimal"), _c("denominator", "分母", "denominator", "decimal"),
        _c("complete", "应报报表中已报的比例（0到1）", "share of the expected reports it rests on (0 to 1)", "decimal"),
        SIMULATED,
    )  # fmt: skip
    rows = [
        (one.area, site.name(one.area, "zh"), site.name(one.area, "en"), one.indicator, one.period,
         *_span(one.period), one.mark, *map(_tidy, one[4:]), site.simulated)
        for one in site.values
    ]  # fmt: skip
    return Download(
        "indicators", "指标", "Indicators", "每个地区、每个期间、每项指标的数值、区间和报送情况。",
        "The value of every indicator for every area and period, with its interval and how many reports it rests on.",
        columns, ("area", "indicator", "period"), rows,
        ((("area",), "areas", ("area",)), (("indicator",), "definitions", ("code",))),
    )  # fmt: skip


def _counts(site: Site) -> Download:
    columns = (
        AREA, *AREA_NAMES, _c("element", "数据项代码", "data element", filled=True),
        _c("part", "分组（_T 为合计）", "part of it (_T: the total)", filled=True), PERIOD, *SPAN, MARK,
        _c("value", "数值", "the count", "decimal"),
        _c("rounded_to", "取整到它的倍数（空为原数）", "rounded to multiples of this (empty: exact)", "integer"), SIMULATED,
    )  # fmt: skip
    rows = [
        (one.area, site.name(one.area, "zh"), site.name(one.area, "en"), *_parted(one.column), one.period,
         *_span(one.period), one.mark, _tidy(one.value), one.rounded or None, site.simulated)
        for one in site.counts
    ]  # fmt: skip
    return Download(
        "counts", "数量", "Counts", "指标背后的人数、件数和金额；过小的数不公布。",
        "The people, cases and amounts behind the indicators; small counts are hidden.",
        columns, ("area", "element", "part", "period"), rows,
        ((("area",), "areas", ("area",)), (("element",), "definitions", ("code",))),
    )  # fmt: skip


def _parted(column: str) -> tuple[str, str]:
    element, _, part = column.partition(".")
    return element, part or TOTAL


def _scores(site: Site) -> Download:
    columns = (
        _c("scheme", "方案代码", "scheme", filled=True), PERIOD, AREA, *AREA_NAMES,
        _c("item", "项目编号（_T 为总分）", "item (_T: the score)", filled=True), _c("item_zh", "项目（中文）", "item, Chinese"),
        _c("item_en", "项目（英文）", "item, English"), MARK,
        _c("points", "得分", "points, or the score", "decimal"), _c("possible", "满分", "points possible", "decimal"),
        _c("low", "总分可能的下限", "least the score can be", "decimal"),
        _c("high", "总分可能的上限", "most the score can be", "decimal"),
        _c("grade", "等次", "grade"), _c("best_place", "可能的最高名次", "best place possible", "integer"),
        _c("worst_place", "可能的最低名次", "worst place possible", "integer"),
        _c("run", "考核编号", "run", filled=True), SIMULATED,
    )  # fmt: skip
    return Download(
        "scores", "考核得分", "Scores", "各项得分、总分、等次和名次；会泄露小数的得分不公布或取整。",
        "Points of every item, scores, grades and places; what would give a small count away is hidden or rounded.",
        columns, ("scheme", "period", "area", "item"), list(_score_rows(site)),
        ((("area",), "areas", ("area",)),),
    )  # fmt: skip


def _score_rows(site: Site) -> Iterator[Sequence[Any]]:
    for run in site.runs:
        items = {one["id"]: one for one in run.described["items"]}
        for card in run.cards:
            head = (run.scheme, run.period, card.area, site.name(card.area, "zh"), site.name(card.area, "en"))
            mark = {"none": "O", "range": "Q"}.get(card.telling, "A")
            limits = [None if card.telling == "none" else _tidy(one) for one in (card.low, card.high)]
            yield (*head, TOTAL, "总分", "Score", mark, _tidy(card.score), float(run.described["scheme"]["total"]),
                   *limits, card.grade or None, card.best, card.worst, run.run, site.simulated)  # fmt: skip
            for item in card.items:
                one = items[item.id]
                known = "Q" if item.hidden else "A" if item.points is not None else "O"
                yield (*head, item.id, one["zh"], one["en"], known, _tidy(item.points), one["points"], None, None,
                       None, None, None, run.run, site.simulated)  # fmt: skip


def _definitions(site: Site) -> Download:
    columns = (
        _c("code", "代码", "code", filled=True), _c("what", "类别：indicator 指标，element 数据项", "indicator or element",
                                                 filled=True),
        _c("zh", "名称（中文）", "name, Chinese", filled=True), _c("en", "名称（英文）", "name, English", filled=True),
        _c("formula", "公式", "formula"), _c("formula_zh", "公式（中文）", "formula in Chinese words"),
        _c("formula_en", "公式（英文）", "formula in English words"), _c("unit", "单位", "unit"),
        _c("show", "显示为", "how it is shown: number, percent, permille"),
        _c("better", "高好还是低好", "which way is better"), _c("source", "来源", "source"),
        _c("note_zh", "说明（中文）", "note, Chinese"), _c("note_en", "说明（英文）", "note, English"),
        _c("protection", "小数保护", "protection of small counts"), SIMULATED,
    )  # fmt: skip
    rows: list[Sequence[Any]] = [
        (one.code, "indicator", one.zh, one.en, one.text, site.formula(one, "zh"), site.formula(one, "en"), None,
         one.show, one.better, one.source.text() or None, one.note_zh or None, one.note_en or None, None,
         site.simulated)
        for one in site.indicators
    ]  # fmt: skip
    rows += [
        (one.code, "element", one.zh, one.en, None, None, None, one.unit, None, None, one.source or None,
         one.note or None, None, publicity(one), site.simulated)
        for one in site.elements
    ]  # fmt: skip
    return Download(
        "definitions", "定义", "Definitions", "每项指标和数据项的名称、公式、单位和来源。",
        "Names, formulas, units and sources of every indicator and data element.", columns, ("code",), rows,
    )  # fmt: skip


def _areas(site: Site) -> Download:
    columns = (
        AREA, _c("zh", "名称（中文）", "name, Chinese", filled=True), _c("en", "名称（英文）", "name, English", filled=True),
        _c("level", "级别", "level", filled=True), _c("parent", "上级地区", "area above"), SIMULATED,
    )  # fmt: skip
    rows = [(key, site.name(key, "zh"), site.name(key, "en"), site.level(key), site.parent(key) or None,
             site.simulated) for key in site.areas]  # fmt: skip
    return Download(
        "areas", "地区", "Areas", "公布数据的地区。", "The areas that are published.", columns, ("area",), rows,
        ((("parent",), "areas", ("area",)),),
    )  # fmt: skip


def _tidy(value: float | None) -> float | None:
    """At most twelve significant digits: what is left after is noise of the computer."""
    return None if value is None else float(format(value, ".12g"))
