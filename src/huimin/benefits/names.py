"""The names that formulas of a benefit may use: its facts, values and tallies.

The formula language knows numbers and statements only. Dates become names with parts: ``birth.years`` are the full
years gone by on the day that is tested, ``birth`` itself is a day number. A yes-no fact is a statement, and an option
of a choice (``home.rural``) is one too: both are small formulas put in place of the name, so that the language itself
stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from huimin.benefits.definition import Benefit, Fact, Words
from huimin.language import Compare, Name, Node, Number, Symbol

PART_WORDS = {
    "years": Words("周岁", "full years"), "months": Words("足月", "full months"), "days": Words("天数", "days"),
    "month_gap": Words("月差", "calendar months"), "year": Words("年份", "calendar year"),
}  # fmt: skip
PART_UNITS = {"years": "year", "months": "month", "days": "day", "month_gap": "month", "year": "calendar year"}
DATE = "date"
TODAY = Words("测算日", "day tested")
RATE = Words("标准", "rate")
VALUE = "value"
TIMED = frozenset({"years", "months", "days", "month_gap"})
"""The parts of a date that change as time goes on."""


class BenefitNames:
    """The names of one benefit. ``members``: those of the members of a family, else those of the subject."""

    def __init__(self, benefit: Benefit, members: bool = False, rate: bool = False) -> None:
        self._symbols: dict[tuple[str, ...], Symbol] = {}
        for fact in benefit.facts:
            if fact.member == members:
                self._fact(fact)
        for one in benefit.values:
            self._add(one.code, one.name, one.unit)
        for tally in benefit.tallies if not members else ():
            self._add(tally.code, tally.name, tally.unit)
        if rate:
            self._add("rate", RATE, "yuan")
        self._add("day", TODAY, DATE)

    def _add(self, code: str, name: Words, unit: str, formula: Node | None = None, low: float | None = 0.0) -> None:
        symbol = Symbol(code, name.zh, name.en, unit, (code,), formula, low)
        for head in dict.fromkeys((code, name.zh, name.en)):
            self._symbols[tuple(head.split(".")) if head == code else (head,)] = symbol

    def _part(self, fact: Fact, part: str, words: Words, unit: str, formula: Node | None = None) -> None:
        code = f"{fact.code}.{part}"
        name = Words(f"{fact.name.zh}·{words.zh}", f"{fact.name.en} · {words.en}")
        symbol = Symbol(code, name.zh, name.en, unit, (code,), formula, None)
        for head in (fact.code, fact.name.zh, fact.name.en):
            for tail in (part, words.zh, words.en):
                self._symbols[(head, tail)] = symbol

    def _fact(self, fact: Fact) -> None:
        match fact.kind:
            case "yes-no":
                self._part(fact, VALUE, Words("值", "value"), "1")
                self._add(fact.code, fact.name, "1", _is(fact.code, VALUE, 1))
            case "choice":
                self._part(fact, VALUE, Words("值", "value"), "1")
                for place, (option, words) in enumerate(fact.options.items()):
                    self._part(fact, option, words, "1", _is(fact.code, VALUE, place))
            case "area":
                self._part(fact, VALUE, Words("值", "value"), "1")
                self._part(fact, "inside", Words("在范围内", "inside"), "1", _is(fact.code, VALUE, 1))
            case "date":
                self._add(fact.code, fact.name, DATE, low=None)
                for part, words in PART_WORDS.items():
                    self._part(fact, part, words, PART_UNITS[part])
            case _:
                self._add(fact.code, fact.name, fact.unit, low=fact.low)

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        """What a dotted name stands for; None: nothing."""
        return self._symbols.get(parts)

    def names(self) -> Iterable[str]:
        """Every name, to suggest the nearest one."""
        return [".".join(parts) for parts in self._symbols if parts[-1] not in (VALUE, "值")]


@lru_cache(maxsize=512)
def names_of(benefit: Benefit) -> BenefitNames:
    """The names of a benefit's subject, kept as long as it is used."""
    return BenefitNames(benefit)


def _is(code: str, part: str, value: int) -> Node:
    return Compare("=", Name((code, part)), Number(float(value)))
