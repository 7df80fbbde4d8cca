"""Cells of a sheet whose XML is plain, all at once, by array operations on its bytes.

A sheet as office programs write it is a long run of ``<c r="B7" s="3"><v>12</v></c>``. Where every cell is
written so, the figures can be taken from the bytes as they are, several times faster than a general reader
does. :func:`plain_cells` proves that each cell with a value has exactly that form (a number, or the index of a
shared text) before it believes any of them, and refuses to answer for every other sheet: those with formulas,
truth values, errors, texts within the cell, comments, or another spelling.

Method: places of ``<`` are found once. Eight bytes from any place on are one whole number, so that
an attribute or up to eight digits are compared and converted as numbers, all cells at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

import numpy as np
from numpy.typing import NDArray

MOST_BYTES = 8 * 2**20  # above it the arrays of places would fill more memory than the general reader
MOST_STYLES = 2**18
_WORD = np.uint64
_ZEROS = _WORD(0x3030303030303030)
# Built-in formats of dates and times (ECMA-376, part 1, 18.8.30), with those of East Asian versions.
_DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])

Words = NDArray[np.uint64]
Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Truths = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True)
class PlainCells:
    """The cells of a plain sheet that have a value, in the order of the XML.

    Attributes:
        row, column: 1-based place of each.
        value: the number, or the index of a shared text.
        shared: whether it is a text.
        all_rows, all_columns, all_cells: last row, last column and number of all cells, empty ones as well.
    """

    row: Numbers
    column: Numbers
    value: NDArray[np.float64]
    shared: Truths
    all_rows: int
    all_columns: int
    all_cells: int


_NOTHING = PlainCells(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0), np.zeros(0, bool), 0, 0, 0)


def plain_cells(xml: bytes, dates: frozenset[int] = frozenset()) -> PlainCells | None:
    """The cells of a sheet, or None where its XML is not plain (see the module).

    Args:
        dates: styles that show a number as a date (see :func:`date_styles`); a sheet with one is not plain.
    """
    if not 64 < len(xml) <= MOST_BYTES or not xml.startswith((b"<?xml", b"<worksheet")):
        return None
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < 0 or xml.find(b"<sheetData", start + 1) >= 0 or len(xml) - end < 24:
        return None
    head = xml[:start]
    if b"<!" in head or b"UTF-16" in head[:100].upper():
        return None
    return _Sheet(xml, start, end, dates).cells()


class _Sheet:
    """The XML between ``start`` and ``end``, by places of its tags."""

    def __init__(self, xml: bytes, start: int, end: int, dates: frozenset[int]) -> None:
        self.dates = dates
        self.text = np.frombuffer(xml, np.uint8)
        # Eight bytes from every place on, as one number of which the first byte is the lowest.
        self.eight = np.ndarray(len(xml) - 7, "<u8", xml, strides=(1,))
        self.tags = np.flatnonzero(self.text[start : end + 1] == ord("<")) + start

    def cells(self) -> PlainCells | None:
        """Every check of the form, then the values."""
        text, inside = self.text, self.tags[1:-1]
        first, second = text[inside + 1], text[inside + 2]
        is_cell = (first == ord("c")) & (second == ord(" "))
        is_value = (first == ord("v")) & (second == ord(">"))
        if not _nothing_else(first, second, is_cell, is_value):
            return None
        at = np.flatnonzero(is_cell)
        if not len(at):
            return _NOTHING
        references = self._references(inside[at])
        # The tag after a cell's own is that of its value, or else the cell has closed itself.
        following = self.tags[at + 2]
        full = (text[following + 1] == ord("v")) & (text[following + 2] == ord(">"))
        if references is None or not (full | (text[following - 2] == ord("/"))).all():
            return None
        rows, columns, after = references
        opened = following[full]
        shared = self._described(after[full], opened)
        values = self._values(opened + 3, self.tags[at[full] + 3])
        if shared is None or values is None:
            return None
        return PlainCells(rows[full], columns[full], values, shared, int(rows.max()), int(columns.max()), len(at))

    def _references(self, cells: Places) -> tuple[Numbers, Numbers, Places] | None:
        """Row and column that each cell names, and the place after the closing quote."""
        text = self.text
        if (self.eight.take(cells) & _WORD(2**48 - 1) != _word(b'<c r="')).any():
            return None
        one, two = text[cells + 6], text[cells + 7]
        double = two >= ord("A")
        if ((one < ord("A")) | (one > ord("Z")) | (two > ord("Z"))).any():
            return None
        columns = one.astype(np.int32) - 64
        columns = np.where(double, columns * 26 + two - 64, columns)
        place = cells + 7 + double
        rows, going = np.zeros(len(cells), np.int32), np.ones(len(cells), bool)
        for _ in range(8):
            # What is below "0" wraps round to a large number.
            digit = text[place] - np.uint8(48)
            going &= digit <= 9
            if not going.any():
                break
            rows = np.where(going, rows * 10 + digit, rows)
            place = place + going
        if (rows == 0).any() or (text[place] != ord('"')).any():
            return None
        return rows, columns, place + 1

    def _described(self, after: Places, opened: Places) -> Truths | None:
        """Whether each cell is a shared text; None where one has any other attribute, or is a date.

        Args:
            after: where the reference ends.
            opened: where the value begins.
        """
        text = self.text
        shared = self.eight.take(opened - 8) >> _WORD(8) == _word(b' t="s">')
        length = opened - after - np.where(shared, 7, 1)
        word = self.eight.take(after)
        # A style of one to three digits, which leaves no room for another attribute between.
        dressed = (word & _WORD(2**32 - 1) == _word(b' s="')) & (length >= 6) & (length <= 8)
        dressed &= text[after + length - 1] == ord('"')
        if not ((text[opened - 1] == ord(">")) & (dressed | (length == 0))).all():
            return None
        return shared if not self.dates or not self._has_dates(after[dressed & ~shared]) else None

    def _has_dates(self, after: Places) -> bool:
        """Whether a cell is shown as a date; ``after``: where the style of each begins."""
        style, going = np.zeros(len(after), np.int32), np.ones(len(after), bool)
        for at in range(3):
            digit = self.text[after + 4 + at] - np.uint8(48)
            going = going & (digit <= 9)
            style = np.where(going, style * 10 + digit, style)
        return not self.dates.isdisjoint(style.tolist())

    def _values(self, start: Places, end: Places) -> NDArray[np.float64] | None:
        """The numbers written between the places."""
        length = end - start
        if len(length) and length.min() < 1:
            return None
        # Of up to eight digits the rest of the word is filled with zeros in front.
        filled = _FILLED.take(np.minimum(length, 8))
        word = (self.eight.take(end - 8) & ~filled) | (_ZEROS & filled)
        values = _eight_digits(word).astype(np.float64)
        whole = (length <= 8) & _all_digits(word)
        for at in np.flatnonzero(~whole).tolist():
            text = self.text[start[at] : end[at]].tobytes()
            if not _NUMBER.fullmatch(text):
                return None
            values[at] = float(text)
        return values if np.isfinite(values).all() else None


_NUMBER = re.compile(rb"-?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,4})?")
# By length of a number: which bytes of the eight before its end are not of it.
_FILLED = np.array([2 ** (64 - 8 * length) - 1 for length in range(9)], _WORD)


def _word(text: bytes) -> np.uint64:
    return _WORD(int.from_bytes(text, "little"))


def _nothing_else(first: Bytes, second: Bytes, is_cell: Truths, is_value: Truths) -> bool:
    """Whether there are only rows and cells, and each value stands alone in its cell.

    ``first`` and ``second``: the letters behind ``<`` of each tag.
    """
    values = np.flatnonzero(is_value)
    closing = first == ord("/")
    if len(values):
        if values[0] == 0 or values[-1] + 2 >= len(first):
            return False
        around = is_cell[values - 1] & closing[values + 1] & (second[values + 1] == ord("v"))
        if not (around & closing[values + 2] & (second[values + 2] == ord("c"))).all():
            return False
    rows = (first == ord("r")) & (second == ord("o")) | closing & (second == ord("r"))
    return int(np.count_nonzero(is_cell) + 3 * len(values) + np.count_nonzero(rows)) == len(first)


def _all_digits(word: Words) -> Truths:
    """Whether all eight bytes are digits: none is below ``0``, none above ``9``."""
    high = _WORD(0x8080808080808080)
    above, below = word + _WORD(0x4646464646464646), word - _ZEROS
    return (above | below) & high == 0


def _eight_digits(word: Words) -> Words:
    """The number that eight digits write: by pairs, then by fours, then all."""
    word = word - _ZEROS
    word = (word & _WORD(0x000F000F000F000F)) * _WORD(10) + (word >> _WORD(8) & _WORD(0x000F000F000F000F))
    word = (word & _WORD(0x000000FF000000FF)) * _WORD(100) + (word >> _WORD(16) & _WORD(0x000000FF000000FF))
    result: Words = (word & _WORD(0xFFFF)) * _WORD(10000) + (word >> _WORD(32) & _WORD(0xFFFF))
    return result


def date_styles(styles: bytes) -> frozenset[int] | None:
    """The cell styles that show a number as a date or a time; None where that cannot be told quickly."""
    return _date_styles(styles) if len(styles) <= MOST_STYLES else None


@lru_cache(maxsize=32)
def _date_styles(styles: bytes) -> frozenset[int] | None:
    formats = re.findall(rb'<numFmt numFmtId="([0-9]+)" formatCode="([^"]*)"', styles)
    if len(formats) != styles.count(b"formatCode") or b"<!" in styles:
        return None
    dates = set(_DATE_FORMATS) | {int(number) for number, code in formats if _is_date(code.decode("utf-8", "replace"))}
    _, found, cells = styles.partition(b"<cellXfs")
    cells = cells.partition(b"</cellXfs>")[0]
    used = re.findall(rb'<xf (?:[a-zA-Z]+="[^"]*" )*?numFmtId="([0-9]+)"', cells)
    if (not found and styles) or len(used) != len(re.findall(rb"<xf[\s/>]", cells)):
        return None
    return frozenset(style for style, number in enumerate(used) if int(number) in dates)


def _is_date(code: str) -> bool:
    """Whether a format may show a date: it has a letter of one outside of quoted text."""
    shown = re.sub(r'"[^"]*"|\\.|_.|general', "", unescape(code), flags=re.IGNORECASE)
    return any(letter in "ymdhseagb年月日" for letter in shown.casefold())
