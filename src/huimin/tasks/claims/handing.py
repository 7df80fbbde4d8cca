"""Handing a claim over to the office of another area: where it can go, what changes with it, and what the other sees.

The family's claim stays one claim, under its number, with its history, its papers and what was paid. The office to
which it is offered sees how far it is and why it is offered; what the family told opens once it has taken it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huimin.benefits import Benefit, Decision, Fact, Words, decide
from huimin.benefits.ages import month_of, month_start
from huimin.benefits.claims import Handed, Move, Told, office_on
from huimin.benefits.payments import Due
from huimin.tasks.claims.advising import facts_on
from huimin.tasks.claims.desk import Desk, named, refusal
from huimin.tasks.claims.facts import told_so_far
from huimin.tasks.claims.looking import skeleton_of
from huimin.tasks.claims.ports import ClaimSkeleton, Purpose, ViewRow
from huimin.tasks.claims.records import Record


@dataclass(frozen=True)
class Offered:
    """A claim that is offered, as the other office sees it: nothing of what the family told but the reason given."""

    skeleton: ClaimSkeleton
    words: str


@dataclass(frozen=True, slots=True)
class Owing:
    """An office that owes months of a claim: from the month ``first`` on (None: from the beginning) to ``last`` (None:
    on and on). ``fen``: what it owes by the rule so far.
    """

    area: str
    first: int | None
    last: int | None
    fen: int


@dataclass(frozen=True)
class There:
    """What would become of a claim in another area.

    Attributes:
        first: the first month that the other office pays.
        places: what the rule asks about places; empty: it is the same rule and the same amount everywhere.
        decision: what the rule says there from the day on, were all those places the new one.
        instead: benefits that are for that area, and not for the one left: they are claimed there anew.
    """

    area: str
    since: date
    first: date
    places: tuple[Fact, ...]
    decision: Decision
    instead: tuple[Words, ...]


def target_or_refuse(desk: Desk, record: Record, area: str) -> None:
    """Refuse an area that there is not, or that has the claim already.

    Raises:
        Invalid: which of the two.
    """
    if not desk.path(area):
        raise refusal("claim-area-unknown", element="area", area=area)
    if area == record.area:
        raise refusal("claim-offer-here", element="area", claim=named(record.root))


def offered(desk: Desk, claim: str) -> Offered:
    """A claim as the office sees it to which it is offered; the look at the reason is noted.

    Raises:
        Invalid: it is not offered to an area where the person decides.
    """
    record = desk.record(claim)
    if not desk.signed(record).receives:
        raise refusal("claim-not-yours")
    desk.store.looked([ViewRow(named(record.root), desk.who, Purpose.TAKE_OVER, "offer", desk.now)])
    offer = next(one for one in reversed(record.log) if one.move == Move.HAND_OVER)
    return Offered(skeleton_of(desk, desk.record(claim, opened=False)), (offer.content or {}).get("words", ""))


def there(desk: Desk, record: Record, area: str, since: date) -> There:
    """What the rule says of a claim, were the family's places in ``area`` from the day ``since`` on."""
    benefit = desk.benefit(record.root.benefit)
    places = places_of(benefit)
    told = facts_on([desk.placed(benefit, one) for one in told_so_far(record.log)], since)
    moved = desk.placed(benefit, Told(since, {**told, **{one.code: area for one in places}}))
    first = since if since.day == 1 else month_start(month_of(since) + 1)
    return There(area, since, first, places, decide(benefit, moved.facts, since, claimed=record.root.day),
                 tuple(one.name for one in _only_there(desk, benefit, record.area, area)))  # fmt: skip


def places_of(benefit: Benefit) -> tuple[Fact, ...]:
    """What a rule asks about places."""
    return tuple(one for one in benefit.facts if one.kind == "area")


def _only_there(desk: Desk, benefit: Benefit, here: str, area: str) -> list[Benefit]:
    left, reached = set(desk.path(here)), set(desk.path(area))
    found = []
    for one in desk.benefits.values():
        wanted = {code for fact in places_of(one) for code in fact.areas}
        if one.code != benefit.code and one.in_force(desk.today) and wanted & reached and not wanted & left:
            found.append(one)
    return found


def owing(months: tuple[Due, ...], first: str, moves: tuple[Handed, ...]) -> tuple[Owing, ...]:
    """Which office pays a claim's months from when to when; an office that had it for no month pays none."""
    starts = sorted({month_of(one.since) + (one.since.day > 1) for one in moves})
    found: list[Owing] = []
    for start, following in zip([None, *starts], [*starts, None], strict=True):
        area = first if start is None else office_on(month_start(start), first, moves)
        own = [due.fen for due in months if (start is None or start <= due.month)
               and (following is None or due.month < following)]  # fmt: skip
        found.append(Owing(area, start, None if following is None else following - 1, sum(own)))
    return tuple(found)
