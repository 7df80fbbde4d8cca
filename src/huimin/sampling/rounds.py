"""A round of verification as agreed: the question, the precision wanted, what it may cost, how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import MONTHS_OF, Period
from huimin.findings import Finding, Invalid, nearest
from huimin.findings.section import Section
from huimin.sampling.draw import METHODS
from huimin.sampling.estimate import Assumed
from huimin.sampling.sizing import Expected

CODE = re.compile(r"[a-z][a-z0-9-]*")
NO_STRATA, BY_SIZE, BY_LEVEL = "none", "size", "level"
OUTCOMES: dict[int, tuple[str, str]] = {
    1: ("已核查", "checked"),
    2: ("已停办或搬迁", "closed or moved"),
    3: ("原始资料缺失", "records missing"),
    4: ("未能到达", "not reached"),
    5: ("拒绝提供", "refused"),
}
CHECKED = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """One element to be counted on the spot, and the papers it is counted from."""

    element: str
    source_zh: str = ""
    source_en: str = ""


@dataclass(frozen=True)
class Round:
    """A round of verification.

    Attributes:
        form, period: whose figures are verified. A site is an area that reports the form by itself.
        asked: what is counted.
        strata: level codes, ``size`` or ``level``, one or two of them; none: the whole frame is one stratum.
        size_classes: how many, where ``size`` is among the strata.
        method: ``simple`` or ``size``.
        size_element, size_period: what the size of a site is; the element asked first in the period of the round
            where nothing is said.
        precision: half the width of the interval wanted, as a fraction of what was reported. budget: sites at most.
        expected, expected_round: error expected, stated or as an earlier round saw it.
        closes: the last day on which reports may still change. due_days: results are due so long after it.
        public: the seed comes from a public source, which is named, and not from a hash published beforehand.
        report_by: levels that estimates are given for.
    """

    code: str
    zh: str
    en: str
    form: str
    period: Period
    asked: tuple[Asked, ...]
    closes: date
    strata: tuple[str, ...] = ()
    size_classes: int = 3
    method: str = "simple"
    size_element: str = ""
    size_period: Period | None = None
    precision: float = 0.05
    budget: int | None = None
    expected: Expected = Expected(0.2, 0.2)
    expected_round: str = ""
    due_days: int = 30
    public: bool = False
    public_zh: str = ""
    public_en: str = ""
    report_by: tuple[str, ...] = ()
    assumed: Assumed = Assumed()
    file: str = ""

    def name(self, lang: str) -> str:
        """The round's title."""
        return self.zh if lang == "zh" else self.en

    @property
    def slug(self) -> str:
        """The code as elements and forms may have it."""
        return self.code.replace("-", "_")

    @property
    def form_code(self) -> str:
        """The code of the verification sheet."""
        return f"verify_{self.slug}"

    @property
    def outcome(self) -> str:
        """The atom that says whether a site could be checked, and if not, why (:data:`OUTCOMES`)."""
        return f"verified_{self.slug}_outcome"

    def verified(self, atom: str) -> str:
        """The atom on the sheet that holds what was counted for an atom of the form."""
        return f"verified_{self.slug}_{atom}"

    def elements(self, dictionary: Dictionary) -> tuple[Element, ...]:
        """The elements of the verification sheet: the outcome, and one for each element asked for."""
        codes = {number: " ".join((str(number), *names)) for number, names in OUTCOMES.items()}
        outcome = Element(
            self.outcome, "核查情况（填1至5）", "Outcome (1 to 5)", "1", "stock", "last", "none", low=1.0,
            high=float(max(OUTCOMES)), judged=True, note="; ".join(codes.values()), public="no",
        )  # fmt: skip
        return (outcome, *(self._element(one, dictionary[one.element]) for one in self.asked))

    def _element(self, asked: Asked, source: Element) -> Element:
        told = " / ".join(text for text in (asked.source_zh, asked.source_en) if text)
        return replace(
            source, code=self.verified(source.code), zh=f"核查：{source.zh}", en=f"Counted: {source.en}",
            source=told, note="", carry=0, judged=True, public="no",
        )  # fmt: skip


def read_round(section: Section, code: str) -> Round:
    """Read ``round.yaml`` of the round in the folder called ``code``; faults are added to the section's."""
    if not CODE.fullmatch(code):
        section.fault("verify-round-name", found=code)
    expected, earlier = _expected(section)
    seed = section.section("seed")
    source = seed.choice("from", ("commitment", "public"), "commitment")
    public = (seed.text("zh", ""), seed.text("en", ""))
    seed.done()
    period = _period(section, "period")
    made = Round(
        code, section.text("zh"), section.text("en"), section.text("form"), period or Period(0, 0),
        tuple(_asked(part) for part in section.sections("elements")), section.day("closes") or date.min,
        tuple(word for word in section.words("strata") if word != NO_STRATA), section.whole("size_classes", 3),
        section.choice("draw", METHODS, "simple"), section.text("size", ""),
        _period(section, "size_period") if section.has("size_period") else None,
        section.number("precision", 0.05), section.whole("budget") if section.has("budget") else None,
        expected, earlier, section.whole("due_days", 30), source == "public", *public,
        section.words("report_by"), _assumed(section, expected), section.file,
    )  # fmt: skip
    section.raw("budget"), section.raw("size_period")
    _check(section, made)
    section.done()
    return made


def _period(section: Section, key: str) -> Period | None:
    text = section.text(key)
    try:
        return Period.of(text) if text else None
    except Invalid:
        section.fault("not-a-period", key, text=text)
        return None


def _asked(part: Section) -> Asked:
    made = Asked(part.text("element"), part.text("source_zh", ""), part.text("source_en", ""))
    part.done()
    return made


def _expected(section: Section) -> tuple[Expected, str]:
    part = section.section("expected")
    made = Expected(part.number("wrong", 0.2), part.number("by", 0.2))
    earlier = part.text("round", "")
    part.done()
    for key, value, high in (("wrong", made.wrong, 1.0), ("by", made.by, 10.0)):
        if not 0 < value <= high:
            part.fault("verify-number-out-of-bounds", key, found=value, low=0, high=high)
    return made, earlier


def _assumed(section: Section, expected: Expected) -> Assumed:
    made = Assumed(section.number("confidence", 0.95), max(expected.by, 0.1), section.number("worst_low", 0.0),
                   section.number("worst_high", 2.0))  # fmt: skip
    if not 0.5 <= made.confidence < 1:
        section.fault("verify-number-out-of-bounds", "confidence", found=made.confidence, low=0.5, high=1)
    return made


def _check(section: Section, made: Round) -> None:
    if not made.asked:
        section.fault("definition-key-missing", "elements")
    if made.closes == date.min:
        section.fault("definition-key-missing", "closes")
    if made.public and not (made.public_zh and made.public_en):
        section.fault("verify-public-source-missing", "seed")
    if not 0 < made.precision < 1:
        section.fault("verify-number-out-of-bounds", "precision", found=made.precision, low=0, high=1)
    if len(made.strata) > 2:
        section.fault("verify-strata-too-many", "strata", count=len(made.strata))
    if not 1 < made.size_classes <= 10:
        section.fault("verify-number-out-of-bounds", "size_classes", found=made.size_classes, low=2, high=10)
    if made.budget is not None and made.budget < 2:
        section.fault("verify-number-out-of-bounds", "budget", found=made.budget, low=2, high=10**6)


def check_round(
    made: Round, dictionary: Dictionary, forms: Iterable[Form], levels: Iterable[str], section: Section
) -> None:
    """Check what a round needs of the other definitions: its form, elements, period and levels."""
    by_code = {form.code: form for form in forms}
    form = by_code.get(made.form)
    if form is None:
        section.fault("form-unknown", "form", found=made.form, nearest=nearest(made.form, by_code),
                      options=", ".join(sorted(by_code)))  # fmt: skip
        return
    atoms = set(form.atoms)
    elements = {element.code: element for element in dictionary.elements}
    named = [("elements", one.element) for one in made.asked] + [("size", made.size_element)]
    for key, code in named if made.size_element else named[:-1]:
        element = elements.get(code)
        if element is None:
            section.fault("element-unknown", key, found=code, nearest=nearest(code, elements))
        elif key == "elements" and not atoms.issuperset(element.atoms):
            section.fault("verify-element-not-on-form", key, found=code, form=made.form)
    if made.period.last and made.period.length < MONTHS_OF[form.frequency]:
        section.fault("period-of-other-length", "period", found=made.period.code, expected=form.frequency)
    known = [*levels]
    for key, words in (("strata", made.strata), ("report_by", made.report_by)):
        for word in words:
            if word not in known and not (key == "strata" and word in (BY_SIZE, BY_LEVEL)):
                options = ", ".join([*known, BY_SIZE, BY_LEVEL] if key == "strata" else known)
                section.fault("verify-level-unknown", key, found=word, nearest=nearest(word, known), options=options)


def sheet_of(made: Round, dictionary: Dictionary, forms: Iterable[Form], sites: tuple[str, ...]) -> Form:
    """The form that inspectors fill in at the sites drawn: an ordinary form, in force for the round's period only."""
    source = next(form for form in forms if form.code == made.form)
    atoms = tuple(atom for element in made.elements(dictionary) for atom in element.atoms)
    return Form(
        code=made.form_code, zh=f"核查表：{made.zh}", en=f"Verification sheet: {made.en}",
        frequency=made.period.frequency, reported_by=source.reported_by, submitted_by="",
        due_days=max((made.closes - made.period.end).days, 0) + made.due_days, atoms=atoms,
        required=frozenset({made.outcome}), start=made.period.first, end=made.period.last, version="1", areas=sites,
    )  # fmt: skip


Sheets = Mapping[str, tuple[object, tuple[str, ...]]]
"""By the code of a round: its parsed ``round.yaml``, and the sites drawn (none: not drawn yet)."""


def read_sheets(
    given: Sheets, dictionary: Dictionary, forms: tuple[Form, ...], levels: Iterable[str], faults: list[Finding]
) -> tuple[dict[str, Round], Dictionary, tuple[Form, ...]]:
    """Every round of a workspace, the dictionary with what their sheets hold, and the sheets of those drawn."""
    rounds: dict[str, Round] = {}
    sheets: list[Form] = []
    elements: list[Element] = []
    known, before = tuple(levels), len(faults)
    for code, (document, sites) in sorted(given.items()):
        section = Section(document, faults)
        made = read_round(section, code)
        check_round(made, dictionary, forms, known, section)
        if len(faults) > before:
            continue
        rounds[code] = made
        if sites:
            elements += made.elements(dictionary)
            sheets.append(sheet_of(made, dictionary, forms, sites))
    held = Dictionary(dictionary.elements + tuple(elements)) if elements else dictionary
    return rounds, held, tuple(sheets)
