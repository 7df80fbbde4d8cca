"""The kinds of documents there are: their names, and whether they carry a document number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document.

    Attributes:
        numbered: it carries a document number of the office, handed out once.
        of_run: it tells of a finished run, and is a draft for comment until that is published.
        each: there is one for each of several areas; else one for the whole city.
        frequency: of what span it tells: ``month``, ``quarter``, ``half-year`` or ``year``; ``""`` for that of the run.
    """

    code: str
    zh: str
    en: str
    numbered: bool = False
    of_run: bool = False
    each: bool = False
    frequency: str = ""

    def name(self, lang: str) -> str:
        """Its name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


_ALL = (
    Kind(
        "monthly-circular", "主要指标每月通报", "Monthly circular on main indicators", numbered=True, frequency="month"
    ),
    Kind(
        "quarterly-quality",
        "季度核对与数据质量分析报告",
        "Quarterly report on reconciliation and data quality",
        numbered=True,
        frequency="quarter",
    ),
    Kind(
        "half-year-assessment",
        "半年考核通报",
        "Half-year assessment report",
        numbered=True,
        of_run=True,
        frequency="half-year",
    ),
    Kind("annual-assessment", "年度考核通报", "Annual assessment report", numbered=True, of_run=True, frequency="year"),
    Kind("responsibility-letter", "目标管理责任书", "Responsibility letter", each=True, frequency="year"),
    Kind("notice", "整改通知", "Notice to put things right", numbered=True, of_run=True, each=True),
    Kind("interview", "约谈通知", "Notice of an interview", numbered=True, of_run=True, each=True),
    Kind("yellow-card", "黄牌警告", "Yellow card", numbered=True, of_run=True, each=True),
    Kind("scorecard-letter", "考核结果告知书", "Scorecard letter", of_run=True, each=True),
    Kind("figures-letter", "年度数据反馈单", "Letter on the year's figures", each=True, frequency="year"),
    Kind("demonstration-file", "示范创建申报材料", "Demonstration-area file", of_run=True, each=True),
)

KINDS: dict[str, Kind] = {one.code: one for one in _ALL}
