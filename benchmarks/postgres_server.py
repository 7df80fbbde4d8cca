"""A real PostgreSQL server of our own, in a temporary folder, for as long as a measurement lasts."""

from __future__ import annotations

import io
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil
import psycopg
import pyarrow as pa
import pyarrow.csv

SETTINGS = {
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "temp_buffers": "256MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "max_wal_size": "8GB",
    "max_parallel_workers_per_gather": "2",
    "jit": "off",
}
"""Kind to PostgreSQL: memory enough for this size, no durability; JIT took longer than it saved."""


def find_programs() -> tuple[Path | None, str]:
    """The folder of the server's programs, or the reason why it cannot be used."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    if not found and not on_path:
        return None, "no PostgreSQL server program on this machine"
    return (found[-1] if found else Path(str(on_path))).parent, ""


def _ordinary_user() -> str | None:
    """The account to run the server under, because it refuses to run as root; None: we are an ordinary
    one."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The server and one connection. Memory is watched in the background (all its processes together)."""

    def __enter__(self) -> Server:
        programs, reason = find_programs()
        assert programs is not None, reason
        self._folder = Path(tempfile.mkdtemp(prefix="huimin-postgres-"))
        self._user = _ordinary_user()
        if self._user:
            shutil.chown(self._folder, self._user)
        data = self._folder / "data"
        self._call([programs / "initdb", "-D", data, "-A", "trust", "-U", "bench", "-N"])
        port = _free_port()
        options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        command = [programs / "postgres", "-D", data, "-p", str(port), "-k", self._folder, *options]
        self._process = subprocess.Popen(
            [str(part) for part in command], user=self._user, cwd=self._folder, stderr=subprocess.DEVNULL
        )
        self._wait([str(programs / "pg_isready"), "-h", "127.0.0.1", "-p", str(port)])
        self._connection = psycopg.connect(f"host=127.0.0.1 port={port} user=bench dbname=postgres", autocommit=True)
        self._peak, self._stop = 0.0, threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._watcher.join()
        self._connection.close()
        self._process.terminate()
        self._process.wait(60)
        shutil.rmtree(self._folder)

    def _call(self, command: list[Any]) -> None:
        parts = [str(part) for part in command]
        subprocess.run(parts, user=self._user, cwd=self._folder, check=True, stdout=subprocess.DEVNULL)

    def _wait(self, command: list[str]) -> None:
        for _ in range(100):
            if subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0:
                return
            threading.Event().wait(0.1)
        raise RuntimeError("the PostgreSQL server did not start")

    def _watch(self) -> None:
        parent = psutil.Process(self._process.pid)
        while not self._stop.wait(0.2):
            held = 0
            for process in (parent, *parent.children(recursive=True)):
                try:
                    held += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self._peak = max(self._peak, held / 2**20)

    def peak_mb(self) -> float:
        """The most memory of the server's processes together, shared pages counted once."""
        return self._peak

    def run(self, statement: str) -> None:
        """Run one statement."""
        self._connection.execute(statement)

    def row(self, query: str) -> tuple[Any, ...]:
        """The one row of a query."""
        found = self._connection.execute(query).fetchone()
        assert found is not None
        return tuple(found)

    def copy(self, table: str, columns: Mapping[str, Any]) -> None:
        """Load columns through COPY, NULL where Arrow has no value."""
        arrays = {name: pa.array(c) if not isinstance(c, pa.ChunkedArray) else c for name, c in columns.items()}
        text = io.BytesIO()
        options = pyarrow.csv.WriteOptions(include_header=False)
        pyarrow.csv.write_csv(pa.table(arrays), text, options)
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT csv)") as stream,
        ):
            stream.write(text.getbuffer())
