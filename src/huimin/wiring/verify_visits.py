"""The year's plan of unannounced inspections: agreed in ``verification/visits.yaml``, sealed in ``data/verification/``.

``verification/visits-<year>.json`` is published at once: how many visits each month has, and the hash of each list. The
lists themselves, and the seed, can be read only by the owner of the workspace; the program shows a list from the first
day of its month on. Whoever may read every file of this machine could look earlier: keep it where only the office that
sends the inspectors has the key.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.sampling.visits import Visit
from huimin.tasks.verify.visits import (
    YearPlan,
    intervals_of_bands,
    months_since,
    plan_visits,
    read_agreed,
    read_private,
    stops_of,
)
from huimin.wiring import lots
from huimin.wiring.verify_shelf import FOLDER, SEALED, read_json, seal, today, write_json, write_text

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace

AGREED = "visits.yaml"


def write_agreed(place: Workspace, level: str, inspectors: Sequence[tuple[str, str]], interval: int) -> None:
    """Write ``visits.yaml`` where there is none yet. ``inspectors``: (name, home), the home may be empty."""
    lines = [f"level: {json.dumps(level)}", "home: county", f"interval: {interval}", "inspectors:"]
    for name, home in inspectors:
        known = f", home: {json.dumps(home, ensure_ascii=False)}" if home else ""
        lines.append(f"- {{name: {json.dumps(name, ensure_ascii=False)}{known}}}")
    write_text(place.folder / FOLDER / AGREED, "\n".join(lines) + "\n")


def year_of(text: str) -> Period:
    """The year that a text names.

    Raises:
        Invalid: it names none.
    """
    period = Period.of(text)
    if period.frequency != "year":
        raise Invalid([Finding("verify-year-needed", Severity.ERROR, facts={"found": text})])
    return period


def _sealed(place: Workspace, year: Period) -> Path:
    return place.folder / "data" / SEALED / f"visits-{year.code}.json"


def planned_year(place: Workspace, year: Period) -> YearPlan | None:
    """The plan of a year that was made before; None where there is none. Nothing is made."""
    path = _sealed(place, year)
    return read_private(read_json(path)) if path.is_file() else None


def visits_of_year(place: Workspace, year: Period) -> tuple[YearPlan, tuple[Finding, ...]]:
    """The plan of a year; made, sealed and published where there is none yet. A plan is made once.

    Raises:
        Invalid: nothing was agreed, or what was agreed has faults.
    """
    if _sealed(place, year).is_file():
        return read_private(read_json(_sealed(place, year))), ()
    path = place.folder / FOLDER / AGREED
    if not path.is_file():
        raise Invalid([Finding("verify-visits-missing", Severity.ERROR)])
    agreed = read_agreed(load_yaml(path, f"{FOLDER}/{AGREED}"), place.definitions, year)
    bands = intervals_of_bands(read_json(_results(place, agreed.round))) if agreed.round else {}
    before = _sealed(place, year.shift(-1))
    earlier = read_private(read_json(before)) if before.is_file() else None
    stops = stops_of(place.definitions, agreed, year, bands, months_since(earlier))
    made, told = plan_visits(agreed, stops, year, lots.sealed_seed())
    seal(_sealed(place, year), json.dumps(made.private(), ensure_ascii=False, indent=1) + "\n")
    write_json(place.folder / FOLDER / f"visits-{year.code}.json", made.public())
    return made, told


def _results(place: Workspace, code: str) -> Path:
    path = place.folder / FOLDER / code / "results.json"
    if not path.is_file():
        facts = {"round": code}
        raise Invalid([Finding("verify-earlier-round-without-results", Severity.ERROR, facts=facts)])
    return path


@dataclass(frozen=True)
class Opened:
    """The list of one month, opened on its day."""

    month: Period
    visits: tuple[Visit, ...]


def open_month(place: Workspace, made: YearPlan, text: str) -> Opened:
    """The list of a month, from its first day on.

    Raises:
        Invalid: it is not its day yet, the month is none of the plan, or the list is not what was published.
    """
    month = Period.of(text)
    months = made.months()
    if month not in months:
        facts = {"month": text, "year": made.year.code, "example": months[0].code}
        raise Invalid([Finding("verify-month-outside", Severity.ERROR, facts=facts)])
    if today(place) < month.start:
        facts = {"month": month.code, "day": month.start.isoformat()}
        raise Invalid([Finding("verify-list-sealed", Severity.ERROR, facts=facts)])
    at = months.index(month)
    published: dict[str, Any] = read_json(place.folder / FOLDER / f"visits-{made.year.code}.json")
    if published["months"][at]["list_sha256"] != made.plan.list_hash(at, made.seed):
        raise Invalid([Finding("verify-list-differs", Severity.ERROR, facts={"month": month.code})])
    return Opened(month, made.plan.of_month(at))
