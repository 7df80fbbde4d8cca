"""Rules on what people judge: checklists, evidence, frequency, deadlines; and deductions and bonuses."""

from __future__ import annotations

import re

from huimin.assessment.rules.building import ItemContext, text, words
from huimin.assessment.rules.threshold import counted
from huimin.assessment.scheme import Input, Rule, slug
from huimin.figures.dictionary import Category
from huimin.findings.section import Section


def checklist(section: Section, context: ItemContext) -> Rule:
    """Parts judged yes or no; the share is the parts met."""
    parts = []
    for part in section.sections("parts"):
        parts.append(Category(slug(part.text("id")), part.text("zh"), part.text("en")))
        part.done()
    if not parts:
        section.fault("definition-key-missing", "parts")
    element = context.element("yes-no", tuple(parts))
    share = f"of / {max(len(parts), 1)}"
    return Rule("checklist", (Input("of", element.code, "judged"),), share, "", (),
                f"共 {len(parts)} 项，每项完成得相应份额", f"{len(parts)} parts, each met earns its share",
                judged=(element,))  # fmt: skip


def evidence(section: Section, context: ItemContext) -> Rule:
    """A share of the points that people judge against a public rubric."""
    element = context.element("share")
    rubric_zh, rubric_en = section.text("rubric_zh", ""), section.text("rubric_en", "")
    return Rule("evidence", (Input("of", element.code, "judged"),), "of", "", (),
                f"由评审人凭证据评定：{rubric_zh}", f"judged by people on evidence: {rubric_en}", judged=(element,))  # fmt: skip


def frequency(section: Section, context: ItemContext) -> Rule:
    """So many times a period; fewer in proportion."""
    times = section.number("times")
    given, judged = counted(section, context)
    word = words(section, "times")
    return Rule("frequency", (given,), f"min(1, of / {text(max(times, 1e-9))})", "", (),
                f"每期 {word} 次得满分，不足按比例", f"full points for {word} times a period, in proportion below",
                judged=judged)  # fmt: skip


def deadline(section: Section, context: ItemContext) -> Rule:
    """Done by a day of the year (``MM-DD``); each day late loses a share."""
    by, lose = section.text("by"), section.number("lose_per_day", 1.0)
    if not re.fullmatch(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", by):
        section.fault("definition-wrong-kind", "by", expected="MM-DD", found=by)
        by = "12-31"
    element = context.element("date")
    inputs = (Input("of", element.code, "judged"), Input("due", by, "due"))
    late = words(section, "lose_per_day") if section.has("lose_per_day") else "100%"
    return Rule("deadline", inputs, f"max(0, 1 - {text(lose)} * max(0, of - due))", "", (),
                f"{by} 前完成得满分，每迟一天扣 {late}", f"full points when done by {by}, each day late loses {late}",
                judged=(element,))  # fmt: skip


def _extra(section: Section, context: ItemContext, kind: str, sign: str, zh: str, en: str) -> Rule:
    each, most = section.number("each"), section.number("most")
    given, judged = counted(section, context)
    share = f"{sign}min({text(most)}, max(0, of) * {text(each)})"
    words_each, words_most = words(section, "each"), words(section, "most")
    return Rule(kind, (given,), share, "", (), f"每件{zh} {words_each} 分，最多 {words_most} 分",
                f"{words_each} points {en} for each, {words_most} at most", judged=judged, extra=True)  # fmt: skip


def deduction(section: Section, context: ItemContext) -> Rule:
    """Points off for each event, up to a limit."""
    return _extra(section, context, "deduction", "-", "扣", "off")


def bonus(section: Section, context: ItemContext) -> Rule:
    """Points on top for each event, up to a limit."""
    return _extra(section, context, "bonus", "", "加", "extra")
