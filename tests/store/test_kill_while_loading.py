"""A kill at any moment leaves every file wholly in or wholly out, and the next load finishes the rest."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from loading_process import load

from huimin.adapters.store import open_store
from store_fixtures import Office, dictionary_of

HERE = Path(__file__).parent
FILES = 60


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The snapshot's hash after each file, when nobody kills the load."""
    return load(str(tmp_path_factory.mktemp("undisturbed") / "huimin.sqlite"), FILES)


def start(database: str) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE.parent), *filter(None, sys.path)])}
    command = [sys.executable, "-W", "error", str(HERE / "loading_process.py"), database, str(FILES)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def kill(database: str, word: str, delay: float) -> None:
    """Start a load and kill it so many seconds after it said ``word``."""
    with start(database) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == word:
                break
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    wait_until_alone(database)


def wait_until_alone(database: str) -> None:
    """PostgreSQL may still be ending the session of the process that was killed."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    if "://" in database:
        with psycopg.connect(database, autocommit=True) as connection:
            while connection.execute(others).fetchone() != (0,):
                time.sleep(0.01)


def files_in(database: str, undisturbed: list[str]) -> int:
    """How many files are in, after making sure that there is not a trace of any other."""
    with open_store(database, dictionary_of()) as store:
        files = store.files()
        snapshot = store.snapshot()
        assert snapshot.marker == len(files)
        assert not files or snapshot.hash == undisturbed[len(files) - 1]
        in_order = [Office(store).file().sha256] if files else []
        assert [file.sha256 for file in files][:1] == in_order
        with connections[store.alias].cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM store_figure f"
                " WHERE NOT EXISTS (SELECT 1 FROM store_report r WHERE r.id = f.report_id)),"
                " (SELECT count(*) FROM store_report r"
                " WHERE NOT EXISTS (SELECT 1 FROM store_figure f WHERE f.report_id = r.id)),"
                " (SELECT count(*) FROM store_sourcefile) - (SELECT count(*) FROM store_sourcebytes)"
            )
            assert cursor.fetchone() == (0, 0, 0)
        return len(files)


def test_killed_again_and_again_it_still_arrives_at_the_same_figures(database, undisturbed):
    moments = random.Random(20120301)
    kill(database, "open", moments.uniform(0.0, 0.1))
    seen = [files_in(database, undisturbed)]
    for after in ("1", "7", "3"):
        kill(database, after, moments.uniform(0.0, 0.01))
        seen.append(files_in(database, undisturbed))
    assert seen == sorted(set(seen)), "each load should get further"
    with start(database) as process:
        process.communicate()
    assert process.returncode == 0
    assert files_in(database, undisturbed) == FILES
