"""Records as bytes: values put into their places by a layout, and taken out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zlib import crc32

from huimin.adapters.banking.layout import Column, Layout
from huimin.benefits.money import FEN
from huimin.findings import Finding, Invalid, Place, Severity


class Unfit(Exception):
    """A record that does not fit its layout; ``args``: code of the finding and its facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code, facts)
        self.code, self.facts = code, facts


def amount_text(layout: Layout, fen: int) -> str:
    """An amount as the bank writes it."""
    return str(fen) if layout.amounts == "fen" else f"{fen // FEN}.{fen % FEN:02d}"


def amount_of(layout: Layout, text: str) -> int:
    """The fen of an amount as the bank writes it.

    Raises:
        Unfit: it is written otherwise.
    """
    whole, point, rest = text.partition(".")
    if layout.amounts == "fen" and text.isascii() and text.isdigit():
        return int(text)
    if layout.amounts == "yuan" and point and len(rest) == 2 and (whole + rest).isascii() and (whole + rest).isdigit():
        return int(whole or "0") * FEN + int(rest)
    raise Unfit("bank-amount-unreadable", found=text, amounts=layout.amounts)


def checksum(data: bytes) -> str:
    """CRC-32 of the bytes of all records before, eight hexadecimal digits."""
    return f"{crc32(data):08X}"


def packed(layout: Layout, columns: Sequence[Column], values: Mapping[str, str]) -> bytes:
    """A record with its end.

    Raises:
        Invalid: a value does not fit. Nothing is ever cut off.
    """
    cells = [_cell(layout, column, values.get(column.field, column.text)) for column in columns]
    between = layout.separator.encode() if layout.shape == "csv" else b""
    return between.join(cells) + layout.end.encode()


def _cell(layout: Layout, column: Column, value: str) -> bytes:
    hidden = column.field in ("account", "holder")
    facts: dict[str, str | int] = {"field": column.field, "found": "…" if hidden else value}
    try:
        made = value.encode(layout.encoding)
    except UnicodeEncodeError:
        raise Invalid([Finding("bank-value-not-in-encoding", Severity.ERROR, facts=facts)]) from None
    if any(character in value for character in ("\r", "\n", layout.separator if layout.shape == "csv" else "\n")):
        raise Invalid([Finding("bank-value-breaks-record", Severity.ERROR, facts=facts)])
    if layout.shape == "csv":
        return made
    if len(made) > column.width:
        raise Invalid([Finding("bank-value-too-long", Severity.ERROR, facts=facts | {"width": column.width})])
    fill = column.pad.encode() * (column.width - len(made))
    return fill + made if column.right else made + fill


def unpacked(layout: Layout, columns: Sequence[Column], record: bytes) -> dict[str, str]:
    """The values of a record, without what fills them up.

    Raises:
        Unfit: it has another shape, other bytes than the encoding, or another text where the layout has a fixed one.
    """
    if layout.shape == "fixed":
        if len(record) != sum(column.width for column in columns):
            raise Unfit("bank-record-length", found=len(record), expected=sum(column.width for column in columns))
        cells, at = [], 0
        for column in columns:
            cells.append(_stripped(_decoded(layout, record[at : at + column.width]), column))
            at += column.width
    else:
        cells = [cell.strip(" ") for cell in _decoded(layout, record).split(layout.separator)]
        if len(cells) != len(columns):
            raise Unfit("bank-record-length", found=len(cells), expected=len(columns))
    for column, cell in zip(columns, cells, strict=True):
        if not column.field and cell != column.text.strip():
            raise Unfit("bank-record-text", found=cell, expected=column.text)
    return {column.field: cell for column, cell in zip(columns, cells, strict=True) if column.field}


def _decoded(layout: Layout, data: bytes) -> str:
    try:
        return data.decode(layout.encoding)
    except UnicodeDecodeError:
        raise Unfit("bank-file-encoding", encoding=layout.encoding) from None


def _stripped(text: str, column: Column) -> str:
    kept = text.lstrip(column.pad) if column.right else text.rstrip(column.pad)
    # A number that is all zeros is filled up with zeros: one of them is the number.
    return kept if kept or column.pad != "0" else "0"


def finding(unfit: Unfit, file: str, line: int) -> Finding:
    """The finding of a record that does not fit."""
    return Finding(unfit.code, Severity.ERROR, Place(file=file, line=line), unfit.facts)
