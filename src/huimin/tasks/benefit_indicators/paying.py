"""Payments on time: each month that is owed, held against the day on which the bank had paid it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from huimin.benefits.ages import month_end, month_of
from huimin.benefits.payments import Award
from huimin.tasks.pay.ports import Settled

MONTHS = 1
"""A month is paid by the end of this many months after it, or after that of the grant, whichever is later."""


@dataclass(frozen=True, slots=True)
class DuePayment:
    """A month that is owed to a claim: the last day on which it is on time, and the day it was paid (None: not yet)."""

    claim: str
    benefit: str
    area: str
    month: int
    last: date
    paid: date | None

    @property
    def on_time(self) -> bool:
        """Whether the family had it in time."""
        return self.paid is not None and self.paid <= self.last


def last_day(month: int, granted: date | None) -> date:
    """The last day on which the payment of a month is on time."""
    since = month if granted is None else max(month, month_of(granted))
    return month_end(since + MONTHS)


def due_payments(
    settled: Iterable[Settled], awards: Iterable[Award], granted: Mapping[str, date], month: int
) -> list[DuePayment]:
    """The payments whose last day lies in ``month``.

    Args:
        settled: what is booked, with the day it was paid.
        awards: what is owed; a month that nobody has put on a roll yet is owed all the same.
        granted: claim -> the day of its first grant. A claim that is not named was granted before the month owed.
    """
    made: dict[tuple[str, str, int], DuePayment] = {}
    for one in settled:
        key = (one.benefit, one.claim, one.month)
        made[key] = DuePayment(one.claim, one.benefit, one.area, one.month, last_day(one.month, granted.get(one.claim)),
                               one.paid)  # fmt: skip
    for award in awards:
        for due in award.months:
            key = (award.benefit, award.claim, due.month)
            if not due.withdrawn and key not in made:
                made[key] = DuePayment(award.claim, award.benefit, award.area, due.month,
                                       last_day(due.month, granted.get(award.claim)), None)  # fmt: skip
    return [one for one in made.values() if month_of(one.last) == month]
