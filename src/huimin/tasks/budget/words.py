"""What a budget rests on, and what it can and cannot say, in words."""

from __future__ import annotations

from collections.abc import Sequence

from huimin.benefits.budget import Assumptions, TakeUp
from huimin.tasks.budget.setting import Setting

SIMULATED = (
    "按模拟人口测算：模拟的人口在各地区的分年龄、分性别人数与所依据的数字一致，但不对应任何真实的人，也没有读取任何个人信息。",
    "Worked out on simulated people: in every area there are as many of each age and sex as in the figures it rests "
    "on, but they stand for nobody, and no register was read.",
)
CANNOT = (
    "数字用于编制预算、比较方案，不用于认定谁能领取；没有统计数字的情况按假设抽取，假设改了结果就变。年末在世的人按全年计算，年内死亡的人未计入。",
    "The figures are for budgets and for comparing rules, never for deciding about anybody. What no figure tells is "
    "assumed, and with other assumptions the result is another. Who lives at the end of the year counts for all of it, "
    "who died within it is left out.",
)
INTERVAL = (
    "区间含两部分：家庭多少的偶然变动（95%），以及领取率的上下限；不含假设本身的误差。",
    "The interval holds chance in the number of families (95%) and the bounds of take-up; not how wrong the "
    "assumptions themselves may be.",
)
FORECAST = (
    "各年资金按当年的模拟人口执行现行规则得出，按现在的标准，不含今后调标；上下限来自人口推算的情景和 {futures} 条随机"
    "路径，情景是假设，不是目标。",
    "In each year today's rules are applied to the simulated people of that year, at today's amounts. Low and high "
    "come from the scenarios of the projection and from {futures} futures; scenarios are assumptions, never goals.",
)


def take_up_words(one: TakeUp, lang: str) -> str:
    """The take-up assumed, as a sentence."""
    share, low, high = (f"{100 * each:g}%" for each in (one.share, one.low, one.high))
    said = one.note.of(lang)
    if lang == "zh":
        return f"领取率按 {share} 测算（{low} 至 {high}）" + (f"：{said}。" if said else "。")
    return f"Take-up is counted as {share} ({low} to {high})" + (f": {said}." if said else ".")


def about_lines(setting: Setting, year: int, lang: str, futures: int = 0) -> list[str]:
    """What a budget of a year rests on, line by line."""
    at = int(lang != "zh")
    people = setting.basis.people
    made = [SIMULATED[at], CANNOT[at], INTERVAL[at]]
    if lang == "zh":
        ahead = f"，按中方案推算到{year}年末" if year > people.year else ""
        made.append(f"人口：{people.year}年末分年龄人口{ahead}。")
    else:
        ahead = f", carried to the end of {year} by the medium scenario" if year > people.year else ""
        made.append(f"People: by age at the end of {people.year}{ahead}.")
    takes = {setting.assumptions.take_up_of(code, year) for code in setting.benefits}
    made += [take_up_words(one, lang) for one in takes]
    if futures:
        made.append(FORECAST[at].format(futures=futures))
    return made


def guessed(assumptions: Assumptions, codes: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """Assumptions behind some facts: code, words in both languages, and how sure they are, those with a note only."""
    return [(one.code, one.note.zh, one.note.en, one.source.status)
            for one in assumptions.facts.values() if one.code in codes and one.note.zh]  # fmt: skip
