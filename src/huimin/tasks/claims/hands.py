"""What a person's rights make of them for one claim: the steps they can take."""

from __future__ import annotations

from huimin.areas import Areas
from huimin.benefits.claims import Actor, Plan
from huimin.tasks.claims.records import Root
from huimin.workflow.rights import ALLOWED, Act, Rights


def actor_of(who: str, rights: Rights | None, areas: Areas, root: Root, plan: Plan) -> Actor:
    """What somebody is to a claim.

    A step is open to who holds its right (the first: to claim; each later one: to decide) at an area of the step's
    level or above it, that is the claim's area or above it.

    Args:
        who: user name; empty: the family.
        rights: None: whoever works on the machine itself, for whom every step is open.
    """
    if not who:
        return Actor()
    if rights is None:
        return Actor(who, frozenset(range(len(plan.steps))), True)
    open_steps = frozenset(
        number for number, step in enumerate(plan.steps)
        if _reaches(rights, Act.CLAIM if number == 0 else Act.DECIDE, step.by, root.area, areas)
    )  # fmt: skip
    return Actor(who, open_steps, rights.may(Act.DECIDE, root.area))


def _reaches(rights: Rights, act: Act, level: str, area: str, areas: Areas) -> bool:
    if not rights.may(act, area):
        return False
    order = areas.levels.codes
    if level not in order:
        return True
    lowest = order.index(level)
    for role in rights.roles:
        if act not in ALLOWED[role.kind]:
            continue
        found = areas.id_of(role.area) if role.area else None
        if not role.area or (found is not None and order.index(areas.level_of(found)) <= lowest):
            alone = Rights((role,), areas, rights.today)
            if alone.may(act, area):
                return True
    return False
