"""What a round found: the inspectors' sheets against what was reported, with estimates for what was not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.figures.dictionary import Element
from huimin.figures.periods import Period
from huimin.findings import Finding, Place, Severity
from huimin.sampling.bands import Band, band_of
from huimin.sampling.draw import Sample
from huimin.sampling.estimate import Estimate, Visited, estimate
from huimin.sampling.frame import Frame
from huimin.sampling.rounds import CHECKED, OUTCOMES, Round
from huimin.sampling.sizing import sigma_seen
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import Cell, FigureStore
from huimin.tasks.verify.planning import area_above, number

ALL = "all"


@dataclass(frozen=True)
class Checked:
    """One site drawn: what became of it.

    Attributes:
        outcome: a number of :data:`OUTCOMES`, 0 where no sheet has come. inspector, note: as the sheet says.
        reported, verified: by element; NaN where not known.
        cells: file › sheet › cell of each figure that was counted, by element.
    """

    key: str
    outcome: int
    inspector: str
    note: str
    reported: Mapping[str, float]
    verified: Mapping[str, float]
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Row:
    """The estimate of one element for one area, level or all sites together."""

    element: str
    scope: str
    area: str
    in_frame: int
    found: Estimate
    band: Band


@dataclass(frozen=True)
class Results:
    """Everything a round found."""

    round: Round
    sites: tuple[Checked, ...]
    rows: tuple[Row, ...]
    sigma: Mapping[str, float]
    findings: tuple[Finding, ...]

    @property
    def outcomes(self) -> dict[int, int]:
        """How many sites ended how; 0 stands for those of which no sheet has come."""
        return {code: count for code in (0, *OUTCOMES) if (count := sum(site.outcome == code for site in self.sites))}


def results(
    definitions: Definitions, store: FigureStore, one: Round, frame: Frame, sample: Sample, marker: int
) -> Results:
    """Hold the sheets that came against what was reported, and estimate.

    Args:
        marker: the snapshot whose reports count: what the areas had reported when the sample was drawn. What they
            correct afterwards changes nothing.
    """
    reported = _reported(definitions, store, one, sample.keys, marker)
    sites = tuple(_checked(definitions, store, one, sample.keys, reported))
    rows: list[Row] = []
    sigma: dict[str, float] = {}
    for asked in one.asked:
        visited = _visited(frame, sample, sites, asked.element)
        rows += _rows(definitions, one, frame, sample, visited, asked.element)
        seen = visited.checked
        sigma[asked.element] = sigma_seen(visited.reported[seen], visited.verified[seen], 1 / visited.chance[seen])
    return Results(one, sites, tuple(rows), sigma, tuple(_doubtful(one, sites, reported)))


def _reported(
    definitions: Definitions, store: FigureStore, one: Round, keys: Sequence[str], marker: int
) -> dict[str, dict[str, float]]:
    """By element and site what was reported for the whole period; NaN where any part of it was not."""
    form = definitions.form(one.form)
    periods = list(one.period.parts(form.frequency))
    found: dict[str, dict[str, float]] = {}
    for asked in one.asked:
        element = definitions.dictionary[asked.element]
        cells = store.cells(marker, element.atoms, keys, one.period.first, one.period.last)
        held = {(cell.area, cell.atom, cell.period): cell.value for cell in cells}
        found[asked.element] = {key: _over_time(element, held, key, periods) for key in keys}
    return found


def _over_time(
    element: Element, held: Mapping[tuple[str, str, Period], float], key: str, periods: Sequence[Period]
) -> float:  # fmt: skip
    wanted = periods[-1:] if element.over_time == "last" else periods
    values = [[held.get((key, atom, period), float("nan")) for period in wanted] for atom in element.atoms]
    total = float(np.sum(values))
    return total / len(wanted) if element.over_time == "mean" else total


def _checked(
    definitions: Definitions, store: FigureStore, one: Round, keys: Sequence[str],
    reported: Mapping[str, Mapping[str, float]],
) -> list[Checked]:  # fmt: skip
    atoms = {a.element: [one.verified(atom) for atom in definitions.dictionary[a.element].atoms] for a in one.asked}
    wanted = [one.outcome, *(atom for group in atoms.values() for atom in group)]
    by_site: dict[str, dict[str, Cell]] = {}
    for cell in store.cells(None, wanted, keys, one.period.first, one.period.last):
        by_site.setdefault(cell.area, {})[cell.atom] = cell
    return [_site(one, key, by_site.get(key, {}), atoms, reported) for key in keys]


def _site(
    one: Round, key: str, cells: Mapping[str, Cell], atoms: Mapping[str, Sequence[str]],
    reported: Mapping[str, Mapping[str, float]],
) -> Checked:  # fmt: skip
    said = cells.get(one.outcome)
    outcome = int(said.value) if said else 0
    known = outcome == CHECKED
    verified = {
        element: float(sum(cells[atom].value for atom in group))
        if known and cells.keys() >= set(group)
        else float("nan")
        for element, group in atoms.items()
    }
    places = {
        element: "; ".join(f"{cells[a].file} › {cells[a].sheet} › {cells[a].cell}" for a in group if a in cells)
        for element, group in atoms.items()
    }
    told = {element: values[key] for element, values in reported.items()}
    return Checked(key, outcome, said.judge if said else "", said.note if said else "", told, verified, places)


def _visited(frame: Frame, sample: Sample, sites: Sequence[Checked], element: str) -> Visited:
    numbers = {name: number for number, name in enumerate(frame.strata)}
    return Visited(
        np.array([numbers[one.site.stratum] for one in sample.drawn], np.int64),
        np.array([float(one.chance) for one in sample.drawn]),
        np.array([site.reported[element] for site in sites]),
        np.array([site.verified[element] for site in sites]),
        [len(found) for found in frame.strata.values()],
    )


def _rows(
    definitions: Definitions, one: Round, frame: Frame, sample: Sample, visited: Visited, element: str
) -> list[Row]:
    """All sites together, then each level of sites where there are several, then each area asked for."""
    tree = definitions.areas.at(one.period.end)
    everywhere = np.ones(len(sample.drawn), bool)
    made = [_row(one, element, ALL, "", len(frame.sites), visited, everywhere)]
    levels = {site.key: tree.level[index] for site in frame.sites if (index := tree.index(site.key)) is not None}
    if len(set(levels.values())) > 1:
        for level in sorted(set(levels.values())):
            here = np.array([levels[drawn.site.key] == level for drawn in sample.drawn])
            made.append(_row(one, element, level, "", sum(x == level for x in levels.values()), visited, here))
    for level in one.report_by:
        above = {site.key: area_above(tree, site.key, level) for site in frame.sites}
        for area in sorted({area for area in above.values() if area}):
            here = np.array([above[drawn.site.key] == area for drawn in sample.drawn])
            made.append(_row(one, element, level, area, sum(x == area for x in above.values()), visited, here))
    return made


def _row(
    one: Round, element: str, scope: str, area: str, in_frame: int, visited: Visited, domain: NDArray[np.bool_]
) -> Row:  # fmt: skip
    found = estimate(visited, domain, one.assumed)
    return Row(element, scope, area, in_frame, found, band_of(found, in_frame))


def _doubtful(
    one: Round, sites: Sequence[Checked], reported: Mapping[str, Mapping[str, float]]
) -> list[Finding]:  # fmt: skip
    """What somebody should look after: sheets without a name, figures without an outcome, sites never reported."""
    found = []
    for site in sites:
        place = Place(area=site.key, period=one.period.code)
        if site.outcome and not site.inspector:
            found.append(Finding("verify-inspector-missing", Severity.WARNING, place))
        if site.outcome > CHECKED and not site.note:
            found.append(Finding("verify-reason-missing", Severity.WARNING, place))
        if site.outcome == CHECKED:
            missing = ", ".join(name for name, value in site.verified.items() if isnan(value))
            if missing:
                found.append(Finding("verify-not-counted", Severity.WARNING, replace(place, element=missing)))
        missing = ", ".join(name for name, values in reported.items() if isnan(values[site.key]))
        if missing:
            found.append(Finding("verify-not-reported", Severity.WARNING, replace(place, element=missing)))
    return found


def row_record(row: Row) -> dict[str, Any]:
    """One estimate as plain data; None where a number is not known."""
    one, band = row.found, row.band
    return {
        "element": row.element, "scope": row.scope, "area": row.area, "in_frame": row.in_frame, "drawn": one.drawn,
        "checked": one.checked, "wrong": one.wrong, "ratio": number(one.ratio), "low": number(one.low),
        "high": number(one.high), "worst_low": number(one.worst_low), "worst_high": number(one.worst_high),
        "wrong_share": number(one.wrong_share), "wrong_high": number(one.wrong_high), "band": band.name,
        "months_between_visits": band.months, "more_sites": band.more, "only_all_sites": band.only_all,
        "promised": one.promised, "doubts": list(one.doubts), "by_rule": one.by_rule,
        "collapsed_strata": len(one.collapsed), "full_count": one.full_count,
    }  # fmt: skip


def site_record(site: Checked) -> dict[str, Any]:
    """One site as plain data."""
    return {
        "site": site.key, "outcome": site.outcome, "inspector": site.inspector, "note": site.note,
        "reported": {name: number(value) for name, value in site.reported.items()},
        "verified": {name: number(value) for name, value in site.verified.items()}, "cells": dict(site.cells),
    }  # fmt: skip


def record(found: Results, marker: int, simulated: bool) -> dict[str, Any]:
    """What ``results.json`` says; the same figures give the same bytes."""
    return {
        "round": found.round.code, "simulated": simulated, "snapshot": marker,
        "confidence": found.round.assumed.confidence,
        "outcomes": {str(code): count for code, count in found.outcomes.items()},
        "sigma": {name: number(value) for name, value in found.sigma.items()},
        "rows": [row_record(row) for row in found.rows], "sites": [site_record(site) for site in found.sites],
    }  # fmt: skip


FACTOR_COLUMNS = ("kind", "area", "element", "from", "to", "factor", "low", "high", "basis_zh", "basis_en",
                  "decided_by", "decided_on")  # fmt: skip


def factors(found: Results, root: str) -> list[dict[str, str]]:
    """The rows of ``adjustments/`` that a named person may adopt; nobody has decided them yet.

    Only what is promised is proposed: a doubtful interval is no ground for a decision. ``root``: the key of the area
    that all sites together stand for.
    """
    one = found.round
    made = []
    for row in found.rows:
        area = row.area or (root if row.scope == ALL else "")
        if not area or not row.found.promised or isnan(row.found.ratio):
            continue
        kept, of = row.found.checked, row.in_frame
        made.append({
            "kind": "verified", "area": area, "element": row.element, "from": one.period.code, "to": one.period.code,
            "factor": f"{row.found.ratio:.6g}", "low": f"{row.found.low:.6g}", "high": f"{row.found.high:.6g}",
            "basis_zh": f"{one.zh}：抽查{of}个点中的{kept}个", "basis_en": f"{one.en}: {kept} of {of} sites checked",
            "decided_by": "", "decided_on": "",
        })  # fmt: skip
    return made
