"""Documents of every shape for the tests of the layouts, with a tiny chart of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from huimin.adapters.official.letterhead import Letterhead
from huimin.writing.blocks import (
    Column,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    SigningParty,
    Table,
    line,
)

DAY = date(2026, 3, 5)
LONG_NAME = "惠民示范市河东县人民政府云山街道办事处与高新技术产业开发区管理委员会联合人口与家庭发展服务中心（北部新城分中心）筹备办公室"
LETTERHEAD = Letterhead(
    office={"zh": "惠民示范市人口发展办公室", "en": "Population Office of Huimin Demonstration City"},
    number={"zh": "惠市人口发〔{year}〕{number}号", "en": "HSRKF [{year}] No. {number}"},
)


@dataclass(frozen=True)
class TinyChart:
    """Three bars."""

    title: str = "三个县中两个上升"
    lang: str = "zh"
    values: tuple[int, ...] = (40, 90, 65)

    def alt(self) -> str:
        return f"{self.title}: {', '.join(map(str, self.values))}"

    def svg(self, width: int = 640, height: int | None = None) -> str:
        tall = height or round(width * 0.4)
        bars = "".join(
            f'<rect x="{20 + at * 70}" y="{tall - 20 - value}" width="50" height="{value}" fill="url(#hatch)"/>'
            for at, value in enumerate(self.values)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" viewBox="0 0 {width} {tall}" '
            f'role="img" aria-labelledby="t"><title id="t">{self.title}</title><defs><pattern id="hatch" width="6" '
            'height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#0072b2"/><path d="M0 6L6 0" '
            f'stroke="#fff"/></pattern></defs><rect width="{width}" height="{tall}" fill="#fff"/>{bars}'
            f'<text x="20" y="20" font-size="13" font-family="Noto Sans CJK SC, sans-serif">{self.title}</text></svg>'
        )

    def spec(self) -> dict[str, Any]:
        return {}

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        return ("县", "值"), [(f"县{at}", str(value)) for at, value in enumerate(self.values)]


def paragraph(text: str, kind: str = "text") -> Paragraph:
    return Paragraph(line(text), kind)


def _areas(lang: str, count: int) -> list[str]:
    return [
        f"{'河东县第' if lang == 'zh' else 'Township '}{at}{'乡' if lang == 'zh' else ''}" for at in range(1, count + 1)
    ]


def table(lang: str = "zh", rows: int = 9) -> Table:
    """Areas with their births, rate and change; the last row is the sum."""
    names = ("地区", "出生人数", "出生率", "比上年同期", "报送") if lang == "zh" else (
        "Area", "Births", "Birth rate", "Against last year", "Reported")  # fmt: skip
    made = tuple(
        (name, f"{1200 + 37 * at:,}", f"{8 + at % 7 / 10:.1f}‰", f"{'+' if at % 2 else '−'}{at % 9 / 10:.1f}",
         ("未报送" if lang == "zh" else "not reported") if at % 11 == 5 else "12/12")
        for at, name in enumerate(_areas(lang, rows))
    )  # fmt: skip
    total = ("全市" if lang == "zh" else "City", "123,456", "8.4‰", "−0.3", "107/108")
    return Table(
        "各地出生情况" if lang == "zh" else "Births by area",
        tuple(Column(name, numeric=0 < at < 4) for at, name in enumerate(names)), (*made, total),
        strong_rows=frozenset({rows}),
        note="注：“未报送”表示该地区本月没有报送，不是零。" if lang == "zh" else "Note: “not reported” is not zero.",
    )  # fmt: skip


def wide_table(lang: str = "zh") -> Table:
    """Nine columns, and a name of sixty characters."""
    if lang == "zh":
        names = (
            "地区",
            "出生人数",
            "出生率（‰）",
            "出生人口性别比",
            "孕前优生健康检查覆盖率（%）",
            "较去年同期（百分点）",
            "位次",
            "报送率（%）",
            "说明",
        )
        first = (LONG_NAME, "12,345,678", "8.41", "106.3", "91.25", "+1.08", "1", "100.0", "其中一个月补报")
    else:
        names = ("Area", "Births", "Birth rate (‰)", "Sex ratio at birth", "Pre-conception check coverage (%)",
                 "Against last year (points)", "Rank", "Reported (%)", "Remark")  # fmt: skip
        first = (
            "Office of the Joint Centre for Population and Families of the High-Technology Zone and Cloud Hill",
            "12,345,678",
            "8.41",
            "106.3",
            "91.25",
            "+1.08",
            "1",
            "100.0",
            "one month late",
        )
    others = tuple(
        (name, "1,234", "8.00", "104.9", "88.10", "−0.42", str(at + 2), "97.2", "")
        for at, name in enumerate(_areas(lang, 8))
    )
    return Table(
        "九项指标一览" if lang == "zh" else "Nine indicators",
        tuple(Column(name, numeric=0 < at < 8) for at, name in enumerate(names)),
        (first, *others),
    )


def circular(rows: int = 80, simulated: bool = True) -> Document:
    """A long circular: a table over three pages, a wide one, an empty one, charts, lists, all depths of headings."""
    long = (
        "全市出生人数比上月上升**3.2%**，比去年同期下降1.1个百分点，变化在偶然波动范围之内；河东县位居第一，河西区进步最快。"
        * 3
    )
    return Document(
        kind="monthly-circular", lang="zh", title="惠民示范市人口发展办公室关于2026年2月人口和家庭发展主要指标完成情况的通报",
        issuer=LETTERHEAD.head("zh"), number=LETTERHEAD.number_of("zh", 2026, 3), addressees="各县（区）人民政府，市直有关单位",
        copies_to="市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市统计局，市公安局，市民政局，市卫生健康委员会",
        day=DAY, simulated=simulated, subject="2026年2月主要指标通报", enclosures=("各乡镇出生情况", "数据质量说明"),
        blocks=(
            paragraph("现将2026年2月全市人口和家庭发展主要指标完成情况通报如下。"),
            Heading("总体情况"), paragraph(long), Picture(TinyChart(), "数据截至3月3日"),
            Heading("各地情况", 1), Heading("出生", 2), paragraph(long), Heading("县级", 3), paragraph("见下表。"), table("zh", rows),
            Heading("乡级", 4), paragraph("见下表。"), wide_table("zh"), Heading("服务", 2), paragraph(long),
            replace(table("zh", 0), rows=(), strong_rows=frozenset(), title="本月没有的内容"),
            Picture(TinyChart("一个地区没有报送"), share=0.6),
            Heading("下一步工作"), Items((line("各县（区）于3月15日前补报缺报的村（居）报表。" * 2), line("市办将于4月对**变化异常**的地区进行核查。")), ordered=True),
            Items((line("核对本级与下级合计数；"), line("按时报送。"))),
            paragraph("特此通报。"), Signature((SigningParty(LETTERHEAD.office["zh"]),), DAY),
        ),
    )  # fmt: skip


def english(rows: int = 40) -> Document:
    """The English circular."""
    long = (
        "Births in the city rose by **3.2 %** against last month and fell by 1.1 points against last year; the change is within chance. Hedong stands first, Hexi improved most. "
        * 3
    )
    return Document(
        kind="monthly-circular", lang="en", title="Main indicators of February 2026: births rose in six of nine counties, and two townships did not report",
        issuer=LETTERHEAD.office["en"], number=LETTERHEAD.number_of("en", 2026, 3), addressees="the governments of the counties and districts",
        copies_to="Statistics Bureau, Civil Affairs Bureau", day=DAY, simulated=True, subject="Main indicators", enclosures=("Births by township",),
        blocks=(
            paragraph(long), Heading("Overall"), paragraph(long), Picture(TinyChart("Two of three counties rose", "en")),
            Heading("By area"), Heading("Births", 2), paragraph(long), table("en", rows), Heading("Services", 2), wide_table("en"),
            Heading("What is next"), Items((line("Report what is missing by 15 March. " * 4), line("Check the sums.")), ordered=True),
            Items((line("one"), line("two"))), Signature((SigningParty(LETTERHEAD.office["en"]),), DAY),
        ),
    )  # fmt: skip


def letter(simulated: bool = False) -> Document:
    """One line."""
    return Document(
        kind="notice", lang="zh", title="关于补报报表的通知", issuer=LETTERHEAD.head("zh"), number=LETTERHEAD.number_of("zh", 2026, 12),
        addressees="云山旗人口发展办公室", day=DAY, simulated=simulated,
        blocks=(paragraph("请于3月15日前补报2026年2月报表。"), Signature((SigningParty(LETTERHEAD.office["zh"]),), DAY)),
    )  # fmt: skip


def agreement() -> Document:
    """Two parties."""
    parties = (SigningParty("惠民示范市人民政府", "甲方", "负责人"), SigningParty(LONG_NAME[:30], "乙方", "负责人"))
    return Document(
        kind="responsibility-letter", lang="zh", title="2026年度人口和家庭发展目标管理责任书", day=None,
        blocks=(paragraph("为做好2026年度工作，甲乙双方签订本责任书。"), Heading("目标"), Items((line("覆盖率不低于90%；"), line("报送率达到100%。")), ordered=True),
                table("zh", 6), Heading("责任"), paragraph("乙方应当按期完成目标。"), Signature(parties), PageBreak(), Heading("任务分解", 1, False), table("zh", 3)),
    )  # fmt: skip


def letter_with_table(number: int) -> Document:
    """A letter of one page with a table, as there are a thousand of."""
    return Document(
        kind="scorecard-letter", lang="zh", title=f"河东县第{number}乡2025年度考核结果告知书", issuer=LETTERHEAD.head("zh"),
        number=LETTERHEAD.number_of("zh", 2026, number), addressees=f"河东县第{number}乡人民政府", day=DAY, simulated=True,
        blocks=(paragraph(f"你乡2025年度考核得分为{70 + number % 30}分。" * 3), Heading("得分情况"), table("zh", 9), Heading("整改建议"), paragraph("请按时报送。" * 8),
                Signature((SigningParty(LETTERHEAD.office["zh"]),), DAY)),
    )  # fmt: skip
