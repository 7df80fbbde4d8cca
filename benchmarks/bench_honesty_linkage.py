"""Whether the interval of three lists that were matched with errors holds the truth: 95 times in 100 is promised.

    python benchmarks/bench_honesty_linkage.py [ROUNDS]

In each round people are invented, come into lists that may depend on each other, and are matched with errors; the rates
of error are told as a checked sample would tell them, off by their own errors. The first world errs as is assumed where
nobody has checked a sample.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from bars import bar, say

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from huimin.demography.registration import Histories, Linkage
from huimin.tasks.reconcile.comparing import ASSUMED
from huimin.tasks.registration import Counted, Wish, estimate
from matched_lists import World, matched, told

ROUNDS, LOW = 100, 90.0
"""Of 100 rounds an honest interval holds the truth in 91 to 99, nineteen times in twenty."""
FULL, MIXED = (0.97, 0.97, 0.97), (0.93, 0.9, 0.8)
SIX = (0.006, 0.005, 0.003)  # false pairs in all, standard errors of both rates
WORLDS = {
    "as assumed": (20_000, World(FULL, ASSUMED, alone=False)),
    "6 false in 1,000, of people without a pair": (20_000, World(FULL, Linkage(0.98, *SIX))),
    "6 false in 1,000, of records left over": (20_000, World(FULL, Linkage(0.98, *SIX), alone=False)),
    "lists of unequal reach": (20_000, World(MIXED, Linkage(0.96, *SIX))),
    "two lists depend, odds 3": (20_000, World(MIXED, ASSUMED, False, 3.0)),
    "small, two lists depend, odds 2": (2000, World(MIXED, Linkage(0.96, *SIX), False, 2.0)),
    "small lists that hold less": (2000, World((0.8, 0.7, 0.6), Linkage(0.95, *SIX), False)),
}


def rounds(size: int, world: World, count: int) -> tuple[float, float, float]:
    """Per cent of intervals that hold the truth, their mean width and the mean error of the total in per cent."""
    rng, held, widths, off = np.random.default_rng(size), 0, [], []
    for _ in range(count):
        found = Counted(("x",), Histories(("A", "B", "C"), matched(rng, size, world)[0][None, :]))
        total = estimate(found, Wish(linkage=told(rng, world.linkage))).whole.total
        held += total.low <= size <= total.high
        widths.append(100 * (total.high - total.low) / size)
        off.append(100 * (total.value / size - 1))
    return 100 * held / count, float(np.mean(widths)), float(np.mean(off))


def main(arguments: list[str]) -> int:
    """Every world."""
    count, kept = int(arguments[0]) if arguments else ROUNDS, []
    for name, (size, world) in WORLDS.items():
        held, width, off = rounds(size, world, count)
        say(f"{name}: {held:.0f} % of {count} held, width {width:.2f} %, total off by {off:+.2f} %")
        kept.append(held)
    return 0 if bar("three-lists-linkage-coverage-lowest", min(kept), LOW, "%", most=False) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
