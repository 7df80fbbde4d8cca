"""Before and after a change of rules, on the same simulated people: who gains, who loses, how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.budget.costing import Paid
from huimin.benefits.budget.integers import Whole
from huimin.benefits.budget.people import Simulated

Flags = NDArray[np.bool_]
STEPS = (0, 100_00, 500_00, 1_000_00, 2_000_00, 5_000_00, 10_000_00)
"""Lower bounds in fen of the classes in which gains and losses of a year are counted."""


@dataclass(frozen=True, eq=False)
class Change:
    """What a change does to the families of one place.

    Attributes:
        gaining, losing: families; same: families paid before or after for whom nothing changes.
        gained, lost: fen a year that they gain and lose together.
        newly, ended: families entitled after and not before, before and not after.
        gains, losses: (classes,) families by :data:`STEPS`.
    """

    gaining: int
    losing: int
    same: int
    gained: int
    lost: int
    newly: int
    ended: int
    gains: Whole
    losses: Whole

    def __add__(self, other: Change) -> Change:
        return Change(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def net(self) -> int:
        """Fen more than before."""
        return self.gained - self.lost

    @property
    def mean_gain(self) -> float | None:
        """Fen by which a family that gains does so, on average; None where none does."""
        return self.gained / self.gaining if self.gaining else None

    @property
    def mean_loss(self) -> float | None:
        """Fen by which a family that loses does so, on average; None where none does."""
        return self.lost / self.losing if self.losing else None


def compare(people: Simulated, before: Sequence[Paid], after: Sequence[Paid]) -> dict[str, Change]:
    """The change by place: the area itself under its key, and each of its parts; of several benefits together."""
    old, new = (_sums(people, one) for one in (before, after))
    was, now = (_entitled(people, one) for one in (before, after))
    home = np.zeros(people.households, dtype=np.int64)
    home[people.household] = people.part
    made: dict[str, Change] = {people.area.key: _change(new - old, (old > 0) | (new > 0), was, now)}
    for at, (key, _) in enumerate(people.area.parts):
        here = home == at
        made[key] = _change((new - old)[here], ((old > 0) | (new > 0))[here], was[here], now[here])
    return made


def _sums(people: Simulated, paid: Sequence[Paid]) -> Whole:
    made = np.zeros(people.households, dtype=np.int64)
    for one in paid:
        if not one.open:
            made += one.by_household(people)
    return made


def _entitled(people: Simulated, paid: Sequence[Paid]) -> NDArray[np.bool_]:
    made = np.zeros(people.households, dtype=bool)
    for one in paid:
        made[people.household[one.who[one.entitled]]] = True
    return made


def _change(more: Whole, some: Flags, was: Flags, now: Flags) -> Change:
    gains, losses = more[more > 0], -more[more < 0]
    return Change(
        len(gains), len(losses), int((some & (more == 0)).sum()), int(gains.sum()), int(losses.sum()),
        int((now & ~was).sum()), int((was & ~now).sum()), _classes(gains), _classes(losses),
    )  # fmt: skip


def _classes(values: Whole) -> Whole:
    return np.bincount(np.searchsorted(STEPS, values, side="right") - 1, minlength=len(STEPS))
