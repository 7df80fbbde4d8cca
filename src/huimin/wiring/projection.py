"""Projections: people and assumptions from files, or from ``demography/`` of a workspace, added up along its tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.projections import RateFiles, read_levels, read_people, read_rates
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.definitions import unknown
from huimin.tasks.project import AreaName, Basis, Given, People, Sum

if TYPE_CHECKING:
    from huimin.areas import Areas, Tree

FOLDER, POPULATION, LEVELS = "demography", "population.csv", "levels.csv"
RATES = ("fertility", "mortality", "migration", "shares")


@dataclass(frozen=True)
class Sources:
    """Where a projection's input is. What is None is looked for in ``demography/`` of the workspace.

    Attributes:
        population, levels: files. rates: files of rates by age.
        year: of the population, where the file has several or none.
        step: years in an age group of the projection.
        settings: levels that hold for every area, whatever the files say.
        people: from elsewhere, in place of a file, such as those that were reported.
    """

    population: Path | None = None
    levels: Path | None = None
    rates: RateFiles = RateFiles()
    year: int | None = None
    step: int = 1
    settings: Mapping[str, float] = field(default_factory=dict)
    people: People | None = None


def read_basis(sources: Sources, folder: Path | None = None, areas: Areas | None = None) -> Basis:
    """Everything a projection starts from.

    Args:
        sources: which files. folder, areas: of the workspace, where there is one.

    Raises:
        Invalid: no population, or every fault of the files.
    """
    shelf = folder / FOLDER if folder is not None else None
    people, own = _people(sources, folder, shelf)
    given = Given()
    levels: dict[str, dict[str, float]] = {}
    if at := sources.levels or _there(own, LEVELS):
        levels = read_levels(at, _short(at, folder))
    rates = {name: getattr(sources.rates, name) or _there(own, f"{name}.csv") for name in RATES}
    if any(rates.values()):
        given = read_rates(RateFiles(**rates), people.by(sources.step).ages, people.year)
    if areas is None:
        return _plain(people, levels, given, sources.settings)
    return _in_tree(people, levels, given, sources.settings, areas)


def _people(sources: Sources, folder: Path | None, shelf: Path | None) -> tuple[People, Path | None]:
    """The people, and the folder of the other files that go with them."""
    if sources.people is not None:
        return sources.people, shelf
    found = sources.population or _there(shelf, POPULATION)
    if found is None:
        facts = {"expected": f"{FOLDER}/{POPULATION}"}
        raise Invalid([Finding("project-no-population", Severity.ERROR, facts=facts)])
    return read_people(found, sources.year, name=_short(found, folder)), _own_shelf(found, shelf)


def _own_shelf(found: Path, shelf: Path | None) -> Path | None:
    """The workspace's other files go with the workspace's own population only."""
    return shelf if shelf is not None and found.resolve().parent == shelf.resolve() else None


def _there(folder: Path | None, name: str) -> Path | None:
    return folder / name if folder is not None and (folder / name).is_file() else None


def _short(path: Path, folder: Path | None) -> str:
    """A file as findings name it: within the workspace where it lies there."""
    if folder is not None and path.resolve().is_relative_to(folder.resolve()):
        return path.resolve().relative_to(folder.resolve()).as_posix()
    return path.name


def _plain(people: People, levels: Mapping[str, Mapping[str, float]], given: Given, all_: Mapping[str, float]) -> Basis:
    """Without a tree: the areas as they are called, and all of them together."""
    count = len(people.areas)
    whole = Sum(AreaName("*", "合计", "All areas"), tuple(range(count)))
    own = tuple({**levels.get("", {}), **levels.get(area.key, {}), **all_} for area in people.areas)
    return Basis(people, own, given, (whole,) if count > 1 else ())


def _in_tree(
    people: People, levels: Mapping[str, Mapping[str, float]], given: Given, all_: Mapping[str, float], areas: Areas
) -> Basis:
    """With a tree: names, levels that an area takes from those above, and every area above as a sum."""
    tree = areas.at(date(people.year, 12, 31))
    places = _places(people, tree, areas)
    keys = [tree.keys[at] for at in places]
    people = replace(people, areas=tuple(_named(tree, at) for at in places))
    doubled = [i for i, at in enumerate(places) if any(at < other < tree.end[at] for other in places)]
    if doubled:
        kept = [i for i in range(len(places)) if i not in doubled]
        note = Finding("project-area-twice", Severity.WARNING, Place(file=people.file),
                       {"found": ", ".join(keys[i] for i in doubled[:8])})  # fmt: skip
        people = replace(people.only(kept), notes=(*people.notes, note))
        places = [places[i] for i in kept]
    sums = _sums(tree, places, people.lacking)
    by_place = {tree.index(key): some for key, some in levels.items() if key}
    own = tuple(_levels(tree, at, by_place, {**levels.get("", {})}, all_) for at in places)
    return Basis(people, own, given, sums)


def _places(people: People, tree: Tree, areas: Areas) -> list[int]:
    """The tree index of each area of the file, by key, code or name."""
    found: list[int] = []
    faults: list[Finding] = []
    by_name = {name: at for names in (tree.names_zh, tree.names_en) for at, name in enumerate(names)}
    for area in people.areas:
        at = tree.index(area.key)
        if at is None:
            at = by_name.get(area.key)
        if at is None:
            faults += unknown("area-not-found", area.key, [*tree.keys[:200], *tree.names_zh[:200]]).findings
        else:
            found.append(at)
    if faults:
        raise Invalid(replace(one, place=Place(file=people.file)) for one in faults[:20])
    return found


def _named(tree: Tree, at: int) -> AreaName:
    return AreaName(tree.keys[at], tree.names_zh[at], tree.names_en[at])


def _sums(tree: Tree, places: Sequence[int], lacking: Sequence[str]) -> tuple[Sum, ...]:
    """Every area above, from the top, with the positions of what it is the sum of; its name says what it lacks."""
    gaps = [at for key in lacking if (at := tree.index(key)) is not None]

    def named(at: int) -> AreaName:
        return _named(tree, at).without(sum(at < gap < tree.end[at] for gap in gaps))

    above: dict[int, list[int]] = {}
    for position, at in enumerate(places):
        up = int(tree.parent[at])
        while up >= 0:
            above.setdefault(up, []).append(position)
            up = int(tree.parent[up])
    return tuple(Sum(named(at), tuple(parts)) for at, parts in sorted(above.items()) if at not in set(places))


def _levels(
    tree: Tree, at: int, by_place: Mapping[int | None, Mapping[str, float]], everywhere: Mapping[str, float],
    all_: Mapping[str, float],
) -> dict[str, float]:  # fmt: skip
    """What is assumed of an area: for everywhere, then from the top down to itself."""
    line, up = [], at
    while up >= 0:
        line.append(by_place.get(up, {}))
        up = int(tree.parent[up])
    return {**everywhere, **_joined(reversed(line)), **all_}


def _joined(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    made: dict[str, float] = {}
    for one in parts:
        made |= one
    made.pop("", None)
    return made
