"""What is done to a run: opening it for reply, replying, answering, publishing. Each is one transaction and one line of
the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from huimin.findings import Finding, Invalid, Severity
from huimin.web.assessment import checking, published
from huimin.web.assessment.models import Consent, Reply
from huimin.web.base import attachments, audit, clock, place, stages
from huimin.web.base.models import Person, RunStage
from huimin.web.base.stages import Stage

TEXT_AT_MOST = 4000
FILES_AT_MOST = 5


def refused(code: str, **facts: Any) -> Invalid:
    """One finding about something that cannot be done."""
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])


def held(run: str, person: Person | None = None) -> RunStage:
    """The stage of a run, kept, with nobody else deciding about it until the transaction ends."""
    stages.note_run(run, person)
    rows = RunStage.objects.filter(run=run)
    return (rows.select_for_update() if connection.features.has_select_for_update else rows).get()


@transaction.atomic
def open_for_reply(person: Person, run: str, until: date | None) -> RunStage:
    """Show every assessed area its scorecard, and let it reply until a day (that day included).

    Raises:
        Invalid: the run is no draft, or the day is missing or gone.
    """
    stage = held(run)
    if stage.stage != Stage.DRAFT:
        raise refused("run-not-draft")
    if until is None or until < clock.today():
        raise refused("run-reply-day")
    stage.stage, stage.opened_by, stage.opened_at, stage.reply_until = Stage.OPEN, person, clock.now(), until
    stage.save()
    audit.record(person, "assessment-opened-for-reply", subject=run, until=until.isoformat())
    return stage


def replies_open(stage: RunStage) -> bool:
    """Whether the assessed areas may reply today."""
    return stage.stage == Stage.OPEN and stage.reply_until is not None and clock.today() <= stage.reply_until


@transaction.atomic
def reply(person: Person, run: str, area: str, item: str, text: str, files: Sequence[Any]) -> Reply:
    """Say something to a scorecard in the name of the area.

    Raises:
        Invalid: replies are closed, the text is missing or too long, the item unknown, or a file cannot be taken.
    """
    stage, text = held(run), text.strip()
    if not replies_open(stage):
        raise refused("run-replies-closed")
    if not text or len(text) > TEXT_AT_MOST:
        raise refused("reply-text", limit=TEXT_AT_MOST)
    if len(files) > FILES_AT_MOST:
        raise refused("reply-files", limit=FILES_AT_MOST)
    if item and item not in [one["id"] for one in place.finished(run).described["items"]]:
        raise refused("reply-item", item=item)
    made = Reply.objects.create(run=run, area=area, item=item, text=text, person=person, at=clock.now())
    made.attachments.set([attachments.keep(person, area, one) for one in files])
    Consent.objects.filter(run=run, area=area).delete()
    audit.record(person, "assessment-replied", subject=run, area=area, reply=made.pk, item=item)
    return made


@transaction.atomic
def consent(person: Person, run: str, area: str) -> None:
    """Say in the name of the area that there is nothing (more) to say.

    Raises:
        Invalid: replies are closed.
    """
    if not replies_open(held(run)):
        raise refused("run-replies-closed")
    _, new = Consent.objects.get_or_create(run=run, area=area, defaults={"person": person, "at": clock.now()})
    if new:
        audit.record(person, "assessment-consented", subject=run, area=area)


@transaction.atomic
def answer(person: Person, number: int, verdict: str, reason: str) -> Reply:
    """Uphold a reply, which asks for corrected figures and so for a new run, or decline it. Once, with a reason.

    Raises:
        Invalid: it is answered already, by the one who wrote it, without a reason or a verdict.
    """
    found = Reply.objects.get(pk=number)
    stage = held(found.run)
    found.refresh_from_db()
    if found.verdict or stage.stage != Stage.OPEN:
        raise refused("reply-answered")
    if verdict not in (Reply.UPHELD, Reply.DECLINED) or not reason.strip() or len(reason) > TEXT_AT_MOST:
        raise refused("reply-needs-reason")
    if found.person_id == person.pk:
        raise refused("reply-own")
    found.verdict, found.reason, found.answered_by, found.answered_at = verdict, reason.strip(), person, clock.now()
    found.save()
    audit.record(person, "assessment-reply-answered", subject=found.run, area=found.area, reply=number, verdict=verdict)
    return found


def obstacles(person: Person, stage: RunStage) -> list[Finding]:
    """Everything that keeps this person from publishing this run now; empty where nothing does."""
    found: list[tuple[str, dict[str, Any]]] = []
    if stage.stage == Stage.PUBLISHED:
        return [Finding("run-published", Severity.ERROR)]
    if stage.stage != Stage.OPEN:
        found.append(("run-not-opened", {}))
    if person.pk in (stage.started_by_id, stage.opened_by_id):
        found.append(("run-second-person", {}))
    replies = Reply.objects.filter(run=stage.run)
    if waiting := replies.filter(verdict="").count():
        found.append(("run-replies-waiting", {"count": waiting}))
    if upheld := replies.filter(verdict=Reply.UPHELD).count():
        found.append(("run-replies-upheld", {"count": upheld}))
    if replies_open(stage) and (silent := _silent(stage)):
        found.append(("run-reply-time", {"until": str(stage.reply_until), "count": silent}))
    return [Finding(code, Severity.ERROR, facts=facts) for code, facts in found]


def _silent(stage: RunStage) -> int:
    """How many assessed areas have not said that they have nothing more to say."""
    consented = set(Consent.objects.filter(run=stage.run).values_list("area", flat=True))
    return len(set(place.finished(stage.run).assessed) - consented)


def publish(person: Person, run: str) -> RunStage:
    """Make a run final: check every file, lock it, prepare its pages, tell everybody.

    Raises:
        Invalid: something is in the way, or a file of the run is not what was made.
    """
    folder = place.folder() / "runs" / run
    with transaction.atomic():
        stage = held(run)
        if found := obstacles(person, stage):
            raise Invalid(found)
        checked = checking.check(folder)
        if not checked.sound:
            facts = {"files": ", ".join([*checked.different, *checked.missing, *checked.extra][:5])}
            raise refused("run-files-changed", **facts)
        checking.lock(folder)
        stage.stage, stage.published_by, stage.published_at = Stage.PUBLISHED, person, clock.now()
        stage.save()
        audit.record(person, "assessment-published", subject=run, files=checked.files)
    # The pages are derived, and their being there is what makes the run public to readers: so last, once it is decided.
    prepare(stage)
    return stage


def prepare(stage: RunStage) -> None:
    """Make the pages of a published run, and anew those of the runs that it supersedes."""
    published.write(place.finished(stage.run))
    earlier = RunStage.objects.filter(scheme=stage.scheme, period=stage.period, stage=Stage.PUBLISHED,
                                      published_at__lt=stage.published_at)  # fmt: skip
    for one in earlier:
        if (later := stages.superseded_by(one)) is not None:
            published.write(place.finished(one.run), later.run)
