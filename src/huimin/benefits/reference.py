"""The reference evaluator: one subject, one day at a time, slow and obvious. What it returns is what a rule means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huimin.benefits.ages import PARTS, day_of, part_of
from huimin.benefits.definition import Amount, Benefit, Dated, in_force
from huimin.benefits.facts import Known, Values
from huimin.benefits.money import FEN
from huimin.benefits.rules import BoundAmount, BoundCondition, BoundTally, rules_of
from huimin.language import Leaf, evaluate

Truth = bool | None
"""Yes, no, or (None) not known."""


@dataclass(frozen=True)
class Held:
    """How one condition stands on a day, with the numbers of the names it uses."""

    bound: BoundCondition
    truth: Truth
    numbers: Mapping[str, float | None]


@dataclass(frozen=True)
class Standing:
    """How a subject stands on one day.

    Attributes:
        truth: entitled, not, or not known.
        fen: the whole amount of a period; None where it is not known or there is none.
        held: every condition asked for on that day; none where the rule is not in force.
        amount, dated: what is paid, and the entry of its rates.
        asks: codes of what the amount asks for and is not known.
        nobody: it is a family without members.
    """

    truth: Truth
    fen: int | None
    held: tuple[Held, ...] = ()
    amount: Amount | None = None
    dated: Dated | None = None
    asks: tuple[str, ...] = ()
    nobody: bool = False


def standing(benefit: Benefit, known: Known, day: int) -> Standing:
    """How a subject stands on the day with this number."""
    on = day_of(day)
    if not benefit.in_force(on):
        return Standing(False, None)
    values = numbers_on(benefit, known, day)
    heads = [(name, name.partition(".")[0]) for name in values]
    held = tuple(
        Held(one, _truth(evaluate(one.expression, lambda leaf: values.get(leaf.atom))),
             {name: values[name] for name, head in heads if head in one.asks})
        for one in rules_of(benefit).conditions if one.condition.applies(on)
    )  # fmt: skip
    nobody = bool(rules_of(benefit).tallies) and "members" in known.told and not known.members
    truth = False if nobody else _all([one.truth for one in held])
    if truth is False:
        return Standing(False, None, held, nobody=nobody)
    paid = _paid(benefit, values, on)
    both = _all([truth, paid.truth])
    if both and known.contradictory:
        both = None
    return Standing(both, paid.fen if both else None, held, paid.amount, paid.dated, paid.asks)


def _truth(value: float | bool | None) -> Truth:
    return None if value is None else bool(value)


def _all(truths: list[Truth]) -> Truth:
    """Kleene's and: no as soon as one is no; else not known as soon as one is not."""
    if False in truths:
        return False
    return None if None in truths else True


def _paid(benefit: Benefit, values: Values, on: date) -> Standing:
    """The first amount whose ``when`` holds; one of which that is not known makes all that follow not known."""
    for one in rules_of(benefit).amounts:
        when = True if one.when is None else _truth(evaluate(one.when, lambda leaf: values.get(leaf.atom)))
        if when is None:
            return Standing(None, None, asks=one.asks)
        if when:
            return _amount(one, values, on)
    return Standing(False, None)


def _amount(one: BoundAmount, values: Values, on: date) -> Standing:
    dated = in_force(one.amount.dated, on)
    if dated is None:
        return Standing(False, None)
    if one.node is None or (dated.value is None and one.amount.needs_rate):
        fen = None if dated.value is None else int(dated.value)
        return Standing(True, fen, amount=one.amount, dated=dated)
    rate = None if dated.value is None else dated.value / FEN
    yuan = evaluate(one.node, lambda leaf: rate if leaf.atom == "rate" else values.get(leaf.atom))
    if yuan is None:
        return Standing(None, None, amount=one.amount, dated=dated, asks=one.asks)
    return Standing(True, max(0, round(float(yuan) * FEN)), amount=one.amount, dated=dated)


def numbers_on(benefit: Benefit, known: Known, day: int) -> dict[str, float | None]:
    """The number of every name that formulas can use, on a day."""
    made = _numbers(benefit, known.values, day, members=False)
    if benefit.tallies:
        people = [_numbers(benefit, one, day, members=True) for one in known.members]
        told = "members" in known.told
        for one in rules_of(benefit).tallies:
            made[one.tally.code] = _tally(one, people) if told else None
    return made


def _numbers(benefit: Benefit, values: Values, day: int, members: bool) -> dict[str, float | None]:
    on = day_of(day)
    made: dict[str, float | None] = {"day": float(day)}
    for one in benefit.values:
        made[one.code] = one.at(on)
    for fact in benefit.facts:
        if fact.member != members:
            continue
        value = values.get(fact.code)
        if fact.kind == "date":
            made[fact.code] = value
            since = None if value is None else day_of(int(value))
            for part in PARTS:
                made[f"{fact.code}.{part}"] = None if since is None else float(part_of(part, since, on))
        else:
            made[fact.code if fact.kind == "number" else f"{fact.code}.value"] = value
    return made


def _tally(one: BoundTally, people: list[dict[str, float | None]]) -> float | None:
    """The sum over the members; not known as soon as it is not known of one whether or how much it counts."""
    total = 0.0
    for person in people:

        def value_of(leaf: Leaf, person: Values = person) -> float | None:
            return person.get(leaf.atom)

        counts = True if one.where is None else _truth(evaluate(one.where, value_of))
        if counts is False:
            continue
        value = 1.0 if one.value is None else evaluate(one.value, value_of)
        if counts is None or value is None:
            return None
        total += float(value)
    return total
