"""Sampled re-decision in a workspace: rounds, the draw in the open, and second decisions made from the papers alone."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from huimin.adapters.redecision import LABEL, open_redecisions
from huimin.benefits import Benefit
from huimin.benefits.claims import Move
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.sampling.estimate import Estimate
from huimin.sampling.frame import Frame, read_frame
from huimin.tasks.benefit_indicators.accuracy import Decision, Redecided, accuracy, drawn, frame_of
from huimin.tasks.benefit_indicators.measuring import Above, decisions, lives
from huimin.tasks.claims import looking
from huimin.tasks.claims.facts import persons, told_so_far
from huimin.tasks.claims.ports import Identified, Paper, Purpose
from huimin.tasks.claims.records import Record
from huimin.wiring.claim_lives import claim_lives
from huimin.wiring.claims import Claims

if TYPE_CHECKING:
    from huimin.adapters.redecision.store import DjangoRedecisions, DrawnOne, RoundHead
    from huimin.wiring.workspace import Workspace
    from huimin.workflow import Rights

OUTCOMES = ("yes", "no", "unknown")
SIGNED = (Move.PROPOSE, Move.STOP)


@dataclass(frozen=True)
class Blind:
    """A claim as it was before it was decided: who, what was told, the papers; no outcome and nobody's opinion."""

    one: DrawnOne
    benefit: Benefit
    claimant: Identified
    subject: Identified
    relation: str = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)
    since: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True)
class Result:
    """What a round says so far: over all decisions, and by part; how many were decided otherwise."""

    whole: Estimate
    parts: Mapping[str, Estimate]
    differ: tuple[DrawnOne, ...]


class Redecisions:
    """The re-decisions of an opened workspace; see :class:`huimin.wiring.claims.Claims` for the arguments."""

    def __init__(
        self, place: Workspace, who: str = "", rights: Rights | None = None, alias: str = "", at: datetime | None = None
    ) -> None:
        self.place, self.who, self._given = place, who, alias
        self.claims = Claims(place, who, rights=rights, alias=alias, at=at)

    @cached_property
    def store(self) -> DjangoRedecisions:
        """Where they are kept; the tables are made where they are missing."""
        if self._given:
            return open_redecisions(self._given)
        from huimin.adapters.definitions.workspace import read_settings
        from huimin.adapters.store.setup import configure

        database = read_settings(self.place.folder).database
        return open_redecisions(configure(database or self.place.folder / "data" / "huimin.sqlite", LABEL))

    # --- drawing

    def parts_of(self, area: str) -> Above:
        """From the key of an area to the part of an office's area that it lies in: one of those right below it."""
        from huimin.tasks.pay.reach import Reach

        day = self.claims.now.date()
        areas = self.place.definitions.areas
        tree = areas.at(day)
        top = tree.index(area) if area else None
        tops = [top] if top is not None else tree.roots()
        parts = [tree.keys[child] for one in tops for child in tree.children(one)]
        reaches = [(key, Reach(areas, day, key)) for key in parts]
        known: dict[str, str | None] = {}

        def above(key: str) -> str | None:
            if key not in known:
                found = next((part for part, reach in reaches if key in reach), None)
                known[key] = found or (key if tree.index(key) in tops else None)
            return known[key]

        return above

    def start(self, area: str, period: Period, each: int) -> RoundHead:
        """Fix the frame of a round: the decisions of a period under an office.

        Raises:
            Invalid: there are none, or fewer than one is to be drawn.
        """
        from huimin.adapters.redecision.store import RoundHead

        if each < 1:
            raise refusal("redecide-each")
        today = self.claims.now.date()
        found = lives(claim_lives(self.claims), self.place.calendar(), today)
        listed = decisions(found, period.first, period.last, self.parts_of(area))
        if not listed:
            raise refusal("redecide-nothing-decided", period=period.code)
        frame = frame_of(listed)
        head = RoundHead(0, area, period.first, period.last, each, frame.text(), frame.hash(), self.who,
                         self.claims.now, "", "", 0, 0)  # fmt: skip
        return self.known(self.store.start(head))

    def draw(self, number: int, seed: str) -> RoundHead:
        """Draw the round with a seed from a public source.

        Raises:
            Invalid: there is no seed, no such round, or it is drawn.
        """
        head = self.known(number)
        if not seed.strip():
            raise refusal("redecide-seed-missing")
        if head.seed:
            raise refusal("redecide-drawn-already")
        frame = read_frame(head.frame)
        sample = drawn(frame, head.each, seed.strip(), round_name(head))
        areas = {one.claim: one.area for one in claim_lives(self.claims)}
        listed = [(_decision(one.site.key, one.site.stratum, one.site.name), one.chance) for one in sample.drawn]
        self.store.drew(number, seed.strip(), sample.hash(),
                        [(one, areas.get(one.claim, one.area), chance) for one, chance in listed], self.who,
                        self.claims.now)  # fmt: skip
        return self.known(number)

    def known(self, number: int) -> RoundHead:
        """The round of this number.

        Raises:
            Invalid: there is none.
        """
        head = self.store.round(number)
        if head is None:
            raise refusal("redecide-round-unknown", round=number)
        return head

    # --- deciding again

    def waiting(self, areas: Container[str] | None = None) -> list[DrawnOne]:
        """What was drawn and waits for a person who had no part in it: this one's, the earliest first."""
        found = [one for one in self.store.drawn() if not one.outcome and (areas is None or one.area in areas)]
        records = self._records(found)
        return [one for one in found if self.who not in _hands(records.get(one.claim))]

    def _records(self, found: Sequence[DrawnOne]) -> dict[str, Record]:
        numbers = {self.claims.desk.number(one.claim): one.claim for one in found}
        return {numbers[id_]: record for id_, record in self.claims.store.records(numbers, opened=False).items()}

    def _mine(self, number: int) -> DrawnOne:
        """A decision that this person may decide again.

        Raises:
            Invalid: there is none, it is done, or the person had a part in it.
        """
        one = self.store.one(number)
        if one is None:
            raise refusal("redecide-unknown")
        if one.outcome:
            raise refusal("redecide-answered-already")
        if self.who in _hands(self._records([one]).get(one.claim)):
            raise refusal("redecide-own-claim", claim=one.claim)
        return one

    def open(self, number: int) -> Blind:
        """A claim as it was before its decision; the look is logged with its purpose.

        Raises:
            Invalid: the person had a part in it or may not see it, it was erased, or it is decided again.
        """
        one, desk = self._mine(number), self.claims.desk
        record = looking.opened(desk, one.claim, Purpose.REDECIDE)
        log = _before(record, one.place)
        told, who = told_so_far(log)[-1], persons(log)
        since = told.since.isoformat() if told.since else ""
        return Blind(one, desk.benefit(one.benefit), looking.identified(who["claimant"]),
                     looking.identified(who["subject"]), str(who["relation"]), told.facts, since,
                     looking.papers(log))  # fmt: skip

    def paper(self, number: int, paper: int) -> tuple[str, str, bytes]:
        """Name, media type and bytes of a paper; the look is logged with its purpose."""
        return self.claims.paper(self._mine(number).claim, paper, Purpose.REDECIDE)

    def answer(self, number: int, outcome: str) -> DrawnOne:
        """Say what the person decides: ``yes``, ``no``, or ``unknown`` where the papers do not suffice.

        Raises:
            Invalid: as for :meth:`open`, or nothing was chosen.
        """
        one = self._mine(number)
        if outcome not in OUTCOMES:
            raise refusal("redecide-outcome-missing")
        self.store.answer(number, outcome, self.who, self.claims.now)
        return one

    # --- what it says

    def alike(self) -> dict[str, bool | None]:
        """Decision's key -> whether the second was alike; None: the papers did not suffice. Unanswered ones are out."""
        found = [one for one in self.store.drawn() if one.outcome]
        first = self._first([one.claim for one in found])
        return {one.key: _alike(one.outcome, first.get(one.key, "")) for one in reversed(found)}

    def _first(self, claims: Iterable[str]) -> dict[str, str]:
        """Decision's key -> its outcome."""
        wanted = set(claims)
        own = [one for one in claim_lives(self.claims) if one.claim in wanted]
        found = lives(own, self.place.calendar(), self.claims.now.date())
        return {f"{life.claim}/{one.decision}": one.outcome for life, clocks in found for one in clocks if one.decision}

    def result(self, number: int) -> Result:
        """What a round says so far."""
        head, listed = self.known(number), self.store.drawn(number)
        first = self._first([one.claim for one in listed])
        made = [Redecided(one.stratum, one.chance, _alike(one.outcome, first.get(one.key, ""))) for one in listed]
        counts = {name: len(sites) for name, sites in _frame(head).strata.items()}
        differ = tuple(one for one, told in zip(listed, made, strict=True) if told.alike is False)
        parts = {name: accuracy(made, counts, name) for name in counts if any(one.area == name for one in made)}
        return Result(accuracy(made, counts), parts, differ)

    def published(self, number: int) -> str:
        """The list of a round as anybody can draw it again from frame, seed and name."""
        head = self.known(number)
        return drawn(_frame(head), head.each, head.seed, round_name(head)).text() if head.seed else ""


def round_name(head: RoundHead) -> str:
    """The name of a round in the draw."""
    return f"redecision-{head.number}"


def _frame(head: RoundHead) -> Frame:
    return read_frame(head.frame)


def _decision(key: str, stratum: str, name: str) -> Decision:
    """A decision, from its line in the frame."""
    claim, _, place = key.rpartition("/")
    benefit, _, month = name.rpartition(" ")
    return Decision(claim, int(place), stratum, benefit, Period.of(month).first)


def _before(record: Record, place: int) -> tuple[Any, ...]:
    """The log up to the proposal that led to a decision, which it leaves out."""
    moves = [number for number, one in enumerate(record.log) if one.move in {str(move) for move in Move}]
    signed = [at for at in moves[:place] if record.log[at].move in SIGNED]
    return record.log[: signed[-1] if signed else len(record.log)]


def _hands(record: Record | None) -> set[str]:
    """Everybody of the office who did something with a claim."""
    return {one.person for one in record.log} if record else set()


def _alike(again: str, first: str) -> bool | None:
    return None if again not in ("yes", "no") or not first else again == first


def refusal(code: str, **facts: str | int) -> Invalid:
    """The exception that tells one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
