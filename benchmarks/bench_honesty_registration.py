"""Completeness of registration: how often the intervals hold the truth, over simulated rounds (part of honest data).

    python benchmarks/bench_honesty_registration.py

A round draws two independent lists of N people, takes Chapman's estimate, and looks whether the 95 per cent interval
holds N. A place of the grid (N, p1, p2) is *promised* where ``promises`` says so in nine rounds of ten; there the
rounds that are promised must be covered 93.5 to 96.5 per cent of the time. Elsewhere the coverage is only printed.
"""

from __future__ import annotations

import sys

import numpy as np
from bars import bar, repeat, say

from huimin.demography.registration import by_area, chapman
from huimin.indicators.small_areas import shrink

ROUNDS, LOW, HIGH = 20_000, 93.5, 96.5
PEOPLE = (100, 200, 500, 1000, 5000, 20_000)
CHANCES = (
    (0.1, 0.1), (0.2, 0.2), (0.3, 0.5), (0.5, 0.5), (0.5, 0.8), (0.8, 0.8), (0.9, 0.6), (0.95, 0.3), (0.98, 0.5),
    (0.98, 0.95),
)  # fmt: skip


def coverage(people: int, first: float, second: float, rng: np.random.Generator) -> tuple[float, float, float]:
    """Per cent covered of the rounds that are promised, of all, and per cent of rounds promised."""
    one, two = rng.binomial(people, first, ROUNDS), rng.binomial(people, second, ROUNDS)
    both = rng.hypergeometric(one, people - one, two)
    found = chapman(one, two, both)
    held, promised = (found.low <= people) & (people <= found.high), found.promise == "promised"
    kept = 100 * held[promised].mean() if promised.any() else np.nan
    return kept, 100 * held.mean(), 100 * promised.mean()


def chapman_coverage() -> bool:
    """The grid; the lowest and the highest coverage where it is promised."""
    rng, kept = np.random.default_rng(20_240_607), []
    for people in PEOPLE:
        for first, second in CHANCES:
            within, every, promised = coverage(people, first, second, rng)
            word = "promised" if promised >= 90 else "not promised"
            say(f"N {people:>6} p {first:.2f} {second:.2f}: {every:5.1f} % covered, {promised:5.1f} % {word}")
            if promised >= 90:
                kept.append(within)
    say(f"{len(kept)} places of {len(PEOPLE) * len(CHANCES)} promised, {ROUNDS:,} rounds each")
    good = bar("chapman-coverage-lowest", min(kept), LOW, "%", most=False)
    return bar("chapman-coverage", max(kept), HIGH, "%") and good


def areas_coverage() -> bool:
    """Many areas with partial pooling: of the areas' intervals and of the whole's, and how much narrower they are."""
    rng, held, whole, narrower = np.random.default_rng(11), [], [], []
    for _ in range(200):
        people = rng.integers(30, 2000, 60)
        complete = 1 / (1 + np.exp(-rng.normal(3.2, 0.5, 60)))
        one, two = rng.binomial(people, complete), rng.binomial(people, 0.5)
        both = rng.hypergeometric(one, people - one, two)
        found = by_area(one, two, both)
        held.append(((found.total[1] <= people) & (people <= found.total[2])).mean())
        whole.append(found.nation_total[1] <= people.sum() <= found.nation_total[2])
        narrower.append(np.median((found.total[2] - found.total[1]) / (found.own.high - found.own.low)))
    say(f"60 areas, 200 rounds: areas {100 * np.mean(held):.1f} %, all together {100 * np.mean(whole):.1f} %, "
        f"intervals {np.mean(narrower):.2f} times as wide as each area's own")  # fmt: skip
    return bar("registration-areas-coverage", 100 * float(np.mean(held)), LOW, "%", most=False)


def speed() -> bool:
    """A nation of 2,900 counties: by area, and shrunk."""
    rng = np.random.default_rng(3)
    people = rng.integers(500, 20_000, 2900)
    one, two = rng.binomial(people, 0.97), rng.binomial(people, 0.8)
    both = rng.hypergeometric(one, people - one, two)
    boys = rng.binomial(people, 0.525)
    good = bar("registration-counties-s", repeat(lambda: by_area(one, two, both), 1), 20, "s")
    return bar("shrink-counties-s", repeat(lambda: shrink("ratio", boys, people - boys, 100), 3), 2, "s") and good


if __name__ == "__main__":
    sys.exit(0 if all([chapman_coverage(), areas_coverage(), speed()]) else 1)
