"""File and sheet names made of keys and titles: legal everywhere, never twice the same, the same on every run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

_PLAIN = re.compile(r"[0-9a-z][0-9a-z_-]{0,79}")
_RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")
_FORBIDDEN_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
SHEET_NAME_LENGTH = 31


def file_stem(key: str) -> str:
    """A file name (without ending) for an area's key.

    Codes stay as they are. In any other key what is not a letter, digit, ``-`` or ``_`` becomes ``_``, and a mark made
    of the whole key is put behind, so that two keys never share a file, also where capitals do not count.
    """
    if _PLAIN.fullmatch(key) and not _RESERVED.fullmatch(key):
        return key
    readable = re.sub(r"[^\w-]+", "_", key)[:40].strip("_")
    return f"{readable}-{sha256(key.encode()).hexdigest()[:10]}".lstrip("-")


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Legal names of workbook sheets: at most 31 characters, no forbidden ones, none twice (capitals do not count)."""
    made: list[str] = []
    taken = {"history"}  # Excel keeps this name for itself
    for title in titles:
        clean = _FORBIDDEN_IN_SHEETS.sub(" ", title).strip(" '") or "sheet"
        name, number = clean[:SHEET_NAME_LENGTH].rstrip(" '"), 1
        while name.casefold() in taken:
            number += 1
            tail = f" ({number})"
            name = clean[: SHEET_NAME_LENGTH - len(tail)].rstrip(" '") + tail
        taken.add(name.casefold())
        made.append(name)
    return made
