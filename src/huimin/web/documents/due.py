"""What is due, in groups: the documents of one kind about one period, run or scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.tasks.publish.orders import Order, RunCard, Wish
from huimin.web.documents.models import Paper
from huimin.wiring.publish import Publisher
from huimin.writing.kinds import KINDS, Kind

PARTS = ("kind", "period", "run", "scheme")
SPAN = "span"
"""What a group is told by; ``span`` alone, or nothing at all, is everything that is due."""


@dataclass
class Group:
    """The documents of one kind about one period, run or scheme.

    Attributes:
        due: how many there are to be.
        states: how many are there, by state.
        draft_run: they tell of a run that is not published, and so can only be drafts.
    """

    kind: Kind
    period: str
    run: str
    scheme: str
    due: int = 0
    states: dict[str, int] = field(default_factory=dict)
    draft_run: bool = False

    @property
    def args(self) -> dict[str, str]:
        """What tells this group in an address or a form."""
        return {"kind": self.kind.code, "period": self.period, "run": self.run, "scheme": self.scheme}

    @property
    def made(self) -> int:
        """How many are there, in whatever state."""
        return sum(self.states.values())


def orders(maker: Publisher, span: str = "") -> list[Order]:
    """What is due: within a period; without one, for the latest month, quarter and run of each scheme."""
    if span:
        return _due(maker, Wish(period=Period.of(span)))
    found = [one for one in _due(maker, Wish()) if not one.run]
    for card in _newest(maker.runs):
        found += [one for one in _due(maker, Wish(run=card.run)) if one.run]
    place = {kind: number for number, kind in enumerate(KINDS)}
    return sorted(found, key=lambda one: place[one.kind])


def _due(maker: Publisher, wish: Wish) -> list[Order]:
    try:
        return maker.due(wish)
    except Invalid as nothing:
        if any(one.code != "publish-nothing-due" for one in nothing.findings):
            raise
        return []


def _newest(runs: tuple[RunCard, ...]) -> list[RunCard]:
    """Of each scheme the run that counts for its latest period: one that is published before one that is not."""
    best: dict[str, RunCard] = {}
    for card in runs:  # the oldest first
        known = best.get(card.scheme)
        if known is None or (card.period.last, card.published) >= (known.period.last, known.published):
            best[card.scheme] = card
    return list(best.values())


def group(maker: Publisher, args: Mapping[str, str]) -> list[Order]:
    """The orders of a group."""
    found = orders(maker, args.get(SPAN, ""))
    if not args.get("kind"):
        return found
    if not any(_belongs(one, args) for one in found):  # a group of an earlier month or run
        span = Wish(kinds=(args["kind"],), period=Period.of(args["period"]))
        found = _due(maker, Wish(kinds=(args["kind"],), run=args["run"]) if args.get("run") else span)
    return [one for one in found if _belongs(one, args)]


def drafts(args: Mapping[str, str]) -> list[Order]:
    """The orders of a group of which there are drafts."""
    given = {name: args.get(name, "") for name in PARTS}
    return [one.order("zh") for one in Paper.objects.filter(**given, state=Paper.DRAFT).order_by("pk")]


def _belongs(order: Order, args: Mapping[str, str]) -> bool:
    told = {"kind": order.kind, "period": order.period.code, "run": order.run, "scheme": order.scheme}
    return all(told[name] == args.get(name, "") for name in PARTS)


def groups(maker: Publisher, span: str = "") -> list[Group]:
    """What is due, in groups, with how far each has come."""
    found: dict[tuple[str, ...], Group] = {}
    for order in orders(maker, span):
        key = (order.kind, order.period.code, order.run, order.scheme)
        one = found.get(key)
        if one is None:
            one = found[key] = Group(order.what, *key[1:], draft_run=maker.is_draft(order))
        one.due += 1
    rows: Any = Paper.objects.filter(period__in={key[1] for key in found})
    for *parts, state, count in rows.values_list(*PARTS, "state").annotate(Count("pk")).order_by():
        if (known := found.get(tuple(parts))) is not None:
            known.states[state] = count
    return list(found.values())


def spans(maker: Publisher) -> list[Period]:
    """The periods one may choose: years, quarters and months with reports, the latest first."""
    months = maker.office.months
    found = {span for month in months for span in (month, Period.at(month.first, "quarter"))}
    found |= {Period.at(month.first, "year") for month in months} | {card.period for card in maker.runs}
    return sorted(found, key=lambda one: (-one.length, -one.first))
