"""A table of texts made ready for comparison: every different text is looked at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huimin.findings import Finding, Place, Severity
from huimin.reconciliation.dates import UNKNOWN, read_day
from huimin.reconciliation.identity import RUINED, WRONG, read_identity
from huimin.reconciliation.names import read_names, read_newborns
from huimin.reconciliation.places import Places
from huimin.reconciliation.readings import Readings
from huimin.reconciliation.records import Records

SEXES = {"男": 1, "男性": 1, "男婴": 1, "1": 1, "m": 1, "male": 1, "boy": 1, "女": 2, "女性": 2, "女婴": 2, "2": 2,
         "f": 2, "female": 2, "girl": 2}  # fmt: skip
_ORDERS = {"一": 1, "二": 2, "三": 3, "四": 4, "甲": 1, "乙": 2, "大": 1, "小": 2, "单": 0, "0": 0}
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ready:
    """A list made ready: its records, the number of each as the office gave it, and what could not be read."""

    records: Records
    numbers: pa.ChunkedArray
    notes: tuple[Finding, ...]
    unnamed: int

    def numbers_at(self, rows: NDArray[np.integer]) -> list[str]:
        """The office's record numbers of some rows."""
        found: list[str] = self.numbers.take(pa.array(rows)).to_pylist()
        return found


@dataclass(frozen=True)
class _Column:
    """The different texts of a column, and which of them each row holds."""

    texts: list[str]
    codes: NDArray[np.int32]

    @property
    def filled(self) -> NDArray[np.int32]:
        """The codes, -1 where the text is empty."""
        empty = np.array([not one.strip() for one in self.texts] or [True])
        return np.where(empty[self.codes], -1, self.codes).astype(np.int32)

    def numbers(self, of: Callable[[str], int]) -> Ints:
        """A number for each row from its text."""
        return np.array([of(one) for one in self.texts] or [0], np.int64)[self.codes]

    def count(self, kind: Callable[[str], bool]) -> int:
        """How many rows hold a text of a kind."""
        told = np.array([kind(one) for one in self.texts] or [False])
        return int(told[self.codes].sum())


def prepare(table: pa.Table, columns: dict[str, str], readings: Readings, places: Places, file: str) -> Ready:
    """Make a list ready.

    Args:
        table: texts. columns: heading by field. file: what findings call it.
    """
    maker = _Preparing(table, columns, file)
    return maker.ready(readings, places)


class _Preparing:
    def __init__(self, table: pa.Table, columns: dict[str, str], file: str) -> None:
        self.table, self.columns, self.file = table, columns, file
        self.notes: list[Finding] = []

    def column(self, field: str) -> _Column:
        if field not in self.columns:
            return _Column([""], np.zeros(self.table.num_rows, np.int32))
        plain = self.table.column(self.columns[field])
        array = plain.combine_chunks().dictionary_encode() if isinstance(plain, pa.ChunkedArray) else plain
        array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
        return _Column(array.dictionary.to_pylist(), np.asarray(array.indices).astype(np.int32))

    def note(self, code: str, count: int, field: str, **facts: Any) -> None:
        """Say how many cells of a column could not be used."""
        if count:
            at = Place(file=self.file, element=self.columns.get(field, field))
            self.notes.append(Finding(code, Severity.WARNING, at, {"count": count, **facts}))

    def ready(self, readings: Readings, places: Places) -> Ready:
        """Everything together."""
        name = self.column("name")
        codes, told = read_newborns(name.texts, name.filled, readings)
        mother = self.column("mother")
        mothers = read_names(mother.texts, mother.filled, readings).filled(told.parents)
        sex = self.number("sex", _sex, "reconcile-sex-unreadable").astype(np.int8)
        order = self.number("order", _order, "reconcile-order-unreadable").astype(np.int8)
        identity = self.identity("identity")
        area, county = self.places(places)
        sex = np.where(sex == 0, told.sex, sex).astype(np.int8)
        order = np.where(order == 0, told.order, order).astype(np.int8)
        records = Records(
            read_names(name.texts, codes, readings), mothers, identity, self.identity("mother_identity"),
            self.birth(), np.where((sex == 0) & (identity > 0), _sex_in(identity), sex).astype(np.int8),
            self.number("weight", _weight, "reconcile-weight-unreadable").astype(np.int32), order, area, county,
        )  # fmt: skip
        return Ready(records, self.numbers(), tuple(self.notes), told.count)

    def numbers(self) -> pa.ChunkedArray:
        """The office's record numbers; the lines of the file where it sends none."""
        if "number" in self.columns:
            return pc.utf8_trim_whitespace(self.table.column(self.columns["number"]))
        self.notes.append(Finding("reconcile-no-numbers", Severity.NOTE, Place(file=self.file)))
        return pa.chunked_array([pa.array(np.arange(2, self.table.num_rows + 2)).cast(pa.string())])

    def number(self, field: str, read: Callable[[str], int | None], code: str) -> Ints:
        """A column of small numbers; what cannot be read counts as missing and is told."""
        column = self.column(field)
        self.note(code, column.count(lambda text: read(_half(text)) is None), field)
        return column.numbers(lambda text: read(_half(text)) or 0)

    def identity(self, field: str) -> Ints:
        """Identity numbers; those that a spreadsheet ruined are said plainly and never guessed."""
        column = self.column(field)
        read = {text: read_identity(text) for text in column.texts}
        self.note("reconcile-identity-ruined", column.count(lambda text: read[text][1] == RUINED), field)
        self.note("reconcile-identity-wrong", column.count(lambda text: read[text][1] == WRONG), field)
        return column.numbers(lambda text: read[text][0])

    def birth(self) -> NDArray[np.int32]:
        """Birth dates as days."""
        column = self.column("birth")
        read = {text: read_day(text) for text in column.texts}
        self.note("reconcile-date-unreadable", column.count(lambda text: read[text] is None), "birth")
        days = column.numbers(lambda text: UNKNOWN if read[text] is None else int(read[text] or 0))
        return days.astype(np.int32)

    def places(self, places: Places) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Areas and counties."""
        column = self.column("area")
        spots = {text: places.spot(_half(text)) for text in column.texts}
        self.note(
            "reconcile-area-unknown", column.count(lambda text: bool(text.strip()) and not spots[text][1]), "area"
        )
        town, county = (column.numbers(lambda text, at=at: spots[text][at]) for at in (0, 1))  # type: ignore[misc]
        return town.astype(np.int32), county.astype(np.int32)


def _half(text: str) -> str:
    """Full-width letters and digits as half-width ones."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _sex(text: str) -> int | None:
    return SEXES.get(text.lower()) if text not in ("", "未知", "不详", "9", "0", "未说明") else 0


def _order(text: str) -> int | None:
    if text in _ORDERS or not text:
        return _ORDERS.get(text, 0)
    return int(text) if text.isdecimal() and int(text) < 10 else None


def _weight(text: str) -> int | None:
    """Grams; what is below 20 was written in kilograms. None outside 200 g to 9 kg."""
    plain = text.lower().removesuffix("kg").removesuffix("g").removesuffix("克").strip()
    if not plain:
        return 0
    try:
        value = float(plain)
    except ValueError:
        return None
    grams = value * 1000 if value < 20 else value
    return round(grams) if 200 <= grams <= 9000 else None


def _sex_in(identity: Ints) -> Ints:
    return np.where(identity % 2 == 1, 1, 2)


def texts_at(table: pa.Table, columns: Sequence[str], rows: NDArray[np.integer]) -> list[dict[str, str]]:
    """Some rows as they were sent, for the eyes of a clerk."""
    found: list[dict[str, str]] = table.select(list(dict.fromkeys(columns))).take(pa.array(rows)).to_pylist()
    return found
