"""The measures of a month: each area's numerators and denominators, from claims, ledger and re-decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from huimin.benefits.ages import month_end, month_of
from huimin.benefits.claims import Event, Move, Plan, stand
from huimin.benefits.paid_by import PaidBy
from huimin.benefits.payments import Award
from huimin.tasks.benefit_indicators.accuracy import Decision
from huimin.tasks.benefit_indicators.funding import funds_by_area
from huimin.tasks.benefit_indicators.paying import Rules, due_payments
from huimin.tasks.benefit_indicators.rounds import Round, appeals, rounds
from huimin.tasks.benefit_indicators.take_up import Entitled, TakeUp, in_force, take_up
from huimin.tasks.pay.ports import Moved, Receipt, Settled
from huimin.workflow.days import WorkingDays

FORM = "benefit_measures"
COUNTS = ("decisions_due", "decisions_on_time", "decisions", "decision_days", "redecided", "redecided_alike",
          "payments_due", "payments_on_time", "recipients", "appeals_answered", "appeals_upheld")  # fmt: skip
"""What is 0 where nothing of it happened; the rest is left empty where it is not known."""
Above = Callable[[str], str | None]
"""From the key of an area to that of the area under which it counts; None: nowhere."""


def _nothing_laid_down(benefit: str) -> PaidBy | None:
    return None


@dataclass(frozen=True)
class ClaimLife:
    """A claim without anything personal: its number, where it was taken, how its benefit is handled, what happened."""

    claim: str
    benefit: str
    area: str
    plan: Plan
    events: Sequence[Event]

    def area_on(self, day: date) -> str:
        """The area whose office had it at the end of a day: it may have been handed over."""
        taken = [one.area for one in self.events if one.move is Move.RECEIVE and one.at.date() <= day]
        return taken[-1] if taken else self.area


@dataclass(frozen=True)
class Given:
    """What the measures are worked out from.

    Attributes:
        settled, awards, moved, receipts: of the ledger; ``moved`` and ``receipts`` of the rolls that end in the month.
        paid_by: by when a benefit (its code) is paid; None where nobody has laid it down.
        entitled: estimates. redecided: decision's key -> whether the second decision was alike; None: it could not be
            told.
    """

    claims: Sequence[ClaimLife]
    settled: Sequence[Settled] = ()
    awards: Sequence[Award] = ()
    moved: Sequence[Moved] = ()
    receipts: Sequence[Receipt] = ()
    entitled: Sequence[Entitled] = ()
    redecided: Mapping[str, bool | None] = field(default_factory=dict)
    paid_by: Rules = _nothing_laid_down


@dataclass(frozen=True)
class Measures:
    """The measures of a month.

    Attributes:
        values: area -> element without its prefix -> value; what is missing is not known.
        days: area -> working days of each decision of the month; ``""``: of all.
        take_up: area -> take-up with its interval; ``""``: of all areas.
    """

    month: int
    values: Mapping[str, Mapping[str, float]]
    days: Mapping[str, Sequence[int]]
    take_up: Mapping[str, TakeUp]

    def median_days(self, area: str = "") -> float | None:
        """The median of the working days to a decision; None where nothing was decided."""
        found = self.days.get(area, ())
        return float(median(found)) if found else None


def lives(claims: Iterable[ClaimLife], calendar: WorkingDays, until: date) -> list[tuple[ClaimLife, list[Round]]]:
    """Each claim with its rounds."""
    return [(one, rounds(one.plan, one.events, calendar, until)) for one in claims]


def decisions(
    found: Iterable[tuple[ClaimLife, Sequence[Round]]], first: int, last: int, above: Above
) -> list[Decision]:
    """The decisions of the months ``first`` to ``last``, under the areas that are the strata."""
    made = []
    for life, clocks in found:
        for one in clocks:
            if one.decided is not None and first <= month_of(one.decided) <= last:
                area = above(life.area_on(one.decided))
                if area is not None:
                    made.append(Decision(life.claim, one.decision, area, life.benefit, month_of(one.decided)))
    return made


def measure(
    given: Given, month: int, areas: Sequence[str], above: Above, calendar: WorkingDays, until: date
) -> Measures:
    """The measures of a month for ``areas``, as things stand at the end of the day ``until``."""
    values: dict[str, dict[str, float]] = {key: dict.fromkeys(COUNTS, 0.0) for key in areas}
    days: dict[str, list[int]] = defaultdict(list)
    found = lives(given.claims, calendar, until)
    for life, clocks in found:
        for one in clocks:
            area = above(life.area_on(one.decided or month_end(month)))
            if area is not None and area in values:
                _decided(values[area], days, area, one, month)
        area = above(life.area_on(month_end(month)))
        if area is not None and area in values:
            answered, upheld = appeals(life.events, month)
            values[area]["appeals_answered"] += answered
            values[area]["appeals_upheld"] += upheld
    _redecided(values, decisions(found, month, month, above), given.redecided)
    _paid(values, given, month, above, _granted(found), calendar)
    _funded(values, given, above)
    return Measures(month, values, days, _taken_up(values, given, month, above, calendar))


def _decided(values: dict[str, float], days: dict[str, list[int]], area: str, one: Round, month: int) -> None:
    if one.month == month:
        values["decisions_due"] += 1
        values["decisions_on_time"] += one.lapsed is None
    if one.decided is not None and month_of(one.decided) == month:
        values["decisions"] += 1
        values["decision_days"] += one.days
        for key in (area, ""):
            days[key].append(one.days)


def _redecided(
    values: Mapping[str, dict[str, float]], made: Iterable[Decision], found: Mapping[str, bool | None]
) -> None:
    for one in made:
        alike = found.get(one.key)
        if alike is not None and one.area in values:
            values[one.area]["redecided"] += 1
            values[one.area]["redecided_alike"] += alike


def _granted(found: Iterable[tuple[ClaimLife, Sequence[Round]]]) -> dict[str, date]:
    """Claim -> the day of its first yes."""
    first = {life.claim: next((one.decided for one in clocks if one.outcome == "yes"), None) for life, clocks in found}
    return {claim: day for claim, day in first.items() if day is not None}


def _paid(
    values: Mapping[str, dict[str, float]], given: Given, month: int, above: Above, granted: Mapping[str, date],
    calendar: WorkingDays,
) -> None:  # fmt: skip
    for one in due_payments(given.settled, given.awards, granted, month, given.paid_by, calendar):
        area = above(one.area)
        if area is not None and area in values:
            values[area]["payments_due"] += 1
            values[area]["payments_on_time"] += one.on_time
    paid = {(one.benefit, one.area) for one in given.settled} | {(one.benefit, one.area) for one in given.awards}
    for benefit, where in paid:
        if given.paid_by(benefit) is None:
            for name in ("payments_due", "payments_on_time"):
                values.get(above(where) or "", {}).pop(name, None)


def _funded(values: Mapping[str, dict[str, float]], given: Given, above: Above) -> None:
    for area, (due, came) in funds_by_area(given.moved, given.receipts, above).items():
        if area in values:
            values[area]["funds_due"] = due / 100
            if came is not None:
                values[area]["funds_arrived"] = came / 100


def _taken_up(
    values: Mapping[str, dict[str, float]], given: Given, month: int, above: Above, calendar: WorkingDays
) -> dict[str, TakeUp]:
    """Who receives at the end of the month, of the benefits for which the entitled are estimated."""
    estimated = in_force(given.entitled, month)
    known = {(benefit, area) for benefit, area in estimated if area in values}
    for (_, area), one in ((key, estimated[key]) for key in known):
        values[area]["entitled"] = values[area].get("entitled", 0.0) + one.number
        values[area]["entitled_variance"] = values[area].get("entitled_variance", 0.0) + one.variance
    last = month_end(month)
    for life in given.claims:
        there = above(life.area_on(last))
        if there is None or (life.benefit, there) not in known:
            continue
        events = [one for one in life.events if one.at.date() <= last]
        if events and stand(life.plan, events, calendar, last).paid:
            values[there]["recipients"] += 1
    return _shares(values)


def _shares(values: Mapping[str, Mapping[str, float]]) -> dict[str, TakeUp]:
    found: dict[str, TakeUp] = {}
    sums = [0.0, 0.0, 0.0]
    for area, one in values.items():
        if "entitled" not in one:
            continue
        parts = (one["recipients"], one["entitled"], one["entitled_variance"])
        sums = [before + part for before, part in zip(sums, parts, strict=True)]
        if (share := take_up(int(parts[0]), parts[1], parts[2])) is not None:
            found[area] = share
    if (whole := take_up(int(sums[0]), sums[1], sums[2])) is not None:
        found[""] = whole
    return found
