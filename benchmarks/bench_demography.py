"""Projections: many trajectories at once, every county of a nation in a stream, and a compiled engine beside ours.

    python benchmarks/bench_demography.py

All figures are made from a seed. The rival is Spectrum's engine, leapfrog-py 1.0.20, in an environment of its own: that
of HUIMIN_LEAPFROG_PYTHON where it is set, else one that is made for the run and deleted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from bars import bar, in_own_process, peak_mb, repeat, say

from huimin.demography.projection import Ages, Family, Plan, Rates, Unit, average_change, family, project
from huimin.demography.projection.stream import stream, summarise
from huimin.demography.projection.trajectories import (
    Drift,
    FertilityModel,
    LongevityModel,
    Return,
    fertility_paths,
    life_expectancy_paths,
)

RIVAL = "leapfrog-py==1.0.20"
SINGLE = Ages.single()
CODES = ("total", "under_3", "age_3", "age_6", "age_12", "age_15", "working_15_59", "aged_60", "aged_65", "aged_80")
COUNTIES, DRAWS, YEARS, PARENTS = 2850, 100, 30, 31


def tables() -> Family:
    """A family of life tables by single years after Gompertz, men above women, with a year of infant deaths."""
    age = np.arange(101)
    women = np.maximum(2.5e-5 * np.exp(0.098 * age), 1.5e-4)
    women[0] = 0.005
    mx = np.stack([women, 1.7 * women])
    return family(mx, average_change(np.stack([2.0 * mx, mx])), SINGLE)


def births_by_age() -> np.ndarray:
    """Shares of fertility by single years, adding up to 1 (ages 15 to 49)."""
    bell = np.exp(-(((np.arange(15, 50) - 28.5) / 5.5) ** 2) / 2)
    return np.concatenate([np.zeros(15), bell / bell.sum(), np.zeros(51)])


def many() -> dict[str, Any]:
    """1,000 trajectories of 76 years by single ages, rates given: with migration rates and without migration."""
    rng, steps, draws = np.random.default_rng(1), 76, 1000
    people = rng.uniform(1e6, 2e7, (2, 101))
    survival = rng.uniform(0.95, 1.0, (draws, steps, 2, 101))
    fertility = rng.uniform(0.8, 2.0, (draws, steps, 1)) * births_by_age()
    moved = rng.normal(0.0, 0.001, (draws, steps, 2, 101))
    ratio = np.full(steps, 1.06)
    closed, open_ = Rates(survival, fertility, ratio), Rates(survival, fertility, ratio, moved, Unit.RATES)
    return {
        "closed": repeat(lambda: project(people, closed, SINGLE, flows=False), 3),
        "open": repeat(lambda: project(people, open_, SINGLE, flows=False), 3),
    }


def nation() -> dict[str, Any]:
    """2,850 counties with 100 trajectories of 30 years: levels drawn, rates made, projected, intervals kept."""
    start, processor = time.perf_counter(), time.process_time()
    rng, known, shares = np.random.default_rng(2), tables(), births_by_age()
    size = rng.lognormal(np.log(4e5), 0.8, COUNTIES)
    shape = rng.uniform(0.5, 1.5, (COUNTIES, 1, 2, 101)) * np.linspace(1.2, 0.05, 101)
    people = size[:, None, None, None] * shape / shape.sum(axis=(-1, -2), keepdims=True)
    level, e0 = (
        rng.uniform(0.9, 1.9, COUNTIES),
        np.stack([rng.normal(81, 2, COUNTIES), rng.normal(76, 2, COUNTIES)], -1),
    )
    gap, fertility = Return(0.9, 5.0, 0.2), FertilityModel(level=1.6, level_error=0.2, shared=0.5)

    def make(part: slice) -> tuple[np.ndarray, Rates]:
        count = part.stop - part.start
        model = LongevityModel(Drift(np.full(count, 0.7), np.full(count, 0.15), 0.5), gap, shared=0.5)
        lives = life_expectancy_paths(model, e0[part], YEARS, DRAWS, 1, rng)
        tfr = fertility_paths(fertility, level[part], YEARS, DRAWS, 1, rng)
        rates = Rates(known.ratios_at(lives), tfr[..., None] * shares, np.full(YEARS, 1.08))
        return people[part], rates

    plan = Plan(SINGLE, 2025)
    found = summarise(stream(COUNTIES, make, plan, batch=5), list(np.arange(COUNTIES) % PARENTS), CODES)
    assert found.areas["total"].median.shape == (COUNTIES, YEARS + 1)
    assert found.parents["total"].median.shape == (PARENTS, YEARS + 1)
    return {
        "seconds": time.perf_counter() - start,
        "processor": time.process_time() - processor,
        "mb": peak_mb(),
    }


def shared_input(folder: Path) -> dict[str, np.ndarray]:
    """One population and 60 years of rates, women first, ages 0 to 80+, as both engines read them."""
    rng, steps = np.random.default_rng(3), 61
    made = {
        "people": rng.uniform(1e4, 2e5, (2, 81)),
        "survival": rng.uniform(0.9, 1.0, (steps, 2, 82)),
        "shares": np.tile(births_by_age()[15:50], (steps, 1)),
        "tfr": rng.uniform(1.0, 3.0, steps),
        "migration": rng.normal(0.0, 50.0, (steps, 2, 81)),
        "girls": rng.uniform(0.47, 0.49, steps),
    }
    np.savez(folder / "input.npz", **made)
    return made


def rival_python(folder: Path) -> Path | None:
    """An interpreter that has the rival, or None with the reason said."""
    if given := os.environ.get("HUIMIN_LEAPFROG_PYTHON"):
        return Path(given)
    home = folder / "venv"
    made = subprocess.run([sys.executable, "-m", "venv", str(home)], capture_output=True, text=True, check=False)
    if made.returncode == 0:
        install = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", RIVAL]
        made = subprocess.run(install, capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return home / "bin" / "python"
    say(f"leapfrog is left out, {RIVAL} does not install here: {made.stderr.strip().splitlines()[-1:]}")
    return None


def ours(given: dict[str, np.ndarray]) -> tuple[np.ndarray, float]:
    """The same 60 years, and the seconds that one of 1,000 runs of 20 years takes."""
    ages = Ages.single(80)
    fertility = np.zeros((61, 81))
    fertility[:, 15:50] = given["shares"] * given["tfr"][:, None]
    ratio = 1.0 / given["girls"] - 1.0
    rates = Rates(given["survival"][1:], fertility[1:], ratio[1:], given["migration"][1:])
    people = project(given["people"], rates, ages, 1970, flows=False).population
    draws = 1000
    copies = np.repeat(given["survival"][None, 1:21], draws, axis=0)
    moved = np.repeat(given["migration"][None, 1:21], draws, axis=0)
    batch = Rates(copies, fertility[1:21], ratio[1:21], moved)
    return people, repeat(lambda: project(given["people"], batch, ages, flows=False), 5) / draws


def beside_leapfrog() -> bool:
    """Equal people and seconds per run."""
    with tempfile.TemporaryDirectory(prefix="huimin-leapfrog-") as name:
        folder = Path(name)
        given = shared_input(folder)
        python = rival_python(folder)
        if python is None:
            return True
        side = Path(__file__).with_name("leapfrog_side.py")
        done = subprocess.run([str(python), str(side), name], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            say(f"leapfrog is left out, it does not run: {done.stderr.strip().splitlines()[-1:]}")
            return True
        rival = np.load(folder / "rival.npz")
        people, seconds = ours(given)
        miss = float(np.abs(people / rival["people"] - 1.0).max())
        theirs = float(rival["seconds"])
    say(f"20 years of 81 ages: ours {seconds * 1e3:.3f} ms a run (1,000 at once), leapfrog {theirs * 1e3:.3f} ms")
    same = bar("projection_leapfrog_difference_1e-15", miss * 1e15, 1000)
    return bar("projection_times_leapfrog", seconds / theirs, 3, "x") and same


def main() -> int:
    script = Path(__file__)
    found, large = in_own_process(script, ["--many"]), in_own_process(script, ["--nation"], timeout=600)
    assert found is not None
    assert large is not None
    good = [
        bar("projection_1000_trajectories", found["closed"], 0.5, "s"),
        bar("projection_1000_trajectories_migration", found["open"], 0.5, "s"),
        bar("projection_counties", large["seconds"], 60, "s"),
        bar("projection_counties_memory", large["mb"], 4096, "MB"),
    ]
    say(f"{COUNTIES:,} counties x {DRAWS} trajectories x {YEARS} years: {large['processor']:.1f} s of processor time")
    good.append(beside_leapfrog())
    return 0 if all(good) else 1


if __name__ == "__main__":
    if sys.argv[1:2] in (["--many"], ["--nation"]):
        print(json.dumps({"--many": many, "--nation": nation}[sys.argv[1]]()))
    else:
        sys.exit(main())
