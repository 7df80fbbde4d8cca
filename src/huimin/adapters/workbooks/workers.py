"""What a process that helps with workbooks does first: leave Ctrl-C to the main process, and not outlive it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread


@contextmanager
def undisturbed() -> Iterator[None]:
    """Start helping processes within this: they inherit that Ctrl-C waits, so none of them ends while it starts.

    In this process it is heard afterwards. Where a system cannot make signals wait, nothing is done.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def begin() -> None:
    """Call once in a helping process.

    Ctrl-C reaches every process of a terminal; the main one decides what becomes of the work and says so. A main
    process that was killed cannot tell its helpers, who would wait for work for ever: a thread ends them with it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
