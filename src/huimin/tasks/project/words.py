"""What a projection says in words: what drives the change, and what it rests on."""

from __future__ import annotations

from huimin.demography.projection import FEMALE, MALE
from huimin.tasks.project.basis import Floats
from huimin.tasks.project.outcome import Drivers, Outcome, ScenarioRun
from huimin.tasks.project.paths import SCENARIOS

ASSUMPTIONS = (
    "情景是假设，不是目标：它只说明“如果这样，就会那样”，不是对任何地区、任何家庭的要求或预言。",
    "Scenarios are assumptions, not goals: they say what would follow if they came about, and ask nothing of any area "
    "or family.",
)
_COUNTRIES = (
    "没有写明本地迁移的波动（migration_noise）：区间里的迁移像整个国家那样波动，一个县实际要大得多。",
    "Nothing was said of how much migration strays here (migration_noise): in the intervals it strays as that of a "
    "whole country, and a county's strays far more.",
)
_PARTS = {
    "structure": ("现有年龄结构", "today's age structure"),
    "fertility": ("生育水平偏离更替水平", "fertility away from replacement"),
    "mortality": ("寿命延长", "longer lives"),
    "migration": ("人口迁移", "migration"),
}


def scenario_word(name: str, lang: str) -> str:
    """A scenario in words; one of somebody's own is called as they did."""
    return SCENARIOS.get(name, (name, name))[lang != "zh"]


def assumption_words(lang: str) -> str:
    """That scenarios are assumptions and never goals."""
    return ASSUMPTIONS[lang != "zh"]


def people(value: float) -> str:
    """So many people, whole, with marks between thousands."""
    return f"{round(value):,}"


def driving_sentence(one: Drivers, area: str, lang: str) -> str:
    """What the change of an area's people comes from: events, then the part that weighs most and the others."""
    share = one.change / one.before if one.before else 0.0
    if abs(share) < 0.0005:
        return _still(one, area, lang)
    parts = sorted(one.parts.items(), key=lambda part: -abs(part[1]))
    parts = [part for part in parts if round(part[1])] or parts[:1]
    if lang == "zh":
        told = "，".join(f"{_PARTS[name][0]}{_signed(value, lang)}" for name, value in parts)
        return (
            f"{area}人口从{one.first_year}年的{people(one.before)}人{'增加' if share > 0 else '减少'}到"
            f"{one.last_year}年的{people(one.after)}人（{_percent(share)}）：出生{people(one.births)}人，"
            f"死亡{people(one.deaths)}人，{_moves(one, lang)}。"
            f"拆开来看，{told}；影响最大的是{_PARTS[parts[0][0]][0]}。"
        )
    told = ", ".join(f"{_PARTS[name][1]} {_signed(value, lang)}" for name, value in parts)
    return (
        f"From {one.first_year} to {one.last_year} the population of {area} {'grows' if share > 0 else 'falls'} from "
        f"{people(one.before)} to {people(one.after)} ({_percent(share)}): {people(one.births)} births, "
        f"{people(one.deaths)} deaths and {_moves(one, lang)}. Taken apart: {told}. "
        f"What weighs most is {_PARTS[parts[0][0]][1]}."
    )


def assumed_line(outcome: Outcome, run: ScenarioRun, at: int, lang: str) -> str:
    """What a scenario assumes of a place in its first and its last year."""
    net = float(run.migrants[at].sum()) / (outcome.years[-1] - outcome.years[0])
    values = (
        _span(run.tfr[at], 2),
        *(_span(run.e0[at, :, sex], 1) for sex in (FEMALE, MALE)),
        f"{'−' if round(net) < 0 else ''}{people(abs(net))}",
    )
    told = (
        "假设：总和生育率 {}；预期寿命女 {} 岁、男 {} 岁；净迁移年均 {} 人。"
        if lang == "zh"
        else "Assumed: {} children per woman; life expectancy {} years of women, {} of men; net migration {} a year."
    )
    return told.format(*values)


def _span(path: Floats, digits: int) -> str:
    """The first and the last value, or one where they are the same."""
    first, last = (f"{float(path[end]):.{digits}f}" for end in (0, -1))
    return first if first == last else f"{first} → {last}"


def _still(one: Drivers, area: str, lang: str) -> str:
    if lang == "zh":
        return (
            f"{area}人口从{one.first_year}年到{one.last_year}年基本不变，保持在{people(one.after)}人左右："
            f"出生{people(one.births)}人，死亡{people(one.deaths)}人，{_moves(one, lang)}。"
        )
    return (
        f"From {one.first_year} to {one.last_year} the population of {area} stays at about {people(one.after)}: "
        f"{people(one.births)} births, {people(one.deaths)} deaths and {_moves(one, lang)}."
    )


def _moves(one: Drivers, lang: str) -> str:
    """Who came and left, net."""
    net = round(one.migrants)
    if lang == "zh":
        return f"净迁{'入' if net > 0 else '出'}{people(abs(net))}人" if net else "没有净迁移"
    return (
        f"{people(abs(net))} more people moving {'in than out' if net > 0 else 'out than in'}"
        if net
        else "no net migration"
    )


def _percent(share: float) -> str:
    return f"{'+' if share > 0 else '−'}{abs(share):.1%}"


def _signed(value: float, lang: str) -> str:
    sign = "+" if round(value) > 0 else "−" if round(value) < 0 else "±"
    return f"{'：' if lang == 'zh' else ''}{sign}{people(abs(value))}{'人' if lang == 'zh' else ''}"


def resting_on(outcome: Outcome, lang: str) -> list[str]:
    """What a reader must know besides: where the rates by age come from, what the intervals are."""
    made = [assumption_words(lang)]
    if outcome.modelled:
        made.append(
            "没有分年龄的率：生育、死亡、迁移按年龄的分布取自公开发表的模型曲线。"
            if lang == "zh"
            else "No rates by age were given: how fertility, mortality and migration spread over ages comes from "
            "published model schedules."
        )
    around = [scenario_word(run.name, lang) for run in outcome.runs if run.fans]
    if around:
        count, seed = f"{outcome.trajectories:,}", outcome.seed
        made.append(
            f"80%、95% 区间来自围绕情景“{'”“'.join(around)}”的各 {count} 条随机轨迹（种子 {seed}）。"
            if lang == "zh"
            else f"The 80% and 95% intervals come from {count} random trajectories around "
            f"{'the scenario' if len(around) == 1 else 'each of the scenarios'} {', '.join(around)} (seed {seed})."
        )
        if outcome.noise_of_countries:
            made.append(_COUNTRIES[lang != "zh"])
    return made
