"""People by age from the figures of a workspace, as ``demography/reported.yaml`` says where they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import Section
from huimin.tasks.definitions import Definitions
from huimin.tasks.project import AgeMapping, People, Reports, people_reported, read_mapping
from huimin.wiring.projection import FOLDER, POPULATION

if TYPE_CHECKING:
    from huimin.areas import Tree
    from huimin.figures.forms import Form
    from huimin.figures.periods import Period
    from huimin.tasks.ports import FigureStore

REPORTED = f"{FOLDER}/reported.yaml"


def from_figures(folder: Path) -> bool:
    """Whether a workspace's people are those reported: it says which figures they are, and no file has any."""
    return (folder / REPORTED).is_file() and not (folder / FOLDER / POPULATION).is_file()


def reported_people(
    folder: Path, definitions: Definitions, store: FigureStore, year: int | None = None
) -> People:  # fmt: skip
    """The people of the period that the mapping names, or of the latest that was reported (in ``year``, if given).

    Figures stand where they belong at the end of their year, as those of a file do.

    Raises:
        Invalid: no mapping, its faults, a period without reports, or no area whose groups are all known.
    """
    if not (folder / REPORTED).is_file():
        raise Invalid([Finding("project-mapping-missing", Severity.ERROR, facts={"expected": REPORTED})])
    mapping = read_mapping(
        Section(load_yaml(folder / REPORTED, REPORTED), []), definitions.dictionary, definitions.forms
    )
    form = definitions.form(mapping.form)
    period = _period(mapping, store, year)
    tree = definitions.areas.at(date(period.end.year, 12, 31))
    owing = [int(at) for level in form.reported_by for at in tree.at_level(level)]
    figures = _figures(mapping, form, period, store, definitions, tree)
    return people_reported(mapping, Reports(period, figures, owing), tree)


def _period(mapping: AgeMapping, store: FigureStore, year: int | None) -> Period:
    """The period wanted, of which there must be reports."""
    there = [period for form, period in store.forms_and_periods() if form == mapping.form]
    there = [period for period in there if year in (None, period.end.year)]
    wanted = mapping.period if year is None else None
    wanted = wanted or (max(there) if there else None)
    if wanted is None or wanted not in there:
        facts = {"form": mapping.form, "period": wanted.code if wanted else str(year or "-")}
        raise Invalid([Finding("project-nothing-reported", Severity.ERROR, Place(file=mapping.file), facts)])
    return wanted


def _figures(
    mapping: AgeMapping, form: Form, period: Period, store: FigureStore, definitions: Definitions, tree: Tree
) -> Mapping[int, Mapping[str, float]]:
    """Figures by the tree index where they belong; those of areas that became one are added up."""
    table = store.figures(None, form.code, period.first, period.last)
    wanted = set(mapping.atoms)
    by_area: dict[str, dict[str, float]] = {
        area: {} for area in store.reports(None, form.code, period.first, period.last)["area"].to_pylist()
    }
    columns = (table[name].to_pylist() for name in ("area", "atom", "value"))
    for area, atom, value in zip(*columns, strict=True):
        if atom in wanted:
            by_area[area][atom] = value
    made: dict[int, dict[str, float]] = {}
    for area, mine in by_area.items():
        known = definitions.areas.id_of(area)
        home = -1 if known is None else int(tree.home[known])
        if home >= 0:
            made[home] = mine if home not in made else _added(made[home], mine)
    return made


def _added(one: Mapping[str, float], other: Mapping[str, float]) -> dict[str, float]:
    """Two reports of what is one area now; what either lacks is not known."""
    return {atom: one[atom] + other[atom] for atom in one if atom in other}
