"""When a benefit can be claimed."""

from __future__ import annotations

from datetime import date

from huimin.benefits.ages import add_months, day_of
from huimin.benefits.definition import Benefit
from huimin.benefits.facts import Known


def claim_window(benefit: Benefit, known: Known) -> tuple[date | None, date | None]:
    """The first and last day on which it can be claimed; None where that is not limited or not known."""
    rule = benefit.claiming
    value = known.values.get(rule.of) if rule is not None else None
    if rule is None or value is None:
        return None, None
    since = day_of(int(value))
    first = max(since, rule.not_before or date.min)
    match rule.until if since == first else rule.earlier_until or rule.until:
        case "end_of_year":
            return first, date(first.year, 12, 31)
        case "end_of_next_year":
            return first, date(first.year + 1, 12, 31)
        case _:
            return first, add_months(first, rule.months)
