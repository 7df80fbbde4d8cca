"""Rules about reporting itself: completeness and timeliness of forms."""

from __future__ import annotations

from huimin.assessment.rules.building import ItemContext, clamp, text, words
from huimin.assessment.scheme import Input, Rule
from huimin.findings.section import Section


def _reporting(section: Section, kind: str, zh: str, en: str) -> Rule:
    target, floor = section.number("target", 1.0), section.number("floor", 0.0)
    if floor >= target:
        section.fault("rule-floor-not-below", "floor", floor=floor, target=target)
        floor = target - 1
    goal = words(section, "target") if section.has("target") else "100%"
    share = clamp(f"(of - {text(floor)}) / {text(target - floor)}")
    floor_zh, floor_en = "不足按比例", "in proportion below"
    if floor > 0:
        low = words(section, "floor")
        floor_zh, floor_en = f"{low} 以下不得分，其间按比例", f"nothing below {low}, in proportion between"
    told = f"{zh}达到 {goal} 得满分，{floor_zh}", f"full points where {goal} of the reports {en}; {floor_en}"
    return Rule(kind, (Input("of", kind=kind),), share, "of", (), *told, forms=section.words("forms"))


def completeness(section: Section, _: ItemContext) -> Rule:
    """Reports received as a share of reports expected."""
    return _reporting(section, "completeness", "报表报送率", "came")


def timeliness(section: Section, _: ItemContext) -> Rule:
    """Reports received on time as a share of reports expected."""
    return _reporting(section, "timeliness", "报表按时报送率", "came on time")
