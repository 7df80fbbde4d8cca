"""``huimin project``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, must_exist, opened
from huimin.cli.printing import finding_record, out, print_findings, print_json, print_table, progress
from huimin.cli.project_wish import Asked, Futures, settings_of, step_of, wrong
from huimin.cli.words import spoken, t
from huimin.findings import Invalid

if TYPE_CHECKING:
    from huimin.areas import Areas
    from huimin.tasks.project import Basis, Outcome, People

Names = Annotated[list[str] | None, typer.Option("--scenario", "-s", metavar="NAME")]
_SHOWN = (
    "total", "births", "under_3", "childcare_per_thousand", "age_3", "age_6", "age_12", "age_15", "working_15_59",
    "aged_60", "aged_65", "aged_80",
)  # fmt: skip


def project(
    population: Annotated[Path | None, typer.Argument()] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA")] = None,
    scenario: Names = None,
    to: Annotated[int | None, typer.Option("--to", metavar="YEAR")] = None,
    reported: Annotated[bool, typer.Option("--reported")] = False,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR")] = None,
    step: Annotated[int, typer.Option("--step", metavar="1|5")] = 1,
    timing: Annotated[str, typer.Option("--timing", metavar="end|even|SHARE")] = "end",
    setting: Annotated[list[str] | None, typer.Option("--set", metavar="NAME=VALUE")] = None,
    target: Annotated[list[str] | None, typer.Option("--target", metavar="NAME=VALUE@YEAR")] = None,
    own: Annotated[list[Path] | None, typer.Option("--own", metavar="FILE")] = None,
    fertility: Annotated[Path | None, typer.Option("--fertility", metavar="FILE")] = None,
    mortality: Annotated[Path | None, typer.Option("--mortality", metavar="FILE")] = None,
    migration: Annotated[Path | None, typer.Option("--migration", metavar="FILE")] = None,
    shares: Annotated[Path | None, typer.Option("--shares", metavar="FILE")] = None,
    levels: Annotated[Path | None, typer.Option("--levels", metavar="FILE")] = None,
    trajectories: Annotated[int, typer.Option("--trajectories", metavar="N", min=0, max=20_000)] = 0,
    intervals: Annotated[list[str] | None, typer.Option("--intervals", metavar="NAME|all")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER")] = 2024,
    money: Annotated[bool, typer.Option("--money")] = False,
    destination: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Project a population."""
    from huimin.adapters.projections import RateFiles, read_own
    from huimin.tasks.project import project_people
    from huimin.wiring.projection import Sources, read_basis

    files = (population, fertility, mortality, migration, shares, levels, *(own or []))
    must_exist(*(path for path in files if path is not None))
    _check_ending(destination)
    rates = RateFiles(fertility, mortality, migration, shares)
    owns = tuple(read_own(path) for path in own or [])
    chosen = settings_of(setting or [])
    with progress("projecting", json) as watch:
        place = _place(workspace, population is None, reported, year)
        sources = Sources(population, levels, rates, year, step_of(step), chosen, place.people)
        basis = read_basis(sources, place.folder, place.areas)
        futures = Futures(trajectories, tuple(intervals or ()), seed, destination is not None)
        asked = Asked(area, to, scenario or [], step, timing, target or [], futures)
        outcome = project_people(basis, asked.wish(basis, place.key(area, basis.people.year), owns), watch)
        if money:
            outcome = _with_money(workspace, basis, outcome)
        rows = 0
        if destination is not None:
            from huimin.adapters.projections import write_projection

            rows = write_projection(outcome, destination, spoken(), place.simulated)
    if json:
        print_json(_record(outcome, destination, rows))
    else:
        _print(outcome, destination, rows, place.simulated)
    return DONE


def _with_money(workspace: Path, basis: Basis, outcome: Outcome) -> Outcome:
    """The outcome with the money needed for each benefit, by the rules and assumptions of the workspace."""
    from huimin.wiring.budget import with_money

    with opened(workspace) as found:
        return with_money(found, basis, outcome)


@dataclass(frozen=True)
class _Place:
    """The workspace, where there is one."""

    folder: Path | None = None
    areas: Areas | None = None
    simulated: bool = False
    people: People | None = None

    def key(self, area: str | None, year: int) -> str:
        """The key of an area by key, code or name; the text itself where it is none of a tree."""
        if not area or self.areas is None:
            return area or ""
        tree = self.areas.at(date(year, 12, 31))
        if tree.index(area) is not None:
            return area
        for names in (tree.codes, tree.names_zh, tree.names_en):
            if area in names:
                return tree.keys[names.index(area)]
        return area


def _place(workspace: Path, needed: bool, reported: bool, year: int | None) -> _Place:
    """The workspace around the folder; none where a file was named and there is none.

    ``reported``: its people are those that were reported (in ``year``). They are so too where people are ``needed`` and
    no file has them.
    """
    if reported and not needed:
        raise wrong("project-two-sources")
    from huimin.wiring.reported_people import from_figures, reported_people

    try:
        with opened(workspace) as found:
            given = found.definitions
            figures = reported or (needed and from_figures(found.folder))
            people = reported_people(found.folder, given, found.store, year) if figures else None
            return _Place(found.folder, given.areas, given.title.simulated, people)
    except Invalid as invalid:
        if needed or workspace != HERE or any(one.code != "not-a-workspace" for one in invalid.findings):
            raise
        return _Place()


def _check_ending(destination: Path | None) -> None:
    from huimin.adapters.projections import ENDINGS

    if destination is not None and destination.suffix.lower() not in ENDINGS:
        facts = {"found": destination.suffix or destination.name, "options": ", ".join(ENDINGS)}
        raise wrong("format-unknown", **facts)


def _years(outcome: Outcome) -> list[int]:
    """The first year, the last, and some between: six at most."""
    years = outcome.years
    every = max(1, -(-(len(years) - 1) // 5))
    return sorted({*years[::every], years[-1]})


def _record(outcome: Outcome, destination: Path | None, rows: int) -> dict[str, Any]:
    from huimin.tasks.project import driving_sentence, key_figures
    from huimin.tasks.project.words import resting_on

    lang = spoken()
    return {
        "years": list(outcome.years),
        "scenarios": [one.name for one in outcome.runs],
        "areas": [{
            "key": place.key, "name": place.name(lang),
            "figures": key_figures(outcome, at, _years(outcome), [*outcome.counted, "births"]),
            "why": {run.name: driving_sentence(run.drivers[at], place.name(lang), lang) for run in outcome.runs},
        } for at, place in enumerate(outcome.places)],
        "about": resting_on(outcome, lang),
        "notes": [finding_record(one) for one in outcome.notes],
        "file": str(destination) if destination else None, "rows": rows,
    }  # fmt: skip


def _print(outcome: Outcome, destination: Path | None, rows: int, simulated: bool) -> None:
    from huimin.tasks.project import assumed_line, driving_sentence, scenario_word
    from huimin.tasks.project.words import resting_on

    lang, first = spoken(), outcome.places[0]
    out.line(t("projected", area=first.name(lang), first=outcome.years[0], last=outcome.years[-1]), "bold")
    if simulated:
        out.line(t("simulated"), "warning")
    for run in outcome.runs:
        out.line()
        out.line(t("project-scenario", name=scenario_word(run.name, lang)), "bold")
        out.line(driving_sentence(run.drivers[0], first.name(lang), lang))
        out.line(assumed_line(outcome, run, 0, lang), "dim")
        print_table(["", *map(str, _years(outcome))], list(_rows(outcome, run.name)), frozenset(range(1, 9)))
    out.line()
    if any(run.fans for run in outcome.runs):
        out.line(t("project-brackets"), "dim")
    print_findings(outcome.notes)
    for line in resting_on(outcome, lang):
        out.line(line, "dim")
    if len(outcome.places) > 1:
        out.line(t("project-more-areas", count=len(outcome.places) - 1))
    if destination is not None:
        out.line(t("exported", file=destination, count=rows))


def _rows(outcome: Outcome, scenario: str) -> Any:
    """A row a readout: its name and its value in each year, with the 80 per cent interval at the end where known."""
    from huimin.tasks.project import key_figures

    more = (code for code in outcome.counted if code in ("labour_force", "care_needs") or code.startswith("money:"))
    codes = [*_SHOWN, *more]
    figures = key_figures(outcome, 0, _years(outcome), codes)
    for code in codes:
        mine = {one["year"]: one for one in figures if one["scenario"] == scenario and one["measure"] == code}
        if not mine:
            continue
        words = (_births(outcome),) * 2 if code == "births" else outcome.counted[code]
        cells = [_cell(mine.get(year, {}).get("value")) for year in _years(outcome)]
        last = mine[_years(outcome)[-1]]
        if last["low"] is not None:
            cells[-1] += f" ({last['low']:,.0f} – {last['high']:,.0f})"
        yield [words[spoken() != "zh"], *cells]


def _births(outcome: Outcome) -> str:
    """What the row of births is of: the year before a count, or a year of the step before it."""
    return t("project-births") if outcome.ages.width == 1 else t("project-births-a-year", years=outcome.ages.width)


def _cell(value: float | None) -> str:
    """A whole number with marks between thousands; nothing where it is not known."""
    return "" if value is None else f"{value:,.0f}"
