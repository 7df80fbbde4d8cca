"""What is wrong or odd about a tree, all of it at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from huimin.areas.columns import ALWAYS, FOREVER, Columns
from huimin.areas.events import Events
from huimin.areas.levels import Levels
from huimin.areas.report import Report
from huimin.findings import Place, Severity

LISTED = 20  # notes of one kind told one by one; more are counted


def find_defects(columns: Columns, events: Events, levels: Levels, report: Report) -> None:
    """Add every defect of lives, levels, codes and shape to ``report``."""
    if not len(columns):
        report.add("areas-empty", Severity.ERROR)
        return
    _lives(columns, events, report)
    _codes_twice(columns, report)
    _levels(columns, events, levels, report)
    _code_shapes(columns, levels, report)
    _code_places(columns, levels, report)
    _without_code(columns, report)
    _without_children(columns, events, levels, report)
    _roots(columns, events, report)


def text(day: int) -> str:
    """A day for a sentence; an open one is a dash."""
    return date.fromordinal(day).isoformat() if ALWAYS < day < FOREVER else "—"


def _lives(columns: Columns, events: Events, report: Report) -> None:
    for i in np.flatnonzero(columns.start > columns.end).tolist():
        facts = {
            "name": columns.zh[i],
            "start": text(int(columns.start[i])),
            "end": text(int(columns.end[i])),
        }
        report.add("area-ends-before-it-begins", Severity.ERROR, columns.place(i), **facts)
    for i, parent, first, last in _stays(columns, events):
        # A parent that gave way to one successor (or came from something) hands its children on.
        late = first < int(columns.start[parent]) and parent not in events.before
        early = last > int(columns.end[parent]) and not _handed_on(parent, events)
        if late or early:
            facts = {"name": columns.zh[i], "parent": columns.keys[parent], "parent_name": columns.zh[parent]}
            facts |= {"start": text(int(columns.start[parent])), "end": text(int(columns.end[parent]))}
            report.add("area-outlives-parent", Severity.ERROR, columns.place(i), **facts)


def _handed_on(parent: int, events: Events) -> bool:
    succession = events.after.get(parent)
    return succession is not None and len(succession.new) == 1


def _stays(columns: Columns, events: Events) -> Iterator[tuple[int, int, int, int]]:
    """(area, parent, first day, last day) of every stay under a parent that does not lie within the parent's
    life.
    """
    parent = columns.parent
    moved: dict[int, list[tuple[int, int]]] = {}
    for day, area, above in events.moves:
        moved.setdefault(area, []).append((day, above))
    outside = (columns.start < columns.start[parent]) | (columns.end > columns.end[parent])
    for i in np.flatnonzero(outside & (parent >= 0)).tolist():
        if i not in moved:
            yield i, int(parent[i]), int(columns.start[i]), int(columns.end[i])
    for i, steps in moved.items():
        firsts = [int(columns.start[i]), *(day for day, _ in steps)]
        lasts = [*(day - 1 for day, _ in steps), int(columns.end[i])]
        for above, first, last in zip([int(parent[i]), *(p for _, p in steps)], firsts, lasts, strict=True):
            if above >= 0 and (first < columns.start[above] or last > columns.end[above]):
                yield i, above, first, last


def _codes_twice(columns: Columns, report: Report) -> None:
    """A code may be used again after its area has ended, but not by two areas at the same time."""
    coded = [code for code in columns.codes if code]
    if len(set(coded)) == len(coded):
        return
    holders: dict[str, list[int]] = {}
    for i, code in enumerate(columns.codes):
        if code:
            holders.setdefault(code, []).append(i)
    for code, ids in holders.items():
        ids.sort(key=lambda i: (int(columns.start[i]), int(columns.line[i])))
        for first, second in pairwise(ids):
            if columns.start[second] <= columns.end[first]:
                facts = {"code": code, "name": columns.zh[second], "other": columns.zh[first]}
                since, until = (
                    int(columns.start[second]),
                    min(int(columns.end[first]), int(columns.end[second])),
                )
                facts |= {"since": text(since), "until": text(until), "other_key": columns.keys[first]}
                report.add("area-code-twice", Severity.ERROR, columns.place(second), **facts)


def _levels(columns: Columns, events: Events, levels: Levels, report: Report) -> None:
    known = len(levels.levels)
    if not known:
        return  # said where levels.yaml was read
    for i in np.flatnonzero(columns.level >= known).tolist():
        found = columns.level_codes[columns.level[i]]
        facts = {"name": columns.zh[i], "found": found, "options": ", ".join(levels.codes)}
        facts["nearest"] = report.nearest(found, levels.codes) or (levels.codes[-1] if levels.codes else "")
        report.add("area-level-unknown", Severity.ERROR, columns.place(i), **facts)
    above = columns.level[columns.parent]
    wrong = (columns.parent >= 0) & (above >= columns.level)
    pairs = [(i, int(columns.parent[i])) for i in np.flatnonzero(wrong).tolist()]
    pairs += [(i, parent) for _, i, parent in events.moves if columns.level[parent] >= columns.level[i]]
    for i, parent in pairs:
        if columns.level[i] < known and columns.level[parent] < known:
            facts = {
                "name": columns.zh[i],
                "level": levels.codes[columns.level[i]],
                "parent": columns.keys[parent],
            }
            facts |= {"parent_name": columns.zh[parent], "parent_level": levels.codes[columns.level[parent]]}
            report.add("area-level-not-below", Severity.ERROR, columns.place(i), **facts)


def _code_shapes(columns: Columns, levels: Levels, report: Report) -> None:
    n = len(columns)
    length = np.fromiter(map(len, columns.codes), np.int32, n)
    digits = np.fromiter(map(str.isdigit, columns.codes), bool, n)
    ascii_ = np.fromiter(map(str.isascii, columns.codes), bool, n)
    for number, level in enumerate(levels.levels):
        if not level.digits:
            continue
        mine = (columns.level == number) & (length > 0)
        for i in np.flatnonzero(mine & ~(np.isin(length, level.digits) & digits & ascii_)).tolist():
            facts = {"name": columns.zh[i], "code": columns.codes[i], "level": level.code}
            facts["digits"] = " / ".join(map(str, level.digits))
            report.add("area-code-shape", Severity.WARNING, columns.place(i), **facts)


def _code_places(columns: Columns, levels: Levels, report: Report) -> None:
    for i in codes_elsewhere(columns.codes, columns.parent, columns.level, levels).tolist():
        parent = int(columns.parent[i])
        facts = {"name": columns.zh[i], "code": columns.codes[i], "parent_code": columns.codes[parent]}
        facts["parent_name"] = columns.zh[parent]
        report.add("area-code-elsewhere", Severity.WARNING, columns.place(i), **facts)


def codes_elsewhere(
    codes: tuple[str, ...], parent: NDArray[np.int32], level: NDArray[np.int32], levels: Levels
) -> NDArray[np.intp]:
    """The positions of areas whose code does not begin as their parent's does (``prefix`` of the parent's
    level).
    """
    prefix = np.array([known.prefix for known in levels.levels] + [0] * (int(level.max(initial=0)) + 1), np.int32)
    length = np.where(parent >= 0, prefix[level[parent]], 0).tolist()
    wrong = [
        bool(n and code and codes[above] and code[:n] != codes[above][:n])
        for code, above, n in zip(codes, parent.tolist(), length, strict=True)
    ]
    return np.flatnonzero(wrong)


def _listed(code: str, ids: list[int], columns: Columns, report: Report) -> None:
    """A note for each area, or one for all where they are many."""
    if len(ids) <= LISTED:
        for i in ids:
            facts = {"name": columns.zh[i], "level": columns.level_codes[columns.level[i]]}
            report.add(code, Severity.NOTE, columns.place(i), **facts)
        return
    examples = "、".join(columns.zh[i] or columns.keys[i] for i in ids[:5])
    place = Place(file=columns.files[columns.file[ids[0]]])
    report.add(f"{code}-many", Severity.NOTE, place, count=len(ids), examples=examples)


def _without_code(columns: Columns, report: Report) -> None:
    if any(columns.codes):
        _listed("area-without-code", [i for i, code in enumerate(columns.codes) if not code], columns, report)


def _without_children(columns: Columns, events: Events, levels: Levels, report: Report) -> None:
    """Areas above the lowest level, still existing, that have no child any more."""
    parent = columns.parent.copy()
    for _, i, above in events.moves:
        parent[i] = above
    barren = np.ones(len(columns) + 1, bool)
    barren[parent[columns.end == FOREVER]] = False
    for succession in events.successions:  # a successor takes over the children
        if len(succession.new) == 1 and not barren[list(succession.old)].all():
            barren[list(succession.new)] = False
    leaf = len(levels.levels) - 1
    ids = np.flatnonzero(barren[:-1] & (columns.level < leaf) & (columns.end == FOREVER)).tolist()
    _listed("area-without-children", ids, columns, report)


def _roots(columns: Columns, events: Events, report: Report) -> None:
    """More than one area at the top, those not counted whose parent is wrong (they have a finding
    already).
    """
    roots = [i for i in np.flatnonzero(columns.parent < 0).tolist() if columns.keys[i] not in columns.cut]
    roots = [i for i in roots if i not in events.after]
    if len(roots) > 1:
        examples = "、".join(f"{columns.zh[i]} ({columns.keys[i]})" for i in roots[:5])
        report.add(
            "area-roots-several",
            Severity.WARNING,
            columns.place(roots[1]),
            count=len(roots),
            examples=examples,
        )
