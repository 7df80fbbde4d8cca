"""Rights follow the area tree and a role with dates: a role at an area reaches that area and what lies below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from huimin.areas import Areas, Tree


class Act(StrEnum):
    """What a person may do. Each screen and each call asks for one of these."""

    READ = "read"
    """Look at figures, findings, indicators and scorecards of an area."""
    REPORT = "report"
    """Send figures of an area."""
    REVIEW = "review"
    """Accept, return or reopen the reports of areas below one's own."""
    ASSESS = "assess"
    """Start runs, open them for reply, try out other targets."""
    PUBLISH = "publish"
    """Make a run final. Never the person who started it."""
    JUDGE = "judge"
    """Give points for evidence."""
    FOLLOW_UP = "follow-up"
    """Send notices, agree support plans and tasks."""
    DEFINE = "define"
    """Propose and sign dictionary, indicators, schemes and tree."""
    AUDIT = "audit"
    """Read the log of what was done."""
    ADMINISTER = "administer"
    """Accounts and roles; no figures."""
    CLAIM = "claim"
    """Take claims of families, look at those whose turn it is, and propose a decision."""
    DECIDE = "decide"
    """Confirm or return what somebody else proposed; hold, stop, answer appeals."""
    PAY = "pay"
    """Rolls, bank files and the money of each level. No papers of families."""


class Kind(StrEnum):
    """What somebody is at an area."""

    REPORTER = "reporter"
    REVIEWER = "reviewer"
    OFFICER = "officer"
    JUDGE = "judge"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    CASE_OFFICER = "case-officer"
    PAYMASTER = "paymaster"


ALLOWED: Mapping[Kind, frozenset[Act]] = {
    Kind.REPORTER: frozenset({Act.READ, Act.REPORT}),
    Kind.REVIEWER: frozenset({Act.READ, Act.REVIEW}),
    Kind.OFFICER: frozenset({Act.READ, Act.REVIEW, Act.ASSESS, Act.PUBLISH, Act.FOLLOW_UP, Act.DEFINE}),
    Kind.JUDGE: frozenset({Act.READ, Act.JUDGE}),
    Kind.AUDITOR: frozenset({Act.READ, Act.AUDIT}),
    Kind.ADMINISTRATOR: frozenset({Act.ADMINISTER}),
    Kind.CLERK: frozenset({Act.CLAIM}),
    Kind.CASE_OFFICER: frozenset({Act.CLAIM, Act.DECIDE}),
    Kind.PAYMASTER: frozenset({Act.PAY}),
}
"""An administrator makes accounts and sees no figures; an auditor sees everything and changes nothing.

Who works on claims sees families and no figures; who reads figures sees no families. Claims and payments are different
people's work.
"""

_BELOW_ONLY = frozenset({Act.REVIEW})
"""Nobody reviews the reports of the area that is their own: the level above does."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of one person.

    Attributes:
        area: key of the area; ``""`` is the whole tree.
        first, last: the first and last day on which it is held (None: open).
    """

    kind: Kind
    area: str = ""
    first: date | None = None
    last: date | None = None

    def held(self, day: date) -> bool:
        """Whether the role is in force on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Rights:
    """What a person with these roles may do today.

    An area that is no more is reached by those who would have reached it on its last day and by those who reach what
    became of it; so nobody loses sight of old reports by a merger.
    """

    def __init__(self, roles: Iterable[Role], areas: Areas, today: date) -> None:
        self.roles = tuple(role for role in roles if role.held(today))
        self.areas, self.today = areas, today

    @cached_property
    def _tree(self) -> Tree:
        return self.areas.at(self.today)

    def _holding(self, act: Act) -> list[Role]:
        return [role for role in self.roles if act in ALLOWED[role.kind]]

    def can(self, act: Act) -> bool:
        """Whether the act is open to the person anywhere at all."""
        return bool(self._holding(act))

    def may(self, act: Act, area: str) -> bool:
        """Whether the person may do this with the area of key ``area``; never for an unknown area."""
        roles = self._holding(act)
        if not roles or self.areas.id_of(area) is None:
            return False
        above = self._above(area)
        below_only = act in _BELOW_ONLY
        return any((not role.area or role.area in above) and not (below_only and role.area == area) for role in roles)

    def everywhere(self, act: Act) -> bool:
        """Whether the act is open for the whole tree: for what concerns no single area, such as definitions."""
        roots = [self._tree.keys[root] for root in self._tree.roots()]
        return bool(roots) and all(self._whole(act, root) for root in roots)

    def _whole(self, act: Act, root: str) -> bool:
        return any(not role.area or role.area == root for role in self._holding(act))

    def tops(self, act: Act) -> tuple[str, ...]:
        """The topmost areas of today's tree that the act is open for, in the order of the tree."""
        tree = self._tree
        roles = self._holding(act)
        if any(not role.area for role in roles):
            return tuple(tree.keys[root] for root in tree.roots())
        found = sorted({at for role in roles for at in self._today(role.area)})
        kept: list[int] = []
        for at in found:
            if not kept or at >= int(tree.end[kept[-1]]):
                kept.append(at)
        return tuple(tree.keys[at] for at in kept)

    def _today(self, key: str) -> list[int]:
        """Where an area lies in today's tree: itself, or what became of it."""
        at = self._tree.index(key)
        if at is not None:
            return [at]
        found = self.areas.id_of(key)
        home = -1 if found is None or self._tree.covering[found] else int(self._tree.home[found])
        return [home] if home >= 0 else []

    def _above(self, area: str) -> set[str]:
        """The keys from the roots down to the area, today and on its last day."""
        found = self.areas.id_of(area)
        assert found is not None
        last = self.areas.life(found)[1]
        trees = [self._tree] if last is None else [self._tree, self.areas.at(last)]
        above: set[str] = {area}
        for tree in trees:
            at = tree.index(area)
            if at is None and tree is self._tree:
                at = next(iter(self._today(area)), None)
            if at is not None:
                above.update(tree.keys[step] for step in tree.path(at))
        return above
