"""The raw XML of a sheet: how large it is, and what the reading library would not tell.

The library that reads the cells lays them out in one block from the first to the last, so a sheet of two
cells far apart would take all memory. The size is therefore taken from the XML first. :func:`quick_shape`
does so with array operations for XML written the usual way and refuses to answer for any other; :func:`scan`
parses properly, and also tells formulas, hidden rows, merged cells and the type of each cell.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

import numpy as np
from numpy.typing import NDArray

NUMBER, TEXT, BOOLEAN, ERROR = 1, 2, 3, 4
_TYPES = {"n": NUMBER, "b": BOOLEAN, "e": ERROR, "s": TEXT, "str": TEXT, "inlineStr": TEXT, "d": TEXT}
# By byte: whether a tag's name ends here, other than at an ordinary space.
_ENDS = np.zeros(256, bool)
_ENDS[list(b"\t\n\r>/")] = True


@dataclass(frozen=True)
class Shape:
    """Size of a sheet (last row and column with a cell), and what else its XML shows.

    Attributes:
        cells: how many cells the XML names.
        formulas: how many of them have a formula.
        hidden, merged: whether rows or columns may be hidden, cells merged.
        mixed: whether a cell may hold a truth value, an error or a formula.
    """

    rows: int
    columns: int
    cells: int
    formulas: int = 0
    hidden: bool = False
    merged: bool = False
    mixed: bool = False


def quick_shape(xml: bytes) -> Shape | None:
    """The shape of a sheet whose XML is plain (``<c r="B7" ...>``, fewer than 703 columns), or None.

    ``formulas`` counts all elements whose name is ``f``; ``hidden`` and the like may be true without need.
    """
    if len(xml) < 30 or not xml.startswith((b"<?xml", b"<worksheet")) or b"UTF-16" in xml[:100].upper():
        return None
    text = np.frombuffer(xml, np.uint8)[:-16]
    tags = np.flatnonzero(text == ord("<"))[:-1]
    first, second = text[tags + 1], text[tags + 2]
    named_c = np.flatnonzero(first == ord("c"))
    after_c = second[named_c]
    if _ENDS[after_c].any() or len(_after(text, b":c")):
        return None
    after_f = second[first == ord("f")]
    formulas = int(np.count_nonzero((after_f == ord(" ")) | _ENDS[after_f]))
    types = text[_after(text, b't="')]
    size = _largest(xml, tags[named_c[after_c == ord(" ")]])
    if size is None:
        return None
    return Shape(
        *size,
        formulas,
        hidden=len(_after(text, b"hidden=")) > 0,
        merged=bool((first == ord("m")).any()),
        mixed=formulas > 0 or bool(((types == ord("e")) | (types == ord("b"))).any()),
    )


def _after(text: NDArray[np.uint8], word: bytes) -> NDArray[np.intp]:
    """The places just behind each ``word`` whose first letter is rare in the text."""
    places = np.flatnonzero(text[: -len(word)] == word[0])
    for letter in word[1:]:
        places = places[text[places + 1] == letter] + 1
    return places + 1


def _largest(xml: bytes, cells: NDArray[np.intp]) -> tuple[int, int, int] | None:
    """Largest row and column, and how many cells begin at ``cells``; None where a reference is unusual."""
    if not len(cells):
        return 0, 0, 0
    # Eight bytes from every place on, as one big-endian number.
    eight = np.ndarray(len(xml) - 7, ">u8", xml, strides=(1,))
    if ((eight[cells + 3] >> 40) != int.from_bytes(b'r="', "big")).any():
        return None
    name = eight[cells + 6].astype(np.uint64)
    one, two, three = ((name >> np.uint64(shift) & np.uint64(255)).astype(np.int64) for shift in (56, 48, 40))
    letters_two = two >= ord("A")
    if one.min() < ord("A") or one.max() > ord("Z") or two.max() > ord("Z") or three.max() >= ord("A"):
        return None
    columns = int(one[letters_two].max() - 64) * 26 + 26 if letters_two.any() else int(one.max()) - 64
    digits = name << np.where(letters_two, 16, 8).astype(np.uint64)
    rows, going = np.zeros(len(cells), np.int64), np.ones(len(cells), bool)
    for _ in range(7):
        digit = (digits >> np.uint64(56)).astype(np.int64) - 48
        going &= (digit >= 0) & (digit <= 9)
        if not going.any():
            break
        rows = np.where(going, rows * 10 + digit, rows)
        digits = digits << np.uint64(8)
    return int(rows.max()), columns, len(cells)


@dataclass
class Details:
    """What a full scan of a sheet finds. Rows and columns are 1-based throughout.

    Attributes:
        formulas: number of cells with a formula.
        unsaved: cells whose formula has no saved value.
        errors: (row, column) -> ``#DIV/0!`` and the like.
        merges: ranges as written, ``A1:C1``.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    formulas: int = 0
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    _where: array[int] = field(default_factory=lambda: array("I"))
    _type: array[int] = field(default_factory=lambda: array("B"))

    def types(self) -> NDArray[np.uint8]:
        """Type of each cell, shape (rows + 1, columns + 1) so that 1-based places index it; 0 = empty."""
        block = np.zeros((self.rows + 1, self.columns + 1), np.uint8)
        where = np.frombuffer(self._where, np.uint32).reshape(-1, 2) if self._where else np.zeros((0, 2), np.uint32)
        block[where[:, 0], where[:, 1]] = np.frombuffer(self._type, np.uint8) if self._type else []
        return block


def reference(text: str) -> tuple[int, int]:
    """(row, column) of ``D17``; ValueError where it is no cell."""
    column = at = 0
    while at < len(text) and "A" <= text[at] <= "Z":
        column = column * 26 + ord(text[at]) - 64
        at += 1
    if not 1 <= at <= 3 or not text[at:].isdecimal() or len(text) - at > 7:
        raise ValueError(f"not a cell: {text[:20]}")
    return int(text[at:]), column


class _Scanner:
    """Handlers of the XML parser, filling a :class:`Details`."""

    def __init__(self) -> None:
        self.found = Details()
        self.row = self.column = 0
        self.cell = (0, 0)
        self.kind = "n"
        self.formula = self.value = False
        self.text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                self.column = 0
                if attributes.get("hidden") in ("1", "true"):
                    self.found.hidden_rows.append(self.row)
            case "c":
                here = attributes.get("r")
                self.cell = reference(here) if here else (max(self.row, 1), self.column + 1)
                self.column = self.cell[1]
                self.kind, self.formula, self.value = attributes.get("t", "n"), False, False
            case "v":
                self.text = []
            case "is":
                self.value = True
            case "f":
                self.formula = True
            case "col" if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]), int(attributes["max"])
                self.found.hidden_columns.extend(range(first, min(last, first + 2000) + 1))
            case "mergeCell":
                self.found.merges.append(attributes.get("ref", ""))

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v":
                self.value = self.value or bool(self.text)
                if self.kind == "e" and self.text:
                    self.found.errors[self.cell] = "".join(self.text)[:20]
                self.text = None
            case "c" if self.value or self.formula:
                self.close_cell()

    def close_cell(self) -> None:
        found, (row, column) = self.found, self.cell
        found.cells += 1
        found.formulas += self.formula
        if self.formula and not self.value and self.kind != "str":
            found.unsaved.append(self.cell)
        found.rows, found.columns = max(found.rows, row), max(found.columns, column)
        found._where.extend(self.cell)
        found._type.append(_TYPES.get(self.kind, TEXT) if self.value else 0)


def _no_doctype(*_: Any) -> None:
    raise ValueError("a sheet may not declare entities")


def scan(xml: bytes) -> Details:
    """Parse a sheet's XML.

    Raises:
        ValueError, expat.ExpatError: it is not the XML of a sheet.
    """
    scanner = _Scanner()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.data
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.Parse(xml, True)
    return scanner.found
