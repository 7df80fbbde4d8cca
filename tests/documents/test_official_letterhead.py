"""The letterhead of a workspace lies over that of the pack, key by key; every fault of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.official.faces import chosen
from huimin.adapters.official.letterhead import Faces, Letterhead, letterhead_over, read_letterhead
from huimin.findings import Finding, Severity, explain, next_step


def test_the_workspace_lies_over_the_pack(tmp_path: Path) -> None:
    pack, own = tmp_path / "pack.yaml", tmp_path / "own.yaml"
    pack.write_text(
        "office: {zh: 通用办公室, en: The Office}\nnumber: {zh: '通〔{year}〕{number}号', en: 'No. {number} of {year}'}\n",
        "utf-8",
    )
    own.write_text("office: {zh: 惠民市人口办}\nfaces: {body: [华文仿宋]}\npaper: {head: 20}\n", "utf-8")
    made, faults = read_letterhead([pack, own, tmp_path / "missing.yaml"], load_yaml)
    assert faults == []
    assert (made.office["zh"], made.office["en"]) == ("惠民市人口办", "The Office")
    assert made.number_of("zh", 2026, 7) == "通〔2026〕7号"
    assert (made.head("zh"), made.signer("zh"), made.printer("en")) == (
        "惠民市人口办文件",
        "惠民市人口办",
        "The Office",
    )
    assert made.faces.body[:2] == ("华文仿宋", "FangSong_GB2312")
    assert (made.paper.head, made.paper.top, made.paper.width) == (20, 37, 156)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"offise": {"zh": "x"}}, "definition-key-unknown"),
        ({"number": {"zh": "第{number}号"}}, "letterhead-number"),
        ({"number": {"zh": "{year}{number}{nummer}"}}, "letterhead-number"),
        ({"paper": {"top": 3}}, "letterhead-margin"),
        ({"paper": {"top": "x"}}, "definition-wrong-kind"),
        ({"faces": {"bdy": ["x"]}}, "definition-key-unknown"),
        ({"office": "x"}, "definition-not-a-mapping"),
        ("x", "definition-not-a-mapping"),
    ],
)
def test_each_fault_has_its_finding(data: object, code: str) -> None:
    faults: list[Finding] = []
    made = letterhead_over(Letterhead(), data, faults)
    assert code in {one.code for one in faults}
    assert made.paper == Letterhead().paper
    for one in faults:
        assert explain(one, "zh") and explain(one, "en") and next_step(one, "zh")


def test_a_file_that_cannot_be_read_leaves_the_pack(tmp_path: Path) -> None:
    broken = tmp_path / "letterhead.yaml"
    broken.write_text("office: {zh: [", "utf-8")
    made, faults = read_letterhead([broken], load_yaml)
    assert made == Letterhead() and [one.code for one in faults] == ["yaml-syntax"]


def test_a_missing_face_is_told_with_its_stand_in() -> None:
    found = chosen(Faces(), ["Noto Serif CJK SC", "Noto Sans CJK SC", "Liberation Serif", "simsun"])
    assert found.faces["body"] == ("Noto Serif CJK SC", "simsun")
    told = {one.place.element: one for one in found.findings}
    assert told["faces.body"].code == "face-replaced" and told["faces.body"].facts["used"] == "Noto Serif CJK SC"
    assert all(one.severity is Severity.NOTE for one in found.findings)


def test_the_face_that_is_wanted_needs_no_words_by_whichever_name() -> None:
    names = ["方正小标宋简体", "仿宋_gb2312", "黑体", "楷体", "times new roman"]
    assert chosen(Faces(), names).findings == ()


def test_without_any_face_a_package_is_named() -> None:
    found = chosen(Faces(), ["Comic"])
    assert {one.code for one in found.findings} == {"face-missing"}
    assert "fonts-noto-cjk" in {one.facts["package"] for one in found.findings}
