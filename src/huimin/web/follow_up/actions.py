"""Everything that changes notices, tasks, meetings and assignments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import attachments, audit, clock
from huimin.web.base.models import Person
from huimin.web.follow_up.models import Assignment, Event, Meeting, Notice, Task
from huimin.web.follow_up.people import hands_of, owner_of
from huimin.workflow import Rights
from huimin.workflow.tasks import Deed, Paper, Stage, Step, advance, carry_on


def refused(code: str, **facts: str | int) -> Invalid:
    """A complaint with one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=dict(facts))])


@dataclass(frozen=True)
class Said:
    """What a notice says."""

    kind: str
    area: str
    title: str
    text: str
    due: date | None
    run: str = ""
    step: str = ""


def draft(person: Person, said: Said) -> Notice:
    """Make a draft. Nobody but officers sees it, and nothing follows from it until it is issued.

    Raises:
        Invalid: this step of this run was drafted for the area already.
    """
    try:
        with transaction.atomic():
            made = Notice.objects.create(
                kind=said.kind, area=said.area, title=said.title, text=said.text, due=said.due, run=said.run,
                step=said.step, made_by=person, made_at=clock.now(),
            )  # fmt: skip
            _note(person, "drafted", notice=made)
            audit.record(person, "notice-drafted", subject=f"notice {made.pk}", area=made.area, kind=made.kind)
            return made
    except IntegrityError as twice:
        raise refused("follow-up-drafted", area=said.area) from twice


def rewrite(person: Person, notice: Notice, said: Said) -> None:
    """Change what a draft says.

    Raises:
        Invalid: it is no draft any more.
    """
    with transaction.atomic():
        kept = Notice.objects.select_for_update().get(pk=notice.pk)
        if kept.stage != Paper.DRAFT:
            raise refused("notice-not-there", stage=kept.stage)
        kept.title, kept.text, kept.due = said.title, said.text, said.due
        kept.save(update_fields=["title", "text", "due"])
        audit.record(person, "notice-rewritten", subject=f"notice {kept.pk}", area=kept.area)


def carry(person: Person, notice: Notice, deed: Deed, text: str) -> None:
    """Issue, close or withdraw a notice. Withdrawing an issued one withdraws its tasks too.

    Raises:
        Invalid: it is not open from here, tasks are not closed, or the reason is missing.
    """
    with transaction.atomic():
        kept = Notice.objects.select_for_update().get(pk=notice.pk)
        going = kept.tasks.filter(stage__in=[Stage.OPEN, Stage.ANSWERED])
        kept.stage = carry_on(Paper(kept.stage), deed, going.count(), text)
        if deed is Deed.ISSUE:
            kept.issued_by, kept.issued_at = person, clock.now()
        kept.save()
        if deed is Deed.WITHDRAW:
            going.update(stage=Stage.WITHDRAWN)
        _note(person, deed.value, text, notice=kept)
        audit.record(person, f"notice-{deed.value}", subject=f"notice {kept.pk}", area=kept.area, kind=kept.kind)


def receive(person: Person, notice: Notice) -> None:
    """Say in the name of the office that the notice has arrived (签收). Only the first time counts."""
    with transaction.atomic():
        done = Notice.objects.filter(pk=notice.pk, stage=Paper.ISSUED, received_at=None)
        if done.update(received_by=person, received_at=clock.now()):
            _note(person, "received", notice=notice)
            audit.record(person, "notice-received", subject=f"notice {notice.pk}", area=notice.area)


@dataclass(frozen=True)
class Asked:
    """What a task asks for. ``owner`` is the number of a person."""

    area: str
    title: str
    text: str
    owner: str
    due: date | None


def add_task(person: Person, asked: Asked, notice: Notice | None = None, meeting: Meeting | None = None) -> Task:
    """Give somebody of the area's office, or of one above it, something to do.

    Raises:
        Invalid: a field is empty, the day is over, or the person is not of these offices. ``facts["field"]`` names the
            field.
    """
    owner = owner_of(asked.area, asked.owner)
    faults = [("title", "follow-up-field")] if not asked.title else []
    faults += [("owner", "follow-up-person")] if owner is None else []
    faults += [("due", "follow-up-day")] if asked.due is None or asked.due < clock.today() else []
    if notice is not None and notice.stage not in (Paper.DRAFT, Paper.ISSUED):
        raise refused("notice-not-there", stage=notice.stage)
    if faults or owner is None or asked.due is None:
        raise Invalid([Finding(code, Severity.ERROR, facts={"field": name}) for name, code in faults])
    with transaction.atomic():
        made = Task.objects.create(
            area=asked.area, title=asked.title, text=asked.text, notice=notice, meeting=meeting, owner=owner,
            due=asked.due, made_by=person, made_at=clock.now(),
        )  # fmt: skip
        _note(person, "made", task=made)
        audit.record(person, "task-made", subject=f"task {made.pk}", area=made.area, owner=owner.pk)
    return made


def take(
    person: Person, rights: Rights, task: Task, step: Step, text: str, due: date | None = None,
    files: Iterable[attachments.Uploaded] = (),
) -> Task:  # fmt: skip
    """Take a step with a task: answer with evidence, return, close, reopen, extend, withdraw.

    Raises:
        Invalid: the step is not open, not to this person, or something is missing.
    """
    with transaction.atomic():
        kept = Task.objects.select_for_update().get(pk=task.pk)
        stage = advance(Stage(kept.stage), step, hands_of(rights, person, kept), text)
        if step is Step.EXTEND and (due is None or due < clock.today()):
            raise refused("follow-up-day", field="due")
        if step is Step.EXTEND and due is not None:
            kept.due = due
        if step is Step.ANSWER:
            kept.answered_by, kept.answered_at = person, clock.now()
        elif stage is Stage.OPEN:
            kept.answered_by = kept.answered_at = None
        kept.stage = stage
        kept.save()
        event = _note(person, step.value, text, task=kept, day=due if step is Step.EXTEND else None)
        event.files.set([attachments.keep(person, kept.area, one) for one in files])
        audit.record(person, f"task-{step.value}", subject=f"task {kept.pk}", area=kept.area)
    return kept


def hold_meeting(person: Person, area: str, day: date, notes: str) -> Meeting:
    """Keep what was said at a meeting; a second time on the same day adds to it."""
    with transaction.atomic():
        made, new = Meeting.objects.select_for_update().get_or_create(
            area=area, day=day, defaults={"made_by": person, "made_at": clock.now(), "notes": notes}
        )
        if not new:
            made.notes = notes
            made.save(update_fields=["notes"])
        audit.record(person, "meeting-held", subject=f"meeting {made.pk}", area=area, day=day.isoformat())
    return made


def assign(person: Person, scheme: str, period: str, area: str, chosen: Sequence[tuple[str, str]]) -> int:
    """Say who answers for which item at an area: (item, number of a person; empty for nobody). Gives what changed.

    Raises:
        Invalid: a person is not of the area's office or of one above it.
    """
    changed = 0
    with transaction.atomic():
        kept = {one.item: one for one in Assignment.objects.filter(scheme=scheme, period=period, area=area)}
        for item, number in chosen:
            before = kept.get(item)
            if number == (str(before.person_id) if before else ""):
                continue
            owner = owner_of(area, number) if number else None
            if number and owner is None:
                raise refused("follow-up-person", field=item)
            changed += 1
            if before is not None:
                before.delete()
            if owner is not None:
                Assignment.objects.create(scheme=scheme, period=period, area=area, item=item, person=owner,
                                          given_by=person, given_at=clock.now())  # fmt: skip
        if changed:
            audit.record(person, "responsibility-assigned", subject=f"{scheme} {period}", area=area, items=changed)
    return changed


def _note(
    person: Person, what: str, text: str = "", notice: Notice | None = None, task: Task | None = None,
    day: date | None = None,
) -> Event:  # fmt: skip
    return Event.objects.create(what=what, text=text.strip(), notice=notice, task=task, day=day, person=person,
                                at=clock.now())  # fmt: skip
