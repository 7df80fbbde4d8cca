"""The reports of one form and period within an area: who owes, who has sent, and how far each has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from django.db.models import Count

from huimin.adapters.store.models import FoundProblem, ReportReview, reports_in_force
from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Severity
from huimin.web.base import clock, place
from huimin.web.base.reach import within
from huimin.workflow import Chain, Rights, Standing, State, chain_of, fresh
from huimin.workflow.rights import ALLOWED, Act

ALIAS = "default"
JUDGED = "judge_"  # sheets that judges fill in are no reports; they have a screen of their own


def reported_forms() -> list[Form]:
    """The forms that areas report on."""
    return [form for form in place.definitions().forms if not form.code.startswith(JUDGED)]


@dataclass(frozen=True, slots=True)
class Line:
    """One report in force.

    Attributes:
        area: key of the area as reported. ``row``: where it belongs in the board's tree, -1 nowhere.
        warnings: findings kept with it that are more than notes.
    """

    area: str
    row: int
    revision: int
    on_time: bool
    submission: int
    received_at: datetime
    sent_at: str
    chain: Chain
    standing: Standing
    warnings: int = 0

    def waits_for(self, rights: Rights) -> bool:
        """Whether the person's own level is the one to look."""
        waiting = self.standing.state is State.WAITING
        return waiting and self.standing.awaits in levels_held(rights, self.chain)


def levels_held(rights: Rights, chain: Chain) -> list[str]:
    """The levels of a chain at which a person reviews, the lowest first."""
    areas = {role.area or (chain.areas[-1] if chain.areas else "") for role in rights.roles
             if Act.REVIEW in ALLOWED[role.kind]}  # fmt: skip
    return [level for level, area in zip(chain.levels, chain.areas, strict=True) if area in areas]


def acting_level(rights: Rights, chain: Chain, awaits: str) -> str:
    """The level at which a person decides: the awaited one where it is theirs, else their highest; ``""`` for none."""
    held = levels_held(rights, chain)
    return awaits if awaits in held else held[-1] if held else ""


def sent_level(form: Form, sender: str, of_file: str) -> str:
    """The level that sent a report: of whoever uploaded the file, else as the sheet says, else as the form has it."""
    areas = place.definitions().areas
    for key in (of_file, sender):
        found = areas.id_of(key) if key else None
        if found is not None:
            return areas.level_of(found)
    return form.submitted_by


def standing_of(row: ReportReview | None, chain: Chain) -> Standing:
    """Where a report stands: as its row says, or fresh where nobody has looked."""
    if row is None or (row.awaits and row.awaits not in chain.levels):
        return fresh(chain)
    return Standing(State(row.state), row.awaits, row.accepted_by)


@dataclass(frozen=True)
class Counts:
    """Reports of an area and all below it."""

    expected: int = 0
    received: int = 0
    on_time: int = 0
    waiting: int = 0
    mine: int = 0
    returned: int = 0
    accepted: int = 0
    warnings: int = 0

    @property
    def missing(self) -> int:
        """How many have not come."""
        return max(0, self.expected - self.received)

    @property
    def late(self) -> int:
        """How many came after the deadline."""
        return self.received - self.on_time


@dataclass(frozen=True)
class Board:
    """The reports of ``form`` and ``period`` at and below the area ``top``."""

    form: Form
    period: Period
    tree: Tree
    top: int
    lines: Sequence[Line]

    @cached_property
    def by_row(self) -> dict[int, Line]:
        """The report that belongs to each row of the tree; of two (after a merger) the later."""
        return {line.row: line for line in sorted(self.lines, key=lambda line: line.submission)}

    @cached_property
    def expected(self) -> list[int]:
        """The rows that owe a report, in the order of the tree."""
        return expected_rows(self.tree, self.form, self.period, self.top)

    @cached_property
    def missing(self) -> list[int]:
        """The rows that owe a report and have sent none."""
        return [row for row in self.expected if row not in self.by_row]

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed."""
        return clock.today() > self.form.due(self.period)

    def counts(self, row: int, rights: Rights) -> Counts:
        """The counts of an area and all below it."""
        end = int(self.tree.end[row])
        lines = [line for at, line in self.by_row.items() if row <= at < end]
        states = [line.standing.state for line in lines]
        return Counts(
            expected=sum(row <= at < end for at in self.expected),
            received=len(lines),
            on_time=sum(line.on_time for line in lines),
            waiting=states.count(State.WAITING),
            mine=sum(line.waits_for(rights) for line in lines),
            returned=states.count(State.RETURNED),
            accepted=sum(line.standing.locked or line.standing.state is State.DONE for line in lines),
            warnings=sum(line.warnings > 0 for line in lines),
        )


def expected_rows(tree: Tree, form: Form, period: Period, top: int) -> list[int]:
    """The rows at and below ``top`` that owe a report (see :func:`huimin.indicators.reference.expected_keys`)."""
    return owing_rows(tree, form, top) if form.in_force(period) else []


def owing_rows(tree: Tree, form: Form, top: int) -> list[int]:
    """The rows at and below ``top`` that owe a report while the form is in force."""
    rows = np.sort(np.concatenate([tree.at_level(level) for level in form.reported_by]))
    rows = rows[(rows >= top) & (rows < int(tree.end[top]))]
    if form.areas:
        rows = rows[[any(tree.keys[step] in form.areas for step in tree.path(int(row))) for row in rows]]
    found: list[int] = rows.tolist()
    return found


def read_board(form: Form, period: Period, top: str, only: Iterable[str] | None = None) -> Board | None:
    """The board of an area; None where there is no such area at the end of the period.

    ``only``: read no other reports than those of these areas.
    """
    areas = place.definitions().areas
    tree = areas.at(period.end)
    at = tree.index(top)
    if at is None and only is not None and len(tree):
        at = 0  # a report under a code that was gone by the end of its period
    if at is None:
        return None
    span = {"form": form.code, "first": period.first, "last": period.last}
    whole = only is None and tree.parent[at] < 0 and len(tree.roots()) == 1
    keys = within(only if only is not None else keys_at_home(tree, at))
    reports = reports_in_force(ALIAS, _newest()).filter(**span)
    reviews = ReportReview.objects.filter(**span)
    if not whole:
        reports, reviews = reports.filter(area__in=keys), reviews.filter(area__in=keys)
    reviewed = {row.area: row for row in reviews}
    rows = reports.values_list("area", "revision", "on_time", "submission_id", "submission__sender",
                               "submission__file__sender", "submission__file__received_at")  # fmt: skip
    found = list(rows)
    warned = _warnings(form, period)
    level, chain = chains(form, period)
    lines = []
    for area, revision, on_time, submission, sender, of_file, received_at in found:
        one = reviewed.get(area)
        sent_at = (one.sent_at if one else "") or level(sender, of_file)
        steps = chain(area, sent_at)
        lines.append(Line(area, _row(tree, area), revision, on_time, submission, received_at, sent_at, steps,
                          standing_of(one, steps), warned.get((submission, area), 0)))  # fmt: skip
    return Board(form, period, tree, at, lines)


def keys_at_home(tree: Tree, top: int) -> list[str]:
    """The keys of all areas, past ones too, whose reports belong at or below a row of the tree."""
    inside = np.flatnonzero((tree.home >= top) & (tree.home < int(tree.end[top])) & ~tree.covering)
    keys = place.definitions().areas.keys
    return [keys[one] for one in inside.tolist()]


def _newest() -> int:
    return 2**31 - 1  # of any submission: the reports in force now


def _row(tree: Tree, area: str) -> int:
    found = place.definitions().areas.id_of(area)
    return -1 if found is None or tree.covering[found] else int(tree.home[found])


def _warnings(form: Form, period: Period) -> dict[tuple[int, str], int]:
    """How many findings that are more than notes were kept with each report: by submission and area."""
    found = FoundProblem.objects.filter(submission__form=form.code, submission__first=period.first,
                                        submission__last=period.last, severity__gte=Severity.WARNING)  # fmt: skip
    rows = found.exclude(area="").values_list("submission_id", "area").annotate(many=Count("id"))
    return {(submission, area): many for submission, area, many in rows}


def chains(form: Form, period: Period) -> tuple[Callable[[str, str], str], Callable[[str, str], Chain]]:
    """The level of a sender (as the sheet and as the file name it), and the chain of an area sent at a level.

    A chain is that of today's tree, or of the period's where the area is no more. Each is made once.
    """
    areas = place.definitions().areas
    today, then = areas.at(clock.today()), areas.at(period.end)
    levels: dict[tuple[str, str], str] = {}
    made: dict[tuple[int, int, str, str], Chain] = {}

    def level(sender: str, of_file: str) -> str:
        if (sender, of_file) not in levels:
            levels[sender, of_file] = sent_level(form, sender, of_file)
        return levels[sender, of_file]

    def chain(area: str, sent_at: str) -> Chain:
        tree = today if today.index(area) is not None else then
        at = tree.index(area)
        if at is None:
            return Chain((), ())
        key = (id(tree), int(tree.parent[at]), tree.level[at], sent_at)
        if key not in made:
            made[key] = chain_of(tree, area, sent_at)
        return made[key]

    return level, chain
