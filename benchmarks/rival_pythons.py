"""Pythons that have another tool, each in an environment of its own that ordinary pip fills by the tool's name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bars import say

HERE = Path(__file__).parent


def python_with(folder: Path, package: str, *options: str) -> Path | None:
    """A Python with a package, made in ``folder``; None, with the reason printed, where it cannot be had.

    An environment that is there already is named in ``HUIMIN_RIVALS``: a folder with one folder a package.
    """
    kept = Path(os.environ.get("HUIMIN_RIVALS", str(folder))) / package
    python = kept / "bin" / "python"
    if python.exists():
        return python
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options, package]
    for command in ([sys.executable, "-m", "venv", str(kept)], install):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            say(f"{package} cannot be had here: {' '.join(done.stderr.strip().splitlines()[-1:])}")
            return None
    return python


def run_side(python: Path, script: str, arguments: Sequence[str], environment: dict[str, str] | None = None) -> Any:
    """What a script of this folder prints as JSON in its last line; None, with the reason printed, where it fails."""
    command = [str(python), "-W", "ignore", str(HERE / script), *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **(environment or {})}
    )
    if done.returncode:
        say(f"{script} does not run here: {' '.join(done.stderr.strip().splitlines()[-1:])}")
        return None
    return json.loads(done.stdout.splitlines()[-1])
