"""The evening of the deadline: many send at once, the server is killed in the middle and started again.

Every receipt that was given stands for a report that is there, once; everything else can be sent again; nothing is there
twice. On SQLite and on PostgreSQL.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from huimin.adapters.store.models import Report, SourceFile
from huimin.figures.periods import Period
from huimin.web.base import audit
from huimin.web.base.migrating import bring_up_to_date
from huimin.web.base.models import Entry
from huimin.web.reporting.models import Receipt
from huimin.wiring import Workspace
from reporting_help import VILLAGE, workbook
from site_fixtures import pointed_to
from storm_clients import Clerk, Server, free_port, make_clerks, sign_in_all, storm

CLERKS, FILES, KILLED_AFTER = 10, 30, 9
MONTH = Period.of("2026-01")  # nothing of it is there yet

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
def folder(database: str, made_city: Path, tmp_path: Path) -> Path:
    """A workspace without figures, with the accounts of the clerks."""
    folder = tmp_path / "city"
    shutil.copytree(made_city, folder, ignore=shutil.ignore_patterns("inbox"))
    if database:
        with (folder / "huimin.yaml").open("a", encoding="utf-8") as file:
            file.write(f"database: {database}\n")
    (folder / "data").mkdir(exist_ok=True)
    return folder


@pytest.fixture
def parcels(folder: Path, database: str) -> dict[str, list[tuple[str, bytes]]]:
    """What each clerk has to send: three villages' workbooks each."""
    definitions = Workspace(folder).definitions
    tree = definitions.areas.at(MONTH.end)
    villages = [tree.keys[row] for row in tree.at_level("village")][:FILES]
    mine = {f"clerk{number}": villages[number::CLERKS] for number in range(CLERKS)}
    with pointed_to(folder, database):
        bring_up_to_date()
        make_clerks(mine)
    made = {key: workbook(definitions, "village_monthly", MONTH.code, key, VILLAGE) for key in villages}
    return {clerk: [(f"{key}.xlsx", made[key]) for key in keys] for clerk, keys in mine.items()}


@pytest.fixture
def servers(folder: Path) -> Iterator[list[Server]]:
    started: list[Server] = []
    yield started
    for server in started:
        if server.process.poll() is None:
            server.stop()


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(folder, database, parcels, servers):
    port = free_port()
    servers.append(Server(folder, port))
    clerks = [Clerk(port, name) for name in parcels]
    sign_in_all(clerks)

    enough = Event()
    killer = Thread(target=lambda: (enough.wait(), servers[0].kill()))
    killer.start()
    before = storm(clerks, parcels, lambda done: enough.set() if done == KILLED_AFTER else None)
    enough.set()
    killer.join()
    assert not before.refused and before.unanswered, "the kill came in the middle"
    assert len(before.receipts) + len(before.unanswered) == FILES

    servers.append(Server(folder, port))
    after = storm(clerks, parcels)  # everybody sends everything again, in the session they had
    assert not after.refused and not after.unanswered
    assert len(after.receipts) == FILES
    assert {name: after.receipts[name] for name in before.receipts} == before.receipts
    servers[1].stop()

    with pointed_to(folder, database):
        reports = Report.objects.filter(form="village_monthly", first=MONTH.first)
        assert sorted(reports.values_list("area", "revision")) == sorted(
            (name.removesuffix(".xlsx"), 1) for sent in parcels.values() for name, _ in sent
        )
        assert Receipt.objects.count() == SourceFile.objects.count() == FILES
        assert Entry.objects.filter(act="report-sent").count() == FILES
        assert not list(audit.breaks())
