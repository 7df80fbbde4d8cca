"""Projections kept in memory: people and assumptions while their files stay the same, outcomes for as long."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from huimin.tasks.project import Basis, Outcome, Wish, project_people
from huimin.web.base import place
from huimin.wiring.projection import FOLDER, POPULATION, Sources, read_basis

KEPT = 60
TRAJECTORIES = 200
"""Enough for steady 80 and 95 per cent bounds, and a city of nine counties for 25 years takes half a second."""
_lock = threading.Lock()
_bases: dict[str, tuple[tuple[tuple[str, int], ...], Basis]] = {}
_outcomes: OrderedDict[tuple[object, ...], Outcome] = OrderedDict()


@dataclass(frozen=True)
class Choice:
    """What a reader chose: the area, the scenarios in order, the last year."""

    key: str
    scenarios: tuple[str, ...]
    last_year: int


def _stamps() -> tuple[tuple[str, int], ...]:
    """The files of ``demography/`` with the times they were written."""
    folder = place.folder() / FOLDER
    return tuple((path.name, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.csv")))


def basis() -> Basis | None:
    """People and assumptions of the workspace; None where it has no people by age.

    Raises:
        Invalid: faults of the files.
    """
    stamps, folder = _stamps(), place.folder()
    if POPULATION not in {name for name, _ in stamps}:
        return None
    with _lock:
        known = _bases.get(str(folder))
    if known is not None and known[0] == stamps:
        return known[1]
    made = read_basis(Sources(), folder, place.definitions().areas)
    with _lock:
        _bases[str(folder)] = (stamps, made)
    return made


def keys(given: Basis) -> tuple[str, ...]:
    """The areas that can be projected, from the top: sums, then areas with people of their own."""
    return (*(one.area.key for one in given.sums), *(area.key for area in given.people.areas))


def outcome(given: Basis, choice: Choice) -> Outcome:
    """The projection of one area, from memory where it was asked for before.

    Raises:
        Invalid: levels that are missing or cannot be.
    """
    name = (str(place.folder()), _stamps(), choice)
    with _lock:
        if name in _outcomes:
            _outcomes.move_to_end(name)
            return _outcomes[name]
    wish = Wish(
        choice.last_year, choice.scenarios, area=choice.key,
        trajectories=TRAJECTORIES if "medium" in choice.scenarios else 0,
    )  # fmt: skip
    made = project_people(given, wish)
    with _lock:
        _outcomes[name] = made
        while len(_outcomes) > KEPT:
            _outcomes.popitem(last=False)
    return made


__all__ = ["Choice", "basis", "keys", "outcome"]
