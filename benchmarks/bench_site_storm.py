"""The evening of the deadline: 1,244 village workbooks from 50 clients over HTTP, on SQLite and on PostgreSQL.

The real server with two workers on loopback, real accounts that sign in, real workbooks of the template writer. Twice
each: undisturbed, and with SIGKILL to the whole server in the middle, after which it is started again
and whatever had no receipt is sent again. Limits: p95 under 3 s for one workbook; none lost, none twice.

``bench_site_storm.py [sqlite|postgres]…`` measures only these; ``--villages N`` a smaller city.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from threading import Event, Thread
from typing import Any

import numpy as np
from bars import bar, say

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from huimin.figures.periods import Period
from huimin.tasks.definitions import Definitions
from huimin.wiring import Workspace, city_settings, new_workspace
from postgres_server import MISSING, PostgresServer, find_binaries
from site_fixtures import pointed_to
from storm_clients import Clerk, Outcome, Server, free_port, make_clerks, sign_in_all, storm

CLIENTS, LIMIT = 50, 3.0
LOADED, UNDISTURBED, KILLED = (Period.of(code) for code in ("2025-12", "2026-01", "2025-11"))
Work = dict[str, list[tuple[str, bytes]]]


def make_city(folder: Path, villages: int) -> None:
    """The sample city with one month of workbooks in its inbox, without planted faults."""
    settings = city_settings().scaled(counties=9, townships=74, villages=villages, first=LOADED.code, months=1)
    settings = settings.planting(**dict.fromkeys(settings.faults, 0))
    new_workspace(folder, ["china"], "zh", 7, settings=settings)


def figures(definitions: Definitions, known: np.ndarray) -> np.ndarray:
    """Figures for another month: those of the month loaded, one person fewer, so that no row is a mere copy."""
    atoms = definitions.form("village_monthly").atoms
    at = {name: atoms.index(name) for name in ("population_resident", "births.male", "births.female", "deaths",
                                               "moved_in", "moved_out")}  # fmt: skip
    made = np.nan_to_num(known)
    made[:, at["deaths"]] += 1
    flows = [made[:, at[name]] for name in ("births.male", "births.female", "moved_in")]
    made[:, at["population_resident"]] += sum(flows) - made[:, at["deaths"]] - made[:, at["moved_out"]]
    return made


def make_work(definitions: Definitions, store: Any, period: Period) -> tuple[dict[str, list[str]], Work]:
    """Which townships each clerk reports for, and the workbooks of their villages."""
    from reporting_help import workbook

    form, tree = definitions.form("village_monthly"), definitions.areas.at(period.end)
    towns = [int(row) for row in tree.at_level("township")]
    roles: dict[str, list[str]] = {f"clerk{number}": [] for number in range(CLIENTS)}
    work: Work = {name: [] for name in roles}
    for number, town in enumerate(towns):
        name = f"clerk{number % CLIENTS}"
        roles[name].append(tree.keys[town])
        keys = [tree.keys[row] for row in tree.children(town)]
        rows = figures(definitions, store.history(form, keys, LOADED))
        for key, row in zip(keys, rows, strict=True):
            work[name].append((f"{key}.xlsx", workbook(definitions, form.code, period.code, key, {}, row[None, :])))
    return roles, even(work)


def even(work: Work) -> Work:
    """The same, those with most first: fifty lines that all have something to send until near the end."""
    return dict(sorted(work.items(), key=lambda one: -len(one[1])))


def wrong(period: Period, work: Work, receipts: dict[str, int]) -> tuple[int, int]:
    """How many acknowledged workbooks are not there, and how many villages are there more than once."""
    from huimin.adapters.store.models import Report, SourceFile
    from huimin.web.base import audit
    from huimin.web.reporting.models import Receipt

    rows = Report.objects.filter(form="village_monthly", first=period.first)
    there = list(rows.values_list("area", flat=True))
    files = {name for sent in work.values() for name, _ in sent}
    numbers = set(Receipt.objects.filter(pk__in=receipts.values()).values_list("pk", flat=True))
    lost = {name for name, number in receipts.items() if number not in numbers} | {
        name for name in files if name.removesuffix(".xlsx") not in set(there)
    }
    hashes = Receipt.objects.filter(name__in=files, parts__0__period=period.code).count()
    known = SourceFile.objects.filter(name__in=files, submissions__first=period.first).count()
    twice = len(there) - len(set(there)) + max(0, hashes - len(files)) + max(0, known - len(files))
    return len(lost), twice + len(list(audit.breaks()))


def undisturbed(name: str, folder: Path, work: Work, clerks: Sequence[Clerk]) -> Outcome:
    """The storm as it should be."""
    server = Server(folder, clerks[0].port)
    try:
        sign_in_all(clerks)
        began = time.perf_counter()
        outcome = storm(clerks, work)
        taken = time.perf_counter() - began
    finally:
        server.stop()
    files, slow = len(outcome.seconds), float(np.quantile(outcome.seconds, 0.95))
    say(f"{name}: {files} workbooks in {taken:.0f} s, {files / taken:.0f} a second; half within "
        f"{np.median(outcome.seconds):.2f} s, the slowest {max(outcome.seconds):.2f} s")  # fmt: skip
    for why in (outcome.refused + outcome.unanswered)[:3]:
        say(f"{name}: no receipt for {why}")
    bar(f"storm-{name}-p95", slow, LIMIT, "s")
    return outcome


def killed(name: str, folder: Path, work: Work, clerks: Sequence[Clerk]) -> Outcome:
    """The storm with the server killed in the middle; then what has no receipt is sent again, in the same sessions."""
    port = clerks[0].port
    server = Server(folder, port)
    half, enough = sum(map(len, work.values())) // 2, Event()
    first = server
    killer = Thread(target=lambda: (enough.wait(), first.kill()), daemon=True)
    try:
        killer.start()
        before = storm(clerks, work, lambda done: enough.set() if done == half else None)
        killer.join()
        server = Server(folder, port)
        rest = {clerk: [one for one in mine if one[0] not in before.receipts] for clerk, mine in work.items()}
        after = storm(clerks, rest)
    finally:
        enough.set()
        server.stop()
    say(f"{name}: killed after {len(before.receipts)} receipts, {len(after.receipts)} sent after the start")
    return Outcome(before.receipts | after.receipts, after.seconds, after.unanswered, before.refused + after.refused)


def measure(name: str, city: Path, database: str) -> None:
    """Both storms on one kind of database."""
    folder = Path(shutil.copytree(city, city.parent / name))
    if database:
        with (folder / "huimin.yaml").open("a", encoding="utf-8") as file:
            file.write(f"database: {database}\n")
    place = Workspace(folder)
    place.load()
    works = {period: make_work(place.definitions, place.store, period) for period in (UNDISTURBED, KILLED)}
    place.close()
    with pointed_to(folder, database):
        from huimin.web.base.migrating import bring_up_to_date

        bring_up_to_date()
        make_clerks(works[UNDISTURBED][0])
    port = free_port()
    clerks = [Clerk(port, clerk) for clerk in works[UNDISTURBED][0]]
    for period, kind, run in ((UNDISTURBED, "", undisturbed), (KILLED, "-killed", killed)):
        work = works[period][1]
        outcome = run(name, folder, work, clerks)
        bar(f"storm-{name}{kind}-receipts", len(outcome.receipts), sum(map(len, work.values())), most=False)
        with pointed_to(folder, database):
            lost, twice = wrong(period, work, outcome.receipts)
        bar(f"storm-{name}{kind}-lost", lost, 0)
        bar(f"storm-{name}{kind}-twice", twice, 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("on", nargs="*", default=["sqlite", "postgres"])
    parser.add_argument("--villages", type=int, default=1244)
    asked = parser.parse_args(arguments)
    # Ended from outside it still ends what it started.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    root = Path(mkdtemp(prefix="huimin-storm-"))
    try:
        make_city(root / "city", asked.villages)
        if "sqlite" in asked.on:
            measure("sqlite", root / "city", "")
        if "postgres" in asked.on:
            binaries = find_binaries()
            if binaries is None:
                say(MISSING)
                return
            server = PostgresServer.start(binaries)
            try:
                measure("postgres", root / "city", server.new_database())
            finally:
                server.stop()
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main()
