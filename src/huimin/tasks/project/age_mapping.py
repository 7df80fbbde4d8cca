"""Which reported figures are people by age: ``demography/reported.yaml``, held against the dictionary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huimin.demography import AgeGroups
from huimin.demography.measure import TIMES
from huimin.figures.dictionary import Dictionary, Disaggregation, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid
from huimin.findings.section import Section, raise_if_faulty

KINDS = ("resident", "registered")
"""Who is counted; a projection of one kind says nothing about the other. Words as for every denominator of a rate."""
METHODS = ("composite-link", "monotone")
MISSING = ("tell", "parent")
_WOMEN, _MEN = ("female", "f", "women", "女", "女性"), ("male", "m", "men", "男", "男性")
LAST = 100
Cells = tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True)
class AgeMapping:
    """Which figures are people by age.

    Attributes:
        form: the code of the form that brings them.
        cells: by sex (women, men; a single row where sexes are not told apart) and age group, the atoms that add up to
            it.
        ages: the groups, from 0 to an open one.
        kind: of :data:`KINDS`.
        moment: of :data:`huimin.demography.measure.TIMES`, "" where the period's end says it.
        period: which, None for the latest.
        men: the share of men, 0 to 1, where sexes are not told apart.
        missing: ``tell`` (an area without a group is told and left out) or ``parent`` (the group is filled from the
            structure of complete areas around, and that is said).
        method: of :data:`METHODS`, how groups become single years. last: where the open group is taken to end.
        file: for findings.
    """

    form: str
    cells: Cells
    ages: AgeGroups
    kind: str
    moment: str
    period: Period | None
    men: float | None
    missing: str
    method: str
    last: int
    file: str

    @property
    def atoms(self) -> tuple[str, ...]:
        """Every atom that is needed."""
        return tuple(dict.fromkeys(atom for row in self.cells for cell in row for atom in cell))

    @property
    def done_by(self) -> str:
        """The method that is used: few groups, or an open one that begins at ``last``, leave only the monotone one."""
        composite = self.method == METHODS[0] and len(self.ages) >= 4 and self.last > self.ages.starts[-1]
        return METHODS[0] if composite else METHODS[1]


def read_mapping(section: Section, dictionary: Dictionary, forms: Sequence[Form]) -> AgeMapping:
    """Read ``reported.yaml``.

    Raises:
        Invalid: every fault, with its line: elements that are not known or have no ages, ages that leave a gap or are
            not open at the end, no form that holds the figures.
    """
    found = _of_element(section, dictionary) if section.has("element") else _of_groups(section, dictionary)
    cells, labels = found
    kind = section.choice("people", KINDS)
    moment = section.choice("moment", TIMES, "")
    missing = section.choice("missing", MISSING, "tell")
    method = section.choice("method", METHODS, METHODS[0])
    last = section.whole("last", LAST)
    men = section.number("men") if section.has("men") else None
    if men is None and len(cells) == 1:
        section.fault("project-men-needed", "groups" if section.has("groups") else "element")
    elif men is not None and not 0.0 < men < 1.0:
        section.fault("project-share-of-men", "men", found=men)
    period = _period(section)
    form = _form(section, forms, cells)
    section.done()
    ages = _ages(section, labels)
    if ages is not None and section.has("last") and last <= ages.starts[-1]:
        section.fault("demography-last-age", "last", found=last, age=ages.labels[-1])
    raise_if_faulty(section.faults)
    assert ages is not None
    return AgeMapping(form, cells, ages, kind, moment, period, men, missing, method, last, section.file)


def _of_element(section: Section, dictionary: Dictionary) -> tuple[Cells, list[str]]:
    """One element broken down by age, maybe by sex, and by what else is added up or narrowed down with ``only``."""
    name, only = section.text("element"), section.words("only")
    labels = {key: str(value) for key, value in (section.raw("ages", {}) or {}).items()}
    if name not in dictionary:
        section.fault("project-element-unknown", "element", found=name)
        raise Invalid(section.faults)
    element = dictionary[name]
    by_age = next((way for way in element.by if _reads_as_ages(way, labels)), None)
    if by_age is None:
        ways = ", ".join(way.code for way in element.by)
        section.fault("project-element-without-ages", "element", found=name, options=ways or "-")
        raise Invalid(section.faults)
    sexes = _sexes(element)
    cells = tuple(
        tuple(dictionary.atoms_of(element, (*only, *sex, age.code)) for age in by_age.categories) for sex in sexes
    )
    if not all(cell for row in cells for cell in row):
        section.fault("project-element-unknown", "only", found=", ".join(only))
    return cells, [_label(age.code, (age.zh, age.en), labels) or "" for age in by_age.categories]


def _reads_as_ages(way: Disaggregation, labels: Mapping[str, str]) -> bool:
    return all(_label(one.code, (one.zh, one.en), labels) is not None for one in way.categories)


def _label(code: str, names: Sequence[str], labels: Mapping[str, str]) -> str | None:
    """The age group that a category stands for: as the mapping says, else what one of its names reads as."""
    for text in (labels[code],) if code in labels else names:
        try:
            AgeGroups.read([text])
        except Invalid:
            continue
        return text
    return None


def _sexes(element: Element) -> list[tuple[str, ...]]:
    """The words that choose women and men of an element; one empty choice where it has no sexes."""
    for way in element.by:
        found = [
            [one.code for one in way.categories if {one.code.lower(), one.zh, one.en.lower()} & set(words)]
            for words in (_WOMEN, _MEN)
        ]
        if all(len(some) == 1 for some in found):
            return [(some[0],) for some in found]
    return [()]


def _of_groups(section: Section, dictionary: Dictionary) -> tuple[Cells, list[str]]:
    """Each group by figures of its own: ``ages`` with ``women`` and ``men``, or with ``both``."""
    rows: list[tuple[tuple[str, ...], ...]] = []
    labels: list[str] = []
    for part in section.sections("groups"):
        labels.append(part.text("ages"))
        keys = ("both",) if part.has("both") else ("women", "men")
        rows.append(tuple(_atoms(part, key, dictionary) for key in keys))
        part.done()
    if not rows:
        section.fault("project-mapping-empty", "element")
        raise Invalid(section.faults)
    if len({len(row) for row in rows}) > 1:
        section.fault("project-sexes-mixed", "groups")
        raise Invalid(section.faults)
    return tuple(zip(*rows, strict=True)), labels


def _atoms(part: Section, key: str, dictionary: Dictionary) -> tuple[str, ...]:
    """The atoms that some names stand for: an element, or ``element.category``."""
    made: list[str] = []
    for word in part.words(key):
        name, *path = word.split(".")
        atoms = dictionary.atoms_of(dictionary[name], path) if name in dictionary else ()
        if not atoms:
            part.fault("project-element-unknown", key, found=word)
        made += atoms
    if not part.has(key):
        part.fault("definition-key-missing", key)
    return tuple(made)


def _ages(section: Section, labels: Sequence[str]) -> AgeGroups | None:
    """The groups, which begin at 0 and end open."""
    key = next((key for key in ("groups", "ages") if section.has(key)), "element")
    try:
        ages = AgeGroups.read(labels)
    except Invalid as invalid:
        _placed(section, key, invalid)
        return None
    if ages.starts[0] != 0 or not ages.is_open:
        section.fault("project-ages-not-whole", key, found=f"{ages.labels[0]} … {ages.labels[-1]}")
    elif ages.closed < 2:
        section.fault("demography-groups-few", key, least=2, found=ages.closed)
    return ages


def _period(section: Section) -> Period | None:
    if not section.has("period"):
        return None
    try:
        return Period.of(section.text("period"))
    except Invalid as invalid:
        _placed(section, "period", invalid)
        return None


def _placed(section: Section, key: str, invalid: Invalid) -> None:
    """Findings of the library at a key of the file."""
    section.faults += [Finding(one.code, one.severity, section.place(key), one.facts) for one in invalid.findings]


def _form(section: Section, forms: Sequence[Form], cells: Cells) -> str:
    """The form named, or the one that holds every cell."""
    wanted = {atom for row in cells for cell in row for atom in cell}
    holding = [form.code for form in forms if wanted <= set(form.atoms)]
    named = section.text("form", "")
    if named in holding or (not named and len(holding) == 1):
        return named or holding[0]
    section.fault("project-form-without-ages", "form", found=named or "-", options=", ".join(holding) or "-")
    return ""
