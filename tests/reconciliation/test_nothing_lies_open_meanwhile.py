"""While lists are compared, no file but the lists themselves holds a name: neither beside them nor in temporary folders."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from huimin.tasks.reconcile.inventing import invent_births
from huimin.wiring.reconcile_sample import csv_of, invented_lists
from workspace_fixtures import environment, program

BIRTHS = 15_000


def lying(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file that can be read at this moment; some go while one looks."""
    for place, _, names in os.walk(folder):
        for path in (Path(place, name) for name in names):
            try:
                yield path, path.read_bytes()
            except FileNotFoundError:
                continue


def test_while_lists_are_compared_no_other_file_holds_a_name(tmp_path):
    pytest.importorskip("splink", reason="Splink, the optional extra, is not installed")
    for name in ("tmp", "home", "keys"):
        (tmp_path / name).mkdir()
    invented = invented_lists(invent_births(BIRTHS, 7, days=90, areas=120))[:2]
    lists = [tmp_path / name for name in ("hospital.csv", "register.csv")]
    for path, one in zip(lists, invented, strict=True):
        path.write_bytes(csv_of(one.columns))
    mothers = {name for name in invented[0].columns["mother"].tolist() if len(name) == 3}
    looked_for = [name.encode(code) for name in sorted(mothers)[:40] for code in ("utf-8", "utf-16-le", "gb18030")]
    surroundings = {name: str(tmp_path / name.lower()) for name in ("TMP", "HOME")}
    process = subprocess.Popen(
        program("reconcile", *lists, "--out", "out", "--json"), cwd=tmp_path, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, env=environment(TMPDIR=surroundings["TMP"], HUIMIN_KEYS=str(tmp_path / "keys"), **surroundings),
    )  # fmt: skip
    seen: set[str] = set()
    with process:
        while process.poll() is None:
            for path, data in lying(tmp_path):
                seen.add(path.suffix)
                assert path in lists or not any(name in data for name in looked_for), path
            time.sleep(0.05)
        (pair,) = json.loads(process.stdout.read())["pairs"]
    assert process.returncode == 0
    assert next(one["pairs"] for one in pair["steps"] if one["step"] == "weighed") > 0, "Splink was at work too"
    assert ".sealed" in seen, "the lists lay sealed while they were compared"
