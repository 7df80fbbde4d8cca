"""Who may judge what: judges in force today, and the areas each is barred from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count

from huimin.areas import Tree
from huimin.web.base import clock, place
from huimin.web.base.access import rights_of
from huimin.web.base.models import Grant, Person
from huimin.web.judging.models import Seat
from huimin.workflow import Act, Kind
from huimin.workflow.judging import Judge


def judges(areas: Sequence[str], people: Iterable[int] | None = None) -> list[Judge]:
    """Everybody who may judge some of these areas, with the work they have. ``people`` narrows it to some."""
    today = clock.today()
    grants = Grant.objects.filter(kind=Kind.JUDGE, person__is_active=True)
    if people is not None:
        grants = grants.filter(person_id__in=list(people))
    asked = {grant.person_id for grant in grants if grant.role.held(today)}
    load = Seat.objects.filter(person_id__in=asked, given_at=None).values("person_id").annotate(count=Count("id"))
    seats = {row["person_id"]: row["count"] for row in load}
    found = Person.objects.filter(pk__in=asked).prefetch_related("grants").order_by("pk")
    return [Judge(one.pk, barred(one, areas), seats.get(one.pk, 0)) for one in found]


def barred(person: Person, areas: Sequence[str]) -> frozenset[str]:
    """The areas this person may not judge: outside of the role, the own area, and what lies above or below that."""
    rights = rights_of(person)
    tree = place.definitions().areas.at(clock.today())
    own = {role.area for role in rights.roles if role.kind in (Kind.REPORTER, Kind.REVIEWER, Kind.OFFICER)} - {""}
    near = {key for one in own for key in _above(tree, one)}
    return frozenset(
        key for key in areas
        if key in near or (own and own & _above(tree, key)) or not rights.may(Act.JUDGE, key)
    )  # fmt: skip


def _above(tree: Tree, key: str) -> set[str]:
    """An area and everything it lies in."""
    at = tree.index(key)
    return {key} if at is None else {tree.keys[step] for step in tree.path(at)}
