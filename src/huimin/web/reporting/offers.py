"""What reporting does for other screens: taking in a workbook, and telling of a receipt."""

from __future__ import annotations

from hashlib import sha256

from huimin.web.base.models import Person
from huimin.web.base.receiving import Acknowledged, Taken
from huimin.web.reporting.actions import send_workbook
from huimin.web.reporting.models import Receipt
from huimin.workflow import Act, Rights

_FIELDS = (
    "sha256",
    "name",
    "size",
    "at",
    "sender",
    "area",
    "outcome",
    "first",
    "revised",
    "unchanged",
    "figures",
    "parts",
)


def take_workbook(person: Person, rights: Rights, name: str, data: bytes) -> Taken:
    """Take in a workbook as the page does."""
    again = Receipt.objects.filter(sha256=sha256(data).hexdigest()).exists()
    sent = send_workbook(person, rights, name, data)
    if sent.receipt is None:
        return Taken(None, tuple(sent.findings))
    return Taken(_told(sent.receipt), tuple(sent.findings), again)


def receipt(person: Person, rights: Rights, number: int) -> Acknowledged | None:
    """A receipt that this person may see."""
    found = Receipt.objects.filter(pk=number).first()
    if found is None or not (found.person_id == person.pk or rights.may(Act.READ, found.area)):
        return None
    return _told(found)


def _told(found: Receipt) -> Acknowledged:
    return Acknowledged(found.pk, **{name: getattr(found, name) for name in _FIELDS})
