"""Looking at a claim: its skeleton, or, with a purpose and logged, all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from huimin.benefits.claims import Move, Stage, open_moves
from huimin.tasks.claims.advising import advice_of, beside
from huimin.tasks.claims.applying import sensitive_facts
from huimin.tasks.claims.desk import Desk, named, refusal
from huimin.tasks.claims.facts import FACTS, PERSONS, persons, told_so_far
from huimin.tasks.claims.moving import actor_or_refuse, machine_of, officer_of
from huimin.tasks.claims.ports import ClaimCard, ClaimHead, ClaimSkeleton, Happened, Identified, Paper, Purpose, ViewRow
from huimin.tasks.claims.records import Logged, Note, Record

OVER = frozenset({Stage.WITHDRAWN})


def head_of(desk: Desk, record: Record) -> ClaimHead:
    """The skeleton of a claim as lists show it, worked out from its events."""
    at, root = desk.standing(record), record.root
    worked = at.stage in (Stage.TAKEN, Stage.PROPOSED)
    late = (at.due is not None and at.due < desk.today and (worked or at.stage is Stage.HELD)) or (
        at.appealed and at.appeal_due is not None and at.appeal_due < desk.today
    )
    return ClaimHead(named(root), root.benefit, record.area, at.stage, at.step if worked else -1, at.round, at.outcome,
                     machine_of(record), at.running, at.held, at.due, late, at.renew_by, at.decided, at.appealed,
                     at.appeal_due, officer_of(record), root.day, root.by_family, len(record.log),
                     record.erased, record.offered)  # fmt: skip


def skeleton(desk: Desk, claim: str) -> ClaimSkeleton:
    """A claim without anything personal; nothing is logged."""
    record = desk.record(claim, opened=False)
    return skeleton_of(desk, record)


def skeleton_of(desk: Desk, record: Record) -> ClaimSkeleton:
    """A claim whose log is there without anything personal."""
    benefit = desk.benefit(record.root.benefit)
    return ClaimSkeleton(
        head_of(desk, record),
        desk.standing(record),
        desk.plan(benefit.code),
        benefit,
        history(record.log),
        record.root.area,
    )


def history(log: Iterable[Logged]) -> tuple[Happened, ...]:
    """What happened, with words and facts where the contents are opened."""
    return tuple(_happened(one) for one in log)


def _happened(one: Logged) -> Happened:
    content = one.content or {}
    corrected = tuple(f"{who}.{part}" for who in PERSONS for part in content.get(who, {}))
    corrected += ("relation",) if "relation" in content else ()
    if one.move == Move.TAKE:
        corrected = ()
    return Happened(one.number, one.move, one.person, one.at, one.since, one.outcome, one.machine,
                    content.get("words", ""), content.get(FACTS, {}), corrected, one.area)  # fmt: skip


def opened(desk: Desk, claim: str, purpose: Purpose | str, what: str = "card") -> Record:
    """A claim with its contents, and the look at it logged. The family's look at its own is not.

    Raises:
        Invalid: it is not the person's, it was erased, or no purpose is given.
    """
    why = purpose_of(purpose, desk)
    record = desk.record(claim)
    actor_or_refuse(desk, record)
    if desk.who:
        desk.store.looked([ViewRow(named(record.root), desk.who, why, what, desk.now)])
    return record


def purpose_of(purpose: Purpose | str, desk: Desk) -> Purpose:
    """The purpose, where it is one; the family needs none but that the claim is its own.

    Raises:
        Invalid: nobody looks without a purpose.
    """
    if not desk.who:
        return Purpose.OWN
    try:
        found = Purpose(purpose)
    except ValueError:
        found = Purpose.OWN
    if found is Purpose.OWN:
        raise refusal(
            "claim-purpose-missing", options=", ".join(one.value for one in Purpose if one is not Purpose.OWN)
        )
    return found


def card_of(desk: Desk, record: Record, last4: str = "") -> ClaimCard:
    """All of a claim whose log is opened."""
    bare, told = skeleton_of(desk, record), told_so_far(record.log)
    who = persons(record.log)
    advice = None if bare.standing.stage in OVER else advice_of(desk, record, beside(desk, [record]))
    if advice is not None and not desk.who:
        advice = replace(advice, clashes=())  # a family is not told who else has claimed
    return ClaimCard(
        bare.head, bare.standing, bare.plan, bare.benefit, bare.history, bare.first, identified(who["claimant"]),
        identified(who["subject"]), str(who["relation"]), told[-1].facts, told, sensitive_facts(bare.benefit),
        advice, decided(record.log), papers(record.log), last4,
        open_moves(bare.standing, desk.signed(record), desk.today),
    )  # fmt: skip


def identified(parts: Mapping[str, Any]) -> Identified:
    """A person, from what is kept."""
    return Identified(*(str(parts.get(key, "")) for key in ("name", "identity", "phone", "address")))


def decided(log: Iterable[Logged]) -> Mapping[str, Any] | None:
    """What the last decision rested on; None where there is none."""
    found = None
    for one in log:
        if one.move == "confirm" and one.outcome and one.content:
            found = {**one.content, "outcome": one.outcome, "machine": one.machine, "rule": one.rule,
                     "by": one.person, "at": one.at.isoformat()}  # fmt: skip
    return found


def papers(log: Iterable[Logged]) -> tuple[Paper, ...]:
    """The papers of a claim."""
    return tuple(
        Paper(one.number, str((one.content or {}).get("name", "")), str((one.content or {}).get("kind", "")),
              int((one.content or {}).get("size", 0)), one.at, one.person)
        for one in log if one.move == Note.PAPER
    )  # fmt: skip
