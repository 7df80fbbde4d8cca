"""Who may make which move: the family for itself, one officer after another, and nobody twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huimin.benefits.claims.events import APPLIES, FAMILY, NEEDS_WORDS, NO, OUTCOMES, Event, Move, Stage
from huimin.benefits.claims.plan import Plan
from huimin.benefits.claims.standing import Standing
from huimin.findings import Finding, Invalid, Severity

FIRST = 0
OFFERED = frozenset({Move.RECEIVE, Move.SEND_BACK})
"""What is done with an offer."""
RESTS = frozenset({Move.ASK, Move.PROPOSE, Move.STOP, Move.HAND_OVER})
"""What nobody does while a claim is offered to another office."""


@dataclass(frozen=True, slots=True)
class Actor:
    """What somebody is to a claim.

    Attributes:
        name: user name; empty for the family.
        steps: the steps of the plan that the person's rights reach (see :mod:`huimin.workflow.rights`).
        decide: whether the person may hold, resume, stop and answer appeals.
        receives: whether the person may take over what is offered to another area: that of the offer.
    """

    name: str = ""
    steps: frozenset[int] = frozenset()
    decide: bool = False
    receives: bool = False

    @property
    def family(self) -> bool:
        """Whether it is the family itself."""
        return not self.name


def open_moves(at: Standing, actor: Actor, today: date) -> tuple[Move, ...]:
    """The moves that somebody can make now, in the order of the buttons."""
    return tuple(move for move in Move if move is not Move.TAKE and not _refusal(at, move, actor, today))


def check_move(at: Standing, event: Event, actor: Actor, plan: Plan) -> None:
    """Refuse an event that must not happen to a claim that stands so.

    Raises:
        Invalid: the move is not open in this stage or to this person, comes too late, or lacks its reason, its day or
            its outcome. Nobody takes two steps of a round, nor answers an appeal against the own decision.
    """
    code = _refusal(at, event.move, actor, event.at.date())
    if code:
        raise _invalid(code, at, plan)
    if event.move is Move.PROPOSE and event.outcome not in OUTCOMES:
        raise _invalid("claim-outcome-missing", at, plan)
    if not event.worded and (event.move in NEEDS_WORDS or event.outcome == NO):
        raise _invalid("claim-needs-words", at, plan)
    if event.move in (Move.CHANGE, Move.STOP) and event.since is None:
        raise _invalid("claim-day-missing", at, plan)
    if event.move is Move.STOP and event.since is not None and event.since < at.claimed.replace(day=1):
        raise _invalid("claim-day-too-early", at, plan)
    if event.move is Move.HAND_OVER:
        _check_offer(at, event, plan)


def _check_offer(at: Standing, event: Event, plan: Plan) -> None:
    """An offer names an area and a day that has come, and that does not lie before the handing over before it.

    It may lie before the claim: one that came to the wrong office goes with all its months.
    """
    if not event.area:
        raise _invalid("claim-offer-nowhere", at, plan)
    if event.since is None:
        raise _invalid("claim-day-missing", at, plan)
    if event.since > event.at.date():
        raise _invalid("claim-offer-to-come", at, plan)
    if at.moves and event.since < at.moves[-1].since:
        raise _invalid("claim-offer-before", at, plan, first=at.moves[-1].since.isoformat())


def _refusal(at: Standing, move: Move, actor: Actor, today: date) -> str:
    """The code of what speaks against a move; empty where nothing does."""
    if move is Move.TAKE:
        return "" if not at.number else "claim-taken-already"
    if at.stage not in APPLIES[move]:
        return "claim-move-not-open"
    if move is Move.APPEAL:
        return _appeal(at, today)
    if move in (Move.UPHOLD, Move.DISMISS) and not at.appealed:
        return "claim-no-appeal"
    if move in OFFERED:
        return _offered(at, move, actor)
    if at.offer is not None and move in RESTS:
        return "claim-offered"
    return _hands(at, move, actor)


def _offered(at: Standing, move: Move, actor: Actor) -> str:
    """What speaks against taking a claim over, or sending it back."""
    if at.offer is None:
        return "claim-not-offered"
    if move is Move.SEND_BACK:
        return "" if actor.receives or actor.steps else "claim-not-yours"
    if not actor.receives:
        return "claim-not-yours"
    if at.appealed:
        return "claim-offer-appealed"
    return "claim-same-person" if actor.name == at.offer.by else ""


def _appeal(at: Standing, today: date) -> str:
    if at.appealed:
        return "claim-appealed-already"
    if at.appeal_until is None:
        return "claim-appeal-answered"
    return "claim-appeal-late" if today > at.appeal_until else ""


def _hands(at: Standing, move: Move, actor: Actor) -> str:
    if move in FAMILY:
        return "" if actor.family or actor.steps else "claim-not-yours"
    if actor.family:
        return "claim-not-yours"
    match move:
        case Move.ASK | Move.PROPOSE:
            return _step(at, actor, FIRST)
        case Move.CONFIRM | Move.RETURN:
            return _step(at, actor, at.step)
        case Move.UPHOLD | Move.DISMISS if actor.name in at.hands or actor.name in at.barred:
            return "claim-own-decision"
        case Move.OBJECT:
            return "" if actor.steps else "claim-not-yours"
        case Move.HAND_OVER if at.appealed:
            return "claim-offer-appealed"
        case Move.HAND_OVER:
            return "" if actor.steps else "claim-not-yours"
        case _:
            return "" if actor.decide else "claim-not-yours"


def _step(at: Standing, actor: Actor, step: int) -> str:
    if step not in actor.steps:
        return "claim-not-your-step"
    if actor.name in at.barred:
        return "claim-barred"
    return "claim-same-person" if at.stage is Stage.PROPOSED and actor.name in at.hands else ""


def _invalid(code: str, at: Standing, plan: Plan, **more: str) -> Invalid:
    step = plan.steps[at.step].name
    facts = {"stage": at.stage.value, "step_zh": step.zh, "step_en": step.en,
             "until": at.appeal_until.isoformat() if at.appeal_until else "–", **more}  # fmt: skip
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
