"""By when a benefit has to be with the family: said by the benefit itself, or for all by what is usual.

It counts from the end of the month that is owed, or from the day of the grant where that is later: nobody can pay
before there is a decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from huimin.benefits.ages import month_end, month_of
from huimin.benefits.definition import Source, Words
from huimin.workflow.days import WorkingDays, add_working_days

ENDS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Stretches at whose end something may be paid, and their months."""
_NAMES = {"month": Words("月", "month"), "quarter": Words("季度", "quarter"), "half_year": Words("半年", "half year"),
          "year": Words("年度", "year")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaidBy:
    """Either ``working_days`` after the day it counts from, or the end of the stretch (of :data:`ENDS`) that this day
    lies in, or of the ``later``-th after it.

    ``note``: how the source was read.
    """

    working_days: int | None = None
    end_of: str = ""
    later: int = 0
    note: Words = Words()
    source: Source = Source()

    def last_day(self, month: int, granted: date | None, calendar: WorkingDays) -> date:
        """The last day on which the payment of a month (``year * 12 + month - 1``) is in time; ``granted``: the day of
        the decision, None where it lies before the month owed."""
        since = month_end(month) if granted is None else max(month_end(month), granted)
        if self.working_days is not None:
            return add_working_days(since, self.working_days, calendar)
        length = ENDS[self.end_of]
        return month_end((month_of(since) // length + self.later + 1) * length - 1)

    def words(self, lang: str) -> str:
        """By when, as a phrase: ``by the end of the following quarter``."""
        zh = lang == "zh"
        if self.working_days is not None:
            return (f"{self.working_days}个工作日内" if zh else
                    f"within {self.working_days} working day{'' if self.working_days == 1 else 's'}")  # fmt: skip
        name = _NAMES[self.end_of].of(lang)
        if zh:
            which = {0: "当", 1: "下一"}.get(self.later, f"其后第{self.later}")
            return f"{which}{'个' if self.later and self.end_of in ('month', 'quarter') else ''}{name}末之前"
        which = {0: "same", 1: "following"}.get(self.later, f"{self.later}th following")
        return f"by the end of the {which} {name}"
