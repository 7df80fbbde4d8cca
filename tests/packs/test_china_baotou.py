"""Every indicator of the Baotou letter of 2012 is kept as an item, or declined with its reason.

The table lists the letter's indicators with their class and the points printed for each item. Where the
transcription it was made from is at hand (folder ``HUIMIN_REFERENCE``, or ``shared/reference`` beside the
repository), the table is held against it as well.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

import huimin.packs.china

SCHEMES = Path(huimin.packs.china.__file__).parent / "schemes"
REFERENCE = Path(os.environ.get("HUIMIN_REFERENCE", Path(__file__).parents[3] / "shared" / "reference"))
TRANSCRIPTION = REFERENCE / "baotou-2012.yaml"

# printed: points in the source ("-": none, and then `ours` is what we gave).
# A4.0 is kept as a published statistic only; its target is declined.
TABLE = """
item | printed | ours | indicators by class
A1   | 10      | 10   | GOVERN: A1.1.1 A1.1.2 A1.1.3 A1.1.4 A1.2.1 A1.2.2 A1.2.3; MEASURE: A1.2.4
A2   | 13      | 13   | DECLINE: A2.1a A2.2 A2.0; MEASURE: A2.1b
A3   | -       | 8    | GOVERN: A3.1.1 A3.1.2 A3.2.1; SERVE: A3.2.2
A4   | 18      | 18   | MEASURE: A4.0; GOVERN: A4.1; split: A4.2; DECLINE: A4.3
A5   | 5       | 5    | GOVERN: A5.1; SERVE: A5.2
A6   | 9       | 9    | GOVERN: A6.0 A6.1 A6.5; split: A6.2; PAY: A6.3; DECLINE: A6.4
A7   | 6       | 6    | PAY: A7.1; GOVERN: A7.2
A8   | 8       | 8    | GOVERN: A8.1; split: A8.2; SHARE: A8.3
A9   | -       | 8    | GOVERN: A9.1 A9.2 A9.3; SERVE: A9.4
A10  | 2       | 2    | DECLINE: A10.1a; MEASURE: A10.1b; OPEN: A10.2; PAY: A10.3
A11  | -       | 9    | GOVERN: A11.1; SERVE: A11.2; PAY: A11.3
A12  | 4       | 4    | SERVE: A12.1 A12.2 A12.3 A12.4; GOVERN: A12.5
B1   | -       | 8    | DECLINE: B1.1 B1.2a; split: B1.2b; GOVERN: B1.3
B2   | 12      | 12   | GOVERN: B2.1.1 B2.1.2; MEASURE: B2.1.3; SERVE: B2.1.4 B2.2 B2.3
B3   | 14      | 14   | DECLINE: B3.1 B3.2b B3.2e B3.3 B3.4; SERVE: B3.2a; SHARE: B3.2c B3.2f; GOVERN: B3.2d
B4   | 10      | 10   | MEASURE: B4.1 B4.3; split: B4.2 B4.6; SERVE: B4.4; GOVERN: B4.5 B4.7; OPEN: B4.8
"""
TARGET_DECLINED = {"A4.0"}


def table() -> dict[str, tuple[str, float, dict[str, str]]]:
    rows = {}
    for line in TABLE.strip().splitlines()[1:]:
        item, printed, ours, classes = (cell.strip() for cell in line.split("|"))
        listed = {}
        for group in classes.split(";"):
            name, ids = group.split(":")
            listed |= dict.fromkeys(ids.split(), name.strip())
        rows[item] = (printed, float(ours), listed)
    return rows


def schemes() -> list[dict[str, Any]]:
    return [yaml.safe_load((SCHEMES / f"{name}.yaml").read_text(encoding="utf-8"))
            for name in ("baotou-2012", "baotou-2012-b")]  # fmt: skip


def _all_items(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for entry in entries for one in [entry, *_all_items(entry.get("items", []))]]


KEPT = [item for scheme in schemes() for item in _all_items(scheme["items"])]
DECLINED = [one for scheme in schemes() for one in scheme["declined"]]


def test_every_indicator_is_kept_or_declined_exactly_once() -> None:
    """What is split stands once as an item and once, marked by a tail on its id, among the declined."""
    kept, declined = [item["id"] for item in KEPT], [one["id"] for one in DECLINED]
    for _, _, classes in table().values():
        for identity, kind in classes.items():
            tails = [one for one in declined if one.startswith(identity + "-")]
            there = (kept.count(identity), declined.count(identity), len(tails))
            if kind == "DECLINE" or identity in TARGET_DECLINED:
                assert there == (0, 1, 0), identity
            elif kind == "split":
                assert there == (1, 0, 1), identity
            else:
                assert there == (1, 0, 0), identity


def test_nothing_is_kept_that_the_source_does_not_have() -> None:
    known = set(table()) | {identity for _, _, classes in table().values() for identity in classes}
    assert {item["id"].split("-")[0] for item in KEPT} <= known
    assert {one["id"].split("-")[0] for one in DECLINED} - known == {"A.veto"}


def test_kept_items_carry_their_class() -> None:
    classes = {identity: kind for _, _, listed in table().values() for identity, kind in listed.items()}
    for item in KEPT:
        identity = item["id"].split("-")[0]
        if identity in classes:
            assert item["class"] == classes[identity], item["id"]


def test_kept_and_declined_points_make_the_printed_points() -> None:
    """What a declined indicator would have carried is named in its reason and given to nobody else."""
    left_out: dict[str, float] = defaultdict(float)
    for one in DECLINED:
        if one["id"] != "A.veto":
            zh = re.search(r"([\d.]+)分不计", one["reason_zh"])
            en = re.search(r"([\d.]+) points? left out", one["reason_en"])
            assert zh and en and zh[1] == en[1], one["id"]
            left_out[one["id"].split(".")[0]] += float(zh[1])
    points = {item["id"]: item["points"] for item in KEPT}
    for item, (_, whole, _) in table().items():
        assert points[item] + left_out[item] == pytest.approx(whole), item


def test_points_that_the_source_does_not_print_are_ours() -> None:
    by_id = {item["id"]: item for item in KEPT}
    unprinted = {item for item, (printed, _, _) in table().items() if printed == "-"}
    assert unprinted == {"A3", "A9", "A11", "B1"}
    for item in unprinted:
        assert by_id[item]["ours"] is True and by_id[item]["ours_note_zh"] and by_id[item]["ours_note_en"]
    assert sum(whole for item, (_, whole, _) in table().items() if item in {"A3", "A9", "A11"}) == 25


def test_every_leaf_is_ours_because_the_source_is_silent_on_scoring() -> None:
    assert [item["id"] for item in KEPT if "rule" in item and item.get("ours") is not True] == []


def test_the_sex_ratio_is_published_and_not_scored() -> None:
    sex_ratio = next(item for item in KEPT if item["id"] == "A4.2")
    assert sex_ratio["rule"]["kind"] == "checklist"
    assert "sex_ratio_at_birth" in next(one for one in DECLINED if one["id"] == "A4.0")["reason_zh"]


@pytest.mark.skipif(not TRANSCRIPTION.is_file(), reason="the transcription is not at hand")
def test_the_table_agrees_with_the_transcription() -> None:
    document = yaml.safe_load(TRANSCRIPTION.read_text(encoding="utf-8"))
    found = {
        item["id"]: (
            "-" if item["points"] is None else str(item["points"]),
            {one["id"]: one["class"] for one in item["indicators"]},
        )
        for section in document["sections"]
        for item in section["items"]
    }
    assert found == {item: (printed, classes) for item, (printed, _, classes) in table().items()}
