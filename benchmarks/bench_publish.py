"""A year's documents of the sample city: every area's letter, circulars, reports; written once, then again.

Usage: ``python benchmarks/bench_publish.py WORKSPACE``: a loaded and assessed sample city (a copy is made of it).
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

from huimin.figures.periods import Period
from huimin.tasks.publish.orders import Wish
from huimin.wiring import open_workspace
from huimin.wiring.publish import Publisher

FORMATS = ("docx", "html", "xlsx")
LIMITS = {"publish-year-s": 120.0, "publish-again-s": 10.0, "publish-memory-mb": 1500.0}


def family_mb() -> float:
    """The memory of this process and those it started, in MB: shared pages counted once each (PSS)."""
    total, mine = 0, {str(Path("/proc/self").resolve().name)}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = stat.read_text().rsplit(")", 1)[1].split()[1]
            if parent in mine or stat.parent.name in mine:
                rollup = (stat.parent / "smaps_rollup").read_text()
                total += int(next(line for line in rollup.splitlines() if line.startswith("Pss:")).split()[1])
        except (OSError, StopIteration, IndexError):
            continue
    return total / 1024


def publish(folder: Path) -> tuple[float, int, int]:
    """Seconds, documents and files written."""
    start = time.perf_counter()
    place = open_workspace(folder)
    publisher = Publisher(place)
    made = publisher.publish(Wish(period=Period.of("2025"), langs=("zh",)), FORMATS)
    publisher.close()
    place.close()
    return time.perf_counter() - start, len(made.orders), len(made.written)


def main(source: Path) -> int:
    """Measure and print; 1 where a bar is not reached."""
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held) / "city"
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns("documents", "inbox"))
        highest, stop = [0.0], Event()

        def watch() -> None:
            while not stop.wait(0.5):
                highest[0] = max(highest[0], family_mb())

        watcher = Thread(target=watch, daemon=True)
        watcher.start()
        first, documents, files = publish(folder)
        stop.set()
        watcher.join()
        again, _, rewritten = publish(folder)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{documents} documents, {files} files; the second time {rewritten} files; this process alone {own:.0f} MB")
    measured = dict(zip(LIMITS, (first, again, highest[0]), strict=True))
    for name, value in measured.items():
        print(f"BAR {name} {value:.1f} {LIMITS[name]:g} {'ok' if value <= LIMITS[name] else 'short'}")
    return int(any(value > LIMITS[name] for name, value in measured.items()))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
