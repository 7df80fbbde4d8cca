"""Backup and restore of a whole workspace: its files and a copy of its database as of one moment, in one file."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO

from huimin import __version__
from huimin.adapters.archive import contents as choosing
from huimin.adapters.archive import postgres, sqlite
from huimin.adapters.archive.manifest import DATABASE_FILES, POSTGRES, SQLITE, WORKSPACE, Database, Manifest, refusal
from huimin.adapters.archive.pack import Packer
from huimin.adapters.archive.unpack import open_backup
from huimin.adapters.definitions.workspace import MARK, Settings, read_settings
from huimin.adapters.private_files import private_file
from huimin.adapters.store.address import Address
from huimin.wiring.common import Progress, quiet

if TYPE_CHECKING:
    from huimin.adapters.archive.unpack import Backup

DATABASE = "data/huimin.sqlite"
COUNTED = {"submissions": "store_submission", "files": "store_sourcefile", "runs": "store_run"}
_DATABASE_LINE = re.compile(r"^(?:database|\"database\"|'database')[ \t]*:.*\n?(?:[ \t]+.*\n?)*", re.MULTILINE)


@dataclass(frozen=True)
class BackedUp:
    """A backup that was written: its place, its bytes and their sha256, what it holds, and the keys it leaves out."""

    file: Path
    size: int
    sha256: str
    manifest: Manifest
    keys_left_out: tuple[str, ...] = ()


def counts_of(manifest: Manifest) -> dict[str, int]:
    """How many submissions, files received and runs the database of a backup holds, and files of the workspace."""
    tables: Mapping[str, int] = manifest.database.tables
    inside = sum(name.startswith(WORKSPACE) for name in manifest.files)
    return {**{what: tables.get(table, 0) for what, table in COUNTED.items()}, "workspace_files": inside}


def back_up(workspace: Path, target: Path | None = None, progress: Progress = quiet) -> BackedUp:
    """Write everything that ``workspace`` holds into one file, while others may go on working.

    The database is copied first: whatever it names (runs, attachments) is in its place by then, and so in the backup.
    ``target`` is a file that does not exist yet or a folder; the default is ``backups/`` in the workspace.

    Raises:
        Invalid: the file exists, or the database cannot be copied.
    """
    settings = read_settings(workspace)
    place = _place(workspace, settings, target)
    address = _address(workspace, settings)
    with _new_file(place) as (file, beside), Packer(file) as packer:
        made_at = datetime.now(settings.zone).isoformat(timespec="seconds")
        database = _add_database(packer, address, beside)
        found = choosing.contents(workspace, None if address.postgres else Path(address.text))
        for done, (name, path) in enumerate(found.files, 1):
            source = path
            if name in found.live:
                source = beside / "live"
                sqlite.copy_database(path, source)
            packer.add(WORKSPACE + name, source, path.stat().st_mode & 0o777 if name in found.live else None)
            progress(done, len(found.files), name)
        manifest = packer.finish(__version__, made_at, database, found.folders)
    with place.open("rb") as written:
        digest = file_digest(written, "sha256").hexdigest()
    return BackedUp(place, place.stat().st_size, digest, manifest, choosing.keys_left_out(workspace))


def keys_missing(manifest: Manifest) -> tuple[str, ...]:
    """The keys without which a restored workspace opens no claims or accounts: those it has anything sealed with."""
    tables = manifest.database.tables
    needed = {"data/claims.key": "claims_claim", "data/payments.key": "ledger_sealedaccount"}
    return tuple(key for key, table in needed.items() if tables.get(table, 0))


def _place(workspace: Path, settings: Settings, target: Path | None) -> Path:
    """Where the backup goes."""
    folder = target if target is not None and target.is_dir() else workspace / "backups"
    if target is None or target.is_dir():
        title = re.sub(r"[^\w]+", "-", settings.title.name(settings.title.lang)).strip("-")[:40]
        target = folder / f"huimin-{title}-{datetime.now(settings.zone):%Y%m%d-%H%M%S}.zip"
    if target.exists():
        raise refusal("backup-exists", found=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _address(workspace: Path, settings: Settings) -> Address:
    return Address.of(settings.database or workspace / DATABASE)


@contextmanager
def _new_file(place: Path) -> Iterator[tuple[BinaryIO, Path]]:
    """A file that only its owner may read, and a folder to work in; the file gets its name when it is whole."""
    with TemporaryDirectory(dir=place.parent, prefix=".making-") as beside:
        unfinished = Path(beside) / "backup"
        with private_file(unfinished) as file:
            yield file, Path(beside)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(place)


def _add_database(packer: Packer, address: Address, beside: Path) -> Database:
    """Copy the database, and put the copy into the backup."""
    if address.postgres:
        copy = beside / DATABASE_FILES[POSTGRES]
        made = postgres.dump(address.text, copy)
        packer.add(copy.name, copy, 0o600)
    elif Path(address.text).exists():
        copy = beside / DATABASE_FILES[SQLITE]
        sqlite.copy_database(Path(address.text), copy)
        made = Database(SQLITE, sqlite.rows_of(copy))
        packer.add(copy.name, copy, Path(address.text).stat().st_mode & 0o777)
    else:
        return Database()  # nothing was ever loaded
    copy.unlink()
    return made


def restore(file: Path, folder: Path, database: str | None = None, progress: Progress = quiet) -> Manifest:
    """Make a workspace from a backup, in a folder that is empty or does not exist.

    Everything is unpacked beside its place (in a folder that is there: within it) and held against the manifest; then
    the database is put in, and all is moved into place. ``database`` is the address of an empty PostgreSQL database,
    for a backup of PostgreSQL.

    Raises:
        Invalid: the backup is damaged, unsafe or of a newer program, or the folder or the database is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise refusal("folder-not-empty", found=str(folder))
    with open_backup(file) as backup:
        program = _check(backup, database)
        # A folder that is there may be one that cannot be replaced: a volume, or in a folder of somebody else.
        room = folder.resolve() if folder.exists() else folder.resolve().parent
        room.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=room, prefix=".restoring-") as beside:
            backup.unpack(Path(beside), progress)
            place = Path(beside) / WORKSPACE
            if not (place / MARK).is_file():
                raise refusal("backup-damaged", name=WORKSPACE + MARK)
            _put_database(Path(beside), backup.manifest.database, database, program)
            if folder.exists():
                _move_in(place, folder)
            else:
                place.rename(folder.resolve())
    return backup.manifest


def _move_in(place: Path, folder: Path) -> None:
    """Move everything into a folder. ``huimin.yaml`` comes last: before it, nobody takes the folder for a workspace."""
    for path in sorted(place.iterdir(), key=lambda path: path.name == MARK):
        path.rename(folder / path.name)


def _check(backup: Backup, database: str | None) -> Path | None:
    """All that can be refused before anything is unpacked; the program that restores a PostgreSQL database."""
    made = backup.manifest
    if _numbers(made.huimin) > _numbers(__version__):
        raise refusal("backup-newer", version=made.huimin)
    if made.database.kind != POSTGRES:
        if database is not None:
            raise refusal("backup-without-postgres")
        return None
    if database is None or not Address.of(database).postgres:
        raise refusal("backup-needs-database")
    return postgres.check_target(database, made.database)


def _numbers(version: str) -> tuple[int, ...]:
    """A version as numbers to compare: ``0.10.1`` is later than ``0.9``."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _put_database(beside: Path, made: Database, database: str | None, program: Path | None) -> None:
    """Put the copy of the database where the restored workspace looks for it: nowhere else, whatever it said before."""
    place = beside / WORKSPACE
    _name_database(place / MARK, database or "")
    if made.kind == SQLITE:
        copy = beside / DATABASE_FILES[SQLITE]
        sqlite.check_copy(copy, made.tables)
        (place / DATABASE).parent.mkdir(exist_ok=True)
        copy.rename(place / DATABASE)
    elif database is not None and program is not None:
        postgres.load(database, beside / DATABASE_FILES[POSTGRES], program)


def _name_database(file: Path, database: str) -> None:
    """Write the address of the database into ``huimin.yaml``, or take out the one that is there.

    A restored workspace must never write into the database of the one it was made from.
    """
    if read_settings(file.parent).database == database:
        return
    text = _DATABASE_LINE.sub("", file.read_text("utf-8"))
    if database:
        text = text.rstrip("\n") + f"\ndatabase: {json.dumps(database)}\n"
    file.write_text(text, "utf-8")
    if read_settings(file.parent).database != database:
        raise refusal("backup-database-line", name=MARK)
