"""What the site does for the command line, as a process of its own: the two faces do not import each other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from huimin.cli.printing import err, out
from huimin.cli.words import spoken


def _command(name: str, folder: Path, arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "huimin.web.commands", name, str(folder.resolve()), spoken(), *arguments]


def become(name: str, folder: Path, *arguments: str) -> int:
    """Become a process of the site, which runs until it is stopped."""
    sys.stdout.flush()
    command = _command(name, folder, arguments)
    os.execv(command[0], command)


def ask(name: str, folder: Path, *arguments: str, given: str = "") -> int:
    """Let the site do something, pass on what it says, and return its exit code. ``given`` is what it reads."""
    command = _command(name, folder, arguments)
    done = subprocess.run(command, input=given, capture_output=True, encoding="utf-8", check=False)
    out.write(done.stdout)
    err.write(done.stderr)
    return done.returncode
