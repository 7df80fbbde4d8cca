"""What an indicator is, and how its definition file is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from huimin.figures.dictionary import Dictionary
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.findings.section import Section, raise_if_faulty
from huimin.language import Node, Symbol, check, parse

KINDS = ("proportion", "rate", "ratio", "value")
STATUS = ("T", "S", "G", "ours")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a definition or a value comes from.

    ``status``: T the text itself was read, S a secondary page, G general knowledge not confirmed, ours: our choice.
    """

    title: str = ""
    date: str = ""
    where: str = ""
    status: str = ""

    def text(self) -> str:
        """Title, date and place in one line."""
        return ", ".join(part for part in (self.title, self.date, self.where) if part)


def read_source(section: Section, key: str = "source") -> Source:
    """Read ``source:``: a text, or title, date, where and status."""
    value: Any = section.raw(key, "")
    if not isinstance(value, dict):
        return Source(title=str(value))
    part = section.section(key)
    source = Source(
        part.text("title", ""),
        part.text("date", ""),
        part.text("where", ""),
        part.choice("status", STATUS, "") if part.has("status") else "",
    )
    part.done()
    return source


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: ``numerator / denominator * per``, or a ``formula`` of its own (kind ``value``).

    Attributes:
        kind: ``proportion``, ``rate``, ``ratio`` or ``value``: decides which interval stands beside it.
        numerator, denominator, formula: texts of the formula language.
        per: factor on the value (100 for boys per 100 girls). Percent and per mille are only shown, see ``show``.
        show: ``number``, ``percent`` or ``permille``.
        better: ``higher``, ``lower`` or ``neither``.
    """

    code: str
    zh: str
    en: str
    kind: str
    numerator: str = ""
    denominator: str = ""
    formula: str = ""
    per: float = 1.0
    show: str = "number"
    decimals: int = 2
    better: str = "neither"
    source: Source = Source()
    note_zh: str = ""
    note_en: str = ""
    file: str = ""
    line: int = 0

    def name(self, lang: str) -> str:
        """The indicator's name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en

    @property
    def text(self) -> str:
        """The whole value as one formula."""
        if self.kind == "value":
            return self.formula
        whole = f"({self.numerator}) / ({self.denominator})"
        return whole if self.per == 1 else f"{whole} * {self.per:.12g}"


def read_indicator(section: Section) -> Indicator:
    """Read one entry of ``indicators:``."""
    kind = section.choice("kind", KINDS)
    needed: dict[str, Any] = {} if kind == "value" else {"numerator": ..., "denominator": ...}
    parts = {key: section.text(key) for key in (("formula",) if kind == "value" else tuple(needed))}
    indicator = Indicator(
        code=section.text("code"), zh=section.text("zh"), en=section.text("en"), kind=kind,
        per=section.number("per", 1.0),
        show=section.choice("show", ("number", "percent", "permille"), "number"),
        decimals=section.whole("decimals", 2),
        better=section.choice("better", ("higher", "lower", "neither"), "neither"),
        source=read_source(section),
        note_zh=section.text("note_zh", ""), note_en=section.text("note_en", ""),
        file=section.file, line=section.line, **parts,
    )  # fmt: skip
    section.done()
    return indicator


class Names:
    """The names that formulas may use: elements of the dictionary and indicators. A namespace of the language."""

    def __init__(self, dictionary: Dictionary, indicators: Iterable[Indicator] = ()) -> None:
        self.dictionary = dictionary
        self.indicators: dict[str, Indicator] = {}
        self._codes: list[Indicator] = list(indicators)
        self._symbols: dict[tuple[str, ...], Symbol | None] = {}
        for indicator in self._codes:
            for name in (indicator.code, indicator.zh, indicator.en):
                self.indicators.setdefault(name, indicator)

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._codes)

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        """The element (or part of one) or the indicator of this name; None where there is neither."""
        if parts not in self._symbols:
            self._symbols[parts] = self._element(parts) or self._indicator(parts)
        return self._symbols[parts]

    def _element(self, parts: tuple[str, ...]) -> Symbol | None:
        if parts[0] not in self.dictionary:
            return None
        element = self.dictionary[parts[0]]
        atoms = self.dictionary.atoms_of(element, parts[1:])
        if not atoms:
            return None
        tail = [self._category(element.code, word) for word in parts[1:]]
        return Symbol(
            code=".".join([element.code, *(code for code, _, _ in tail)]),
            zh="·".join([element.zh, *(zh for _, zh, _ in tail)]),
            en=" · ".join([element.en, *(en for _, _, en in tail)]),
            unit=element.unit, atoms=atoms, low=element.low,
        )  # fmt: skip

    def _category(self, code: str, word: str) -> tuple[str, str, str]:
        for way in self.dictionary[code].by:
            for category in way.categories:
                if word in (category.code, category.zh, category.en):
                    return category.code, category.zh, category.en
        raise AssertionError(word)

    def _indicator(self, parts: tuple[str, ...]) -> Symbol | None:
        indicator = self.indicators.get(parts[0]) if len(parts) == 1 else None
        if indicator is None:
            return None
        return Symbol(indicator.code, indicator.zh, indicator.en, unit="", formula=formula_of(indicator))

    def names(self) -> list[str]:
        """Every name, for suggestions."""
        return sorted({*self.dictionary.names(), *self.indicators})


def formula_of(indicator: Indicator) -> Node:
    """The parsed formula of the whole value."""
    return parse(indicator.text)


def check_formula(text: str, names: Names, place: Place, faults: list[Finding]) -> bool:
    """Parse and check one formula of a definition file; faults get the file's place and the formula's column."""
    try:
        checked = check(parse(text), names)
    except Invalid as invalid:
        for fault in invalid.findings:
            where = Place(file=place.file, line=place.line, column=fault.place.column, element=place.element)
            faults.append(Finding(fault.code, fault.severity, where, {**fault.facts, "formula": text}))
        return False
    for warning in checked.warnings:
        where = Place(file=place.file, line=place.line, column=warning.place.column, element=place.element)
        faults.append(Finding(warning.code, warning.severity, where, {**warning.facts, "formula": text}))
    return True


def read_indicators(documents: Iterable[object], dictionary: Dictionary, faults: list[Finding]) -> Names:
    """Build all indicators from parsed ``indicators/*.yaml`` documents and check every formula."""
    found: dict[str, Indicator] = {}
    places: dict[tuple[str, str], Place] = {}
    for document in documents:
        section = Section(document, faults)
        for part in section.sections("indicators"):
            indicator = read_indicator(part)
            taken = indicator.code in dictionary or indicator.zh in dictionary or indicator.code in found
            if taken:
                part.fault(
                    "indicator-name-taken",
                    "code",
                    name=indicator.code,
                    nearest=nearest(indicator.code, found),
                )
            found[indicator.code] = indicator
            places |= {(indicator.code, key): part.place(key) for key in ("formula", "numerator", "denominator")}
        section.done()
    raise_if_faulty(faults)
    names = Names(dictionary, found.values())
    sound = [
        check_formula(getattr(i, key), names, replace(places[i.code, key], element=i.code), faults)
        for i in found.values()
        for key in (("formula",) if i.kind == "value" else ("numerator", "denominator"))
    ]  # fmt: skip
    if all(sound):
        for indicator in found.values():  # the whole value: cycles between indicators, units of the division
            place = Place(file=indicator.file, line=indicator.line, element=indicator.code)
            check_formula(indicator.text, names, place, faults)
    raise_if_faulty([f for f in faults if f.severity is Severity.ERROR])
    return names
