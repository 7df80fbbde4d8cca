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
    return Rule(kind, (Input("of", kind=kind),), clamp(f"(of - {text(floor)}) / {text(target - floor)}"), "of", (),
                f"{zh}达到 {goal} 得满分，不足按比例", f"full points from {goal} of the {en} on, in proportion below",
                forms=section.words("forms"))  # fmt: skip


def completeness(section: Section, _: ItemContext) -> Rule:
    """Reports received as a share of reports expected."""
    return _reporting(section, "completeness", "报表报送率", "reports expected")


def timeliness(section: Section, _: ItemContext) -> Rule:
    """Reports received on time as a share of reports expected."""
    return _reporting(section, "timeliness", "报表按时报送率", "reports expected, received on time,")
