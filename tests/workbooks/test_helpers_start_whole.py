"""Ctrl-C in the very moment in which helping processes are started."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from huimin.adapters.workbooks.workers import undisturbed


@pytest.fixture(autouse=True)
def ctrl_c_as_in_a_program():
    """A test runner may have taken the signal for itself."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_ctrl_c_is_heard_only_when_the_helpers_stand():
    """Another thread that is given the signal must not break what the main thread has begun."""
    release = threading.Event()
    other = threading.Thread(target=release.wait)
    other.start()  # a thread that does not block the signal: the system hands it there
    finished = False
    try:
        with pytest.raises(KeyboardInterrupt), undisturbed():
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.3)
            finished = True
    finally:
        release.set()
        other.join()
    assert finished
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_where_nobody_interrupts_nothing_happens():
    with undisturbed():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
