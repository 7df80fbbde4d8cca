"""What a token may do: what its person may do today, within its area and its scope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huimin.areas import Areas
from huimin.workflow import Act, Kind, Rights, Role

READING = frozenset({Act.READ, Act.ASSESS, Act.AUDIT})
"""What a token that reads holds of its person's rights. Who assesses or audits sees runs that are not published; there
is no call that starts one.
"""
SUBMITTING = frozenset({Act.READ, Act.REPORT})


class Limited(Rights):
    """The rights of a person, narrowed to an area and some acts.

    The roles stay the person's own: in whose name a workbook is sent does not depend on a token.
    """

    def __init__(self, roles: Iterable[Role], areas: Areas, today: date, area: str, acts: frozenset[Act]) -> None:
        super().__init__(roles, areas, today)
        self.area, self.acts = area, acts
        self._fence = Rights([Role(Kind.OFFICER, area)], areas, today)

    def can(self, act: Act) -> bool:
        """Whether the act is open anywhere at all."""
        return act in self.acts and (super().can(act) if not self.area else bool(self.tops(act)))

    def may(self, act: Act, area: str) -> bool:
        """Whether the token may do this with an area."""
        return act in self.acts and self._fence.may(Act.READ, area) and super().may(act, area)

    def everywhere(self, act: Act) -> bool:
        """Whether the act is open for the whole tree."""
        return act in self.acts and self._fence.everywhere(Act.READ) and super().everywhere(act)

    def tops(self, act: Act) -> tuple[str, ...]:
        """The topmost areas that the act is open for: of the person's and the token's always the lower one."""
        if act not in self.acts:
            return ()
        own, tree = super().tops(act), self._tree
        if not self.area:
            return own
        found = set()
        for one in own:
            for two in self._fence.tops(Act.READ):
                first, second = tree.index(one), tree.index(two)
                if first is None or second is None:
                    continue
                if first <= second < int(tree.end[first]):
                    found.add(second)
                elif second <= first < int(tree.end[second]):
                    found.add(first)
        return tuple(tree.keys[at] for at in sorted(found))
