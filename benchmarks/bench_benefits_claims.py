"""Claims: a batch decided by two people, each with its explanation, and what is owed booked in the ledger.

    python benchmarks/bench_benefits_claims.py                 20,000 claims on PostgreSQL
    python benchmarks/bench_benefits_claims.py --claims 2000   fewer

Everything is simulated. Taking the claims is not counted: they come in one by one. The batch is broken off once in the
middle, as by a crash, and gone on with.
"""

from __future__ import annotations

import argparse
import base64
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bars import bar, say

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from claims_desk import BENEFIT, CLERK, OFFICER, ZONE, Desk, identity
from huimin.adapters.claims import LABEL
from huimin.adapters.ledger import LABEL as LEDGER
from huimin.adapters.ledger import open_accounts
from huimin.adapters.store.setup import configure
from huimin.benefits.claims import Move, plan_of, stand
from huimin.figures.periods import Period
from huimin.tasks.claims.applying import identity_key
from huimin.tasks.claims.numbers import number_of
from huimin.tasks.claims.records import Kept, Logged, NewClaim, Record, Root
from huimin.wiring import city_settings, new_workspace
from huimin.wiring.pay import Payments
from huimin.wiring.workspace import open_workspace
from postgres_server import PostgresServer, find_binaries

LIMIT = 60
PIECE = 2_000
DAY = date(2026, 1, 5)


def take_in(desk: Desk, count: int) -> list[str]:
    """So many claims, written in large pieces: each for a child of its own, born on one of 240 days."""
    from huimin.adapters.ledger.vault import BankAccount, Given

    office = desk.clerk
    worked, store, benefit = office.desk, office.store, office.benefits[BENEFIT]
    at = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=ZONE)
    paying = Payments(desk.place, CLERK, desk.alias, at)
    accounts = open_accounts(desk.alias, paying.vault())
    made: list[str] = []
    for start in range(1, count + 1, PIECE):
        new, kept, given = [], [], []
        for number in range(start, min(start + PIECE, count + 1)):
            born = date(2025, 1, 5) + timedelta(days=number % 240)
            mother = identity(date(1980, 1, 1) + timedelta(days=number % 5_000), number // 5_000 + 1)
            child = identity(born, number // 240 + 1)
            content = {
                "claimant": {"name": "测试甲", "identity": mother, "phone": "13000000000", "address": "虚构村1号"},
                "subject": {"name": "测试乙", "identity": child, "phone": "", "address": ""}, "relation": "母亲",
                "facts": {"child_birth": born.isoformat(), "guardian": True, "lawful_birth": True,
                          "applicant_birth": f"{mother[6:10]}-{mother[10:12]}-{mother[12:14]}"},
            }  # fmt: skip
            root = Root(number, BENEFIT, desk.area, f"claim-{number}", False, DAY,
                        *(store.hash("identity", identity_key(one)) for one in (child, mother)))  # fmt: skip
            logged = Logged(1, Move.TAKE, CLERK, at, content=content)
            standing = stand(plan_of(benefit), Record(root, (logged,)).events, worked.calendar, DAY)
            new.append(NewClaim(root, store.hash("receipt", str(number))))
            kept.append(Kept(root, logged, standing, CLERK))
            given.append(Given(root.payee, BankAccount("测试甲", f"62220000{number:08d}")))
            made.append(number_of(number))
        with store.turn():
            store.add(new, kept)
        accounts.take(given, at)
    return made


def timed(name: str, work: Callable[[], Any], taken: dict[str, float]) -> Any:
    """Do it, and note how long it took."""
    start = time.perf_counter()
    made = work()
    taken[name] = time.perf_counter() - start
    return made


class Crash(Exception):
    """The batch ends in the middle."""


def break_off(at: int) -> Callable[[int, int, str], None]:
    """Progress that breaks the batch off."""

    def progress(done: int, total: int, name: str) -> None:
        if done >= at:
            raise Crash

    return progress


def broken(work: Callable[..., Any], claims: list[str]) -> None:
    """Work until the middle."""
    try:
        work(claims, break_off(len(claims) // 2))
    except Crash:
        return
    raise AssertionError("it was to break off")


def decided(desk: Desk, claims: list[str]) -> dict[str, float]:
    """The batch: proposed (broken off and gone on with), confirmed, rolled, approved and booked."""
    taken: dict[str, float] = {}
    clerk, officer = desk.at(CLERK), desk.at(OFFICER)
    timed("proposed until it was broken off", lambda: broken(clerk.propose_all, claims), taken)
    left = timed("proposed, gone on", lambda: clerk.propose_all(claims), taken)
    assert clerk.count(stages=("proposed",)) == len(claims), left.left[:3]
    done = timed("confirmed and decided", lambda: officer.confirm_all(claims), taken)
    assert len(done.done) == len(claims), done.left[:3]
    paying = Payments(desk.place, "payer", desk.alias, officer.now)
    roll = timed("owed and rolled", lambda: paying.roll(BENEFIT, Period.of("2026-01")), taken)
    assert roll.head.lines == len(claims) and roll.head.fen == 720_000 * len(claims), roll
    checker = Payments(desk.place, "checker", desk.alias, officer.now)
    timed("approved and booked", lambda: checker.approve(roll.head.number), taken)
    again = Payments(desk.place, "payer", desk.alias, officer.now).roll(BENEFIT, Period.of("2026-01"))
    assert again.head is None, "nothing twice"
    kept = officer.card(claims[-1], "decide").decided
    assert kept and [one["state"] for one in kept["decision"]["reasons"]] == ["held"] * 4
    return taken


def main() -> int:
    """Run what was asked for; 1 where a bar is not reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--claims", type=int, default=20_000)
    count = asked.parse_args().claims
    binaries = find_binaries()
    if binaries is None:
        say("no PostgreSQL server on this machine")
        return 1
    key = base64.b64encode(bytes(range(32))).decode()
    os.environ |= {"HUIMIN_CLAIMS_KEY": key, "HUIMIN_PAY_KEY": key}
    server = PostgresServer.start(binaries)
    try:
        with TemporaryDirectory() as folder:
            settings = city_settings().scaled(counties=1, townships=1, villages=2, first="2025-01", months=1)
            new_workspace(Path(folder) / "city", ["china"], "zh", 7, settings=settings)
            place = open_workspace(Path(folder) / "city")
            address = server.new_database()
            configure(address, LEDGER)
            areas = place.definitions.areas
            town = next(key for key in areas.keys if areas.level_of(areas.id_of(key) or 0) == "township")
            desk = Desk(place, configure(address, LABEL), DAY, town)
            start = time.perf_counter()
            claims = take_in(desk, count)
            say(f"{count:,} claims there: {time.perf_counter() - start:.2f} s (not counted)")
            taken = decided(desk, claims)
            desk.officer.ledger().close()
    finally:
        server.stop()
    for step, seconds in taken.items():
        say(f"PostgreSQL, {count:,} claims, {step}: {seconds:.2f} s")
    say(f"memory at most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
    return int(not bar("claims-decided-explained-booked-postgresql", sum(taken.values()), LIMIT, " s"))


if __name__ == "__main__":
    sys.exit(main())
