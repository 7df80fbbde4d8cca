"""Reading many workbooks: in this process where there are few, in several where there are many."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from huimin.adapters.workbooks.context import ReadContext, ReadResult
from huimin.adapters.workbooks.reader import read_workbook
from huimin.adapters.workbooks.workers import begin, undisturbed
from huimin.tasks.ports import IncomingFile

AT_ONCE = 8  # workbooks handed to a process at a time: handing over costs as much as a tenth of reading one
AHEAD = 8  # such handfuls under way: enough to keep every process busy, few enough to stay small

_context: list[ReadContext] = []


def _start(make: Callable[[Path], ReadContext], folder: Path) -> None:
    """In a reading process: read the definitions once."""
    begin()
    _context[:] = [make(folder)]


def _read(files: list[tuple[bytes, str]]) -> list[ReadResult]:
    return [read_workbook(data, name, _context[0]) for data, name in files]


class PooledReader:
    """Reads workbooks and gives them back in the order asked for. Use as a context manager.

    Args:
        context: for reading in this process.
        make: makes the context in another process, from ``folder`` (must be a function of a module).
        workers: processes; 1 reads in this one.
    """

    def __init__(self, context: ReadContext, make: Callable[[Path], ReadContext], folder: Path, workers: int) -> None:
        self._context = context
        self._pool: ProcessPoolExecutor | None = None
        if workers > 1:
            # Started afresh rather than forked: forking a process that has threads (Arrow, DuckDB) may hang.
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(workers, spawn, _start, (make, folder))

    def __enter__(self) -> PooledReader:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, files: Iterable[IncomingFile]) -> Iterator[tuple[IncomingFile, ReadResult]]:
        """The batches and findings of each file."""
        if self._pool is None:
            for file in files:
                yield file, read_workbook(file.data, file.name, self._context)
            return
        waiting: deque[tuple[list[IncomingFile], Future[list[ReadResult]]]] = deque()
        rest = iter(files)
        while handful := list(islice(rest, AT_ONCE)):
            with undisturbed():  # the first submission starts the processes
                waiting.append((handful, self._pool.submit(_read, [(file.data, file.name) for file in handful])))
            if len(waiting) >= AHEAD:
                first, future = waiting.popleft()
                yield from zip(first, future.result(), strict=True)
        while waiting:
            first, future = waiting.popleft()
            yield from zip(first, future.result(), strict=True)
