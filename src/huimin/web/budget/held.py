"""Budgets kept in memory: simulated people of a year while their files stay the same, and what was worked out on them.

The people of a city take some 100 MB: those of one year are kept, so that trying a change takes a second.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from huimin.adapters.store.models import Submission
from huimin.benefits import Benefit
from huimin.tasks.budget import Budget, People, Trial, budget, trial
from huimin.web.base import place
from huimin.wiring.budget import FOLDER, Budgeting, read_budgeting
from huimin.wiring.projection import FOLDER as PEOPLE
from huimin.wiring.projection import POPULATION
from huimin.wiring.reported_people import from_figures

KEPT = 40
MOST = 6_000_000
"""People that a page works with; larger areas are for the command line, which holds one county at a time."""
_lock = threading.RLock()


@dataclass(eq=False)
class _Held:
    stamps: tuple[Any, ...]
    given: Budgeting
    budgets: OrderedDict[tuple[str, int], Budget] = field(default_factory=OrderedDict)
    people: tuple[tuple[str, int], People] | None = None


_held: dict[str, _Held] = {}


def stamps() -> tuple[tuple[str, int], ...]:
    """The files that budgets rest on with the times they were written, and where people come from figures the latest
    submission."""
    folder = place.folder()
    files = [path for name, kind in ((PEOPLE, "*.*"), (FOLDER, "*.*"), ("benefits", "*.yaml"))
             for path in sorted((folder / name).glob(kind))]  # fmt: skip
    found = tuple((f"{path.parent.name}/{path.name}", path.stat().st_mtime_ns) for path in files)
    if not from_figures(folder):
        return found
    latest = Submission.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (*found, ("", latest or 0))


def _now() -> _Held | None:
    """Everything as the files are now; None where there are no people by age."""
    found = stamps()
    if not {f"{PEOPLE}/{POPULATION}", ""} & {name for name, _ in found}:
        return None
    folder, definitions = str(place.folder()), place.definitions()
    with _lock:
        known = _held.get(folder)
        if known is None or known.stamps != (found, id(definitions)):
            known = _held[folder] = _Held((found, id(definitions)), read_budgeting(place.workspace()))
        return known


def given() -> Budgeting | None:
    """What budgets of the workspace are worked out from; None where it has no people by age.

    Raises:
        Invalid: faults of the files.
    """
    now = _now()
    return None if now is None else now.given


def owner(found: Budgeting, key: str) -> str:
    """The area whose people a place is worked out with: itself, or the area that it is a part of; else empty."""
    setting = found.setting
    if key in {one.key for one in setting.whole_areas()}:
        return key
    return next((area for area, parts in setting.parts.items() if key in {one.key for one, _ in parts}), "")


def large(found: Budgeting, key: str) -> bool:
    """Whether an area has more people than a page works with."""
    return bool(found.setting.only(key).basis.people.counts.sum() > MOST)


def budget_of(key: str, year: int) -> Budget:
    """The budget of all benefits for an area that has people.

    Raises:
        Invalid: what cannot be worked out.
    """
    now = _now()
    assert now is not None
    with _lock:  # whoever asks for the same waits for it, instead of working it out too
        if (key, year) not in now.budgets:
            now.budgets[key, year] = budget(_people(now, key, year), now.given.setting.chosen([]))
            while len(now.budgets) > KEPT:
                now.budgets.popitem(last=False)
        now.budgets.move_to_end((key, year))
        return now.budgets[key, year]


def _people(now: _Held, key: str, year: int) -> People:
    if now.people is None or now.people[0] != (key, year):
        now.people = None  # let go of the old ones first
        now.people = ((key, year), People(now.given.setting.only(key), year, kept=True))
    return now.people[1]


def trial_of(key: str, year: int, before: Benefit, after: Benefit) -> Trial:
    """The same people under a rule as it is and as it would be.

    Raises:
        Invalid: what cannot be worked out.
    """
    now = _now()
    assert now is not None
    with _lock:
        return trial(_people(now, key, year), [before], [after])
