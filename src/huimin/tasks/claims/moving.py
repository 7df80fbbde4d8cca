"""Taking a claim, and every move that is made with it: each checks, then keeps one line in the claim's log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from huimin.benefits import Benefit
from huimin.benefits.claims import Actor, Event, Move, check_move, plan_of, stand
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import raise_if_faulty
from huimin.tasks.claims.advising import advice_of, beside, plain
from huimin.tasks.claims.applying import account_faults, fact_faults, faults, identity_faults
from huimin.tasks.claims.desk import ELSEWHERE, Desk, named, refusal
from huimin.tasks.claims.facts import FACTS, PERSONS
from huimin.tasks.claims.marks import identity_hash, live_key
from huimin.tasks.claims.numbers import new_receipt_code, plain_code
from huimin.tasks.claims.ports import AccountGiven, Advice, Application
from huimin.tasks.claims.records import Kept, Logged, NewClaim, Note, Record, Root

YES, NO = "yes", "no"
LETS_GO = ""
GRANTED = ("granted", "held", "notice")
_PARTS = frozenset({"name", "identity", "phone", "address"})


# --- taking


def take(desk: Desk, given: Application, payee: str) -> tuple[Record, str, tuple[Finding, ...]]:
    """Take a claim: its record, the receipt code, and what was odd about it.

    Raises:
        Invalid: with every fault of what was handed in, or the same person has claimed the same already.
    """
    benefit = desk.benefit(given.benefit)
    facts = {**claim_days(benefit, desk.today), **given.facts}
    raise_if_faulty([*_takes(desk, benefit, given.area), *faults(benefit, replace(given, facts=facts), desk.today)])
    store, content = desk.store, _handed_in(given, facts)
    with store.turn():
        hashes = {who: identity_hash(store.hash, content[who]["identity"]) for who in PERSONS}
        root = Root(store.next_id(), benefit.code, given.area, payee, given.by_family, desk.today, hashes["subject"],
                    hashes["claimant"])  # fmt: skip
        logged = Logged(1, Move.TAKE, desk.who, desk.now, content=content)
        record = Record(root, (logged,))
        advice = advice_of(desk, record, beside(desk, [record]))
        _refuse_again(advice)
        code = new_receipt_code()
        standing = stand(plan_of(benefit), record.events, desk.calendar, desk.today)
        kept = Kept(root, logged, standing, desk.who, advice.outcome)
        store.add([NewClaim(root, store.hash("receipt", plain_code(code)))], [kept])
    # A family is not told who else has claimed: that is for the office to sort out.
    return record, code, (*advice.checks, *(advice.clashes if desk.who else ()))


def claim_days(benefit: Benefit, today: date) -> dict[str, Any]:
    """The facts that are the day of the claim, so that nobody need be asked."""
    return {one.code: today.isoformat() for one in benefit.facts if one.claim_day}


def _takes(desk: Desk, benefit: Benefit, area: str) -> list[Finding]:
    """Whether this benefit is claimed at an office, today, in this area."""
    found = []
    if any(one.by in ELSEWHERE for one in benefit.steps[:1]):
        found.append(_error("claim-elsewhere", "benefit", zh=benefit.office.zh, en=benefit.office.en))
    if benefit.until is not None and benefit.until < desk.today and benefit.claiming is None:
        found.append(_error("claim-benefit-over", "benefit", until=benefit.until.isoformat()))
    if not desk.path(area):
        found.append(_error("claim-area-unknown", "area", area=area))
    return found


def _error(code: str, element: str, **facts: Any) -> Finding:
    return Finding(code, Severity.ERROR, Place(element=element), facts)


def _handed_in(given: Application, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"claimant": asdict(given.claimant), "subject": asdict(given.subject), "relation": given.relation,
            FACTS: dict(facts), "consent": given.consent, "separate_consent": given.separate_consent}  # fmt: skip


def _refuse_again(advice: Advice) -> None:
    again = [one for one in advice.clashes if one.code == "claim-twice-by-one"]
    if again:
        raise Invalid([replace(one, code="claim-already", severity=Severity.ERROR) for one in again])


# --- moving


def move(
    desk: Desk, claim: str, what: Move, *, words: str = "", since: date | None = None, outcome: str = "",
    content: Mapping[str, Any] | None = None, seen: int | None = None, area: str = "",
) -> Record:  # fmt: skip
    """Make a move, and return the claim as it is then.

    Args:
        words: why; kept sealed. content: what else is personal of it.
        seen: how many lines the log had when the person looked; another number now is refused.
        area: of a handing over: key of the area it goes to.

    Raises:
        Invalid: the move is not open, to this person or at all; somebody else was quicker; something is missing.
    """
    with desk.store.turn():
        record = desk.record(claim)
        unchanged(record, seen)
        kept, made = moved(desk, record, what, words, since, outcome, content or {}, area=area)
        keep(desk, [kept])
    return made


def keep(desk: Desk, kept: Sequence[Kept]) -> None:
    """Keep what was done, with the text of each rule that was decided by."""
    for code in {one.root.benefit for one in kept if one.logged.rule}:
        desk.store.rule(desk.versions.get(code, ""), code, desk.texts.get(code, ""), desk.now)
    desk.store.keep(kept)


def unchanged(record: Record, seen: int | None) -> None:
    """Refuse where somebody has done something since the person looked.

    Raises:
        Invalid: who did what.
    """
    if seen is not None and seen != len(record.log):
        last = record.log[-1]
        raise refusal("claim-moved-meanwhile", claim=named(record.root), move=str(last.move), person=last.person)


def moved(
    desk: Desk, record: Record, what: Move, words: str, since: date | None, outcome: str, content: Mapping[str, Any],
    known: Said | None = None, area: str = "",
) -> tuple[Kept, Record]:  # fmt: skip
    """What is to be kept of a move, and the claim as it is then; nothing is kept yet.

    Args:
        known: what the rule says, where it was asked just now.
    """
    words, benefit, at = words.strip(), desk.benefit(record.root.benefit), desk.standing(record)
    plan = plan_of(benefit)
    if what is Move.RECEIVE and at.offer is not None:
        area, since = at.offer.area, at.offer.since
    event = Event(at.number + 1, what, desk.who, desk.now, since, outcome, bool(words), area)
    check_move(at, event, desk.signed(record), plan)
    _refuse_facts(desk, benefit, content)
    machine = rule = ""
    live: str | None = None
    kept: dict[str, Any] = dict(content) | ({"words": words} if words else {})
    turn = max((one.turn for one in record.log), default=0) + (what in (Move.PROPOSE, Move.STOP))
    if what in (Move.PROPOSE, Move.CONFIRM):
        outcome = outcome or at.outcome
        final = what is Move.CONFIRM and at.step + 1 == len(plan.steps)
        stopping = _stopping(record)
        said = known or said_of(advice_of(desk, record, beside(desk, [record])))
        machine, rule = said.outcome, desk.versions.get(benefit.code, "")
        if what is Move.PROPOSE or final:
            kept["decision"] = said.decision
        if outcome == YES:
            _refuse_yes(record, said.clashes)
            live = live_key(desk.store.hash, benefit, record, record.root.subject) if final else None
        elif final:
            live = LETS_GO
        if not words and not stopping and outcome != machine:
            raise refusal("claim-differs-needs-words", machine=machine, outcome=outcome)
        outcome = outcome if final or what is Move.PROPOSE else ""
    if what is Move.STOP:
        outcome = NO
    if what is Move.WITHDRAW and not at.running:
        live = LETS_GO
    logged = Logged(len(record.log) + 1, what, desk.who, desk.now, since, outcome, bool(words), turn, machine, rule,
                    kept or None, area)  # fmt: skip
    made = Record(record.root, (*record.log, logged), record.erased)
    return Kept(record.root, logged, desk.standing(made), officer_of(made), machine_of(made), live), made


@dataclass(frozen=True, slots=True)
class Said:
    """What the rule said: the outcome, the decision as it is kept, and other claims that stand in the way."""

    outcome: str
    decision: Mapping[str, Any]
    clashes: tuple[Finding, ...]


def said_of(advice: Advice) -> Said:
    """What the rule says now."""
    return Said(advice.outcome, plain(advice), advice.clashes)


def officer_of(record: Record) -> str:
    """Who of the office acted last."""
    return next((one.person for one in reversed(record.log) if one.person), "")


def machine_of(record: Record) -> str:
    """What the rule said when it was last asked."""
    return next((one.machine for one in reversed(record.log) if one.machine), "")


def _stopping(record: Record) -> bool:
    """Whether what waits for its second person is a stop that a person proposed, whatever the rule says."""
    last = next((one for one in reversed(record.log) if one.move in (Move.PROPOSE, Move.STOP)), None)
    return last is not None and last.move == Move.STOP


def _refuse_facts(desk: Desk, benefit: Benefit, content: Mapping[str, Any]) -> None:
    if content.get(FACTS):
        raise_if_faulty(fact_faults(benefit, content[FACTS], not desk.who, desk.today))


def _refuse_yes(record: Record, clashes: Sequence[Finding]) -> None:
    """Nobody grants what the same subject is granted already, nor to a subject that could be anybody."""
    if not record.root.subject:
        raise refusal("claim-subject-number-needed", claim=named(record.root))
    granted = [one for one in clashes if one.facts.get("stage") in GRANTED]
    if granted:
        raise Invalid([replace(one, code="claim-granted-already", severity=Severity.ERROR) for one in granted])


# --- notes: what does not move a claim


def note(desk: Desk, claim: str, what: Note, content: Mapping[str, Any], words: str = "") -> Record:
    """Log something that does not move a claim."""
    with desk.store.turn():
        record = desk.record(claim)
        kept, made = noted(desk, record, what, content, words)
        desk.store.keep([kept])
    return made


def noted(desk: Desk, record: Record, what: Note, content: Mapping[str, Any], words: str = "") -> tuple[Kept, Record]:
    """What is to be kept of a note."""
    actor = desk.signed(record)
    if not (actor.family or actor.steps):
        raise refusal("claim-not-yours")
    said = dict(content) | ({"words": words.strip()} if words.strip() else {})
    turn = max((one.turn for one in record.log), default=0)
    logged = Logged(len(record.log) + 1, what, desk.who, desk.now, worded=bool(words.strip()), turn=turn,
                    content=said or None)  # fmt: skip
    made = Record(record.root, (*record.log, logged), record.erased)
    return Kept(record.root, logged, desk.standing(made), officer_of(made), machine_of(made)), made


def particulars(given: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Corrected particulars, parted into names, telephone and the like, and facts.

    Args:
        given: ``claimant`` and ``subject`` with some of name, identity, phone and address; ``relation``; ``facts``.

    Raises:
        Invalid: a part that there is not, an empty name, or an identity number that cannot be.
    """
    found: list[Finding] = []
    people: dict[str, Any] = {}
    for who in PERSONS:
        parts = {key: str(value).strip() for key, value in dict(given.get(who) or {}).items()}
        found += [_error("claim-part-unknown", f"{who}.{key}", found=key) for key in parts if key not in _PARTS]
        if "name" in parts and not parts["name"]:
            found.append(_error("claim-name-missing", f"{who}.name"))
        if "identity" in parts:
            found += identity_faults(who, parts["identity"], who == "claimant")
        if parts:
            people[who] = parts
    raise_if_faulty(found)
    if "relation" in given:
        people["relation"] = str(given["relation"]).strip()
    return people, dict(given.get(FACTS) or {})


def account_or_refuse(given: AccountGiven) -> None:
    """Refuse an account that cannot be one.

    Raises:
        Invalid: number or holder.
    """
    raise_if_faulty(account_faults(given))


def actor_or_refuse(desk: Desk, record: Record) -> Actor:
    """What the person is to the claim.

    Raises:
        Invalid: nothing: neither the family nor anybody whose work it is.
    """
    actor = desk.signed(record)
    if not (actor.family or actor.steps or actor.decide):
        raise refusal("claim-not-yours")
    return actor
