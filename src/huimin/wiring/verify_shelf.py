"""The files of verification: what lies where, written whole, and the seeds that nobody may know yet.

``verification/<round>/`` holds what may be published: ``round.yaml``, ``frame.csv``, ``plan.json``, then ``sample.csv``
and ``draw.json`` with the seed, at last ``results.json``, ``results.csv`` and ``factors.csv``. A seed that must not be
known yet lies in ``data/verification/``, where only the owner may read it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huimin.adapters.definitions.workspace import read_settings
from huimin.adapters.private_files import private_file
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.sampling.draw import Drawn, Sample
from huimin.sampling.frame import Frame, read_frame
from huimin.sampling.numbers import fraction
from huimin.tasks.verify.planning import round_of
from huimin.wiring.common import csv_text, whole

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace

FOLDER, SEALED = "verification", "verification"


def today(place: Workspace) -> date:
    """The day it is in the workspace's time zone; a demonstration has its own."""
    return read_settings(place.folder).day()


def read_json(path: Path) -> dict[str, Any]:
    """A record that a command wrote before."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def write_json(path: Path, made: Mapping[str, Any]) -> None:
    """Write a record whole or not at all; the same record has the same bytes."""
    write_text(path, json.dumps(made, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text with line feeds, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as beside:
        beside.write_bytes(text.encode("utf-8"))


def write_rows(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], mark: str = "\ufeff") -> None:
    """Write a table, with the mark that spreadsheets need."""
    write_text(path, mark + csv_text(columns, ([row.get(one, "") for one in columns] for row in rows)))


def seal(path: Path, text: str) -> None:
    """Write what nobody else may read yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with private_file(path) as file:
        file.write(text.encode("utf-8"))


@dataclass(frozen=True)
class Shelf:
    """The files of one round."""

    place: Workspace
    code: str

    @property
    def folder(self) -> Path:
        """``verification/<round>/``."""
        return self.place.folder / FOLDER / self.code

    @property
    def seed_file(self) -> Path:
        """Where the seed lies until the draw."""
        return self.place.folder / "data" / SEALED / f"{self.code}.seed"

    @property
    def planned(self) -> dict[str, Any]:
        """``plan.json``.

        Raises:
            Invalid: the round is not planned.
        """
        return self._record("plan.json", "verify-not-planned")

    @property
    def drawn(self) -> dict[str, Any]:
        """``draw.json``.

        Raises:
            Invalid: the round is not drawn.
        """
        return self._record("draw.json", "verify-not-drawn")

    def _record(self, name: str, missing: str) -> dict[str, Any]:
        round_of(self.place.definitions, self.code)
        path = self.folder / name
        if not path.is_file():
            raise Invalid([Finding(missing, Severity.ERROR, facts={"round": self.code})])
        return read_json(path)

    def frame(self) -> Frame:
        """The frozen frame.

        Raises:
            Invalid: it is not what was frozen.
        """
        frame = read_frame((self.folder / "frame.csv").read_text("utf-8"), f"{FOLDER}/{self.code}/frame.csv")
        if frame.hash() != self.planned["frame_sha256"]:
            raise Invalid([Finding("verify-frame-differs", Severity.ERROR, Place(file=f"{self.code}/frame.csv"))])
        return frame

    def sample(self) -> Sample:
        """The sites drawn.

        Raises:
            Invalid: the list is not what was drawn.
        """
        drawn, frame = self.drawn, self.frame()
        text = (self.folder / "sample.csv").read_text("utf-8")
        sites = {site.key: site for site in frame.sites}
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["site"] in sites]
        found = Sample(tuple(
            Drawn(sites[row["site"]], Fraction(row["chance"]), fraction(drawn["seed"], self.code, row["site"]))
            for row in rows
        ))  # fmt: skip
        if found.hash() != drawn["sample_sha256"] or found.text() != text:
            raise Invalid([Finding("verify-sample-differs", Severity.ERROR, Place(file=f"{self.code}/sample.csv"))])
        return found
