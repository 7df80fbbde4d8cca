"""A copy of a PostgreSQL database with its own tools, ``pg_dump`` and ``pg_restore``, whose versions must fit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import conninfo, sql

from huimin.adapters.archive.manifest import POSTGRES, Database, refusal

_VERSION = re.compile(r"\(PostgreSQL\)\s+(\d+)")
# Tables, views and sequences of the database's users; what an extension brought does not count.
_OWN = """
    SELECT n.nspname, c.relname, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1, 2
"""


def tools(name: str) -> dict[int, Path]:
    """The programs of this name (``pg_dump``) that this machine has, by their major version."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    if config := shutil.which("pg_config"):
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(told.stdout.strip()))
    places = [folder / name for folder in folders]
    if (on_path := shutil.which(name)) is not None:
        places.append(Path(on_path))
    found: dict[int, Path] = {}
    for place in places:
        if place.is_file() and os.access(place, os.X_OK):
            told = subprocess.run([place, "--version"], capture_output=True, text=True, check=False)
            if match := _VERSION.search(told.stdout):
                found.setdefault(int(match[1]), place)
    return found


def tool_from(name: str, least: int) -> tuple[int, Path]:
    """The program of this name of the lowest major version that is at least ``least``, with its version.

    A ``pg_dump`` refuses servers that are newer than itself, and a ``pg_restore`` copies that are newer.

    Raises:
        Invalid: there is none, or only older ones.
    """
    found = tools(name)
    if not found:
        raise refusal("postgres-tool-missing", tool=name, version=least)
    fitting = [version for version in found if version >= least]
    if not fitting:
        raise refusal("postgres-tool-old", tool=name, version=least, found=", ".join(map(str, sorted(found))))
    return min(fitting), found[min(fitting)]


def dump(url: str, target: Path) -> Database:
    """Write the database at ``url`` to ``target`` in ``pg_dump``'s custom format.

    The rows are counted in the same snapshot that is written.

    Raises:
        Invalid: no ``pg_dump`` fits, or it failed.
    """
    with _connected(url) as connection:
        server = connection.info.server_version // 10000
        version, program = tool_from("pg_dump", server)
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = _single(connection, "SELECT pg_export_snapshot()")
        tables = _rows(connection)
        _run([str(program), "--format=custom", "--no-owner", "--no-privileges", "--lock-wait-timeout=60s",
              f"--snapshot={snapshot}", f"--file={target}"], url)  # fmt: skip
    return Database(POSTGRES, tables, server, version)


def check_target(url: str, made: Database) -> Path:
    """The ``pg_restore`` that can put a copy into the database at ``url``.

    Raises:
        Invalid: the database is not empty, its server is older than the copy's, or no ``pg_restore`` fits.
    """
    with _connected(url) as connection:
        if (there := connection.execute(_OWN).fetchone()) is not None:
            raise refusal("database-not-empty", found=f"{there[0]}.{there[1]}")
        server = connection.info.server_version // 10000
    if server < made.server:
        raise refusal("postgres-server-old", version=made.server, found=server)
    return tool_from("pg_restore", made.tool)[1]


def load(url: str, source: Path, program: Path) -> None:
    """Put a copy into the empty database at ``url``: all of it or, where it fails, nothing.

    Raises:
        Invalid: ``pg_restore`` failed.
    """
    _run([str(program), "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(source)], url)


def rows_of(url: str) -> dict[str, int]:
    """The number of rows of each table of the database at ``url``."""
    with _connected(url) as connection:
        return _rows(connection)


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(url) as connection:
        yield connection


def _rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    found = {}
    for schema, name, kind in connection.execute(_OWN).fetchall():
        if kind in ("r", "p"):
            query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, name))
            found[name if schema == "public" else f"{schema}.{name}"] = _single(connection, query)
    return found


def _single(connection: psycopg.Connection[Any], query: LiteralString | sql.Composed) -> Any:
    """The one value of a query that gives one row."""
    row = connection.execute(query).fetchone()
    return row[0] if row else None


def _run(command: list[str], url: str) -> None:
    """Run a tool on a database. The password goes in by the environment: arguments can be seen by all."""
    parts: dict[str, Any] = conninfo.conninfo_to_dict(url)
    password = parts.pop("password", None)
    environment = {**os.environ, "LC_ALL": "C", **({"PGPASSWORD": str(password)} if password else {})}
    line = [*command, f"--dbname={conninfo.make_conninfo(**parts)}"]
    done = subprocess.run(line, capture_output=True, env=environment, check=False)
    if done.returncode:
        said = [text for text in done.stderr.decode(errors="replace").splitlines() if text.strip()]
        reason = said[-1] if said else str(done.returncode)
        raise refusal("postgres-tool-failed", tool=Path(command[0]).name, reason=reason)
