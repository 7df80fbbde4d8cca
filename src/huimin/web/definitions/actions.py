"""Everything that is written about definitions: proposing, and signing, declining and withdrawing what was proposed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person
from huimin.web.definitions import checking, files
from huimin.web.definitions.models import Proposal
from huimin.wiring.common import locked, whole

HISTORY = "definitions-history"
"""Folder of the workspace that keeps the texts which were replaced."""
OF_FORM = frozenset({"definition-no-reason", "definition-changed-meanwhile", "definition-nothing-changed",
                     "definition-write-by-hand"})  # fmt: skip
"""Findings about the proposal rather than about its text."""


def propose(person: Person, name: str, text: str, why: str, base: str) -> Proposal:
    """Propose a new text for a file; it is the first signature.

    Args:
        base: SHA-256 of the file that the text was written on; empty for a file that was not there.

    Raises:
        Invalid: the text does not build, changes nothing, has no reason, or the file was changed meanwhile.
    """
    given, text = place.definitions(), files.clean(text)
    faults = _of_form(name, text, why, base)
    made, found = checking.checked(given, name, text)
    if faults or made is None:
        raise Invalid([*faults, *found])
    with transaction.atomic():
        made_one = Proposal.objects.create(
            file=name, base=base, before=files.text_of(given, name) or "", text=text, why=why.strip(), person=person,
            at=clock.now(),
        )  # fmt: skip
        audit.record(person, "definition-proposed", subject=f"proposal {made_one.pk}", file=name,
                     sha256=sha256(text.encode()).hexdigest())  # fmt: skip
    return made_one


def _of_form(name: str, text: str, why: str, base: str) -> list[Finding]:
    given, at = place.definitions(), Place(file=name)
    faults = []
    if not why.strip():
        faults.append(Finding("definition-no-reason", Severity.ERROR, at))
    if base != files.hash_of(given, name):
        faults.append(Finding("definition-changed-meanwhile", Severity.ERROR, at))
    elif text == files.text_of(given, name):
        faults.append(Finding("definition-nothing-changed", Severity.ERROR, at))
    return faults


def sign(person: Person, number: int) -> Proposal:
    """Sign somebody else's proposal: the file is written, the text before is kept, every process reads anew.

    Raises:
        Invalid: it is one's own, not open any more, its file was changed meanwhile, or it does not build any more.
    """
    # One at a time, across processes: two proposals that build each by itself may not build together.
    with locked(place.folder() / "data" / ".definitions.lock"), transaction.atomic():
        one = _open(number)
        if one.person_id == person.pk:
            raise Invalid([Finding("definition-own-signature", Severity.ERROR, Place(file=one.file))])
        place.definitions_changed()  # so that what is compared is what lies on disk now
        data = one.text.encode()
        now = files.hash_of(place.definitions(), one.file)
        # The same text there already: it was written and the line that says so was lost.
        if now not in (one.base, sha256(data).hexdigest()):
            raise Invalid([Finding("definition-changed-meanwhile", Severity.ERROR, Place(file=one.file))])
        made, found = checking.now(one.file, one.text)
        if made is None:
            raise Invalid(found)
        one.kept_as = _keep(one)
        _write(place.folder() / one.file, data)
        _decide(one, person, Proposal.SIGNED, "")
        audit.record(person, "definition-signed", subject=f"proposal {one.pk}", file=one.file, kept=one.kept_as,
                     sha256=sha256(data).hexdigest())  # fmt: skip
    place.definitions_changed()
    return one


def decline(person: Person, number: int, reason: str) -> Proposal:
    """Decline somebody else's proposal, with a reason."""
    return _close(person, number, Proposal.DECLINED, reason)


def withdraw(person: Person, number: int) -> Proposal:
    """Take back one's own proposal."""
    return _close(person, number, Proposal.WITHDRAWN, "")


def _close(person: Person, number: int, state: str, reason: str) -> Proposal:
    with transaction.atomic():
        one = _open(number)
        own, at = one.person_id == person.pk, Place(file=one.file)
        if own != (state == Proposal.WITHDRAWN):
            raise Invalid([Finding("definition-own-signature" if own else "definition-not-yours", Severity.ERROR, at)])
        if state == Proposal.DECLINED and not reason.strip():
            raise Invalid([Finding("definition-no-reason", Severity.ERROR, at)])
        _decide(one, person, state, reason)
        audit.record(person, f"definition-{state}", subject=f"proposal {one.pk}", file=one.file)
    return one


def _open(number: int) -> Proposal:
    """The proposal, held until the transaction ends where the database can do that."""
    rows = Proposal.objects.select_for_update() if connection.features.has_select_for_update else Proposal.objects
    one = rows.get(pk=number)
    if not one.open:
        raise Invalid([Finding("definition-decided", Severity.ERROR, Place(file=one.file))])
    return one


def _decide(one: Proposal, person: Person, state: str, reason: str) -> None:
    one.state, one.decided_by, one.decided_at, one.reason = state, person, clock.now(), reason.strip()
    one.save()


def _keep(one: Proposal) -> str:
    """Put the file's bytes before into the folder of history; its name in the workspace, or empty for a new file."""
    data = place.definitions().files.get(one.file)
    if data is None or sha256(data).hexdigest() != one.base:
        return ""
    name = f"{HISTORY}/{clock.today().isoformat()}-{one.pk}-{one.file.replace('/', '--')}"
    _write(place.folder() / name, data)
    return name


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as beside:
        beside.write_bytes(data)
