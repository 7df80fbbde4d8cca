"""A store is a path or a PostgreSQL URL, and one process may hold several."""

from __future__ import annotations

from threading import Thread

import pytest

from huimin.adapters.store import open_store
from huimin.adapters.store.address import Address
from huimin.adapters.store.setup import configure
from huimin.findings import Invalid, explain
from store_fixtures import MONTHLY, Office, batch_of, dictionary_of


def test_an_unknown_kind_of_database_is_a_finding():
    with pytest.raises(Invalid) as caught:
        open_store("mysql://somewhere/db", dictionary_of())
    finding = caught.value.findings[0]
    assert finding.code == "database-url-unknown"
    assert "mysql" in explain(finding, "zh")


def test_the_parts_of_a_url():
    address = Address.of("postgresql://user%40x:p%2Fw@db.example:5433/figures?sslmode=require")
    assert address.postgres
    assert address.settings() == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "figures",
        "USER": "user@x",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_new_database_is_for_its_owner_alone(tmp_path):
    configure(tmp_path / "data" / "figures.sqlite")
    assert (tmp_path / "data" / "figures.sqlite").stat().st_mode & 0o077 == 0


def test_setting_up_twice_changes_nothing(database):
    assert configure(database) == configure(database)


def test_two_stores_side_by_side_do_not_mix(office, tmp_path):
    with open_store(tmp_path / "other.sqlite", dictionary_of()) as other:
        office.send("area | population\nA | 1")
        Office(other).send("area | population\nA | 2")
        assert office.figures() == {"A": {"population": 1}}
        assert Office(other).figures() == {"A": {"population": 2}}


def test_a_store_can_be_opened_again(database):
    with open_store(database, dictionary_of()) as store:
        Office(store).send("area | population\nA | 1")
        snapshot = store.snapshot()
    with open_store(database, dictionary_of()) as store:
        assert store.snapshot() == snapshot


def test_the_hash_tells_content_and_not_the_way_there(office, tmp_path):
    """The same reports have the same hash on every database, whatever was sent first in which file."""
    office.send("area | population | funding\nA | 1 | 0.1\n乙 | 2 | 5\nb | 3 |")
    with open_store(tmp_path / "other.sqlite", dictionary_of()) as store:
        other = Office(store)
        other.send("area | funding | population\nb | | 3\nA | | 7")
        other.send("area | funding | population\n乙 | 5.00 | 2")
        assert other.store.snapshot().hash != office.store.snapshot().hash
        other.send("area | funding | population\nA | 0.1 | 1")
        assert other.store.snapshot().hash == office.store.snapshot().hash


def test_timeliness_is_part_of_the_hash(office, tmp_path):
    office.send("area | population\nA | 1", on_time=True)
    with open_store(tmp_path / "other.sqlite", dictionary_of()) as store:
        Office(store).send("area | population\nA | 1", on_time=False)
        assert store.snapshot().hash != office.store.snapshot().hash


def test_two_who_save_at_once_take_turns(office, database):
    files = [[office.file() for _ in range(12)] for _ in range(2)]

    def work(part: int) -> None:
        with open_store(database, dictionary_of()) as store:
            for number, file in enumerate(files[part]):
                batch = batch_of(f"area | population\nshared | {part * 100 + number}\nown{part} | {number}")
                store.save(file, [(batch, MONTHLY, True)], [], True)

    threads = [Thread(target=work, args=(part,)) for part in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert office.store.snapshot().marker == 24
    reports = office.store.reports(None, "monthly").to_pylist()
    assert [(r["area"], r["revision"]) for r in reports] == [("own0", 12), ("own1", 12), ("shared", 24)]
    at = [office.store.reports(marker, "monthly")["area"].to_pylist().count("shared") for marker in range(25)]
    assert at == [0] + [1] * 24


def test_the_tables_are_those_of_the_models(database):
    from django.core.management import call_command

    configure(database)
    call_command("makemigrations", "store", "--check", "--dry-run", verbosity=0)
