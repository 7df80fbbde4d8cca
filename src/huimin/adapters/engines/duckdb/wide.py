"""Long figures to wide files: one Parquet a form and period, a row for each area, a column for each atom.

``<folder>/<form>/<period>.parquet`` holds ``area`` (history id, ascending), ``on_time`` and the form's atoms,
scaled. There is a row for every area that owed a report or sent one; ``on_time`` is NULL where none came, an
atom is NULL where it was not reported. So the files of neighbouring months have the same rows, and adding
them up is adding columns. Equal input gives equal bytes, and the file says what it was made from.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from huimin.adapters.engines.duckdb.owed import owed
from huimin.areas import Areas
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period

LAYOUT = "1"
"""Goes up when files of the same content would look different."""

ROWS_A_GROUP = 122_880  # DuckDB's own vector group; a column chunk of it fits into the processor's cache


@dataclass(frozen=True)
class Compiled:
    """What became of one period.

    Attributes:
        rows: areas in the file; those that owed a report or sent one.
        unknown: area keys and atoms with reports that the tree or the form does not know; they are left out.
        written: False where the file was already right.
    """

    path: Path
    rows: int
    unknown: tuple[str, ...] = ()
    written: bool = True


def wide_path(folder: Path, form: Form, period: Period) -> Path:
    """Where the wide file of a form and period stands."""
    return folder / form.code / f"{period.code}.parquet"


@lru_cache(maxsize=4)
def _keys_hash(keys: tuple[str, ...]) -> bytes:
    """What the history ids of a tree mean. Kept, because a nation's keys take a moment to hash."""
    return sha256("\n".join(keys).encode()).digest()


def _origin(form: Form, period: Period, areas: Areas, dictionary: Dictionary, marker: str) -> dict[str, str]:
    """What a file is made from; a file whose origin is the same need not be made again."""
    tree = sha256(_keys_hash(areas.keys) + owed(areas, form, period).astype("<i4").tobytes())
    scales = ",".join(f"{atom}:{dictionary.element_of(atom).decimals}" for atom in form.atoms)
    return {
        "huimin.layout": LAYOUT,
        "huimin.form": form.code,
        "huimin.form_version": form.version,
        "huimin.period": period.code,
        "huimin.atoms": scales,
        "huimin.marker": marker,
        "huimin.tree": tree.hexdigest(),
    }


def is_current(folder: Path, form: Form, period: Period, areas: Areas, dictionary: Dictionary, marker: str) -> bool:
    """Whether the file was made from this snapshot, form and tree, so that no figure need be fetched.

    ``marker`` must change whenever the reports of this form and period do.
    """
    path = wide_path(folder, form, period)
    if not path.exists():
        return False
    try:
        held = pq.read_schema(path).metadata or {}
    except (pa.ArrowInvalid, OSError):
        return False
    wanted = _origin(form, period, areas, dictionary, marker)
    return all(held.get(name.encode()) == value.encode() for name, value in wanted.items())


def compile_wide(
    folder: Path,
    form: Form,
    period: Period,
    reports: pa.Table,
    figures: pa.Table | pa.RecordBatchReader,
    areas: Areas,
    dictionary: Dictionary,
    *,
    marker: str = "",
) -> Compiled:
    """Write the wide file of one form and period.

    Args:
        reports: columns ``area`` (key, or history id as a whole number) and ``on_time``; one row a report in
            force.
        figures: columns ``area``, ``atom`` and ``value`` (scaled), as a table or a stream of batches.
        marker: see :func:`is_current`. Where it is given and the file is current, nothing is done.

    The file appears whole or not at all. Memory: one matrix of areas by atoms beside the input.
    """
    path = wide_path(folder, form, period)
    if marker and is_current(folder, form, period, areas, dictionary, marker):
        return Compiled(path, pq.read_metadata(path).num_rows, written=False)
    ids = _Ids(areas)
    reporters = ids.of(reports["area"])
    known = reporters >= 0
    on_time = reports["on_time"].to_numpy().astype(bool)[known]
    rows = np.union1d(owed(areas, form, period), reporters[known]).astype(np.int32)
    matrix = np.full((len(form.atoms), len(rows)), np.nan)
    row_of = np.full(len(areas.keys) + 1, -1, np.int32)  # the last entry is that of an unknown area
    row_of[rows] = np.arange(len(rows), dtype=np.int32)
    atoms = _Atoms(form)
    for batch in _batches(figures):
        _scatter(matrix, batch, atoms, ids, row_of)
    state = np.full(len(rows), -1, np.int8)
    state[row_of[reporters[known]]] = on_time
    origin = _origin(form, period, areas, dictionary, marker)
    write_wide(path, form, rows, state, matrix, origin)
    return Compiled(path, len(rows), (*sorted(ids.unknown), *sorted(atoms.unknown)))


def _batches(figures: pa.Table | pa.RecordBatchReader) -> Iterable[pa.RecordBatch]:
    """The figures a batch at a time."""
    return figures.to_batches(max_chunksize=1 << 20) if isinstance(figures, pa.Table) else figures


def _scatter(
    matrix: NDArray[np.float64],
    batch: pa.RecordBatch,
    atoms: _Atoms,
    ids: _Ids,
    row_of: NDArray[np.int32],
) -> None:
    """Put each figure of a batch in its place."""
    row, atom = row_of[ids.of(batch["area"])], atoms.of(batch["atom"])
    value = batch["value"].to_numpy(zero_copy_only=False)
    if len(row) and (int(row.min()) < 0 or int(atom.min()) < 0):
        kept = (row >= 0) & (atom >= 0)
        row, atom, value = row[kept], atom[kept], value[kept]
    matrix.reshape(-1)[atom.astype(np.int64) * matrix.shape[1] + row] = value


class _Coded(ABC):
    """Texts of a column as numbers. A dictionary that comes with every batch is looked up once."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        self._last: tuple[pa.Array, NDArray[np.int32]] | None = None

    @abstractmethod
    def number(self, text: str) -> int | None:
        """The number of one text, or None."""

    def of(self, column: pa.Array | pa.ChunkedArray) -> NDArray[np.int32]:
        """The numbers of a column (whole numbers are taken as they are); -1 where unknown."""
        if isinstance(column, pa.ChunkedArray):
            parts = [self.of(chunk) for chunk in column.chunks]
            return np.concatenate(parts) if parts else np.empty(0, np.int32)
        if pa.types.is_integer(column.type):
            return column.to_numpy(zero_copy_only=False).astype(np.int32, copy=False)
        if not pa.types.is_dictionary(column.type):
            column = pc.dictionary_encode(column)
        return self._numbers(column.dictionary)[column.indices.to_numpy(zero_copy_only=False)]

    def _numbers(self, texts: pa.Array) -> NDArray[np.int32]:
        if self._last is None or not (self._last[0] is texts or self._last[0].equals(texts)):
            found = [(text, self.number(text)) for text in texts.to_pylist()]
            self.unknown.update(text for text, number in found if number is None)
            self._last = texts, np.array([-1 if n is None else n for _, n in found], np.int32)
        return self._last[1]


class _Ids(_Coded):
    """History ids of area keys."""

    def __init__(self, areas: Areas) -> None:
        super().__init__()
        self._areas = areas

    def number(self, text: str) -> int | None:
        """The history id."""
        return self._areas.id_of(text)


class _Atoms(_Coded):
    """Positions of atoms on the form."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._position = {atom: i for i, atom in enumerate(form.atoms)}

    def number(self, text: str) -> int | None:
        """The position."""
        return self._position.get(text)


def _schema(form: Form, origin: dict[str, str]) -> pa.Schema:
    fields = [pa.field("area", pa.int32(), nullable=False), pa.field("on_time", pa.bool_())]
    return pa.schema([*fields, *(pa.field(atom, pa.float64()) for atom in form.atoms)], origin)


def _slices(
    schema: pa.Schema, rows: NDArray[np.int32], state: NDArray[np.int8], matrix: NDArray[np.float64]
) -> Iterator[pa.RecordBatch]:
    """The file's rows, a row group at a time."""
    for start in range(0, len(rows), ROWS_A_GROUP):
        part = slice(start, start + ROWS_A_GROUP)
        on_time = pa.array(state[part] == 1, mask=state[part] < 0)
        atoms = [pa.array(column[part], from_pandas=True) for column in matrix]
        yield pa.record_batch([pa.array(rows[part]), on_time, *atoms], schema=schema)


def write_wide(
    path: Path,
    form: Form,
    rows: NDArray[np.int32],
    state: NDArray[np.int8],
    matrix: NDArray[np.float64],
    origin: dict[str, str],
) -> None:
    """Write one wide file beside the old one, then put it in its place.

    Args:
        rows: history ids, ascending.
        state: by row, 1 on time, 0 late, -1 no report.
        matrix: (atoms, rows), scaled, NaN where not reported.
        origin: the file's metadata.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".tmp")
    schema = _schema(form, origin)
    with pq.ParquetWriter(fresh, schema, compression="lz4") as writer:
        for batch in _slices(schema, rows, state, matrix):
            writer.write_batch(batch, row_group_size=ROWS_A_GROUP)
    fresh.replace(path)
