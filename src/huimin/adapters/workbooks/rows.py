"""Whose row is it: from the code and name cells of a sheet to area keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.context import ReadContext
from huimin.adapters.workbooks.grid import Grid, cell_of
from huimin.adapters.workbooks.marks import CODE_COLUMN, TemplateArea
from huimin.findings import Place, nearest

TOTAL = re.compile(r"(合\s*计|总\s*计|小\s*计|(grand |sub)?total)[:：]?", re.IGNORECASE)
NEAREST_AMONG = 2000


def template_rows(
    grid: Grid,
    printed: Sequence[TemplateArea],
    filled: Sequence[bool],
    context: ReadContext,
    notes: Collector,
) -> list[str | None]:
    """The key of each row of a template; None for rows that are not an area's (totals, notes, unknown areas).

    The rows are expected as they were printed. Where they are not (sorted, inserted, a lost hidden sheet),
    each row is found by its code, or by its name where it has none.

    Args:
        printed: the areas of the template; may be empty.
        filled: whether the row holds anything to the right of the name.
    """
    codes, names = grid.texts(1), grid.texts(2)
    length = len(printed)
    if len(codes) == length and codes == [a.code for a in printed] and names == [a.name for a in printed]:
        return [a.key for a in printed]
    by_code = {a.code: a.key for a in printed if a.code}
    by_name = {a.name: a.key for a in printed}
    known = [*by_code, *by_name]
    keys: list[str | None] = []
    for row, (code, name) in enumerate(zip(codes, names, strict=True)):
        key = by_code.get(code) if code else by_name.get(name)
        if key is None and (code or name or filled[row]):
            key = context.key_of(code, (name,)) if code or name else None
            if key is None and filled[row]:
                _not_an_area(grid, row, CODE_COLUMN, code or name, known, context, notes)
        keys.append(key)
    return keys


def _not_an_area(
    grid: Grid, row: int, column: int, text: str, known: Sequence[str], context: ReadContext, notes: Collector
) -> None:
    place = Place(sheet=grid.sheet, cell=cell_of(grid, row, column))
    if TOTAL.fullmatch(text):
        notes.note("total-row-left-out", place, found=text)
    elif not text:
        notes.error("row-without-area", place)
    else:
        notes.error("area-unknown", place, found=text, nearest=nearest_area(text, known, context))


def nearest_area(text: str, known: Sequence[str], context: ReadContext) -> str:
    """The known area most like ``text``: among those printed, else among keys that begin alike."""
    among = list(known[:NEAREST_AMONG])
    if not among and len(context.known_areas) <= NEAREST_AMONG:
        among = list(context.known_areas)
    elif not among and len(text) >= 6:
        among = [key for key in context.known_areas if key.startswith(text[:6])][:NEAREST_AMONG]
    return nearest(text, among) or "—"


def drop_repeated(grid: Grid, keys: list[str | None], column: int, notes: Collector) -> list[str | None]:
    """Tell areas that stand in two rows, keeping the first."""
    if len(set(keys)) == len(keys):
        return keys
    first: dict[str, int] = {}
    kept: list[str | None] = []
    for row, key in enumerate(keys):
        if key is None or first.setdefault(key, row) == row:
            kept.append(key)
            continue
        place = Place(sheet=grid.sheet, cell=cell_of(grid, row, column), area=key)
        notes.error("area-twice", place, first=cell_of(grid, first[key], column))
        kept.append(None)
    return kept


def check_sender(
    grid: Grid,
    keys: Sequence[str | None],
    allowed: Collection[str],
    column: int,
    form: str,
    sender: str,
    context: ReadContext,
    notes: Collector,
) -> None:
    """Tell rows of areas that this sender does not report for, and never did."""
    others = set(keys).difference(allowed, [None])
    was = context.was_of_sender
    others = {key for key in others if key is not None and not (was and was(form, sender, key))}
    for row, key in enumerate(keys) if others else ():
        if key in others:
            place = Place(sheet=grid.sheet, cell=cell_of(grid, row, column), area=key or "")
            notes.error("area-of-another-sender", place, found=key, sender=sender)


def check_missing(sheet: str, keys: Collection[str | None], expected: Collection[str], notes: Collector) -> None:
    """Tell areas that should have reported and are not there or have an empty row."""
    present = set(keys)
    for key in expected:
        if key not in present:
            notes.warn("area-row-missing", Place(sheet=sheet, area=key))
