"""What a sign means, in words: how rare it would be by chance, and what innocent causes there may be."""

from __future__ import annotations

from math import floor, log10

from huimin.quality.signs import (
    ABOVE_TARGET,
    COPIED_AREA,
    COPIED_MONTH,
    JUMP,
    LAST_DIGIT,
    OUTLIER,
    OUTSIDE,
    ROUNDED,
    SHIFTED,
    STEADY,
)

NAMES: dict[str, tuple[str, str]] = {
    COPIED_MONTH: ("照抄其他期", "copies of other periods"),
    COPIED_AREA: ("与别村相同", "copies of other areas"),
    SHIFTED: ("整行错位", "shifted columns"),
    STEADY: ("波动过小", "too little variation"),
    ROUNDED: ("凑整数", "round numbers"),
    LAST_DIGIT: ("末位数字不均", "uneven last digits"),
    ABOVE_TARGET: ("刚好过线", "just above a target"),
    OUTLIER: ("发生数异常", "counts far from expectation"),
    JUMP: ("存量、金额异常", "stocks and amounts that jump"),
    OUTSIDE: ("与外部数据不符", "other than outside sources"),
}

INNOCENT: dict[str, tuple[str, str]] = {
    COPIED_MONTH: (
        "也可能是误传了上期的文件；很小的村两期数字相同并不少见",
        "the file of another period may have been sent by mistake; in a small village equal numbers are common",
    ),
    COPIED_AREA: (
        "也可能是汇总时粘贴错行，或两村合署办公、合并填报",
        "a row may have been pasted twice, or two villages share one office and report together",
    ),
    SHIFTED: ("多半是复制粘贴时错了一列", "most often a slip when columns were pasted"),
    STEADY: (
        "有的项目按计划办理（如每月固定名额），本来就不变；也可能是按年平均后分到各月",
        "some things go by plan (a fixed number a month) and never vary; or a year's total was spread evenly",
    ),
    ROUNDED: (
        "有的单位按十、按五登记（如卫生院成批上报）；估计数也常取整",
        "some offices count in tens or fives (a clinic that reports in batches); estimates are often rounded",
    ),
    LAST_DIGIT: (
        "按批、按盒、按班次计数的项目，末位本来就不均",
        "things that come in batches, boxes or classes have uneven last digits by nature",
    ),
    ABOVE_TARGET: (
        "到了目标就停止安排，也会刚好过线；这时应看服务是否被截止",
        "an office that stops when the target is reached also ends just above it; then ask who was turned away",
    ),
    OUTLIER: (
        "可能是一次性的集中办理、补报以前各期，或机构、区划变动",
        "a campaign, arrears of earlier periods, or a change of offices or boundaries can do this",
    ),
    JUMP: (
        "可能是普查或清理台账后的更正、区划变动，或标准调整、一次补发",
        "a correction after a census, a clean-up of records, a change of boundaries, a new rate or arrears can do this",
    ),
    OUTSIDE: (
        "口径、时点、范围不同（户籍与常住、发生地与居住地）都会造成差别",
        "another definition, day or area (registered or resident, place of event or of home) makes a difference",
    ),
}

OF: dict[str, tuple[str, str]] = {
    COPIED_MONTH: ("对报告", "such pairs of reports"),
    COPIED_AREA: ("对报告", "such pairs of reports"),
    SHIFTED: ("份报告", "such reports"),
    STEADY: ("个这样的序列", "such series"),
    ROUNDED: ("个这样的地区", "such areas"),
    LAST_DIGIT: ("个这样的地区", "such areas"),
    ABOVE_TARGET: ("个这样的地区", "such areas"),
    OUTLIER: ("个数字", "such figures"),
    JUMP: ("个数字", "such figures"),
    OUTSIDE: ("次比较", "such comparisons"),
}

UNTOLD: dict[str, tuple[str, str]] = {
    "few-periods": ("期数太少，说不准", "too few periods to tell"),
    "few-columns": ("栏目太少，说不准", "too few columns to tell"),
    "small-counts": ("数字太小，说不准", "the counts are too small to tell"),
    "steady-by-nature": ("本来就不变的项目", "columns that never vary by nature"),
    "cannot-tell": ("分母太小或太大，说不准", "the denominators are too small or too large to tell"),
    "no-count-for-amount": ("找不到与金额对应的笔数", "no count was found that the amount is paid for"),
    "incomplete": ("本期报送不全，不作比较", "reports are missing, so nothing was compared"),
    "no-amounts": ("金额没有偶然性可言，只列差别", "amounts have no play of chance; only the difference is listed"),
    "no-counts": ("没有可以检验的发生数", "the form has no counts that could be tested"),
}


MOST = 1e9  # beyond this nobody can picture a number, and the models behind it are not that good


def rarity(code: str, p: float, lang: str) -> str:
    """How rare a sign is by chance: ``once in 4,000 such reports``."""
    zh, en = OF[code]
    number = 1 / max(p, 1e-300)
    if number >= MOST:
        return (
            f"偶然出现的可能不到十亿{zh}之一"
            if lang == "zh"
            else f"by chance less than once in a thousand million {en}"
        )
    if lang == "zh":
        return f"偶然出现这样的情况，约每 {_zh(number)}{zh}才有一次"
    return f"by chance about once in {_en(number)} {en}"


def _round(number: float) -> float:
    """Two digits, no more: a probability is not known better."""
    step = 10 ** (floor(log10(number)) - 1) if number >= 100 else 1
    return float(round(number / step) * step)


def _en(number: float) -> str:
    rounded = _round(number)
    return f"{rounded / 1e6:,.10g} million" if rounded >= 1e6 else f"{rounded:,.0f}"


def _zh(number: float) -> str:
    rounded = _round(number)
    for size, word in ((1e8, "亿"), (1e4, "万")):
        if rounded >= size * (10 if word == "万" else 1):
            return f"{rounded / size:,.10g} {word}"
    return f"{rounded:,.0f} "
