"""Facts of simulated people: attributes they have, or drawn by what is assumed, with every known total kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.ages import day_number
from huimin.benefits.budget.assumed import NO, PERSON, SEXES, YES, FactAssumed, Row
from huimin.benefits.budget.integers import Whole, dealt, numbered, quotas, rounded
from huimin.benefits.budget.people import FEMALE, LINKED, MALE, NEVER, Simulated
from huimin.benefits.budget.together import Groups, grouped, shared_out
from huimin.benefits.definition import Benefit, Fact
from huimin.benefits.tables import Columns
from huimin.findings import Finding, Invalid, Place, Severity

ADULT = 15
Numbers = NDArray[np.int32] | NDArray[np.int8]


def subjects(people: Simulated, subject: str) -> Whole:
    """Indexes of those whom a benefit for a child, a parent or a family may be for: people under :data:`LINKED`, from
    :data:`ADULT`, or one person of each household, the oldest man or else the oldest woman."""
    match subject:
        case "child":
            return np.flatnonzero(people.age < LINKED)
        case "parent":
            return np.flatnonzero(people.age >= ADULT)
        case _:
            oldest = np.zeros(people.households, dtype=np.int64)
            oldest[people.household] = np.arange(people.size)  # people stand by sex and age: the last man is the oldest
            return np.sort(oldest)


def columns(people: Simulated, benefit: Benefit) -> tuple[Whole, Columns]:
    """The subjects of a benefit (indexes of people) and what is known of them, for the quick evaluator.

    Raises:
        Invalid: a fact of which nothing is assumed, or totals that cannot be had.
    """
    who = subjects(people, benefit.subject)
    own = {one.code: column(people, one, benefit.subject, who) for one in benefit.facts if not one.member}
    members = [one for one in benefit.facts if one.member]
    if not members:
        return who, Columns(len(who), own)
    place = np.zeros(people.households, dtype=np.int64)
    place[people.household[who]] = np.arange(len(who))
    everybody = np.arange(people.size)
    theirs = {one.code: column(people, one, benefit.subject, everybody, "member") for one in members}
    return who, Columns(len(who), own, theirs, place[people.household])


def column(people: Simulated, fact: Fact, subject: str, who: Whole, kind: str = "") -> NDArray[Any]:
    """One fact of the people ``who``, as :class:`huimin.benefits.Columns` takes it."""
    assumed = people.assumptions.fact(fact.code, subject)
    if assumed is None:
        facts = {"found": fact.code, "name_zh": fact.name.zh, "name_en": fact.name.en}
        raise Invalid([Finding("budget-fact-unassumed", Severity.ERROR, Place(file=people.assumptions.file), facts)])
    if fact.kind == "area" or assumed.same == "home":
        inside = bool(set(people.area.above) & set(fact.areas))
        drawn = np.ones(len(who), dtype=bool) if assumed.same else _drawn(people, assumed, subject, who, kind) == 0
        return drawn & inside
    if assumed.same:
        same: NDArray[Any] = _attribute(people, fact, assumed)[who]
        return same
    values = _drawn(people, assumed, subject, who, kind)
    match fact.kind:
        case "yes-no":
            return np.asarray(values == 0)
        case "choice":
            return _options(assumed, fact)[values]
        case "number":
            return values / 100.0  # in hundredths, so that money has whole fen
        case _:
            return values


def _attribute(people: Simulated, fact: Fact, assumed: FactAssumed) -> NDArray[Any]:
    match assumed.same:
        case "sex":
            places = np.array([list(fact.options).index(one) if one in fact.options else -1 for one in SEXES])
            return np.asarray(places[people.sex].astype(np.int8))
        case "birth":
            found = people.birth
        case "mother_birth":
            found = np.where(people.mother >= 0, people.birth[people.mother], people.birth - 28 * 365)
        case "wife_birth":
            wives = np.where(people.partner >= 0, people.birth[people.partner], people.birth + 2 * 365)
            found = np.where(people.sex == FEMALE, people.birth, wives)
        case _:
            found = people.births_of(assumed.same == "last_child_birth")
    moved: NDArray[np.int32] = np.where(found == NEVER, NEVER, found + assumed.days).astype(np.int32)
    return moved


def _options(assumed: FactAssumed, fact: Fact) -> NDArray[np.int8]:
    """From the outcomes of the assumption to the places of the fact's options; -1 where it has none of that name."""
    return np.array([list(fact.options).index(one) if one in fact.options else -1 for one in outcomes(assumed)],
                    dtype=np.int8)  # fmt: skip


def outcomes(assumed: FactAssumed) -> tuple[str, ...]:
    """What can come out, in the order in which the rows name it; a yes-no fact: yes, no."""
    return tuple(dict.fromkeys(one for row in assumed.rows for one in row.shares or {})) or (YES, NO)


def lot(assumed: FactAssumed, subject: str, kind: str = "") -> tuple[str, str]:
    """Under what name a draw is kept. Couples and households draw once, whoever asks."""
    if assumed.each != PERSON:
        return assumed.code, assumed.subject
    return assumed.code, (subject or "*") if assumed.subject or subject == "family" else kind


def _drawn(people: Simulated, assumed: FactAssumed, subject: str, who: Whole, kind: str = "") -> Numbers:
    """One fact of the people ``who``: places of outcomes, day numbers, or hundredths of a number."""
    key = lot(assumed, subject, kind)
    if key not in people.drawn:
        everybody = who if key[1] == "family" else np.arange(people.size)
        drawn, rows = _draw(people, assumed, subject, everybody)
        full, fitting = np.zeros(people.size, dtype=drawn.dtype), np.full(people.size, -1, dtype=np.int8)
        full[everybody], fitting[everybody] = drawn, rows
        people.drawn[key], people.rows[key] = full, fitting
    return people.drawn[key][who]


def _draw(people: Simulated, assumed: FactAssumed, subject: str, who: Whole) -> tuple[Numbers, Whole]:
    """What is drawn, and the row by which it was."""
    rows = _groups(people, assumed.rows, subject, who)
    rng = people.random("fact", assumed.code, assumed.subject)
    together = None if assumed.each == PERSON else grouped(people, assumed.each, rows)
    if together is not None:
        rows[together.people] = rows[together.first][together.group]
    if any(row.shares for row in assumed.rows):
        return _by_share(people, assumed, who, rows, rng, together), rows
    made = np.full(len(who), NEVER, dtype=np.int32)
    for at, row in enumerate(assumed.rows):
        mine = np.flatnonzero(rows == at) if together is None else together.first[rows[together.first] == at]
        made[mine] = _values(people, row, subject, who[mine], rng)
    if together is not None:
        made[together.people] = made[together.first][together.group]
    return made, rows


def _groups(people: Simulated, rows: Sequence[Row], subject: str, who: Whole) -> Whole:
    """The first row that fits each person; -1: none."""
    made = np.full(len(who), -1, dtype=np.int64)
    age, sex = people.age[who], people.sex[who]
    for at, row in enumerate(rows):
        fits = (made < 0) & (age >= row.first) & (age <= row.last)
        if row.sex is not None:
            fits &= sex == row.sex
        if row.areas and not set(row.areas) & set(people.area.above):
            continue
        for code, outcome in row.where:
            fits &= _has(people, code, outcome, subject, who)
        made[fits] = at
    return made


def _has(people: Simulated, code: str, outcome: str, subject: str, who: Whole) -> NDArray[np.bool_]:
    other = people.assumptions.fact(code, subject)
    assert other is not None  # told when the assumptions were read
    if other.same == "sex":
        return np.asarray(people.sex[who] == (MALE if outcome == SEXES[MALE] else FEMALE))
    if other.same or not any(row.shares for row in other.rows):  # a date: whether it came at all
        values = _attribute_days(people, other)[who] if other.same else _drawn(people, other, subject, who)
        return np.asarray((values != NEVER) == (outcome != NO))
    names = outcomes(other)
    place = names.index(outcome) if outcome in names else -2
    return np.asarray(_drawn(people, other, subject, who) == place)


def _attribute_days(people: Simulated, assumed: FactAssumed) -> NDArray[Any]:
    return _attribute(people, Fact(assumed.code, "date", assumed.note, assumed.note), assumed)


# --- shares


def _by_share(
    people: Simulated, assumed: FactAssumed, who: Whole, rows: Whole, rng: np.random.Generator, together: Groups | None
) -> Numbers:  # fmt: skip
    """Outcomes by cells of row, sex and age, or of row, size and age of those who draw together; the totals of the
    margins to the person."""
    names = outcomes(assumed)
    rest = names.index(NO) if NO in names else len(names) - 1
    table = np.zeros((len(assumed.rows) + 1, len(names)))
    for at, row in enumerate(assumed.rows):
        table[at] = [(row.shares or {}).get(one, 0.0) for one in names]
    table[-1, rest] = 1.0
    totals = _totals(people, assumed.code, names, len(who))
    try:
        if together is not None:
            return shared_out(people, together, rows, table, rest, totals, rng)
        ages = int(people.age.max(initial=0)) + 1
        key = (np.where(rows < 0, len(assumed.rows), rows) * 2 + people.sex[who]) * ages + people.age[who]
        used, cells = numbered(key)
        made = quotas(np.bincount(cells, minlength=len(used)), table[used // (2 * ages)], totals, rng)
        return dealt(cells, made, rng).astype(np.int8)
    except ValueError:
        told = ", ".join(f"{b} {n:,}" for (a, b), n in people.area.margins.items() if a == assumed.code)
        where = Place(file="budget/margins.csv", area=people.area.key)
        facts = {"found": told, "key": assumed.code}
        raise Invalid([Finding("budget-margin-impossible", Severity.ERROR, where, facts)]) from None


def _totals(people: Simulated, code: str, names: Sequence[str], size: int) -> Whole | None:
    told = [people.area.margins.get((code, one), -1) for one in names]
    if all(one < 0 for one in told):
        return None
    if told.count(-1) == 1:
        told[told.index(-1)] = size - sum(one for one in told if one >= 0)
    return np.array(told, dtype=np.int64)


# --- days and numbers


def _values(people: Simulated, row: Row, subject: str, who: Whole, rng: np.random.Generator) -> Numbers:
    """What a row gives to the people it fits."""
    end = day_number(date(people.year, 12, 31))
    if row.median is not None:
        sigma = np.sqrt(np.log1p(row.spread**2))
        drawn = row.median * np.exp(rng.normal(0.0, sigma, len(who))) if row.spread else np.full(len(who), row.median)
        return np.round(np.minimum(drawn, 2e7) * 100).astype(np.int32)
    if row.years_ago is not None:
        low, high = (365.25 * one for one in row.years_ago)
        days = end - (low + rng.random(len(who)) * (high - low)).astype(np.int64)
        return np.maximum(days, people.birth[who]).astype(np.int32)
    if row.after is not None:
        return _after(people, row, subject, who, rng, end)
    return _happening(people, row, who, rng, end)


def _after(
    people: Simulated, row: Row, subject: str, who: Whole, rng: np.random.Generator, end: int
) -> Numbers:  # fmt: skip
    assert row.after is not None
    code, low, high = row.after
    other = people.assumptions.fact(code, subject)
    assert other is not None
    base = _attribute_days(people, other)[who] if other.same else _drawn(people, other, subject, who)
    days = base + (365.25 * (low + rng.random(len(who)) * (high - low))).astype(np.int64)
    return np.where((base == NEVER) | (days > end), NEVER, days).astype(np.int32)


def _happening(people: Simulated, row: Row, who: Whole, rng: np.random.Generator, end: int) -> Numbers:
    """A day within the last months for as many as it happens to; by births: for women by the age of mothers."""
    years = row.months / 12
    start = day_number(date(people.year, 12, 1)) - round(365.25 / 12 * (row.months - 1))
    if row.per_birth:
        age = people.age[who]
        pattern = np.zeros(int(people.age.max(initial=0)) + 60)
        pattern[15 : 15 + len(people.area.mothers)] = people.area.mothers
        weight = pattern[age] * (people.sex[who] == FEMALE)
        births = float((people.age == 0).sum())
        expected = weight / weight.sum() * births * (row.happens or 0) * years if weight.sum() > 0 else weight
    else:
        expected = np.full(len(who), (row.happens or 0.0) * years)
    turn = rng.permutation(len(who))
    happened = np.zeros(len(who), dtype=bool)
    happened[turn] = rounded(np.minimum(expected[turn], 1.0), rng.random()) > 0
    days = start + (rng.random(len(who)) * (end - start + 1)).astype(np.int64)
    return np.where(happened, days, NEVER).astype(np.int32)
