"""Many claims at once: the machine prepares, one person signs the list of plain yeses, another confirms it.

Whatever is not a plain yes is looked at one by one. A list is worked off in pieces, each whole or not at all: after a
crash the next run goes on with what is left, and signs nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from huimin.benefits.claims import Move, Stage
from huimin.benefits.periods import tested_on
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.claims.advising import Beside, advice_of, beside, clashes
from huimin.tasks.claims.desk import Desk, named
from huimin.tasks.claims.facts import FACTS, persons
from huimin.tasks.claims.looking import head_of, identified
from huimin.tasks.claims.moving import Said, keep, moved, said_of
from huimin.tasks.claims.ports import Advice, ClaimHead, Identified, Purpose, ViewRow
from huimin.tasks.claims.records import Kept, Record, Wanted

PIECE = 500
YES = "yes"
Progress = Callable[[int, int, str], None]


def quiet(done: int, total: int, name: str = "") -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class BatchLine:
    """A claim on a list, with what the rule says about it."""

    head: ClaimHead
    claimant: Identified
    subject: Identified
    advice: Advice = field(repr=False)

    @property
    def number(self) -> str:
        """The claim's number."""
        return self.head.number


@dataclass(frozen=True)
class BatchList:
    """What waits for the first step of a benefit.

    Attributes:
        clear: plain yeses that one signature may propose. single: what has to be looked at one by one.
        more: how many more there are than were looked at.
    """

    benefit: str
    clear: tuple[BatchLine, ...]
    single: tuple[BatchLine, ...]
    more: int = 0


@dataclass(frozen=True)
class BatchDone:
    """What became of a list: the claims that were signed, and for each of the others what speaks against it."""

    done: tuple[str, ...]
    left: tuple[Finding, ...]


def prepare(desk: Desk, areas: frozenset[str] | None, benefit: str, stage: Stage, limit: int) -> BatchList:
    """What waits in a stage (taken or proposed), parted into plain yeses and the rest. The look at it is logged."""
    desk.benefit(benefit)
    wanted = Wanted(stages=(stage.value,), areas=areas, benefit=benefit, steps=(0,) if stage is Stage.TAKEN else ())
    heads = desk.store.heads(wanted, desk.today, limit)
    lines = [line for piece in _pieces([one.number for one in heads]) for line in _lines(desk, piece)]
    desk.store.looked([ViewRow(one.number, desk.who, Purpose.DECIDE, "list", desk.now) for one in lines])
    clear = tuple(one for one in lines if _listed(one))
    chosen = {one.number for one in clear}
    return BatchList(benefit, clear, tuple(one for one in lines if one.number not in chosen),
                     desk.store.count(wanted) - len(heads))  # fmt: skip


def _listed(line: BatchLine) -> bool:
    return line.advice.clear and line.head.round == 1 and (line.head.stage is Stage.TAKEN or line.head.outcome == YES)


def _lines(desk: Desk, claims: Sequence[str]) -> Iterator[BatchLine]:
    records = list(desk.store.records(desk.number(one) for one in claims).values())
    others = beside(desk, records)
    for record in records:
        who = persons(record.log)
        yield BatchLine(head_of(desk, record), identified(who["claimant"]), identified(who["subject"]),
                        advice_of(desk, record, others))  # fmt: skip


def propose_all(desk: Desk, claims: Sequence[str], progress: Progress = quiet) -> BatchDone:
    """Propose yes for each claim that is a plain yes."""
    return _all(desk, claims, _propose, Stage.TAKEN, progress)


def confirm_all(desk: Desk, claims: Sequence[str], progress: Progress = quiet) -> BatchDone:
    """Confirm each claim for which somebody else proposed yes and the rule says so too."""
    return _all(desk, claims, _confirm, Stage.PROPOSED, progress)


_Work = Callable[[Desk, Record, Beside], "Kept | Finding"]


def _all(desk: Desk, claims: Sequence[str], work: _Work, stage: Stage, progress: Progress) -> BatchDone:
    done: list[str] = []
    left: list[Finding] = []
    numbers = list(dict.fromkeys(claims))
    for piece in _pieces(numbers):
        with desk.store.turn():
            waiting = _waiting(desk, piece, stage)
            records = list(desk.store.records(waiting).values())
            kept, told = _worked(desk, records, beside(desk, records), work)
            keep(desk, kept)
        left += [_gone(one) for one in piece if desk.number(one) not in waiting]
        done += [named(one.root) for one in kept]
        left += told
        progress(len(done) + len(left), len(numbers), "")
    return BatchDone(tuple(done), tuple(left))


def _waiting(desk: Desk, claims: Sequence[str], stage: Stage) -> frozenset[int]:
    """Those that are at the stage still: what was done before a crash is not even opened again."""
    wanted = Wanted(stages=(stage.value,), claims=frozenset(map(desk.number, claims)), erased=False)
    return frozenset(desk.number(one.number) for one in desk.store.heads(wanted, desk.today))


def _gone(claim: str) -> Finding:
    return Finding("claim-not-on-list", Severity.WARNING, Place(element=claim), {"claim": claim})


def _worked(desk: Desk, records: Sequence[Record], others: Beside, work: _Work) -> tuple[list[Kept], list[Finding]]:
    kept: list[Kept] = []
    told: list[Finding] = []
    granted: set[str] = set()
    for record in records:
        found = work(desk, record, others)
        if isinstance(found, Finding):
            told.append(found)
        elif found.live and found.live in granted:  # two claims for the same on one list: the later one waits
            told.append(_left(record, "claim-granted-already", stage="granted", other=""))
        else:
            kept.append(found)
            granted |= {found.live} if found.live else set()
    return kept, told


def _left(record: Record, code: str, **facts: str) -> Finding:
    return Finding(code, Severity.WARNING, Place(element=named(record.root)), {"claim": named(record.root), **facts})


def _signed(desk: Desk, record: Record, move: Move, said: Said) -> Kept | Finding:
    try:
        outcome = YES if move is Move.PROPOSE else ""
        return moved(desk, record, move, "", None, outcome, {}, said)[0]
    except Invalid as refused:
        first = refused.findings[0]
        facts = {**first.facts, "claim": named(record.root)}
        return replace(first, place=Place(element=named(record.root)), facts=facts)


def _propose(desk: Desk, record: Record, others: Beside) -> Kept | Finding:
    if record.erased or desk.standing(record).stage is not Stage.TAKEN:
        return _left(record, "claim-not-on-list")
    advice = advice_of(desk, record, others)
    if not advice.clear or desk.standing(record).round > 1:
        return _left(record, "claim-one-by-one")
    return _signed(desk, record, Move.PROPOSE, said_of(advice))


def _confirm(desk: Desk, record: Record, others: Beside) -> Kept | Finding:
    at = desk.standing(record)
    if record.erased or at.stage is not Stage.PROPOSED:
        return _left(record, "claim-not-on-list")
    if at.outcome != YES or at.round > 1:
        return _left(record, "claim-one-by-one")
    said = _said_before(desk, record, others)
    if said is None:
        advice = advice_of(desk, record, others)
        if not advice.clear:
            return _left(record, "claim-one-by-one")
        said = said_of(advice)
    if said.outcome != YES or said.clashes:
        return _left(record, "claim-one-by-one")
    return _signed(desk, record, Move.CONFIRM, said)


def _said_before(desk: Desk, record: Record, others: Beside) -> Said | None:
    """What the rule said when it was proposed, where it cannot say anything else today.

    That is so by the same text of the rule, on the same facts, for the same day that is tested.
    """
    benefit = desk.benefit(record.root.benefit)
    last = max((place for place, one in enumerate(record.log) if one.move == Move.PROPOSE), default=0)
    proposed = record.log[last]
    decision = (proposed.content or {}).get("decision")
    later = any((one.content or {}).get(FACTS) for one in record.log[last:])
    if decision is None or later or proposed.rule != desk.versions.get(benefit.code) or benefit.period == "once":
        return None
    if proposed.at.date().replace(day=1) != desk.today.replace(day=1):
        return None
    if tested_on(benefit, desk.today) != tested_on(benefit, proposed.at.date()):
        return None
    return Said(proposed.machine, decision, tuple(clashes(desk, record, others)))


def _pieces(claims: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(claims), PIECE):
        yield claims[start : start + PIECE]
