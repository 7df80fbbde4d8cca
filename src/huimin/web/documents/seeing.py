"""Who sees which documents.

The *desk* sees everything: officers and auditors of the whole tree. Everybody else sees what was issued: documents
about the whole city if they may read anything at all, letters to an area if they may read the area. An assessed area
also sees the draft of its own scorecard letter as long as its run is open for reply, and after.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from huimin.web.base import stages
from huimin.web.base.models import RunStage
from huimin.web.base.reach import reach, within
from huimin.web.base.stages import Stage
from huimin.web.documents.models import Paper
from huimin.workflow import Act, Rights

OWN_DRAFT = "scorecard-letter"
SENT = (Paper.ISSUED, Paper.WITHDRAWN)


def at_desk(rights: Rights) -> bool:
    """Whether the person sees drafts of all documents."""
    return stages.sees_drafts(rights)


def writes(rights: Rights) -> bool:
    """Whether the person makes, edits and issues documents."""
    return rights.everywhere(Act.PUBLISH)


def papers_seen(rights: Rights) -> QuerySet[Paper]:
    """The documents the person may see."""
    found = Paper.objects.select_related("made_by", "handed_in_by", "issued_by", "withdrawn_by")
    if at_desk(rights):
        return found
    if not rights.can(Act.READ):
        return found.none()
    keys = reach(rights, Act.READ)
    own = Q(area__gt="") if keys is None else Q(area__in=within(keys))
    shown = RunStage.objects.filter(stage__in=[Stage.OPEN, Stage.PUBLISHED]).values("run")
    return found.filter((Q(state__in=SENT) & (own | Q(area=""))) | (own & Q(kind=OWN_DRAFT, run__in=shown)))


def paper_for(request: Any, number: int) -> Paper:
    """The document of this number, if the person may see it; else 404."""
    found = papers_seen(request.rights).filter(pk=number).first()
    if found is None:
        raise Http404
    return found
