"""This thread's workspace: definitions that all threads share, and a store and finished runs of its own.

A figure store belongs to one thread, and so does an open run; definitions are frozen and shared. When a new version of
the definitions was signed, :func:`definitions_changed` makes every process read them again.
"""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from huimin.adapters.documents.finished import FinishedRun
from huimin.tasks.definitions import Definitions
from huimin.wiring import Workspace

if TYPE_CHECKING:
    from huimin.tasks.ports import FigureStore

RUNS_OPEN = 8
_MARK = "definitions-changed"
_local = threading.local()
_lock = threading.Lock()
_shared: dict[str, tuple[float, Definitions]] = {}


def folder() -> Path:
    """The workspace folder the site serves."""
    return Path(settings.HUIMIN_WORKSPACE)


def _changed_at() -> float:
    try:
        return os.stat(f"{settings.HUIMIN_WORKSPACE}/data/{_MARK}").st_mtime_ns  # noqa: PTH116 (asked for every page)
    except FileNotFoundError:
        return 0


def definitions_changed() -> None:
    """Tell every process that the definition files were changed."""
    (folder() / "data" / _MARK).touch()


def workspace() -> Workspace:
    """The workspace, opened for this thread, with the definitions as they are now."""
    stamp = _changed_at()
    known: tuple[float, str, Workspace] | None = getattr(_local, "workspace", None)
    if known is not None and known[0] == stamp and known[1] == settings.HUIMIN_WORKSPACE:
        return known[2]
    opened = Workspace(folder())
    with _lock:
        shared = _shared.get(str(folder()))
        if shared is None or shared[0] != stamp:
            shared = _shared[str(folder())] = (stamp, opened.definitions)
    opened.__dict__["definitions"] = shared[1]
    if known is not None and "store" in known[2].__dict__:
        known[2].store.release()  # the database connection is this thread's, and goes on
    _local.workspace = (stamp, str(folder()), opened)
    return opened


def definitions() -> Definitions:
    """All definitions in force."""
    return workspace().definitions


def store() -> FigureStore:
    """The figure store, for this thread. It writes to the site's own database, in the site's own transactions."""
    return workspace().store


def finished(run: str) -> FinishedRun:
    """A finished run, kept open for this thread. FileNotFoundError where there is none of this name."""
    kept: OrderedDict[str, FinishedRun] = getattr(_local, "runs", None) or OrderedDict()
    _local.runs = kept
    name = f"{folder()}/{run}"
    if name not in kept:
        if "/" in run or run.startswith("."):
            raise FileNotFoundError(run)
        kept[name] = workspace().finished(run)
        while len(kept) > RUNS_OPEN:
            kept.popitem(last=False)[1].close()
    kept.move_to_end(name)
    return kept[name]


def forget() -> None:
    """Let go of what this thread holds open: for tests, and when a folder is about to go."""
    for run in (getattr(_local, "runs", None) or {}).values():
        run.close()
    if (known := getattr(_local, "workspace", None)) is not None:
        known[2].close()
    _local.__dict__.clear()
    with _lock:
        _shared.clear()
