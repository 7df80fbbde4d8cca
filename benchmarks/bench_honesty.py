"""The quality review on invented cities with known faults: what it finds, what it makes up, and how long it takes.

    python benchmarks/bench_honesty.py                 200 cities with faults, 50 without
    python benchmarks/bench_honesty.py --cities 20     fewer
    python benchmarks/bench_honesty.py --large         300 million values through the whole review as well

Everything is simulated. The seeds begin at 700,000; those below were used while the tests were made.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
from bars import bar, in_own_process, peak_mb, say

from huimin.quality.panel import Panel
from huimin.quality.review import review_panels
from huimin.quality.words import NAMES
from huimin.tasks.quality.scoring import Score, score
from huimin.tasks.quality.trial import COPIED_MONTH, KINDS, SHAVED, SHIFTED, Size, trial_city

SEEDS = 700_000
LIMITS = {COPIED_MONTH: 0.95, SHIFTED: 0.95, SHAVED: 0.80}
LARGE = 300_000_000
WIDE = Size(counties=8, townships=40, villages=17, months=12)  # one piece of a nation; 1.8 million values


def _score(seed: int) -> Score:
    return score(trial_city(seed))


def _clean(seed: int) -> Score:
    return score(trial_city(seed, faults=False))


def honesty(cities: int, clean: int) -> bool:
    """Recall of each kind of fault, and the share of signs that point at nothing."""
    with ProcessPoolExecutor(2) as pool:
        scores = list(pool.map(_score, range(SEEDS, SEEDS + cities), chunksize=5))
        quiet = list(pool.map(_clean, range(SEEDS + cities, SEEDS + cities + clean), chunksize=5))
    good = _recalls(scores)
    right, wrong = _sum(scores, "right"), _sum(scores, "wrong")
    for code in NAMES:
        if right[code] + wrong[code]:
            say(f"{NAMES[code][1]}: {right[code]} signs at a planted fault, {wrong[code]} at nothing")
    share = float(np.mean([one.false_share for one in scores]))
    good &= bar("honesty-false-discovery-rate", share, 0.12)
    worst = max(_false_share_of(scores, code) for code in NAMES)
    good &= bar("honesty-false-discovery-rate-worst-family", worst, 0.12)
    places, innocent = sum(one.places for one in scores), sum(one.innocent for one in scores)
    say(f"{places} townships had a sign, {innocent} of them without a fault ({innocent / max(places, 1):.1%})")
    loud = float(np.mean([one.false_share > 0 for one in quiet])) if quiet else 0.0
    made_up = sum(sum(one.wrong.values()) for one in quiet)
    say(f"{clean} cities without faults gave {made_up} signs; {loud:.0%} of them gave any, over all families")
    return good


def _false_share_of(scores: list[Score], code: str) -> float:
    """The mean over cities of the false share of one family's signs."""
    shares = []
    for one in scores:
        right, wrong = one.right.get(code, 0), one.wrong.get(code, 0)
        shares.append(wrong / (right + wrong) if right + wrong else 0.0)
    return float(np.mean(shares))


def _recalls(scores: list[Score]) -> bool:
    good, every = True, [one for each in scores for one in each.found]
    for kind in KINDS:
        mine = [(fault, found) for fault, found in every if fault.kind == kind]
        share = sum(found for _, found in mine) / max(len(mine), 1)
        say(f"{kind}: {len(mine)} planted, {share:.1%} found")
        if kind == SHAVED:
            by = {points: [found for fault, found in mine if fault.points == points] for points in range(1, 11)}
            told = ", ".join(f"{points}: {np.mean(some):.0%} of {len(some)}" for points, some in by.items() if some)
            say(f"  by points of shaving: {told}")
            five = [found for fault, found in mine if fault.points >= 5]
            good &= bar("honesty-recall-target-shaving-5-points-or-more", float(np.mean(five or [0])), 0.8, most=False)
            good &= bar("honesty-recall-target-shaving-at-5-points", float(np.mean(by[5] or [0])), 0.8, most=False)
        elif kind in LIMITS:
            good &= bar(f"honesty-recall-{kind.replace(' ', '-')}", share, LIMITS[kind], most=False)
    return good


def _sum(scores: list[Score], part: str) -> Counter[str]:
    made: Counter[str] = Counter()
    for one in scores:
        made.update(getattr(one, part))
    return made


# --- size


class _Nation:
    """Panels of a nation, made on the way; the time of making them is not the review's."""

    def __init__(self, values: int) -> None:
        self.made = trial_city(SEEDS - 1, WIDE).panel
        self.values, self.seen, self.making = values, 0, 0.0

    def __iter__(self) -> Iterator[Panel]:
        number = 0
        while self.seen < self.values:
            start = time.perf_counter()
            # Each piece has figures of its own: the piece's villages in another order within their townships.
            order = np.lexsort((np.random.default_rng(number).random(len(self.made.areas)), self.made.sender))
            panel = replace(self.made, values=np.ascontiguousarray(self.made.values[:, :, order]))
            self.seen += panel.values.size
            number += 1
            self.making += time.perf_counter() - start
            yield panel


def large(values: int) -> dict[str, float]:
    """So many values through the review, piece by piece, in this process."""
    nation = _Nation(values)
    start, worked = time.perf_counter(), time.process_time()
    families = review_panels(nation)
    taken = time.perf_counter() - start - nation.making
    worked = time.process_time() - worked
    tests = sum(family.tests for family in families.values())
    return {"seconds": taken, "mb": peak_mb(), "values": float(nation.seen), "tests": float(tests), "worked": worked}


def main() -> int:
    """Run what was asked for; 1 where a bar is not reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cities", type=int, default=200)
    asked.add_argument("--clean", type=int, default=50)
    asked.add_argument("--large", action="store_true")
    asked.add_argument("--values", type=int, default=LARGE, help="how many values --large takes")
    asked.add_argument("--large-here", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.large_here:
        print(json.dumps(large(given.values)))
        return 0
    good = honesty(given.cities, given.clean) if given.cities else True
    if given.large:
        found = in_own_process(Path(__file__), ["--large-here", "--values", str(given.values)])
        assert found is not None
        say(f"{found['values'] / 1e6:.0f} million values, {found['tests'] / 1e6:.0f} million tests")
        say(f"{found['worked']:.0f} s of work by one core")
        good &= bar("honesty-large-seconds", found["seconds"], 600, "s")
        good &= bar("honesty-large-memory", found["mb"], 4096, "MB")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
