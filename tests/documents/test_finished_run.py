"""What was written comes back as it was, and nothing can be changed through it."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import pytest

from huimin.adapters.documents import FinishedRun, RunContent
from huimin.assessment.explanation import Explainer, Finished


def test_records_come_back(run: FinishedRun, content: RunContent) -> None:
    assert list(run.records()) == list(content.records)
    assert run.described == content.described
    assert run.manifest == content.manifest
    assert (run.run, run.simulated, run.title("zh")) == (content.run, True, content.title_zh)
    assert run.area("159901") == content.records[0]
    assert run.area("159901/东") is None, "a township was not assessed"
    assert run.area("nowhere") is None


def test_the_tree_comes_back(run: FinishedRun, content: RunContent) -> None:
    for key, parent, level, zh, en in content.areas:
        assert (run.parent(key), run.level(key), run.name(key, "zh"), run.name(key, "en")) == (parent, level, zh, en)
        assert list(run.children(key)) == [area[0] for area in content.areas if area[1] == key]
    assert run.parent("nowhere") is None
    assert list(run.children("nowhere")) == []
    assert run.name("nowhere", "zh") == "nowhere"


def test_leaves_come_back_for_every_area(run: FinishedRun, content: RunContent) -> None:
    for column, (key, *_rest) in enumerate(content.areas):
        for row in range(len(content.described["leaves"])):
            value = float(content.leaf_value[row, column])
            expected = None if math.isnan(value) else value
            assert run.leaf(key, row) == (expected, 23.0, 24.0)
    with pytest.raises(KeyError):
        run.leaf("nowhere", 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("159902", ["159902"]),
        ("云山旗", ["159903"]),
        ("hexi district", ["159902"]),
        ("河", ["159901", "159901/东", "159901/西", "159902", "159902/东", "159902/西"]),
        ("1599/无", ["1599/无码", "1599/无码/东", "1599/无码/西"]),
        ("%", []),
        ("' OR 1=1 --", []),
        ("  ", []),
    ],
)
def test_finding_an_area(run: FinishedRun, text: str, found: list[str]) -> None:
    assert run.find(text) == found


def test_a_run_cannot_be_changed(run: FinishedRun) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        run._base.execute("DELETE FROM area")


def test_a_folder_without_a_run_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"results\.sqlite"):
        FinishedRun(tmp_path)


def test_a_folder_name_with_marks_of_an_address_opens(content: RunContent, tmp_path: Path) -> None:
    from huimin.adapters.documents.results_file import write_results

    folder = tmp_path / "50% ?mode=rw#运行"
    folder.mkdir()
    write_results(folder / "results.sqlite", content)
    with FinishedRun(folder) as run:
        assert run.run == content.run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_item_of_every_area_is_explained(run: FinishedRun, content: RunContent, lang: str) -> None:
    kept: Finished = run
    explainer = Explainer(kept, lang)
    for record in content.records:
        for item, scored in zip(content.described["items"], record["items"], strict=True):
            line = explainer.item(record["key"], item["id"])
            assert line is not None
            text = "\n".join(line.indented())
            assert item[lang] in text
            assert "None" not in text
            assert "nan" not in text
            assert line.as_dict()["status"] == scored["status"]


def test_an_explanation_goes_down_to_the_areas_below(run: FinishedRun) -> None:
    line = Explainer(run, "zh").item("159902", "A1")
    assert line is not None
    text = list(line.indented())
    assert "    分子：已接受孕前检查 = 28" in text
    assert "        河西区东镇 · 已接受孕前检查（2024年）= 21；实报 23 / 应报 24" in text
    assert "    合并多年：92 ÷ 120 = 76.67%，区间 68.30% 至 83.30%" in text


@pytest.mark.parametrize(
    ("area", "item", "words"),
    [
        ("159901", "B2", "B2 Annual review = 2024-12-02"),
        ("159901", "B2", "due = 2024-11-30"),
        ("159901", "B1", "B1 Openness = 80.00%"),
        ("159901", "B3", "growth of funding = 3.41%"),
        ("159901", "C1", "-2 points beside the total"),
        ("159903", "B1", "Yunshan Banner · B1 Openness: – points of 15"),
    ],
)
def test_values_are_told_as_people_read_them(run: FinishedRun, area: str, item: str, words: str) -> None:
    line = Explainer(run, "en").item(area, item)
    assert line is not None
    assert words in "\n".join(line.indented())


def test_an_explanation_can_stop_at_the_area(run: FinishedRun) -> None:
    explainer = Explainer(run, "en", below=False)
    lines = [text for line in explainer.items("159901") for text in line.indented()]
    assert not any("Town" in text for text in lines)
    assert list(explainer.items("159901/东")) == []
