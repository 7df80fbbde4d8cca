"""Reading an office's own table by a mapping file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from huimin.adapters.workbooks.collect import Collector
from huimin.adapters.workbooks.context import ReadContext
from huimin.adapters.workbooks.grid import Grid, cell_of, fold
from huimin.adapters.workbooks.mapping import AreaColumns, TableMapping
from huimin.adapters.workbooks.rows import check_missing, check_sender, drop_repeated, nearest_area
from huimin.adapters.workbooks.scan import reference
from huimin.adapters.workbooks.tables import Table, turned
from huimin.adapters.workbooks.values import FigureColumn, FigureColumns, FigureReader, tell_unfilled
from huimin.figures.batch import ReportBatch, column_letters
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Place, nearest

HEADER_WITHIN = 50
Merges = Mapping[tuple[int, int], tuple[int, int]]


class TableReader:
    """Reads one sheet by one mapping.

    ``merges``: covered cell -> the cell that holds its text, both (row, column).
    """

    def __init__(
        self, table: Table, mapping: TableMapping, context: ReadContext, notes: Collector, merges: Merges
    ) -> None:
        self.mapping, self.context, self.notes = mapping, context, notes
        self.original = table
        self.table: Table = turned(table) if mapping.transposed else table
        self.merges = {k[::-1]: v[::-1] for k, v in merges.items()} if mapping.transposed else merges
        self.form: Form = context.forms[mapping.form]

    def read(self) -> list[ReportBatch]:
        """The batch of the sheet (none where no area reported anything).

        Raises:
            Refused: no header, no such column, or no period.
        """
        header_row, places = self._header()
        period = self._period()
        grid = self.table.grid(header_row + self.mapping.header_rows)
        columns = [
            FigureColumn(self._place_of(c.column, places), c.atom, self.context.dictionary.element_of(c.atom), c.factor)
            for c in self.mapping.columns
        ]
        figures = FigureReader(grid, FigureColumns.of(columns), self.context.dictionary, self.notes)
        area_column, keys = self._keys(grid, places, figures.filled.tolist())
        keys = drop_repeated(grid, keys, area_column, self.notes)
        self._check_sender(grid, keys, area_column, period)
        matrix = figures.read(keys)
        with_key = np.array([key is not None for key in keys], bool)
        kept = np.flatnonzero(figures.filled & with_key)
        if self.mapping.rows_without_figures == "warn":
            empty = [keys[row] or "" for row in np.flatnonzero(with_key & ~figures.filled)]
            check_missing(grid.sheet, (), empty, self.notes)
        tell_unfilled(figures, self.form.required, matrix, kept)
        if not len(kept):
            self.notes.warn("sheet-without-figures", Place(sheet=grid.sheet))
            return []
        return [
            ReportBatch(
                form=self.form.code,
                period=period,
                sheet=grid.sheet,
                areas=tuple(keys[row] or "" for row in kept),
                atoms=tuple(c.atom for c in columns),
                values=matrix[kept],
                rows=(kept + grid.first_row).astype(np.int32),
                columns=np.array([c.column for c in columns], np.int32),
                transposed=self.mapping.transposed,
                sender=self.mapping.sender,
            )
        ]

    def _header(self) -> tuple[int, dict[str, list[int]]]:
        """The 1-based row in which the header begins, and the columns of each header text."""
        rows = self.table.texts(max(HEADER_WITHIN, self.mapping.header_row) + self.mapping.header_rows)
        start = self.mapping.header_row
        if wanted := squeeze(self.mapping.header_match):
            found = [i for i, row in enumerate(rows, 1) if any(squeeze(text) == wanted for text in row)]
            if not found:
                raise self._refuse("mapping-header-missing", found=self.mapping.header_match)
            start = found[0]
        places: dict[str, list[int]] = {}
        width = max((len(row) for row in rows), default=0)
        for column in range(1, width + 1):
            parts: list[str] = []
            for row in range(start, start + self.mapping.header_rows):
                text = self._merged_text(rows, row, column)
                if text and text not in parts[-1:]:
                    parts.append(text)
            places.setdefault("/".join(parts), []).append(column)
        self._tell_merges(start)
        return start, places

    def _merged_text(self, rows: Sequence[Sequence[str]], row: int, column: int) -> str:
        row, column = self.merges.get((row, column), (row, column))
        return squeeze(rows[row - 1][column - 1]) if row <= len(rows) and column <= len(rows[row - 1]) else ""

    def _tell_merges(self, start: int) -> None:
        last = start + self.mapping.header_rows
        within = {top for (row, _), top in self.merges.items() if start <= row < last}
        if within:
            self.notes.note("header-merged", Place(sheet=self.table.name), count=len(within))

    def _place_of(self, column: str, places: Mapping[str, list[int]]) -> int:
        if column.startswith("="):
            letters = column[1:].strip().upper()
            if letters.isdecimal():
                return int(letters)
            return reference(letters + "1")[1]
        found = places.get(squeeze(column), [])
        if len(found) == 1:
            return found[0]
        if found:
            letters = ", ".join(column_letters(place) for place in found)
            raise self._refuse("mapping-column-twice", found=column, columns=letters)
        raise self._refuse("mapping-column-missing", found=column, nearest=nearest(squeeze(column), places) or "—")

    def _refuse(self, code: str, **facts: str) -> Exception:
        return self.notes.refuse(code, Place(sheet=self.table.name), mapping=self.mapping.code, **facts)

    def _period(self) -> Period:
        source = self.mapping.period
        text = self.notes.file.rpartition("/")[2]
        if source.cell:
            row, column = reference(source.cell)
            rows = self.original.texts(row)
            text = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else ""
        period = source.fixed or source.find(text)
        if period is None:
            raise self._refuse("period-not-found", found=text, cell=source.cell)
        if period.length != Period.at(period.first, self.form.frequency).length:
            raise self._refuse(
                "period-of-another-kind", form=self.form.code, found=period.code, expected=self.form.frequency
            )
        return period

    def _keys(self, grid: Grid, places: Mapping[str, list[int]], filled: list[bool]) -> tuple[int, list[str | None]]:
        """The column that names areas, and each row's key (None: not an area's row, or without figures)."""
        area = self.mapping.area
        code_column = self._place_of(area.code, places) if area.code else 0
        name_columns = [self._place_of(name, places) for name in area.names]
        codes = self._filled_down(grid, code_column) if code_column else [""] * grid.height
        names = [self._filled_down(grid, column) for column in name_columns]
        paths = _paths(area, codes, names)
        ignored = re.compile(self.mapping.ignore_rows).search if self.mapping.ignore_rows else lambda _: None
        keys: list[str | None] = []
        for row, (code, path) in enumerate(zip(codes, paths, strict=True)):
            code = code.strip()
            key = None
            if not (ignored(code) or (path and ignored(path[-1]))) and (code or path or filled[row]):
                key = self.context.key_of(code, path) if code or path else None
                if key is None and filled[row]:
                    self._unknown(grid, row, code_column or name_columns[0], code, path)
            keys.append(key)
        return code_column or name_columns[0], keys

    def _filled_down(self, grid: Grid, column: int) -> list[str]:
        texts = grid.raw_texts(column)
        for (row, at), (top, left) in self.merges.items():
            index = row - grid.first_row
            if at == column == left and 0 <= index < len(texts) and top >= grid.first_row:
                texts[index] = texts[top - grid.first_row]
        return texts

    def _unknown(self, grid: Grid, row: int, column: int, code: str, path: tuple[str, ...]) -> None:
        place = Place(sheet=grid.sheet, cell=cell_of(grid, row, column))
        text = " ".join([code, "/".join(path)]).strip()
        tell: Callable[..., None] = self.notes.warn if self.mapping.unknown_areas == "warn" else self.notes.error
        if not text:
            tell("row-without-area", place)
        else:
            tell("area-unknown", place, found=text, nearest=nearest_area(code, [], self.context))

    def _check_sender(self, grid: Grid, keys: Sequence[str | None], column: int, period: Period) -> None:
        sender, areas_of = self.mapping.sender, self.context.areas_of_sender
        allowed = areas_of(self.form.code, period, sender) if sender and areas_of else None
        if allowed is not None:
            check_sender(grid, keys, allowed, column, self.form.code, sender, self.context, self.notes)
            check_missing(grid.sheet, set(keys), sorted(allowed), self.notes)


def squeeze(text: str) -> str:
    """A header text for comparing: full-width folded, all space removed."""
    return "".join(fold(text).split())


def _paths(area: AreaColumns, codes: Sequence[str], names: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The path of names of each row, from the top down."""
    if not names:
        return [()] * len(codes)
    if area.indent:
        return _indented(area.top, codes, names[0])
    paths = []
    for row in zip(*names, strict=True):
        path: list[str] = []
        for name in (text.strip() for text in row):
            # A county column that repeats its prefecture's name means the prefecture itself.
            if name and name not in path[-1:]:
                path.append(name)
        paths.append(tuple(path))
    return paths


def _indented(top: str, codes: Sequence[str], names: Sequence[str]) -> list[tuple[str, ...]]:
    """Paths of a column whose leading space tells the depth; rows whose code fits ``top`` begin anew."""
    starts = re.compile(top).search if top else lambda _: None
    stack: list[tuple[int, str]] = []
    paths: list[tuple[str, ...]] = []
    for code, raw in zip(codes, names, strict=True):
        name = raw.strip()
        if not name:
            paths.append(())
            continue
        depth = -1 if code.strip() and starts(code.strip()) else len(raw) - len(raw.lstrip())
        while stack and stack[-1][0] >= depth:
            stack.pop()
        stack.append((depth, name))
        paths.append(tuple(name for _, name in stack))
    return paths
