"""How many scorecards of a published run the site serves in a second, as pages and as JSON, to people who signed in.

The real server (``huimin serve``, two workers) on loopback, the load generator (wrk, 20 connections) beside it on the
same machine; one reader with a session made by signing in through the page. Bars: 1,000 pages and 1,500 answers of JSON
a second, 99 of 100 within 50 ms; on SQLite and, where a server is found, on PostgreSQL. What the workers' processors
took for one request is told too: it depends less on what else the machine does.
"""

from __future__ import annotations

import http.cookiejar
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bars import bar, say

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from huimin.wiring import city_settings, new_workspace, open_workspace
from postgres_server import MISSING, PostgresServer, find_binaries

SECONDS, WARM, CONNECTIONS, WORKERS = 10, 2, 20, 2
PAGES, JSON, P99 = 1000, 1500, 50
READER, PASSWORD = "reader", "only-for-measuring-17"
SCHEME, PERIOD = "family-services-2025", "2025"
START_WITHIN = 30.0


def prepare(folder: Path, database: str) -> tuple[str, str]:
    """Make, load, assess and publish a small city; the run and one of its areas."""
    from huimin.figures.periods import Period

    settings = city_settings().scaled(counties=3, townships=6, villages=36, first="2025-01", months=12)
    new_workspace(folder, ["china"], "en", 7, settings=settings)
    if database:
        with (folder / "huimin.yaml").open("a", encoding="utf-8") as file:
            file.write(f"database: {database}\n")
    command = [sys.executable, __file__, "publish", str(folder)]
    workspace = open_workspace(folder)
    workspace.load()
    run = workspace.assess(SCHEME, Period.of(PERIOD)).run
    workspace.close()
    area = subprocess.run([*command, run], check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    return run, area


def publish(folder: Path, run: str) -> None:
    """In a process of its own, as the site: make accounts and publish the run; prints an area."""
    from django.conf import settings

    from huimin.web.settings import configure

    configure(folder)
    from huimin.web.assessment import actions
    from huimin.web.base import place
    from huimin.web.base.migrating import bring_up_to_date
    from huimin.web.base.models import Grant, Person

    bring_up_to_date()
    area = place.finished(run).assessed[0]
    people = [Person.objects.make(name, name.title(), PASSWORD) for name in (READER, "first", "second")]
    Grant.objects.create(person=people[0], kind="reviewer", area=area)
    settings.HUIMIN_TODAY = date(2026, 1, 5)
    actions.open_for_reply(people[1], run, date(2026, 1, 5))
    settings.HUIMIN_TODAY = date(2026, 1, 6)
    actions.publish(people[2], run)
    print(area)


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def started(folder: Path, stack: ExitStack) -> tuple[str, int]:
    """Address and process of a server of our own, which ends with the stack."""
    port = free_port()
    command = [sys.executable, "-m", "huimin.cli.main", "serve", "-w", str(folder), "--port", str(port),
               "--workers", str(WORKERS)]  # fmt: skip
    log = stack.enter_context((folder / "server.log").open("w"))
    server = subprocess.Popen(command, stdout=log, stderr=log)
    stack.callback(server.wait)
    stack.callback(server.terminate)
    address = f"http://127.0.0.1:{port}"
    until = time.monotonic() + START_WITHIN
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}/sign-in", timeout=5):
                return address, server.pid
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"the server did not start within {START_WITHIN:.0f} s")


def worker_seconds(server: int) -> float:
    """Processor seconds that the server's workers took so far."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(fields[1]) == server:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def signed_in(address: str) -> str:
    """The cookies of a reader who signed in through the page."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(f"{address}/sign-in") as page:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    assert token
    form = {"csrfmiddlewaretoken": token[1], "username": READER, "password": PASSWORD, "next": "/assess/"}
    with browser.open(f"{address}/sign-in", urllib.parse.urlencode(form).encode()) as page:
        assert page.status == 200 and "/assess/" in page.url, "signing in failed"
    return "; ".join(f"{one.name}={one.value}" for one in jar)


def loaded(address: str, cookies: str, seconds: int) -> tuple[float, float, int]:
    """Requests a second, 99th percentile in milliseconds, and how many answers were no 2xx."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", "-H", f"Cookie: {cookies}",
               "-H", "Accept-Encoding: gzip", address]  # fmt: skip
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=seconds + 30).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", told).groups()  # type: ignore[union-attr]
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", told)
    return rate, float(value) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit], int(bad[1]) if bad else 0


def measure(database: str, label: str) -> bool:
    """All bars on one kind of database."""
    with TemporaryDirectory(prefix="huimin-pages-") as home, ExitStack() as stack:
        run, area = prepare(Path(home) / "city", database)
        address, server = started(Path(home) / "city", stack)
        cookies = signed_in(address)
        good = True
        for name, ending, least in (("page", "", PAGES), ("json", ".json", JSON)):
            target = f"{address}/assess/run/{run}/area/{area}{ending}"
            request = urllib.request.Request(target, headers={"Cookie": cookies})
            with urllib.request.urlopen(request) as answer:
                assert answer.status == 200 and "/sign-in" not in answer.url
            loaded(target, cookies, WARM)
            before = worker_seconds(server)
            rate, slow, bad = loaded(target, cookies, SECONDS)
            took = 1000 * (worker_seconds(server) - before) / (rate * SECONDS)
            say(
                f"{label} {name}: {took:.2f} ms of processor a request; {os.getloadavg()[0]:.1f} waiting on the machine"
            )
            good &= bar(f"site.{label}.{name}-per-second", rate, least, most=False)
            good &= bar(f"site.{label}.{name}-p99", slow, P99, " ms") and bad == 0
        return good


def main() -> int:
    """Measure; 1 where a bar was missed."""
    if sys.argv[1:2] == ["publish"]:
        publish(Path(sys.argv[2]), sys.argv[3])
        return 0
    if shutil.which("wrk") is None:
        say("no wrk here, so no page was measured: scripts/system-packages wrk")
        return 1
    good = measure("", "sqlite")
    binaries = find_binaries()
    if binaries is None:
        say(f"not on PostgreSQL: {MISSING}")
        return 0 if good else 1
    server = PostgresServer.start(binaries)
    try:
        good &= measure(server.new_database(), "postgresql")
    finally:
        server.stop()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
