"""What reviewers do to reports: each in one transaction, with its event and its line in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from huimin.adapters.store.models import ReportReview
from huimin.adapters.store.turns import wait_for_turn
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.web.base import audit, clock
from huimin.web.base.models import Person
from huimin.web.base.returns import give_reasons
from huimin.web.review.board import ALIAS, Board, Line, acting_level, read_board
from huimin.web.review.models import Reminder, ReviewEvent
from huimin.workflow import Act, Move, Rights, Standing, decide

_ROW = ("state", "awaits", "accepted_by", "sent_at", "revision", "changed_at")


def decide_one(
    person: Person, rights: Rights, form: Form, period: Period, area: str, revision: int, move: Move, reason: str,
    cells: Mapping[str, str],
) -> Standing:  # fmt: skip
    """Accept, return or reopen one report. ``cells``: reasons at single atoms, which stand for a reason by themselves.

    Raises:
        Invalid: the move is not open at this point, lacks its reason, or another revision has come in meanwhile.
    """
    with transaction.atomic():
        line = _locked(form, period, [area], area)[0]
        if line.revision != revision:
            at = Place(area=area, period=period.code)
            raise Invalid([Finding("review-report-changed", Severity.ERROR, at, {"revision": line.revision})])
        said = reason.strip() or next((text.strip() for text in cells.values() if text.strip()), "")
        level = acting_level(rights, line.chain, line.standing.awaits)
        after = decide(line.standing, line.chain, level, move, said)
        _keep(person, form, period, [(line, level, after)], move, said, together=False)
        if move in (Move.RETURN, Move.REOPEN):
            reasons = {atom: text for atom, text in cells.items() if text.strip()}
            if reason.strip() or not reasons:
                reasons[""] = said
            give_reasons(person, form.code, period, area, reasons)
        audit.record(person, f"review-{move.value}", subject=f"{form.code} {period.code} {area}", area=area,
                     revision=revision, level=level)  # fmt: skip
    return after


def accept_many(
    person: Person, rights: Rights, form: Form, period: Period, top: str, upto: int, chosen: Iterable[str] | None = None
) -> int:
    """Accept reports that wait for the person's own level: the chosen, or all without warnings at and below ``top``.

    Only reports of submissions numbered up to ``upto`` are accepted, so that nothing is that was not on the page.
    Returns how many were accepted.
    """
    with transaction.atomic():
        wanted = None if chosen is None else set(chosen)
        moves = []
        for line in _locked(form, period, wanted, top):
            fits = line.area in wanted if wanted is not None else not line.warnings
            mine = line.waits_for(rights) and rights.may(Act.REVIEW, line.area)
            if fits and mine and line.submission <= upto:
                level = line.standing.awaits
                moves.append((line, level, decide(line.standing, line.chain, level, Move.ACCEPT, "")))
        if moves:
            _keep(person, form, period, moves, Move.ACCEPT, "", together=True)
            audit.record(person, "review-accept-many", subject=f"{form.code} {period.code} {top}", area=top,
                         count=len(moves), upto=upto)  # fmt: skip
    return len(moves)


def _locked(form: Form, period: Period, areas: Iterable[str] | None, top: str) -> Sequence[Line]:
    """The reports as they stand, with nobody else saving or deciding until the end of the transaction."""
    wait_for_turn(ALIAS)
    span = {"form": form.code, "first": period.first, "last": period.last}
    list(ReportReview.objects.select_for_update().filter(**span).values_list("id"))
    board = read_board(form, period, top, areas)
    if board is None or (areas is not None and not board.lines):
        raise Invalid([Finding("review-no-report", Severity.ERROR, Place(area=top, period=period.code))])
    return board.lines


def _keep(
    person: Person, form: Form, period: Period, moves: Sequence[tuple[Line, str, Standing]], move: Move, reason: str,
    together: bool,
) -> None:  # fmt: skip
    at, span = clock.now(), {"form": form.code, "first": period.first, "last": period.last}
    ReportReview.objects.bulk_create(
        [ReportReview(**span, area=line.area, state=after.state, awaits=after.awaits, accepted_by=after.accepted_by,
                      sent_at=line.sent_at, revision=line.revision, changed_at=at) for line, _, after in moves],
        batch_size=500, update_conflicts=True, unique_fields=["form", "first", "last", "area"], update_fields=_ROW,
    )  # fmt: skip
    ReviewEvent.objects.bulk_create(
        [ReviewEvent(**span, area=line.area, revision=line.revision, move=move.value, level=level,
                     awaited="" if line.standing.awaits == level else line.standing.awaits, state=after.state,
                     reason=reason, together=together, person=person, at=at) for line, level, after in moves],
        batch_size=500,
    )  # fmt: skip


def remind(person: Person, rights: Rights, board: Board) -> tuple[int, int]:
    """Remind the reporters of all areas of a board whose report is missing.

    Returns how many areas were reminded, and how many had been today already.
    """
    span = {"form": board.form.code, "first": board.period.first, "last": board.period.last, "day": clock.today()}
    areas = [board.tree.keys[row] for row in board.missing if rights.may(Act.REVIEW, board.tree.keys[row])]
    with transaction.atomic():
        wait_for_turn(ALIAS)
        done = set(Reminder.objects.filter(**span).values_list("area", flat=True))
        fresh = [area for area in areas if area not in done]
        at = clock.now()
        Reminder.objects.bulk_create(
            [Reminder(**span, area=area, person=person, at=at) for area in fresh], batch_size=500, ignore_conflicts=True
        )
        if fresh:
            top = board.tree.keys[board.top]
            audit.record(person, "review-remind", subject=f"{board.form.code} {board.period.code} {top}", area=top,
                         count=len(fresh))  # fmt: skip
    return len(fresh), len(areas) - len(fresh)
