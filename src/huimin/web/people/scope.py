"""Whom an administrator looks after: everybody, or those all of whose roles lie below the administrator's own area.

Somebody with a role elsewhere too is left to the administrator above both: a new password opens all of an account.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from huimin.web.base import clock
from huimin.web.base.models import Grant, Person
from huimin.workflow import Act, Rights


class Scope:
    """What the rights of an administrator reach."""

    def __init__(self, rights: Rights) -> None:
        self.rights = rights
        self.whole = rights.everywhere(Act.ADMINISTER)

    def reaches(self, area: str) -> bool:
        """Whether roles at this area may be given and ended; the empty key is the whole tree."""
        return self.whole or (bool(area) and self.rights.may(Act.ADMINISTER, area))

    def people(self) -> QuerySet[Person]:
        """The people looked after."""
        if self.whole:
            return Person.objects.all()
        today, mine = clock.today(), defaultdict(set)
        running = Q(last=None) | Q(last__gte=today)
        for person, area in Grant.objects.filter(running).values_list("person", "area").distinct():
            mine[person].add(self.reaches(area))
        return Person.objects.filter(pk__in=[person for person, reached in mine.items() if all(reached)])

    def person(self, number: int) -> Person:
        """The person of this number.

        Raises:
            Http404: there is none, or not for this administrator.
        """
        found = self.people().filter(pk=number).first()
        if found is None:
            raise Http404
        return found


def scope_of(request: Any) -> Scope:
    """The scope of who asks."""
    return Scope(request.rights)
