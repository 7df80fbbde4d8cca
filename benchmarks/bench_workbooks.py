"""Reading filled-in workbooks with all checks: 200 townships' books of 60 villages by 42 columns.

    python benchmarks/bench_workbooks.py

Each book is read from its file, every cell is checked, the rules of the form are evaluated, and each row is
compared with the month before. Beside it: the bare reading library, which only loads the sheet.
"""

from __future__ import annotations

import io
import multiprocessing
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import fastexcel
import numpy as np
import yaml
from bars import bar, say

from huimin.adapters.workbooks import ReadContext, read_workbook, write_template
from huimin.figures.batch import ReportBatch
from huimin.figures.checks import CompiledChecks
from huimin.figures.dictionary import Dictionary, read_dictionary
from huimin.figures.forms import Form, read_forms
from huimin.figures.periods import Period
from huimin.language import Leaf, Symbol

BOOKS, VILLAGES, ELEMENTS, REPEATS = 200, 60, 21, 3
MARCH = Period.of("2012-03")
FEBRUARY = MARCH.shift(-1)


class Setting(NamedTuple):
    """What every process needs."""

    form: Form
    dictionary: Dictionary
    context: ReadContext
    checks: CompiledChecks


class Names:
    """The elements by code."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        element = self.dictionary[parts[0]]
        atoms = self.dictionary.atoms_of(element, parts[1:])
        return Symbol(".".join(parts), element.zh, element.en, element.unit, atoms)

    def names(self) -> list[str]:
        return self.dictionary.names()


def keys_of(book: int) -> list[str]:
    """The villages of one township."""
    return [f"1502{book:05d}{village:03d}" for village in range(1, VILLAGES + 1)]


def expected_values() -> np.ndarray:
    """What a village reports on average in each column: from a few births to thousands of residents."""
    return np.repeat(np.geomspace(2, 2000, ELEMENTS), 2)


@cache
def setting() -> Setting:
    """Dictionary, form with ten rules, and a context that knows every village."""
    sexes = [{"code": "male", "zh": "男", "en": "male"}, {"code": "female", "zh": "女", "en": "female"}]
    elements = [
        {"code": f"e{i}", "zh": f"指标{i}", "en": f"Element {i}", "unit": "person", "by": ["sex"]}
        for i in range(ELEMENTS)
    ]
    way = {"code": "sex", "zh": "性别", "en": "Sex", "categories": sexes}
    dictionary = read_dictionary([{"disaggregations": [way], "elements": elements}], [])
    document = yaml.safe_load("""
        code: monthly
        zh: 村月报
        en: Village monthly
        frequency: month
        reported_by: village
        submitted_by: township
    """)
    formulas = [f"e{i} <= e20 * 3" for i in range(5)] + [f"e{i}.male <= previous(e20) * 3" for i in range(5)]
    rules = [{"code": f"r{i}", "formula": formula, "zh": "规则", "en": "rule"} for i, formula in enumerate(formulas)]
    document |= {"elements": [e["code"] for e in elements], "rules": rules}
    form = read_forms([{"forms": [document]}], dictionary, [])[0]
    known = frozenset(key for book in range(BOOKS) for key in keys_of(book))
    context = ReadContext({form.code: form}, dictionary, known)
    return Setting(form, dictionary, context, CompiledChecks(form, dictionary, Names(dictionary)))


def write_books(folder: Path) -> list[Path]:
    """The filled-in workbooks of March."""
    form, dictionary, _, _ = setting()
    chance = np.random.default_rng(1)
    paths = []
    for book in range(BOOKS):
        keys = keys_of(book)
        values = chance.poisson(expected_values(), (VILLAGES, 2 * ELEMENTS)).astype(float)
        numbers = np.arange(100, dtype=np.int32)
        filled = ReportBatch("monthly", MARCH, "", tuple(keys), form.atoms, values, numbers[:60], numbers[:42])
        areas = [(key, key, f"村{key[-3:]}") for key in keys]
        buffer = io.BytesIO()
        write_template(buffer, form, dictionary, MARCH, f"1502{book:05d}", areas, "zh", filled)
        paths.append(folder / f"{book}.xlsx")
        paths[-1].write_bytes(buffer.getvalue())
    return paths


@cache
def february() -> dict[str, np.ndarray]:
    """The month before, by atom."""
    values = np.random.default_rng(2).poisson(expected_values(), (VILLAGES, 2 * ELEMENTS)).astype(float)
    return dict(zip(setting().form.atoms, values.T, strict=True))


def history(leaf: Leaf) -> np.ndarray | None:
    """Figures of February; nothing before."""
    return february().get(leaf.atom) if (leaf.first, leaf.last) == (FEBRUARY.first, FEBRUARY.last) else None


def read_and_check(path: Path) -> int:
    """Read one workbook with all checks; the number of figures."""
    _, _, context, checks = setting()
    found = read_workbook(path.read_bytes(), path.name, context)
    batch = found.batches[0]
    errors = found.findings + checks.check_batch(batch, history)
    assert not errors, errors[0]
    return int(batch.values.size)


def bare(path: Path) -> int:
    """The reading library alone: the whole sheet as it comes."""
    sheet = fastexcel.read_excel(path.read_bytes()).load_sheet(0)
    return int(sheet.to_arrow().num_rows)


def a_second(work: Callable[[Path], int], paths: list[Path]) -> float:
    """Books a second on one core, the best of some runs (others use the machine as well)."""
    work(paths[0])
    best = 0.0
    for _ in range(REPEATS):
        start = time.perf_counter()
        for path in paths:
            work(path)
        best = max(best, len(paths) / (time.perf_counter() - start))
    return best


def a_second_on_two(work: Callable[[Path], int], paths: list[Path]) -> float:
    """The same in two processes that have been started before."""
    best = 0.0
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        list(pool.map(work, paths[:20], chunksize=10))
        for _ in range(REPEATS):
            start = time.perf_counter()
            list(pool.map(work, paths, chunksize=10))
            best = max(best, len(paths) / (time.perf_counter() - start))
    return best


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        paths = write_books(Path(folder))
        written = BOOKS / (time.perf_counter() - start)
        size = sum(path.stat().st_size for path in paths) / len(paths) / 1000
        say(f"{BOOKS} workbooks of {size:.0f} KB, {written:.0f} written a second")
        library, library_two = a_second(bare, paths), a_second_on_two(bare, paths)
        say(f"the bare reader: {library:.0f} a second on one core, {library_two:.0f} on two")
        bar("workbooks_one_core", a_second(read_and_check, paths), 250, "/s", most=False)
        bar("workbooks_two_cores", a_second_on_two(read_and_check, paths), 450, "/s", most=False)


if __name__ == "__main__":
    main()
