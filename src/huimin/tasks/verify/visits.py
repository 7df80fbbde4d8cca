"""A year of unannounced inspections: from what a workspace agreed to a plan whose lists open month by month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import Section, raise_if_faulty
from huimin.sampling.bands import MONTHS_BETWEEN
from huimin.sampling.numbers import commitment
from huimin.sampling.visits import Inspector, Stop, Visit, VisitPlan, plan_year
from huimin.tasks.definitions import Definitions
from huimin.tasks.verify.planning import area_above

MOST_MONTHS = 24


@dataclass(frozen=True)
class Agreed:
    """What ``verification/visits.yaml`` says.

    Attributes:
        level: of the sites. home: the level whose inspectors do not visit their own.
        interval: months between visits at most. intervals: other ones, by key of an area above the site or the site.
        round: the round whose bands set the intervals of areas, where one is named.
    """

    level: str
    home: str
    interval: int
    intervals: Mapping[str, int]
    inspectors: tuple[Inspector, ...]
    round: str = ""


def read_agreed(document: object, definitions: Definitions, year: Period) -> Agreed:
    """Read and check ``visits.yaml``.

    Raises:
        Invalid: every fault of it.
    """
    faults: list[Finding] = []
    section = Section(document, faults)
    levels = definitions.areas.levels.codes
    level, home = section.text("level"), section.text("home", "county")
    for key, word in (("level", level), ("home", home)):
        if word and word not in levels:
            section.fault("verify-level-unknown", key, found=word, nearest="", options=", ".join(levels))
    interval = _months(section, "interval", section.whole("interval", 12))
    intervals = {}
    for part in section.sections("intervals"):
        key = _key(definitions, part, "area", year)
        intervals[key] = _months(part, "months", part.whole("months"))
        part.done()
    people = []
    for part in section.sections("inspectors"):
        name = part.text("name")
        people.append(Inspector(name, _key(definitions, part, "home", year) if part.has("home") else ""))
        part.raw("home")
        part.done()
    names = [one.name for one in people]
    for name in sorted({name for name in names if names.count(name) > 1}):
        section.fault("verify-inspector-twice", "inspectors", found=name)
    if not people:
        section.fault("verify-no-inspectors", "inspectors")
    made = Agreed(level, home, interval, intervals, tuple(people), section.text("round", ""))
    section.done()
    raise_if_faulty(faults)
    return made


def _key(definitions: Definitions, part: Section, name: str, year: Period) -> str:
    try:
        return definitions.area_key(part.text(name), year.end)
    except Invalid as invalid:
        part.faults += [Finding(f.code, f.severity, part.place(name), f.facts) for f in invalid.findings]
        return ""


def _months(section: Section, key: str, months: int) -> int:
    if not 2 <= months <= MOST_MONTHS:
        section.fault("verify-number-out-of-bounds", key, found=months, low=2, high=MOST_MONTHS)
    return months


def intervals_of_bands(results: Mapping[str, Any]) -> dict[str, int]:
    """By area the months between visits that the bands of a round's results set: the strictest of its elements.

    Where no band can be told nothing is set: what held before goes on.
    """
    found: dict[str, int] = {}
    for row in results.get("rows", ()):
        if row["area"] and row["band"] in MONTHS_BETWEEN:
            found[row["area"]] = min(MONTHS_BETWEEN[row["band"]], found.get(row["area"], MOST_MONTHS))
    return found


def stops_of(
    definitions: Definitions, agreed: Agreed, year: Period, bands: Mapping[str, int], last: Mapping[str, int]
) -> list[Stop]:
    """Every site of the level in being at the end of the year.

    Args:
        bands: months between visits by area. last: months since the last visit by site.
    """
    tree = definitions.areas.at(year.end)
    made = []
    for index in tree.at_level(agreed.level):
        key = tree.keys[index]
        path = [tree.keys[step] for step in reversed(tree.path(int(index)))]
        known = next((agreed.intervals[step] for step in path if step in agreed.intervals), None)
        known = known or next((bands[step] for step in path if step in bands), agreed.interval)
        made.append(Stop(key, area_above(tree, key, agreed.home), known, last.get(key)))
    if not made:
        raise Invalid([Finding("verify-no-sites", Severity.ERROR)])
    return made


@dataclass(frozen=True)
class YearPlan:
    """The plan of a year: sealed lists, and what may be known of them."""

    year: Period
    plan: VisitPlan
    seed: str
    sites: int

    def months(self) -> list[Period]:
        """The months of the year."""
        return list(self.year.parts("month"))

    def public(self) -> dict[str, Any]:
        """What is published at once: how many visits each month, the hash of each list, the hash of the seed."""
        return {
            "year": self.year.code, "sites": self.sites, "visits": len(self.plan.visits),
            "commitment": commitment(self.seed), "load": self.plan.load(),
            "months": [
                {"month": month.code, "visits": len(self.plan.of_month(at)),
                 "list_sha256": self.plan.list_hash(at, self.seed)}
                for at, month in enumerate(self.months())
            ],
        }  # fmt: skip

    def private(self) -> dict[str, Any]:
        """What stays in the office until its day."""
        return {
            "year": self.year.code, "seed": self.seed, "sites": self.sites,
            "visits": [[one.month, one.key, one.inspector] for one in self.plan.visits],
        }  # fmt: skip


def read_private(record: Mapping[str, Any]) -> YearPlan:
    """A plan from its private record."""
    visits = tuple(Visit(int(month), key, who) for month, key, who in record["visits"])
    return YearPlan(Period.of(record["year"]), VisitPlan(visits), record["seed"], int(record["sites"]))


def plan_visits(agreed: Agreed, stops: list[Stop], year: Period, seed: str) -> tuple[YearPlan, tuple[Finding, ...]]:
    """Plan a year; tells which sites nobody may visit."""
    plan = plan_year(stops, agreed.inspectors, seed)
    alone = sorted({visit.key for visit in plan.visits if not visit.inspector})
    told = tuple(Finding("verify-nobody-may-visit", Severity.ERROR, Place(area=key, period=year.code)) for key in alone)
    return YearPlan(year, plan, seed, len(stops)), told


def months_since(earlier: YearPlan | None) -> dict[str, int]:
    """Months from each site's last visit of the year before to the first of this one."""
    found: dict[str, int] = {}
    for visit in earlier.plan.visits if earlier else ():
        found[visit.key] = min(found.get(visit.key, 99), len(earlier.months()) - visit.month if earlier else 99)
    return found
