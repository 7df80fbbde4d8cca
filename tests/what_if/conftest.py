"""One finished run of the small city, read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from huimin.tasks.what_if import Basis
from huimin.wiring import open_workspace
from workspace_fixtures import SCHEME


def run_of(folder: Path) -> str:
    return next(path.name for path in sorted((folder / "runs").iterdir()) if path.name.startswith(SCHEME))


@pytest.fixture(scope="session")
def basis(city: Path) -> Basis:
    place = open_workspace(city)
    return place.basis(run_of(city))
