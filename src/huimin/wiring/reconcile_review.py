"""Comparisons whose lists are received under lock first, looked at, and then compared with explicit columns; the pairs
drawn for a clerical review stay under the same lock and go with the lists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.linkage.guard import WorkingFolder, discard, lock, reopen
from huimin.adapters.linkage.readings import readings
from huimin.adapters.linkage.splink_links import splink_is_there, weigh
from huimin.adapters.linkage.tables import Opened, open_list
from huimin.adapters.linkage.workbook_list import is_workbook
from huimin.areas import Areas
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.reconciliation.mapping import ListMapping, columns_of
from huimin.reconciliation.places import CodePlaces, Places, TreePlaces
from huimin.reconciliation.readings import Readings
from huimin.reconciliation.records import FIELDS
from huimin.reconciliation.review.marking import shape
from huimin.tasks.reconcile.answers import Found
from huimin.tasks.reconcile.comparing import Compared, Wanted, compare
from huimin.tasks.reconcile.ports import Sent
from huimin.tasks.reconcile.review_words import checked_blocks
from huimin.tasks.reconcile.reviewing import Drawn, draw_review
from huimin.tasks.reconcile.words import FIELDS as WORDS
from huimin.wiring.reconcile import (
    WORKING,
    Step,
    keys_folder,
    put,
    read_records,
    remove_overdue,
    texts_of,
    write_results,
)

LANGUAGES = ("zh", "en")
PREVIEWED = 3
FEWEST_RECORDS = 5
"""A list of fewer, compared with another office's, would ask after persons."""
_NEEDED = (("birth",), ("name", "mother", "identity", "mother_identity"))


@dataclass(frozen=True)
class Look:
    """What the beginning of a list shows.

    Attributes:
        header: its headings. columns: heading by field, guessed or as told.
        rows: the first rows as shapes, never as they stand. count: records in the part looked at. whole: that is all.
        findings: what could not be read, or is missing.
    """

    header: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    count: int = 0
    whole: bool = True
    findings: tuple[Finding, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing in it keeps it from being compared."""
        return not any(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True)
class Locked:
    """A list in a working folder: its name in words, the file it came as, the name it lies under, its columns."""

    name: str
    file: str
    sealed: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class SealedOrder:
    """What is compared.

    Attributes:
        place: the working folder with the lists. out: where results go, a folder a language.
        areas: the area tree; None: codes alone. budget: pairs to be drawn for review. seed: of the draw.
        reviews: what people found, by the numbers of the two lists: goes into the report and the estimate.
    """

    place: WorkingFolder
    lists: tuple[Locked, ...]
    out: Path
    today: date
    areas: Areas | None = None
    wanted: Wanted = field(default_factory=Wanted)
    simulated: bool = False
    budget: int = 0
    seed: int = 1
    reviews: Mapping[tuple[int, int], Found] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of it: the comparison and what was drawn for review."""

    compared: Compared
    drawn: tuple[Drawn, ...]


class UnreadableLists(Invalid):
    """Some lists cannot be used; ``by_list`` has the findings by the number of the list."""

    def __init__(self, by_list: Mapping[int, Sequence[Finding]]) -> None:
        super().__init__([one for found in by_list.values() for one in found])
        self.by_list = dict(by_list)


def new_folder(root: Path, remove_on: date) -> WorkingFolder:
    """A new working folder below ``root``, to be removed on a day."""
    return lock(root / WORKING, keys_folder(), remove_on)


def folder_of(root: Path, name: str) -> WorkingFolder | None:
    """The working folder of this name; None where it has been removed."""
    return reopen(root / WORKING, keys_folder(), name)


def drop_folder(root: Path, name: str) -> None:
    """Remove a working folder now."""
    discard(root / WORKING, keys_folder(), name)


def sweep(root: Path, today: date) -> tuple[str, ...]:
    """Remove lists, pairs and readers' workbooks whose day has come; the names of their folders."""
    return remove_overdue(root, today)


def places_of(areas: Areas | None, today: date) -> Places:
    """Areas by the tree, or by their codes alone."""
    return CodePlaces() if areas is None else TreePlaces(areas, today)


def table_of_readings() -> Readings:
    """How characters are read."""
    return readings()


def look_at(
    place: WorkingFolder, sealed: str, file: str, places: Places, columns: Mapping[str, str] | None = None
) -> Look:  # fmt: skip
    """Look at the beginning of a list, all of it where it is small.

    Args:
        file: what findings call it. columns: heading by field, as a person chose; None: guessed from the headings.
    """
    path = place.path_of(sealed)
    data, whole = place.beginning(path)
    if not whole and is_workbook(data):
        data, whole = place.opened(path), True
    try:
        opened = open_list(data, file, whole=whole)
    except Invalid as invalid:
        return Look(findings=tuple(invalid.findings), whole=whole)
    header = opened.header
    chosen = columns_of(header, ListMapping(), file, []) if columns is None else _there(columns, header)
    rows = _shapes(opened)
    faults = list(_lacking(chosen, file))
    if faults:
        return Look(header, chosen, rows, 0, whole, tuple(faults))
    try:
        ready, table = read_records(opened, chosen, places)
    except Invalid as invalid:
        return Look(header, chosen, rows, 0, whole, tuple(invalid.findings))
    short = (Finding("reconcile-list-short", Severity.ERROR, Place(file=file), {"least": FEWEST_RECORDS}),)
    notes = (*ready.notes, *(short if whole and table.num_rows < FEWEST_RECORDS else ()))
    return Look(header, chosen, rows, table.num_rows, whole, notes)


def _there(columns: Mapping[str, str], header: Sequence[str]) -> dict[str, str]:
    return {one: columns[one] for one in FIELDS if columns.get(one) in header}


def _lacking(columns: Mapping[str, str], file: str) -> list[Finding]:
    """A birth date, and a name or a number, is the least that a comparison needs."""
    return [
        Finding("reconcile-column-choose", Severity.ERROR, Place(file=file, element=any_of[0]),
                {"expected": "、".join(f"{WORDS[one][0]} ({WORDS[one][1]})" for one in any_of)})
        for any_of in _NEEDED if not any(one in columns for one in any_of)
    ]  # fmt: skip


def _shapes(opened: Opened) -> tuple[tuple[str, ...], ...]:
    width = len(opened.header)
    return tuple(tuple(shape(cell) for cell in (*row, *[""] * width)[:width]) for row in opened.first[:PREVIEWED])


def compare_locked(order: SealedOrder, step: Step) -> Outcome:
    """Compare lists that lie under lock, write the results in both languages, and draw pairs for review.

    Raises:
        UnreadableLists: lists that cannot be read. Invalid: they cannot be compared.
    """
    steps = len(order.lists) + 2
    places = places_of(order.areas, order.today)
    sent, tables = _read(order, places, step, steps)
    step(len(order.lists), steps, "")
    made = compare(sent, order.wanted, weigh if splink_is_there() else None)
    step(len(order.lists) + 1, steps, "")
    order.out.mkdir(parents=True, exist_ok=True, mode=0o700)
    for lang in LANGUAGES:
        names = [one.name(lang) for one in made.lists]
        told = [(names[left], names[right], one) for (left, right), one in sorted(order.reviews.items())]
        checked = tuple(checked_blocks(told, lang))
        write_results(order.out / lang, made, places, lang, order.today, order.simulated, checked)
    for (left, right), found in sorted(order.reviews.items()):
        if (record := found.record()) is not None:
            record["lists"] = [made.lists[at].name("en") for at in (left, right)]
            put(order.out / review_name(left, right), json.dumps(record, ensure_ascii=False, indent=2).encode())
    drawn = _drawn(order, made, tables) if order.budget else ()
    step(steps, steps, "")
    return Outcome(made, drawn)


def _read(order: SealedOrder, places: Places, step: Step, steps: int) -> tuple[list[Sent], list[Any]]:
    sent, tables, faults = [], [], dict[int, Sequence[Finding]]()
    for at, one in enumerate(order.lists):
        step(at, steps, one.name)
        try:
            data = order.place.opened(order.place.path_of(one.sealed))
            ready, table = read_records(open_list(data, one.file), one.columns, places)
            del data
        except Invalid as invalid:
            faults[at] = invalid.findings
            continue
        sent.append(Sent(one.name, one.name, one.file, ready.records, ready.numbers_at, ready.unnamed, ready.notes))
        tables.append(table)
    if faults:
        raise UnreadableLists(faults)
    return sent, tables


def _drawn(order: SealedOrder, made: Compared, tables: Sequence[Any]) -> tuple[Drawn, ...]:
    def texts(at: int, rows: NDArray[np.int64]) -> list[dict[str, str]]:
        return texts_of((tables[at], order.lists[at].columns), rows)

    drawn = tuple(draw_review(made, one, texts, order.budget, order.seed) for one in made.pairings)
    for one in drawn:
        keep_drawn(order.place, one)
    return drawn


def keep_drawn(place: WorkingFolder, one: Drawn) -> None:
    """Put the pairs of two lists under lock."""
    name = pairs_name(one.left, one.right)
    place.path_of(name).unlink(missing_ok=True)
    with place.receive(name) as sealed:
        sealed.write(json.dumps(one.plain(), ensure_ascii=False).encode())


def review_name(left: int, right: int) -> str:
    """The file that says what readers found of two lists, as ``huimin reconcile --from-review`` takes it."""
    return f"review-{left + 1}-{right + 1}.json"


def pairs_name(left: int, right: int) -> str:
    """The name under which the pairs of two lists lie."""
    return f"pairs-{left}-{right}"


def drawn_of(place: WorkingFolder, left: int, right: int) -> Drawn:
    """The pairs drawn of two lists.

    Raises:
        Invalid: they are not what they were.
    """
    return Drawn.of(json.loads(place.opened(place.path_of(pairs_name(left, right)))))
