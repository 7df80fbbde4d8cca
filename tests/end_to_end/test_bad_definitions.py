"""A faulty definition is told with its file and line, all faults at once, and nothing is assessed by it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workspace_fixtures import edit_text, huimin

INDICATOR = """\
indicators:
- code: mine
  zh: 我的指标
  en: My indicator
  kind: proportion
  numerator: preconception_checked
  denominator: preconception_target
  per: 1
  show: percent
  decimals: 2
  better: higher
  source: {title: a test, date: 2025-01-01, where: here, status: ours}
"""


@pytest.fixture
def workspace(tmp_path: Path, made_city: Path) -> Path:
    """The city's definitions without its workbooks."""
    skipped = shutil.ignore_patterns("inbox", "data", "runs")
    return Path(shutil.copytree(made_city, tmp_path / "city", ignore=skipped))


def told(folder: Path) -> list[dict]:
    ran = huimin("runs", "--json", "-w", folder)
    assert ran.code == 2, ran
    said = huimin("runs", "-w", folder, lang="zh")
    assert said.code == 2 and "Traceback" not in said.err and said.err.startswith("错误")
    return ran.json["errors"]


def written(folder: Path, text: str) -> Path:
    path = folder / "indicators" / "mine.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_the_sound_one_is_read(workspace):
    written(workspace, INDICATOR)
    assert huimin("runs", "-w", workspace).code == 0


FAULTS = [
    ("a key twice", "  en: My indicator\n", "  en: My indicator\n  en: Another\n", "yaml-key-twice", 5, 3),
    ("a tab", "  per: 1\n", "\tper: 1\n", "yaml-tab", 8, 0),
    ("an alias", "  zh: 我的指标\n", "  zh: &name 我的指标\n  note_zh: *name\n", "yaml-alias", 3, 7),
    ("an unknown key", "  better: higher\n", "  beter: higher\n", "definition-key-unknown", 11, 0),
    ("no option", "  better: higher\n", "  better: hihger\n", "definition-not-an-option", 11, 0),
    ("a formula that breaks off", "preconception_checked\n", "preconception_checked * (1 +\n", None, 6, None),
    ("an unknown name", "preconception_checked\n", "1 + preconception_chekced\n", None, 6, 5),
    ("units that do not match", "preconception_checked\n", "preconception_checked + funding_total\n", None, 6, None),
    ("an unclosed quote", "  zh: 我的指标\n", '  zh: "我的指标\n', "yaml-syntax", None, None),
    ("a tag", "  zh: 我的指标\n", "  zh: !!python/object:os.system x\n", "yaml-tag", 3, 7),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "column"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_one_fault_is_one_finding_with_its_place(workspace, old, new, code, line, column):
    assert old in INDICATOR
    written(workspace, INDICATOR.replace(old, new, 1))
    (finding,) = told(workspace)
    assert finding["file"] == "indicators/mine.yaml"
    assert code is None or finding["code"] == code
    assert line is None or finding["line"] == line
    assert column is None or finding.get("column", 0) == column
    assert finding["text"] and finding["next"]


def test_an_explosion_of_aliases_is_refused_at_once(workspace):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"] + [
        f"{c}: &{c} [{', '.join(['*' + p] * 9)}]" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    written(workspace, "\n".join(lines) + "\n")
    (finding,) = told(workspace)
    assert finding["code"] == "yaml-alias" and finding["line"] == 1


def test_all_faults_of_all_files_are_told_at_once(workspace):
    written(workspace, INDICATOR.replace("better: higher", "beter: higher"))
    (workspace / "schemes").mkdir(exist_ok=True)
    (workspace / "schemes" / "a.yaml").write_text("scheme: a\n\tzh: x\n", "utf-8")
    (workspace / "forms").mkdir(exist_ok=True)
    (workspace / "forms" / "b.yaml").write_text("forms: [\n", "utf-8")
    assert {finding["file"] for finding in told(workspace)} >= {"schemes/a.yaml", "forms/b.yaml"}


def test_indicators_in_a_circle_are_told(workspace):
    circle = INDICATOR.replace("numerator: preconception_checked", "numerator: second")
    second = (
        INDICATOR.removeprefix("indicators:\n")
        .replace("code: mine", "code: second")
        .replace("preconception_checked", "mine")
    )
    written(workspace, circle + second)
    assert any("mine" in finding["text"] or "mine" in str(finding["facts"]) for finding in told(workspace))


def test_a_tree_with_a_cycle_is_told_with_the_line_and_still_read(workspace):
    areas = workspace / "areas" / "areas.csv"
    edit_text(areas, "990102,990102,9901,county", "990102,990102,990102001,county")
    ran = huimin("areas", "check", "--json", "-w", workspace)
    assert ran.code == 1
    circles = [finding for finding in ran.json["findings"] if "cycle" in finding["code"]]
    assert len(circles) == 1 and circles[0]["line"] > 1 and circles[0]["file"].endswith("areas.csv")
    assert {part["severity"] for part in circles} == {"error"}
