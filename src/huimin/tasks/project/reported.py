"""The people of a projection from reported figures: groups taken apart to single years, nothing made up unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from huimin.areas import Tree
from huimin.demography import AgeGroups, Denominator, composite_link, monotone
from huimin.demography.measure import TIMES
from huimin.demography.projection import Ages
from huimin.figures.periods import Period
from huimin.findings import Fact, Finding, Invalid, Place, Severity
from huimin.tasks.project.age_mapping import AgeMapping
from huimin.tasks.project.basis import AreaName, Floats, People, named

MOMENTS = {6: "mid-year", 12: "year-end"}
"""When the people of a period are counted that ends with this month."""


@dataclass(frozen=True, eq=False)
class Reports:
    """Figures of one form and period.

    Attributes:
        period: of the reports.
        figures: by tree index of the reporting area, atom -> value; what was not reported is not there.
        owing: the tree indexes of all areas that report this form.
    """

    period: Period
    figures: Mapping[int, Mapping[str, float]]
    owing: Sequence[int]


def people_reported(mapping: AgeMapping, reports: Reports, tree: Tree) -> People:
    """People by single years of every area whose groups are all known.

    Raises:
        Invalid: ``project-nothing-reported`` where no area can be projected, ``project-moment-missing`` where a period
            ends neither at mid-year nor at the year's end and the mapping does not say when people were counted.
    """
    if not mapping.moment and reports.period.end.month not in MOMENTS:
        facts: dict[str, Fact] = {"period": reports.period.code, "options": ", ".join(TIMES)}
        raise Invalid([Finding("project-moment-missing", Severity.ERROR, Place(file=mapping.file), facts)])
    told = _Told(mapping.file, tree)
    counts = {at: _cells(mapping, values) for at, values in sorted(reports.figures.items())}
    complete = {at: one for at, one in counts.items() if np.isfinite(one).all() and one.sum() > 0}
    filled = _filled(counts, complete, tree, told) if mapping.missing == "parent" else {}
    usable = dict(sorted({**complete, **filled}.items()))
    told.areas("project-groups-missing", (at for at in counts if at not in usable), missing=_missing(mapping, counts))
    told.areas("project-not-reported", (at for at in reports.owing if at not in counts), count_of=len(reports.owing))
    if not usable:
        facts = {"form": mapping.form, "period": reports.period.code}
        raise Invalid([*told.findings, Finding("project-nothing-reported", Severity.ERROR, told.place, facts)])
    single, ages = _single(mapping, np.stack(list(usable.values())))
    known = np.asarray(np.isfinite(single).all(axis=(-1, -2)))
    told.areas("project-ages-not-fitted", (at for at, good in zip(usable, known, strict=True) if not good))
    names = [at for at, good in zip(usable, known, strict=True) if good]
    told.basis(mapping, reports.period, len(names))
    areas = tuple(AreaName(tree.keys[at], tree.names_zh[at], tree.names_en[at]) for at in names)
    lacking = tuple(tree.keys[at] for at in sorted({*reports.owing, *counts} - set(names)))
    return People(areas, reports.period.end.year, ages, single[known], mapping.file, tuple(told.findings), lacking)


def _cells(mapping: AgeMapping, values: Mapping[str, float]) -> Floats:
    """(2, groups) women and men of one area; NaN where an atom was not reported."""
    told = np.array([[sum(values.get(atom, np.nan) for atom in cell) for cell in row] for row in mapping.cells])
    if mapping.men is None:
        return told
    return np.concatenate([told * (1.0 - mapping.men), told * mapping.men])


def _missing(mapping: AgeMapping, counts: Mapping[int, Floats]) -> str:
    """The groups that some area lacks."""
    lacks = np.zeros(len(mapping.ages), dtype=bool)
    for one in counts.values():
        lacks |= np.isnan(one).any(axis=0)
    return ", ".join(label for label, some in zip(mapping.ages.labels, lacks, strict=True) if some)


def _filled(counts: Mapping[int, Floats], complete: Mapping[int, Floats], tree: Tree, told: _Told) -> dict[int, Floats]:
    """Areas that lack groups, filled by the structure of the complete areas in the nearest area above that has some."""
    made: dict[int, Floats] = {}
    for at, one in counts.items():
        known = np.isfinite(one)
        if at in complete or not known.any() or np.nansum(one) <= 0:
            continue
        for above in reversed(tree.path(at)[:-1]):
            around = [mine for other, mine in complete.items() if above < other < tree.end[above]]
            pattern = np.sum(around, axis=0) if around else np.zeros_like(one)
            if pattern[known].sum() > 0:
                made[at] = np.where(known, one, pattern * (one[known].sum() / pattern[known].sum()))
                break
    told.areas("project-groups-filled", made, severity=Severity.WARNING)
    return made


def _single(mapping: AgeMapping, counts: Floats) -> tuple[Floats, Ages]:
    """(areas, 2, ages) people by single years; NaN for an area whose ages cannot be told apart."""
    groups = mapping.ages
    if groups == AgeGroups.single(groups.starts[-1]):
        return counts, Ages.single(groups.starts[-1])
    if mapping.done_by == "monotone":
        found = monotone(counts, groups)
    else:
        found = composite_link(counts, groups, last=mapping.last)
    return found.values, Ages.single(found.ages.starts[-1])


class _Told:
    """Findings about the areas of a file."""

    def __init__(self, file: str, tree: Tree) -> None:
        self.place, self.tree = Place(file=file), tree
        self.findings: list[Finding] = []

    def areas(self, code: str, places: Iterable[int], severity: Severity = Severity.WARNING, **facts: Fact) -> None:
        """One finding about some areas, the first of them by name; none where there are no such areas."""
        found = list(places)
        if found:
            zh, en = ([self.tree.name(at, lang) for at in found] for lang in ("zh", "en"))
            self.findings.append(Finding(code, severity, self.place, {**named(zh, en), **facts}))

    def basis(self, mapping: AgeMapping, period: Period, count: int) -> None:
        """Who was counted, when, and how their ages were told apart."""
        counted = Denominator(mapping.kind, mapping.moment or MOMENTS[period.end.month])
        facts: dict[str, Fact] = {
            "form": mapping.form, "period": period.code, "count": count, "kind_zh": counted.words("zh"),
            "kind_en": counted.words("en"), "method": mapping.done_by,
            "groups": f"{mapping.ages.labels[0]} … {mapping.ages.labels[-1]}",
        }  # fmt: skip
        self.findings.insert(0, Finding("project-people-reported", Severity.NOTE, self.place, facts))
        if mapping.men is not None:
            men: dict[str, Fact] = {"found": round(100 * mapping.men, 1)}
            self.findings.append(Finding("project-sexes-shared-out", Severity.NOTE, self.place, men))
