"""Review, level by level: a report waits for the level above its sender, is accepted upwards or returned with reasons.

Accepting locks: figures that a level has accepted change only after a person of that level or above has reopened the
report, by name and with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from huimin.areas import Tree
from huimin.findings import Finding, Invalid, Severity


class State(StrEnum):
    """Where a report stands."""

    WAITING = "waiting"
    RETURNED = "returned"
    DONE = "done"


class Move(StrEnum):
    """What a reviewer does with a report."""

    ACCEPT = "accept"
    RETURN = "return"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Chain:
    """The levels a report passes, the lowest first, with the area that reviews it at each."""

    levels: tuple[str, ...]
    areas: tuple[str, ...]

    def after(self, level: str) -> str:
        """The level that looks next; ``""`` after the last."""
        at = self.levels.index(level) + 1
        return self.levels[at] if at < len(self.levels) else ""

    def level_of(self, area: str) -> str:
        """The level at which an area reviews; ``""`` where it has no part."""
        return self.levels[self.areas.index(area)] if area in self.areas else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one report stands.

    Attributes:
        awaits: the level whose reviewer is to look; ``""`` where nobody is.
        accepted_by: the highest level that has accepted; ``""`` where none has.
    """

    state: State
    awaits: str = ""
    accepted_by: str = ""

    @property
    def locked(self) -> bool:
        """Whether its figures can no longer be changed by sending them again."""
        return bool(self.accepted_by)


def chain_of(tree: Tree, area: str, sent_at: str = "") -> Chain:
    """The levels above a reporting area, or above the area of level ``sent_at`` that sends for it.

    A township that sends for its villages has looked at what it sends, so the county is the first to review.
    """
    at = tree.index(area)
    if at is None:
        return Chain((), ())
    path = tree.path(at)[::-1]
    levels = [tree.level[step] for step in path]
    start = levels.index(sent_at) if sent_at in levels else 0
    above = path[start + 1 :]
    return Chain(tuple(tree.level[step] for step in above), tuple(tree.keys[step] for step in above))


def fresh(chain: Chain) -> Standing:
    """Where a report stands that has just come in. One that nobody stands above is done."""
    return Standing(State.WAITING, chain.levels[0]) if chain.levels else Standing(State.DONE)


def decide(standing: Standing, chain: Chain, level: str, move: Move, reason: str) -> Standing:
    """The standing after a reviewer of ``level`` made a move.

    Raises:
        Invalid: the move is not open to that level at this point, or lacks the reason it needs. A level above the one
            awaited may step in for it, with a reason; a level below never.
    """
    if level not in chain.levels:
        raise _refused("review-not-yours", level=level)
    rank = chain.levels.index(level)
    if move is Move.REOPEN:
        return _reopen(standing, chain, rank, reason)
    if standing.state is not State.WAITING or chain.levels.index(standing.awaits) > rank:
        raise _refused("review-not-waiting", level=level, state=standing.state.value)
    if not reason and (move is Move.RETURN or standing.awaits != level):
        raise _refused("review-needs-reason", level=level)
    if move is Move.RETURN:
        return Standing(State.RETURNED, accepted_by="")
    following = chain.after(level)
    state = State.WAITING if following else State.DONE
    return replace(standing, state=state, awaits=following, accepted_by=level)


def _reopen(standing: Standing, chain: Chain, rank: int, reason: str) -> Standing:
    if not standing.locked:
        raise _refused("review-not-locked")
    if rank < _rank(chain.levels, standing.accepted_by):
        raise _refused("review-locked-above", level=standing.accepted_by)
    if not reason:
        raise _refused("review-needs-reason", level=chain.levels[rank])
    return Standing(State.RETURNED)


def _rank(levels: Sequence[str], level: str) -> int:
    return levels.index(level) if level in levels else len(levels)


def _refused(code: str, **facts: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts=dict(facts))])
