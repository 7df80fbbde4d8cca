"""What is said of rounds and visits, in Chinese and English; the command line, pages and documents share it."""

from __future__ import annotations

from math import isnan

from huimin.sampling.bands import BEYOND, UNTOLD, WITHIN_5, WITHIN_10
from huimin.sampling.rounds import OUTCOMES
from huimin.tasks.verify.results import Row

BANDS = {
    WITHIN_5: ("在5%以内", "within 5%"),
    WITHIN_10: ("在10%以内", "within 10%"),
    BEYOND: ("超过10%", "beyond 10%"),
    UNTOLD: ("说不准", "cannot be told"),
}
INTERVALS = {12: ("每年", "yearly"), 6: ("每半年", "half-yearly"), 3: ("每季度", "quarterly")}
DOUBTS = {
    "few-sites": ("核查的点不足20个", "fewer than 20 sites were checked"),
    "few-errors": (
        "有差错的点太少，或一两个点左右全局，区间的把握达不到所说的程度",
        "too few sites were wrong, or one or two outweigh the rest, for the interval to be as sure as it says",
    ),
    "many-unanswered": ("五分之一以上的点没有核查成", "more than a fifth of the sites could not be checked"),
    "nothing-reported": ("核查的点都报的是零，算不出比值", "the sites checked reported nothing, so there is no ratio"),
    "none-checked": ("还没有核查成的点", "no site has been checked"),
    "no-spread": (
        "查到的点都按同一比例不符，看不出其他点会差多少；区间按没有查到的点最多会错多少估计",
        "all sites checked differ in the same proportion; the interval says how far the others could lie apart at most",
    ),
    "no-error-found": (
        "没有发现差错；区间按没有查到的点最多会错多少估计",
        "no error was found; the interval says how wrong those not visited could be at most",
    ),
}


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[lang != "zh"]


def band_text(row: Row, lang: str) -> str:
    """The band, and what would decide it where it cannot be told."""
    text = _pick(BANDS[row.band.name], lang)
    if row.band.more:
        return text + (f"；再查{row.band.more}个点可望判定" if lang == "zh" else _more(row.band.more))
    if row.band.only_all:
        return text + ("；只有全部核查才能判定" if lang == "zh" else "; only a full count would decide")
    return text


def _more(count: int) -> str:
    return f"; {count} more {'site' if count == 1 else 'sites'} would be likely to decide"


def next_visit(row: Row, lang: str) -> str:
    """How often the area is visited from now on."""
    months = row.band.months
    return _pick(INTERVALS[months], lang) if months else ("照旧" if lang == "zh" else "as before")


def doubt_text(doubt: str, lang: str) -> str:
    """Why an interval does not promise what it says."""
    return _pick(DOUBTS[doubt], lang)


def outcome_text(code: int, lang: str) -> str:
    """What became of a site; 0 stands for a sheet that has not come."""
    return _pick(OUTCOMES.get(code, ("核查表未交", "no sheet yet")), lang)


def outcome_guide(lang: str) -> str:
    """What each number of the outcome means, in a line for the sheet."""
    told = ("；" if lang == "zh" else "; ").join(f"{code} {_pick(pair, lang)}" for code, pair in OUTCOMES.items())
    return f"核查情况：{told}（不是1的请在备注写明情况）" if lang == "zh" else f"Outcome: {told} (tell why in the note)"


def percent(value: float, digits: int = 1) -> str:
    """``97.3%``; a dash where it is not known."""
    return "–" if isnan(value) else f"{value * 100:.{digits}f}%"


def interval_text(low: float, high: float) -> str:
    """``95.1% – 99.4%``; a dash where it is not known."""
    return "–" if isnan(low) else f"{percent(low)} – {percent(high)}"
