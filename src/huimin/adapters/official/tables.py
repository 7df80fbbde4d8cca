"""How wide the columns of a table are, and how large its letters, so that it fits the page and no number is broken."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from huimin.writing.blocks import Table

SIZES = (12.0, 10.5, 9.0, 7.5, 6.5)
"""小四, 五号, 小五, 六号, 小六: letters get smaller only where the table would not fit otherwise."""
PADDING = 4.5
"""Points to the left and right of the words of a cell."""
_NARROW = set(" ijl.,:;'|!()[]tfrI1")
_MOST_LINES = 3.0


class Plan(NamedTuple):
    """How a table is set, all in points.

    Attributes:
        size: of its letters.
        widths: of its columns.
        insets: from the right edge of a column to its numbers, so that they stand flush under the middle of its head.
    """

    size: float
    widths: tuple[float, ...]
    insets: tuple[float, ...]


def text_width(text: str, size: float, heavy: bool = False) -> float:
    """About how wide a text is in points: a Chinese character is a square, Latin letters and digits are half of one.

    Rather too wide than too narrow: it must never be that a word does not fit.
    """
    return _units(text) * size * (1.02 if heavy else 1.0)


@lru_cache(maxsize=50_000)
def _units(text: str) -> float:
    return sum(_unit(letter) for letter in text)


def _unit(letter: str) -> float:
    if letter.isascii():
        return 0.34 if letter in _NARROW and not letter.isdigit() else 0.9 if letter in "MWmw@%" else (
            0.72 if letter.isupper() else 0.54)  # fmt: skip
    return 1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.62


@lru_cache(maxsize=50_000)
def _longest_word(text: str) -> float:
    """The widest piece that must not be broken: a Latin word, or a whole number with its sign and unit."""
    pieces = re.findall(r"（[^）]{1,4}）|[A-Za-zÀ-ɏ\-]+|[+\-−±]?[\d][\d,.]*\s?[%‰]?|\S", text)
    return max((_units(one) for one in pieces), default=0.0)


def plan(table: Table, width: float, most: float = 10.5) -> Plan:
    """How to set a table.

    Args:
        table: the table.
        width: of the text, in points.
        most: the largest size of letters.

    The largest size is taken at which every number stays whole and no cell of words runs over many lines. What is left
    of the width goes to the columns by their own shares, or where all shares are alike, by how much stands in them.
    """
    for size in (one for one in SIZES if one <= most):
        least = _least(table, size)
        if sum(least) <= width:
            made = _shared(table, size, width, least)
            if size <= SIZES[2] or _lines(table, size, made) <= _MOST_LINES:
                return Plan(size, made, _insets(table, size, made))
    least = _least(table, SIZES[-1])
    widths = tuple(round(one * width / sum(least), 2) for one in least)
    return Plan(SIZES[-1], widths, (0.0,) * len(widths))


def _insets(table: Table, size: float, widths: tuple[float, ...]) -> tuple[float, ...]:
    insets = []
    for at, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        longest = max((_units(row[at]) for row in table.rows), default=0.0) * size
        room = width - 2 * PADDING - longest
        insets.append(round(max(room * 0.4, 0.0), 1) if column.numeric else 0.0)
    return tuple(insets)


def _least(table: Table, size: float) -> list[float]:
    """For each column the width that its longest unbreakable piece takes."""
    least = []
    for at, column in enumerate(table.columns):
        # A head may take three lines, four where it is very long; never one letter a line.
        head = max(_longest_word(column.name), min(_units(column.name) / 3, 5.0))
        if column.numeric:
            cells = max((_units(row[at]) for row in table.rows if len(row[at]) <= 20), default=1.0)
        else:
            cells = min(max((_longest_word(row[at]) for row in table.rows), default=2.0), 12.0)
        least.append(max(cells, head, 2.0) * size * 1.04 + 2 * PADDING)
    return least


def _shared(table: Table, size: float, width: float, least: list[float]) -> tuple[float, ...]:
    shares = [column.width for column in table.columns]
    told = len(set(shares)) > 1
    wanted = [share / sum(shares) * width for share in shares] if told else _natural(table, size, width)
    widths = [max(one, other) for one, other in zip(wanted, least, strict=True)]
    over = sum(widths) - width
    room = sum(one - other for one, other in zip(widths, least, strict=True))
    if over > 0 and room > 0:
        widths = [one - over * (one - other) / room for one, other in zip(widths, least, strict=True)]
    scale = width / sum(widths)
    return tuple(round(one * scale, 2) for one in widths)


def _natural(table: Table, size: float, width: float) -> list[float]:
    """By what stands in them: the width of the longest cell, but long texts count for less the longer they are."""
    natural = []
    for at, column in enumerate(table.columns):
        cells = max((_units(row[at]) for row in table.rows), default=1.0) * size + 2 * PADDING
        head = _units(column.name) * size * (0.55 if len(column.name) > 4 else 1.0) + 2 * PADDING
        natural.append(min(max(cells, head), width * 0.5))
    scale = width / sum(natural)
    return [one * scale for one in natural]


def _lines(table: Table, size: float, widths: tuple[float, ...]) -> float:
    """The lines of a cell of words, on the average of the tallest tenth of the rows."""
    room = [max(width - 2 * PADDING, 1.0) for width in widths]
    rows = (max(-(-_units(cell) * size // most) for cell, most in zip(row, room, strict=True)) for row in table.rows)
    tallest = sorted(rows, reverse=True)
    top = tallest[: max(1, len(tallest) // 10)]
    return sum(top) / len(top) if top else 1.0
