"""A process that loads numbered files into a store until it is done or killed.

Call it as ``loading_process.py DATABASE FILES``. It says ``open`` before it opens the database, and then the
number of each file that is in.
"""

from __future__ import annotations

import sys

from huimin.adapters.store import open_store
from store_fixtures import MONTHLY, Office, batch_of, dictionary_of

AREAS = 40


def report(number: int) -> str:
    """The report in file ``number``: every third file corrects half of the areas of the file before."""
    lines = [
        f"A{area:02d} | {number + area} | {area if area % 2 else ''} | 1000 | {number}.25" for area in range(AREAS)
    ]
    if number % 3 == 2:
        lines = lines[::2]
    return "\n".join(["area | births.male | births.female | population | funding", *lines])


def period(number: int) -> str:
    """Three files report on the same month."""
    month = number // 3
    return f"{2012 + month // 12}-{month % 12 + 1:02d}"


def load(database: str, files: int) -> list[str]:
    """Load the files that are not in yet; the snapshot's hash after each file that was loaded."""
    hashes = []
    with open_store(database, dictionary_of()) as store:
        office = Office(store)
        for number in range(files):
            file = office.file()
            if store.seen(file.sha256) is None:
                result = store.save(file, [(batch_of(report(number), period(number)), MONTHLY, True)], [], True)
                assert len(result.submissions) == 1
                hashes.append(store.snapshot().hash)
                print(len(hashes), flush=True)
    return hashes


if __name__ == "__main__":
    print("open", flush=True)
    load(sys.argv[1], int(sys.argv[2]))
