"""Work in a process of its own, that outlives the page it was started from and a restart of the site.

Whether the process of a job still lives is told by a lock on ``data/jobs/<name>.lock`` that it holds from its first
moment: the kernel lets go of it however the process ends, and no number of a process can be taken for another's.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

from huimin.web.base import place


def _path(name: str) -> Path:
    return place.folder() / "data" / "jobs" / f"{name}.lock"


def hold(name: str) -> IO[str]:
    """A file with the lock of a job, to be handed to its process."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("w")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def held(name: str) -> bool:
    """Whether some process holds the lock of a job."""
    try:
        with _path(name).open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def forget(name: str) -> None:
    """A job is done: its lock is not asked for again."""
    _path(name).unlink(missing_ok=True)


def begin(lock: IO[str], command: str, lang: str, *arguments: str) -> int:
    """Start ``huimin.web.commands.<command>`` in a process that holds ``lock``; the number of the process."""
    line = [sys.executable, "-m", "huimin.web.commands", command, str(place.folder()), lang, *arguments]
    process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
                               pass_fds=[lock.fileno()])  # fmt: skip
    # Somebody must take notice of its end, or it stays in the table of processes as long as this one lives.
    threading.Thread(target=process.wait, daemon=True).start()
    return process.pid
