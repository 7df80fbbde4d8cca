"""A table of texts made ready for comparison: every different text is looked at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from huimin.adapters.linkage.latin_fields import Column, column_of, latin_fields, whole_names
from huimin.findings import Finding, Place, Severity
from huimin.reconciliation.date_texts import IN_DAYS, IN_WORDS, UNKNOWN, read_date
from huimin.reconciliation.dates import parts
from huimin.reconciliation.identity import MASKED, PHONE, RUINED, WRONG, read_identities
from huimin.reconciliation.latin import Latin, in_latin
from huimin.reconciliation.names import Names, read_names, read_newborns
from huimin.reconciliation.newborns import hidden, nobody
from huimin.reconciliation.places import Places
from huimin.reconciliation.readings import Readings
from huimin.reconciliation.records import Records

SEXES = {**dict.fromkeys(("男", "男性", "男婴", "男孩", "男童", "1", "m", "male", "boy"), 1),
         **dict.fromkeys(("女", "女性", "女婴", "女孩", "女童", "2", "f", "female", "girl"), 2)}  # fmt: skip
_WEIGHT = re.compile(r"^(\d{1,5}(?:\.\d+)?)\s*(kg|g|千克|公斤|斤|克)?$")
_ORDERS = {"一": 1, "二": 2, "三": 3, "四": 4, "甲": 1, "乙": 2, "大": 1, "小": 2, "单": 0, "0": 0}
_SPOILT = ((RUINED, "reconcile-identity-ruined"), (PHONE, "reconcile-identity-phone"),
           (MASKED, "reconcile-identity-masked"), (WRONG, "reconcile-identity-wrong"))  # fmt: skip
_ODD_DATES = ((IN_DAYS, "reconcile-dates-in-days"), (IN_WORDS, "reconcile-dates-in-words"))
OTHER_PERSON = 10
"""Years between a birth date and that in an identity number from which they are of two people."""
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


def prepare(
    table: pa.Table, columns: dict[str, str], readings: Readings, places: Places, file: str,
    lines: NDArray[np.int64] | None = None,
) -> Ready:  # fmt: skip
    """Make a list ready.

    Args:
        table: texts. columns: heading by field. file: what findings call it.
        lines: where in the file each record stands; the second line and those after it where nothing is told.
    """
    maker = _Preparing(table, columns, file, np.arange(2, table.num_rows + 2) if lines is None else lines)
    return maker.ready(readings, places)


class _Preparing:
    def __init__(self, table: pa.Table, columns: dict[str, str], file: str, lines: NDArray[np.int64]) -> None:
        self.table, self.columns, self.file, self.lines = table, columns, file, lines
        self.notes: list[Finding] = []

    def texts(self, field: str) -> pa.ChunkedArray | None:
        """A column as it was sent; a name put together where it comes in two."""
        if field in self.columns:
            return self.table.column(self.columns[field])
        if field == "name" and {"given", "surname"} <= self.columns.keys():
            return whole_names(*(self.table.column(self.columns[one]) for one in ("given", "surname")))
        return None

    def column(self, field: str) -> Column:
        """A column; an empty one where the list has none."""
        texts = self.texts(field)
        return Column([""], np.zeros(self.table.num_rows, np.int32)) if texts is None else column_of(texts)

    def latin(self, names: Names) -> Latin | None:
        """The fields of a list in Latin letters."""
        if not in_latin(names.letters, names.codes):
            return None
        return latin_fields(lambda field: None if (texts := self.texts(field)) is None else column_of(texts))

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
        mothers = read_names(mother.texts, _of_somebody(mother), readings).filled(told.parents)
        for field, column in (("name", name), ("mother", mother)):
            self.note("reconcile-names-hidden", column.count(lambda text: hidden(text.strip())), field)
        sex = self.number("sex", _sex, "reconcile-sex-unreadable").astype(np.int8)
        order = self.number("order", _order, "reconcile-order-unreadable").astype(np.int8)
        birth = self.birth()
        identity = self.own_identity(birth)
        area, county = self.places(places)
        sex = np.where(sex == 0, told.sex, sex).astype(np.int8)
        order = np.where(order == 0, told.order, order).astype(np.int8)
        names = read_names(name.texts, codes, readings)
        records = Records(
            names, mothers, identity, self.identity("mother_identity"),
            birth, np.where((sex == 0) & (identity > 0), _sex_in(identity), sex).astype(np.int8),
            self.number("weight", _weight, "reconcile-weight-unreadable").astype(np.int32), order, area, county,
            self.latin(names),
        )  # fmt: skip
        return Ready(records, self.numbers(), tuple(self.notes), told.count)

    def numbers(self) -> pa.ChunkedArray:
        """The office's record numbers; the lines of the file where it sends none."""
        if "number" in self.columns:
            return pc.utf8_trim_whitespace(self.table.column(self.columns["number"]))
        self.notes.append(Finding("reconcile-no-numbers", Severity.NOTE, Place(file=self.file)))
        return pa.chunked_array([pa.array(self.lines).cast(pa.string())])

    def number(self, field: str, read: Callable[[str], int | None], code: str) -> Ints:
        """A column of small numbers; what cannot be read counts as missing and is told."""
        column = self.column(field)
        self.note(code, column.count(lambda text: read(_half(text)) is None), field)
        return column.numbers(lambda text: read(_half(text)) or 0)

    def own_identity(self, birth: NDArray[np.int32]) -> Ints:
        """The children's numbers. One that belongs to somebody far older, a parent, is not the child's."""
        identity = self.identity("identity")
        years = identity // 10**7 % 10**4
        other = (identity > 0) & (birth != UNKNOWN) & (np.abs(parts(birth)[0] - years) >= OTHER_PERSON)
        self.note("reconcile-identity-of-other", int(other.sum()), "identity", least=OTHER_PERSON)
        return np.where(other, 0, identity)

    def identity(self, field: str) -> Ints:
        """Identity numbers; those that a spreadsheet ruined are said plainly and never guessed."""
        column = self.column(field)
        read = read_identities(column.texts)
        for kind, code in _SPOILT:
            self.note(code, column.count(lambda text, kind=kind: read[text][1] == kind), field)  # type: ignore[misc]
        return column.numbers(lambda text: read[text][0])

    def birth(self) -> NDArray[np.int32]:
        """Birth dates as days."""
        column = self.column("birth")
        read = {text: read_date(text) for text in column.texts}
        self.note("reconcile-date-unreadable", column.count(lambda text: read[text][0] is None), "birth")
        for kind, code in _ODD_DATES:
            self.note(code, column.count(lambda text, kind=kind: read[text][1] == kind), "birth")  # type: ignore[misc]
        days = column.numbers(lambda text: UNKNOWN if (day := read[text][0]) is None else day)
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


def _of_somebody(column: Column) -> NDArray[np.int32]:
    """The codes of a column of parents, -1 where nobody is named."""
    empty = np.array([not (plain := one.strip()) or nobody(plain) for one in column.texts] or [True])
    return np.where(empty[column.codes], -1, column.codes).astype(np.int32)


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
    """Grams; what is below 20 was written in kilograms, in 斤 where it says so. None outside 200 g to 9 kg."""
    found = _WEIGHT.match(text.lower().replace(",", ""))
    if not text:
        return 0
    if found is None:
        return None
    value = float(found[1])
    grams = value * (500 if found[2] == "斤" else 1000) if value < 20 else value
    return round(grams) if 200 <= grams <= 9000 else None


def _sex_in(identity: Ints) -> Ints:
    return np.where(identity % 2 == 1, 1, 2)


def texts_at(table: pa.Table, columns: Sequence[str], rows: NDArray[np.integer]) -> list[dict[str, str]]:
    """Some rows as they were sent, for the eyes of a clerk."""
    found: list[dict[str, str]] = table.select(list(dict.fromkeys(columns))).take(pa.array(rows)).to_pylist()
    return found
