"""Reading a benefit from its definition file: every fault is told at once, with file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from huimin.benefits.checking import check_benefit
from huimin.benefits.definition import (
    FACT_KINDS,
    PERIODS,
    PERSONS,
    PRORATIONS,
    STATUSES,
    SUBJECTS,
    TESTED,
    WINDOW_ENDS,
    Benefit,
    Claiming,
    Condition,
    Fact,
    Handling,
    Paper,
    Retention,
    Rounding,
    Source,
    Step,
    Tally,
    Words,
)
from huimin.benefits.money import UNITS, WAYS
from huimin.benefits.paid_by import ENDS, PaidBy
from huimin.benefits.reading_money import read_amount, read_cap, read_named, read_shares
from huimin.findings import Finding, Invalid, Severity
from huimin.findings.section import Section
from huimin.language import Node, Number, parse

CODE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
RESERVED = ("day", "rate")
LATEST_DAYS, LATEST_ENDS = 250, 4
"""How late ``paid_by`` may be: working days, or stretches after the first."""


def read_benefit(document: Mapping[str, Any], faults: list[Finding]) -> Benefit | None:
    """Read one benefit; None where it has errors, which all go to ``faults``.

    Warnings (an amount in mid-month) and notes (what the office still has to fill in) go there too.
    """
    before = len(faults)
    section = Section(document, faults)
    made = _benefit(section)
    section.done()
    check_benefit(made, section)
    return None if any(one.severity is Severity.ERROR for one in faults[before:]) else made


def words_of(section: Section, stem: str = "", needed: bool = True) -> Words:
    """The texts of ``zh`` and ``en`` (or ``<stem>_zh`` and ``<stem>_en``)."""
    keys = [f"{stem}_{lang}" if stem else lang for lang in ("zh", "en")]
    return Words(*(section.text(key) if needed else section.text(key, "") for key in keys))


def read_source(section: Section) -> Source:
    """Where something is written; nothing: the product's own choice."""
    if not section.has("source"):
        return Source()
    part = section.section("source")
    made = Source(part.text("title"), part.text("date", ""), part.text("article", ""), part.choice("status", STATUSES))
    part.done()
    return made


def read_formula(section: Section, key: str) -> Node | None:
    """A formula; None where there is none or it cannot be read, which is told."""
    text = section.text(key, "")
    if not text:
        return None
    try:
        return parse(text)
    except Invalid as invalid:
        section.faults += [
            Finding(one.code, one.severity, section.place(key), one.facts) for one in invalid.findings
        ]  # fmt: skip
        return Number(0.0)


def code_of(section: Section, pattern: re.Pattern[str] = NAME) -> str:
    """The code of something, which formulas can name."""
    code = section.text("code")
    if code and (not pattern.fullmatch(code) or code in RESERVED):
        section.fault("benefit-code", "code", found=code)
    return code


def _benefit(section: Section) -> Benefit:
    source = read_source(section)
    facts = tuple(_fact(part) for part in section.sections("facts"))
    values = tuple(read_named(part, source, code_of(part), words_of(part)) for part in section.sections("values"))
    amounts = tuple(read_amount(part, source, _amount_formulas(part), code_of(part), words_of(part))
                    for part in section.sections("amounts"))  # fmt: skip
    shares = read_shares(section, source)
    unset = any(entry.value is None for amount in amounts for entry in amount.dated)
    period = section.choice("period", PERIODS)
    return Benefit(
        code_of(section, CODE), words_of(section), words_of(section, "about"), words_of(section, "authority"),
        words_of(section, "office"), source, section.choice("subject", SUBJECTS), section.words("life"),
        section.day("from") or _no_day(section, "from"), section.day("until"), facts, values,
        tuple(_tally(part) for part in section.sections("members")),
        tuple(_condition(part, source) for part in section.sections("conditions")), amounts, period,
        section.choice("proration", PRORATIONS, "none"), section.choice("tested", TESTED, "first"), _rounding(section),
        section.text("event", ""), tuple(read_cap(part, source) for part in section.sections("caps")),
        section.words("gives_way"), _claiming(section),
        tuple(_paper(part) for part in section.sections("documents")),
        tuple(_step(part) for part in section.sections("steps")), _handling(section), shares, _retention(section),
        read_paid_by(section),
        tuple(word for word, is_open in (("amounts", unset), ("shares", not shares)) if is_open), section.file,
    )  # fmt: skip


def _no_day(section: Section, key: str) -> date:
    section.fault("definition-key-missing", key)
    return date.min


def _fact(part: Section) -> Fact:
    options = part.section("options")
    made = Fact(
        code_of(part), part.choice("kind", FACT_KINDS), words_of(part), words_of(part, "ask"), part.text("unit", "1"),
        {code: words_of(options.section(code)) for code in options.keys()},  # noqa: SIM118
        part.number("low") if part.has("low") else None, part.number("high") if part.has("high") else None,
        part.text("after", ""), part.flag("future"), part.flag("member"), part.words("areas"), part.flag("sensitive"),
        part.flag("child"), part.flag("claim_day"), part.choice("of", PERSONS, ""),
    )  # fmt: skip
    part.raw("low"), part.raw("high")
    part.done()
    if made.kind == "choice" and len(made.options) < 2:
        part.fault("benefit-choice", "options", fact=made.code)
    if made.claim_day and made.kind != "date":
        part.fault("benefit-claim-day", "claim_day", found=made.code)
    return made


def _tally(part: Section) -> Tally:
    made = Tally(code_of(part), words_of(part), part.text("unit", "1"), read_formula(part, "where"),
                 read_formula(part, "sum"))  # fmt: skip
    part.done()
    return made


def _condition(part: Section, source: Source) -> Condition:
    if not part.has("formula"):
        part.fault("definition-key-missing", "formula")
    made = Condition(
        code_of(part), read_formula(part, "formula") or Number(0.0), words_of(part, "held"), words_of(part, "failed"),
        part.day("from"), part.day("until"), read_source(part) if part.has("source") else source,
        part.flag("authority"),
    )  # fmt: skip
    part.done()
    return made


def _amount_formulas(part: Section) -> tuple[Node | None, Node | None]:
    return read_formula(part, "when"), read_formula(part, "formula")


def _rounding(section: Section) -> Rounding:
    part = section.section("rounding")
    made = Rounding(part.choice("way", WAYS, "half_up"), UNITS[part.choice("to", UNITS, "fen")])
    part.done()
    return made


def _claiming(section: Section) -> Claiming | None:
    if not section.has("claim"):
        section.raw("claim")
        return None
    part = section.section("claim")
    made = Claiming(
        part.text("of"), part.choice("until", WINDOW_ENDS), part.whole("months", 0), part.day("not_before"),
        part.choice("late", ("lost", "from_claim"), "lost") == "lost", read_source(part),
        part.choice("earlier_until", ("", *WINDOW_ENDS), ""),
    )  # fmt: skip
    part.done()
    if "months" in (made.until, made.earlier_until) and made.months <= 0:
        part.fault("benefit-claim-months", "months")
    return made


def _paper(part: Section) -> Paper:
    made = Paper(words_of(part), part.flag("looked_up"))
    part.done()
    return made


def _step(part: Section) -> Step:
    days = part.whole("working_days") if part.has("working_days") else None
    part.raw("working_days")
    made = Step(code_of(part), words_of(part), part.text("by"), days)
    part.done()
    if days is not None and days < 1:
        part.fault("benefit-step-days", "working_days", found=days)
    return made


def _handling(section: Section) -> Handling:
    if not section.has("handling"):
        section.raw("handling")
        return Handling()
    part, usual = section.section("handling"), Handling()
    keys = ("notice_days", "renewal_months", "appeal_days", "answer_days")
    made = Handling(*(part.whole(key, getattr(usual, key)) for key in keys))
    for key in keys:
        least = 1 if key in ("appeal_days", "answer_days") else 0
        if getattr(made, key) < least:
            part.fault("benefit-handling", key, found=getattr(made, key), least=least)
    part.done()
    return made


def read_paid_by(section: Section) -> PaidBy | None:
    """By when it is paid (``paid_by``): working days, or the end of a stretch; None where nothing is said."""
    if not section.has("paid_by"):
        section.raw("paid_by")
        return None
    part = section.section("paid_by")
    days = part.whole("working_days") if part.has("working_days") else None
    end_of, later = part.choice("end_of", (*ENDS, ""), ""), part.whole("later", 0)
    part.raw("working_days")
    made = PaidBy(days, end_of, later, words_of(part, "note", needed=False), read_source(part))
    part.done()
    if (days is None) == (not end_of):
        part.fault("benefit-paid-by", "working_days", options=", ".join(ENDS))
        return None
    if (days is not None and not 1 <= days <= LATEST_DAYS) or not 0 <= later <= LATEST_ENDS or (later and not end_of):
        part.fault("benefit-paid-by-range", "later" if later else "working_days", days=LATEST_DAYS, ends=LATEST_ENDS)
    return made


def _retention(section: Section) -> Retention | None:
    if not section.has("retention"):
        section.fault("definition-key-missing", "retention")
        return None
    part = section.section("retention")
    made = Retention(part.whole("months"), read_source(part))
    part.done()
    if made.months < 1:
        part.fault("benefit-retention", "months", found=made.months)
    return made
