"""Whose claims a roll pays: those of an office and below, so that each county pays its own and sees no other's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from huimin.benefits.payments import Award, Standing

if TYPE_CHECKING:
    from huimin.areas import Areas
    from huimin.findings import Finding


class Reach:
    """What lies within an area on a day.

    Args:
        areas: None where nothing is looked up; then an area reaches itself only.
        top: key of the area; empty: everything.
    """

    def __init__(self, areas: Areas | None, day: date, top: str) -> None:
        self.top = top
        self._areas = areas
        self._tree = areas.at(day) if areas is not None else None
        self._known: dict[str, bool] = {}
        self._top = self._at(top)

    def _at(self, key: str) -> int:
        """The place of an area, or of what it became, in the tree of the day; -1 where it has none."""
        if self._tree is None or self._areas is None or not key:
            return -1
        at = self._tree.index(key)
        if at is not None:
            return at
        found = self._areas.id_of(key)
        return -1 if found is None or self._tree.covering[found] else int(self._tree.home[found])

    def __contains__(self, key: object) -> bool:
        """Whether the area ``key`` lies within."""
        if not self.top or key == self.top:
            return True
        if not isinstance(key, str):
            return False
        if (known := self._known.get(key)) is None:
            at = self._at(key)
            within = self._tree is not None and self._top >= 0 and self._top <= at < int(self._tree.end[self._top])
            known = self._known[key] = bool(within)
        return known

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is for who pays for the area: it names none, or one within."""
        return not finding.place.area or finding.place.area in self

    def meets(self, other: str) -> bool:
        """Whether something lies within this and within the area ``other``."""
        return not other or other in self or (self._tree is not None and self.top in Reach(
            self._areas, self._tree.day, other))  # fmt: skip

    def claims(
        self, awards: Sequence[Award], ledger: Mapping[str, Sequence[Standing]]
    ) -> tuple[list[Award], dict[str, Sequence[Standing]]]:
        """The awards and obligations within. A month is where its award is, else in whose books it stands.

        So the obligations of a month are seen with its award, also where a claim went to another office meanwhile.
        """
        if not self.top:
            return list(awards), dict(ledger)
        where = {(award.claim, due.month): award.area for award in awards for due in award.months}
        own = {claim: [one for one in all_of if where.get((claim, one.month), one.area) in self]
               for claim, all_of in ledger.items()}  # fmt: skip
        within = [award for award in awards if award.area in self]
        return within, {claim: found for claim, found in own.items() if found}
