"""The notebooks of the documents run as they stand and make what they show."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def runner():
    """The module beside this file."""
    spec = importlib.util.spec_from_file_location("notebook_cells", Path(__file__).with_name("notebook_cells.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_one():
    assert [path.name for path in NOTEBOOKS] == ["demography.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_it_makes(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cells = runner()
    notebook = json.loads(path.read_text("utf-8"))
    kept = [cells.kept(cell) for cell in cells.code_cells(notebook)]
    assert list(cells.shown(notebook)) == kept
    assert notebook["nbformat"] == 4 and all(any(cell) for cell in kept)
