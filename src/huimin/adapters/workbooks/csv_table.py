"""Reading csv: encodings are found out, sizes are bounded, and cells stay texts until asked for."""

from __future__ import annotations

import csv
import io

from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.xlsx import MAX_AREA, MAX_COLUMNS, MAX_ROWS
from huimin.findings import Place

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, encoding: str, notes: Collector) -> str:
    """The text of a csv file. Without ``encoding``: by its byte order mark, else UTF-8, else GB18030.

    Raises:
        Refused: NUL bytes, or no encoding fits.
    """
    tried = [encoding] if encoding else [next((name for mark, name in _MARKS if data.startswith(mark)), "")]
    if tried == [""]:
        tried = ["utf-8", "gb18030"]
    for name in tried:
        try:
            text = data.decode(name)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        raise notes.refuse("csv-encoding-unknown", tried=", ".join(tried))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise notes.refuse("csv-nul-byte", Place(line=line))
    return text


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: whichever the first lines have most of."""
    head = "\n".join(text[:20_000].splitlines()[:10])
    return max(",;\t", key=head.count)


def csv_rows(data: bytes, encoding: str, notes: Collector) -> list[list[str]]:
    """All rows of a csv file as texts.

    Raises:
        Refused: encoding, size, or quotes that never close.
    """
    text = decode(data, encoding, notes)
    delimiter = _delimiter(text)
    lines, cells = text.count("\n") + text.count("\r"), text.count(delimiter)
    if lines > 2 * MAX_ROWS or cells + lines > MAX_AREA:
        raise _too_large(notes, lines, cells // max(lines, 1) + 1)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise _too_large(notes, len(rows) + 1, len(row))
            rows.append(row)
    except csv.Error as error:
        raise notes.refuse("csv-broken", Place(line=reader.line_num), why=str(error)) from error
    return rows


def _too_large(notes: Collector, rows: int, columns: int) -> Exception:
    return notes.refuse(
        "sheet-too-large",
        rows=rows,
        columns=columns,
        most_rows=MAX_ROWS,
        most_columns=MAX_COLUMNS,
        most_cells=MAX_AREA,
    )
