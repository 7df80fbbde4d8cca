"""A run can be made again exactly, and a diff names what moved a score: a figure, a definition or the tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import huimin as package
from workspace_fixtures import PERIOD, SCHEME, edit_text, edit_workbook, huimin

PACK = Path(package.__file__).parent / "packs" / "china"


def latest(folder: Path) -> str:
    return huimin("runs", "--json", "-w", folder).json["runs"][-1]["run"]


def assessed(folder: Path) -> str:
    ran = huimin("assess", SCHEME, PERIOD, "--json", "-w", folder)
    assert ran.code == 0, ran
    return ran.json["run"]


def moves(folder: Path, first: str, second: str) -> dict[str, Any]:
    told = huimin("diff", first, second, "--json", "-w", folder)
    assert told.code == 0
    return told.json


def own_pack(folder: Path) -> None:
    """Take the definitions of the pack into the workspace, where they may be edited."""
    for part in ("dictionary", "forms", "indicators", "schemes"):
        (folder / part).mkdir(exist_ok=True)
        for path in (PACK / part).glob("*.yaml"):
            (folder / part / f"china--{path.name}").write_bytes(path.read_bytes())
    edit_text(folder / "huimin.yaml", "packs: [china]", "packs: []")


@pytest.fixture
def editable(own_city: Path) -> Path:
    """The city with its definitions in the workspace. The same definitions give the same run."""
    own_pack(own_city)
    before = latest(own_city)
    assert assessed(own_city) == before
    return own_city


def item_moves(told: dict[str, Any], item: str) -> list[dict[str, Any]]:
    return [move for area in told["moved"] for move in area["items"] if move["item"] == item]


def test_a_corrected_figure_is_named(own_city):
    first = latest(own_city)
    path = next(own_city.glob("inbox/2025-11_990121101*.xlsx"))

    def correct(sheet):
        """Hardly anybody of the target was seen in this village and month."""
        assert (sheet["O5"].value, sheet["P5"].value) == ("preconception_target", "preconception_checked")
        sheet["O11"].value, sheet["P11"].value = 900, 2

    corrected = edit_workbook(path, own_city / "inbox" / "更正.xlsx", correct)
    loaded = huimin("load", corrected, "--json", "-w", own_city).json
    assert loaded["revised"] == 1, loaded
    second = assessed(own_city)
    told = moves(own_city, first, second)
    assert told["parts"] == ["snapshot.hash"] and told["definitions"] == []
    (move,) = item_moves(told, "F2.1")
    assert move["causes"] == ["figures"]
    named = {(one["atom"], one["after"]) for one in move["figures"]}
    village = {one["area"] for one in move["figures"]}
    assert len(village) == 1 and village.pop().startswith("990121101")
    assert {atom for atom, _ in named} == {"preconception_checked", "preconception_target"}
    said = huimin("diff", first, second, "-w", own_city).out
    assert "because of figures" in said and "preconception_target of " in said
    assert all(huimin("reproduce", run, "--json", "-w", own_city).json["exact"] for run in (first, second))


def test_a_changed_target_is_a_definition(editable):
    first = latest(editable)
    scheme = next((editable / "schemes").glob("*family-services-2025.yaml"))
    edit_text(scheme, "of: preconception_coverage, target: 80%", "of: preconception_coverage, target: 99.9%")
    second = assessed(editable)
    told = moves(editable, first, second)
    assert told["parts"] == ["definitions.schemes"] and told["definitions"] == ["F2.1"]
    assert item_moves(told, "F2.1") and all(m["causes"] == ["definition"] for m in item_moves(told, "F2.1"))
    assert all(not move["figures"] for move in item_moves(told, "F2.1"))
    assert "because of definitions" in huimin("diff", first, second, "-w", editable).out
    assert all(huimin("reproduce", run, "--json", "-w", editable).json["exact"] for run in (first, second))


def test_a_changed_formula_is_a_definition(editable):
    first = latest(editable)
    for path in (editable / "indicators").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("numerator: preconception_checked", "numerator: preconception_checked / 2"), "utf-8"
        )
    second = assessed(editable)
    told = moves(editable, first, second)
    assert told["parts"] == ["definitions.indicators"] and "F2.1" in told["definitions"]
    assert item_moves(told, "F2.1")
    assert all(move["causes"] == ["definition"] for move in item_moves(told, "F2.1"))
    assert all(huimin("reproduce", run, "--json", "-w", editable).json["exact"] for run in (first, second))


def test_a_township_that_moves_to_another_county_is_the_tree(own_city):
    first = latest(own_city)
    areas = own_city / "areas" / "areas.csv"
    lines = areas.read_text("utf-8").splitlines()
    row = next(line for line in lines if line.startswith("990102001,"))
    areas.write_text(
        "\n".join(lines).replace(row, row.replace("990102001,990102,", "990102001,990121,")) + "\n", "utf-8"
    )
    second = assessed(own_city)
    told = moves(own_city, first, second)
    assert told["parts"] == ["definitions.areas"] and told["definitions"] == []
    causes = {cause for area in told["moved"] for move in area["items"] for cause in move["causes"]}
    assert causes == {"tree"}
    named = [
        one for area in told["moved"] for move in area["items"] for one in move["figures"] if one["what"] == "tree"
    ]
    assert {(one["area"], *one["left"], "→", *one["came"]) for one in named} == {
        ("990102", "990102001", "→"), ("990121", "→", "990102001")
    }  # fmt: skip
    said = huimin("diff", first, second, "-w", own_city, lang="zh").out
    assert "因为区划" in said and "云湾街道" in said
    assert all(huimin("reproduce", run, "--json", "-w", own_city).json["exact"] for run in (first, second))


def test_a_run_is_reproduced_after_everything_has_changed(editable):
    first = latest(editable)
    path = next(editable.glob("inbox/2025-06_990102002*.xlsx"))

    def correct(sheet):
        sheet["O12"].value += 1

    edit_workbook(path, editable / "inbox" / "更正.xlsx", correct)
    assert huimin("load", editable / "inbox" / "更正.xlsx", "-w", editable).code == 0
    scheme = next((editable / "schemes").glob("*family-services-2025.yaml"))
    edit_text(scheme, "of: preconception_coverage, target: 80%", "of: preconception_coverage, target: 99%")
    edit_text(editable / "huimin.yaml", "simulated: true", "simulated: false")
    edit_text(editable / "huimin.yaml", "today: 2026-01-04\n", "")
    told = huimin("reproduce", first, "--json", "-w", editable)
    assert told.code == 0 and told.json["exact"] and told.json["reasons"] == []


def test_the_same_run_is_not_written_twice(own_city):
    run = latest(own_city)
    manifest = own_city / "runs" / run / "manifest.json"
    before = manifest.stat().st_mtime_ns
    said = huimin("assess", SCHEME, PERIOD, "-w", own_city)
    assert "were there already" in said.out and manifest.stat().st_mtime_ns == before
    assert len(huimin("runs", "--json", "-w", own_city).json["runs"]) == 1
