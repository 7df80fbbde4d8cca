"""The fields of a list in Latin letters, from its columns: name taken apart or put together, dates as eight figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huimin.reconciliation.dates import read_day
from huimin.reconciliation.latin import EXTRA, Latin
from huimin.reconciliation.spelling import Words, read_words

_EPOCH = date(1970, 1, 1)
_NAMELESS = re.compile(
    r"(?:(?:baby|infant|newborn)(?:\s+(?:boy|girl|of\b.*|[ab\d]))*|boy|girl|unnamed|unknown|not named(?: yet)?|n/?a)",
    re.IGNORECASE,
)
"""What stands in for the given name of a newborn."""
_SIGNS = re.compile(r"[^\w/]|_")
_FIGURES = re.compile(r"\D")


@dataclass(frozen=True)
class Column:
    """The different texts of a column, and which of them each row holds."""

    texts: list[str]
    codes: NDArray[np.int32]

    @property
    def filled(self) -> NDArray[np.int32]:
        """The codes, -1 where the text is empty."""
        empty = np.array([not one.strip() for one in self.texts] or [True])
        return np.where(empty[self.codes], -1, self.codes).astype(np.int32)

    def numbers(self, of: Callable[[str], int]) -> NDArray[np.int64]:
        """A number for each row from its text."""
        return np.array([of(one) for one in self.texts] or [0], np.int64)[self.codes]

    def count(self, kind: Callable[[str], bool]) -> int:
        """How many rows hold a text of a kind."""
        told = np.array([kind(one) for one in self.texts] or [False])
        return int(told[self.codes].sum())

    def words(self, of: Callable[[str], str] = str) -> Words:
        """Each text as a word."""
        return read_words([of(one) for one in self.texts], self.codes)


def column_of(array: pa.ChunkedArray) -> Column:
    """A column of texts, every different one once."""
    whole = array.combine_chunks().dictionary_encode()
    whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    return Column(whole.dictionary.to_pylist(), np.asarray(whole.indices).astype(np.int32))


def whole_names(given: pa.ChunkedArray, surname: pa.ChunkedArray) -> pa.ChunkedArray:
    """Names from given name and surname: ``Mei Li``, and 李梅 in Chinese."""
    chinese = pc.match_substring_regex(surname, "[\\x{2E80}-\\x{FFEF}]")
    western = pc.utf8_trim_whitespace(pc.binary_join_element_wise(given, surname, " "))
    return pc.if_else(chinese, pc.binary_join_element_wise(surname, given, ""), western)


def latin_fields(of: Callable[[str], Column | None]) -> Latin:
    """The fields.

    Args:
        of: the column of a field; None where the list has none.
    """
    found = {field: column.words(_READ.get(field, str)) for field in EXTRA if (column := of(field)) is not None}
    if (mother := of("mother")) is not None:
        found["mother"] = mother.words()
    if (birth := of("birth")) is not None:
        found["born"] = birth.words(_eight_figures)
    given, surname, name = of("given"), of("surname"), of("name")
    if given is not None and surname is not None:
        found |= {"given": given.words(_given), "surname": surname.words()}
    elif name is not None:
        found |= {
            "given": name.words(lambda text: _parted(text)[0]),
            "surname": name.words(lambda text: _parted(text)[1]),
        }
    return Latin(found)


def _parted(text: str) -> tuple[str, str]:
    """Given name and surname: what stands before a comma is the surname, else the last word is. ``Baby boy Smith`` has
    no given name yet.
    """
    before, comma, after = text.partition(",")
    if comma:
        return _given(after), before.strip()
    words = text.replace("·", " ").split()
    return _given(" ".join(words[:-1])), _given(words[-1]) if words else ""


def _given(text: str) -> str:
    """A given name; nothing where something only stands in for it."""
    return "" if _NAMELESS.fullmatch(text.strip()) else text.strip()


def _eight_figures(text: str) -> str:
    """A date as 20260105; figures that are no date stay, since they may be one with a slip."""
    day = read_day(text)
    if day is not None and day >= 0:
        return (_EPOCH + timedelta(days=day)).strftime("%Y%m%d")
    figures = _FIGURES.sub("", text)
    return figures if len(figures) == 8 else ""


def _figures(text: str) -> str:
    """Letters and figures alone, and the stroke of a flat's number."""
    return _SIGNS.sub("", text)


def _phone(text: str) -> str:
    """The last nine figures: country code and leading nought are written or not."""
    return _FIGURES.sub("", text)[-9:]


_READ = {"house": _figures, "postcode": _figures, "other_number": _figures, "phone": _phone}
