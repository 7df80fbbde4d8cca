"""The claims of the workspace for whoever asks, and which of them that is."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from huimin.findings import Invalid
from huimin.tasks.claims.ports import ClaimSkeleton
from huimin.web.base.claiming.desk import office
from huimin.wiring.claims import Claims
from huimin.workflow import Act

LOOKS = (Act.CLAIM, Act.AUDIT)


def desk(request: Any) -> Claims:
    """The claims, handled by the person who asks."""
    return office(request.person, request.rights)


def skeleton_for(request: Any, claim: str, *acts: Act) -> ClaimSkeleton:
    """A claim without anything personal, if the person may do one of these acts with its area.

    Raises:
        Http404: they may not, or there is no such claim.
    """
    try:
        found = desk(request).skeleton(claim)
    except Invalid as none:
        raise Http404 from none
    if not any(request.rights.may(act, found.head.area) for act in acts or LOOKS):
        raise Http404
    return found
