"""The rival's side of ``bench_demography.py``; runs in the rival's own environment, which has nothing of ours.

python leapfrog_side.py FOLDER      # reads FOLDER/input.npz, writes FOLDER/rival.npz
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import leapfrog_py  # type: ignore[import-not-found]
import numpy as np


def last_in_front(array: np.ndarray) -> np.ndarray:
    """(steps, sexes, ages) with women first as (ages, sexes, steps) with men first, in Fortran's order."""
    return np.asfortranarray(np.moveaxis(array[:, ::-1], 0, -1).swapaxes(0, 1))


def parameters(given: Any) -> dict[str, Any]:
    """The input in the rival's words. Migration at the end of the year is its "calendar" projection."""
    return {
        "projection_start_year": 1970,
        "projection_period": "calendar",
        "t_ART_start": 30,
        "hts_per_year": 10,
        "basepop": np.asfortranarray(np.repeat(given["people"][::-1].T[..., None], 61, axis=-1)),
        "Sx": last_in_front(given["survival"]),
        "netmigr_adj": last_in_front(given["migration"]),
        "asfr": np.asfortranarray((given["shares"] * given["tfr"][:, None]).T),
        "tfr": given["tfr"].copy(),
        "births_sex_prop": np.asfortranarray(np.stack([1.0 - given["girls"], given["girls"]])),
    }


def timed(work: Any, times: int) -> float:
    """Seconds that one of some runs takes."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def main(folder: Path) -> None:
    """Run it and write down the people (years, 2, 81), women first, and the seconds of a run of 20 years."""
    told = parameters(np.load(folder / "input.npz"))
    found = leapfrog_py.run_model(told, "DemographicProjection", range(1970, 2031))
    people = np.moveaxis(found["p_totpop"], -1, 0).swapaxes(1, 2)[:, ::-1]
    years = range(1970, 1991)
    best = min(timed(lambda: leapfrog_py.run_model(told, "DemographicProjection", years), 50) for _ in range(5))
    np.savez(folder / "rival.npz", people=people, births=found["births"], seconds=best)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
