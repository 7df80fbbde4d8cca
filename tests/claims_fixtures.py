"""An office that works on claims, on each kind of database. The tables are made once and copied."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from claims_desk import Desk
from huimin.adapters.claims import LABEL
from huimin.adapters.ledger import LABEL as LEDGER
from huimin.adapters.store.setup import configure
from huimin.wiring.workspace import Workspace, open_workspace

KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def claims_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys, as an office gives them by the environment."""
    monkeypatch.setenv("HUIMIN_CLAIMS_KEY", KEY)
    monkeypatch.setenv("HUIMIN_PAY_KEY", KEY)


@pytest.fixture(scope="session")
def claims_place(made_city: Path, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A simulated city in which claims are worked on; each test brings its own database."""
    folder = tmp_path_factory.mktemp("claims") / "city"
    shutil.copytree(made_city, folder, ignore=shutil.ignore_patterns("inbox"))
    (folder / "inbox").mkdir()
    return open_workspace(folder)


def _tables(address: str) -> str:
    configure(address, LEDGER)
    alias = configure(address, LABEL)
    connections[alias].close()
    return alias


@pytest.fixture(scope="session")
def empty_claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables."""
    path = tmp_path_factory.mktemp("claims-tables") / "huimin.sqlite"
    _tables(str(path))
    return path


@pytest.fixture(scope="session")
def claims_template(postgres_server) -> str:
    """The address of a PostgreSQL database with the tables."""
    url = postgres_server.new_database()
    _tables(url)
    return url


@pytest.fixture
def sqlite_claims(empty_claims: Path, tmp_path: Path) -> str:
    path = tmp_path / "huimin.sqlite"
    shutil.copy(empty_claims, path)
    return str(path)


@pytest.fixture
def postgres_claims(postgres_server, claims_template: str) -> str:
    return postgres_server.copy_of(claims_template)


def _desk(place: Workspace, address: str) -> Desk:
    areas = place.definitions.areas
    town = next(key for key in areas.keys if areas.level_of(areas.id_of(key) or 0) == "township")
    return Desk(place, configure(address, LABEL), area=town)


@pytest.fixture
def desk(claims_keys: None, claims_place: Workspace, sqlite_claims: str) -> Iterator[Desk]:
    """An office without claims, on SQLite."""
    made = _desk(claims_place, sqlite_claims)
    yield made
    connections[made.alias].close()


@pytest.fixture(params=["sqlite_claims", pytest.param("postgres_claims", marks=pytest.mark.postgres)])
def claims_address(request: pytest.FixtureRequest) -> str:
    """A database with the tables of claims and nothing in them, of each kind."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def any_desk(claims_keys: None, claims_place: Workspace, claims_address: str) -> Iterator[Desk]:
    """An office without claims, on each kind of database."""
    made = _desk(claims_place, claims_address)
    yield made
    connections[made.alias].close()
