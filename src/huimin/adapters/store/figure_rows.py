"""Writing many figures at once: ``executemany`` on SQLite, binary COPY on PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db import connections
from numpy import float64, intp
from numpy.typing import NDArray

_INSERT = 'INSERT INTO store_figure (report_id, atom_id, value, "row", "column") VALUES (%s, %s, %s, %s, %s)'
_COPY = 'COPY store_figure (report_id, atom_id, value, "row", "column") FROM STDIN (FORMAT BINARY)'
_CHUNK = 200_000

# One row of PostgreSQL's binary COPY format: the number of fields, then each field as length and big-endian
# bytes.
_ROW = np.dtype(
    [("fields", ">i2")]
    + [
        part
        for name, kind in (("report", "i4"), ("atom", "i2"), ("value", "f8"), ("row", "i4"), ("column", "i4"))
        for part in ((f"{name}_length", ">i4"), (name, f">{kind}"))
    ]
)
_HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_END = b"\xff\xff"


@dataclass(frozen=True)
class FigureRows:
    """Columns of equal length, one entry for each figure."""

    report: NDArray[intp]
    atom: NDArray[intp]
    value: NDArray[float64]
    row: NDArray[intp]
    column: NDArray[intp]

    def __len__(self) -> int:
        return len(self.value)

    def write(self, alias: str) -> None:
        """Append the figures to the table, within the transaction that is open."""
        for start in range(0, len(self), _CHUNK):
            part = slice(start, start + _CHUNK)
            columns = [c[part] for c in (self.report, self.atom, self.value, self.row, self.column)]
            with connections[alias].cursor() as cursor:
                if connections[alias].vendor == "postgresql":
                    with cursor.copy(_COPY) as copy:
                        copy.write(_HEADER + _binary(columns) + _END)
                else:
                    cursor.executemany(_INSERT, list(zip(*(c.tolist() for c in columns), strict=True)))


def _binary(columns: list[NDArray[intp] | NDArray[float64]]) -> bytes:
    rows = np.empty(len(columns[0]), dtype=_ROW)
    rows["fields"] = len(columns)
    for name, column in zip(("report", "atom", "value", "row", "column"), columns, strict=True):
        rows[f"{name}_length"] = _ROW[name].itemsize
        rows[name] = column
    return rows.tobytes()
