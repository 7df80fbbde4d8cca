"""The public site of the small city, published twice a month apart."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from huimin.figures.periods import Period
from huimin.tasks.open_data.gathering import Site
from huimin.wiring.open_data import PublicPublisher
from huimin.wiring.workspace import Workspace, open_workspace

TERMS = """publisher: {zh: 惠民示范市家庭服务局, en: Family Services of Huimin}
licence: CC-BY-4.0
contact: 12345
years: 1
"""


@dataclass(frozen=True)
class Twice:
    """A workspace that was published twice: the site as it was after each, and what it was made from."""

    folder: Path
    first: Path
    second: Path
    site: Site
    findings: tuple[str, ...]


def publish(place: Workspace, period: str = "", run: str = "", to: Path | None = None) -> PublicPublisher:
    made = PublicPublisher(place, Period.of(period) if period else None, run)
    made.publish(to)
    return made


@pytest.fixture(scope="session")
def twice(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    base = tmp_path_factory.mktemp("open-data")
    folder = Path(shutil.copytree(city, base / "city"))
    (folder / "open_data.yaml").write_text(TERMS, encoding="utf-8")
    place = open_workspace(folder)
    try:
        publish(place, "2025-11")
        first = Path(shutil.copytree(folder / "open-data" / "site", base / "first"))
        kept: list[Site] = []
        publisher = PublicPublisher(place, None, place.run_name(None))
        gathered = publisher._gather
        publisher._gather = lambda progress: kept.append(gathered(progress)) or kept[-1]  # type: ignore[method-assign]
        made = publisher.publish()
        second = Path(shutil.copytree(folder / "open-data" / "site", base / "second"))
        yield Twice(folder, first, second, kept[0], tuple(one.code for one in made.findings))
    finally:
        place.close()
