"""The data dictionary: what is reported, in which unit, and how it adds up over time and over areas.

An element that is broken down (by sex, say) is held as its *atoms*, one per combination of categories:
``births`` by sex is ``births.male`` and ``births.female``. Asking for ``births`` means the sum of its atoms, asking
for ``births.male`` the sum of the atoms that are male. Nothing is held for the total itself, so it cannot disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from huimin.findings import Finding, Place, Severity
from huimin.findings.section import Section, raise_if_faulty

CODE = re.compile(r"[a-z][a-z0-9_]*")
OVER_TIME = ("sum", "last", "mean")
OVER_AREAS = ("sum", "own", "none")
PUBLIC = ("", "yes", "protected", "no")


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a disaggregation."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Disaggregation:
    """A way to break figures down: sex, age group, registered or migrant."""

    code: str
    zh: str
    en: str
    categories: tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that areas report.

    Attributes:
        unit: for example ``person``, ``yuan``, ``yuan/person`` or ``1`` (a pure number).
        kind: ``flow`` (happens during a period) or ``stock`` (stands at its end).
        over_time: ``sum``, ``last`` (the last reported value) or ``mean`` of the reported values.
        over_areas: ``sum`` of the area's own figure and its children's; ``own`` figure where the area reported one,
            else the sum of its children; ``none``: never added up.
        decimals: how many a figure may have. Figures are held as whole multiples of ``10 ** -decimals``, so that
            sums are exact and do not depend on the order of adding.
        carry: for ``last``: how many months an older value may stand in where the window itself has none.
        low, high: what a single figure may be at all (both included; None: no bound).
        values: how a person fills it in, where it is not a plain figure: ``yes-no``, ``share`` (0 to 1) or ``date``.
        public: ``yes`` (shown as it is), ``protected`` (small counts are hidden) or ``no`` (never leaves the office);
            empty: as its unit says (:func:`huimin.disclosure.policy.publicity`).
        judged: an element of a judgement sheet. Schemes name these by code; formulas of officers do not, so their
            names need not be unique.
        reasoned: a yes needs the name of whoever decided and a note that says on what evidence (red lines).
    """

    code: str
    zh: str
    en: str
    unit: str
    kind: str
    over_time: str
    over_areas: str
    by: tuple[Disaggregation, ...] = ()
    decimals: int = 0
    carry: int = 0
    low: float | None = 0.0
    high: float | None = None
    source: str = ""
    note: str = ""
    values: str = ""
    judged: bool = False
    public: str = ""
    reasoned: bool = False

    @property
    def atoms(self) -> tuple[str, ...]:
        """The names of the columns that hold this element, in dictionary order."""
        combinations = product(*(way.categories for way in self.by))
        return tuple(".".join([self.code, *(c.code for c in combination)]) for combination in combinations)

    def name(self, lang: str) -> str:
        """The element's name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Dictionary:
    """All elements, found by code, Chinese name or English name."""

    elements: tuple[Element, ...]
    _by_name: Mapping[str, Element] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_atom: Mapping[str, Element] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        names: dict[str, Element] = {}
        faults: list[Finding] = []
        for element in self.elements:
            for name in {element.code} if element.judged else {element.code, element.zh, element.en}:
                if name in names and name:
                    facts = {"name": name, "first": names[name].code, "second": element.code}
                    faults.append(Finding("element-name-twice", Severity.ERROR, Place(element=element.code), facts))
                names.setdefault(name, element)
        raise_if_faulty(faults)
        object.__setattr__(self, "_by_name", names)
        object.__setattr__(self, "_by_atom", {atom: e for e in self.elements for atom in e.atoms})

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Element:
        """The element with this code or name; KeyError where there is none."""
        return self._by_name[name]

    def names(self) -> list[str]:
        """Every code and name, for suggestions."""
        return sorted(name for name in self._by_name if name)

    def element_of(self, atom: str) -> Element:
        """The element that an atom belongs to."""
        return self._by_atom[atom]

    def atoms_of(self, element: Element, path: Iterable[str] = ()) -> tuple[str, ...]:
        """The atoms of ``element`` whose categories include every one of ``path`` (codes or names, any order).

        Empty where a category is unknown to the element.
        """
        wanted: list[tuple[int, str]] = []
        for word in path:
            found = [
                (index, category.code)
                for index, way in enumerate(element.by)
                for category in way.categories
                if word in (category.code, category.zh, category.en)
            ]
            if not found:
                return ()
            wanted.append(found[0])
        return tuple(a for a in element.atoms if all(a.split(".")[1 + i] == code for i, code in wanted))

    def atom_name(self, atom: str, lang: str) -> str:
        """``出生人数·男`` or ``Births · male``."""
        element = self._by_atom[atom]
        parts = [element.name(lang)]
        for way, code in zip(element.by, atom.split(".")[1:], strict=True):
            category = next(c for c in way.categories if c.code == code)
            parts.append(category.zh if lang == "zh" else category.en)
        return "·".join(parts) if lang == "zh" else " · ".join(parts)


def read_disaggregation(section: Section) -> Disaggregation:
    """Read one entry of ``disaggregations:``."""
    categories = []
    for part in section.sections("categories"):
        categories.append(Category(_code(part), part.text("zh"), part.text("en")))
        part.done()
    way = Disaggregation(_code(section), section.text("zh"), section.text("en"), tuple(categories))
    if not categories:
        section.fault("definition-key-missing", "categories")
    section.done()
    return way


def read_element(section: Section, ways: Mapping[str, Disaggregation]) -> Element:
    """Read one entry of ``elements:``."""
    kind = section.choice("kind", ("flow", "stock"), "flow")
    by = [ways[code] for code in section.words("by") if _known_way(section, code, ways)]
    values = section.choice("values", ("", "yes-no", "share", "date"), "")
    element = Element(
        code=_code(section),
        zh=section.text("zh"),
        en=section.text("en"),
        unit=section.text("unit"),
        kind=kind,
        over_time=section.choice("over_time", OVER_TIME, "sum" if kind == "flow" else "last"),
        over_areas=section.choice("over_areas", OVER_AREAS, "sum"),
        by=tuple(by),
        decimals=section.whole("decimals", 0),
        carry=section.whole("carry", 0),
        low=section.number("low") if section.has("low") else (None if section.flag("negative") else 0.0),
        high=section.number("high") if section.has("high") else None,
        source=section.text("source", ""),
        note=section.text("note", ""),
        values=values,
        public=section.choice("public", PUBLIC, ""),
    )
    section.raw("negative"), section.raw("low"), section.raw("high")
    section.done()
    return element


def _known_way(section: Section, code: str, ways: Mapping[str, Disaggregation]) -> bool:
    if code in ways:
        return True
    section.fault("disaggregation-unknown", "by", found=code, options=", ".join(sorted(ways)))
    return False


def _code(section: Section) -> str:
    code = section.text("code")
    if code and not CODE.fullmatch(code):
        section.fault("not-a-code", "code", found=code)
    return code


def read_dictionary(documents: Iterable[object], faults: list[Finding]) -> Dictionary:
    """Build the dictionary from parsed ``dictionary/*.yaml`` documents; faults are added to ``faults``."""
    sections = [Section(document, faults) for document in documents]
    ways: dict[str, Disaggregation] = {}
    for section in sections:
        for part in section.sections("disaggregations"):
            way = read_disaggregation(part)
            ways[way.code] = way
    elements = [read_element(part, ways) for section in sections for part in section.sections("elements")]
    for section in sections:
        section.done()
    raise_if_faulty(faults)
    return Dictionary(tuple(elements))
