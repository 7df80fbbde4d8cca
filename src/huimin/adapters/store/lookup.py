"""Looking up few figures by area: the cells behind a number, and earlier values for cross-period checks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from huimin.adapters.store.chunks import chunks
from huimin.adapters.store.content import Sheet
from huimin.adapters.store.models import AtomName, Figure, reports_in_force
from huimin.figures.batch import cell_name
from huimin.figures.periods import Period
from huimin.tasks.ports import Cell

if TYPE_CHECKING:
    from huimin.figures.forms import Form


def cells(alias: str, marker: int, atoms: Sequence[str], areas: Sequence[str], first: int, last: int) -> list[Cell]:
    """See ``FigureStore.cells``."""
    entries = AtomName.objects.using(alias).filter(name__in=list(atoms)).values_list("id", "name", "decimals")
    named = {number: (name, 10.0**decimals) for number, name, decimals in entries}
    found: list[Cell] = []
    for some in chunks(sorted(set(areas))):
        rows = reports_in_force(alias, marker)
        rows = rows.filter(area__in=some, first__gte=first, last__lte=last)
        source = ("name", "received_at", "sender", "sha256")
        wanted = ("id", "area", "first", "last", "revision", "note", "submission__judge", "submission__sheet")
        reports = {row[0]: row[1:] for row in rows.values_list(*wanted, *(f"submission__file__{s}" for s in source))}
        for part in chunks(list(reports)):
            figures = Figure.objects.using(alias).filter(report_id__in=part, atom_id__in=list(named))
            for report, atom, value, row, column in figures.values_list(
                "report_id", "atom_id", "value", "row", "column"
            ):
                area, start, end, revision, note, judge, sheet, file, received_at, sender, sha = reports[report]
                name, scale = named[atom]
                at = (file, sheet, cell_name(row, column), received_at, revision, sender, sha, judge, note)
                found.append(Cell(area, Period(start, end), name, value / scale, *at))
    return sorted(found)


class History:
    """The figures in force of past periods, kept in memory as they are asked for or saved.

    It is only right while nobody else writes to the database; the store clears it when the newest submission
    is not one of its own.
    """

    MOST = 4_000_000  # figures in memory, some 32 MB

    def __init__(self, alias: str) -> None:
        self._alias = alias
        self._reports: dict[tuple[str, int, int], dict[str, NDArray[float64] | None]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._held = 0

    def clear(self) -> None:
        """Forget everything."""
        self._reports, self._columns, self._held = {}, {}, 0

    def saved(self, sheet: Sheet, form: Form) -> None:
        """Take in what was just saved, so that the check of the next period finds it here."""
        place = {atom: j for j, atom in enumerate(sheet.batch.atoms)}
        into = [k for k, atom in enumerate(form.atoms) if atom in place]
        take = [place[form.atoms[k]] for k in into]
        values = np.full((len(sheet.areas), len(form.atoms)), np.nan)
        values[:, into] = sheet.values[:, take] / 10.0 ** sheet.decimals[take]
        self._room_for(form, len(sheet.areas))
        self._reports.setdefault(sheet.key, {}).update(zip(sheet.areas, values, strict=True))

    def values(self, marker: int, form: Form, areas: Sequence[str], period: Period) -> NDArray[float64]:
        """One row per area, one column per atom of the form; NaN where nothing was reported."""
        key = (form.code, period.first, period.last)
        self._room_for(form, len(areas))
        kept = self._reports.setdefault(key, {})
        for some in chunks([area for area in areas if area not in kept]):
            kept.update(self._read(marker, form, some, key))
        nothing = np.full(len(form.atoms), np.nan)
        rows = [nothing if (row := kept[area]) is None else row for area in areas]
        return np.array(rows).reshape(len(areas), len(form.atoms))

    def _room_for(self, form: Form, reports: int) -> None:
        """Forget all where too much is held, or where the form's columns have changed."""
        self._held += reports * len(form.atoms)
        if self._held > self.MOST or self._columns.get(form.code, form.atoms) != form.atoms:
            self.clear()
        self._columns[form.code] = form.atoms

    def _read(
        self, marker: int, form: Form, areas: Sequence[str], key: tuple[str, int, int]
    ) -> dict[str, NDArray[float64] | None]:
        """The reports in force of these areas, None for an area without one."""
        rows = reports_in_force(self._alias, marker)
        rows = rows.filter(form=key[0], first=key[1], last=key[2], area__in=areas)
        of = dict(rows.values_list("id", "area"))
        if not of:
            return dict.fromkeys(areas)
        report_rows = {number: np.full(len(form.atoms), np.nan) for number in of}
        column = {atom: j for j, atom in enumerate(form.atoms)}
        entries = AtomName.objects.using(self._alias).filter(name__in=form.atoms)
        atoms = {
            number: (column[name], 10.0**places)
            for number, name, places in entries.values_list("id", "name", "decimals")
        }
        figures = Figure.objects.using(self._alias).filter(report_id__in=list(of), atom_id__in=list(atoms))
        for report, atom, value in figures.values_list("report_id", "atom_id", "value"):
            j, scale = atoms[atom]
            report_rows[report][j] = value / scale
        return dict.fromkeys(areas) | {of[number]: row for number, row in report_rows.items()}
