"""Rules that hold a value against a target: at least, at most, within a range, a count, pace against the calendar."""

from __future__ import annotations

from huimin.assessment.rules.building import ItemContext, clamp, text, words
from huimin.assessment.scheme import Input, Rule
from huimin.findings.section import Section


def at_least(section: Section, _: ItemContext) -> Rule:
    """Full points from ``target`` on; between ``floor`` and ``target`` in proportion; nothing below the floor."""
    target, floor = section.number("target"), section.number("floor", None)
    share, zh, en = f"if of >= {text(target)} then 1 else 0", "", ""
    if section.has("floor"):
        if floor >= target:
            section.fault("rule-floor-not-below", "floor", floor=floor, target=target)
        else:
            share = clamp(f"(of - {text(floor)}) / {text(target - floor)}")
        zh, en = (
            f"，{words(section, 'floor')} 以下不得分，其间按比例",
            f"; nothing below {words(section, 'floor')}, in proportion between",
        )
    goal = words(section, "target")
    return Rule("at_least", (Input("of", section.text("of")),), share, "of", (target,),
                f"达到 {goal} 得满分{zh}", f"full points from {goal} on{en}")  # fmt: skip


def at_most(section: Section, _: ItemContext) -> Rule:
    """Full points up to ``target``; between ``target`` and ``ceiling`` in proportion; nothing above the ceiling."""
    target, ceiling = section.number("target"), section.number("ceiling", None)
    share, zh, en = f"if of <= {text(target)} then 1 else 0", "", ""
    if section.has("ceiling"):
        if ceiling <= target:
            section.fault("rule-ceiling-not-above", "ceiling", ceiling=ceiling, target=target)
        else:
            share = clamp(f"({text(ceiling)} - of) / {text(ceiling - target)}")
        zh, en = (
            f"，{words(section, 'ceiling')} 以上不得分，其间按比例",
            f"; nothing above {words(section, 'ceiling')}, in proportion between",
        )
    goal = words(section, "target")
    return Rule("at_most", (Input("of", section.text("of")),), share, "of", (target,),
                f"不超过 {goal} 得满分{zh}", f"full points up to {goal}{en}")  # fmt: skip


def inside(section: Section, _: ItemContext) -> Rule:
    """Full points from ``low`` to ``high``; outside they fall to nothing over ``margin``."""
    low, high, margin = section.number("low"), section.number("high"), section.number("margin", 0.0)
    if low > high:
        section.fault("rule-range-empty", "low", low=low, high=high)
    if margin > 0:
        share = clamp(f"1 - max({text(low)} - of, of - {text(high)}) / {text(margin)}")
    else:
        share = f"if of >= {text(low)} and of <= {text(high)} then 1 else 0"
    both = f"{words(section, 'low')}–{words(section, 'high')}"
    tail_zh, tail_en = ("", "")
    if margin > 0:
        wide = words(section, "margin")
        tail_zh, tail_en = f"，超出 {wide} 以内按比例", f"; in proportion within {wide} outside it"
    return Rule("range", (Input("of", section.text("of")),), share, "of", (low, high),
                f"在 {both} 之间得满分{tail_zh}", f"full points within {both}{tail_en}")  # fmt: skip


def count(section: Section, context: ItemContext) -> Rule:
    """All or nothing by a count: ``at_least`` or ``at_most`` a number of events. Judged where there is no ``of``."""
    at_least_given = section.has("at_least")
    key = "at_least" if at_least_given else "at_most"
    limit = section.number(key)
    section.raw("at_least"), section.raw("at_most")
    share = f"if of {'>=' if at_least_given else '<='} {text(limit)} then 1 else 0"
    word = words(section, key)
    zh, en = (f"不少于 {word}", f"at least {word}") if at_least_given else (f"不多于 {word}", f"at most {word}")
    given, judged = counted(section, context)
    return Rule("count", (given,), share, "of", (limit,), f"{zh}得满分", f"full points for {en}", judged=judged)


def pace(section: Section, _: ItemContext) -> Rule:
    """The year's target shared out by the calendar: full points where the work keeps pace with the days gone."""
    target = section.text("target")
    inputs = (
        Input("of", f"ytd({section.text('of')})"),
        Input("target", target),
        Input("elapsed", kind="elapsed"),
    )
    return Rule("pace", inputs, "min(1, of / (target * elapsed))", "of", (),
                f"按全年目标 {target} 与时间进度之比计分", f"in proportion to the year's target {target} times the share of the year gone")  # fmt: skip


def counted(section: Section, context: ItemContext) -> tuple[Input, tuple]:  # type: ignore[type-arg]
    """The input ``of`` from a formula, or else a number that people judge."""
    if section.has("of"):
        return Input("of", section.text("of")), ()
    section.raw("of")
    element = context.element("count")
    return Input("of", element.code, "judged"), (element,)
