"""Reasons in words: "your child was 2 years and 4 months on 1 June 2025; the limit is 3 years"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from string import Formatter

from huimin.benefits.ages import day_of, full_months
from huimin.benefits.checking import placeholders
from huimin.benefits.definition import Benefit, Words
from huimin.benefits.names import DATE, names_of
from huimin.language import number_text

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_UNITS = {
    "year": ("岁", "year", "years"), "month": ("个月", "month", "months"), "day": ("天", "day", "days"),
    "yuan": ("元", "yuan", "yuan"), "yuan/month": ("元/月", "yuan a month", "yuan a month"),
    "yuan/year": ("元/年", "yuan a year", "yuan a year"), "person": ("人", "person", "people"),
    "child": ("个孩子", "child", "children"), "week": ("周", "week", "weeks"), "calendar year": ("年", "", ""),
}  # fmt: skip
_UNKNOWN = Words("未知", "not known")


def date_text(day: date, lang: str) -> str:
    """``2025年6月1日`` or ``1 June 2025``."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month_text(day: date, lang: str) -> str:
    """``2025年6月`` or ``June 2025``."""
    return f"{day.year}年{day.month}月" if lang == "zh" else f"{_MONTHS[day.month - 1]} {day.year}"


def counted(value: float, unit: str, lang: str) -> str:
    """``3岁``, ``3 years``, ``1 child``: a number with its unit, the plural right."""
    number = str(int(value)) if unit == "calendar year" else number_text(value, lang)
    zh, one, many = _UNITS.get(unit, ("", "", ""))
    return number + zh if lang == "zh" else f"{number} {one if value == 1 else many}".rstrip()


def age_text(months: int, lang: str) -> str:
    """``2岁4个月`` or ``2 years and 4 months``."""
    years, rest = divmod(max(months, 0), 12)
    parts = [(years, "year"), (rest, "month")]
    said = [counted(value, unit, lang) for value, unit in parts if value or (unit == "month" and not years)]
    return ("" if lang == "zh" else " and ").join(said)


class Sentences:
    """Fills the words of a benefit's reasons with the numbers of one day."""

    def __init__(self, benefit: Benefit, numbers: Mapping[str, float | None], day: int) -> None:
        self.benefit, self.numbers, self.day = benefit, numbers, day
        self._names = names_of(benefit)

    def fill(self, words: Words, lang: str) -> str:
        """The sentence with every name in braces replaced."""
        text = words.of(lang)
        said = {name: self._said(name, lang) for name in placeholders(words, lang)}
        return "".join(
            literal + ("" if name is None else said[name]) for literal, name, _, _ in Formatter().parse(text)
        )

    def _said(self, name: str, lang: str) -> str:
        parts = tuple(name.split("."))
        if parts[-1] == "age" and len(parts) > 1:
            return self._age(parts[0], lang)
        symbol = self._names.resolve(parts)
        if symbol is None:
            return name
        fact = next((one for one in self.benefit.facts if one.code == symbol.code), None)
        if fact is not None and fact.kind == "choice":
            return self._option(fact.code, lang)
        code = f"{symbol.code}.value" if symbol.formula is not None else symbol.code
        value = self.numbers.get(code)
        if value is None:
            return _UNKNOWN.of(lang)
        return date_text(day_of(int(value)), lang) if symbol.unit == DATE else counted(value, symbol.unit, lang)

    def _age(self, code: str, lang: str) -> str:
        symbol = self._names.resolve((code,))
        value = None if symbol is None else self.numbers.get(symbol.code)
        if value is None:
            return _UNKNOWN.of(lang)
        return age_text(full_months(day_of(int(value)), day_of(self.day)), lang)

    def _option(self, code: str, lang: str) -> str:
        value = self.numbers.get(f"{code}.value")
        options = list(self.benefit.fact(code).options.values())
        return _UNKNOWN.of(lang) if value is None else options[int(value)].of(lang)


def asked(benefit: Benefit, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The facts that what is named rests on: a tally rests on the facts of the members."""
    found: list[str] = []
    tallies = {one.code for one in benefit.tallies}
    for code in codes:
        if code in tallies:
            found += [one.code for one in benefit.facts if one.member]
        elif any(one.code == code for one in benefit.facts):
            found.append(code)
    return tuple(dict.fromkeys(found))
