"""What a sheet says, made ready for the database: whole multiples, digests, cells, and what forbids it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
from numpy import float64, intp
from numpy.typing import NDArray

from huimin.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from huimin.figures.batch import ReportBatch
    from huimin.figures.forms import Form

LARGEST = 2.0**53
"""Whole numbers are exact in a double up to here."""


def clean(text: str) -> str:
    """Text that every database takes: no NUL, no half of a surrogate pair."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True)
class Sheet:
    """The reports of one sheet. ``values`` is areas x atoms, scaled, NaN where nothing was reported."""

    batch: ReportBatch
    version: str
    on_time: bool
    areas: tuple[str, ...]
    decimals: NDArray[intp]
    values: NDArray[float64]

    @classmethod
    def of(cls, batch: ReportBatch, form: Form, on_time: bool, decimals: Mapping[str, int]) -> Sheet:
        """Scale the figures of a batch by the decimals of each atom's element."""
        places = np.array([decimals[atom] for atom in batch.atoms], dtype=np.intp)
        with np.errstate(over="ignore"):
            # Adding 0.0 turns -0.0 into 0.0, so that equal reports have equal bytes.
            values = np.rint(np.asarray(batch.values, dtype=np.float64) * 10.0**places) + 0.0
        return cls(batch, form.version, on_time, tuple(map(clean, batch.areas)), places, values)

    @property
    def key(self) -> tuple[str, int, int]:
        """Form, first and last month."""
        return self.batch.form, self.batch.period.first, self.batch.period.last

    @property
    def judge(self) -> str:
        """Who filled the sheet in or judged."""
        return clean(self.batch.judge)

    @property
    def notes(self) -> tuple[str, ...]:
        """The note of each area, empty where there is none."""
        return tuple(map(clean, self.batch.notes)) or ("",) * len(self.areas)

    def digests(self) -> list[bytes]:
        """SHA-256 of each area's report: form, period, area, judge, note, atoms with a figure, figures.

        Neither the cells nor the sheet take part: the same figures sent in another layout are the same
        report. Atoms stand in alphabetical order, figures as little-endian doubles.
        """
        order = np.argsort(np.array(self.batch.atoms, dtype=str), kind="stable")
        names = [f"{self.batch.atoms[j]}/{self.decimals[j]}\n".encode() for j in order]
        values = self.values[:, order].astype("<f8")
        present = np.logical_not(np.isnan(values))
        all_names, complete = b"".join(names), present.all(axis=1).tolist()
        head = "{}\n{} {}\n".format(*self.key)
        said = [f"{area}\n{self.judge}\n{note}\n" for area, note in zip(self.areas, self.notes, strict=True)]
        digests = []
        for text, row, there, full in zip(said, values, present, complete, strict=True):
            names_there = all_names if full else b"".join(compress(names, there))
            digests.append(sha256(f"{head}{text}".encode() + names_there + row[there].tobytes()).digest())
        return digests

    def cells(self, i: NDArray[intp], j: NDArray[intp]) -> tuple[NDArray[intp], NDArray[intp]]:
        """Sheet rows and columns (from 1) of the figures of area ``i`` and atom ``j``."""
        along = np.asarray(self.batch.rows, dtype=np.intp)[i]
        across = np.asarray(self.batch.columns, dtype=np.intp)[j]
        return (across, along) if self.batch.transposed else (along, across)


def faults_of(sheets: Sequence[Sheet], file: str) -> list[Finding]:
    """What makes a file impossible to keep, whatever was checked before."""
    return [*_twice(sheets, file), *(fault for sheet in sheets for fault in _too_large(sheet, file))]


def _twice(sheets: Sequence[Sheet], file: str) -> Iterator[Finding]:
    """One file must say one thing about an area, form and period; else chance would pick the figure."""
    first_at: dict[tuple[str, int, int, str], str] = {}
    for sheet in sheets:
        for i, area in enumerate(sheet.areas):
            key = (*sheet.key, area)
            if key in first_at:
                cell = sheet.batch.cell(i, 0) if sheet.batch.atoms else ""
                place = Place(file, sheet.batch.sheet, cell, area, sheet.batch.period.code)
                facts = {"form": sheet.batch.form, "other": first_at[key]}
                yield Finding("area-twice-in-file", Severity.ERROR, place, facts)
            first_at.setdefault(key, sheet.batch.sheet)


def _too_large(sheet: Sheet, file: str) -> Iterator[Finding]:
    for i, j in np.argwhere(np.abs(sheet.values) > LARGEST).tolist():
        atom, batch = sheet.batch.atoms[j], sheet.batch
        place = Place(file, batch.sheet, batch.cell(i, j), sheet.areas[i], batch.period.code, atom)
        facts = {"value": float(batch.values[i, j]), "most": LARGEST / 10.0 ** int(sheet.decimals[j])}
        yield Finding("figure-too-large", Severity.ERROR, place, facts)
