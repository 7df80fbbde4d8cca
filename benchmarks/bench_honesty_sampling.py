"""Verification by sampling: how often the intervals hold the truth, over simulated rounds (part of honest data).

    python benchmarks/bench_honesty_sampling.py

The sites are the villages of the sample city with their simulated sizes; the errors are of four kinds, two elements are
verified, and each design is tried with 30, 60, 120 and 240 sites, once with a tenth of them
silent. Every population is drawn from
2,000 times. One is *promised* where the program says so in nine rounds of ten; the rounds that are promised there
must be held 93.5 to 96.5 per cent of the time. Elsewhere the coverage is only printed: that is where the program says
that it does not promise.
"""

from __future__ import annotations

import sys

import numpy as np
from bars import bar, say
from numpy.typing import NDArray

from huimin.sampling.frame import Frame, Site
from huimin.sampling.sizing import allocate
from huimin.sampling.trial import Coverage, Errors, simulate
from huimin.tasks.sample_city.people import live
from huimin.tasks.sample_city.places import make_places
from huimin.wiring import city_settings

ROUNDS, LOW, HIGH, OFTEN = 2_000, 93.5, 96.5, 0.9
ERRORS = {
    "slips of 3%": Errors(0, 0, 0, 0.03),
    "30% over-report by 5 to 25%": Errors(0.3, -0.25, -0.05, 0.01),
    "20% off by -40 to +20%": Errors(0.2, -0.4, 0.2, 0.01),
    "5% over-report by 10 to 40%": Errors(0.05, -0.4, -0.1),
}
DESIGNS = {
    "simple": ("simple", False), "stratified": ("simple", True), "size": ("size", False),
    "stratified-size": ("size", True),
}  # fmt: skip


def villages(seed: int) -> tuple[NDArray[np.int64], NDArray[np.int64], dict[str, NDArray[np.float64]]]:
    """County and size of every village, and what each reported of two elements in a year."""
    settings = city_settings()
    places = make_places(settings)
    people = live(settings, places, seed)
    size = people.residents[-1]
    return places.county_of("village"), size.astype(np.int64), {
        "births": people.births[-12:].sum((0, 2)), "persons served": np.round(size * 0.12),
    }  # fmt: skip


def populations(design: str, seed: int) -> list[tuple[str, Coverage]]:
    """The coverage of one design for every element, kind of error and number of sites."""
    method, by_county = DESIGNS[design]
    county, size, elements = villages(seed)
    names = [f"{number:05d}" for number in range(len(size))]
    strata = [f"county {one}" if by_county else "all" for one in county]
    frame = Frame(tuple(Site(key, one, max(int(x), 1)) for key, one, x in zip(names, strata, size, strict=True)))
    order = [int(site.key) for site in frame.sites]
    rng = np.random.default_rng(seed)
    found = []
    for element, reported in elements.items():
        for kind, errors in ERRORS.items():
            verified = errors.verified(reported[order], rng)
            for count, silent in ((30, 0.0), (60, 0.0), (120, 0.0), (120, 0.1), (240, 0.0)):
                shares = allocate(frame, count, method)
                one = simulate(frame, reported[order], verified, shares, method, ROUNDS, seed, silent)
                name = f"{element}, {kind}, {count} sites"
                found.append((name + ", 10% silent" if silent else name, one))
    return found


def show(design: str) -> bool:
    """Print every population and the bars of one design."""
    found = populations(design, seed=2031)
    for name, one in found:
        mark = "promised" if one.promised >= OFTEN else f"promised in {one.promised:.0%}"
        say(f"{design}: {name}: held {one.held:.1%} ({mark}; ± {one.half_width:.1%})")
    sure = [one for _, one in found if one.promised >= OFTEN]
    pooled = float(np.average([one.held_promised for one in sure], weights=[one.promised for one in sure]))
    least, most = (100 * pick(one.held_promised for one in sure) for pick in (min, max))
    say(f"{design}: {len(sure)} of {len(found)} populations are promised, held {least:.1f}% to {most:.1f}%")
    say(f"{design}: wherever it is not promised, held {min(one.held for _, one in found):.1%} at least")
    good = bar(f"sampling-coverage-{design}", 100 * pooled, LOW, "%", most=False)
    return bar(f"sampling-coverage-{design}-most", 100 * pooled, HIGH, "%") and good


if __name__ == "__main__":
    results = [show(design) for design in DESIGNS]
    sys.exit(0 if all(results) else 1)
