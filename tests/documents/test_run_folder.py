"""A run leaves the same bytes behind whenever it is written, and names the hash of every file."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from huimin.adapters.documents import RunContent, write_run


def test_every_file_is_named_with_its_hash(written: tuple[Path, dict[str, str]]) -> None:
    folder, hashes = written
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    assert set(found) == set(hashes)
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == hashes


def test_the_files_of_a_run(written: tuple[Path, dict[str, str]], content: RunContent) -> None:
    names = set(written[1])
    assert {"results.sqlite", "scores.csv", "scores.parquet", "items.csv", "items.parquet", "run.json"} <= names
    assert {"run.xlsx", "scorecards/index.html", "scorecards/zh/index.html", "scorecards/en/index.html"} <= names
    assert sum(name.startswith("scorecards/zh/") for name in names) == len(content.records) + 1


def test_written_twice_gives_the_same_bytes(
    written: tuple[Path, dict[str, str]], content: RunContent, tmp_path: Path
) -> None:
    assert write_run(tmp_path / "again", content) == written[1]
    assert write_run(tmp_path / "again", content) == written[1], "over an older copy"


def test_another_figure_gives_other_bytes(
    written: tuple[Path, dict[str, str]], content: RunContent, tmp_path: Path
) -> None:
    value = content.leaf_value.copy()
    value[0, 1] += 1
    changed = write_run(tmp_path, replace(content, leaf_value=value))
    assert changed["results.sqlite"] != written[1]["results.sqlite"]


def test_arrays_of_the_wrong_shape_are_refused(content: RunContent) -> None:
    with pytest.raises(ValueError, match="leaf_value has the shape"):
        replace(content, leaf_value=np.zeros((1, 1)))
