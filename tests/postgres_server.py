"""A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket in it.

Nothing that runs on the machine already is touched. The server refuses to run as root; then it runs as
``postgres`` or ``nobody``. At the end it is gone.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

MISSING = "the PostgreSQL server was not found; as root run: apt-get install -y postgresql"
# The data need not survive a power cut, and a test must not wait for the disk.
_FAST = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "shared_buffers=64MB",
    "max_connections=50",
)


def find_binaries() -> Path | None:
    """The folder with ``initdb`` and ``postgres``: pg_config's, Debian's newest, or one on the path."""
    folders: list[Path] = []
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(told.stdout.strip()))
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    folders += [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _owner() -> dict[str, int]:
    """Whom the server runs as, for ``subprocess``: us, unless we are root."""
    if os.geteuid() != 0:
        return {}
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid}


@dataclass
class PostgresServer:
    """A running server. ``folder`` holds its data, its socket and its log."""

    folder: Path
    process: subprocess.Popen[bytes]
    _numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def start(cls, binaries: Path) -> PostgresServer:
        """Make a cluster and start it; raises RuntimeError with the log where that fails."""
        owner = _owner()
        # Not in pytest's own temporary folder, which other users may not enter.
        folder = Path(tempfile.mkdtemp(prefix="huimin-postgres-"))
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        init = [binaries / "initdb", "-D", folder / "data", "-U", "huimin", "-A", "trust", "-E", "UTF8"]
        made = subprocess.run(
            [*init, "--no-sync", "--locale=C.UTF-8"], capture_output=True, text=True, cwd=folder, **owner
        )
        if made.returncode:
            raise RuntimeError(made.stdout + made.stderr)
        command = [binaries / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="]
        options = [part for option in _FAST for part in ("-c", option)]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([*command, *options], stdout=log, stderr=log, cwd=folder, **owner)
        server = cls(folder, process)
        server._wait()
        return server

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://huimin@/{database}?host={quote(str(self.folder), safe='')}"

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url("postgres")).close()
                return
            except psycopg.OperationalError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def copy_of(self, url: str) -> str:
        """Copy one of its databases, to which nobody is connected, and return the copy's address."""
        template = url.partition("@/")[2].partition("?")[0]
        name = f"{template}_{next(self._numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def stop(self) -> None:
        """Stop the server (its own process only) and remove its folder."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        shutil.rmtree(self.folder)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One server for the session; where there is none, skips and says what to install."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(MISSING)
    server = PostgresServer.start(binaries)
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of an empty PostgreSQL database."""
    return postgres_server.new_database()
