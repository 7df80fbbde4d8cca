"""Reading the parts of a benefit that carry dates and money: values, amounts, caps and shares."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise
from typing import Any

from huimin.benefits.ages import day_number
from huimin.benefits.definition import STATUSES, Amount, Cap, Dated, Named, Shares, Source, Words
from huimin.benefits.money import fen_of
from huimin.findings import Severity
from huimin.findings.section import Section
from huimin.language import Node, names

TO_FILL = "to-fill"
"""What stands where the office has to write the amount: nobody guesses it."""


def read_named(part: Section, source: Source, code: str, name: Words) -> Named:
    """A value of the rule: ``value`` for good, or ``dated`` with a value from each day on."""
    unit = part.text("unit", "1")
    if part.has("value"):
        entries: tuple[Dated, ...] = (Dated(date.min, _value(part, unit), source),)
        part.raw("dated")
    else:
        entries = tuple(_dated(entry, source, _value(entry, unit)) for entry in part.sections("dated"))
    part.done()
    return Named(code, name, unit, sorted_by_day(part, "dated", entries))


def _value(part: Section, unit: str) -> float:
    if unit != "date":
        return part.number("value")
    day = part.day("value")
    return float(day_number(day)) if day else 0.0


def read_amount(
    part: Section, source: Source, formulas: tuple[Node | None, Node | None], code: str, name: Words
) -> Amount:  # fmt: skip
    """An amount: dated rates in yuan, and where there is a formula, how the rate is used."""
    when, node = formulas
    needs_rate = node is None or any(one.parts in (("rate",), ("标准",)) for one in names(node))
    entries = tuple(_dated(entry, source, _fen(entry)) for entry in part.sections("dated"))
    if not entries and not needs_rate:
        entries = (Dated(date.min, 0, source),)  # the formula alone says what is paid
    part.done()
    return Amount(code, name, sorted_by_day(part, "dated", entries), when, node, needs_rate)


def _fen(part: Section) -> int | None:
    written = part.raw("yuan")
    if written == TO_FILL:
        return None
    fen = fen_of(written)
    if fen is None or fen < 0:
        part.fault("benefit-not-money", "yuan", found=str(written))
        return 0
    return fen


def _dated(part: Section, source: Source, value: int | float | None) -> Dated:
    since = part.day("from")
    if since is None:
        part.fault("definition-key-missing", "from")
    title = part.text("source", source.title)
    # An amount says itself how sure it is; other values are as sure as the benefit.
    status = part.choice("status", STATUSES, *(() if part.has("yuan") else (source.status,)))
    made = Dated(since or date.min, value, Source(title, "", part.text("article", ""), status))
    part.raw("value"), part.raw("yuan")
    part.done()
    return made


def sorted_by_day(part: Section, key: str, entries: Iterable[Dated]) -> tuple[Dated, ...]:
    """The entries by day; two of one day, or none at all, are a fault."""
    made = tuple(sorted(entries, key=lambda one: one.since))
    if not made:
        part.fault("definition-key-missing", key)
    for one, later in pairwise(made):
        if one.since == later.since:
            part.fault("benefit-dated-twice", key, day=one.since.isoformat())
    return made


def read_cap(part: Section, source: Source) -> Cap:
    """The most that is paid in a month or a year."""
    made = Cap(part.choice("per", ("month", "year")), _fen(part) or 0, source)
    part.done()
    return made


def read_shares(section: Section, source: Source) -> tuple[Shares, ...]:
    """Who pays which part; parts that do not add up to the whole are a fault."""
    made = []
    for part in section.sections("shares"):
        parts = part.section("of")
        found = {level: _share(parts, level) for level in parts.keys()}  # noqa: SIM118
        parts.done()
        title, status = part.text("source", source.title), part.choice("status", STATUSES, source.status)
        since = part.day("from")
        part.done()
        if since is None:
            part.fault("definition-key-missing", "from")
        if sum(found.values()) != 1:
            total = float(sum(found.values()) * 100)
            part.fault("benefit-shares-sum", "of", found=f"{total:.10g}%", day=since.isoformat() if since else "–")
        made.append(Shares(since or date.min, found, Source(title, "", "", status)))
    days = [one.since for one in made]
    for day in {day for day in days if days.count(day) > 1}:
        section.fault("benefit-dated-twice", "shares", day=day.isoformat())
    return tuple(sorted(made, key=lambda one: one.since))


def _share(parts: Section, level: str) -> Fraction:
    """``92.5%`` or ``0.925``, exactly."""
    written: Any = parts.raw(level)
    text = str(written).strip()
    try:
        share = Fraction(Decimal(text.rstrip("%"))) / (100 if text.endswith("%") else 1)
    except (InvalidOperation, ValueError, OverflowError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        parts.fault("benefit-not-a-share", level, found=text)
        return Fraction(0)
    return share


def mid_month(day: date) -> bool:
    """Whether something that begins on a day begins in the middle of a month."""
    return day.day != 1 and day != date.min


def warn_mid_month(section: Section, what: str, day: date, tested: str) -> None:
    """Say which rule holds for a month in the middle of which something changes."""
    section.fault("benefit-mid-month", what, Severity.WARNING, day=day.isoformat(), what=what, tested=tested,
                  tested_zh={"first": "首", "last": "末"}[tested])  # fmt: skip
