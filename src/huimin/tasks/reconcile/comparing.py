"""Two or three lists compared: pairs, children, coverage each way, what is missing where, which fields disagree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from huimin.demography.registration import Histories, Linkage
from huimin.demography.registration.histories import patterns
from huimin.findings import Fact, Finding, Invalid, Place, Severity
from huimin.reconciliation.cascade import Links, cascade
from huimin.reconciliation.compare import compare_fields
from huimin.reconciliation.coverage import Share
from huimin.reconciliation.dates import parts
from huimin.reconciliation.joining import Children, join_pairs
from huimin.reconciliation.keys import Rows, others
from huimin.reconciliation.latin import EXTRA
from huimin.reconciliation.latin_links import in_latin_letters, join_latin
from huimin.reconciliation.limits import FEWEST_LEFT, MOST_LEFT
from huimin.reconciliation.records import COMPARED, Records
from huimin.reconciliation.ties import ties
from huimin.tasks.reconcile.grouping import grouping
from huimin.tasks.reconcile.link_errors import ASSUMED
from huimin.tasks.reconcile.ports import Contribution, Sent, Weigher
from huimin.tasks.registration import Counted, Estimated, Wish, estimate

WEIGHED = "weighed"
CHUNK = 200_000
MOST_LISTS = 3
_MONTHS = 10**6  # above any month counted from year 0


@dataclass(frozen=True)
class Wanted:
    """What is asked.

    Attributes:
        first, last: months counted from year 0 (year * 12 + month - 1); None: the months that all lists have.
        limit: the coverage that is asked for. linkage: the error of matching.
    """

    first: int | None = None
    last: int | None = None
    limit: float = 0.95
    linkage: Linkage = ASSUMED


@dataclass(frozen=True, eq=False)
class Pairing:
    """Two lists of the comparison: their pairs, ties set aside, how fields compare (counts by field and sort)."""

    left: int
    right: int
    links: Links
    ties: tuple[Rows, Rows]
    sorts: dict[str, dict[int, int]]
    levels: tuple[Contribution, ...]
    differing: dict[str, tuple[Rows, NDArray[np.int8]]]


@dataclass(frozen=True, eq=False)
class Cell:
    """Records of a list in an area (0: not told, -1: all) and month (-1: all): how many, and how many the other list
    holds. Areas are counties, or what ``grouping`` makes of one county.
    """

    of: int
    within: int
    county: int
    month: int
    share: Share


@dataclass(frozen=True, eq=False)
class Compared:
    """The outcome. It holds rows and counts; no name leaves the lists.

    Attributes:
        lists: what was compared. wanted: with the months filled in.
        pairings: every two lists. children: all lists together.
        whole: for every ordered pair of lists, how much of the first the second holds.
        cells: the same by area and by month, and of counties by both.
        county: the county by whose townships cells are told; 0 where they are told by county.
        duplicates: for each list the rows that repeat an earlier one. estimate: how many births there are, by the lists.
        notes: everything a reader should know first.
    """

    lists: tuple[Sent, ...]
    wanted: Wanted
    pairings: tuple[Pairing, ...]
    children: Children
    whole: dict[tuple[int, int], Share]
    cells: tuple[Cell, ...]
    duplicates: tuple[Rows, ...]
    estimate: Estimated | None
    notes: tuple[Finding, ...]
    county: int = 0

    def missing(self, of: int, within: int) -> Rows:
        """The rows of a list, within the months, that another list lacks."""
        return _missing(self, of, within)


Pairer = Callable[[Sequence[Sent], int, int], Pairing]
"""Matches two of the lists."""


def compare(
    lists: Sequence[Sent], wanted: Wanted, weigher: Weigher | None = None, pairer: Pairer | None = None
) -> Compared:  # fmt: skip
    """Compare two or three lists.

    Args:
        weigher: weighs what the cascade leaves; None: the cascade alone.
        pairer: matches in a way of its own, as encoded lists are; None: by the cascade and the weigher.

    Raises:
        Invalid: ``reconcile-lists-number``, ``reconcile-months-none``.
    """
    if not 2 <= len(lists) <= MOST_LISTS:
        facts = {"found": len(lists), "most": MOST_LISTS}
        raise Invalid([Finding("reconcile-lists-number", Severity.ERROR, facts=facts)])
    wanted = _months(lists, wanted)
    every = combinations(range(len(lists)), 2)
    pairings = tuple(
        pairer(lists, left, right) if pairer else _pair(lists, left, right, weigher) for left, right in every
    )
    singles = tuple(one.records.singles for one in lists)
    pairs = {(one.left, one.right): (one.links.first, one.links.second) for one in pairings}
    children = join_pairs(singles, pairs)
    cells, county = _cells(lists, children, wanted)
    whole = {(one.of, one.within): one.share for one in cells if one.county < 0 and one.month < 0}
    duplicates = tuple(others(np.arange(len(one.records)), one.records.singles) for one in lists)
    found = _estimate(lists, children, wanted)
    notes = [note for one in lists for note in one.notes] + list(_notes(lists, whole, pairings))
    notes += [_unweighed(lists, one) for one in pairings
              if weigher and not pairer and WEIGHED not in one.links.steps and not _latin(lists, one)]  # fmt: skip
    notes += list(found.notes) if found else []
    return Compared(
        tuple(lists), wanted, pairings, children, whole, tuple(cells), duplicates, found, tuple(notes), county
    )


def _months(lists: Sequence[Sent], wanted: Wanted) -> Wanted:
    """The months asked for, or those that all lists reach over."""
    ends = []
    for one in lists:
        known = one.records.birth[one.records.birth >= 0]
        if len(known):
            year, month, _ = parts(known)
            ends.append(_main_months(year * 12 + month - 1))
    first = wanted.first if wanted.first is not None else max((int(one[0]) for one in ends), default=0)
    last = wanted.last if wanted.last is not None else min((int(one[1]) for one in ends), default=-1)
    if first > last or len(ends) < len(lists):
        raise Invalid([Finding("reconcile-months-none", Severity.ERROR)])
    return Wanted(first, last, wanted.limit, wanted.linkage)


def _main_months(months: NDArray[np.int64]) -> tuple[int, int]:
    """The first and last month of any weight: a few mistyped dates do not make a list longer."""
    found, counts = np.unique(months, return_counts=True)
    full = found[counts * 10 >= counts.max()]
    return int(full[0]), int(full[-1])


def _pair(lists: Sequence[Sent], left: int, right: int, weigher: Weigher | None) -> Pairing:
    one, two = lists[left].records, lists[right].records
    links, set_aside, levels = _matched(one, two, weigher)
    sorts, differing = _disagreement(lists, left, right, links)
    return Pairing(left, right, links, set_aside, sorts, levels, differing)


def _matched(
    one: Records, two: Records, weigher: Weigher | None
) -> tuple[Links, tuple[Rows, Rows], tuple[Contribution, ...]]:  # fmt: skip
    """The pairs of two lists, those set aside for a person, and what counted for how much."""
    links = cascade(one, two)
    if in_latin_letters(one, two):
        joined = join_latin(one, two, links)
        return joined.links, joined.ties, joined.levels
    weighed = weigher(one, two, links.left) if weigher else None
    if weighed is not None:
        links = links.with_more(WEIGHED, weighed.first, weighed.second)
    return links, ties(one, two, links.left), weighed.levels if weighed is not None else ()


def _disagreement(
    lists: Sequence[Sent], left: int, right: int, links: Links
) -> tuple[dict[str, dict[int, int]], dict[str, tuple[Rows, NDArray[np.int8]]]]:  # fmt: skip
    """How often each field compares how, and the pairs (their places) where both hold it and it differs."""
    every = (*COMPARED, *(EXTRA if in_latin_letters(lists[left].records, lists[right].records) else ()))
    sorts: dict[str, dict[int, int]] = {field: {} for field in every}
    places: dict[str, list[Rows]] = {field: [] for field in every}
    kinds: dict[str, list[NDArray[np.int8]]] = {field: [] for field in every}
    best = {"name": 7, "mother": 7, "birth": 6}
    for at in range(0, len(links), CHUNK):
        one, two = links.first[at : at + CHUNK], links.second[at : at + CHUNK]
        found = compare_fields(lists[left].records, one, lists[right].records, two)
        for field in found.keys() & sorts.keys():
            values, counts = np.unique(found[field], return_counts=True)
            for value, count in zip(values.tolist(), counts.tolist(), strict=True):
                sorts[field][value] = sorts[field].get(value, 0) + count
            unlike = np.flatnonzero((found[field] >= 0) & (found[field] < best.get(field, 1)))
            places[field].append(unlike + at)
            kinds[field].append(found[field][unlike])
    differing = {field: (np.concatenate(places[field]), np.concatenate(kinds[field]))
                 for field in every if places[field]}  # fmt: skip
    return sorts, differing


def _month_of(sent: Sent, rows: Rows) -> NDArray[np.int64]:
    year, month, _ = parts(sent.records.birth[rows])
    return np.where(sent.records.birth[rows] < 0, -1, year * 12 + month - 1)


def _inside(months: NDArray[np.int64], wanted: Wanted) -> NDArray[np.bool_]:
    assert wanted.first is not None and wanted.last is not None
    return np.asarray((months >= wanted.first) & (months <= wanted.last))


def _cells(lists: Sequence[Sent], children: Children, wanted: Wanted) -> tuple[list[Cell], int]:
    """Coverage of every list by every other, all together, by area, by month and, of counties, by both; and the county
    by whose townships it is told.
    """
    inside = []
    for of, sent in enumerate(lists):
        here = children.rows[children.held[:, of]]
        months = _month_of(sent, here[:, of])
        kept = _inside(months, wanted)
        inside.append((here[kept], months[kept]))
    places = grouping([one.records for one in lists], [here[:, of] for of, (here, _) in enumerate(inside)])
    made = []
    for of, within in permutations(range(len(lists)), 2):
        here, months = inside[of]
        every, area = np.full(len(here), -1), places.of[of]
        ways = [(every, every), (area, every), (every, months), *([] if places.county else [(area, months)])]
        for one, two in ways:
            made += _grouped(of, within, one, two, here[:, within] >= 0)
    return made, places.county


def _grouped(
    of: int, within: int, county: NDArray[np.int64], month: NDArray[np.int64], found: NDArray[np.bool_]
) -> list[Cell]:  # fmt: skip
    codes, back = np.unique((county + 1) * _MONTHS + month + 1, return_inverse=True)
    both = [(int(code) // _MONTHS - 1, int(code) % _MONTHS - 1) for code in codes]
    sizes, parts_found = np.bincount(back, minlength=len(both)), np.bincount(back, found, minlength=len(both))
    return [
        Cell(of, within, *one, Share(int(part), int(size)))
        for one, size, part in zip(both, sizes, parts_found, strict=True)
    ]


def _missing(made: Compared, of: int, within: int) -> Rows:
    rows = made.children.rows
    mine = rows[(rows[:, of] >= 0) & (rows[:, within] < 0), of]
    return np.sort(mine[_inside(_month_of(made.lists[of], mine), made.wanted)])


def _estimate(lists: Sequence[Sent], children: Children, wanted: Wanted) -> Estimated | None:
    """How many births there are by the lists together, with the error of matching allowed for."""
    held, months = children.held, np.full(len(children.rows), -1, np.int64)
    for at in reversed(range(len(lists))):
        months[held[:, at]] = _month_of(lists[at], children.rows[held[:, at], at])
    marks = held[_inside(months, wanted)]
    code = marks @ (2 ** np.arange(len(lists))[::-1])
    counts = np.bincount(code, minlength=2 ** len(lists))[1:]
    names = tuple(one.zh or one.en for one in lists)
    if len(set(names)) < len(names) or len(counts) != len(patterns(len(lists))):
        return None
    histories = Histories(names, counts.astype(np.float64)[None, :])
    return estimate(Counted(("*",), histories), Wish(names[1], linkage=wanted.linkage))


def _notes(lists: Sequence[Sent], whole: dict[tuple[int, int], Share], pairings: Sequence[Pairing]) -> list[Finding]:
    notes = []
    for one in pairings:
        files = f"{lists[one.left].file} / {lists[one.right].file}"
        scripts = [lists[at].records.latin is not None for at in (one.left, one.right)]
        if any(scripts):
            code = "reconcile-latin-letters" if all(scripts) else "reconcile-two-scripts"
            notes.append(Finding(code, Severity.NOTE, Place(file=files)))
        if not len(one.links):
            notes.append(Finding("reconcile-nothing-alike", Severity.WARNING, Place(file=files)))
        crowded = [sent for sent in (lists[one.left], lists[one.right]) if _one_name(sent)]
        notes += [Finding("reconcile-one-name", Severity.WARNING, Place(file=sent.file)) for sent in crowded]
    return list(dict.fromkeys(notes))


def _latin(lists: Sequence[Sent], one: Pairing) -> bool:
    return in_latin_letters(lists[one.left].records, lists[one.right].records)


def _unweighed(lists: Sequence[Sent], one: Pairing) -> Finding:
    """Why what the steps left of two lists was not weighed."""
    left = [len(rows) for rows in one.links.left]
    code = "reconcile-nothing-learnt"
    if min(left) < FEWEST_LEFT:
        code = "reconcile-few-left"
    elif max(left) > MOST_LEFT:
        code = "reconcile-many-left"
    files = f"{lists[one.left].file} / {lists[one.right].file}"
    facts: dict[str, Fact] = {"low": f"{min(left):,}", "high": f"{max(left):,}", "least": FEWEST_LEFT,
                              "most": f"{MOST_LEFT:,}"}  # fmt: skip
    grave = Severity.WARNING if code == "reconcile-many-left" else Severity.NOTE
    return Finding(code, grave, Place(file=files), facts)


def _one_name(sent: Sent) -> bool:
    """Whether one name fills more than a tenth of a list of some size: a column was filled down, most likely."""
    codes = sent.records.name.codes
    known = codes[codes >= 0]
    return len(known) > 1000 and int(np.bincount(known).max()) * 10 > len(known)
