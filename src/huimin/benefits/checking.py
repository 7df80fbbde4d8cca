"""Checks of a benefit as a whole: formulas, names, and traps that would pay the wrong people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from string import Formatter

from huimin.benefits.definition import Amount, Benefit, Condition, Fact, Words
from huimin.benefits.names import BenefitNames
from huimin.benefits.reading_money import mid_month, warn_mid_month
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import Section
from huimin.language import FUNCTIONS, Call, Compare, Logic, Name, Node, Not, Symbol, Unit, check, walk
from huimin.language import names as names_in
from huimin.language.nodes import children

UPPER, LOWER = ("<", "<="), (">", ">=")
AGES = ("years", "months", "month_gap", "days")
WINDOWS = frozenset(name for name, one in FUNCTIONS.items() if one.window or name == "growth")
AGE = "age"


def check_benefit(benefit: Benefit, section: Section) -> None:
    """Add every fault of a benefit to the section's faults."""
    _twice(benefit, section)
    _facts(benefit, section)
    names = BenefitNames(benefit)
    for one in benefit.conditions:
        _statement(one.node, f"conditions[{one.code}]", names, benefit, section)
        _words(one, names, section)
    for amount in benefit.amounts:
        _amount(amount, names, benefit, section)
    members = BenefitNames(benefit, members=True)
    for tally in benefit.tallies:
        if tally.where is not None:
            _statement(tally.where, f"members[{tally.code}]", members, benefit, section)
        if tally.value is not None:
            _number(tally.value, tally.unit, f"members[{tally.code}]", members, benefit, section)
    _unborn(benefit, section)
    _period(benefit, section)
    _open(benefit, section)


def _twice(benefit: Benefit, section: Section) -> None:
    codes = [one.code for one in benefit.facts]
    codes += [one.code for one in benefit.values] + [one.code for one in benefit.tallies]
    groups: dict[str, list[str]] = {
        "facts": codes, "conditions": [one.code for one in benefit.conditions],
        "amounts": [one.code for one in benefit.amounts], "steps": [one.code for one in benefit.steps],
    }  # fmt: skip
    for group, found in groups.items():
        for code in sorted({one for one in found if found.count(one) > 1}):
            section.fault("benefit-code-twice", group, found=code)
    for group in ("facts", "conditions", "amounts", "documents", "steps"):
        if not section.has(group):
            section.fault("definition-key-missing", group)


def _facts(benefit: Benefit, section: Section) -> None:
    dates = [one.code for one in benefit.facts if one.kind == "date"]
    for one in benefit.facts:
        if one.after and one.after not in dates:
            section.fault("benefit-fact-unknown", "facts", found=one.after, options=", ".join(dates))
        if one.kind == "area" and not one.areas:
            section.fault("benefit-areas-missing", "facts", found=one.code)
    for key, code in (("event", benefit.event), ("claim", benefit.claiming.of if benefit.claiming else "")):
        if code and code not in dates:
            section.fault("benefit-fact-unknown", key, found=code, options=", ".join(dates))
    for one in benefit.facts:
        if one.code not in _used(benefit):
            section.fault("benefit-fact-unused", "facts", Severity.WARNING, found=one.code)
    if any(one.member for one in benefit.facts) and benefit.subject != "family":
        section.fault("benefit-members", "facts", found=benefit.subject)


def _used(benefit: Benefit) -> set[str]:
    """The facts that something rests on: nobody is asked for more."""
    nodes = [one.node for one in benefit.conditions]
    nodes += [node for one in benefit.amounts for node in (one.when, one.node) if node is not None]
    theirs = [node for one in benefit.tallies for node in (one.where, one.value) if node is not None]
    found = {benefit.event} | {one.after for one in benefit.facts}
    if benefit.claiming is not None:
        found.add(benefit.claiming.of)
    for group, known in ((nodes, BenefitNames(benefit)), (theirs, BenefitNames(benefit, members=True))):
        symbols = [known.resolve(name.parts) for node in group for name in names_in(node)]
        found |= {symbol.code.partition(".")[0] for symbol in symbols if symbol is not None}
    return found


def _statement(node: Node, at: str, names: BenefitNames, benefit: Benefit, section: Section) -> None:
    checked = _checked(node, at, names, benefit, section)
    if checked is not None and not checked[0]:
        section.fault("benefit-not-a-statement", at.partition("[")[0], at=at)


def _number(node: Node, unit: str, at: str, names: BenefitNames, benefit: Benefit, section: Section) -> None:
    checked = _checked(node, at, names, benefit, section)
    if checked is None:
        return
    truth, found = checked
    if truth or not (found.fits(Unit.of(unit)) or found.pure):
        section.fault("benefit-unit", at.partition("[")[0], at=at, found="–" if truth else str(found), expected=unit)


def _checked(
    node: Node, at: str, names: BenefitNames, benefit: Benefit, section: Section
) -> tuple[bool, Unit] | None:  # fmt: skip
    """Whether it is a statement, and its unit; None where it has faults, which are told."""
    key = at.partition("[")[0]
    for one, _ in walk(node):
        if isinstance(one, Call) and one.function in WINDOWS:
            section.fault("benefit-looks-back", key, at=at, found=one.function)
            return None
        if isinstance(one, Name) and names.resolve(one.parts) is None and ".".join(one.parts) in _own(benefit):
            section.fault("benefit-looks-back", key, at=at, found=".".join(one.parts))
            return None
    try:
        found = check(node, names)
    except Invalid as invalid:
        place = section.place(key)
        for fault in invalid.findings:
            section.faults.append(Finding(fault.code, fault.severity, place, {**fault.facts, "at": at}))
        return None
    return found.truth, found.unit


def _own(benefit: Benefit) -> tuple[str, ...]:
    """The names by which a rule would ask what it paid itself."""
    codes = (benefit.code, benefit.code.replace("-", "_"), benefit.name.zh, benefit.name.en)
    return (*codes, *(one.code for one in benefit.amounts), *(one.code for one in benefit.conditions))


def _amount(amount: Amount, names: BenefitNames, benefit: Benefit, section: Section) -> None:
    at = f"amounts[{amount.code}]"
    if amount.when is not None:
        _statement(amount.when, at, names, benefit, section)
    if amount.node is not None:
        _number(amount.node, "yuan", at, BenefitNames(benefit, rate=True), benefit, section)


def _words(condition: Condition, names: BenefitNames, section: Section) -> None:
    """Every name in braces must be one that formulas know."""
    for words in (condition.held, condition.failed):
        for lang in ("zh", "en"):
            for name in placeholders(words, lang):
                parts = tuple(name.split("."))
                known = names.resolve(parts[:-1] if parts[-1] == AGE and len(parts) > 1 else parts)
                if known is None:
                    section.fault("benefit-words-name", "conditions", found=name, at=f"conditions[{condition.code}]")


@lru_cache(maxsize=4096)
def placeholders(words: Words, lang: str) -> Sequence[str]:
    """The names in braces of a text."""
    try:
        return [name for _, name, _, _ in Formatter().parse(words.of(lang)) if name is not None]
    except ValueError:
        return ["{"]


def _unborn(benefit: Benefit, section: Section) -> None:
    """An age with an upper limit and no lower one would pay for people who are not born yet."""
    own, members = BenefitNames(benefit), BenefitNames(benefit, members=True)
    nodes = [one.node for one in benefit.conditions]
    everywhere = frozenset(fact for node in nodes for fact in _lower(node, own)) | {benefit.event}
    groups = [("conditions", nodes, own, everywhere)]
    groups += [("members", [one.where], members, frozenset()) for one in benefit.tallies if one.where is not None]
    for key, group, names, bounded in groups:
        for fact in sorted({fact for node in group for fact in _limited(node, names, bounded)}):
            section.fault("benefit-before-birth", key, found=fact)


def _lower(node: Node, names: BenefitNames) -> list[str]:
    """The dates that a statement keeps from lying ahead: ``x.days >= 0``, alone or joined by ``and``."""
    if isinstance(node, Logic) and node.op == "and":
        return [fact for item in node.items for fact in _lower(item, names)]
    return [fact for fact, op in _age(node, names) if op in (*LOWER, "=")]


def _limited(node: Node, names: BenefitNames, bounded: frozenset[str], opposite: bool = False) -> list[str]:
    """The dates that a statement limits from above only; ``opposite``: it stands behind a ``not``."""
    if isinstance(node, Not):
        return _limited(node.value, names, bounded, not opposite)
    if isinstance(node, Logic):
        if node.op == "and" and not opposite:
            bounded |= frozenset(_lower(node, names))
        return [fact for item in node.items for fact in _limited(item, names, bounded, opposite)]
    upper = (*LOWER, "=") if opposite else (*UPPER, "!=")
    inside = () if isinstance(node, Compare) else children(node)
    deeper = [fact for one in inside for fact in _limited(one, names, bounded, opposite)]
    return deeper + [fact for fact, op in _age(node, names) if op in upper and fact not in bounded]


_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _age(node: Node, names: BenefitNames) -> list[tuple[str, str]]:
    """The date and the sign of a comparison of an age with something."""
    if not isinstance(node, Compare):
        return []
    found = []
    for side, op in ((node.left, node.op), (node.right, _MIRROR.get(node.op, node.op))):
        symbol: Symbol | None = names.resolve(side.parts) if isinstance(side, Name) else None
        if symbol is not None and symbol.code.partition(".")[2] in AGES:
            found.append((symbol.code.partition(".")[0], op))
    return found


def _period(benefit: Benefit, section: Section) -> None:
    if benefit.period == "once" and not benefit.event:
        section.fault("definition-key-missing", "event")
    if benefit.period == "once" and benefit.proration != "none":
        section.fault("benefit-proration", "proration", found=benefit.proration, period=benefit.period)
    if benefit.period == "month" and benefit.proration == "month":
        section.fault("benefit-proration", "proration", found=benefit.proration, period=benefit.period)
    if benefit.until is not None and benefit.until < benefit.since:
        section.fault("benefit-ends-before", "until", since=benefit.since.isoformat(), until=benefit.until.isoformat())
    if benefit.code in benefit.gives_way:
        section.fault("benefit-looks-back", "gives_way", at="gives_way", found=benefit.code)
    if benefit.period == "once" or benefit.proration == "day":
        return
    dates: list[tuple[str, date]] = [("from", benefit.since)]
    dates += [("amounts", entry.since) for one in benefit.amounts for entry in one.dated]
    dates += [("conditions", day) for one in benefit.conditions if (day := one.since) is not None]
    for what, day in dict.fromkeys(dates):
        if mid_month(day):
            warn_mid_month(section, what, day, benefit.tested)


def _open(benefit: Benefit, section: Section) -> None:
    for what in benefit.open:
        section.fault("benefit-to-fill", what, Severity.NOTE, what=what)


def check_together(benefits: Sequence[Benefit]) -> list[Finding]:
    """Faults between benefits: a code twice, one that gives way to an unknown one, a circle of giving way,
    and one code for two different facts."""
    by_code = {one.code: one for one in benefits}
    asked: dict[str, Fact] = {}
    found = [_between("benefit-code-twice", one, one.code) for place, one in enumerate(benefits)
             if any(other.code == one.code for other in benefits[:place])]  # fmt: skip
    for one in benefits:
        found += _differing(one, asked)
        found += [_between("benefit-unknown", one, code) for code in one.gives_way if code not in by_code]
        if one.code in _reached(one, by_code):
            found.append(_between("benefit-circle", one, one.code))
    return found


def _differing(benefit: Benefit, asked: dict[str, Fact]) -> list[Finding]:
    """Facts that another benefit asks by the same code in another way: an answer counts for both."""
    found = []
    for fact in benefit.facts:
        other = asked.setdefault(fact.code, fact)
        if (other.kind, other.unit, tuple(other.options)) != (fact.kind, fact.unit, tuple(fact.options)):
            found.append(_between("benefit-fact-differs", benefit, fact.code))
    return found


def _between(code: str, benefit: Benefit, found: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(file=benefit.file), {"found": found, "key": benefit.code})


def _reached(benefit: Benefit, by_code: dict[str, Benefit]) -> set[str]:
    """All that a benefit gives way to, directly or through others."""
    found: set[str] = set()
    waiting = list(benefit.gives_way)
    while waiting:
        code = waiting.pop()
        if code not in found and code in by_code:
            found.add(code)
            waiting += by_code[code].gives_way
    return found
