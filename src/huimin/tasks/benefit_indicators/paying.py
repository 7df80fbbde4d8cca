"""Payments on time: each month that is owed, held against the day on which the bank had paid it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from huimin.benefits.ages import month_of
from huimin.benefits.paid_by import PaidBy
from huimin.benefits.payments import Award
from huimin.tasks.pay.ports import Settled
from huimin.workflow.days import WorkingDays

Rules = Callable[[str], PaidBy | None]
"""By when a benefit (its code) is paid; None: nobody has laid it down, and its payments are left out."""


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


def due_payments(
    settled: Iterable[Settled], awards: Iterable[Award], granted: Mapping[str, date], month: int, rules: Rules,
    calendar: WorkingDays,
) -> list[DuePayment]:  # fmt: skip
    """The payments whose last day lies in ``month``.

    Args:
        settled: what is booked, with the day it was paid.
        awards: what is owed; a month that nobody has put on a roll yet is owed all the same.
        granted: claim -> the day of its first grant. A claim that is not named was granted before the month owed.
    """
    made: dict[tuple[str, str, int], DuePayment] = {}

    def add(benefit: str, claim: str, area: str, owed: int, paid: date | None) -> None:
        rule = rules(benefit)
        if rule is not None and (benefit, claim, owed) not in made:
            last = rule.last_day(owed, granted.get(claim), calendar)
            made[benefit, claim, owed] = DuePayment(claim, benefit, area, owed, last, paid)

    for one in settled:
        add(one.benefit, one.claim, one.area, one.month, one.paid)
    for award in awards:
        for due in award.months:
            if not due.withdrawn:
                add(award.benefit, award.claim, award.area, due.month, None)
    return [one for one in made.values() if month_of(one.last) == month]
