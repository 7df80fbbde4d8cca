"""What a person's rights make of them for one claim: the steps they can take."""

from __future__ import annotations

from huimin.areas import Areas
from huimin.benefits.claims import Actor, Plan
from huimin.tasks.claims.records import Record
from huimin.workflow.rights import ALLOWED, Act, Rights


def actor_of(who: str, rights: Rights | None, areas: Areas, record: Record, plan: Plan) -> Actor:
    """What somebody is to a claim.

    A step is open to who holds its right (the first: to claim; each later one: to decide) at an area of the step's
    level or above it, that is the area of the office that has the claim or above it. What is offered to another area is
    taken over by who may decide there.

    Args:
        who: user name; empty: the family.
        rights: None: whoever works on the machine itself, for whom every step is open.
    """
    if not who:
        return Actor()
    if rights is None:
        return Actor(who, frozenset(range(len(plan.steps))), True, bool(record.offered))
    open_steps = frozenset(
        number for number, step in enumerate(plan.steps)
        if _reaches(rights, Act.CLAIM if number == 0 else Act.DECIDE, step.by, record.area, areas)
    )  # fmt: skip
    receives = bool(record.offered) and rights.may(Act.DECIDE, record.offered)
    return Actor(who, open_steps, rights.may(Act.DECIDE, record.area), receives)


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
