"""Reading by Arrow, through ADBC: reports, figures and the hash of a snapshot, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy import intp
from numpy.typing import NDArray

from huimin.adapters.store.address import Address
from huimin.adapters.store.atoms import Atom

_BATCH_ROWS = 65_536
# A report is in force at a marker if it came up to then and its next revision did not.
_IN_FORCE = """r.submission_id <= {marker} AND NOT EXISTS (
    SELECT 1 FROM store_report n WHERE n.form = r.form AND n.first = r.first AND n.last = r.last
    AND n.area = r.area AND n.revision = r.revision + 1 AND n.submission_id <= {marker})"""
_OF_FORM = "FROM store_report r {join} WHERE r.form = $1 AND r.first >= $2 AND r.last <= $3 AND " + _IN_FORCE

REPORTS = pa.schema(
    {
        "report_id": pa.int64(),
        "area": pa.string(),
        "first": pa.int32(),
        "last": pa.int32(),
        "on_time": pa.bool_(),
        "revision": pa.int32(),
    }
)
FIGURES = pa.schema(
    {
        "report_id": pa.int64(),
        "area": pa.dictionary(pa.int32(), pa.string()),
        "atom": pa.dictionary(pa.int16(), pa.string()),
        "value": pa.float64(),
    }
)
_CONTENT = pa.schema(
    {
        "form": pa.large_string(),
        "first": pa.int32(),
        "last": pa.int32(),
        "area": pa.large_string(),
        "digest": pa.large_binary(),
        "on_time": pa.bool_(),
    }
)


class ArrowReader:
    """A reading connection to one database. It sees what is committed at the start of each query."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: Any = None

    def close(self) -> None:
        """Let go of the connection; the next query makes a new one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _cursor(self) -> Any:
        if self._connection is None:
            driver = adbc_driver_postgresql if self._address.postgres else adbc_driver_sqlite
            # Autocommit: a transaction left open would go on showing the past.
            self._connection = driver.dbapi.connect(self._address.text, autocommit=True)
        cursor = self._connection.cursor()
        if not self._address.postgres:
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(_BATCH_ROWS)})
        return cursor

    def _table(self, sql: str, parameters: tuple[Any, ...], schema: pa.Schema) -> pa.Table:
        with self._cursor() as cursor:
            cursor.execute(sql, parameters or None)
            table = cursor.fetch_arrow_table()
        if not table.num_rows:
            # SQLite has no types for the columns of an empty result.
            return schema.empty_table()
        columns = [table.column(i).cast(field.type) for i, field in enumerate(schema)]
        return pa.table(columns, schema=schema)

    def reports(self, marker: int, form: str, first: int, last: int) -> pa.Table:
        """The reports of a form in force whose period lies within the months ``first`` to ``last``."""
        columns = "SELECT r.id, r.area, r.first, r.last, r.on_time, r.revision "
        sql = columns + _OF_FORM.format(join="", marker=int(marker))
        table = self._table(sql, (form, first, last), REPORTS)
        return table.sort_by([("first", "ascending"), ("last", "ascending"), ("area", "ascending")])

    def figures(self, marker: int, form: str, first: int, last: int, atoms: list[Atom]) -> pa.RecordBatchReader:
        """The figures of one period in force, scaled by each atom's ``factor``; see ``FigureStore``."""
        reports = self.reports(marker, form, first, last)
        inside = pc.and_(pc.equal(reports["first"], first), pc.equal(reports["last"], last))
        names = _Names.of(reports.filter(inside), atoms)
        return pa.RecordBatchReader.from_batches(FIGURES, self._figures(int(marker), (form, first, last), names))

    def _figures(self, marker: int, key: tuple[str, int, int], names: _Names) -> Iterator[pa.RecordBatch]:
        join = "JOIN store_figure f ON f.report_id = r.id"
        exact = " AND r.first = $2 AND r.last = $3"
        sql = "SELECT f.report_id, f.atom_id, f.value " + _OF_FORM.format(join=join, marker=marker) + exact
        with self._cursor() as cursor:
            cursor.execute(sql, key)
            for batch in cursor.fetch_record_batch():
                if batch.num_rows:
                    yield names.put_into(batch)

    def content_hash(self, marker: int) -> str:
        """SHA-256 of every report in force: form, period, area, digest and timeliness.

        Rows are sorted here, by the bytes of the text, because databases sort text by their own rules. Each
        column goes in whole, as the little-endian lengths of its entries (or the numbers themselves) and then
        the entries.
        """
        sql = "SELECT r.form, r.first, r.last, r.area, r.digest, r.on_time FROM store_report r WHERE "
        table = self._table(sql + _IN_FORCE.format(marker=int(marker)), (), _CONTENT)
        table = table.sort_by([(name, "ascending") for name in ("form", "first", "last", "area")])
        total = sha256(str(table.num_rows).encode())
        for column in table.columns:
            if pa.types.is_large_string(column.type) or pa.types.is_large_binary(column.type):
                total.update(pc.binary_length(column).to_numpy().astype("<i8").tobytes())
                for chunk in column.cast(pa.large_binary()).chunks:
                    total.update(b"".join(chunk.to_pylist()))
            else:
                total.update(column.to_numpy().astype("<i4").tobytes())
        return total.hexdigest()


@dataclass(frozen=True)
class _Names:
    """Turns report and atom numbers into dictionary columns."""

    areas: pa.Array
    area_of: _Lookup
    atoms: pa.Array
    atom_of: NDArray[intp]
    factor_of: NDArray[np.float64]

    @classmethod
    def of(cls, reports: pa.Table, atoms: list[Atom]) -> _Names:
        names = sorted({atom.name for atom in atoms})
        place: Mapping[str, int] = {name: i for i, name in enumerate(names)}
        most = max((atom.id for atom in atoms), default=0) + 1
        atom_of, factor_of = np.zeros(most, dtype=np.intp), np.ones(most)
        for atom in atoms:
            atom_of[atom.id], factor_of[atom.id] = place[atom.name], atom.factor
        areas = reports["area"].combine_chunks()
        ids = reports["report_id"].to_numpy()
        return cls(areas, _Lookup.of(ids), pa.array(names, pa.string()), atom_of, factor_of)

    def put_into(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        report, atom = (batch.column(i).to_numpy(zero_copy_only=False).astype(np.intp) for i in (0, 1))
        value = batch.column(2).to_numpy(zero_copy_only=False).astype(np.float64)
        factor = self.factor_of[atom]
        if (factor != 1.0).any():
            value = np.rint(value * factor)
        area = pa.array(self.area_of(report), pa.int32())
        kind = pa.array(self.atom_of[atom], pa.int16())
        columns = [
            pa.array(report, pa.int64()),
            pa.DictionaryArray.from_arrays(area, self.areas),
            pa.DictionaryArray.from_arrays(kind, self.atoms),
            pa.array(value, pa.float64()),
        ]
        return pa.record_batch(columns, schema=FIGURES)


@dataclass(frozen=True)
class _Lookup:
    """The place of a number in a list of numbers, by a table over their range."""

    low: int
    place: NDArray[np.int32]

    @classmethod
    def of(cls, numbers: NDArray[np.int64]) -> _Lookup:
        if not len(numbers):
            return cls(0, np.zeros(1, dtype=np.int32))
        low = int(numbers.min())
        place = np.zeros(int(numbers.max()) - low + 1, dtype=np.int32)
        place[numbers - low] = np.arange(len(numbers), dtype=np.int32)
        return cls(low, place)

    def __call__(self, numbers: NDArray[intp]) -> NDArray[np.int32]:
        return self.place[numbers - self.low]
