"""A bank's layout as content: what stands in each record of its files, and what its codes mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huimin.findings.section import Section, raise_if_faulty

SHAPES = ("fixed", "csv")
ENCODINGS = ("gbk", "gb18030", "utf-8")
AMOUNTS = ("fen", "yuan")
ENDS = {"crlf": "\r\n", "lf": "\n"}
HEAD_FIELDS = ("roll", "day", "count", "total", "checksum")
LINE_FIELDS = ("reference", "number", "account", "holder", "bank", "amount", "status", "reason")
NUMBERS = ("roll", "day", "count", "total", "reference", "number", "account", "amount")
"""Fields in which every character is an ASCII digit (and, in yuan, one point)."""


@dataclass(frozen=True, slots=True)
class Column:
    """A place in a record.

    Attributes:
        field: what stands there; empty: always ``text``.
        width: bytes, in files of fixed width. pad: what fills it up. right: pushed to the right.
    """

    field: str
    text: str = ""
    width: int = 0
    pad: str = " "
    right: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """What a code of the bank means. ``mend``: another account number would mend it."""

    code: str
    paid: bool
    mend: bool
    zh: str
    en: str


@dataclass(frozen=True)
class Records:
    """The records of one direction. Header and trailer are empty where the file has none."""

    header: tuple[Column, ...]
    line: tuple[Column, ...]
    trailer: tuple[Column, ...]


@dataclass(frozen=True)
class Layout:
    """A bank's files.

    Attributes:
        invented: made up to show how layouts are written; no bank uses it.
        amounts: whole fen, or yuan with two decimals.
        there: the file that goes to the bank. back: its answer.
    """

    code: str
    zh: str
    en: str
    invented: bool
    shape: str
    encoding: str
    separator: str
    end: str
    amounts: str
    there: Records
    back: Records
    statuses: Mapping[str, Status]

    def name(self, lang: str) -> str:
        """The name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


def read_layout(data: object) -> Layout:
    """Read a layout.

    Raises:
        Invalid: with all its faults.
    """
    section = Section(data, [])
    shape = section.choice("shape", SHAPES)
    made = Layout(
        section.text("code"), section.text("name_zh"), section.text("name_en"), section.flag("invented"), shape,
        section.choice("encoding", ENCODINGS), str(section.raw("separator", ",")),
        ENDS[section.choice("line_end", tuple(ENDS), "crlf")], section.choice("amounts", AMOUNTS),
        _records(section.section("to_bank"), shape, need=("reference", "account", "holder", "amount")),
        _records(section.section("from_bank"), shape, need=("reference", "amount", "status")),
        {one.code: one for one in map(_status, section.sections("statuses"))},
    )  # fmt: skip
    section.done()
    if len(made.separator) != 1:
        section.fault("bank-layout-separator", "separator")
    if not any(one.paid for one in made.statuses.values()):
        section.fault("bank-layout-nothing-paid", "statuses")
    raise_if_faulty(section.faults)
    return made


def _status(part: Section) -> Status:
    made = Status(part.text("code"), part.flag("paid"), part.flag("account_to_correct"), part.text("zh"),
                  part.text("en"))  # fmt: skip
    part.done()
    return made


def _records(part: Section, shape: str, need: tuple[str, ...]) -> Records:
    made = Records(
        _columns(part, "header", shape, HEAD_FIELDS), _columns(part, "line", shape, LINE_FIELDS),
        _columns(part, "trailer", shape, HEAD_FIELDS),
    )  # fmt: skip
    part.done()
    there = {column.field for column in made.line}
    for field in need:
        if field not in there:
            part.fault("bank-layout-field-missing", "line", field=field)
    if any(column.field == "checksum" for column in made.header):
        # It is taken over the records before it.
        part.fault("bank-layout-checksum-at-head", "header")
    return made


def _columns(part: Section, key: str, shape: str, fields: tuple[str, ...]) -> tuple[Column, ...]:
    return tuple(_column(one, shape, fields) for one in part.sections(key))


def _column(part: Section, shape: str, fields: tuple[str, ...]) -> Column:
    field = part.choice("field", fields) if part.has("field") else ""
    made = Column(field, str(part.raw("text", "")), part.whole("width", 0), str(part.raw("pad", " ")),
                  part.choice("align", ("left", "right"), "left") == "right")  # fmt: skip
    part.done()
    if shape == "fixed" and made.width < 1:
        part.fault("bank-layout-width-missing", "width", field=field or made.text)
    if len(made.pad) != 1 or not made.pad.isascii():
        part.fault("bank-layout-pad", "pad", field=field or made.text)
    return made
