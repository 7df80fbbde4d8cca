"""Everything a finished run leaves behind in its folder, and the hashes that prove it."""

from __future__ import annotations

import gc
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

from huimin.adapters.documents.book import write_book
from huimin.adapters.documents.content import AreaLine, RunContent
from huimin.adapters.documents.finished import RESULTS, FinishedRun
from huimin.adapters.documents.results_file import write_results
from huimin.adapters.documents.scorecards import Scorecards
from huimin.adapters.documents.tables import ITEMS, SCORES, item_rows, score_rows, write_csv, write_parquet

__all__ = ["AreaLine", "RunContent", "write_run"]


def write_run(folder: Path, content: RunContent) -> dict[str, str]:
    """Write all documents of a run: results.sqlite, tables, run.json, run.xlsx and the scorecards.

    Files of the same name are replaced. The same content gives the same bytes.

    Returns:
        File name (with ``/`` between folders) -> SHA-256 of its bytes, of everything written, in a fixed order.

    Raises:
        OSError: the folder cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_results(folder / RESULTS, content)
    written = [RESULTS, *_write_tables(folder, content)]
    write_book(folder / "run.xlsx", content)
    written.append("run.xlsx")
    made = {name: sha256((folder / name).read_bytes()).hexdigest() for name in written}
    return made | _write_scorecards(folder, content)


def _write_tables(folder: Path, content: RunContent) -> list[str]:
    items = content.described["items"]
    write_csv(folder / "scores.csv", SCORES, score_rows(content.records))
    write_parquet(folder / "scores.parquet", SCORES, score_rows(content.records))
    write_csv(folder / "items.csv", ITEMS, item_rows(items, content.records))
    write_parquet(folder / "items.parquet", ITEMS, item_rows(items, content.records))
    whole = {"run": content.run, "simulated": content.simulated, "manifest": dict(content.manifest),
             "described": content.described}  # fmt: skip
    with (folder / "run.json").open("w", encoding="utf-8", newline="\n") as file:
        # One record a line: a person can look, and a program can read a part.
        file.write(json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)[:-2] + ',\n "records": [')
        for number, record in enumerate(content.records):
            file.write(",\n  " if number else "\n  ")
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
        file.write("\n ]\n}\n")
    return ["scores.csv", "scores.parquet", "items.csv", "items.parquet", "run.json"]


def _write_scorecards(folder: Path, content: RunContent) -> dict[str, str]:
    """The pages, made from the finished file itself, so that what is printed is what is kept."""
    made = {}
    home = folder / "scorecards"
    for lang in ("zh", "en"):
        (home / lang).mkdir(parents=True, exist_ok=True)
    severities = Counter(one.severity for one in content.findings)
    # The run's records are hundreds of thousands of objects in memory; without this the garbage collector looks
    # through all of them again and again while the pages are made, which takes longer than making them.
    gc.freeze()
    try:
        with FinishedRun(folder) as run:
            for name, text in Scorecards(run, severities).pages():
                data = text.encode()
                (home / name).write_bytes(data)
                made[f"scorecards/{name}"] = sha256(data).hexdigest()
    finally:
        gc.unfreeze()
    return made
