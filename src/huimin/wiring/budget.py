"""Budgets of a workspace: people of ``demography/``, benefits, assumptions and known totals of ``budget/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from huimin.adapters.definitions.benefit_files import benefit_folders, read_benefit_files
from huimin.adapters.definitions.workspace import PACKS, read_settings
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.projections.csv_file import CsvFile
from huimin.benefits import Benefit, read_benefit
from huimin.benefits.budget import Assumptions, read_assumptions
from huimin.findings import Finding, Invalid, Severity
from huimin.findings.section import raise_if_faulty
from huimin.tasks.benefits import Documents, build_catalogue
from huimin.tasks.budget import (
    FUTURES,
    Budget,
    Forecast,
    Known,
    People,
    Setting,
    Trial,
    about_lines,
    budget,
    budget_rows,
    forecast_rows,
    level_rows,
    money_readouts,
    record_rows,
    trial_rows,
    trial_sentence,
)
from huimin.tasks.project import AreaName, Basis
from huimin.wiring.projection import Sources, read_basis
from huimin.wiring.reported_people import from_figures, reported_people
from huimin.wiring.residents import last_stocks

if TYPE_CHECKING:
    from huimin.areas import Tree
    from huimin.tasks.project import Outcome
    from huimin.wiring.workspace import Workspace

FOLDER, ASSUMPTIONS, MARGINS = "budget", "assumptions.yaml", "margins.csv"
PACK = "china"
HOUSEHOLDS = "households"
SIMULATED_DATA = ("模拟数据，非真实地区", "simulated data, no real place")
_COLUMNS = {"area": ("area", "地区", "地区代码", "key", "code"), "fact": ("fact", "项目", "name"),
            "outcome": ("outcome", "结果", "value"), "people": ("people", "人数", "population", "户数")}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Budgeting:
    """What budgets of a workspace are worked out from.

    Attributes:
        setting: people, benefits, assumptions, totals.
        documents: definition files as parsed, by the code of their benefit; what trials change.
        findings: notes and warnings of the definitions.
    """

    setting: Setting
    documents: Mapping[str, Any]
    findings: tuple[Finding, ...]


def _sources(place: Workspace) -> Sources:
    """People from the files of ``demography/``, or from the figures that its mapping names."""
    if from_figures(place.folder):
        return Sources(people=reported_people(place.folder, place.definitions, place.store))
    return Sources()


def read_budgeting(place: Workspace, basis: Basis | None = None) -> Budgeting:
    """Read everything a budget of a workspace needs.

    Args:
        basis: people and their levels, where they are not those of the workspace.

    Raises:
        Invalid: no people by age, or every fault of the files.
    """
    areas, folder = place.definitions.areas, place.folder
    basis = basis or read_basis(_sources(place), folder, areas)
    faults: list[Finding] = []
    packs = read_settings(folder).packs
    documents = read_benefit_files(benefit_folders(packs, folder), faults)
    catalogue = build_catalogue(documents, faults)
    assumptions = assumptions_of(packs, folder)
    tree = areas.at(date(basis.people.year, 12, 31))
    keys = [area.key for area in basis.people.areas]
    known = read_margins(folder / FOLDER / MARGINS, tree, keys)
    parts, known = _shared_out(place, basis, assumptions, known)
    setting = Setting(
        basis, catalogue.benefits, assumptions, known, {key: _above(tree, key) for key in keys}, parts,
        simulated=place.definitions.title.simulated,
    )  # fmt: skip
    return Budgeting(setting, _by_code(documents), tuple(one for one in catalogue.findings
                                                         if one.severity > Severity.NOTE))  # fmt: skip


def _by_code(documents: Documents) -> dict[str, Any]:
    return {str(one.get("code")): one for one in documents.benefits.values() if isinstance(one, dict)}


def assumptions_of(packs: Sequence[str], folder: Path | None = None) -> Assumptions:
    """The assumptions of a workspace: its own file, else that of the first pack that has one.

    Raises:
        Invalid: every fault of the file.
    """
    own = [folder / FOLDER / ASSUMPTIONS] if folder is not None else []
    for path in (*own, *(PACKS / pack / FOLDER / ASSUMPTIONS for pack in (*packs, PACK))):
        if path.is_file():
            faults: list[Finding] = []
            made = read_assumptions(load_yaml(path, f"{FOLDER}/{ASSUMPTIONS}"), faults)
            raise_if_faulty(faults)
            return made
    raise Invalid([Finding("budget-no-assumptions", Severity.ERROR, facts={"expected": f"{FOLDER}/{ASSUMPTIONS}"})])


def read_trials(paths: Iterable[Path]) -> tuple[tuple[Benefit, ...], tuple[Finding, ...]]:
    """Benefits as somebody would change them, from files of their own, with the warnings about them.

    Raises:
        Invalid: every fault of every file.
    """
    faults: list[Finding] = []
    made = [read_benefit(load_yaml(path, path.name), faults) for path in paths]
    raise_if_faulty(faults)
    warnings = tuple(one for one in faults if one.severity > Severity.NOTE)
    return tuple(one for one in made if one is not None), warnings


def read_margins(path: Path, tree: Tree, keys: Sequence[str]) -> dict[str, Known]:
    """Totals that are known: ``area, fact, outcome, people``; none where there is no file.

    Raises:
        Invalid: an area without people, numbers that cannot be, a total twice.
    """
    if not path.is_file():
        return {}
    file = CsvFile(path, (), f"{FOLDER}/{MARGINS}")
    found = {name: next((one for one in file.columns if one in words), "") for name, words in _COLUMNS.items()}
    for name, column in found.items():
        if not column and name != "outcome":
            file.fault("project-column-missing", 1, found=", ".join(file.columns), expected=name, nearest="")
    file.raise_if_any()
    made: dict[str, Known] = {}
    for row in file.rows:
        key = _key(tree, row.cells.get(found["area"], ""))
        fact, outcome = row.cells.get(found["fact"], ""), row.cells.get(found["outcome"], "") or "yes"
        people = file.number(row, found["people"], low=0.0)
        known = made.get(key, Known())
        if key not in keys:
            file.fault("budget-margin-area", row.line, found["area"], found=row.cells.get(found["area"], ""))
        elif people != people or people != int(people):
            file.fault("budget-margin-not-whole", row.line, found["people"], found=row.cells.get(found["people"], ""))
        elif fact == HOUSEHOLDS:
            made[key] = Known(int(people), known.margins)
        elif (fact, outcome) in known.margins:
            file.fault("budget-margin-twice", row.line, found["fact"], found=f"{fact} {outcome}")
        else:
            made[key] = Known(known.households, {**known.margins, (fact, outcome): int(people)})
    file.raise_if_any()
    return made


def _key(tree: Tree, text: str) -> str:
    """The key of an area by key, code or name; the text where it is none."""
    for names in (tree.keys, tree.codes, tree.names_zh, tree.names_en):
        if text in names:
            return str(tree.keys[list(names).index(text)])
    return text


def _above(tree: Tree, key: str) -> tuple[str, ...]:
    """Keys and codes of an area and of all above it."""
    at, made = tree.index(key), [key]
    while at is not None and at >= 0:
        made += [tree.keys[at], tree.codes[at]]
        at = int(tree.parent[at])
    return tuple(dict.fromkeys(one for one in made if one))


def _shared_out(
    place: Workspace, basis: Basis, assumptions: Assumptions, known: dict[str, Known]
) -> tuple[dict[str, tuple[tuple[AreaName, float], ...]], dict[str, Known]]:  # fmt: skip
    """The places directly below each area with the residents they reported last, and households where they are known.

    An area of which some place reported nothing is not divided.
    """
    wanted = [one for one in (assumptions.people, assumptions.households) if one]
    found = last_stocks(place, wanted, basis.people.year) if wanted else None
    if found is None or assumptions.people not in found[1]:
        return {}, known
    tree, values = found
    residents, homes = values[assumptions.people], values.get(assumptions.households)
    parts, more = {}, dict(known)
    for at, area in enumerate(basis.people.areas):
        here = tree.index(area.key)
        if here is None:
            continue
        below = [one for one in tree.children(here) if not tree.covering[one]]
        if below and not np.isnan(residents[below]).any() and residents[below].sum() > 0:
            parts[area.key] = tuple((AreaName(tree.keys[one], tree.names_zh[one], tree.names_en[one]),
                                     float(residents[one])) for one in below)  # fmt: skip
        one = more.get(area.key, Known())
        if one.households is None and homes is not None and homes[here] > 0 and residents[here] > 0:
            size = float(basis.people.counts[at].sum())
            more[area.key] = Known(round(homes[here] * size / residents[here]), one.margins)
    return parts, more


def with_money(place: Workspace, basis: Basis, outcome: Outcome) -> Outcome:
    """A projection with the money needed for each benefit among its readouts, in yuan a year.

    The cost per head is that of the first year after the people were counted, on simulated people.

    Raises:
        Invalid: as :func:`read_budgeting`, and what cannot be worked out.
    """
    setting = read_budgeting(place, basis).setting
    made = budget(People(setting, basis.people.year + 1), setting.chosen([]))
    return money_readouts(setting, outcome, made)


# --- files


def check_ending(target: Path | None) -> None:
    """Whether a file of this name can be written.

    Raises:
        Invalid: ``format-unknown``.
    """
    from huimin.adapters.budgets import ENDINGS

    if target is not None and target.suffix.lower() not in ENDINGS:
        facts = {"found": target.suffix or target.name, "options": ", ".join(ENDINGS)}
        raise Invalid([Finding("format-unknown", Severity.ERROR, facts=facts)])


def write_budget(
    target: Path, setting: Setting, made: Budget, tried: Trial | None, ahead: Forecast | None, lang: str
) -> int:  # fmt: skip
    """Write a budget with what it rests on, and a trial or a forecast first where there is one; how many rows.

    Raises:
        Invalid: ``format-unknown``.
    """
    from huimin.adapters.budgets import write_tables

    zh = lang == "zh"
    tables = {}
    if tried is not None:
        tables["对比" if zh else "Compared"] = list(trial_rows(tried, lang))
        tables["改前" if zh else "Before"] = list(budget_rows(tried.before, lang)) if tried.before.benefits else []
    if ahead is not None:
        tables["各年" if zh else "Years"] = list(forecast_rows(ahead, lang))
    name = ("改后" if zh else "After") if tried is not None else ("资金" if zh else "Money")
    tables[name] = list(budget_rows(made, lang))
    if tried is None:
        tables["各级负担" if zh else "By level"] = list(level_rows(made, lang))
    futures = FUTURES if ahead is not None and ahead.bounds else 0
    said = [trial_sentence(tried, made.places[0], lang)] if tried is not None else []
    return write_tables(tables, _about(setting, made.year, futures, lang, said), target, lang)


def write_years(target: Path, setting: Setting, record: Mapping[str, Any], name: str, lang: str) -> int:
    """Write the coming years of one place, as they were kept, with what they rest on; how many rows.

    Raises:
        Invalid: ``format-unknown``.
    """
    from huimin.adapters.budgets import write_tables

    tables = {"各年" if lang == "zh" else "Years": list(record_rows(record, name, lang))}
    return write_tables(tables, _about(setting, record["years"][0], FUTURES, lang), target, lang)


def _about(setting: Setting, year: int, futures: int, lang: str, said: Sequence[str] = ()) -> list[str]:
    """What the first lines of a file say."""
    simulated = [SIMULATED_DATA[int(lang != "zh")]] if setting.simulated else []
    return [*simulated, *said, *about_lines(setting, year, lang, futures)]
