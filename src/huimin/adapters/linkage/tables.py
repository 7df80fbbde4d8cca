"""A list as a table of texts: encodings found out, delimiters sniffed, memory bounded by the file's size."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from pyarrow import csv

from huimin.findings import Finding, Invalid, Place, Severity

SIZE_LIMIT = 4 << 30
MOST_COLUMNS = 200
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def header_of(data: bytes, file: str) -> tuple[list[str], str, str]:
    """The headings, the encoding, and the delimiter.

    Raises:
        Invalid: ``reconcile-list-empty``, ``reconcile-encoding-unknown``, ``reconcile-list-unreadable``.
    """
    _bounded(data, file)
    encoding = _encoding(data, file)
    wide = encoding == "utf-16"
    line = data[: 1 << 16].decode(encoding, errors="ignore") if wide else _first_line(data).decode(encoding)
    line = line.splitlines()[0] if line.splitlines() else ""
    delimiter = max(",\t;", key=line.count)
    header = [one.strip().strip('"').strip() for one in line.lstrip("\ufeff").split(delimiter)]
    if len(header) > MOST_COLUMNS:
        raise _unreadable(file, f"{len(header)} > {MOST_COLUMNS}")
    return header, encoding, delimiter


def read_table(
    data: bytes, file: str, encoding: str, delimiter: str, header: Sequence[str], columns: Sequence[str]
) -> tuple[pa.Table, int]:  # fmt: skip
    """The wanted columns as texts, and how many lines had too many or too few cells and were left out.

    Raises:
        Invalid: ``reconcile-list-empty``, ``reconcile-list-unreadable``.
    """
    bad = 0

    def skip(row: csv.InvalidRow) -> str:
        nonlocal bad
        bad += 1
        return "skip"

    if encoding not in ("utf-8", "utf-8-sig"):
        data = data.decode(encoding).encode("utf-8")
    names = [f"{at}" for at, _ in enumerate(header)]
    wanted = {names[header.index(one)]: one for one in columns}
    try:
        table = csv.read_csv(
            pa.BufferReader(data),
            read_options=csv.ReadOptions(column_names=names, skip_rows=1, block_size=16 << 20),
            parse_options=csv.ParseOptions(delimiter=delimiter, invalid_row_handler=skip, newlines_in_values=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(wanted, pa.string()), strings_can_be_null=False,
                include_columns=list(wanted)),
        )  # fmt: skip
    except pa.ArrowInvalid as problem:
        if "Empty CSV" in str(problem):
            raise _empty(file) from None
        raise _unreadable(file, str(problem).splitlines()[0][:200]) from None
    if not table.num_rows:
        raise _empty(file)
    return table.rename_columns([wanted[one] for one in table.column_names]), bad


def _bounded(data: bytes, file: str) -> None:
    if not data.strip():
        raise _empty(file)
    if len(data) > SIZE_LIMIT:
        raise _unreadable(file, f"{len(data):,} > {SIZE_LIMIT:,}")


def _encoding(data: bytes, file: str) -> str:
    """By its mark, else UTF-8 if all of it is, else GB18030 (which GBK is part of) if all of it is."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if b"\0" in data[: 1 << 20]:
        raise _unreadable(file, "NUL")
    for name in ("utf-8", "gb18030"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    raise Invalid([Finding("reconcile-encoding-unknown", Severity.ERROR, Place(file=file))])


def _first_line(data: bytes) -> bytes:
    end = data.find(b"\n")
    return data[: end if end >= 0 else len(data)].rstrip(b"\r")


def _empty(file: str) -> Invalid:
    return Invalid([Finding("reconcile-list-empty", Severity.ERROR, Place(file=file))])


def _unreadable(file: str, reason: str) -> Invalid:
    return Invalid([Finding("reconcile-list-unreadable", Severity.ERROR, Place(file=file), {"reason": reason})])
