"""An encoded list as a file to hand over: Parquet, a row a record in no order, its header as JSON in the metadata.

Columns: ``code`` (what the sender knows the record by), ``hashes``, ``name``, ``mother`` (bytes), ``flags``, ``month``,
``area`` (a county's code or empty). Nothing else is in it, and a file that has more or less is refused.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.reconciliation.private.encoding import HASHED, MONTHS, SALTS, Encoding
from huimin.reconciliation.private.filters import WIDE

MAGIC = b"PAR1"
VERSION = 1
_META = b"huimin-encoding"
_NAMED, _MOTHERED, _REPEATED = 1, 2, 4
_FILTER = WIDE // 16  # bytes of a folded filter
_SCHEMA = {"code": pa.binary(8), "hashes": pa.binary(8 * len(HASHED)), "name": pa.binary(_FILTER),
           "mother": pa.binary(_FILTER), "flags": pa.uint8(), "month": pa.int32(), "area": pa.string()}  # fmt: skip


@dataclass(frozen=True)
class Header:
    """What an encoded list says of itself.

    Attributes:
        zh, en: what the list is called. label: of the comparison. mark: by which keys are compared.
        salt: of the filters. months: how much of the birth date is plain. areas: ``county`` or ``none``.
        simulated: the list is invented. version: of the way lists are encoded.
    """

    zh: str
    en: str
    label: str
    mark: str
    salt: str
    months: str
    areas: str
    simulated: bool = False
    version: int = VERSION


@dataclass(frozen=True, eq=False)
class Encoded:
    """An encoded list read: codes as (rows,) numbers, areas as texts."""

    header: Header
    encoding: Encoding
    codes: NDArray[np.uint64]
    areas: list[str]

    def codes_at(self, rows: NDArray[np.integer]) -> list[str]:
        """The codes of some rows as the sender wrote them down."""
        return [f"{code:016x}" for code in self.codes[rows].tolist()]


def is_encoded(beginning: bytes) -> bool:
    """Whether a file begins as an encoded list does."""
    return beginning.startswith(MAGIC)


def encoded_bytes(header: Header, encoding: Encoding, codes: NDArray[np.uint64], areas: list[str]) -> bytes:
    """The file."""
    flags = encoding.named * _NAMED + encoding.mothered * _MOTHERED + encoding.repeated * _REPEATED
    columns = {
        "code": _binary(codes), "hashes": _binary(encoding.hashes), "name": _binary(encoding.name),
        "mother": _binary(encoding.mother), "flags": pa.array(flags.astype(np.uint8)),
        "month": pa.array(encoding.month), "area": pa.array(areas, pa.string()),
    }  # fmt: skip
    table = pa.table(columns).replace_schema_metadata({_META: json.dumps(asdict(header), ensure_ascii=False)})
    sink = pa.BufferOutputStream()
    # Hashes do not compress, and statistics of them would only help whoever wants to guess.
    pq.write_table(table, sink, compression="none", use_dictionary=["area"], write_statistics=False)
    return bytes(sink.getvalue())


def read_encoded(data: bytes, file: str) -> Encoded:
    """Read an encoded list.

    Raises:
        Invalid: ``encoding-unreadable``, ``encoding-version``, ``reconcile-list-empty``.
    """
    try:
        table = pq.read_table(pa.BufferReader(data))
        found = json.loads((table.schema.metadata or {})[_META])
        version = found.get("version")
        header = Header(**found) if version == VERSION else None
    except (pa.ArrowException, OSError, KeyError, ValueError, TypeError, AttributeError):
        raise _refused("encoding-unreadable", file) from None
    if header is None:
        raise _refused("encoding-version", file, found=str(version), expected=VERSION)
    if {one.name: one.type for one in table.schema} != _SCHEMA or not _sensible(header) or _holes(table):
        raise _refused("encoding-unreadable", file)
    if not table.num_rows:
        raise _refused("reconcile-list-empty", file)
    flags = table.column("flags").to_numpy()
    encoding = Encoding(
        _words(table, "hashes"), _words(table, "name"), _words(table, "mother"), (flags & _NAMED) > 0,
        (flags & _MOTHERED) > 0, table.column("month").to_numpy().astype(np.int32), (flags & _REPEATED) > 0,
    )  # fmt: skip
    return Encoded(header, encoding, _words(table, "code")[:, 0], table.column("area").to_pylist())


def _sensible(header: Header) -> bool:
    texts = (header.zh, header.en, header.label, header.mark)
    return (all(isinstance(one, str) and len(one) <= 200 for one in texts) and header.salt in SALTS
            and header.months in MONTHS and header.areas in ("county", "none"))  # fmt: skip


def _holes(table: pa.Table) -> bool:
    return any(table.column(one).null_count for one in _SCHEMA)


def _binary(values: NDArray[np.uint64]) -> pa.Array:
    """A column of bytes of one width from rows of words."""
    rows = np.ascontiguousarray(values.reshape(len(values), -1))
    return pa.FixedSizeBinaryArray.from_buffers(
        pa.binary(8 * rows.shape[1]), len(rows), [None, pa.py_buffer(rows.tobytes())]
    )


def _words(table: pa.Table, column: str) -> NDArray[np.uint64]:
    """(rows, words) of a column of bytes."""
    width = _SCHEMA[column].byte_width
    parts = [
        np.frombuffer(one.buffers()[1], np.uint64, len(one) * width // 8, one.offset * width)
        for one in table.column(column).chunks
    ]
    return np.concatenate(parts).reshape(-1, width // 8)


def _refused(code: str, file: str, **facts: str | int) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, Place(file=file), dict(facts))])
