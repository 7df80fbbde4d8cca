"""Loading: twice changes nothing, a kill at any moment loses nothing, and a correction never overwrites."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from huimin.wiring import Workspace
from workspace_fixtures import edit_workbook, environment, huimin, many_copies, program


def snapshot_of(folder: Path) -> str:
    workspace = Workspace(folder)
    try:
        return workspace.store.snapshot().hash
    finally:
        workspace.close()


@pytest.fixture(scope="module")
def undisturbed(city: Path) -> str:
    return snapshot_of(city)


def test_loading_twice_changes_nothing(own_city, undisturbed):
    runs = huimin("runs", "--json", "-w", own_city).json
    again = huimin("load", "--json", "-w", own_city).json
    assert (again["accepted"], again["figures"], again["revised"]) == (0, 0, 0)
    assert snapshot_of(own_city) == undisturbed
    assert huimin("runs", "--json", "-w", own_city).json == runs


def files_kept(database: Path) -> int:
    """How many files are in the store, as another process sees it; 0 while there is no table yet."""
    if not database.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as base:
            return int(base.execute("SELECT count(*) FROM store_file").fetchone()[0])
    except sqlite3.Error:
        return 0


def load_and_kill(folder: Path, kept: int) -> int:
    """Start a load, kill it as soon as so many files are in, and tell how many there were."""
    database = folder / "data" / "huimin.sqlite"
    with subprocess.Popen(
        program("load"), cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        until = time.monotonic() + 120
        while process.poll() is None and files_kept(database) < kept and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    return files_kept(database)


@pytest.mark.parametrize("moments", [(0, 40), (25, 80)], ids=str)
def test_a_killed_load_is_finished_by_the_next(own_made_city, undisturbed, moments):
    counts = [load_and_kill(own_made_city, moment) for moment in moments]
    assert counts == sorted(counts)
    finished = huimin("load", "--json", "-w", own_made_city)
    assert finished.code == 1 and finished.err == ""
    assert snapshot_of(own_made_city) == undisturbed


def test_no_helping_process_outlives_a_killed_load(own_made_city, undisturbed):
    """A killed main process cannot stop its readers; they must notice by themselves. The next load does the rest."""
    many_copies(own_made_city)
    with subprocess.Popen(
        program("load"), cwd=own_made_city, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        children: set[int] = set()
        until = time.monotonic() + 60
        while len(children) < 2 and process.poll() is None and time.monotonic() < until:
            children = children_of(process.pid)
            time.sleep(0.01)
        time.sleep(0.5)
        children |= children_of(process.pid)
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while any(alive(one) for one in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert [one for one in children if alive(one)] == []
    assert len(children) >= 2
    assert huimin("load", "-w", own_made_city).code == 1
    assert snapshot_of(own_made_city) == undisturbed


def children_of(pid: int) -> set[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return {int(word) for word in found.read_text().split()} if found.exists() else set()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_correction_is_a_revision_and_the_old_figure_is_kept(own_city):
    """Of two versions the later counts; a run of before is reproduced with the earlier."""
    path = next(own_city.glob("inbox/2025-06_990102002*.xlsx"))
    before = snapshot_of(own_city)

    def correct(sheet):
        assert sheet["O5"].value == "preconception_target"
        sheet["O12"].value += 1

    corrected = edit_workbook(path, own_city / "inbox" / "更正.xlsx", correct)
    told = huimin("load", corrected, "--json", "-w", own_city).json
    assert (told["accepted"], told["reports"], told["revised"]) == (1, 0, 1)
    assert snapshot_of(own_city) != before
    assert huimin("reproduce", "--json", "-w", own_city).json["exact"]


def test_the_same_figures_in_another_file_are_no_revision(own_city):
    path = next(own_city.glob("inbox/2025-06_990102001*.xlsx"))
    before = snapshot_of(own_city)
    again = edit_workbook(path, own_city / "inbox" / "再报.xlsx", lambda sheet: None)
    told = huimin("load", again, "--json", "-w", own_city).json
    assert (told["accepted"], told["duplicates"], told["revised"]) == (0, 1, 0)
    assert snapshot_of(own_city) == before


def test_the_order_of_arrival_counts_and_not_that_of_loading(own_made_city, undisturbed):
    """Files loaded one folder at a time, in an odd order, give the same figures in force where none was corrected."""
    inbox = own_made_city / "inbox"
    corrected = {path.name for path in inbox.glob("*更正*")}
    others = sorted(path for path in inbox.glob("*.xlsx") if path.name not in corrected)
    for part in (others[60:], others[:60]):
        assert huimin("load", *part, "-w", own_made_city).code in (0, 1)
    huimin("load", "-w", own_made_city)
    assert snapshot_of(own_made_city) == undisturbed


def test_a_load_into_postgresql_and_one_into_sqlite_are_the_same(own_made_city, postgres_url, city, undisturbed):
    """One setting changes the database; neither figures nor the name of the run depend on it."""
    with (own_made_city / "huimin.yaml").open("a", encoding="utf-8") as file:
        file.write(f"database: {postgres_url}\n")
    assert huimin("load", "-w", own_made_city).code == 1
    assert not (own_made_city / "data" / "huimin.sqlite").exists()
    assert snapshot_of(own_made_city) == undisturbed
    run = huimin("assess", "family-services-2025", "2025", "--json", "-w", own_made_city).json["run"]
    assert run == huimin("runs", "--json", "-w", city).json["runs"][-1]["run"]
    assert huimin("reproduce", "--json", "-w", own_made_city).json["exact"]
    shutil.rmtree(own_made_city / "data")
    assert huimin("explain", "990102", "F2.1", "-w", own_made_city).code == 0
