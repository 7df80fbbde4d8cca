"""Payments: a month's roll made, approved, written for the bank, answered, booked and audited.

    python benchmarks/bench_benefits_payments.py                 20,000 payments on PostgreSQL and SQLite
    python benchmarks/bench_benefits_payments.py --payments 5000 fewer

Everything is simulated. Each database is new; the time of making it is not counted.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bars import bar, say

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from huimin.tasks.pay import rolling
from huimin.tasks.pay.auditing import audit
from payment_samples import AT, PayOffice, many
from postgres_server import PostgresServer, find_binaries

LIMIT = 60


def timed(name: str, work: Callable[[], Any], taken: dict[str, float]) -> Any:
    """Do it, and note how long it took."""
    start = time.perf_counter()
    made = work()
    taken[name] = time.perf_counter() - start
    return made


def month(address: str, count: int) -> dict[str, float]:
    """One month of so many payments, step by step; one in a hundred is refused and paid again."""
    office, awards, taken = PayOffice(address), many(count), dict[str, float]()
    timed("accounts sealed", lambda: office.know(awards), taken)
    head = timed("roll made", lambda: office.make(awards), taken).head
    timed("approved and booked", lambda: rolling.approve(office.ledger, head.number, "checker", AT), taken)
    timed("bank file", lambda: office.file(head.number), taken)
    bad = {f"{number:06d}": "9001" for number in range(0, count, 100)}
    answer = office.answer(head.number, bad)
    done = timed("answer booked", lambda: office.take(answer), taken)
    assert done.counts == {"paid": count - len(bad), "refused": len(bad)}, done
    again = timed("roll of what failed", lambda: office.make(awards), taken).head
    assert again.lines == len(bad)
    rolling.approve(office.ledger, again.number, "checker", AT)
    office.file(again.number)
    assert office.take(office.answer(again.number)).counts == {"paid": len(bad)}
    assert timed("a roll when all is paid", lambda: office.make(awards), taken).head is None
    assert timed("the ledger audited", lambda: audit(office.ledger), taken).findings == ()
    assert office.balances() == {"bank": -30000 * count, "cost": 30000 * count}
    office.ledger.close()
    return taken


def told(name: str, taken: dict[str, float], count: int) -> float:
    """Print the steps; the seconds of all."""
    for step, seconds in taken.items():
        say(f"{name}, {count:,} payments, {step}: {seconds:.2f} s")
    return sum(taken.values())


def main() -> int:
    """Run what was asked for; 1 where a bar is not reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--payments", type=int, default=20_000)
    count, good = asked.parse_args().payments, True
    binaries = find_binaries()
    if binaries is None:
        say("no PostgreSQL server on this machine")
        return 1
    server = PostgresServer.start(binaries)
    try:
        seconds = told("PostgreSQL", month(server.new_database(), count), count)
        good &= bar("payments-rolled-exported-returned-booked-postgresql", seconds, LIMIT, " s")
    finally:
        server.stop()
    with TemporaryDirectory() as folder:
        seconds = told("SQLite", month(str(Path(folder) / "huimin.sqlite"), count), count)
        good &= bar("payments-rolled-exported-returned-booked-sqlite", seconds, LIMIT, " s")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
