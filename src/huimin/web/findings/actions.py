"""What people do with cases: give, answer, close, open again; each in one transaction with its line of the log."""

from __future__ import annotations

from django.db import transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person, holders
from huimin.web.findings.models import Case, CaseEvent
from huimin.workflow import Act, Kind, Rights

_KINDS = (Kind.REPORTER, Kind.REVIEWER, Kind.OFFICER)


def may_see(rights: Rights, case: Case) -> bool:
    """Whether a case is shown to somebody. One of no known area is for those who read everything."""
    return rights.may(Act.READ, case.area) if case.area else rights.everywhere(Act.READ)


def may_direct(rights: Rights, case: Case) -> bool:
    """Whether somebody assigns, closes and reopens a case."""
    if not case.area or (rights.everywhere(Act.REVIEW) and rights.may(Act.READ, case.area)):
        return rights.everywhere(Act.REVIEW)
    return rights.may(Act.REVIEW, case.area)


def may_answer(rights: Rights, case: Case, person: Person) -> bool:
    """Whether somebody answers: who reports for the area, or whom the case was given to and who works there."""
    if case.area and rights.may(Act.REPORT, case.area):
        return True
    return case.assigned_id == person.pk and may_direct(rights, case)


def candidates(case: Case) -> list[Person]:
    """The people a case can be given to: who report, review or manage at the area or above it, today."""
    areas = place.definitions().areas
    tree = areas.at(clock.today())
    found = areas.id_of(case.area) if case.area else None
    at = -1 if found is None else int(tree.home[found])
    path = [tree.keys[step] for step in reversed(tree.path(at))] if at >= 0 else []
    near = {area: rank for rank, area in enumerate([*path, ""])}
    grants = [grant for grant in holders(_KINDS, near) if grant.role.held(clock.today())]
    grants.sort(key=lambda grant: (near[grant.area], grant.person.name))
    return list({grant.person_id: grant.person for grant in grants}.values())


def act_on(case_id: int, person: Person, rights: Rights, act: str, text: str, to: str) -> Case:
    """Do one thing with a case.

    Raises:
        Invalid: a reason or an answer is missing, the person cannot be given it, or the case does not stand so.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
        receiver = _change(case, act, text.strip(), to)
        case.changed_at = clock.now()
        case.save(update_fields=["state", "assigned", "changed_at"])
        CaseEvent.objects.create(case=case, act=act, person=person, to=receiver, text=text.strip(), at=case.changed_at)
        audit.record(person, f"finding-{act}", subject=f"finding {case.pk}", area=case.area, code=case.code)
    return case


def _change(case: Case, act: str, text: str, to: str) -> Person | None:
    """The change itself; gives back to whom the case was given."""
    if act == CaseEvent.ASSIGN:
        receiver = next((one for one in candidates(case) if str(one.pk) == to), None)
        if receiver is None:
            raise _refused("finding-nobody-there")
        case.assigned = receiver
        return receiver
    if not text:
        raise _refused("finding-needs-text")
    if (case.state == Case.CLOSED) != (act == CaseEvent.REOPEN):
        raise _refused("finding-state-changed")
    case.state = {CaseEvent.ANSWER: Case.ANSWERED, CaseEvent.CLOSE: Case.CLOSED, CaseEvent.REOPEN: Case.OPEN}[act]
    return None


def _refused(code: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR)])
