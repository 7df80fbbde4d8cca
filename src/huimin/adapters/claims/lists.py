"""Lists of claims from how each stands, without opening one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connections
from django.db.models import Count, F, Q, QuerySet

from huimin.adapters.claims.models import State
from huimin.benefits.claims import Stage
from huimin.tasks.claims.counting import Tally
from huimin.tasks.claims.numbers import number_of
from huimin.tasks.claims.ports import ClaimHead
from huimin.tasks.claims.records import Kept, Wanted

_STANDS = ("area", "stage", "step", "round", "events", "running", "held", "outcome", "machine", "officer", "due",
           "renew_by", "decided", "appealed", "appeal_due", "offered", "before")  # fmt: skip
STATE = ("claim_id", "benefit", *_STANDS, "erased")
_WORKED = frozenset({Stage.TAKEN, Stage.PROPOSED})
_FEW = 500
_READ = ("claim_id", "benefit", "area", "stage", "step", "round", "outcome", "machine", "running", "held", "due",
         "renew_by", "decided", "appealed", "appeal_due", "officer", "events", "erased", "claim__day",
         "claim__by_family", "offered", "before")  # fmt: skip


def state_row(kept: Kept) -> tuple[Any, ...]:
    """How a claim stands, as a row of :data:`STATE`."""
    return (kept.root.id, kept.root.benefit, *_stands(kept), False)


def _stands(kept: Kept) -> tuple[Any, ...]:
    at = kept.standing
    step = at.step if at.stage in _WORKED else -1
    offices = (kept.root.area, *(one.area for one in at.moves))
    return (offices[-1], at.stage.value, step, at.round, kept.logged.number, at.running, at.held, at.outcome,
            kept.machine, kept.officer, at.due, at.renew_by, at.decided, at.appealed, at.appeal_due,
            at.offer.area if at.offer else None, offices[-2] if at.moves else None)  # fmt: skip


def update_states(alias: str, kept: Sequence[Kept]) -> None:
    """Note how claims stand now."""
    connection = connections[alias]
    marks = ", ".join(f"{name} = %s" for name in _STANDS)
    rows = [(*_stands(one), one.root.id) for one in kept]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE claims_state SET {marks} WHERE claim_id = %s", rows)


def chosen(alias: str, wanted: Wanted) -> QuerySet[State]:
    """The claims of a list."""
    rows = State.objects.using(alias)
    if wanted.stages:
        rows = rows.filter(stage__in=[str(one) for one in wanted.stages])
    if wanted.passing:
        rows = rows.filter(_passing(alias, wanted.areas, wanted.passing))
    elif wanted.areas is not None:
        rows = rows.filter(_within(alias, wanted.areas))
    if wanted.benefit:
        rows = rows.filter(benefit=wanted.benefit)
    if wanted.claims is not None:
        rows = rows.filter(claim_id__in=sorted(wanted.claims))
    if wanted.late is not None:
        rows = rows.filter(Q(due__lt=wanted.late, stage__in=["taken", "proposed", "held"])
                           | Q(appealed=True, appeal_due__lt=wanted.late))  # fmt: skip
    if wanted.steps:
        rows = rows.filter(step__in=wanted.steps)
    if wanted.appealed is not None:
        rows = rows.filter(appealed=wanted.appealed)
    if wanted.held is not None:
        rows = rows.filter(held=wanted.held)
    if wanted.renew_before is not None:
        rows = rows.filter(renew_by__lte=wanted.renew_before, stage__in=["granted", "held"])
    if wanted.erased is not None:
        rows = rows.filter(erased=wanted.erased)
    if wanted.not_by:
        rows = rows.exclude(stage="proposed", officer=wanted.not_by)
    return rows


def _passing(alias: str, areas: frozenset[str] | None, which: str) -> Q:
    """Claims on their way to one of these areas (``in``), to or from one (``offered``), or handed over (``gone``)."""
    if areas is None:
        return Q(pk__isnull=True) if which == "gone" else Q(offered__isnull=False)
    if which == "gone":
        return _within(alias, areas, "before") & ~_within(alias, areas)
    coming = _within(alias, areas, "offered")
    return coming if which == "in" else coming | (_within(alias, areas) & Q(offered__isnull=False))


def _within(alias: str, areas: frozenset[str], column: str = "area") -> Q:
    """Areas that are among these. Many are held against those that have claims, which are fewer."""
    if len(areas) > _FEW:
        there = State.objects.using(alias).filter(**{f"{column}__isnull": False})
        areas = areas.intersection(there.values_list(column, flat=True).distinct())
    return Q(**{f"{column}__in": areas})


def tallies(alias: str, first: date | None, last: date | None) -> list[Tally]:
    """How many claims taken between two days there are, by benefit, area and stage; the database counts."""
    rows = State.objects.using(alias)
    if first is not None:
        rows = rows.filter(claim__day__gte=first)
    if last is not None:
        rows = rows.filter(claim__day__lte=last)
    by = ("benefit", "area", "stage", "running")
    return [Tally(*row) for row in rows.values_list(*by).annotate(number=Count("pk")).order_by(*by)]


def heads(alias: str, wanted: Wanted, today: date, limit: int | None, offset: int) -> list[ClaimHead]:
    """One page of a list: what is due first comes first, what has no day last."""
    rows = chosen(alias, wanted).order_by(F("due").asc(nulls_last=True), "claim_id").values_list(*_READ)
    return list(_heads(rows[offset:] if limit is None else rows[offset : offset + limit], today))


def _heads(rows: Any, today: date) -> Iterator[ClaimHead]:
    for (claim, benefit, area, stage, step, round_, outcome, machine, running, held, due, renew_by, decided, appealed,
         appeal_due, officer, events, erased, day, by_family, offered, before) in rows:  # fmt: skip
        worked = stage in ("taken", "proposed", "held")
        late = bool((worked and due and due < today) or (appealed and appeal_due and appeal_due < today))
        yield ClaimHead(number_of(claim), benefit, area, Stage(stage), step, round_, outcome, machine, running, held,
                        due, late, renew_by, decided, appealed, appeal_due, officer, day, by_family, events,
                        erased, offered or "", before or "")  # fmt: skip
