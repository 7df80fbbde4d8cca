"""How far runs have come, and who may see them: a draft, open for reply, published.

- A *draft* is seen by those who assess, or audit, the whole tree.
- Of a run *open for reply* an assessed area sees its own scorecard; the ranking stays with those who see drafts.
- Of a *published* run everybody who may read some area sees ranking and totals; a scorecard, with its explanation down
  to the cells, is for those who may read the area.

Every screen that shows anything of a run asks here.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from django.http import Http404

from huimin.adapters.store.models import Run
from huimin.web.base import place
from huimin.web.base.models import Person, RunStage
from huimin.wiring.runs import run_manifest
from huimin.workflow import Act, Kind, Rights


class Stage(StrEnum):
    """How far a run has come."""

    DRAFT = "draft"
    OPEN = "open"
    PUBLISHED = "published"


def sees_drafts(rights: Rights) -> bool:
    """Whether the person sees runs that are not published: who assesses, or audits, the whole tree."""
    return rights.everywhere(Act.ASSESS) or rights.everywhere(Act.AUDIT)


def may_see_ranking(rights: Rights, stage: RunStage) -> bool:
    """Whether the person may see ranking and totals of a run."""
    if stage.stage == Stage.PUBLISHED:
        return rights.can(Act.READ)
    return sees_drafts(rights)


def may_see_scorecard(rights: Rights, stage: RunStage, area: str) -> bool:
    """Whether the person may see an area's scorecard of a run, with its explanation down to the cells."""
    if not rights.may(Act.READ, area):
        return False
    return stage.stage != Stage.DRAFT or sees_drafts(rights)


def speaks_for(rights: Rights, area: str) -> bool:
    """Whether the person answers in the name of an area: reports for it, or holds the office of reviewer there."""
    if rights.may(Act.REPORT, area):
        return True
    return any(role.kind is Kind.REVIEWER and role.area == area for role in rights.roles) and bool(area)


def stage_of(run: str) -> RunStage:
    """How far a run has come.

    Raises:
        Http404: there is no such run.
    """
    found = RunStage.objects.select_related("started_by", "opened_by", "published_by").filter(run=run).first()
    if found is not None:
        return found
    record = Run.objects.filter(run=run).first()
    if record is None:
        raise Http404
    return _draft(record)


def _draft(record: Run) -> RunStage:
    """The stage of a run that nobody has touched on the site: not saved."""
    folder = place.folder() / "runs" / record.folder
    if not (folder / "manifest.json").is_file():
        raise Http404
    made = run_manifest(folder)
    return RunStage(run=record.run, scheme=made["scheme"], period=made["period"], level=made["level"],
                    made_at=record.created_at)  # fmt: skip


def note_run(run: str, person: Person | None) -> RunStage:
    """Keep who started a run, in the caller's transaction. A run that has a stage already keeps it."""
    stage = stage_of(run)
    if stage.pk is None:
        stage.started_by = person
        stage.save(force_insert=True)
    return stage


def all_stages() -> list[RunStage]:
    """The stages of all runs whose results are there, the latest first."""
    known = {one.run: one for one in RunStage.objects.select_related("started_by", "opened_by", "published_by")}
    found = []
    for record in Run.objects.order_by("-created_at"):
        try:
            found.append(known.get(record.run) or _draft(record))
        except Http404:
            continue
    return found


def stages_seen(rights: Rights) -> list[RunStage]:
    """The runs of which the person may see something, the latest first. What they see of each is asked for each."""
    if not rights.can(Act.READ):
        return []
    if sees_drafts(rights):
        return all_stages()
    shown = RunStage.objects.exclude(stage=Stage.DRAFT).select_related("started_by", "opened_by", "published_by")
    return [one for one in shown.order_by("-made_at") if one.stage == Stage.PUBLISHED or own_areas(rights, one)]


def own_areas(rights: Rights, stage: RunStage) -> list[str]:
    """The assessed areas of a run whose scorecard the person may see, in the run's order."""
    try:
        assessed = place.finished(stage.run).assessed
    except FileNotFoundError:
        return []
    return [key for key in assessed if may_see_scorecard(rights, stage, key)]


def latest_published(scheme: str = "") -> RunStage | None:
    """The run published last, of one scheme or of all."""
    published = RunStage.objects.filter(stage=Stage.PUBLISHED)
    if scheme:
        published = published.filter(scheme=scheme)
    return published.order_by("-published_at", "-pk").first()


def superseded_by(stage: RunStage) -> RunStage | None:
    """The latest run of the same scheme and period published after this published one; None: this one holds."""
    if stage.stage != Stage.PUBLISHED:
        return None
    later = RunStage.objects.filter(scheme=stage.scheme, period=stage.period, stage=Stage.PUBLISHED,
                                    published_at__gt=stage.published_at)  # fmt: skip
    return later.order_by("-published_at").first()


def runs_before(stage: RunStage) -> Sequence[RunStage]:
    """Runs of the same scheme and period that were opened or published and made before this one, the latest first."""
    same = RunStage.objects.filter(scheme=stage.scheme, period=stage.period, made_at__lt=stage.made_at)
    return list(same.exclude(stage=Stage.DRAFT).exclude(run=stage.run).order_by("-made_at"))
