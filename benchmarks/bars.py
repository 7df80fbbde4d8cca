"""Bars: one line for each thing that is measured against a limit, and measuring in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def bar(name: str, measured: float, limit: float, unit: str = "", most: bool = True) -> bool:
    """Print ``BAR <name> <measured> <limit> ok|short``. ``most``: the limit is an upper one, else a lower
    one."""
    good = measured <= limit if most else measured >= limit
    print(f"BAR {name} {measured:.2f}{unit} {limit:g}{unit} {'ok' if good else 'short'}", flush=True)
    return good


def say(text: str) -> None:
    """A line for the reader."""
    print(f"    {text}", flush=True)


def peak_mb() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def repeat(work: Callable[[], Any], times: int) -> float:
    """The shortest of some runs, in seconds: the one that others on the machine disturbed least."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def in_own_process(script: Path, arguments: Sequence[str], timeout: float | None = None) -> dict[str, Any] | None:
    """Run ``script`` in a fresh process; its last line of output is JSON. None where it took too long.

    A process of its own, because the peak of memory belongs to a process and cannot be set back.
    """
    command = [sys.executable, str(script), *arguments]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=timeout, check=True)
    except subprocess.TimeoutExpired:
        return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
