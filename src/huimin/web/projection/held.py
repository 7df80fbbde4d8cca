"""Projections kept in memory: people and assumptions while their files and the tree stay the same, outcomes as long."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from huimin.adapters.store.models import Submission
from huimin.tasks.definitions import Definitions
from huimin.tasks.project import Basis, Outcome, Wish, project_people
from huimin.web.base import place
from huimin.wiring.budget import with_money
from huimin.wiring.projection import FOLDER, POPULATION, Sources, read_basis
from huimin.wiring.reported_people import from_figures, reported_people

KEPT = 60
TRAJECTORIES = 200
"""Enough for steady 80 and 95 per cent bounds, and a city of nine counties for 25 years takes half a second."""
Stamps = tuple[tuple[str, int], ...]
_lock = threading.Lock()


@dataclass(frozen=True)
class Choice:
    """What a reader chose: the area, the scenarios in order, the last year, the one with intervals ("" for none), and
    whether the money needed for each benefit is told."""

    key: str
    scenarios: tuple[str, ...]
    last_year: int
    around: str = ""
    money: bool = False


@dataclass(frozen=True, eq=False)
class _Held:
    """What was read from the files as they were, with the outcomes that rest on it."""

    stamps: Stamps
    definitions: Definitions
    basis: Basis
    outcomes: OrderedDict[Choice, Outcome] = field(default_factory=OrderedDict)


_held: dict[str, _Held] = {}


def _stamps(figures: bool) -> Stamps:
    """The files of ``demography/`` with the times they were written, and where people come from figures the latest
    submission.
    """
    folder = place.folder() / FOLDER
    files = [path for path in sorted(folder.glob("*")) if path.suffix in (".csv", ".yaml")]
    stamps = tuple((path.name, path.stat().st_mtime_ns) for path in files)
    latest = Submission.objects.order_by("-pk").values_list("pk", flat=True).first() if figures else None
    return (*stamps, ("", latest or 0)) if figures else stamps


def _now() -> _Held | None:
    folder, definitions = place.folder(), place.definitions()
    figures = from_figures(folder)
    stamps = _stamps(figures)
    if not figures and POPULATION not in {name for name, _ in stamps}:
        return None
    with _lock:
        known = _held.get(str(folder))
    if known is not None and known.stamps == stamps and known.definitions is definitions:
        return known
    people = reported_people(folder, definitions, place.store()) if figures else None
    made = _Held(stamps, definitions, read_basis(Sources(people=people), folder, definitions.areas))
    with _lock:
        _held[str(folder)] = made
    return made


def basis() -> Basis | None:
    """People and assumptions of the workspace; None where it has no people by age.

    Raises:
        Invalid: faults of the files.
    """
    now = _now()
    return None if now is None else now.basis


def keys(given: Basis) -> tuple[str, ...]:
    """The areas that can be projected, from the top: sums, then areas with people of their own."""
    return (*(one.area.key for one in given.sums), *(area.key for area in given.people.areas))


def outcome(choice: Choice) -> Outcome:
    """The projection of one area, from memory where it was asked for before.

    Raises:
        Invalid: levels that are missing or cannot be.
        FileNotFoundError: there are no people.
    """
    now = _now()
    if now is None:
        raise FileNotFoundError(POPULATION)
    with _lock:
        if choice in now.outcomes:
            now.outcomes.move_to_end(choice)
            return now.outcomes[choice]
    trajectories = TRAJECTORIES if choice.around else 0
    wish = Wish(
        choice.last_year, choice.scenarios, trajectories=trajectories, intervals=(choice.around,), by_age=True,
        area=choice.key,
    )  # fmt: skip
    made = project_people(now.basis, wish)
    if choice.money:
        made = with_money(place.workspace(), now.basis, made)
    with _lock:
        now.outcomes[choice] = made
        while len(now.outcomes) > KEPT:
            now.outcomes.popitem(last=False)
    return made
