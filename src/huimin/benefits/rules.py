"""A benefit made ready to be decided: its formulas bound once, and what each of them asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from huimin.benefits.definition import Amount, Benefit, Condition, Tally
from huimin.benefits.names import TIMED, BenefitNames
from huimin.language import Call, Expression, Node, Number, bind, leaves

CENTS = Number(2.0)


@dataclass(frozen=True)
class BoundCondition:
    """A condition with its formula bound, and the codes of facts and tallies it asks for."""

    condition: Condition
    expression: Expression
    asks: tuple[str, ...]


@dataclass(frozen=True)
class BoundAmount:
    """An amount with its formulas bound; ``node`` gives yuan rounded to fen."""

    amount: Amount
    when: Expression | None
    node: Expression | None
    asks: tuple[str, ...]


@dataclass(frozen=True)
class BoundTally:
    """A tally with its formulas bound."""

    tally: Tally
    where: Expression | None
    value: Expression | None


@dataclass(frozen=True)
class Rules:
    """All formulas of one benefit, bound."""

    conditions: tuple[BoundCondition, ...]
    amounts: tuple[BoundAmount, ...]
    tallies: tuple[BoundTally, ...]


@lru_cache(maxsize=512)
def rules_of(benefit: Benefit) -> Rules:
    """The bound formulas of a benefit, kept as long as it is used."""
    own, rated, members = BenefitNames(benefit), BenefitNames(benefit, rate=True), BenefitNames(benefit, members=True)
    conditions = tuple(
        BoundCondition(one, bind(one.node, own, 0, 0), _asks(bind(one.node, own, 0, 0))) for one in benefit.conditions
    )
    amounts = []
    for one in benefit.amounts:
        when = None if one.when is None else bind(one.when, own, 0, 0)
        node = None if one.node is None else Call("round", (bind(one.node, rated, 0, 0), CENTS))
        amounts.append(BoundAmount(one, when, node, _asks(when) + _asks(node)))
    tallies = tuple(
        BoundTally(one, *(None if part is None else bind(part, members, 0, 0) for part in (one.where, one.value)))
        for one in benefit.tallies
    )
    return Rules(conditions, tuple(amounts), tallies)


def _asks(expression: Node | None) -> tuple[str, ...]:
    """The codes of what an expression rests on, each once."""
    found = () if expression is None else leaves(expression)
    return tuple(dict.fromkeys(one.atom.partition(".")[0] for one in found))


def timed(expression: Node) -> bool:
    """Whether the value can change from day to day although no fact changes (values and tallies left aside)."""
    return any(one.atom == "day" or one.atom.partition(".")[2] in TIMED for one in leaves(expression))
