"""Before a demonstration loads its inbox: what has not been sent yet on its day is laid into ``to-send/``.

``python -m huimin.web.demo.hold_back FOLDER``. Of the month that is being reported, the workbooks that come later than
the noon of the day, and always the first one: it is of the township whose reporter has a demonstration account.
"""

from __future__ import annotations

import csv
import sys
from datetime import datetime, time
from pathlib import Path

from huimin.adapters.definitions.workspace import read_settings


def hold_back(folder: Path) -> list[str]:
    """Move them; the names of the files that were moved."""
    settings = read_settings(folder)
    assert settings.today is not None, "a demonstration has a day"
    noon = datetime.combine(settings.today, time(12), settings.zone)
    inbox, held = folder / "inbox", folder / "to-send"
    with (inbox / "receipts.csv").open(encoding="utf-8-sig") as file:
        received = {row["file"]: datetime.fromisoformat(row["received_at"]) for row in csv.DictReader(file)}
    monthly = sorted(path.name for path in inbox.glob("*.xlsx") if path.name[4] == "-")
    current = [name for name in monthly if name[:7] == monthly[-1][:7]]
    late = [name for name in current if received[name] >= noon]
    chosen = sorted({current[0], *late})
    held.mkdir(exist_ok=True)
    for name in chosen:
        (inbox / name).rename(held / name)
    return chosen


if __name__ == "__main__":
    hold_back(Path(sys.argv[1]))
