"""Who of an office may own a task, and what somebody is to one."""

from __future__ import annotations

from collections.abc import Sequence

from huimin.web.base import clock, place
from huimin.web.base.models import Person, holders
from huimin.web.base.stages import speaks_for
from huimin.web.follow_up.models import Task
from huimin.workflow import Act, Kind, Rights
from huimin.workflow.tasks import Hands

OFFICE = (Kind.REPORTER, Kind.REVIEWER, Kind.OFFICER)


def path_of(key: str) -> list[str]:
    """The area and everything it lies in, itself first, then the whole tree (``""``)."""
    tree = place.definitions().areas.at(clock.today())
    at = tree.index(key)
    return [key, ""] if at is None else [*(tree.keys[step] for step in reversed(tree.path(at))), ""]


def owners(key: str) -> list[tuple[Person, str]]:
    """Who may own a task of an area, with the area of the role: its own office first, then those above it."""
    path, today = path_of(key), clock.today()
    grants = [grant for grant in holders(OFFICE, path) if grant.role.held(today)]
    found: dict[int, tuple[Person, str]] = {}
    for grant in sorted(grants, key=lambda one: (path.index(one.area), one.person.name)):
        found.setdefault(grant.person_id, (grant.person, grant.area))
    return list(found.values())


def owner_of(key: str, number: str) -> Person | None:
    """The person of this number, if they may own a task of the area."""
    return next((person for person, _ in owners(key) if str(person.pk) == number), None)


def hands_of(rights: Rights, person: Person, task: Task) -> Hands:
    """What somebody is to a task."""
    return Hands(rights.may(Act.FOLLOW_UP, task.area), task.owner_id == person.pk, task.answered_by_id == person.pk)


def reach(rights: Rights, act: Act = Act.READ) -> Sequence[str] | None:
    """The keys of all areas the act is open for; None where that is the whole tree."""
    tops = rights.tops(act)
    if not tops or rights.everywhere(act):
        return None if tops else ()
    tree = place.definitions().areas.at(clock.today())
    spans = [(at, int(tree.end[at])) for key in tops if (at := tree.index(key)) is not None]
    return [tree.keys[row] for first, end in spans for row in range(first, end)]


def receives(rights: Rights, key: str) -> bool:
    """Whether somebody takes a notice in the name of the area's office."""
    return speaks_for(rights, key) and not rights.may(Act.FOLLOW_UP, key)
