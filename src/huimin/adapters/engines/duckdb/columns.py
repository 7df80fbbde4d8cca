"""Adding up the columns of wide files, positionally: no grouping, no join, one column of one month at a time.

The rows of a form are the union of the areas in its files. Where a file has just these rows (files of
neighbouring months do, see :mod:`huimin.adapters.engines.duckdb.wide`), adding it is adding arrays; where
not, its rows are looked up once. Figures are whole numbers, so the order of adding does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from huimin.adapters.engines.duckdb.plan import PeriodFile, Segment

Floats = NDArray[np.float64]
Counts = NDArray[np.uint16]  # reports of one area in one window: at most one a period
Rows = slice | NDArray[np.int64]
HELD = 8_000_000
"""Up to so many values all files of a form are held in memory (64 MB)."""


class WideFile:
    """One wide file, opened once."""

    def __init__(self, file: PeriodFile) -> None:
        self.path = file.path
        self.metadata = pq.read_metadata(self.path)
        self._column = {name: i for i, name in enumerate(self.metadata.schema.to_arrow_schema().names)}
        self._held: pa.Table | None = None
        self.area: NDArray[np.int32] = self._table("area")["area"].to_numpy()
        # Of each row its place among the rows of the form; None: they are the same.
        self.position: NDArray[np.int64] | None = None

    def __contains__(self, column: str) -> bool:
        return column in self._column

    def hold(self) -> None:
        """Read every column now. Of small files, opening is most of the work."""
        self._held = self._open().read(use_threads=False)

    def _open(self) -> pq.ParquetFile:
        return pq.ParquetFile(self.path, metadata=self.metadata, pre_buffer=False)

    def _table(self, column: str) -> pa.Table:
        # One thread a column: the engine already works on as many columns at once as there are cores.
        return self._held or self._open().read([column], use_threads=False)

    def nulls(self, column: str) -> int:
        """How many rows have no value, from the file's statistics."""
        place, groups = self._column[column], range(self.metadata.num_row_groups)
        chunks = (self.metadata.row_group(group).column(place) for group in groups)
        return sum(chunk.statistics.null_count for chunk in chunks)

    def pieces(self, column: str) -> Iterator[tuple[Rows, pa.Array]]:
        """The column piece by piece with the places of its rows among the form's rows."""
        start = 0
        for piece in self._table(column)[column].chunks:
            part = slice(start, start + len(piece))
            start += len(piece)
            yield part if self.position is None else self.position[part], piece


def _known(piece: pa.Array) -> NDArray[np.uint8]:
    """1 where a piece has a value, else 0."""
    validity = piece.buffers()[0]
    if validity is None or piece.null_count == 0:
        return np.ones(len(piece), np.uint8)
    bits = np.frombuffer(validity, np.uint8)
    if piece.offset % 8:
        return np.unpackbits(bits, bitorder="little")[piece.offset : piece.offset + len(piece)]
    return np.unpackbits(bits[piece.offset // 8 :], count=len(piece), bitorder="little")


def _add(total: Floats, place: Rows, piece: pa.Array) -> NDArray[np.uint8] | None:
    """Add a piece at its rows; gives back which of its values are known (None: all)."""
    if piece.null_count == 0:
        total[place] += piece.to_numpy()
        return None
    known = _known(piece)
    if isinstance(place, slice):
        values = np.frombuffer(piece.buffers()[1], np.float64, len(piece), 8 * piece.offset)
        np.add(total[place], values, out=total[place], where=known.view(np.bool_))
    else:
        total[place] += _or_zero(piece)
    return known


def _or_zero(piece: pa.Array) -> Floats:
    """The values of a piece, 0 where there is none."""
    return (piece.fill_null(0.0) if piece.null_count else piece).to_numpy()


class FormColumns:
    """The files of one form in one plan.

    Attributes:
        rows: history id of each row, ascending.
    """

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._files = {file.path: WideFile(file) for segment in segments for file in segment.files}
        opened = list(self._files.values())
        if sum(len(file.area) * file.metadata.num_columns for file in opened) <= HELD:
            for file in opened:
                file.hold()
        self.rows = opened[0].area if opened else np.empty(0, np.int32)
        for file in opened[1:]:
            if not np.array_equal(self.rows, file.area):
                self.rows = np.union1d(self.rows, file.area)
        for file in opened:
            if not np.array_equal(self.rows, file.area):
                file.position = np.searchsorted(self.rows, file.area)

    def _of(self, segment: Segment) -> list[WideFile]:
        return [self._files[file.path] for file in segment.files]

    def as_reported(self, atom: str, segments: tuple[Segment, ...]) -> bool:
        """Whether every report in these segments holds the atom, so that its count is that of the reports.

        Rows without a report have no value of any atom; so equal numbers of NULLs mean the same NULLs.
        """
        files = [file for segment in segments for file in self._of(segment)]
        return all(atom in file and file.nulls(atom) == file.nulls("on_time") for file in files)

    def reports(self, segment: Segment) -> tuple[Counts, Counts]:
        """Reports received, and those on time, by row."""
        received, on_time = np.zeros(len(self.rows), np.uint16), np.zeros(len(self.rows), np.uint16)
        for file in self._of(segment):
            for place, piece in file.pieces("on_time"):
                received[place] += _known(piece)
                on_time[place] += piece.fill_null(False).to_numpy(zero_copy_only=False)
        return received, on_time

    def total(self, atom: str, segment: Segment) -> Floats:
        """The sum of the figures by row; 0 where there is none (``count`` tells)."""
        total = np.zeros(len(self.rows))
        for file in self._of(segment):
            for place, piece in file.pieces(atom) if atom in file else ():
                _add(total, place, piece)
        return total

    def total_and_count(self, atom: str, segment: Segment) -> tuple[Floats, Counts]:
        """The sum and the number of the figures by row."""
        total, count = np.zeros(len(self.rows)), np.zeros(len(self.rows), np.uint16)
        for file in self._of(segment):
            for place, piece in file.pieces(atom) if atom in file else ():
                known = _add(total, place, piece)
                count[place] += 1 if known is None else known
        return total, count

    def latest_and_count(self, atom: str, segment: Segment) -> tuple[Floats, Counts]:
        """The latest figure by row, NaN where there is none, and the number of figures."""
        latest, count = np.full(len(self.rows), np.nan), np.zeros(len(self.rows), np.uint16)
        for file in self._of(segment):
            for place, piece in file.pieces(atom) if atom in file else ():
                known = _known(piece)
                latest[place] = np.where(known, _or_zero(piece), latest[place])
                count[place] += known
        return latest, count
