"""Benefits for tests, made from plain mappings, and populations told both as columns and as facts of each subject."""

from __future__ import annotations

from typing import Any

import numpy as np

from huimin.benefits import Benefit, Columns, read_benefit
from huimin.findings import Finding, Severity

WORDS = {"held_zh": "是", "held_en": "yes", "failed_zh": "否", "failed_en": "no"}


def fact(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "code": code,
        "kind": kind,
        "zh": f"{code}事",
        "en": f"the {code}",
        "ask_zh": f"{code}？",
        "ask_en": f"{code}?",
        **more,
    }


def condition(code: str, formula: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "formula": formula, **WORDS, **more}


def amount(*dated: tuple[str, Any], code: str = "standard", **more: Any) -> dict[str, Any]:
    entries = [{"from": day, "yuan": yuan, "status": "ours"} for day, yuan in dated]
    return {"code": code, "zh": "标准", "en": "amount", **({"dated": entries} if entries else {}), **more}


def document(**changes: Any) -> dict[str, Any]:
    """The definition of a plain benefit: 300 yuan a month for children under three, since 2020."""
    made: dict[str, Any] = {
        "code": "plain", "zh": "补贴", "en": "Plain", "about_zh": "补贴", "about_en": "Plain", "authority_zh": "部门",
        "authority_en": "Office", "office_zh": "街道", "office_en": "the office", "subject": "child", "life": ["child-born"],
        "source": {"title": "办法", "date": "2020", "status": "ours"}, "from": "2020-01-01",
        "facts": [fact("birth", "date", after="parent_birth"), fact("parent_birth", "date")],
        "conditions": [condition("born", "birth.days >= 0"), condition("young", "birth.years < 3")],
        "amounts": [amount(("2020-01-01", 300))], "period": "month", "proration": "none", "tested": "first",
        "documents": [{"zh": "证", "en": "paper"}],
        "steps": [{"code": "check", "zh": "审核", "en": "check", "by": "county"}],
        "shares": [{"from": "2020-01-01", "of": {"county": "100%"}, "status": "ours"}], "retention": {"months": 12},
    }  # fmt: skip
    made.update(changes)
    return {key: value for key, value in made.items() if value is not None}


def read(**changes: Any) -> tuple[Benefit | None, list[Finding]]:
    """The benefit and every finding about it."""
    faults: list[Finding] = []
    return read_benefit(document(**changes), faults), faults


def made(**changes: Any) -> Benefit:
    """A benefit without errors."""
    benefit, faults = read(**changes)
    assert benefit is not None, [(one.code, dict(one.facts)) for one in faults]
    return benefit


def codes(faults: list[Finding], least: Severity = Severity.ERROR) -> list[str]:
    return sorted({one.code for one in faults if one.severity >= least})


def told(benefit: Benefit, columns: Columns, row: int) -> dict[str, Any]:
    """The facts of one row as the reference takes them."""
    made: dict[str, Any] = {code: _one(benefit, code, column[row]) for code, column in columns.facts.items()}
    if columns.family is not None:
        people = np.flatnonzero(columns.family == row)
        made["members"] = [
            {code: _one(benefit, code, column[one]) for code, column in columns.members.items()} for one in people
        ]
    return made


def _one(benefit: Benefit, code: str, value: Any) -> Any:
    kind = benefit.fact(code).kind
    if kind == "date":
        return None if np.isnat(value) else value.astype(object)
    if np.isnan(value):
        return None
    if kind == "choice":
        return list(benefit.fact(code).options)[int(value)]
    if kind == "area":
        return benefit.fact(code).areas[0] if value else "elsewhere"
    return bool(value) if kind == "yes-no" else float(value)
