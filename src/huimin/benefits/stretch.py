"""From when to when a standing holds: only the days on which something can change are looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from math import ceil, floor

from huimin.benefits.ages import add_months, day_number, day_of, month_of, part_of, reached_on
from huimin.benefits.definition import Benefit
from huimin.benefits.facts import Known
from huimin.benefits.names import TIMED
from huimin.benefits.periods import tested_day
from huimin.benefits.reference import standing
from huimin.benefits.rules import rules_of, timed
from huimin.language import Compare, Leaf, Node, Number, walk

HORIZON = 36
"""Months looked ahead, one by one, where a formula changes on days that cannot be told beforehand."""
ONE = timedelta(days=1)


def stretch(benefit: Benefit, known: Known, day: int) -> tuple[date | None, date | None]:
    """The first and last day on which a subject stands as on ``day`` without a break, tested as the benefit says.

    None at the end: no end can be told (or none within three years, where change cannot be foreseen). The days are
    those of the calendar: of a benefit by months, the first and last day of its months.
    """
    truth = standing(benefit, known, day).truth
    days = _tested(benefit, _points(benefit, known, day))
    before = [one for one in days if one <= day]
    first = None
    for one in reversed(before):
        if standing(benefit, known, one).truth is not truth:
            break
        first = one
    later = next((one for one in days if one > day and standing(benefit, known, one).truth is not truth), None)
    start = None if first is None else _start(benefit, first)
    return start, None if later is None else _start(benefit, later) - ONE


def _start(benefit: Benefit, day: int) -> date:
    """The first day of what a tested day stands for."""
    on = day_of(day)
    if benefit.proration == "day" or benefit.period == "once":
        return on
    return on.replace(month=1, day=1) if _yearly(benefit) else on.replace(day=1)


def _yearly(benefit: Benefit) -> bool:
    return benefit.period == "year" and benefit.proration == "none"


def _tested(benefit: Benefit, points: Iterable[date]) -> list[int]:
    """The first day that is tested on or after each point, and the last one before it."""
    if benefit.proration == "day" or benefit.period == "once":
        numbers = {day_number(point) for point in points}
        return sorted(numbers | {number - 1 for number in numbers})
    if _yearly(benefit):
        month = 11 if benefit.tested == "last" else 0
        months = {year * 12 + month for year in {point.year for point in points}}
        around = {one + step for one in months for step in (-12, 0, 12)}
    else:
        around = {one + step for one in {month_of(point) for point in points} for step in (-1, 0, 1)}
    return sorted(tested_day(benefit, one) for one in around)


def _points(benefit: Benefit, known: Known, day: int) -> set[date]:
    """Every day on which something can change."""
    on = day_of(day)
    points = {on, benefit.since} | ({benefit.until + ONE} if benefit.until else set())
    points |= {entry.since for one in benefit.amounts for entry in one.dated}
    points |= {entry.since for one in benefit.values for entry in one.dated}
    for one in benefit.conditions:
        points |= {each for each in (one.since, one.until + ONE if one.until else None) if each is not None}
    foreseen = True
    for node, values in _formulas(benefit, known):
        found = _changes(benefit, node, values)
        foreseen &= found is not None
        points |= found or set()
    if not foreseen:
        points |= _around(on.replace(day=1))
    return {point for point in points if date(1900, 1, 2) < point < date(2999, 1, 1)}


@lru_cache(maxsize=512)
def _around(first: date) -> frozenset[date]:
    """The months around one, by their first days."""
    return frozenset(add_months(first, step) for step in range(-HORIZON, HORIZON + 1))


def _formulas(benefit: Benefit, known: Known) -> list[tuple[Node, dict[str, float | None]]]:
    rules = rules_of(benefit)
    own = [one.expression for one in rules.conditions]
    own += [node for one in rules.amounts for node in (one.when, one.node) if node is not None]
    theirs = [node for one in rules.tallies for node in (one.where, one.value) if node is not None]
    people = [dict(one) for one in known.members]
    return [(node, dict(known.values)) for node in own] + [(node, one) for node in theirs for one in people]


def _changes(benefit: Benefit, node: Node, values: dict[str, float | None]) -> set[date] | None:
    """The days on which the comparisons of ages change; None where a formula uses time in another way."""
    sides, covered = _shape(node)
    found: set[date] = set()
    for age, limit in sides:
        limits = _limits(benefit, limit)
        if limits is None:
            return None
        found |= _reached(age, limits, values)
    return found if covered else None


@lru_cache(maxsize=4096)
def _shape(node: Node) -> tuple[tuple[tuple[Leaf, Node], ...], bool]:
    """The ages that a formula compares, each with its limit, and whether it uses time in no other way."""
    if not timed(node):
        return (), True
    compared = [age_and_limit(one) for one, _ in walk(node) if isinstance(one, Compare)]
    sides = tuple((found[0], found[1]) for found in compared if found is not None)
    return sides, len(sides) == sum(isinstance(one, Leaf) and _is_timed(one) for one, _ in walk(node))


def _reached(leaf: Leaf, limits: list[float], values: dict[str, float | None]) -> set[date]:
    code, _, part = leaf.atom.partition(".")
    value = values.get(code)
    if value is None:
        return set()
    since = day_of(int(value))
    steps = {whole for limit in limits for whole in (floor(limit), ceil(limit), floor(limit) + 1)}
    return {reached_on(part, since, step) for step in steps if _sane(part, since, step)}


def _sane(part: str, since: date, step: int) -> bool:
    size = {"years": 365, "months": 30, "month_gap": 30}.get(part, 1)
    return abs(step) * size < 400 * 365 and part_of("year", since, since) < 2500


def _is_timed(leaf: Leaf) -> bool:
    return leaf.atom == "day" or leaf.atom.partition(".")[2] in TIMED


def age_and_limit(compare: Compare) -> tuple[Leaf, Node, str] | None:
    """The age, the limit and the sign (age first) of a comparison of an age with a number or a value of the rule."""
    mirror = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
    for age, limit, op in ((compare.left, compare.right, compare.op),
                           (compare.right, compare.left, mirror.get(compare.op, compare.op))):  # fmt: skip
        if isinstance(age, Leaf) and age.atom.partition(".")[2] in TIMED and _constant(limit):
            return age, limit, op
    return None


def _constant(node: Node) -> bool:
    return isinstance(node, Number) or (isinstance(node, Leaf) and "." not in node.atom)


def _limits(benefit: Benefit, limit: Node) -> list[float] | None:
    """Every value a limit ever has; None where it is a fact."""
    if isinstance(limit, Number):
        return [limit.value]
    for one in benefit.values:
        if isinstance(limit, Leaf) and one.code == limit.atom:
            return [float(entry.value) for entry in one.dated if entry.value is not None]
    return None
