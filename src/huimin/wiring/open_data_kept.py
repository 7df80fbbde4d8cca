"""What was published before: each count, each value as it was told last, corrections, publications."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from huimin.disclosure.ledger import HEADERS as LEDGER_HEADERS
from huimin.disclosure.ledger import Ledger
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.history import CHANGE_HEADERS, HEADERS, Change, Key, Publication, told
from huimin.wiring.common import csv_text, whole

LEDGER, TOLD, CORRECTIONS, HISTORY = "ledger.csv", "published.csv", "corrections.csv", "publications.json"
PUBLICATION = LEDGER_HEADERS.index("publication")


@dataclass(frozen=True)
class Kept:
    """What ``open-data/`` of a workspace keeps of earlier publications. Read once; :meth:`keep` writes it anew."""

    folder: Path

    @property
    def files(self) -> list[Path]:
        """Where it is kept."""
        return [self.folder / name for name in (LEDGER, TOLD, CORRECTIONS, HISTORY)]

    def ledger(self, without: int | None = None) -> Ledger:
        """Every count published so far, ``without`` those of one publication."""
        again = None if without is None else str(without)
        return Ledger.of(tuple(line) for line in self._lines(LEDGER) if line[PUBLICATION] != again)

    @cached_property
    def told(self) -> dict[Key, tuple[str, float | None]]:
        """Every value as it was told last."""
        return {
            (indicator, period, area): (mark, float(value) if value else None)
            for indicator, period, area, mark, value in self._lines(TOLD)
        }

    @cached_property
    def corrections(self) -> tuple[Change, ...]:
        """All corrections so far."""
        return tuple(
            Change(int(number), date.fromisoformat(day), indicator, period, area, float(before),
                   float(after) if after else None, mark)
            for number, day, indicator, period, area, before, after, mark in self._lines(CORRECTIONS)
        )  # fmt: skip

    @cached_property
    def history(self) -> tuple[Publication, ...]:
        """All publications so far."""
        path = self.folder / HISTORY
        held = json.loads(path.read_text("utf-8")) if path.is_file() else []
        return tuple(
            Publication(**{**one, "day": date.fromisoformat(one["day"]), "runs": tuple(one["runs"])}) for one in held
        )

    def _lines(self, name: str) -> list[list[str]]:
        path = self.folder / name
        return list(csv.reader(io.StringIO(path.read_text("utf-8"))))[1:] if path.is_file() else []

    def keep(self, site: Site, before: Ledger) -> None:
        """Enter a publication before a page of it is written: what may be public counts as public."""
        self._save(LEDGER, LEDGER_HEADERS, before.with_shown(site.shown, str(site.history[-1].number)).lines)
        known = self.told | told(site.values)
        self._save(TOLD, HEADERS, ((*key, mark, "" if value is None else repr(value))
                                   for key, (mark, value) in sorted(known.items())))  # fmt: skip
        self._save(CORRECTIONS, CHANGE_HEADERS, (
            [*one[:1], one.day.isoformat(), *one[2:6], "" if one.after is None else one.after, one.mark]
            for one in site.changes
        ))  # fmt: skip
        held = [{**asdict(one), "day": one.day.isoformat()} for one in site.history]
        with whole(self.folder / HISTORY) as beside:
            beside.write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")

    def _save(self, name: str, headers: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
        with whole(self.folder / name) as beside:
            beside.write_text(csv_text(headers, lines), encoding="utf-8")
