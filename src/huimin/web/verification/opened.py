"""The workspace as the wiring of verification takes it, and how far its rounds have come."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.http import Http404

from huimin.sampling.rounds import Round
from huimin.tasks.definitions import Definitions
from huimin.web.base import clock, place, stages
from huimin.wiring import Workspace
from huimin.wiring.verify_shelf import FOLDER, read_json
from huimin.workflow import Act, Rights


class _OnTheSite(Workspace):
    """Shares this thread's store, which others go on using."""

    def close(self) -> None:
        """Nothing: the connection belongs to the thread."""


def opened() -> Workspace:
    """A workspace of one's own, with the definitions and the store of this thread."""
    made = _OnTheSite(place.folder())
    made.__dict__.update(definitions=place.definitions(), store=place.store())
    return made


def leads(rights: Rights) -> bool:
    """Whether the person plans rounds, draws them and takes in their sheets."""
    return rights.everywhere(Act.ASSESS)


def sees_all(rights: Rights) -> bool:
    """Whether the person sees a round before its results are out: who leads it, and who audits."""
    return stages.sees_drafts(rights)


@dataclass(frozen=True)
class Standing:
    """A round with its files, as far as they are there."""

    round: Round
    planned: dict[str, Any] | None
    drawn: dict[str, Any] | None
    results: dict[str, Any] | None

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return place.folder() / FOLDER / self.round.code

    @property
    def stage(self) -> str:
        """``written``, ``frozen``, ``drawn`` or ``estimated``."""
        if self.results:
            return "estimated"
        return "drawn" if self.drawn else "frozen" if self.planned else "written"

    @property
    def can_be_drawn(self) -> bool:
        """Whether the reports have closed."""
        return self.stage == "frozen" and clock.today() > self.round.closes

    def results_hash(self) -> str:
        """SHA-256 of ``results.json``; empty where there is none."""
        path = self.folder / "results.json"
        return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

    def factors(self) -> list[dict[str, str]]:
        """The rows that may be adopted."""
        path = self.folder / "factors.csv"
        return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))) if path.is_file() else []

    def sites(self) -> list[str]:
        """The keys of the sites drawn."""
        path = self.folder / "sample.csv"
        rows = csv.DictReader(io.StringIO(path.read_text("utf-8"))) if self.drawn else ()
        return [row["site"] for row in rows]


def standing(one: Round) -> Standing:
    """How far a round has come."""
    folder = place.folder() / FOLDER / one.code
    files = (_record(folder / f"{name}.json") for name in ("plan", "draw", "results"))
    return Standing(one, *files)


def _record(path: Path) -> dict[str, Any] | None:
    try:
        return read_json(path)
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def standing_of(code: str) -> Standing:
    """The round of this code.

    Raises:
        Http404: there is none.
    """
    rounds = place.definitions().rounds
    if code not in rounds:
        raise Http404
    return standing(rounds[code])


def element_name(given: Definitions, code: str, lang: str) -> str:
    """An element in words; its code where it is no more."""
    return given.dictionary[code].name(lang) if code in given.dictionary else code
