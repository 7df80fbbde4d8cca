"""What couples and households have together: one lot for all of them, with the people who have it still a known total.

Groups are of different sizes, so that the right number of groups is not the right number of people. The shares are
raked with groups weighted by their people; then cells of groups are made whole from the largest groups down, what one
cell has too many or too few going over to the next, and groups of one person bring the total to the person. Where whole
groups cannot make it (an odd total of nothing but couples), one group is told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from huimin.benefits.budget.assumed import COUPLE
from huimin.benefits.budget.integers import Floats, Whole, dealt, numbered, raked
from huimin.benefits.budget.people import Simulated

_BAND = 5
_NEARLY = 1e-9


class Groups(NamedTuple):
    """Those who draw together.

    Attributes:
        people: (n,) indexes of the people whom a row fits. group: (n,) the number of each one's group.
        first: (groups,) the person whose row and age count for the group. sizes: (groups,) people in it.
    """

    people: Whole
    group: Whole
    first: Whole
    sizes: Whole


def grouped(people: Simulated, each: str, rows: Whole) -> Groups:
    """The couples or households of those whom a row fits (``rows`` of everybody; -1: none)."""
    number = people.household.astype(np.int64)
    if each == COUPLE:
        own = np.arange(people.size)
        number = np.where(people.partner >= 0, np.minimum(own, people.partner), own)
    fits = np.flatnonzero(rows >= 0)
    first = np.full(people.size, -1, dtype=np.int64)
    first[number[fits]] = fits  # people stand by sex and age: the last one is the oldest man, or else woman
    there = np.flatnonzero(first >= 0)
    place = np.zeros(people.size, dtype=np.int64)
    place[there] = np.arange(len(there))
    group = place[number[fits]]
    return Groups(fits, group, first[there], np.bincount(group, minlength=len(there)))


def shared_out(
    people: Simulated, groups: Groups, rows: Whole, table: Floats, rest: int, totals: Whole | None,
    rng: np.random.Generator,
) -> NDArray[np.int8]:  # fmt: skip
    """Places of outcomes for everybody: one for all of a group, and ``rest`` for those whom no row fits.

    Args:
        table: (rows, outcomes) shares. totals: (outcomes,) people who are known to have each, or None.

    Raises:
        ValueError: the totals cannot be had with these shares.
    """
    made = np.full(people.size, rest, dtype=np.int8)
    bands = people.age[groups.first].astype(np.int64) // _BAND
    most = int(groups.sizes.max(initial=0)) + 1
    key = ((most - groups.sizes) * len(table) + rows[groups.first]) * 64 + bands  # the largest groups come first
    used, cells = numbered(key)
    sizes, shares = most - used // 64 // len(table), table[used // 64 % len(table)]
    if totals is not None and totals[rest] >= 0:
        totals = totals - np.where(np.arange(len(totals)) == rest, people.size - len(groups.people), 0)
        if totals[rest] < 0:
            raise ValueError(f"{len(groups.people)} people can have it")
    counts = np.bincount(cells, minlength=len(used))
    quota, wanted = group_quotas(counts, sizes, shares, totals, rng)
    made[groups.people] = dealt(cells, quota, rng)[groups.group]
    _told_apart(made, groups, wanted, rng)
    return made


def _told_apart(made: NDArray[np.int8], groups: Groups, wanted: Whole, rng: np.random.Generator) -> None:
    """Move people of as few groups as can be from outcomes that have too many to those that have too few, until
    ``wanted`` have each."""
    there = np.bincount(made[groups.people], minlength=len(wanted))
    turn = rng.permutation(len(groups.sizes)) if (there != wanted).any() else np.zeros(0, dtype=np.int64)
    for lacking in np.flatnonzero(there < wanted):
        for plenty in np.flatnonzero(there > wanted):
            many = min(int(wanted[lacking] - there[lacking]), int(there[plenty] - wanted[plenty]))
            some = np.flatnonzero(made[groups.people] == plenty)
            some = some[np.argsort(turn[groups.group[some]], kind="stable")][:many]
            made[groups.people[some]] = lacking
            there[lacking], there[plenty] = there[lacking] + many, there[plenty] - many


def group_quotas(
    counts: Whole, sizes: Whole, shares: Floats, totals: Whole | None, rng: np.random.Generator
) -> tuple[Whole, Whole]:  # fmt: skip
    """How many groups of each cell have each outcome (cells, outcomes), and how many people should (outcomes,).

    Args:
        counts: (cells,) groups, the largest first. sizes: (cells,) people in each of them.
        shares: (cells, outcomes). totals: (outcomes,) people, -1 where the total is not known; None: none is.

    Raises:
        ValueError: the totals cannot be had with these shares.
    """
    known = np.full(shares.shape[1], -1) if totals is None else totals
    order = np.argsort(known < 0, kind="stable")
    left, people = counts.astype(np.int64), int((counts * sizes).sum())
    made, wanted = np.zeros(shares.shape, dtype=np.int64), np.zeros(shares.shape[1], dtype=np.int64)
    for place, outcome in enumerate(order[:-1]):
        remaining = shares[:, order[place:]].sum(axis=1)
        share = np.divide(shares[:, outcome], remaining, out=np.zeros(len(left)), where=remaining > _NEARLY)
        share = np.where(share > 1 - _NEARLY, 1.0, share)
        if known[outcome] >= 0:
            share = raked(left * sizes, share, float(known[outcome]))
        expected = float((left * sizes * share).sum())
        wanted[outcome] = round(expected) if known[outcome] >= 0 else int(expected + rng.random())
        made[:, outcome] = whole_groups(left, sizes, share, int(wanted[outcome]), rng)
        left = left - made[:, outcome]
    made[:, order[-1]] = left
    wanted[order[-1]] = people - wanted.sum()
    if known[order[-1]] >= 0 and wanted[order[-1]] != known[order[-1]]:
        raise ValueError(f"{known[order[-1]]} people cannot be had, {wanted[order[-1]]} are left")
    return made, wanted


def whole_groups(counts: Whole, sizes: Whole, shares: Floats, total: int, rng: np.random.Generator) -> Whole:
    """Whole groups (cells,) that hold ``total`` people together, or as near as groups come to it: each cell has about
    its share, the largest groups first."""
    made = np.zeros(len(counts), dtype=np.int64)
    over = 0.0
    for at, (count, size, share) in enumerate(zip(counts.tolist(), sizes.tolist(), shares.tolist(), strict=True)):
        wanted = count * size * share + over
        inner = 0 < share < 1
        made[at] = min(max(int(np.floor(wanted / size + rng.random())), 0), count) if inner else round(count * share)
        over = wanted - made[at] * size
    lacking = total - int((made * sizes).sum())
    for at in _by_size(sizes, shares):
        room = counts[at] - made[at] if lacking > 0 else made[at]
        many = min(int(room), abs(lacking) // int(sizes[at]))
        made[at] += many if lacking > 0 else -many
        lacking -= many * int(sizes[at]) * (1 if lacking > 0 else -1)
    return made


def _by_size(sizes: Whole, shares: Floats) -> Sequence[int]:
    """Cells that chance decides about, the largest groups first."""
    return [int(at) for at in np.argsort(-sizes, kind="stable") if 0 < shares[at] < 1]
