"""A backup taken while others load holds every file that was acknowledged by then, whole, and no part of any other."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest

from huimin.adapters.store import open_store
from huimin.wiring.backup import back_up, counts_of, restore
from store_fixtures import Office, dictionary_of
from workspace_fixtures import huimin

FILES, AREAS = 60, 30


def report(number: int) -> tuple[str, str]:
    """A report and its period; every third corrects the one before."""
    lines = [f"A{area} | {number + area} | {area if area % 2 else ''} | 1000" for area in range(AREAS)]
    head = "area | births.male | births.female | population"
    return "\n".join(
        [head, *lines[:: 2 if number % 3 == 2 else 1]]
    ), f"{2012 + number // 36}-{number // 3 % 12 + 1:02d}"


def load(place: str | Path, acknowledged: list[str], done: Event) -> None:
    """Load all files; the hash of all figures after each is put down when the file is acknowledged."""
    try:
        with open_store(place, dictionary_of()) as store:
            office = Office(store)
            for number in range(FILES):
                table, period = report(number)
                office.send(table, period=period)
                acknowledged.append(store.snapshot().hash)
    finally:
        done.set()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The hash after each file when nobody takes backups."""
    hashes: list[str] = []
    load(tmp_path_factory.mktemp("undisturbed") / "huimin.sqlite", hashes, Event())
    return hashes


def test_every_acknowledged_file_is_whole(database, undisturbed, tmp_path, request):
    folder = tmp_path / "office"
    assert huimin("new", folder).code == 0
    with (folder / "huimin.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"database: {database}\n")
    open_store(database, dictionary_of()).close()
    acknowledged: list[str] = []
    done = Event()
    loading = Thread(target=load, args=(database, acknowledged, done))
    loading.start()
    made, before = [], []
    while not done.is_set():
        before.append(len(acknowledged))
        made.append(back_up(folder, tmp_path / f"{len(made)}.zip"))
    loading.join()
    before.append(FILES)
    made.append(back_up(folder, tmp_path / "last.zip"))
    assert acknowledged == undisturbed  # nobody was disturbed

    whole = []
    for number in sorted({0, len(made) // 2, len(made) - 1}):
        copied = database if "://" not in database else request.getfixturevalue("postgres_server").new_database()
        again = tmp_path / f"again-{number}"
        restore(made[number].file, again, copied if "://" in database else None)
        place = copied if "://" in database else again / "data" / "huimin.sqlite"
        with open_store(place, dictionary_of()) as store:
            files = store.files()
            assert before[number] <= len(files) == counts_of(made[number].manifest)["files"]
            assert [file.outcome for file in files] == ["accepted"] * len(files)
            assert store.snapshot().marker == len(files)
            assert not files or store.snapshot().hash == undisturbed[len(files) - 1]
            assert all(len(store.content(file.sha256)) == file.size for file in files)
        whole.append(len(files))
    assert whole == sorted(whole) and whole[-1] == FILES
