"""Workspaces with nothing in them, or with definitions and no figures, say what is missing instead of failing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workspace_fixtures import PERIOD, SCHEME, huimin


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    assert huimin("new", tmp_path / "empty").code == 0
    return tmp_path / "empty"


@pytest.fixture
def without_figures(made_city: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(made_city, tmp_path / "city"))
    shutil.rmtree(folder / "inbox")
    return folder


def test_an_empty_workspace_says_what_is_missing(empty):
    assert "nothing" in huimin("load", "-w", empty).out.lower() or "no files" in huimin("load", "-w", empty).out
    assert huimin("runs", "-w", empty).out == "there are no runs yet: run huimin assess first\n"
    for command in (
        ("assess", SCHEME, PERIOD),
        ("template", "village_monthly", "2025-01"),
        ("explain", "x", "y"),
        ("reproduce",),
    ):
        ran = huimin(*command, "-w", empty)
        assert ran.code == 2 and "→ " in ran.err and "Traceback" not in ran.err
    for command in (("check",), ("export", PERIOD, "--out", empty / "x.csv")):
        ran = huimin(*command, "-w", empty)
        assert ran.code in (0, 1, 2) and "Traceback" not in ran.err


def test_a_city_without_figures_is_listed_and_not_ranked(without_figures):
    assert "put filled workbooks" in huimin("load", "-w", without_figures).out.lower()
    told = huimin("assess", SCHEME, PERIOD, "--json", "-w", without_figures)
    assert told.code == 0
    assert [area["standing"]["rank"] for area in told.json["areas"]] == [None, None, None]
    assert {area["standing"]["reason"] for area in told.json["areas"]} <= {"incomplete", "too-little-scored"}
    said = huimin("assess", SCHEME, PERIOD, "-w", without_figures)
    assert "not ranked" in said.out
    why = huimin("explain", "990102", "F2.1", "-w", without_figures, lang="zh")
    assert why.code == 0 and "明湖区" in why.out and "nan" not in why.out.lower()
    assert huimin("reproduce", "--json", "-w", without_figures).json["exact"]
    checked = huimin("check", "--from", "2025-01", "--to", "2025-02", "--json", "-w", without_figures)
    assert {finding["code"] for finding in checked.json["findings"]} >= {"report-missing"}
    rows = huimin("export", PERIOD, "--json", "-w", without_figures).json["rows"]
    assert all(row["value"] is None for row in rows)
