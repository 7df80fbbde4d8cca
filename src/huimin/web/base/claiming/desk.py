"""The claims of the workspace in the site's own database, for a person of the office or for the family itself."""

from __future__ import annotations

from huimin.web.base import clock, place
from huimin.web.base.benefits import catalogue
from huimin.web.base.models import Person
from huimin.wiring.claims import Claims
from huimin.workflow import Rights


def office(person: Person, rights: Rights) -> Claims:
    """The claims, handled by this person."""
    return _with_benefits(Claims(place.workspace(), person.username, rights=rights, alias="default", at=clock.now()))


def family() -> Claims:
    """The claims, as the family itself handles its own."""
    return _with_benefits(Claims(place.workspace(), family=True, alias="default", at=clock.now()))


def _with_benefits(claims: Claims) -> Claims:
    """Benefits that were read already need not be read for every page."""
    claims.__dict__["benefits"] = catalogue().benefits
    return claims
