"""The marks a template carries: which form, version, period and sender it was made for, its columns and its
areas.

They stand twice: on the hidden sheet ``_huimin``, and at the end of the second line of the data sheet
(``huimin:form/version/period/sender``), so that a sheet saved as csv or copied into another book is still
known.

The hidden sheet has no header. Columns A and B are names and values (``form``, ``version``, ``period``,
``sender``,
``sheet``, ``line``); column C holds the atom of each figure column; D, E and F the key, code and name of
each area row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from huimin.adapters.workbooks.xlsx import XlsxBook

MARKS_SHEET = "_huimin"
HEAD_ROWS = 5  # title, marks, who filled it in, names, codes
CODE_COLUMN, NAME_COLUMN, FIRST_FIGURE = 1, 2, 3
AREA_CODE_LABEL, AREA_NAME_LABEL, NOTE_LABEL = "area_code", "area_name", "note"
_LINE = re.compile(r"huimin:([^/\s]+)/([^/\s]+)/([^/\s]+)/(.*)")


@dataclass(frozen=True, slots=True)
class TemplateArea:
    """A row of a template: the area's key, the code and the name printed in it."""

    key: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a template says about itself. ``areas`` is empty where only the visible line was left."""

    form: str
    version: str
    period: str
    sender: str
    sheet: str
    line: str
    atoms: tuple[str, ...]
    areas: tuple[TemplateArea, ...]

    def code_row(self) -> list[str]:
        """The texts of the row of codes, from column A on."""
        return [AREA_CODE_LABEL, AREA_NAME_LABEL, *self.atoms, NOTE_LABEL]


def mark_text(form: str, version: str, period: str, sender: str) -> str:
    """The machine-readable end of the visible line."""
    return f"huimin:{form}/{version}/{period}/{sender}"


def marks_in_book(book: XlsxBook) -> Marks | None:
    """The marks of the hidden sheet, or None where there is none."""
    sheet = book.sheets.get(MARKS_SHEET)
    if sheet is None:
        return None
    grid = sheet.grid(1)
    names, given, printed, keys, codes, titles = (grid.texts(column) for column in range(1, 7))
    values = dict(zip(names[:20], given, strict=False))
    atoms = tuple(takewhile(bool, printed))
    areas = tuple(map(TemplateArea, takewhile(bool, keys), codes, titles))
    if not values.get("form") or not atoms:
        return None
    form, version, period, sender, name, line = (
        values.get(key, "") for key in ("form", "version", "period", "sender", "sheet", "line")
    )
    return Marks(form, version, period, sender, name, line, atoms, areas)


def marks_in_lines(sheet: str, head: Sequence[Sequence[str]]) -> Marks | None:
    """The marks of the visible line and the row of codes, or None where they are not there."""
    for line in head[:HEAD_ROWS]:
        for text in line[:3]:
            if found := _LINE.search(text):
                codes = [code.strip() for code in head[HEAD_ROWS - 1]] if len(head) >= HEAD_ROWS else []
                while codes and codes[-1] in ("", NOTE_LABEL):
                    codes.pop()
                form, version, period, sender = (part.strip() for part in found.groups())
                return Marks(form, version, period, sender, sheet, "", tuple(codes[FIRST_FIGURE - 1 :]), ())
    return None
