"""The coming years of an area, worked out in a process of its own and kept in ``data/budget/``.

They follow from the files alone: who looks at the page first has them made, and everybody after that finds them there.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from huimin.tasks.budget import forecast, forecast_record
from huimin.web.base import place, processes
from huimin.web.budget import held

YEARS = 5
KEPT = 60
FORMAT = 2
"""Goes up when what is kept changes its shape, so that older files are not read."""


def name_of(key: str, year: int) -> str:
    """The name under which the years of an area are kept, another one when a file was changed."""
    text = json.dumps([FORMAT, key, year, YEARS, held.stamps()])
    return f"budget-{sha256(text.encode()).hexdigest()[:20]}"


def _folder() -> Path:
    return place.folder() / "data" / "budget"


def years_of(key: str, year: int) -> dict[str, Any] | None:
    """What was worked out; None where it is not there."""
    path = _folder() / f"{name_of(key, year)}.json"
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return None


def started(key: str, year: int, lang: str, again: bool = False) -> bool:
    """Have the years worked out unless that is under way; False where it was tried and came to nothing."""
    name = name_of(key, year)
    tried = _folder() / f"{name}.tried"
    if processes.held(name):
        return True
    if tried.exists() and not again:
        return False
    _folder().mkdir(parents=True, exist_ok=True)
    tried.touch()
    with processes.hold(name) as lock:
        processes.begin(lock, "budget", lang, key, str(year))
    return True


def work(key: str, year: int) -> None:
    """Work the years out, in the process of the job."""
    found = held.given()
    assert found is not None
    name, setting = name_of(key, year), found.setting.only(key)
    areas = [one.key for one in setting.whole_areas() if one.key != key]
    parts = [one.key for one, _ in setting.parts.get(key, ())]
    made = forecast_record(forecast(setting, setting.chosen([]), year, YEARS), key, areas, parts)
    _folder().mkdir(parents=True, exist_ok=True)
    target = _folder() / f"{name}.json"
    beside = target.with_name(f".making-{target.name}")
    beside.write_text(json.dumps(made), "utf-8")
    beside.replace(target)
    (_folder() / f"{name}.tried").unlink(missing_ok=True)
    for old in sorted(_folder().glob("budget-*.json"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    processes.forget(name)
