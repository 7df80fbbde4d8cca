"""The keyed hashes by which a claim is found, and by which it is granted once, as they follow from its contents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from huimin.benefits import Benefit
from huimin.tasks.claims.advising import event_of
from huimin.tasks.claims.applying import identity_key
from huimin.tasks.claims.facts import PERSONS, persons
from huimin.tasks.claims.records import Record

Hash = Callable[[str, str], str]
"""Kind and text -> keyed hash."""


def identity_hash(made: Hash, identity: str) -> str:
    """The hash of an identity number, however it was typed; empty where there is none."""
    key = identity_key(identity)
    return made("identity", key) if key else ""


def live_key(made: Hash, benefit: Benefit, record: Record, subject: str) -> str:
    """By which the database knows that a benefit is granted to a subject (for an event) already."""
    return made("live", f"{benefit.code}\n{subject}\n{event_of(benefit, record)}")


def hashes_of(record: Record, benefits: Mapping[str, Benefit], made: Hash) -> dict[str, str]:
    """``subject``, ``claimant`` and ``live`` of an opened claim; no ``live`` where the rule of its benefit is gone."""
    people = persons(record.log)
    found = {who: identity_hash(made, str(people[who].get("identity", ""))) for who in PERSONS}
    benefit = benefits.get(record.root.benefit)
    if benefit is not None:
        found["live"] = live_key(made, benefit, record, found["subject"])
    return found
