"""The log of what was done: who, when, what, to which area. A chain of hashes shows whether a line was tampered with.

No line holds a figure, a name of a citizen or a text that somebody wrote: it says that a report was returned, and where
the reason stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from typing import Any

from django.db import transaction

from huimin.adapters.turns import wait_for_turn
from huimin.web.base import clock
from huimin.web.base.models import Entry, Person

START = "0" * 64


def record(person: Person | None, act: str, subject: str = "", area: str = "", **facts: Any) -> Entry:
    """Add a line, in the transaction of what it tells. ``facts`` are plain values that JSON takes.

    Call it last in the transaction: other writers of the log wait from here on until the end of it.
    """
    with transaction.atomic():
        wait_for_turn("default", "audit")
        last = Entry.objects.order_by("-number").values_list("number", "hash").first()
        number, before = last or (0, START)
        entry = Entry(number=number + 1, at=clock.now(), person=person, act=act, subject=subject, area=area,
                      facts=facts, before=before)  # fmt: skip
        entry.hash = hash_of(entry)
        entry.save(force_insert=True)
        return entry


def hash_of(entry: Entry) -> str:
    """The hash of a line: over its number, moment in UTC, person, act, subject, area, facts and the hash before."""
    said = [entry.number, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.person_id, entry.act,
            entry.subject, entry.area, entry.facts, entry.before]  # fmt: skip
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: the number of the line, and what is wrong with it."""

    number: int
    what: str


def breaks() -> Iterator[Break]:
    """Every place where the chain does not hold: a line changed, taken out, or put in. None where all is well.

    A chain cut off at its end cannot tell by itself; keep the last hash elsewhere (backups hold it) and compare.
    """
    number, before = 0, START
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != number + 1:
            yield Break(entry.number, "missing")
        elif entry.before != before:
            yield Break(entry.number, "unlinked")
        if hash_of(entry) != entry.hash:
            yield Break(entry.number, "changed")
        number, before = entry.number, entry.hash
