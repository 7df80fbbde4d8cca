"""A paying office on each kind of database. The tables are made once and copied, which is quicker than making them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from huimin.adapters.ledger import LABEL
from huimin.adapters.store.setup import configure
from payment_samples import PayOffice


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables."""
    path = tmp_path_factory.mktemp("ledger") / "huimin.sqlite"
    connections[configure(path, LABEL)].close()
    return path


@pytest.fixture(scope="session")
def ledger_template(postgres_server) -> str:
    """The address of a PostgreSQL database with the tables."""
    url = postgres_server.new_database()
    connections[configure(url, LABEL)].close()
    return url


@pytest.fixture
def sqlite_ledger(empty_ledger: Path, tmp_path: Path) -> str:
    path = tmp_path / "huimin.sqlite"
    shutil.copy(empty_ledger, path)
    return str(path)


@pytest.fixture
def postgres_ledger(postgres_server, ledger_template: str) -> str:
    template = ledger_template.partition("@/")[2].partition("?")[0]
    url = postgres_server.url(f"{template}_{next(postgres_server._numbers)}")
    with psycopg.connect(postgres_server.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {url.partition('@/')[2].partition('?')[0]} TEMPLATE {template}")
    return url


@pytest.fixture(params=["sqlite_ledger", pytest.param("postgres_ledger", marks=pytest.mark.postgres)])
def ledger_address(request: pytest.FixtureRequest) -> str:
    """A database with the tables of payments and nothing in them, of each kind."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def pay_office(ledger_address: str) -> Iterator[PayOffice]:
    """An office with an empty ledger."""
    office = PayOffice(ledger_address)
    yield office
    office.ledger.close()
