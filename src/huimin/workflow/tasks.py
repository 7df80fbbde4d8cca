"""Follow-up: how a task of an office goes from hand to hand, when it is late, and how a notice is issued and closed.

Nobody closes their own task: neither who owns it nor who answered it says that it is done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from huimin.findings import Finding, Invalid, Severity

SOON = 3  # days before the deadline from which on a task is marked


class Stage(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What somebody does with a task."""

    ANSWER = "answer"
    RETURN = "return"
    CLOSE = "close"
    REOPEN = "reopen"
    EXTEND = "extend"
    WITHDRAW = "withdraw"


FROM: dict[Step, frozenset[Stage]] = {
    Step.ANSWER: frozenset({Stage.OPEN}),
    Step.RETURN: frozenset({Stage.ANSWERED}),
    Step.CLOSE: frozenset({Stage.ANSWERED}),
    Step.REOPEN: frozenset({Stage.CLOSED}),
    Step.EXTEND: frozenset({Stage.OPEN}),
    Step.WITHDRAW: frozenset({Stage.OPEN, Stage.ANSWERED}),
}
"""The stages from which a step can be taken."""

TO: dict[Step, Stage] = {
    Step.ANSWER: Stage.ANSWERED,
    Step.RETURN: Stage.OPEN,
    Step.CLOSE: Stage.CLOSED,
    Step.REOPEN: Stage.OPEN,
    Step.EXTEND: Stage.OPEN,
    Step.WITHDRAW: Stage.WITHDRAWN,
}
"""The stage that a step leads to."""


@dataclass(frozen=True, slots=True)
class Hands:
    """What somebody is to a task.

    Attributes:
        issuer: may follow up in the area.
        owner: is to do it.
        answered: gave the answer that stands.
    """

    issuer: bool = False
    owner: bool = False
    answered: bool = False


def open_steps(stage: Stage, hands: Hands) -> tuple[Step, ...]:
    """The steps somebody can take now, in the order of the buttons."""
    return tuple(step for step in Step if stage in FROM[step] and _allowed(step, hands))


def _allowed(step: Step, hands: Hands) -> bool:
    if step is Step.ANSWER:
        return hands.owner
    if step in (Step.RETURN, Step.CLOSE):
        return hands.issuer and not hands.owner and not hands.answered
    # Who has to do a task does not move its deadline or withdraw it either.
    return hands.issuer and not hands.owner


def advance(stage: Stage, step: Step, hands: Hands, text: str) -> Stage:
    """The stage after a step.

    Raises:
        Invalid: the step is not open from here, not to this person, or lacks the words it needs: an answer says what
            was done, everything but closing says why.
    """
    if stage not in FROM[step]:
        raise _refused("task-not-there", stage=stage.value)
    if not _allowed(step, hands):
        own = hands.owner or hands.answered
        raise _refused("task-own" if own and step is not Step.ANSWER else "task-not-yours")
    if not text.strip() and step is not Step.CLOSE:
        raise _refused("task-needs-words", field="text")
    return TO[step]


class Mark(StrEnum):
    """How a task stands against its deadline."""

    DONE = "done"
    DONE_LATE = "done-late"
    LATE = "late"
    SOON = "soon"
    IN_TIME = "in-time"


def mark(stage: Stage, due: date, answered: date | None, today: date) -> Mark:
    """How a task stands against its deadline. What counts is the day of the answer that stands, not of its closing."""
    if stage is Stage.WITHDRAWN:
        return Mark.DONE
    if stage is not Stage.OPEN and answered is not None:
        return Mark.DONE_LATE if answered > due else Mark.DONE
    if today > due:
        return Mark.LATE
    return Mark.SOON if (due - today).days <= SOON else Mark.IN_TIME


class Paper(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    ISSUED = "issued"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What somebody does with a notice."""

    ISSUE = "issue"
    CLOSE = "close"
    WITHDRAW = "withdraw"


_PAPERS = {
    (Paper.DRAFT, Deed.ISSUE): Paper.ISSUED,
    (Paper.DRAFT, Deed.WITHDRAW): Paper.WITHDRAWN,
    (Paper.ISSUED, Deed.CLOSE): Paper.CLOSED,
    (Paper.ISSUED, Deed.WITHDRAW): Paper.WITHDRAWN,
}


def deeds(paper: Paper) -> tuple[Deed, ...]:
    """What can be done with a notice now."""
    return tuple(deed for deed in Deed if (paper, deed) in _PAPERS)


def carry_on(paper: Paper, deed: Deed, open_tasks: int, text: str) -> Paper:
    """Where a notice stands after a deed.

    Raises:
        Invalid: it is not open from here, tasks of the notice are not closed yet, or the reason is missing.
    """
    if (paper, deed) not in _PAPERS:
        raise _refused("notice-not-there", stage=paper.value)
    if deed is Deed.CLOSE and open_tasks:
        raise _refused("notice-tasks-open", count=open_tasks)
    if deed is not Deed.ISSUE and paper is not Paper.DRAFT and not text.strip():
        raise _refused("task-needs-words", field="text")
    return _PAPERS[paper, deed]


def _refused(code: str, **facts: str | int) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts=dict(facts))])
