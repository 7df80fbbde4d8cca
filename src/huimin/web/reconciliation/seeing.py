"""Who sees a comparison: officers of its area, and auditors, who change nothing. Nobody else."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from huimin.web.base.access import allow
from huimin.web.reconciliation.models import Comparison, Review
from huimin.workflow import Act, Rights

LOOKING = (Act.ASSESS, Act.AUDIT)


def seen(request: Any, number: int) -> Comparison:
    """The comparison of this number, for whoever may look at it.

    Raises:
        Http404: there is none, or not for this person.
    """
    one = _found(number)
    if not any(request.rights.may(act, one.area) for act in LOOKING):
        raise Http404
    return one


def own(request: Any, number: int) -> Comparison:
    """The comparison of this number, for whoever works on it.

    Raises:
        Http404: there is none, or not for this person.
    """
    one = _found(number)
    allow(request, Act.ASSESS, one.area)
    return one


def _found(number: int) -> Comparison:
    found = Comparison.objects.select_related("made_by", "removed_by").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def works(rights: Rights, one: Comparison) -> bool:
    """Whether the person works on it, and not only looks."""
    return rights.may(Act.ASSESS, one.area)


def review_of(one: Comparison, left: int, right: int) -> Review:
    """The review of two lists, counted from 1.

    Raises:
        Http404: there is none.
    """
    found = one.reviews.select_related("comparison").filter(left=left - 1, right=right - 1).first()
    if found is None:
        raise Http404
    return found
