"""What a person has to report: forms, periods, senders, and how far each has come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from huimin.adapters.store.models import Report, ReportReview
from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import MONTHS_OF, Period, month_number
from huimin.tasks.check import sender_of
from huimin.tasks.definitions import Definitions
from huimin.web.reporting.models import Draft
from huimin.workflow import Act, Rights

MONTHS_BACK = 12
_CHUNK = 500
_ORDER = ("returned", "part", "draft", "none", "sent", "accepted")


@dataclass
class Duty:
    """One form of one period that one area sends: its own report, or a row for each area below it.

    Attributes:
        area: key of the area that sends; ``keys``: those it reports for.
        received, returned, locked: of these, whose report is there, was returned, was accepted.
        drafted: whether somebody has begun to fill it in.
    """

    form: Form
    period: Period
    area: str
    keys: tuple[str, ...]
    received: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    locked: set[str] = field(default_factory=set)
    drafted: bool = False

    @property
    def due(self) -> date:
        """The last day on time."""
        return self.form.due(self.period)

    @property
    def state(self) -> str:
        """``none``, ``draft``, ``part``, ``sent``, ``returned`` or ``accepted``."""
        if self.returned:
            return "returned"
        if len(self.received) == len(self.keys):
            return "accepted" if len(self.locked) == len(self.keys) else "sent"
        return "part" if self.received else "draft" if self.drafted else "none"

    @property
    def open(self) -> bool:
        """Whether there is something left to do."""
        return self.state not in ("sent", "accepted")


def reportable(definitions: Definitions) -> list[Form]:
    """The forms that areas send; what judges fill in is not among them."""
    return [form for form in definitions.forms if form.submitted_by]


def sending(tree: Tree, form: Form, top: int) -> dict[int, list[int]]:
    """Who sends what of ``form`` at and below tree index ``top``: sender -> areas. For one above, ``top`` sends."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in range(top, int(tree.end[top])):
        if tree.level[row] in form.reported_by and _asked(tree, form, row):
            found[max(top, sender_of(tree, row, form.submitted_by))].append(row)
    return dict(found)


def _asked(tree: Tree, form: Form, row: int) -> bool:
    return not form.areas or any(tree.keys[step] in form.areas for step in tree.path(row))


def periods_of(form: Form, today: date) -> list[Period]:
    """The periods of a form that have ended within a year, the latest first."""
    latest = Period.at(month_number(today.year, today.month), form.frequency).shift(-1)
    count = max(1, MONTHS_BACK // MONTHS_OF[form.frequency])
    return [period for back in range(count) if form.in_force(period := latest.shift(-back))]


def duties(definitions: Definitions, rights: Rights, today: date) -> list[Duty]:
    """Everything that a person has to report, the most pressing first."""
    tops = rights.tops(Act.REPORT)
    found = [duty for form in reportable(definitions) for duty in _of_form(definitions, form, tops, today)]
    _fill_in(found)
    return sorted(found, key=lambda duty: (_ORDER.index(duty.state) > 0, duty.due, duty.form.code))


def duty_of(definitions: Definitions, form: Form, period: Period, area: str) -> Duty | None:
    """The duty of one area; None where it owes nothing."""
    tree = definitions.areas.at(period.end)
    at = tree.index(area)
    if at is None or not form.submitted_by or not form.in_force(period) or period.frequency != form.frequency:
        return None
    rows = sending(tree, form, at).get(at)
    if not rows:
        return None
    duty = Duty(form, period, area, tuple(tree.keys[row] for row in rows))
    _fill_in([duty])
    return duty


def _of_form(definitions: Definitions, form: Form, tops: Iterable[str], today: date) -> Iterator[Duty]:
    for period in periods_of(form, today):
        tree = definitions.areas.at(period.end)
        for top in tops:
            at = tree.index(top)
            for sender, rows in sending(tree, form, at).items() if at is not None else ():
                yield Duty(form, period, tree.keys[sender], tuple(tree.keys[row] for row in rows))


def _fill_in(found: list[Duty]) -> None:
    """How far each has come, in a few queries for all of them."""
    by_form: dict[str, list[Duty]] = defaultdict(list)
    for duty in found:
        by_form[duty.form.code].append(duty)
    for form, mine in by_form.items():
        owner = {(key, duty.period.first): duty for duty in mine for key in duty.keys}
        first, last = min(d.period.first for d in mine), max(d.period.last for d in mine)
        span = {"form": form, "first__gte": first, "last__lte": last}
        for some in _chunks(sorted({key for key, _ in owner})):
            there = Report.objects.filter(**span, area__in=some).order_by().values_list("area", "first").distinct()
            for one in there:
                if duty := owner.get(one):
                    duty.received.add(one[0])
            reviews = ReportReview.objects.filter(**span, area__in=some)
            for area, month, state, accepted in reviews.values_list("area", "first", "state", "accepted_by"):
                if duty := owner.get((area, month)):
                    (duty.returned if state == "returned" else duty.locked if accepted else set()).add(area)
        senders = {(duty.area, duty.period.first): duty for duty in mine}
        for some in _chunks(sorted({area for area, _ in senders})):
            for one in Draft.objects.filter(**span, area__in=some, open=True).values_list("area", "first"):
                if duty := senders.get(one):
                    duty.drafted = True


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
