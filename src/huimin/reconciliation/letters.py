"""Names as rows of character codes, so that a character is compared with a character and never a byte with a byte."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

WIDTH = 24
"""Characters kept of a name; the longest names of residents' cards have fewer."""
DOT = 0x00B7
Letters = NDArray[np.uint32]
_DOTS = (0x30FB, 0x2022, 0x2027, 0xFF0E, 0x002E, 0x2024, 0x22C5, 0x318D, 0x0387, 0x16EB, 0x2219, 0x25CF, 0xFF65)
_NOTHING = (0x20, 0x09, 0x3000, 0xA0, 0x200B, 0x200C, 0x200D, 0xFEFF, 0x2060, 0x0D)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_BETWEEN = re.compile(r"[\s·,，.\-'’]+")
_V = re.compile("(?<=[lLnN])[üÜǖǘǚǜ]")
"""What pinyin writes as ü, and keyboards as v; elsewhere it is a u with a mark."""


def letters_of(texts: Sequence[str]) -> Letters:
    """(n, ``WIDTH``) character codes, 0 after the end.

    Full-width letters and digits become half-width, every dot between the parts of a transliterated name becomes ``·``,
    spaces go. A name in Latin letters loses marks and case and keeps ``·`` between its parts.
    """
    if not len(texts):
        return np.zeros((0, WIDTH), np.uint32)
    rows = np.array(texts, dtype=f"<U{WIDTH}").view(np.uint32).reshape(-1, WIDTH).copy()
    wide = (rows >= 0xFF01) & (rows <= 0xFF5E)
    rows[wide] -= 0xFEE0
    rows[np.isin(rows, _DOTS)] = DOT
    latin = ((rows >= 0x41) & (rows <= 0x5A)) | ((rows >= 0x61) & (rows <= 0x7A)) | ((rows >= 0xC0) & (rows <= 0x24F))
    spaced = np.isin(rows, _NOTHING)
    some = latin.any(axis=1)
    for at in np.flatnonzero(some).tolist():
        rows[at] = _latin(unicodedata.normalize("NFKC", texts[at]))
    loose = np.flatnonzero(spaced.any(axis=1) & ~some)
    rows[loose] = _closed_up(rows[loose], spaced[loose])
    return rows


def _latin(text: str) -> Letters:
    """A name in Latin letters: ``Zhāng  SAN`` becomes ``zhang·san``. Chinese characters in it stay."""
    plain = _V.sub("v", text)
    plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one)).lower()
    joined = "·".join(filter(None, _BETWEEN.split(plain))).replace("lyu", "lv").replace("nyu", "nv")
    row = np.zeros(WIDTH, np.uint32)
    codes = [ord(one) for one in joined[:WIDTH]]
    row[: len(codes)] = codes
    return row


def _closed_up(rows: Letters, away: NDArray[np.bool_]) -> Letters:
    """The rows with some places taken out and the rest moved up."""
    kept = np.where(away, 0, rows)
    order = np.argsort(kept == 0, axis=1, kind="stable")
    return np.take_along_axis(kept, order, axis=1)


def without_dots(rows: Letters) -> Letters:
    """The same without ``·``: offices write the dot or leave it out."""
    dotted = np.flatnonzero((rows == DOT).any(axis=1))
    if not len(dotted):
        return rows
    out = rows.copy()
    out[dotted] = _closed_up(rows[dotted], rows[dotted] == DOT)
    return out


def text_of(row: Letters) -> str:
    """A row of codes as text."""
    return "".join(chr(code) for code in row if code)
