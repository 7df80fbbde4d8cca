"""Reading filled-in workbooks with all checks: 600 townships' books of 60 villages by 42 columns.

    python benchmarks/bench_workbooks.py

The form is the monthly village return of the China pack with all its rules, the figures are those of the sample city.
Each book is read, every cell is checked, the rules are evaluated, and each row is compared with the month before.
On two cores the books go through the pool of reading processes that a load uses, and the checks are made where a load
makes them, in the process that waits for the pool. Beside it: the bare reading library, which only loads the sheet.
"""

from __future__ import annotations

import io
import multiprocessing
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import fastexcel
import numpy as np
from bars import bar, say

import huimin
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.workbooks import ReadContext, ReadResult, read_workbook, write_template
from huimin.adapters.workbooks.pool import PooledReader
from huimin.figures.batch import ReportBatch
from huimin.figures.checks import CompiledChecks
from huimin.figures.dictionary import Dictionary, read_dictionary
from huimin.figures.forms import Form, read_forms
from huimin.figures.periods import Period
from huimin.language import Leaf, Symbol
from huimin.tasks.ports import IncomingFile
from huimin.tasks.sample_city import PACK_FILES, make_city, read_settings

BOOKS, VILLAGES, MONTHS, REPEATS = 600, 60, 32, 3
PACKS = Path(huimin.__file__).parent / "packs"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Setting(NamedTuple):
    """What every process needs."""

    forms: tuple[Form, ...]
    form: Form
    dictionary: Dictionary
    context: ReadContext
    checks: CompiledChecks


class Names:
    """The elements by code or name."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        if parts[0] not in self.dictionary:
            return None
        element = self.dictionary[parts[0]]
        atoms = self.dictionary.atoms_of(element, parts[1:])
        return Symbol(".".join(parts), element.zh, element.en, element.unit, atoms, None, element.low)

    def names(self) -> list[str]:
        return self.dictionary.names()


def keys_of(book: int) -> list[str]:
    """The villages of one township."""
    return [f"9901{book:05d}{village:03d}" for village in range(1, VILLAGES + 1)]


@cache
def setting() -> Setting:
    """Dictionary and forms of the China pack, and a context that knows every village."""
    dictionary = read_dictionary(map(load_yaml, sorted((PACKS / "china/dictionary").glob("*.yaml"))), [])
    forms = read_forms(map(load_yaml, sorted((PACKS / "china/forms").glob("*.yaml"))), dictionary, [])
    form = next(form for form in forms if form.code == "village_monthly")
    known = frozenset(key for book in range(BOOKS) for key in keys_of(book))
    context = ReadContext({form.code: form}, dictionary, known)
    return Setting(forms, form, dictionary, context, CompiledChecks(form, dictionary, Names(dictionary)))


def context_of(folder: Path) -> ReadContext:
    """The context, for a reading process that starts from nothing."""
    return setting().context


class Book(NamedTuple):
    """A workbook to be read: its file, and the villages' figures of the month before, by atom."""

    file: IncomingFile
    before: dict[str, np.ndarray]


def write_books() -> list[Book]:
    """The filled-in workbooks, sixty villages of one month in each."""
    forms, form, dictionary, _, _ = setting()
    settings = read_settings(load_yaml(PACKS / "sample_city" / name) for name in PACK_FILES)
    settings = settings.scaled(9, 74, 1244, months=MONTHS).planting(**dict.fromkeys(settings.faults, 0))
    figures = make_city(1, settings, dictionary, forms).figures[form.code]
    truth = figures.truth[:, np.isfinite(figures.truth[:, :, 0]).all(axis=0)]
    blocks = [
        (figures.periods[month], truth[month - 1, start : start + VILLAGES], truth[month, start : start + VILLAGES])
        for month in range(1, MONTHS)
        for start in range(0, truth.shape[1] - VILLAGES + 1, VILLAGES)
    ]
    return [_book(number, *block) for number, block in enumerate(blocks[:BOOKS])]


def _book(number: int, period: Period, before: np.ndarray, now: np.ndarray) -> Book:
    form, keys = setting().form, keys_of(number)
    numbers = np.arange(100, dtype=np.int32)
    filled = ReportBatch(form.code, period, "", tuple(keys), form.atoms, now, numbers[:VILLAGES], numbers[:42])
    areas = [(key, key, f"村{key[-3:]}") for key in keys]
    buffer = io.BytesIO()
    write_template(buffer, form, setting().dictionary, period, f"9901{number:05d}", areas, "zh", filled)
    file = IncomingFile(f"{number}.xlsx", buffer.getvalue(), "", NOON)
    return Book(file, dict(zip(form.atoms, before.T, strict=True)))


def check(book: Book, found: ReadResult) -> None:
    """All checks of one workbook that was read."""
    (batch,) = found.batches
    month = batch.period.first - 1

    def history(leaf: Leaf) -> np.ndarray | None:
        return book.before.get(leaf.atom) if leaf.first == leaf.last == month else None

    told = found.findings + setting().checks.check_batch(batch, history)
    assert batch.values.shape == (VILLAGES, 42)
    assert not any(finding.severity.word == "error" for finding in told), told[0]


def read_and_check(book: Book) -> None:
    """Read one workbook with all checks, in this process."""
    check(book, read_workbook(book.file.data, book.file.name, setting().context))


def bare(data: bytes) -> int:
    """The reading library alone: the whole sheet as it comes."""
    return int(fastexcel.read_excel(data).load_sheet(0).to_arrow().num_rows)


def a_second(work: Callable[[], None], books: int) -> tuple[float, float]:
    """Books a second by the clock, the best of some runs (others use the machine as well), and by the time that the
    processor spent in this process."""
    best = spent = 0.0
    for _ in range(REPEATS):
        start, busy = time.perf_counter(), time.process_time()
        work()
        best = max(best, books / (time.perf_counter() - start))
        spent = max(spent, books / (time.process_time() - busy))
    return best, spent


def each(work: Callable[[Book], object], books: Iterable[Book]) -> None:
    """Work on each book."""
    for book in books:
        work(book)


def through_the_pool(reader: PooledReader, books: list[Book]) -> None:
    """Read by two processes, check in this one: as a load does."""
    results = reader.read(book.file for book in books)
    for book, (_, found) in zip(books, results, strict=True):
        check(book, found)


def main() -> None:
    start = time.process_time()
    books = write_books()
    written = len(books) / (time.process_time() - start)
    size = sum(len(book.file.data) for book in books) / len(books) / 1000
    say(f"{len(books)} workbooks of {size:.0f} KB, {written:.0f} written a second, {len(setting().form.rules)} rules")
    each(read_and_check, books[:20])

    library, busy = a_second(lambda: each(lambda book: bare(book.file.data), books), len(books))
    say(f"the bare reader: {library:.0f} a second on one core ({busy:.0f} a second of its processor time)")
    one, busy = a_second(lambda: each(read_and_check, books), len(books))
    say(f"with all checks: {one:.0f} a second on one core ({busy:.0f} a second of its processor time)")

    data = [book.file.data for book in books]
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(bare, data[:40], chunksize=20))
        library, _ = a_second(lambda: list(pool.map(bare, data, chunksize=20)) and None, len(books))
    say(f"the bare reader: {library:.0f} a second on two cores")
    with PooledReader(setting().context, context_of, PACKS, 2) as reader:
        through_the_pool(reader, books[:100])
        two, _ = a_second(lambda: through_the_pool(reader, books), len(books))
    bar("workbooks_one_core", one, 250, "/s", most=False)
    bar("workbooks_two_cores", two, 450, "/s", most=False)


if __name__ == "__main__":
    main()
