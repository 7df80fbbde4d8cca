"""One chart of each kind in both languages: ordinary, and with everything that offices manage to send."""

from __future__ import annotations

import math
import random

from huimin.charts import (
    Band,
    BeforeAfter,
    Completeness,
    Format,
    Funnel,
    Item,
    Line,
    Pair,
    Panel,
    People,
    Place,
    PointsLost,
    Pyramid,
    Ranking,
    Returns,
    SmallMultiples,
    Spot,
    Trend,
)

PERCENT = Format("percent", 1)
COUNTIES = {"zh": ("明湖区", "稻香县", "锦川区", "柳塘县", "白鹭县", "松月县", "麦溪县", "枫亭县", "金穗市"),
            "en": ("Minghu", "Daoxiang", "Jinchuan", "Liutang", "Bailu", "Songyue", "Maixi", "Fengting", "Jinsui")}  # fmt: skip
LONG = {"zh": "惠民示范市明湖区经济技术开发区管理委员会（托管柳树湾镇、红旗街道和国营第三农场及其所属十一个居民委员会与家属生活区）办事处",
        "en": "Minghu Economic and Technological Development Area Committee (in trust)"}  # fmt: skip
SUBJECT = {
    "zh": "孕产妇系统管理率，惠民示范市，2025年",
    "en": "Mothers in systematic care, Huimin Demonstration City, 2025",
}
OUTLIER = 3.2e6


def _months(lang, count=12):
    return tuple(f"2025年{at + 1}月" if lang == "zh" else f"2025-{at + 1:02}" for at in range(count))


def _frame(lang, **more):
    footer = "来源：惠民示范市月报，2026年1月15日" if lang == "zh" else "Source: monthly reports, 15 Jan 2026"
    return {"lang": lang, "subject": SUBJECT[lang], "footer": footer, "format": PERCENT, **more}


def _interval(value, size):
    if value is None:
        return None, None
    spread = 1.96 * math.sqrt(value * (1 - value) / size)
    return max(0.0, value - spread), min(1.0, value + spread)


def trend(lang, case="normal"):
    values = [0.801, 0.807, 0.799, 0.812, None, None, 0.826, 0.835, 0.831, None, 0.846, 0.858]
    if case == "one":
        values = [None] * 7 + [0.83] + [None] * 4
    if case == "missing":
        values = [None] * 12
    if case == "outlier":
        return Trend(**_frame(lang, format=Format(), simulated=True), periods=_months(lang),
                     lines=(Line(LONG[lang], (12, 15, 9, 14, OUTLIER, 13, 11, None, 10, 16, 12, 14)),))  # fmt: skip
    if case == "fan":
        years = tuple(str(year) for year in range(2026, 2052))
        word = {"zh": ("中方案", "高方案", "低方案", "80% 区间", "95% 区间"),
                "en": ("medium", "high", "low", "80% interval", "95% interval")}[lang]  # fmt: skip
        middle = [1_240_000 - 9_000 * at - 120 * at * at for at in range(26)]
        bands = tuple(Band(tuple(m - at * w for at, m in enumerate(middle)), tuple(m + at * w for at, m in enumerate(middle)), name)
                      for w, name in ((6000, word[4]), (3600, word[3])))  # fmt: skip
        lines = (Line(word[0], tuple(middle), bands), Line(word[1], tuple(m + 5000 * at for at, m in enumerate(middle))),
                 Line(word[2], tuple(m - 5200 * at for at, m in enumerate(middle))))  # fmt: skip
        return Trend(**_frame(lang, format=Format("number", 0), simulated=True), periods=years, lines=lines)
    sides = [_interval(value, 900) for value in values]
    band = Band(
        tuple(low for low, _ in sides), tuple(high for _, high in sides), "95% 区间" if lang == "zh" else "95% interval"
    )
    name = "孕产妇系统管理率" if lang == "zh" else "Systematic care"
    return Trend(**_frame(lang), periods=_months(lang), lines=(Line(name, tuple(values), (band,)),), target=0.85)


def _places(lang, count=9):
    chance = random.Random(count)
    made = []
    for at in range(count):
        name = COUNTIES[lang][at] if count <= 9 else f"{COUNTIES[lang][at % 9]}{at + 1}{'村' if lang == 'zh' else ''}"
        value = round(0.72 + 0.2 * chance.random(), 4)
        low, high = _interval(value, 250 + 900 * chance.random())
        made.append(Place(name, value, low, high))
    return made


def ranking(lang, case="normal"):
    places = _places(lang)
    if case == "many":
        places = _places(lang, 1300)
        places[700] = Place("柳树湾村" if lang == "zh" else "Liushuwan", 0.81, 0.74, 0.87, own=True)
    if case == "one":
        places = places[:1]
    if case == "missing":
        places = [Place(one.name, None) for one in places]
    if case == "outlier":
        places = [
            Place(LONG[lang], OUTLIER, own=True),
            *(Place(name, 3 + at * 1.7) for at, name in enumerate(COUNTIES[lang])),
        ]
        return Ranking(**_frame(lang, format=Format("number", 0), simulated=True), places=tuple(places))
    if case == "normal":
        places[3] = Place(places[3].name, None)
        places[5] = Place(places[5].name, 0.78, 0.61, 0.93, weak=True)
        places[1] = Place(places[1].name, places[1].value, places[1].low, places[1].high, own=True)
    return Ranking(**_frame(lang), places=tuple(places), target=0.85)


def funnel(lang, case="normal"):
    chance = random.Random(5)
    names = [*COUNTIES[lang], *(f"{name}{at}" for at in range(1, 8) for name in COUNTIES[lang])]
    spots = []
    for name in names:
        size = round(60 + 5000 * chance.random() ** 3)
        value = 0.83 + chance.gauss(0, 1.1) * math.sqrt(0.83 * 0.17 / size)
        spots.append(Spot(name, min(1.0, value), size))
    spots[4] = Spot(spots[4].name, 0.69, 1800)
    spots[6] = Spot(spots[6].name, 0.92, 900, own=True)
    spots[8] = Spot(spots[8].name, None, 300)
    if case == "one":
        spots = spots[4:5]
    if case == "missing":
        spots = [Spot(one.name, None, one.size) for one in spots]
    if case == "outlier":
        spots[0] = Spot(LONG[lang], 0.2, 4.1e6)
    return Funnel(**_frame(lang, simulated=case == "outlier"), spots=tuple(spots), centre=0.83,
                  centre_name="全市" if lang == "zh" else "city", size_name="产妇数" if lang == "zh" else "mothers")  # fmt: skip


def multiples(lang, case="normal"):
    chance = random.Random(9)
    names = COUNTIES[lang] if case != "many" else [f"{COUNTIES[lang][at % 9]}{at}" for at in range(1300)]
    panels = []
    for at, name in enumerate(names):
        start, slope = 0.7 + 0.15 * chance.random(), 0.012 * (chance.random() - 0.35)
        values = [min(1.0, start + slope * month + chance.gauss(0, 0.008)) for month in range(12)]
        values = [None if at == 2 and 4 <= month <= 6 else value for month, value in enumerate(values)]
        sides = [_interval(value, 1500) for value in values]
        panels.append(
            Panel(name, tuple(values), tuple(low for low, _ in sides), tuple(high for _, high in sides), own=at == 1)
        )
    if case == "one":
        panels = [Panel(panels[0].name, (*[None] * 11, 0.8))]
    if case == "missing":
        panels = [Panel(one.name, (None,) * 12) for one in panels]
    if case == "outlier":
        panels[4] = Panel(
            LONG[lang], tuple(OUTLIER if month == 6 else value for month, value in enumerate(panels[4].values))
        )
    return SmallMultiples(
        **_frame(lang, simulated=case == "outlier"), periods=_months(lang), panels=tuple(panels), target=0.85
    )


def before_after(lang, case="normal"):
    chance = random.Random(3)
    count = 1300 if case == "many" else 9
    pairs = []
    for at in range(count):
        name = COUNTIES[lang][at % 9] + (str(at) if count > 9 else "")
        then = 0.7 + 0.2 * chance.random()
        now = min(1.0, then + chance.gauss(0.01, 0.03))
        pairs.append(Pair(name, then, now, abs(now - then) > 0.02, own=at == 1))
    if case == "normal":
        pairs[7] = Pair(pairs[7].name, 0.8, None)
    if case == "one":
        pairs = pairs[:1]
    if case == "missing":
        pairs = [Pair(one.name, None, None) for one in pairs]
    if case == "outlier":
        pairs[0] = Pair(LONG[lang], 0.4, OUTLIER)
    words = ("2024年", "2025年") if lang == "zh" else ("2024", "2025")
    return BeforeAfter(**_frame(lang, simulated=case == "outlier"), pairs=tuple(pairs), before=words[0], after=words[1],
                       target=0.85 if case == "normal" else None)  # fmt: skip


def completeness(lang, case="normal"):
    chance = random.Random(4)
    count = 1300 if case == "many" else 9
    rows = []
    for at in range(count):
        late, missing = int(chance.random() * 30), int(chance.random() ** 3 * 60)
        rows.append(
            Returns(
                COUNTIES[lang][at % 9] + (str(at) if count > 9 else ""),
                300 - late - missing,
                late,
                missing,
                own=at == 1,
            )
        )
    if case == "one":
        rows = rows[:1]
    if case == "missing":
        rows = [Returns(one.name, 0, 0, 0) for one in rows]
    if case == "outlier":
        rows[0] = Returns(LONG[lang], 1, 2, 3_200_000)
    return Completeness(**_frame(lang, simulated=case == "outlier"), rows=tuple(rows))


def pyramid(lang, case="normal"):
    ages = (*(f"{at}–{at + 4}" for at in range(0, 85, 5)), "85+")

    def people(name, bulge):
        men = tuple(round(30_000 * math.exp(-(((at - bulge) / 7) ** 2)) + 9_000 * (1 - at / 18)) for at in range(18))
        return People(name, men, tuple(round(one * (0.94 + 0.015 * at)) for at, one in enumerate(men)))

    now, then = people("2025", 9), people("2010", 6)
    if case == "one":
        ages, now, then = ages[:1], People("2025", (120,), (110,)), None
    if case == "missing":
        now, then = People("2025", (None,) * 18, (None,) * 18), None
    if case == "outlier":
        now = People("2025", (*now.men[:5], int(OUTLIER * 20), *now.men[6:17], None), now.women)
    return Pyramid(
        **_frame(lang, format=Format("number", 0), simulated=case == "outlier"), ages=ages, now=now, then=then
    )


def points_lost(lang, case="normal"):
    names = {"zh": ("孕产妇系统管理率", "免费孕前优生健康检查覆盖率", "出生登记及时率", "流动人口信息协查反馈率", "奖励扶助资金到位率", "群众满意度", "报表质量"),
             "en": ("Systematic care of mothers", "Free checks before pregnancy", "Births registered on time", "Answers to enquiries on migrants",
                    "Support paid in full", "Satisfaction", "Quality of reports")}[lang]  # fmt: skip
    lost = (5, 0, 3.2, 2.5, 0, 1.25, -1)
    items = [Item(name, 14, 14 - one, untold=at == 3) for at, (name, one) in enumerate(zip(names, lost, strict=True))]
    if case == "normal":
        items.append(Item("现场核查" if lang == "zh" else "Inspection", 10, None))
    if case == "one":
        items = items[:1]
    if case == "missing":
        items = [Item(one.name, 14, None) for one in items]
    if case == "many":
        items = [Item(f"{names[at % 7]} {at}", 1, 1 - (at % 13) / 13) for at in range(1300)]
    if case == "outlier":
        items[0] = Item(LONG[lang], 3.2e6, 1.1e6)
    subject = {"zh": "2025年度考核，明湖区", "en": "Assessment of 2025, Minghu"}[lang]
    return PointsLost(
        **_frame(lang, format=Format("number", 2), simulated=case == "outlier") | {"subject": subject},
        items=tuple(items),
    )


KINDS = {
    "trend": trend, "ranking": ranking, "funnel": funnel, "multiples": multiples, "before-after": before_after,
    "completeness": completeness, "pyramid": pyramid, "points-lost": points_lost,
}  # fmt: skip
CASES = ("normal", "one", "missing", "outlier", "many")


def every():
    """(kind, case, language, chart) of all samples."""
    for kind, make in KINDS.items():
        for case in CASES:
            for lang in ("zh", "en"):
                if case != "many" or kind not in ("trend", "funnel", "pyramid"):
                    yield kind, case, lang, make(lang, case)
    for lang in ("zh", "en"):
        yield "trend", "fan", lang, trend(lang, "fan")
