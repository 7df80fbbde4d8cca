"""How claims of a benefit are handled: the steps, who takes them, and the deadlines."""

from __future__ import annotations

from dataclasses import dataclass

from huimin.benefits.definition import Benefit, Words

CONFIRM = Words("第二人复核", "confirmation by a second person")


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step: its level, and the working days it may take (None: not limited by the rule)."""

    code: str
    name: Words
    by: str
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How a claim is handled.

    Attributes:
        steps: the first proposes, each later one confirms or returns; two at least.
        notice_days: working days of public notice before a grant counts; 0: none.
        appeal_days: days in which the family can appeal. answer_days: days in which it is answered.
        renewal_months: after how many months it is confirmed again; 0: never.
    """

    steps: tuple[PlanStep, ...]
    notice_days: int = 0
    appeal_days: int = 60
    answer_days: int = 60
    renewal_months: int = 12


def plan_of(benefit: Benefit) -> Plan:
    """The plan of a benefit. Where its rule names one step, a second person at the same level confirms."""
    steps = tuple(PlanStep(one.code, one.name, one.by, one.working_days) for one in benefit.steps)
    if not steps:
        steps = (PlanStep("check", Words("审核", "check"), ""),)
    if len(steps) == 1:
        steps = (*steps, PlanStep("second", CONFIRM, steps[0].by, steps[0].working_days))
    handling = benefit.handling
    months = 0 if benefit.period == "once" else handling.renewal_months
    return Plan(steps, handling.notice_days, handling.appeal_days, handling.answer_days, months)
