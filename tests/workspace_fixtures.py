"""A small simulated city for the tests of whole commands, and ways to run the program on it.

``made_city`` is only made, ``city`` is loaded and assessed too; both are shared and must not be changed. ``own_made_city``
and ``own_city`` are copies that a test may change.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from huimin.cli.main import main
from huimin.wiring import city_settings, new_workspace

SCHEME, PERIOD = "family-services-2025", "2025"
SEED = 7


def make_city(folder: Path, lang: str = "zh") -> dict[str, Any]:
    """Three counties, six townships, 36 villages, the year 2025, one fault of each kind."""
    settings = city_settings().scaled(counties=3, townships=6, villages=36, first="2025-01", months=12)
    settings = settings.planting(**dict.fromkeys(settings.faults, 1))
    return new_workspace(folder, ["china"], lang, SEED, settings=settings)


@dataclass(frozen=True)
class Ran:
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def huimin(*arguments: object, lang: str = "en") -> Ran:
    """Run a command line in this process."""
    words = [str(one) for one in arguments]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*words, "--lang", lang])
    return Ran(code, out.getvalue(), err.getvalue())


def environment(**more: str) -> dict[str, str]:
    """The environment of a program of its own: nothing of ours that changes what it says."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HUIMIN", "LC_", "LANG"))}
    return {**kept, "PYTHONIOENCODING": "utf-8", **more}


def program(*arguments: object) -> list[str]:
    """The command line of the program as a process of its own."""
    return [sys.executable, "-m", "huimin.cli.main", *map(str, arguments)]


def huimin_process(*arguments: object, cwd: Path | None = None, **more: str) -> Ran:
    """Run a command line in a process of its own; ``more`` goes into its environment."""
    done = subprocess.run(
        program(*arguments), capture_output=True, encoding="utf-8", cwd=cwd, env=environment(**more), check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def edit_workbook(source: Path, target: Path, change: Callable[[Any], None]) -> Path:
    """Open a workbook as an office would, change its first sheet, and save it."""
    book = openpyxl.load_workbook(source)
    change(book.worksheets[0])
    book.save(target)
    return target


def many_copies(folder: Path) -> None:
    """Make the inbox so full that several processes read it; copies with the same bytes change no figure."""
    receipts = folder / "inbox" / "receipts.csv"
    lines = receipts.read_text("utf-8").splitlines()
    for copy in range(4):
        lines += [f"copy{copy}_{line}" for line in lines[1:] if not line.startswith("copy")]
        for path in sorted(folder.glob("inbox/2025*.xlsx")):
            shutil.copy(path, path.with_name(f"copy{copy}_{path.name}"))
    receipts.write_text("\n".join(lines) + "\n", "utf-8")


def edit_text(path: Path, old: str, new: str) -> None:
    """Replace a piece of a text file that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="session")
def made_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "city"
    make_city(folder)
    return folder


@pytest.fixture(scope="session")
def city(made_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "city"
    shutil.copytree(made_city, folder)
    assert huimin("load", "-w", folder).code == 1  # the planted faults
    assert huimin("assess", SCHEME, PERIOD, "-w", folder).code == 0
    return folder


@pytest.fixture
def own_made_city(made_city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_city, tmp_path / "city"))


@pytest.fixture
def own_city(city: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(city, tmp_path / "city"))
