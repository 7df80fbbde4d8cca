"""The county offices of a demonstration: somebody who answers for each county. Nobody signs in as them."""

from __future__ import annotations

from huimin.web.base import clock, place
from huimin.web.base.models import Grant, Person
from huimin.workflow import Kind


def make(lang: str) -> dict[str, Person]:
    """An account without a password for every county, as its reporter and reviewer; by the county's key."""
    tree = place.definitions().areas.at(clock.today())
    found = {}
    for at in tree.at_level("county").tolist():
        key, name = tree.keys[at], tree.name(at, lang)
        person = Person.objects.filter(username=f"office-{key}").first()
        if person is None:
            called = f"{name}经办人" if lang == "zh" else f"Officer of {name}"
            person = Person.objects.make(f"office-{key}", called, None)
            kinds = (Kind.REPORTER, Kind.REVIEWER)
            Grant.objects.bulk_create([Grant(person=person, kind=kind, area=key) for kind in kinds])
        found[key] = person
    return found
