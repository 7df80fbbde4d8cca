"""Rules about change: better than last year, an excess brought down, one growth above another."""

from __future__ import annotations

from huimin.assessment.rules.building import ItemContext, clamp, text, words
from huimin.assessment.scheme import Input, Rule
from huimin.findings.section import Section


def improvement(section: Section, _: ItemContext) -> Rule:
    """Full points where the value is better than last year's by ``by``; in proportion from no change on.

    ``relative: true`` measures the change as a share of last year's value.
    """
    formula, by = section.text("of"), section.number("by")
    relative = section.flag("relative")
    lower = section.choice("better", ("higher", "lower"), "higher") == "lower"
    if by <= 0:
        section.fault("rule-not-positive", "by", found=by)
        by = 1.0
    change = "(before - of)" if lower else "(of - before)"
    share = clamp(f"{change} / (before * {text(by)})" if relative else f"{change} / {text(by)}")
    goal = words(section, "by")
    zh = f"比上年{'下降' if lower else '提高'} {goal}{'（相对值）' if relative else ''}得满分，不足按比例"
    en = f"full points for a {'fall' if lower else 'rise'} of {goal}{' of last year’s value' if relative else ''} on last year, in proportion below"
    inputs = (Input("of", formula), Input("before", f"last_year({formula})"))
    return Rule("improvement", inputs, share, "", (), zh, en)


def reduce_excess(section: Section, _: ItemContext) -> Rule:
    """Full points where last year's excess over ``base`` has fallen by the share its step asks for.

    ``steps`` are tried from the highest ``above`` down; the first that last year's value exceeds applies. Where there
    was no excess, full points for staying without one.
    """
    formula, base = section.text("of"), section.number("base")
    steps = []
    for part in section.sections("steps"):
        steps.append((part.number("above"), part.number("by"), words(part, "by")))
        part.done()
    steps.sort()
    if not steps:
        section.fault("definition-key-missing", "steps")
    wanted = text(steps[0][1]) if steps else "1"
    for above, by, _word in steps[1:]:
        wanted = f"if before > {text(above)} then {text(by)} else ({wanted})"
    share = (
        f"if before <= {text(base)} then (if of <= {text(base)} then 1 else 0) "
        f"else {clamp(f'(before - of) / ((before - {text(base)}) * ({wanted}))')}"
    )
    goals = "、".join(f">{text(above)}: {word}" for above, _by, word in steps)
    inputs = (Input("of", formula), Input("before", f"last_year({formula})"))
    return Rule("reduce_excess", inputs, share, "", (),
                f"上年超出 {text(base)} 的部分应下降（{goals}），不足按比例",
                f"last year’s excess over {text(base)} is to fall ({goals}), in proportion below")  # fmt: skip


def outgrow(section: Section, _: ItemContext) -> Rule:
    """Full points where ``of`` grows faster than ``than``; none otherwise."""
    first, second = section.text("of"), section.text("than")
    inputs = (Input("of", f"growth({first})"), Input("than", f"growth({second})"))
    return Rule("outgrow", inputs, "if of > than then 1 else 0", "", (),
                "增幅高于对照项增幅得满分", "full points where it grows faster than what it is held against")  # fmt: skip
