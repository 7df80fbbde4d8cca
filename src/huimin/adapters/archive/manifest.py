"""What a backup says of itself: what made it, when, the kind of database, and size and hash of every file in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from huimin.findings import Finding, Invalid, Severity

KIND, FORMAT = "huimin-backup", 1
NAME = "manifest.json"
WORKSPACE = "workspace/"
SQLITE, POSTGRES, NO_DATABASE = "sqlite", "postgresql", "none"
DATABASE_FILES = {SQLITE: "database.sqlite", POSTGRES: "database.dump"}
_HASH = re.compile(r"[0-9a-f]{64}")


def refusal(code: str, **facts: str | int) -> Invalid:
    """The exception that tells one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of a backup: bytes, hash of the content, and the bits of its permissions (0o600)."""

    size: int
    sha256: str
    mode: int


@dataclass(frozen=True, slots=True)
class Database:
    """The database of a backup.

    ``tables`` are the rows of each table; ``server`` and ``tool`` the major versions of the PostgreSQL server and of
    the ``pg_dump`` that read it (0 for SQLite).
    """

    kind: str = NO_DATABASE
    tables: Mapping[str, int] = field(default_factory=dict)
    server: int = 0
    tool: int = 0


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a backup. ``files`` by their names in the archive; ``folders`` are those with nothing in them."""

    huimin: str
    made_at: str
    database: Database
    files: Mapping[str, Kept]
    folders: tuple[str, ...] = ()

    def as_json(self) -> bytes:
        """The file ``manifest.json``."""
        said = {"kind": KIND, "format": FORMAT, **asdict(self)}
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()

    @property
    def database_file(self) -> str | None:
        """The name of the database's copy in the archive, or None where there was no database."""
        return DATABASE_FILES.get(self.database.kind)

    @classmethod
    def read(cls, data: bytes) -> Manifest:
        """Read ``manifest.json``.

        Raises:
            Invalid: it is not what this program or an older one writes.
        """
        try:
            said = json.loads(data)
        except (ValueError, RecursionError):
            raise refusal("backup-damaged", name=NAME) from None
        if not isinstance(said, dict) or said.get("kind") != KIND:
            raise refusal("backup-not-a-backup", found=NAME)
        if not isinstance(said.get("format"), int) or said["format"] > FORMAT:
            raise refusal("backup-newer", version=str(said.get("huimin")))
        try:
            return _built(said)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise refusal("backup-damaged", name=NAME) from None


def _built(said: dict[str, Any]) -> Manifest:
    base, kept = said["database"], said["files"]
    tables = {_text(name): _whole(rows) for name, rows in base["tables"].items()}
    database = Database(_text(base["kind"]), tables, _whole(base["server"]), _whole(base["tool"]))
    if database.kind not in (*DATABASE_FILES, NO_DATABASE):
        raise ValueError(database.kind)
    files = {
        name: Kept(_whole(one["size"]), _hash(one["sha256"]), _whole(one["mode"]) & 0o777) for name, one in kept.items()
    }
    folders = tuple(_text(name) for name in _listed(said["folders"]))
    made = Manifest(_text(said["huimin"]), _text(said["made_at"]), database, files, folders)
    if made.database_file is not None and made.database_file not in files:
        raise ValueError(database.kind)
    return made


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _hash(value: object) -> str:
    if not _HASH.fullmatch(_text(value)):
        raise ValueError(value)
    return str(value)
