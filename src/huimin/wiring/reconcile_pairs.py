"""Pairs read away from the site: drawn into a workbook for each reader, read back, settled, told, and removed.

The pairs lie encrypted in a folder of their own below ``to-read``, with the workbooks beside them, and go with it: on
its day, or by hand. What stays is how good the matching is.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.adapters.linkage.guard import WorkingFolder, discard, lock, reopen
from huimin.adapters.linkage.reading_books import Returned, Sheet, book_bytes, read_book
from huimin.adapters.linkage.readings import readings
from huimin.findings import Fact, Finding, Invalid, Severity
from huimin.reconciliation.places import CodePlaces
from huimin.tasks.reconcile.answers import Found
from huimin.tasks.reconcile.comparing import Compared, compare
from huimin.tasks.reconcile.private import draw_encoded
from huimin.tasks.reconcile.review_words import review_document
from huimin.tasks.reconcile.reviewing import draw_review, lines, place_words
from huimin.tasks.reconcile.rounds import READERS, THIRD, Round, Said
from huimin.wiring import lots
from huimin.wiring.reconcile import (
    FORMATS,
    TO_READ,
    WORKING,
    Order,
    Step,
    file_stem_of,
    keys_folder,
    mappings_of,
    places_of,
    put,
    read_lists,
    remove_overdue,
    texts_of,
    weigher_of,
)
from huimin.wiring.reconcile_private import all_encoded, compare_taken_in
from huimin.wiring.reconcile_review import drawn_of, keep_drawn

ROUND = "round"
RESULT = "review.json"


@dataclass(frozen=True)
class Handed:
    """A draw: its batch and folder, the day it goes, the files for each reader, pairs of every two lists, remarks; and
    whether the lists are encoded.
    """

    batch: str
    folder: Path
    remove_on: date
    files: tuple[Path, ...]
    pairs: tuple[int, ...]
    notes: tuple[Finding, ...]
    encoded: bool = False


@dataclass(frozen=True, eq=False)
class Come:
    """What the workbooks say.

    Attributes:
        reviews: the names of every two lists, and what their review has come to.
        open: by reader, pairs without an answer. third: the files for a third reader, if one is wanted.
        files: what was written. complete: everything is settled.
    """

    reviews: tuple[tuple[str, str, Found], ...]
    open: dict[int, int]
    third: tuple[Path, ...]
    files: tuple[Path, ...]

    @property
    def complete(self) -> bool:
        """Whether every pair has an answer that counts."""
        return all(found.complete for _, _, found in self.reviews)


# --- drawn


def draw_pairs(order: Order, budget: int, step: Step) -> Handed:
    """Compare lists and draw pairs of every two of them for two readers.

    Args:
        order: what is compared; ``keep`` is for how many days the pairs lie there. budget: pairs of every two lists.

    Raises:
        Invalid: everything that keeps the lists from being compared; ``pairs-none``.
    """
    remove_overdue(order.out, order.today)
    seed = lots.number()
    working = lock(order.out / WORKING, keys_folder(), order.today)
    try:
        one, notes = (_drawn_encoded if all_encoded(order.files) else _drawn)(order, working, budget, seed, step)
    finally:
        working.remove()
    if not any(each.pairs for each in one.drawn):
        raise Invalid([Finding("pairs-none", Severity.ERROR)])
    place = lock(order.out / TO_READ, keys_folder(), order.today + timedelta(days=order.keep))
    try:
        _keep(place, one)
        files = tuple(chain.from_iterable(_hand_out(place, one, reader, {}) for reader in READERS))
    except BaseException:
        place.remove()
        raise
    pairs = tuple(len(each.pairs) for each in one.drawn)
    return Handed(place.folder.name, place.folder, place.remove_on, files, pairs, notes, one.encoded)


def _drawn(
    order: Order, working: WorkingFolder, budget: int, seed: int, step: Step
) -> tuple[Round, tuple[Finding, ...]]:  # fmt: skip
    mappings, places = mappings_of(order), places_of(order.workspace, order.today)
    sent, tables = read_lists(order, mappings, working, places, step, True)
    step(len(sent), len(sent) + 2, "")
    made = compare(sent, order.wanted, weigher_of(order))

    def texts(at: int, rows: NDArray[np.int64]) -> list[dict[str, str]]:
        kept = tables[at]
        assert kept is not None
        found = texts_of(kept, rows)
        # Areas are written out now: the tree need not be there when a third reader is wanted.
        return [{**row, "area": place_words(row.get("area", ""), places, order.lang)} for row in found]

    drawn = tuple(draw_review(made, one, texts, budget, seed) for one in made.pairings)
    names = tuple(one.name(order.lang) for one in made.lists)
    return Round(drawn, names, seed, order.lang, simulated=mappings.simulated), _read_notes(made)


def _drawn_encoded(
    order: Order, working: WorkingFolder, budget: int, seed: int, step: Step
) -> tuple[Round, tuple[Finding, ...]]:  # fmt: skip
    found, made = compare_taken_in(order, working, places_of(order.workspace, order.today), step)
    encodings = [one.encoding for one in found]
    drawn = tuple(draw_encoded(made, one, encodings, budget, seed) for one in made.pairings)
    names = tuple(one.name(order.lang) for one in made.lists)
    simulated = any(one.header.simulated for one in found)
    return Round(drawn, names, seed, order.lang, encoded=True, simulated=simulated), _read_notes(made)


def _read_notes(made: Compared) -> tuple[Finding, ...]:
    """What could not be read of the lists; what is said of their coverage belongs to the comparison itself."""
    return tuple(note for one in made.lists for note in one.notes)


def _keep(place: WorkingFolder, one: Round) -> None:
    for drawn in one.drawn:
        keep_drawn(place, drawn)
    with place.receive(ROUND) as sealed:
        sealed.write(json.dumps(one.plain(), ensure_ascii=False).encode())


def _kept(place: WorkingFolder) -> Round:
    plain = json.loads(place.opened(place.path_of(ROUND)))
    return Round.of(plain, [drawn_of(place, left, right) for left, right in plain["lists"]])


def _hand_out(place: WorkingFolder, one: Round, reader: int, said: Said) -> list[Path]:
    """The files of one reader in a folder of its own; of encoded lists a team, with a table of codes an office."""
    folder = place.folder / f"reader-{reader}"
    folder.mkdir(mode=0o700, exist_ok=True)
    chosen = {at: numbered for at in range(len(one.drawn)) if (numbered := one.for_reader(at, reader, said))}
    sheets = [_sheet(one, at, numbered) for at, numbered in chosen.items()]
    book = book_bytes(sheets, place.folder.name, reader, one.lang, one.simulated)
    files = [put(folder / f"pairs-{reader}.xlsx", book)]
    if one.encoded:
        files += [put(folder / f"for-{at + 1}-{file_stem_of(name, at)}.csv", _codes(one, at, chosen))
                  for at, name in enumerate(one.names)]  # fmt: skip
    return files


def _sheet(one: Round, at: int, numbered: Sequence[tuple[int, int]]) -> Sheet:
    drawn = one.drawn[at]
    pairs = [(number, () if one.encoded else lines(drawn.pairs[pair], readings(), CodePlaces(), one.lang))
             for number, pair in numbered]  # fmt: skip
    names = one.names[drawn.left], one.names[drawn.right]
    return Sheet((drawn.left + 1, drawn.right + 1), names, pairs)


def _codes(one: Round, at: int, chosen: dict[int, list[tuple[int, int]]]) -> bytes:
    """For the office that sent list ``at``: its own code of each pair, nothing of the other side's."""
    heads = ("代码", "序号", "与哪份名单") if one.lang == "zh" else ("code", "pair", "compared with")
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(heads)
    for review, numbered in chosen.items():
        drawn = one.drawn[review]
        if at not in (drawn.left, drawn.right):
            continue
        side, other = (0, drawn.right) if at == drawn.left else (1, drawn.left)
        writer.writerows((drawn.pairs[pair].texts["number"][side], number, one.names[other])
                         for number, pair in numbered)  # fmt: skip
    return paper.getvalue().encode("utf-8-sig")


# --- read back


def read_pairs(files: Sequence[Path], out: Path, today: date, lang: str) -> Come:
    """What readers' workbooks say, in any order; where the two differ, a workbook for a third reader.

    Args:
        out: the folder given when the pairs were drawn. lang: of what is written.

    Raises:
        Invalid: workbooks that cannot be read or do not belong together, answers that cannot be read.
    """
    remove_overdue(out, today)
    returned = _returned(files)
    place = reopen(out / TO_READ, keys_folder(), returned[0].batch)
    if place is None:
        facts: dict[str, Fact] = {"found": returned[0].batch, "folder": str(out)}
        raise Invalid([Finding("pairs-gone", Severity.ERROR, facts=facts)])
    one = _kept(place)
    said = _said(one, returned)
    reviews = tuple(
        (one.names[drawn.left], one.names[drawn.right], one.found(at, said)) for at, drawn in enumerate(one.drawn)
    )
    left = {reader: sum(len(one.for_reader(at, reader, said)) - len(said.get(at, {}).get(reader, {}))
                        for at in range(len(one.drawn))) for reader in READERS}  # fmt: skip
    read = all(found.both == found.pairs for _, _, found in reviews)
    apart = sum(found.apart for _, _, found in reviews)
    third = tuple(_hand_out(place, one, THIRD, said)) if read and apart else ()
    return Come(reviews, left, third, tuple(_told(out, one, reviews, today, lang)) if read else ())


def _returned(files: Sequence[Path]) -> list[Returned]:
    faults: list[Finding] = []
    found: list[Returned] = []
    for path in files:
        try:
            found.append(read_book(path.read_bytes(), path.name))
        except Invalid as invalid:
            faults += invalid.findings
    faults += chain.from_iterable(one.findings for one in found)
    if len({one.batch for one in found}) > 1:
        faults.append(Finding("pairs-batches", Severity.ERROR))
    faults += [Finding("pairs-reader-twice", Severity.ERROR, facts={"found": reader})
               for reader, count in Counter(one.reader for one in found).items() if count > 1]  # fmt: skip
    if not faults and {one.reader for one in found} not in ({*READERS}, {*READERS, THIRD}):
        faults.append(Finding("pairs-both-needed", Severity.ERROR))
    if faults:
        raise Invalid(faults)
    return found


def _said(one: Round, returned: Sequence[Returned]) -> dict[int, dict[int, dict[int, str]]]:
    """By review, reader and number what was answered."""
    at_of = {(drawn.left + 1, drawn.right + 1): at for at, drawn in enumerate(one.drawn)}
    said: dict[int, dict[int, dict[int, str]]] = {at: {} for at in at_of.values()}
    for book in returned:
        for lists, answers in book.answers.items():
            if lists in at_of:
                said[at_of[lists]][book.reader] = dict(answers)
    return said


def _told(
    out: Path, one: Round, reviews: Sequence[tuple[str, str, Found]], today: date, lang: str
) -> list[Path]:  # fmt: skip
    """The chapter on the review as a document; once everything is settled, what ``--from-review`` takes."""
    from huimin.adapters.official import Letterhead
    from huimin.wiring.document_files import write

    document = review_document(reviews, lang, today, one.simulated)
    files = list(write(document, FORMATS, out / "review", Letterhead()).files)
    if all(found.complete for _, _, found in reviews):
        plain = result_of(reviews)
        files.append(put(out / RESULT, json.dumps(plain, ensure_ascii=False, indent=2).encode()))
    return files


def result_of(reviews: Sequence[tuple[str, str, Found]]) -> dict[str, Any]:
    """What was found of every two lists, as plain data that ``linkage_from_review`` takes."""
    records = [{"lists": [one, other], **(found.record() or {})} for one, other, found in reviews]
    return records[0] if len(records) == 1 else {"reviews": records}


# --- removed


def remove_pairs(out: Path) -> tuple[str, ...]:
    """Remove all pairs and workbooks below ``out`` now; the names of their batches."""
    there = sorted(one.name for one in (out / TO_READ).glob("*") if one.is_dir())
    for name in there:
        discard(out / TO_READ, keys_folder(), name)
    return tuple(there)
