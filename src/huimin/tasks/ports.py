"""What tasks need from the outside: protocols that adapters fulfil, and the values that pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from huimin.figures.periods import Period
from huimin.findings import Finding

if TYPE_CHECKING:
    import pyarrow
    from numpy import float64
    from numpy.typing import NDArray

    from huimin.assessment.record import LeafColumns
    from huimin.figures.batch import ReportBatch
    from huimin.figures.forms import Form

# --- figure store
# ---------------------------------------------------------------------------------------------------

Outcome = Literal["accepted", "refused", "duplicate"]
"""What became of a file. ``duplicate``: let in, but every report in it says what the store holds already;
as the result of one ``save`` also: the very same bytes had been let in before."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file as it arrived: its name without folders, its bytes, who sent it and when (with a time zone).

    Raises:
        ValueError: ``received_at`` has no time zone.
    """

    name: str
    data: bytes
    sender: str
    received_at: datetime

    def __post_init__(self) -> None:
        if self.received_at.utcoffset() is None:
            raise ValueError(f"received_at of {self.name} needs a time zone")

    @property
    def sha256(self) -> str:
        """The hash of the bytes, 64 hexadecimal digits: what makes two files the same file."""
        return sha256(self.data).hexdigest()


class Reported(NamedTuple):
    """One sheet to be kept: the figures, the form they were reported on, and whether they came in time."""

    batch: ReportBatch
    form: Form
    on_time: bool


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What one ``save`` did.

    Attributes:
        outcome: what became of the file.
        first, revised, unchanged: reports that are the first of their area and period, that correct an
        earlier
            one, and that repeat the current one (those are not kept again).
        figures: how many figures were written.
        submissions: the numbers of the submissions that were entered, in order; none where nothing was new.
        findings: what the store itself found (the findings handed to ``save`` are not repeated). If one is an
            error, the file was kept as refused.
    """

    outcome: Outcome
    first: int = 0
    revised: int = 0
    unchanged: int = 0
    figures: int = 0
    submissions: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The figures as they stood after submission ``marker``; equal content has an equal ``hash``."""

    marker: int
    hash: str


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One figure and the cell it came from.

    ``value`` is as reported (not scaled), ``cell`` is like ``D17``; ``sender`` is who sent the file,
    ``judge`` who filled the sheet in or judged, ``note`` what stands beside the area's row.
    """

    area: str
    period: Period
    atom: str
    value: float
    file: str
    sheet: str
    cell: str
    received_at: datetime
    revision: int
    sender: str
    sha256: str
    judge: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What the store knows about one file, without its bytes."""

    sha256: str
    name: str
    size: int
    sender: str
    received_at: datetime
    loaded_at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run: its name, when it was made, the folder of its results, and the snapshot it rests on."""

    run: str
    created_at: datetime
    folder: str
    marker: int
    snapshot_hash: str


class FigureStore(Protocol):
    """Keeps files, reports, figures and findings; nothing that was let in is ever overwritten.

    A *marker* is a submission number: what a method tells "at a marker" rests on the submissions up to it,
    each area's latest revision for each form and period. ``None`` means all there is now.
    """

    def seen(self, sha256: str) -> Outcome | None:
        """What became of the file with these bytes, or None where it was never saved."""

    def save(
        self,
        file: IncomingFile,
        reported: Iterable[Reported | tuple[ReportBatch, Form, bool]],
        findings: Iterable[Finding],
        accepted: bool,
        loaded_at: datetime | None = None,
        also: Callable[[SaveResult], None] | None = None,
    ) -> SaveResult:
        """Keep a file, its reports and its findings in one transaction: all of it or nothing.

        ``also`` is called last within that transaction, with the result, to write what must stand or fall with the
        file (a receipt, say); what it raises undoes everything. A file that would change a report which a level has
        accepted is kept as refused, with the finding ``report-locked``.

        Of a file that is not ``accepted`` only the bytes and findings are kept. Bytes that were let in before
        change nothing. Bytes that were refused before are kept anew with the new outcome. A report that
        equals the area's current one makes no revision. A correction of a report that was on time is on time.
        """

    def snapshot(self, marker: int | None = None) -> Snapshot:
        """The marker (now, if none is given) and the hash of all reports current at it."""

    def reports(
        self, marker: int | None, form: str, first: int | None = None, last: int | None = None
    ) -> pyarrow.Table:
        """The current reports of a form whose period lies within the months ``first`` to ``last``.

        Columns ``report_id`` int64, ``area`` string, ``first`` int32, ``last`` int32, ``on_time`` bool,
        ``revision`` int32; sorted by first, last, area.
        """

    def figures(self, marker: int | None, form: str, first: int, last: int) -> pyarrow.Table:
        """The current figures of a form and the one period ``first`` to ``last``, in no fixed order.

        Columns ``report_id`` int64, ``area`` dictionary<int32, string>, ``atom`` dictionary<int16, string>,
        ``value`` double: scaled by the decimals of the dictionary in force. The area dictionary holds every
        area that reported, sorted as text, also those whose report is empty.
        """

    def figure_stream(self, marker: int | None, form: str, first: int, last: int) -> pyarrow.RecordBatchReader:
        """As ``figures``, a batch at a time, for what memory does not hold. All share the dictionaries."""

    def changed_since(self, old: int, new: int | None = None) -> set[tuple[str, Period]]:
        """The forms and periods whose current reports may differ between two markers, in either order."""

    def forms_and_periods(self, marker: int | None = None) -> list[tuple[str, Period]]:
        """The forms and periods that have a report, sorted."""

    def latest(self, marker: int | None = None) -> dict[tuple[str, Period], int]:
        """For each form and period, the number of the last submission that touched it."""

    def cells(
        self, marker: int | None, atoms: Sequence[str], areas: Sequence[str], first: int, last: int
    ) -> list[Cell]:
        """The cells behind the current figures of these atoms and areas in these months, sorted."""

    def history(self, form: Form, areas: Sequence[str], period: Period) -> NDArray[float64]:
        """The current figures of a period, not scaled: one row per area, one column per atom of the form.

        NaN where nothing was reported.
        """

    def findings(
        self, sha256: str | None = None, marker: int | None = None, first: int | None = None, last: int | None = None
    ) -> list[Finding]:
        """The findings kept with a file (or with all files), sorted.

        With a marker: those of the files that were let in up to it; with months too: those of files that report a
        period within them.
        """

    def files(self) -> list[FileRecord]:
        """Every file, refused ones too, by time of receipt and name."""

    def content(self, sha256: str) -> bytes:
        """The original bytes of a file. KeyError where it was never saved."""

    def keep_run(self, run: RunRecord) -> None:
        """Enter a run in the registry. ValueError where another run has this name."""

    def runs(self) -> list[RunRecord]:
        """All runs, the oldest first."""

    def run(self, name: str) -> RunRecord | None:
        """The run of this name, or None."""

    def release(self) -> None:
        """Let go of what this store alone holds; a connection that it shares with a site stays open."""

    def close(self) -> None:
        """Let go of the database. The store cannot be used afterwards."""


# --- finished runs
# ---------------------------------------------------------------------------------------------------


class RunFigures(Protocol):
    """A finished run with every figure it rests on; what trying another scheme on it needs."""

    @property
    def run(self) -> str:
        """The run's name."""

    @property
    def described(self) -> Mapping[str, Any]:
        """What is the same for all areas (:class:`huimin.assessment.record.Described`)."""

    def records(self) -> Iterable[Mapping[str, Any]]:
        """Every assessed area's record, in the run's order."""

    def keys(self) -> list[str]:
        """The key of every area of the run's tree, depth first."""

    def leaf_columns(self) -> LeafColumns:
        """Every leaf at every area: a column a leaf of ``described``, a number an area of :meth:`keys`."""
