"""A year of monthly figures of every village of the made-up nation, as wide files, and what is asked of
them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from nation_tree import SHAPE

from huimin.adapters.engines.duckdb.wide import wide_path, write_wide
from huimin.areas import Areas
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period, month_number
from huimin.language import Expression, Leaf, Symbol, bind, parse

FIRST = month_number(2023, 1)
MONTHS = tuple(Period(month, month) for month in range(FIRST, FIRST + 12))
YEAR, HALF = (FIRST, FIRST + 11), (FIRST + 6, FIRST + 11)
SHAPES = {300: SHAPE, 30: (10, 34, 298, 4_135, 62_057), 3: (3, 5, 30, 414, 6_206)}
"""The tree by size: millions of values = villages x 12 months x 40 elements."""


def _element(number: int) -> Element:
    """Elements 0 to 31 are counts, 32 to 39 amounts of money in cents."""
    money = number >= 32
    name = f"e{number:02d}"
    return Element(name, name, name, "yuan" if money else "person", "flow", "sum", "sum", decimals=2 * money)


DICTIONARY = Dictionary(tuple(_element(number) for number in range(40)))
ATOMS = tuple(element.code for element in DICTIONARY.elements)
FORM = Form("village", "村月报", "Village", "month", ("village",), "township", 5, ATOMS, frozenset())
LEAVES = tuple(Leaf(atom, *window) for atom in ATOMS for window in (YEAR, HALF))


def figures(month: int, villages: int) -> tuple[np.ndarray, np.ndarray]:
    """One month's reports: their state by village (see ``write_wide``) and the figures, (atoms, villages).

    2 % of the reports are missing, 8 % late; every other element is left empty in 1 % of the reports.
    """
    random = np.random.default_rng([7, month])
    matrix = np.empty((len(ATOMS), villages))
    for number, column in enumerate(matrix):
        if number < 24:
            column[:] = random.poisson(0.5 + number, villages)
        elif number < 32:
            column[:] = random.poisson(random.uniform(200, 3_000, villages))
        else:
            column[:] = np.floor(random.gamma(2.0, 4_000.0, villages)) * 100
        if number % 2:
            column[random.random(villages) < 0.01] = np.nan
    state = (random.random(villages) > 0.08).astype(np.int8)
    missing = random.random(villages) < 0.02
    state[missing] = -1
    matrix[:, missing] = np.nan
    return state, matrix


def write(folder: Path, tree: Areas) -> None:
    """Write the wide files of all months."""
    rows = tree.reporting(("village",), MONTHS[-1].end)
    for month in MONTHS:
        state, matrix = figures(month.first, len(rows))
        write_wide(wide_path(folder, FORM, month), FORM, rows, state, matrix, {})


class Names:
    """The elements as names of the formula language."""

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        code = parts[0]
        if code not in DICTIONARY:
            return None
        element = DICTIONARY[code]
        return Symbol(code, code, code, element.unit, element.atoms)

    def names(self) -> Iterable[str]:
        return ATOMS


def _expression(text: str) -> Expression:
    return bind(parse(text), Names(), *YEAR)


def _indicator(number: int) -> str:
    """Even ones are rates of the year, odd ones of its second half, so that all 80 sums are needed."""
    one, other = ATOMS[number], ATOMS[number + 1 if number % 2 == 0 else number - 1]
    return f"{one} / {other} * 10" if number % 2 == 0 else f"rolling({one}, 6) / rolling({other}, 6)"


INDICATORS = {f"i{n:02d}": _expression(_indicator(n)) for n in range(40)}
SCORES = {f"s{n:02d}": _expression(f"max(0, min(1, ({_indicator(2 * n)} - 0.5) / 0.3))") for n in range(20)}
