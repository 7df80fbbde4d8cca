"""What there is, where it stands in the files, and what uses it: made once for one state of the definitions."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from huimin.adapters.definitions.trying import parsed_files
from huimin.figures.dictionary import Element
from huimin.figures.forms import Form
from huimin.findings import Invalid
from huimin.findings.section import Located
from huimin.indicators.definitions import Indicator
from huimin.language import describe, names, parse
from huimin.tasks.definitions import Definitions
from huimin.web.base import place

PARTS = ("elements", "forms", "indicators", "schemes")
_HOLDING = {
    "dictionary": ("elements", "elements"),
    "forms": ("forms", "forms"),
    "indicators": ("indicators", "indicators"),
}


class Entry(NamedTuple):
    """One definition in a list: ``part`` is one of ``PARTS``; ``about`` says in a few words what it is."""

    part: str
    code: str
    zh: str
    en: str
    about: str

    def name(self, lang: str) -> str:
        """Its name."""
        return self.zh if lang == "zh" else self.en


class Use(NamedTuple):
    """Something that uses a definition: a form, an indicator, or an item of a scheme."""

    part: str
    code: str
    item: str = ""


class Spot(NamedTuple):
    """Where a definition begins: the file and its line."""

    file: str
    line: int


@dataclass
class Catalogue:
    """All entries, with where they stand and what uses them."""

    definitions: Definitions
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)
    uses: dict[tuple[str, str], list[Use]] = field(default_factory=dict)

    def listed(self, part: str = "", wanted: str = "") -> list[Entry]:
        """The entries of a part (of all without one) whose code or names hold every word of ``wanted``."""
        words = wanted.casefold().split()
        return [one for one in self.entries.values() if (not part or one.part == part)
                and all(word in f"{one.code} {one.zh} {one.en}".casefold() for word in words)]  # fmt: skip


_lock = threading.Lock()
_kept: list[Catalogue] = []


def catalogue() -> Catalogue:
    """The catalogue of the definitions in force."""
    definitions = place.definitions()
    with _lock:
        if not _kept or _kept[0].definitions is not definitions:
            _kept[:] = [_made(definitions)]
        return _kept[0]


def _made(given: Definitions) -> Catalogue:
    made = Catalogue(given)
    for entry in _entries(given):
        made.entries[entry.part, entry.code] = entry
    made.spots.update(_spots(given))
    for (part, code), use in _uses(given):
        known = made.uses.setdefault((part, code), [])
        if use not in known:
            known.append(use)
    return made


def _entries(given: Definitions) -> Iterator[Entry]:
    for element in given.dictionary.elements:
        if not element.judged:
            yield Entry("elements", element.code, element.zh, element.en, element.unit)
    for form in given.forms:
        yield Entry("forms", form.code, form.zh, form.en, form.frequency)
    for indicator in given.names:
        yield Entry("indicators", indicator.code, indicator.zh, indicator.en, indicator.kind)
    for scheme in given.schemes.values():
        yield Entry("schemes", scheme.code, scheme.zh, scheme.en, scheme.version)


def _spots(given: Definitions) -> Iterator[tuple[tuple[str, str], Spot]]:
    """Where each definition begins, from the files themselves."""
    parsed = parsed_files(dict(given.files), [])
    for folder, (key, part) in _HOLDING.items():
        for name, document in parsed[folder].items():
            for one in document.get(key) or ():
                if isinstance(one, Located):
                    yield (part, str(one.get("code"))), Spot(name, one.line)
    for code, name in given.scheme_files.items():
        yield ("schemes", code), Spot(name, 1)
        yield ("forms", given.schemes[code].form_code), Spot(name, 1)


def _uses(given: Definitions) -> Iterator[tuple[tuple[str, str], Use]]:
    for form in given.forms:
        for atom in form.atoms:
            element = given.dictionary.element_of(atom)
            if not element.judged:
                yield ("elements", element.code), Use("forms", form.code)
        for rule in form.rules:
            for named in used_by(given, rule.formula):
                yield named, Use("forms", form.code)
    for indicator in given.names:
        for named in used_by(given, indicator.text):
            yield named, Use("indicators", indicator.code)
    for scheme in given.schemes.values():
        for item in scheme.leaves():
            assert item.rule is not None
            use = Use("schemes", scheme.code, item.id)
            for text in (one.text for one in item.rule.inputs if one.kind == "formula" and one.text):
                for named in used_by(given, text):
                    yield named, use
            for code in item.rule.forms:
                yield ("forms", code), use


def used_by(given: Definitions, text: str) -> list[tuple[str, str]]:
    """The elements and indicators that a formula names: (part, code), in the order of the text."""
    found: list[tuple[str, str]] = []
    for name in names(parse(text)):
        symbol = given.names.resolve(name.parts)
        if symbol is None:
            continue
        if symbol.formula is not None:
            found.append(("indicators", symbol.code))
        elif not given.dictionary[symbol.code.split(".")[0]].judged:
            found.append(("elements", symbol.code.split(".")[0]))
    return list(dict.fromkeys(found))


def in_words(given: Definitions, text: str, lang: str) -> str:
    """A formula for readers; as it stands where it cannot be put into words."""
    try:
        return describe(parse(text), given.names, lang)
    except Invalid:
        return text


def found(part: str, code: str) -> Element | Form | Indicator | Any | None:
    """The definition itself; None where there is none."""
    given = place.definitions()
    if (part, code) not in catalogue().entries:
        return None
    if part == "elements":
        return given.dictionary[code]
    if part == "forms":
        return given.form(code)
    return given.names.indicators[code] if part == "indicators" else given.schemes[code]
