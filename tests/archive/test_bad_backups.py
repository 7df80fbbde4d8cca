"""A backup that is damaged or hostile is refused with a finding, and nothing of it is left anywhere."""

from __future__ import annotations

import json
import random
import stat
import warnings
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from huimin.adapters.store import open_store
from huimin.findings import Invalid
from huimin.wiring.backup import back_up, restore
from store_fixtures import Office, dictionary_of
from workspace_fixtures import huimin

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound backup of a small workspace."""
    folder = tmp_path_factory.mktemp("bad") / "small"
    assert huimin("new", folder).code == 0
    with open_store(folder / "data" / "huimin.sqlite", dictionary_of()) as store:
        Office(store).send("area | population\nA | 1\nB | 2")
    return back_up(folder, folder.parent / "sound.zip").file


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, parts: Parts, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def with_manifest(parts: Parts, change: Callable[[dict[str, Any]], object]) -> Parts:
    said = json.loads(parts["manifest.json"])
    change(said)
    return parts | {"manifest.json": json.dumps(said).encode()}


def with_part(parts: Parts, name: str, data: bytes = b"x") -> Parts:
    """A part that the manifest names too, as somebody would do who means harm."""
    kept = {"size": len(data), "sha256": sha256(data).hexdigest(), "mode": 0o644}
    return with_manifest(parts | {name: data}, lambda said: said["files"].update({name: kept}))


def code_of(path: Path, database: str | None = None) -> str:
    """The finding of the refusal, after making sure that nothing was written."""
    folder = path.parent / "place" / "again"
    folder.parent.mkdir()
    before = {one: one.read_bytes() for one in path.parent.rglob("*") if one.is_file()}
    with pytest.raises(Invalid) as caught:
        restore(path, folder, database)
    assert {one: one.read_bytes() for one in path.parent.rglob("*") if one.is_file()} == before
    assert list(folder.parent.iterdir()) == []
    return caught.value.findings[0].code


def test_the_sound_one_is_restored(sound, tmp_path):
    write(tmp_path / "same.zip", parts_of(sound))
    manifest = restore(tmp_path / "same.zip", tmp_path / "again")
    assert manifest.database.tables["store_figure"] == 2


@pytest.mark.parametrize(
    "name",
    ["workspace/../../outside", "../outside", "/outside", "workspace/./x", "workspace//x", "workspace/x/", "outside"],
)
def test_names_that_lead_out_are_refused(sound, tmp_path, name):
    assert code_of(write(tmp_path / "bad.zip", with_part(parts_of(sound), name))) in ("backup-unsafe", "backup-damaged")


def test_empty_folders_cannot_lead_out_either(sound, tmp_path):
    parts = with_manifest(parts_of(sound), lambda said: said.update(folders=["../../outside"]))
    assert code_of(write(tmp_path / "bad.zip", parts)) == "backup-unsafe"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFDIR])
def test_links_and_devices_are_refused(sound, tmp_path, kind):
    parts = with_part(parts_of(sound), "workspace/link", b"../../outside")
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | 0o777) << 16 if name == "workspace/link" else 0
            archive.writestr(info, data)
    assert code_of(tmp_path / "bad.zip") == "backup-unsafe"


def test_a_name_that_is_there_twice_is_refused(sound, tmp_path):
    write(tmp_path / "bad.zip", parts_of(sound))
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "bad.zip", "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("workspace/huimin.yaml", b"title_zh: other")
    assert code_of(tmp_path / "bad.zip") == "backup-unsafe"


def test_a_file_that_is_to_be_a_folder_too_is_refused(sound, tmp_path):
    parts = with_part(with_part(parts_of(sound), "workspace/a"), "workspace/a/b")
    assert code_of(write(tmp_path / "bad.zip", parts)) == "backup-unsafe"


def test_a_bomb_is_refused_before_it_goes_off(sound, tmp_path):
    parts = parts_of(sound)
    with zipfile.ZipFile(tmp_path / "bad.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with archive.open("workspace/zeros", "w") as file:
            for _ in range(400):
                file.write(bytes(2**20))
    assert code_of(tmp_path / "bad.zip") == "backup-too-large"


def test_a_part_that_is_longer_than_told_is_refused(sound, tmp_path):
    """The directory of the archive tells fewer bytes than come out."""
    path = write(tmp_path / "bad.zip", with_part(parts_of(sound), "workspace/long", b"A" * 5000))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"workspace/long") - 46 + 24  # where the directory keeps the size
    assert int.from_bytes(data[place : place + 4], "little") == 5000
    data[place : place + 4] = (50).to_bytes(4, "little")
    path.write_bytes(data)
    assert code_of(path) == "backup-damaged"


def test_a_disk_that_is_too_small_is_told(sound, tmp_path, monkeypatch):
    usage = type("Usage", (), {"free": 1000})
    monkeypatch.setattr("huimin.adapters.archive.unpack.shutil.disk_usage", lambda place: usage)
    assert code_of(write(tmp_path / "full.zip", parts_of(sound))) == "backup-no-room"


@pytest.mark.parametrize("name", ["workspace/huimin.yaml", "database.sqlite"])
@pytest.mark.parametrize("change", ["missing", "other", "unnamed"])
def test_what_does_not_fit_the_manifest_is_damaged(sound, tmp_path, name, change):
    parts = parts_of(sound)
    if change == "missing":
        del parts[name]
    elif change == "other":
        parts[name] = parts[name][:-1] + b"?"
    else:
        parts = with_manifest(parts, lambda said: said["files"].pop(name))
    assert code_of(write(tmp_path / "bad.zip", parts)) == "backup-damaged"


def test_rows_that_are_missing_are_told(sound, tmp_path):
    parts = with_manifest(parts_of(sound), lambda said: said["database"]["tables"].update(store_figure=3))
    assert code_of(write(tmp_path / "bad.zip", parts)) == "backup-damaged"


@pytest.mark.parametrize(
    "change",
    [
        lambda said: said.pop("database"),
        lambda said: said.update(files=[]),
        lambda said: said.update(folders="runs"),
        lambda said: said["files"]["workspace/huimin.yaml"].update(size=-1),
        lambda said: said["files"]["workspace/huimin.yaml"].update(sha256="0"),
        lambda said: said["files"]["workspace/huimin.yaml"].update(size=1e308),
        lambda said: said["database"].update(kind="oracle"),
        lambda said: said["database"].update(kind="none"),
        lambda said: said["database"].update(tables=[1]),
    ],
)
def test_a_manifest_that_says_nonsense_is_damaged(sound, tmp_path, change):
    assert code_of(write(tmp_path / "bad.zip", with_manifest(parts_of(sound), change))) == "backup-damaged"


@pytest.mark.parametrize("change", [lambda said: said.update(format=2), lambda said: said.update(huimin="999.0.0")])
def test_a_backup_of_a_newer_program_is_told(sound, tmp_path, change):
    assert code_of(write(tmp_path / "new.zip", with_manifest(parts_of(sound), change))) == "backup-newer"


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive at all", b"PK\x05\x06" + bytes(18)])
def test_files_of_another_kind_are_no_backups(tmp_path, data):
    (tmp_path / "other.zip").write_bytes(data)
    assert code_of(tmp_path / "other.zip") == "backup-not-a-backup"


def test_any_other_archive_is_no_backup(tmp_path):
    assert code_of(write(tmp_path / "other.zip", {"manifest.json": b"{}"})) == "backup-not-a-backup"


def test_wherever_a_byte_is_damaged_it_is_refused_or_does_no_harm(sound, tmp_path):
    """The archive keeps some things twice or for nobody: then the restored files are right all the same."""
    whole, chance = sound.read_bytes(), random.Random(20260401)
    expected = {name: data for name, data in parts_of(sound).items() if name.startswith("workspace/")}
    refusals = 0
    for number in range(60):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path, folder = tmp_path / f"{number}.zip", tmp_path / f"{number}"
        path.write_bytes(data)
        try:
            restore(path, folder)
        except Invalid:
            refusals += 1
            assert not folder.exists()
            continue
        assert {name: (folder / name.removeprefix("workspace/")).read_bytes() for name in expected} == expected
    assert refusals > 40
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_backup_that_was_copied_in_part_is_no_backup(sound, tmp_path, share):
    data = sound.read_bytes()
    (tmp_path / "part.zip").write_bytes(data[: int(len(data) * share)])
    assert code_of(tmp_path / "part.zip") == "backup-not-a-backup"


def test_a_file_name_that_is_no_text_is_told(tmp_path):
    assert huimin("new", tmp_path / "old").code == 0
    (tmp_path / "old" / "inbox" / "\udcb1\udca8.xlsx").write_bytes(b"x")
    ran = huimin("backup", "-w", tmp_path / "old", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["backup-name-unusable"]
    assert list((tmp_path / "old" / "backups").iterdir()) == []
