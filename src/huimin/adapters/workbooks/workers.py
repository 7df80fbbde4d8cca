"""What a process that helps with workbooks does first: leave Ctrl-C to the main process, and not outlive it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread, current_thread, main_thread


@contextmanager
def undisturbed() -> Iterator[None]:
    """Start helping processes within this: Ctrl-C waits until they stand, in them and in this process.

    They inherit that the signal is blocked. In this process blocking is not enough: another thread may be given the
    signal, and Python then interrupts the main one in the middle of starting a process; so it is noted, and heard
    afterwards. Where a system cannot make signals wait, or outside the main thread, that half is left out.
    """
    heard: list[int] = []
    in_main = current_thread() is main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _: heard.append(number)) if in_main else None
    masks = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else set()
    try:
        yield
    finally:
        if masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if in_main:
            signal.signal(signal.SIGINT, handler)
            if heard:
                signal.raise_signal(signal.SIGINT)


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
