"""A workspace comes back whole from its backup: files, permissions, figures and runs, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from huimin.adapters.archive import postgres
from huimin.cli.help_words import COMMANDS
from huimin.findings import Invalid
from workspace_fixtures import PERIOD, SCHEME, edit_text, huimin

BESIDE_THE_FILES = {"data/huimin.sqlite", "data/huimin.sqlite-wal", "data/huimin.sqlite-shm"}


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a workspace that a backup holds as it is."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    kept = {name for name in found if not name.startswith(("data/wide/", "backups/"))} - BESIDE_THE_FILES
    return {name: found[name].read_bytes() for name in sorted(kept)}


@pytest.fixture
def full_city(own_city: Path) -> Path:
    """A city with what the site and the office add to it."""
    secret = own_city / "data" / "secret-key"
    secret.write_text("only for this test\n")
    secret.chmod(0o600)
    (own_city / "attachments" / "2025").mkdir(parents=True)
    (own_city / "attachments" / "2025" / "证明 1.pdf").write_bytes(b"%PDF-1.4 evidence")
    (own_city / "inbox" / "empty").mkdir()
    return own_city


def restored(backup: Path, folder: Path, *more: object) -> Path:
    ran = huimin("restore", backup, folder, *more)
    assert (ran.code, ran.err) == (0, "")
    return folder


def refused(code: str, *arguments: object) -> None:
    ran = huimin(*arguments, "--json")
    assert ran.code == 2
    assert [one["code"] for one in ran.json["errors"]] == [code]
    assert ran.json["errors"][0]["next"]


def test_everything_comes_back_and_runs_come_out_the_same(full_city, tmp_path):
    ran = huimin("backup", "-w", full_city, "--json")
    assert list(ran.json) == list(COMMANDS["backup"].keys)
    backup = Path(ran.json["file"])
    assert backup.parent == full_city / "backups" and backup.name.startswith("huimin-") and backup.suffix == ".zip"
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.stat().st_size == ran.json["size"]

    told = huimin("restore", backup, tmp_path / "there" / "again", "--json")
    assert list(told.json) == list(COMMANDS["restore"].keys)
    assert told.json["counts"] == ran.json["counts"]
    again = tmp_path / "there" / "again"
    assert files_of(again) == files_of(full_city)
    assert (again / "data" / "secret-key").stat().st_mode & 0o777 == 0o600
    assert (again / "inbox" / "empty").is_dir()
    assert not (again / "data" / "wide").exists() and not (again / "backups").exists()
    assert [path.name for path in again.parent.iterdir()] == ["again"]

    with closing(sqlite3.connect(again / "data" / "huimin.sqlite")) as database:
        tables = ("submission", "sourcefile", "run")
        rows = [database.execute(f"SELECT count(*) FROM store_{name}").fetchone()[0] for name in tables]
    assert rows == [told.json["counts"][name] for name in ("submissions", "files", "runs")]
    assert rows[0] > 90 and rows[2] == 1
    assert huimin("reproduce", "-w", again, "--json").json["exact"]
    assert huimin("load", "-w", again, "--json").json["accepted"] == 0


def test_a_backup_holds_no_other_backup_and_nothing_unfinished(full_city, tmp_path):
    (full_city / "runs" / ".making-x").mkdir()
    (full_city / "runs" / ".making-x" / "half").write_text("half")
    assert huimin("backup", "-w", full_city).code == 0
    assert huimin("backup", full_city / "mine.zip", "-w", full_city).code == 0
    assert huimin("backup", tmp_path, "-w", full_city).code == 0
    (last,) = tmp_path.glob("huimin-*.zip")
    with zipfile.ZipFile(last) as archive:
        names = {name.removeprefix("workspace/") for name in archive.namelist()}
    assert names == {*files_of(full_city), "manifest.json", "database.sqlite"} - {"mine.zip", "runs/.making-x/half"}


def test_nothing_that_exists_is_overwritten(full_city, tmp_path):
    backup = tmp_path / "copy.zip"
    assert huimin("backup", backup, "-w", full_city).code == 0
    before = backup.read_bytes()
    refused("backup-exists", "backup", backup, "-w", full_city)
    assert backup.read_bytes() == before
    refused("folder-not-empty", "restore", backup, full_city)
    (tmp_path / "file").write_text("x")
    refused("folder-not-empty", "restore", backup, tmp_path / "file")
    (tmp_path / "empty").mkdir()
    inode = (tmp_path / "empty").stat().st_ino  # it may be a volume, which cannot be replaced
    assert files_of(restored(backup, tmp_path / "empty")) == files_of(full_city)
    assert (tmp_path / "empty").stat().st_ino == inode


def test_attachments_may_lie_on_another_disk(full_city, tmp_path):
    """Links are followed once; one that leads back into itself ends nowhere."""
    elsewhere = (full_city / "attachments").rename(tmp_path / "elsewhere")
    (full_city / "attachments").symlink_to(elsewhere)
    (elsewhere / "loop").symlink_to(elsewhere)
    assert huimin("backup", tmp_path / "copy.zip", "-w", full_city).code == 0
    again = restored(tmp_path / "copy.zip", tmp_path / "again")
    assert (again / "attachments" / "2025" / "证明 1.pdf").read_bytes() == b"%PDF-1.4 evidence"
    assert not (again / "attachments").is_symlink()


def test_other_databases_that_are_open_are_copied_too(full_city, tmp_path):
    with closing(sqlite3.connect(full_city / "data" / "queue.sqlite")) as queue:
        queue.execute("PRAGMA journal_mode=WAL")
        queue.execute("CREATE TABLE waiting (number INTEGER)")
        queue.execute("INSERT INTO waiting VALUES (41), (1)")
        queue.commit()
        assert huimin("backup", tmp_path / "copy.zip", "-w", full_city).code == 0
    again = restored(tmp_path / "copy.zip", tmp_path / "again")
    assert sorted(path.name for path in (again / "data").iterdir()) == ["huimin.sqlite", "queue.sqlite", "secret-key"]
    with closing(sqlite3.connect(again / "data" / "queue.sqlite")) as queue:
        assert queue.execute("SELECT sum(number) FROM waiting").fetchone() == (42,)


def test_a_workspace_that_never_loaded_anything(tmp_path):
    assert huimin("new", tmp_path / "new").code == 0
    made = huimin("backup", tmp_path / "copy.zip", "-w", tmp_path / "new", "--json").json
    assert made["database"] == "none" and made["counts"]["submissions"] == 0
    again = restored(tmp_path / "copy.zip", tmp_path / "again")
    assert files_of(again) == files_of(tmp_path / "new")
    assert (again / "schemes").is_dir()


def test_a_copy_never_writes_into_the_database_of_the_original(full_city, tmp_path):
    """A database that lay elsewhere comes to lie in the workspace."""
    (full_city / "data" / "huimin.sqlite").rename(tmp_path / "far.sqlite")
    settings = full_city / "huimin.yaml"
    settings.write_text(
        f"database: {tmp_path / 'far.sqlite'}  # the quick disk\n" + settings.read_text("utf-8"), "utf-8"
    )
    assert huimin("backup", tmp_path / "copy.zip", "-w", full_city).code == 0
    again = restored(tmp_path / "copy.zip", tmp_path / "again")
    assert "database" not in (again / "huimin.yaml").read_text("utf-8")
    (tmp_path / "far.sqlite").unlink()
    assert huimin("reproduce", "-w", again, "--json").json["exact"]


@pytest.mark.postgres
def test_postgresql_comes_back_in_an_empty_database(own_made_city, tmp_path, postgres_server):
    first, second = postgres_server.new_database(), postgres_server.new_database()
    settings = own_made_city / "huimin.yaml"
    settings.write_text(settings.read_text("utf-8") + f"database: {first}\n", "utf-8")
    assert huimin("load", "-w", own_made_city).code == 1  # the planted faults
    assert huimin("assess", SCHEME, PERIOD, "-w", own_made_city).code == 0
    backup = tmp_path / "copy.zip"
    made = huimin("backup", backup, "-w", own_made_city, "--json").json
    assert made["database"] == "postgresql" and made["counts"]["submissions"] > 90

    refused("backup-needs-database", "restore", backup, tmp_path / "again")
    refused("database-not-empty", "restore", backup, tmp_path / "again", "--database", first)
    assert not (tmp_path / "again").exists()

    told = huimin("restore", backup, tmp_path / "again", "--database", second, "--json")
    assert (told.code, told.err) == (0, "") and told.json["counts"] == made["counts"]
    assert second in (tmp_path / "again" / "huimin.yaml").read_text("utf-8")
    assert huimin("reproduce", "-w", tmp_path / "again", "--json").json["exact"]
    assert postgres.rows_of(first) == postgres.rows_of(second)
    edit_text(tmp_path / "again" / "huimin.yaml", second, first)
    refused("database-not-empty", "restore", backup, tmp_path / "third", "--database", second)


@pytest.mark.postgres
def test_a_failed_restore_leaves_the_database_empty(postgres_url, tmp_path):
    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE TABLE one (number integer); INSERT INTO one VALUES (1)")
        connection.commit()
        made = postgres.dump(postgres_url, tmp_path / "copy.dump")
        assert made.tables == {"one": 1}
        connection.execute("DROP TABLE one")
    whole = (tmp_path / "copy.dump").read_bytes()
    (tmp_path / "copy.dump").write_bytes(whole[: len(whole) - 20])
    program = postgres.check_target(postgres_url, made)
    with pytest.raises(Invalid) as caught:
        postgres.load(postgres_url, tmp_path / "copy.dump", program)
    assert caught.value.findings[0].code == "postgres-tool-failed"
    assert postgres.check_target(postgres_url, made) == program


def test_a_sqlite_backup_does_not_go_into_postgresql(full_city, tmp_path):
    assert huimin("backup", tmp_path / "copy.zip", "-w", full_city).code == 0
    refused("backup-without-postgres", "restore", tmp_path / "copy.zip", tmp_path / "again",
            "--database", "postgresql://nobody@localhost/none")  # fmt: skip
    assert not (tmp_path / "again").exists()


@pytest.mark.parametrize(("there", "least", "chosen"), [((13, 15, 17), 15, 15), ((13, 17), 14, 17)])
def test_the_oldest_tool_that_is_new_enough_is_taken(monkeypatch, there, least, chosen):
    monkeypatch.setattr(postgres, "tools", lambda name: {version: Path(f"/{version}/{name}") for version in there})
    assert postgres.tool_from("pg_dump", least) == (chosen, Path(f"/{chosen}/pg_dump"))


@pytest.mark.parametrize(("there", "code"), [((), "postgres-tool-missing"), ((13, 14), "postgres-tool-old")])
def test_a_tool_that_does_not_fit_is_told(monkeypatch, there, code):
    monkeypatch.setattr(postgres, "tools", lambda name: dict.fromkeys(there, Path("/pg_dump")))
    with pytest.raises(Invalid) as caught:
        postgres.tool_from("pg_dump", 15)
    assert caught.value.findings[0].code == code
