"""Documents as files: written in one process or two, and only where what they say has changed."""

from __future__ import annotations

import json
import multiprocessing
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path

from huimin.adapters.documents.file_names import file_stem
from huimin.adapters.official.letterhead import Letterhead
from huimin.adapters.workbooks.workers import begin, undisturbed
from huimin.findings import Finding
from huimin.tasks.publish.orders import Order
from huimin.wiring.common import whole
from huimin.writing.blocks import Document

FORMATS = ("docx", "pdf", "html", "xlsx", "svg")
USUAL = ("docx", "html")
AT_ONCE = 24  # documents handed to a process at a time: their pictures are drawn in full batches, which keeps it small
AHEAD = 2  # such handfuls under way for each process: enough to keep it busy, few enough to stay small
GENERATION = 30  # handfuls after which the processes are ended and others started
MANY = 60  # documents from which on it pays to start processes
MANIFEST = "manifest.json"
_UNFIT = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class Job:
    """A document to be written: where (without ending), and in which formats."""

    stem: Path
    document: Document
    formats: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """What was written of one document: the paths of its files, and what was found on the way."""

    stem: Path
    files: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()


def write(document: Document, formats: Sequence[str], stem: Path, letterhead: Letterhead) -> Written:
    """Write one document in some formats; ``stem`` is the path without ending."""
    return next(iter(write_jobs([Job(stem, document, tuple(formats))], letterhead)))


def write_jobs(jobs: Sequence[Job], letterhead: Letterhead) -> Iterator[Written]:
    """Write several documents; the pictures of all are drawn together."""
    from huimin.adapters.official.docx import docx_many

    wanted = [job for job in jobs if "docx" in job.formats]
    made = dict(zip((job.stem for job in wanted), docx_many([job.document for job in wanted], letterhead), strict=True))
    for job in jobs:
        job.stem.parent.mkdir(parents=True, exist_ok=True)
        found: list[Finding] = []
        files: list[Path] = []
        for one in job.formats:
            files += _files(job, one, letterhead, made, found)
        yield Written(job.stem, tuple(files), tuple(found))


def _files(
    job: Job, form: str, letterhead: Letterhead, docx: Mapping[Path, bytes], found: list[Finding]
) -> Iterator[Path]:  # fmt: skip
    path = job.stem.with_name(f"{job.stem.name}.{form}")
    match form:
        case "docx":
            data = docx[job.stem]
        case "pdf":
            from huimin.adapters.official.pdf import write_pdf

            data = write_pdf(job.document, letterhead, found)
        case "html":
            from huimin.adapters.official.html import write_html

            data = write_html(job.document, letterhead).encode()
        case "xlsx":
            from huimin.adapters.documents.tables_book import write_tables_book

            data = write_tables_book(job.document)
        case _:
            for number, picture in enumerate(job.document.pictures(), 1):
                path = job.stem.with_name(f"{job.stem.name}-{number}.svg")
                _save(path, picture.chart.svg().encode())
                yield path
            return
    _save(path, data)
    yield path


def _save(path: Path, data: bytes) -> None:
    with whole(path) as beside:
        beside.write_bytes(data)


# --- several processes

_letterhead: list[Letterhead] = []


def _start(letterhead: Letterhead) -> None:
    """In a writing process."""
    begin()
    _letterhead[:] = [letterhead]


def _write_handful(jobs: list[Job]) -> list[Written]:
    return list(write_jobs(jobs, _letterhead[0]))


def write_all(
    jobs: Iterable[Job], letterhead: Letterhead, count: int, workers: int, done: Callable[[Written], None]
) -> None:  # fmt: skip
    """Write documents as they come, in processes of their own where there are many; ``done`` hears of each in order.

    Args:
        count: how many there will be, about.
    """
    source = iter(jobs)
    if workers < 2 or count < MANY:
        while handful := list(islice(source, AT_ONCE)):
            for one in write_jobs(handful, letterhead):
                done(one)
        return
    while (first := next(source, None)) is not None:
        _write_generation(chain((first,), islice(source, GENERATION * AT_ONCE - 1)), letterhead, workers, done)


def _write_generation(
    jobs: Iterator[Job], letterhead: Letterhead, workers: int, done: Callable[[Written], None]
) -> None:  # fmt: skip
    """Write some documents in processes that end with them: what sets the type keeps everything it ever drew."""
    # Started afresh rather than forked: forking a process that has threads (Arrow, DuckDB) may hang.
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start, (letterhead,))
    waiting: deque[Future[list[Written]]] = deque()
    try:
        while handful := list(islice(jobs, AT_ONCE)):
            with undisturbed():  # the first submission starts the processes
                waiting.append(pool.submit(_write_handful, handful))
            while len(waiting) >= AHEAD * workers or (waiting and waiting[0].done()):
                for one in waiting.popleft().result():
                    done(one)
        while waiting:
            for one in waiting.popleft().result():
                done(one)
    finally:
        pool.shutdown(cancel_futures=True)


# --- what was made before


@dataclass
class Kept:
    """What the manifest keeps of one document: hashes of what it was made from and of what it says, and its files."""

    inputs: str
    content: str
    files: list[str]
    title: str = ""
    subject: str = ""
    number: str = ""
    draft: bool = False


@dataclass
class Manifest:
    """What is in a folder of documents, by the id of each (see :func:`id_of`)."""

    documents: dict[str, Kept] = field(default_factory=dict)

    def is_current(self, name: str, inputs: str, folder: Path) -> bool:
        """Whether a document was made from the same and its files are all there."""
        kept = self.documents.get(name)
        return kept is not None and kept.inputs == inputs and self.there(name, folder)

    def there(self, name: str, folder: Path) -> bool:
        """Whether all files of a document are there."""
        kept = self.documents.get(name)
        return kept is not None and all((folder / one).is_file() for one in kept.files)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; an empty one where there is none or it cannot be read (then all is made anew)."""
    try:
        held = json.loads((folder / MANIFEST).read_text("utf-8"))
        return Manifest({name: Kept(**one) for name, one in held["documents"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Manifest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Keep the manifest beside the documents."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {"documents": {name: asdict(one) for name, one in sorted(manifest.documents.items())}}
    with whole(folder / MANIFEST) as beside:
        beside.write_text(json.dumps(made, ensure_ascii=False, indent=0), encoding="utf-8")


def id_of(order: Order) -> str:
    """A document's name in the manifest. A new run of the same scheme and period takes the place of the one before."""
    scheme = order.scheme if order.what.each or order.run else ""
    return "/".join((order.kind, order.period.code, order.area, scheme, order.lang))


def stem_of(order: Order, area: str) -> Path:
    """Where a document goes, below the folder of documents: year, kind, and a name that tells the area.

    Args:
        area: the area's name in the document's language, ``""`` for a document about the city.
    """
    parts = [order.period.code]
    if order.area:
        parts = [file_stem(order.area), _UNFIT.sub("_", area)[:40].strip("_"), order.period.code]
    if order.run or (order.kind == "responsibility-letter"):
        parts.append(file_stem(order.scheme))
    name = "-".join(part for part in (*parts, order.lang) if part)
    return Path(f"{order.period.first // 12}") / order.kind / name


def content_hash(document: Document, formats: Sequence[str]) -> str:
    """A hash of all that a document says and shows."""
    return sha256((repr(document) + repr(tuple(formats))).encode()).hexdigest()
