"""Forms: which areas report which elements, how often, due when, and the rules their figures must keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from huimin.figures.dictionary import Dictionary
from huimin.figures.periods import FREQUENCIES, Period
from huimin.findings import Finding, Severity
from huimin.findings.section import Section, raise_if_faulty


@dataclass(frozen=True, slots=True)
class ValidationRule:
    """A statement about one area's figures that must be true. ``formula`` is text of the formula language.

    A rule whose value cannot be told (a figure in it was not reported) is not broken.
    """

    code: str
    formula: str
    severity: Severity
    zh: str
    en: str
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """A report form.

    Attributes:
        reported_by: the levels whose areas each report one set of figures a period.
        submitted_by: the level that sends the workbook. Where it is above ``reported_by``, one workbook holds a row
            for each reporting area below the sender; otherwise each area sends its own.
        due_days: the report of a period is due so many days after the period's end (24:00 of that day).
        start, end: the first and last month in which the form is in force (month numbers; None: open).
        atoms: the columns, in order.
        required: the atoms that must be filled in.
        version: a mark that changes when the columns do; templates carry it.
    """

    code: str
    zh: str
    en: str
    frequency: str
    reported_by: tuple[str, ...]
    submitted_by: str
    due_days: int
    atoms: tuple[str, ...]
    required: frozenset[str]
    rules: tuple[ValidationRule, ...] = ()
    start: int | None = None
    end: int | None = None
    version: str = ""
    areas: tuple[str, ...] = ()

    def in_force(self, period: Period) -> bool:
        """Whether a report is owed for this period."""
        return (self.start is None or period.first >= self.start) and (self.end is None or period.last <= self.end)

    def due(self, period: Period) -> date:
        """The last day on which a report of ``period`` is on time."""
        return period.end + timedelta(days=self.due_days)

    def on_time(self, period: Period, received: datetime) -> bool:
        """Whether a report received at this moment is on time."""
        return received < datetime.combine(self.due(period) + timedelta(days=1), time(), received.tzinfo)

    def name(self, lang: str) -> str:
        """The form's name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


def read_form(section: Section, dictionary: Dictionary) -> Form:
    """Read one entry of ``forms:``."""
    atoms = _atoms(section, "elements", dictionary)
    required = section.raw("required", "all")
    rules = tuple(_rule(part) for part in section.sections("rules"))
    reported_by = section.words("reported_by")
    form = Form(
        code=section.text("code"),
        zh=section.text("zh"),
        en=section.text("en"),
        frequency=section.choice("frequency", FREQUENCIES),
        reported_by=reported_by,
        submitted_by=section.text("submitted_by", reported_by[0] if reported_by else ""),
        due_days=section.whole("due_days", 5),
        atoms=atoms,
        required=frozenset(
            atoms if required == "all" else () if required == "none" else _atoms(section, "required", dictionary)
        ),
        rules=rules,
        start=_month(section, "from", first=True),
        end=_month(section, "to", first=False),
        version=section.text("version", "1"),
        areas=section.words("areas"),
    )
    if not reported_by:
        section.fault("definition-key-missing", "reported_by")
    section.done()
    return form


def _month(section: Section, key: str, first: bool) -> int | None:
    if not section.has(key):
        section.raw(key)
        return None
    period = Period.of(section.text(key))
    return period.first if first else period.last


def _atoms(section: Section, key: str, dictionary: Dictionary) -> tuple[str, ...]:
    from huimin.findings import nearest

    atoms: list[str] = []
    for word in section.words(key):
        head, *path = word.split(".")
        found = dictionary.atoms_of(dictionary[head], path) if head in dictionary else ()
        if not found:
            section.fault("element-unknown", key, found=word, nearest=nearest(word, dictionary.names()))
        atoms.extend(found)
    for atom in {a for a in atoms if atoms.count(a) > 1}:
        section.fault("element-twice-in-form", key, found=atom)
    return tuple(atoms)


def _rule(section: Section) -> ValidationRule:
    word = section.choice("severity", ("error", "warning", "note"), "error")
    rule = ValidationRule(
        code=section.text("code"),
        formula=section.text("formula"),
        severity=Severity[word.upper()],
        zh=section.text("zh"),
        en=section.text("en"),
        file=section.file,
        line=section.place("formula").line,
    )
    section.done()
    return rule


def read_forms(documents: Iterable[object], dictionary: Dictionary, faults: list[Finding]) -> tuple[Form, ...]:
    """Build all forms from parsed ``forms/*.yaml`` documents. An element may stand in one form only."""
    forms: list[Form] = []
    owner: dict[str, str] = {}
    for document in documents:
        section = Section(document, faults)
        for part in section.sections("forms"):
            form = read_form(part, dictionary)
            for atom in form.atoms:
                if owner.setdefault(atom, form.code) != form.code:
                    part.fault("element-in-two-forms", "elements", found=atom, first=owner[atom], second=form.code)
            forms.append(form)
        section.done()
    raise_if_faulty(faults)
    return tuple(forms)
