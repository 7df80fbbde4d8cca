"""What can happen to a claim, and the stages that it passes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where a claim stands."""

    TAKEN = "taken"
    """Handed in, and nobody has proposed anything yet."""
    ASKED = "asked"
    """The family has to complete something; the office's deadline rests."""
    PROPOSED = "proposed"
    """One person has proposed yes or no; another has to look."""
    NOTICE = "notice"
    """Granted, and on public notice until its last day has passed."""
    GRANTED = "granted"
    REFUSED = "refused"
    HELD = "held"
    """Granted, and payments wait until something is cleared."""
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What somebody does with a claim."""

    TAKE = "take"
    ASK = "ask"
    COMPLETE = "complete"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    RETURN = "return"
    WITHDRAW = "withdraw"
    OBJECT = "object"
    """Somebody objected to a claim on public notice: it is looked at again."""
    CHANGE = "change"
    """Something is different from a day on: it is decided anew, and payments go on until then."""
    CORRECT = "correct"
    """Something told was wrong from the beginning."""
    RENEW = "renew"
    """The yearly confirmation that nothing has changed."""
    HOLD = "hold"
    RESUME = "resume"
    STOP = "stop"
    """A proposal to stop from a day on; like every other, it waits for a second person."""
    APPEAL = "appeal"
    UPHOLD = "uphold"
    """The appeal is right: others decide anew."""
    DISMISS = "dismiss"
    HAND_OVER = "hand-over"
    """The family has moved: its office offers the claim to that of another area, from a day on."""
    RECEIVE = "receive"
    """The other office takes the claim; from here on it is its own."""
    SEND_BACK = "send-back"
    """The offer comes to nothing: the other office sent the claim back, or its own took the offer back."""


YES, NO = "yes", "no"
OUTCOMES = (YES, NO)

APPLIES: dict[Move, frozenset[Stage]] = {
    Move.ASK: frozenset({Stage.TAKEN}),
    Move.COMPLETE: frozenset({Stage.TAKEN, Stage.ASKED}),
    Move.PROPOSE: frozenset({Stage.TAKEN}),
    Move.CONFIRM: frozenset({Stage.PROPOSED}),
    Move.RETURN: frozenset({Stage.PROPOSED}),
    Move.WITHDRAW: frozenset({Stage.TAKEN, Stage.ASKED, Stage.PROPOSED, Stage.NOTICE}),
    Move.OBJECT: frozenset({Stage.NOTICE}),
    Move.CHANGE: frozenset({Stage.GRANTED, Stage.HELD}),
    Move.CORRECT: frozenset({Stage.TAKEN, Stage.ASKED, Stage.PROPOSED, Stage.NOTICE, Stage.GRANTED, Stage.HELD}),
    Move.RENEW: frozenset({Stage.GRANTED, Stage.HELD}),
    Move.HOLD: frozenset({Stage.GRANTED}),
    Move.RESUME: frozenset({Stage.HELD}),
    Move.STOP: frozenset({Stage.GRANTED, Stage.HELD}),
    Move.APPEAL: frozenset({Stage.REFUSED, Stage.STOPPED, Stage.GRANTED, Stage.HELD}),
    Move.UPHOLD: frozenset({Stage.REFUSED, Stage.STOPPED, Stage.GRANTED, Stage.HELD}),
    Move.DISMISS: frozenset({Stage.REFUSED, Stage.STOPPED, Stage.GRANTED, Stage.HELD}),
    Move.HAND_OVER: frozenset({Stage.TAKEN, Stage.ASKED, Stage.GRANTED, Stage.HELD}),
    Move.RECEIVE: frozenset({Stage.TAKEN, Stage.ASKED, Stage.GRANTED, Stage.HELD}),
    Move.SEND_BACK: frozenset(Stage) - {Stage.WITHDRAWN},
}
"""The stages in which a move can be made."""

FAMILY = frozenset({Move.TAKE, Move.COMPLETE, Move.WITHDRAW, Move.CHANGE, Move.CORRECT, Move.RENEW, Move.APPEAL})
"""What the family does itself, or a clerk in its name."""

NEEDS_WORDS = frozenset(
    {
        Move.ASK,
        Move.RETURN,
        Move.OBJECT,
        Move.HOLD,
        Move.STOP,
        Move.APPEAL,
        Move.UPHOLD,
        Move.DISMISS,
        Move.HAND_OVER,
        Move.SEND_BACK,
    }
)
"""What is not done without saying why; nor is a proposal of no."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a claim.

    Attributes:
        number: 1, 2, … without gaps.
        by: user name of whoever did it; empty: the family itself.
        at: the moment, in the office's time zone.
        since: of a change, correction, stop or handing over: the day from which it counts (None: from the beginning).
        outcome: of a proposal: ``yes`` or ``no``.
        worded: whether a reason was given; the words themselves are kept sealed elsewhere.
        area: of a handing over: key of the area that it goes to.
    """

    number: int
    move: Move
    by: str
    at: datetime
    since: date | None = None
    outcome: str = ""
    worded: bool = False
    area: str = ""
