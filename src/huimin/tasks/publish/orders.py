"""Which documents there are to make: for a month, a period or a run, city and areas, in one or both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.definitions import Definitions, unknown
from huimin.tasks.publish.letters import step_of
from huimin.tasks.publish.ports import RunResult
from huimin.writing.kinds import KINDS, Kind

BEST = 1
"""Areas with the best grade may apply to become demonstration areas: the first so many grades of the scheme."""


@dataclass(frozen=True, slots=True, order=True)
class Order:
    """One document to make: its kind, its period, the run it tells of or the scheme, the area it goes to, its language.

    ``area`` is "" for a document about the whole city, ``run`` where it tells of no run.
    """

    kind: str
    period: Period
    area: str = ""
    lang: str = "zh"
    run: str = ""
    scheme: str = ""

    @property
    def what(self) -> Kind:
        """Its kind."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class RunCard:
    """What is known about a finished run before it is opened."""

    run: str
    scheme: str
    period: Period
    level: str
    published: bool


@dataclass(frozen=True)
class Wish:
    """What was asked for; what is left empty is chosen.

    Attributes:
        kinds: codes of kinds; all where empty.
        period: documents of periods that lie within it; without one, those of the latest month, and of every scheme's
            latest run.
        run: documents about this run only.
        area, level: documents to this area, or the areas of this level, only.
        langs: languages, ``zh`` and ``en``.
    """

    kinds: tuple[str, ...] = ()
    period: Period | None = None
    run: str = ""
    area: str = ""
    level: str = ""
    langs: tuple[str, ...] = ("zh",)

    def words(self) -> str:
        """What was asked for, as it was typed; ``*`` for everything."""
        asked = [*self.kinds, self.period.code if self.period else "", self.run, self.area, self.level]
        return " ".join(one for one in asked if one) or "*"


@dataclass(frozen=True)
class Office:
    """What a list of due documents is made from.

    Attributes:
        runs: the finished runs, the oldest first.
        months: the months with reports, the earliest first.
        due: of these the last whose reports were all due; None where there is none.
        open_run: opens a run.
        schemes: the schemes of responsibility letters.
    """

    definitions: Definitions
    runs: Sequence[RunCard]
    months: Sequence[Period]
    due: Period | None
    open_run: Callable[[str], RunResult]
    schemes: Sequence[str] = ()


def documents_due(office: Office, wish: Wish) -> list[Order]:
    """The documents asked for, in the order in which they are made.

    Raises:
        Invalid: a kind, level or period that is not known, or nothing to make at all.
    """
    _check(office, wish)
    spans, runs = _spans(office, wish)
    made: list[Order] = []
    for kind in KINDS.values():
        if wish.kinds and kind.code not in wish.kinds:
            continue
        if kind.of_run:
            found = [order for card in runs for order in _of_run(office, kind, card, wish)]
        elif kind.each:
            years = [span for span in spans if span.frequency == "year"]
            if kind.code == "responsibility-letter" and wish.period is not None and wish.period.frequency == "year":
                years = [wish.period]  # it is signed before the year has any figures
            found = [order for year in years for order in _of_year(office, kind, year, wish)]
        else:
            found = [Order(kind.code, span) for span in spans if span.frequency == kind.frequency]
            found = [] if wish.area or wish.level or wish.run else found
        made += found
    if not made:
        raise Invalid([Finding("publish-nothing-due", Severity.ERROR, facts={"found": wish.words()})])
    return [_in(order, lang) for lang in wish.langs for order in made]


def _in(order: Order, lang: str) -> Order:
    return Order(order.kind, order.period, order.area, lang, order.run, order.scheme)


def _check(office: Office, wish: Wish) -> None:
    for kind in wish.kinds:
        if kind not in KINDS:
            raise unknown("publish-kind-unknown", kind, KINDS)
    levels = office.definitions.areas.levels.codes
    if wish.level and wish.level not in levels:
        raise unknown("no-such-level", wish.level, levels)
    if wish.run and wish.run not in {card.run for card in office.runs}:
        raise unknown("run-unknown", wish.run, [card.run for card in office.runs])


def _spans(office: Office, wish: Wish) -> tuple[list[Period], list[RunCard]]:
    """The periods and runs that documents are made of."""
    if wish.run:
        runs = [card for card in office.runs if card.run == wish.run]
        return [card.period for card in runs if card.period.frequency == "year"], runs
    if wish.period is not None:
        months = [one for one in office.months if wish.period.first <= one.first <= wish.period.last]
        inside = [_latest_of(office.runs, scheme, span) for scheme, span in _scored_within(office.runs, wish.period)]
        return _whole(months, wish.period), inside
    latest = [office.due] if office.due is not None else []
    quarter = _closed(latest, "quarter", office.months)
    runs = _latest_runs(office.runs)
    years = dict.fromkeys(card.period for card in runs if card.period.frequency == "year")
    return [*latest, *quarter, *years], runs


def _latest_runs(runs: Sequence[RunCard]) -> list[RunCard]:
    """Of every scheme the run that counts of its last period, in the order of their periods."""
    last: dict[str, Period] = {}
    for card in runs:
        last[card.scheme] = max(card.period, last.get(card.scheme, card.period), key=lambda one: one.last)
    return sorted((_latest_of(runs, *one) for one in last.items()), key=lambda card: (card.period.last, card.run))


def _scored_within(runs: Iterable[RunCard], period: Period) -> list[tuple[str, Period]]:
    return list(dict.fromkeys((card.scheme, card.period) for card in runs
                              if period.first <= card.period.first and card.period.last <= period.last))  # fmt: skip


def _latest_of(runs: Sequence[RunCard], scheme: str, period: Period) -> RunCard:
    """The run that counts of a scheme and period: the latest published one, else the latest."""
    found = [card for card in runs if (card.scheme, card.period) == (scheme, period)]
    return next((card for card in reversed(found) if card.published), found[-1])


def _whole(months: Sequence[Period], within: Period) -> list[Period]:
    """The months, and the quarters and years whose months are all there."""
    there = set(months)
    made = list(months)
    for frequency in ("quarter", "year"):
        made += [span for span in within.parts(frequency) if set(span.parts("month")) <= there]
    return made


def _closed(latest: Sequence[Period], frequency: str, months: Sequence[Period]) -> list[Period]:
    """The last whole period of a frequency up to the latest month."""
    if not latest:
        return []
    span = Period.at(latest[0].first, frequency)
    span = span if span.last == latest[0].last else span.shift(-1)
    return [span] if set(span.parts("month")) <= set(months) else []


def _of_run(office: Office, kind: Kind, card: RunCard, wish: Wish) -> list[Order]:
    order = Order(kind.code, card.period, run=card.run, scheme=card.scheme)
    if not kind.each:
        city = kind.frequency == card.period.frequency and not (wish.area or wish.level)
        return [order] if city else []
    run, found = office.open_run(card.run), []
    for key in run.assessed:
        record = run.area(key)
        if record is None or not _asked(key, run.level(key), wish):
            continue
        fits = kind.code == "scorecard-letter" or step_of(record) == kind.code
        if kind.code == "demonstration-file":
            best = [grade["code"] for grade in run.described["grades"][:BEST]]
            fits = bool(wish.area) or record["standing"]["grade"] in best
        if fits:
            found.append(Order(kind.code, card.period, key, run=card.run, scheme=card.scheme))
    return found


def _of_year(office: Office, kind: Kind, year: Period, wish: Wish) -> list[Order]:
    tree = office.definitions.areas.at(year.end)
    if wish.run:
        return []
    if kind.code == "responsibility-letter":
        return [
            Order(kind.code, year, tree.keys[row], scheme=code)
            for code in office.schemes
            for row in tree.at_level(office.definitions.scheme(code).level).tolist()
            if _asked(tree.keys[row], tree.level[row], wish)
        ]
    return [
        Order(kind.code, year, key) for row, key in enumerate(tree.keys)
        if (tree.parent[row] >= 0 or wish.area) and _asked(key, tree.level[row], wish)
    ]  # fmt: skip


def _asked(key: str, level: str, wish: Wish) -> bool:
    return (not wish.area or key == wish.area) and (not wish.level or level == wish.level)
