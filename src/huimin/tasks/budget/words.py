"""What a budget rests on, and what it can and cannot say, in words."""

from __future__ import annotations

from collections.abc import Sequence

from huimin.benefits.budget import Assumptions, TakeUp
from huimin.tasks.budget.editing import in_order, level_word
from huimin.tasks.budget.running import TOGETHER, Trial
from huimin.tasks.budget.setting import Setting
from huimin.tasks.project import AreaName

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
    "区间合计两部分：家庭多少的偶然变动（95%），以及假设的范围（各项比例和领取率的下限、上限）；下载的表里两部分分列。没有写明"
    "范围的假设不在区间里。",
    "The interval holds two parts: chance in the number of families (95%), and the ranges of the assumptions (low and "
    "high of shares and of take-up). Files tell them apart. An assumption without a range is not in it.",
)
FORECAST = (
    "各年资金按当年的模拟人口执行现行规则得出，按现在的标准，不含今后调标。每个情景的区间分开列：人口推算（{futures} 条"
    "随机路径）、假设的范围；“全部因素”再加上家庭多少的偶然变动。乡镇（街道）的随机路径随所在县区。情景是假设，不是目标。",
    "In each year today's rules are applied to the simulated people of that year, at today's amounts. The intervals "
    "around each scenario are told apart: the projection ({futures} futures), and the ranges of the assumptions; "
    "“everything” adds chance in the number of families. Townships share the futures of their county. Scenarios are "
    "assumptions, never goals.",
)


NOTHING = (
    "{place}{year}年没有变化：改动没有影响任何家庭。请看改的数在这一年是否起作用，规则里有没有别的条件挡住。",
    "Nothing changes in {place} in {year}: no family is touched. See whether the number counts in this year, and "
    "whether another condition of the rule stands in its way.",
)


def take_up_words(one: TakeUp, lang: str) -> str:
    """The take-up assumed, as a sentence."""
    share, low, high = (f"{100 * each:g}%" for each in (one.share, one.low, one.high))
    said = one.note.of(lang)
    if lang == "zh":
        return f"领取率按 {share} 测算（{low} 至 {high}）" + (f"：{said}。" if said else "。")
    return f"Take-up is counted as {share} ({low} to {high})" + (f": {said}." if said else ".")


def trial_sentence(tried: Trial, place: AreaName, lang: str) -> str:
    """What a change does in a place, in a few sentences: money, who pays the difference, families."""
    old, new = (one.money(TOGETHER, place.key) for one in (tried.before, tried.after))
    levels = {level: new.levels.get(level, 0) - old.levels.get(level, 0) for level in {**old.levels, **new.levels}}
    parts = [f"{level_word(level, lang)}{_gap(lang)}{_more(fen, lang)}" for level, fen in in_order(levels).items()]
    percent = f"{100 * (new.fen - old.fen) / old.fen:+.1f}%" if old.fen else ""
    change = tried.change(TOGETHER, place.key)
    gain, loss = ("" if each is None else _yuan(each) for each in (change.mean_gain, change.mean_loss))
    if not (change.gaining or change.losing or change.newly or change.ended or new.fen != old.fen):
        return NOTHING[int(lang != "zh")].format(place=place.name(lang), year=tried.after.year)
    was, now, more = _yuan(old.fen), _yuan(new.fen), _more(new.fen - old.fen, lang)
    if lang == "zh":
        return (
            f"{place.zh}{tried.after.year}年由 {was} 元变为 {now} 元，{more}" + (f"（{percent}）" if percent else "")
            + (f"，其中{'、'.join(parts)}" if parts else "")
            + f"。{change.gaining:,} 户得益" + (f"，户均多 {gain} 元" if gain else "")
            + f"；{change.losing:,} 户减少" + (f"，户均少 {loss} 元" if loss else "")
            + f"；新增应享 {change.newly:,} 户，不再应享 {change.ended:,} 户。"
        )  # fmt: skip
    return (
        f"{place.en} in {tried.after.year}: {was} yuan become {now}, {more}" + (f" ({percent})" if percent else "")
        + (f"; of this {', '.join(parts)}" if parts else "")
        + f". Families that gain: {change.gaining:,}" + (f" ({gain} yuan each on average)" if gain else "")
        + f"; that lose: {change.losing:,}" + (f" ({loss} yuan each on average)" if loss else "")
        + f"; newly entitled: {change.newly:,}; no longer entitled: {change.ended:,}."
    )  # fmt: skip


def _yuan(fen: float) -> str:
    return f"{fen / 100:,.0f}"


def _gap(lang: str) -> str:
    return "" if lang == "zh" else " "


def _more(fen: float, lang: str) -> str:
    """So much more or less."""
    if lang == "zh":
        return f"{'少' if fen < 0 else '多'} {_yuan(abs(fen))} 元"
    return f"{_yuan(abs(fen))} {'less' if fen < 0 else 'more'}"


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
