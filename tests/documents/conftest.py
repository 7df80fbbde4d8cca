"""A small made-up run with everything a real one can have: pooled, doubtful and missing items, extras, a red line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from huimin.adapters.documents import FinishedRun, RunContent, write_run
from huimin.figures.periods import Period
from huimin.findings import Finding, Place, Severity

YEAR = Period.of("2024")
COUNTIES = [
    ("159901", "河东县", "Hedong County"), ("159902", "河西区", "Hexi District"),
    ("159903", "云山旗", "Yunshan Banner"), ("159904", "=1+1县", "=1+1 & <b>County</b>"),
    ("1599/无码", "开发区", "Development Zone"),
]  # fmt: skip
ATOMS = [
    ("target_families", "孕前检查目标人群", "Families in the target group", ""),
    ("checked", "已接受孕前检查", "Received the pre-conception check", ""),
    ("births", "出生人数", "Births", ""), ("defects", "出生缺陷数", "Birth defects", ""),
    ("judge_open", "B1 政务公开", "B1 Openness", "share"), ("judge_done", "B2 年度总结", "B2 Annual review", "date"),
    ("funding", "事业经费", "Funding", ""), ("complaints", "查实投诉", "Complaints upheld", ""),
]  # fmt: skip


def _source(text: str = "") -> dict[str, str]:
    return {"text": text, "status": "ours"}


def _formula(text: str, zh: str, en: str, *leaves: int) -> dict[str, Any]:
    return {"text": text, "zh": zh, "en": en, "leaves": [[leaf, 0] for leaf in leaves]}


def _item(
    identity: str, zh: str, en: str, points: float, kind: str, words: tuple[str, str], inputs: list[dict[str, Any]],
    **more: Any,
) -> dict[str, Any]:  # fmt: skip
    made = {
        "id": identity, "zh": zh, "en": en, "points": points, "extra": False,
        "rule": {"kind": kind, "zh": words[0], "en": words[1], "share": "of", "measure": "of"},
        "inputs": inputs, "guard": {"method": "none", "years": 3}, "measure": None, "source": _source("示例方案, 2024"),
        "ours": False, "ours_note_zh": "", "ours_note_en": "", "forms": [],
    }  # fmt: skip
    return made | more


def _measure(
    code: str, zh: str, en: str, kind: str, show: str, top: dict[str, Any], bottom: dict[str, Any]
) -> dict[str, Any]:
    return {
        "code": code, "zh": zh, "en": en, "kind": kind, "show": show, "per": 1.0, "decimals": 2, "numerator": top,
        "denominator": bottom, "note_zh": "", "note_en": "", "source": _source(),
    }  # fmt: skip


def items() -> list[dict[str, Any]]:
    """Eight items of a scheme of 100 points, two of them beside the total."""
    checked = _formula("checked", "已接受孕前检查", "Received the pre-conception check", 1)
    target = _formula("target_families", "孕前检查目标人群", "Families in the target group", 0)
    defects, births = _formula("defects", "出生缺陷数", "Birth defects", 3), _formula("births", "出生人数", "Births", 2)
    of = {"name": "of", "kind": "formula"}
    judged = {"name": "of", "kind": "judged"}
    return [
        _item("A1", "孕前优生健康检查目标人群覆盖率", "Pre-conception check coverage", 30, "at_least",
              ("达到 80% 得满分，50% 以下不得分，其间按比例", "full points from 80% on; nothing below 50%, in proportion between"),
              [of | _formula("coverage", "孕前检查覆盖率", "check coverage", 0, 1)], guard={"method": "pool", "years": 3},
              measure=_measure("coverage", "孕前检查覆盖率", "Check coverage", "proportion", "percent", checked, target)),
        _item("A2", "出生缺陷发生率", "Birth defects", 20, "at_most", ("不超过 8‰ 得满分", "full points up to 8‰"),
              [of | _formula("defect_rate", "出生缺陷发生率", "birth defect rate", 2, 3)],
              guard={"method": "cannot_tell", "years": 3},
              measure=_measure("defect_rate", "出生缺陷发生率", "Birth defect rate", "rate", "permille", defects, births)),
        _item("A3", "报表报送", "Reports sent in", 10, "completeness",
              ("报表报送率达到 100% 得满分，不足按比例", "full points from 100% of the reports expected on, in proportion below"),
              [{"name": "of", "kind": "completeness", "text": ""}]),
        _item("B1", "政务公开", "Openness", 15, "evidence", ("由评审人凭证据评定：公开目录", "judged by people on evidence: the list"),
              [judged | _formula("judge_open", "B1 政务公开", "B1 Openness", 4)], ours=True,
              ours_note_zh="原文件没有计分办法", ours_note_en="the source does not say how to score"),
        _item("B2", "年度总结", "Annual review", 10, "deadline",
              ("11-30 前完成得满分，每迟一天扣 5%", "full points when done by 11-30, each day late loses 5%"),
              [judged | _formula("judge_done", "B2 年度总结", "B2 Annual review", 5),
               {"name": "due", "kind": "due", "text": "11-30"}]),
        _item("B3", "经费增长", "Growth of funding", 15, "outgrow",
              ("增幅高于对照项增幅得满分", "full points where it grows faster than what it is held against"),
              [of | _formula("growth(funding)", "事业经费增幅", "growth of funding", 6) | {"show": "percent", "decimals": 2},
               {"name": "than", "kind": "formula"} | _formula("growth(births)", "出生人数增幅", "growth of births", 2)
               | {"show": "percent", "decimals": 2}]),
        _item("C1", "查实投诉", "Complaints upheld", 0, "deduction", ("每件扣 1 分，最多 5 分", "1 points off for each, 5 at most"),
              [of | _formula("complaints", "查实投诉", "Complaints upheld", 7)], extra=True),
        _item("C2", "经验推广", "Practice taken up elsewhere", 0, "bonus", ("每件加 1 分，最多 2 分", "1 points extra for each, 2 at most"),
              [judged | _formula("complaints", "推广数", "cases", 7)], extra=True),
    ]  # fmt: skip


def described() -> dict[str, Any]:
    """What is the same for all areas."""
    listed = items()
    headings = [
        {"id": one, "zh": zh, "en": en, "points": points, "depth": 0, "leaf": False}
        for one, zh, en, points in (("A", "服务", "Services", 60.0), ("B", "管理", "Management", 40.0), ("C", "加减分", "Extras", 0.0))
    ]  # fmt: skip
    rows = []
    for heading in headings:
        rows.append(heading)
        rows += [
            {"id": item["id"], "zh": item["zh"], "en": item["en"], "points": item["points"], "depth": 1, "leaf": True}
            for item in listed if item["id"].startswith(heading["id"])
        ]  # fmt: skip
    return {
        "scheme": {
            "code": "family-services-2025", "version": "1", "zh": "家庭服务考核方案", "en": "Assessment of family services",
            "level": "county", "total": 100.0, "confidence": 0.95, "source": _source("《实施方案》, 2025-07-28"),
            "minimum_completeness": 0.8, "minimum_scored": 0.8, "note_zh": "考核对象是机关。", "note_en": "Offices are assessed.",
        },
        "period": "2024", "items": listed, "headings": rows,
        "leaves": [
            {"atom": atom, "first": YEAR.first, "last": YEAR.last, "zh": zh, "en": en, "unit": "person",
             "over_time": "sum", "form": "village_monthly", "values": values}
            for atom, zh, en, values in ATOMS
        ],
        "grades": [{"code": "good", "zh": "良好", "en": "Good", "at_least": 0.7},
                   {"code": "passed", "zh": "合格", "en": "Passed", "at_least": 0.6},
                   {"code": "failed", "zh": "不合格", "en": "Failed", "at_least": 0.0}],
        "red_lines": [{"code": "falsified", "zh": "数据造假", "en": "Falsified data"}],
        "ladder": [{"code": "notice", "zh": "通报", "en": "Notice", "below": 0.7, "deadline_days": 0},
                   {"code": "yellow", "zh": "黄牌限期整改", "en": "Yellow card", "below": 0.6, "deadline_days": 90}],
        "declined": [{"id": "D1", "zh": "计划生育率", "en": "Plan-abiding births", "reason_zh": "不对家庭的生育作考核",
                      "reason_en": "no family’s births are assessed"}],
        "forms": ["village_monthly"],
        "form_names": {"village_monthly": {"zh": "村级月报", "en": "Village monthly report"}},
    }  # fmt: skip


NONE = {"value": None, "numerator": None, "denominator": None, "low": None, "high": None}


def _scored(
    item: dict[str, Any], status: str, share: float | None, inputs: dict[str, Any], **more: Any
) -> dict[str, Any]:
    best = 1.0 if item["extra"] else item["points"]
    points = share * best if share is not None and status in ("scored", "pooled") else 0.0
    return {"id": item["id"], "status": status, "share": share, "points": points, "inputs": inputs, "measured": None,
            "pooled": None, "complete": 0.975, "timely": 0.95} | more  # fmt: skip


def _ratio(top: float, bottom: float, low: float, high: float) -> dict[str, float]:
    return {"value": top / bottom, "numerator": top, "denominator": bottom, "low": low, "high": high}


def _area_items(place: int) -> list[dict[str, Any]]:
    """The items of one county: each county shows another case."""
    a1, a2, a3, b1, b2, b3, c1, c2 = items()
    done = date(2024, 12, 2).toordinal()
    coverage = _ratio(1310, 1800, 0.7067, 0.7477)
    made = [
        _scored(a1, "scored", (coverage["value"] - 0.5) / 0.3, {"of": coverage["value"]}, measured=coverage),
        _scored(a2, "scored", 1.0, {"of": 0.005}, measured=_ratio(9, 1800, 0.0023, 0.0095)),
        _scored(a3, "scored", 0.975, {"of": 0.975}),
        _scored(b1, "scored", 0.8, {"of": 0.8}),
        _scored(b2, "scored", 0.9, {"of": float(done), "due": float(done - 2)}),
        _scored(b3, "scored", 0.0, {"of": 0.034127, "than": 0.0512}),
        _scored(c1, "scored", -2.0, {"of": 2.0}),
        _scored(c2, "scored", 1.0, {"of": 1.0}),
    ]
    if place == 1:
        pooled = _ratio(92, 120, 0.683, 0.833)
        made[0] = _scored(a1, "pooled", 0.889, {"of": 0.7}, measured=_ratio(28, 40, 0.546, 0.819), pooled=pooled)
        made[1] = _scored(a2, "cannot_tell", None, {"of": 0.0125}, measured=_ratio(1, 80, 0.0003, 0.0696))
    if place == 2:
        made[3] = _scored(b1, "not_reported", None, {"of": None})
        made[1] = _scored(
            a2, "not_applicable", None, {"of": None}, measured=NONE | {"numerator": 0.0, "denominator": 0.0}
        )
    if place == 3:
        made[0] = _scored(a1, "scored", 0.0, {"of": 0.4}, measured=_ratio(40, 100, 0.309, 0.498))
    if place == 4:
        made[0] = _scored(a1, "not_reported", None, {"of": None}, measured=NONE, complete=0.41)
    return made


def _record(place: int, standing: dict[str, Any], crossed: float | None = 0.0) -> dict[str, Any]:
    key, zh, en = COUNTIES[place]
    listed, scored = items(), _area_items(place)
    pairs = list(zip(listed, scored, strict=True))
    available = sum(i["points"] for i, s in pairs if s["status"] in ("scored", "pooled"))
    missing = sum(i["points"] for i, s in pairs if s["status"] == "not_reported")
    extra = sum(s["points"] for i, s in pairs if i["extra"])
    earned = sum(s["points"] for s in scored)
    return {
        "key": key, "zh": zh, "en": en, "path": ["1599", key],
        "score": (earned - extra) / available * 100 + extra,
        "with_missing": (earned - extra) / (available + missing) * 100 + extra,
        "earned": earned, "available": available, "missing": missing, "complete": 0.41 if place == 4 else 0.975,
        "standing": {"rank": None, "of": 4, "reason": "", "grade": "passed", "capped_by": None, "steps": []} | standing,
        "crossed": [crossed], "items": scored,
        "forms": {"village_monthly": [2400, 984, 900] if place == 4 else [2400, 2340, 2300]},
    }  # fmt: skip


def _areas() -> list[tuple[str, str | None, str, str, str]]:
    made: list[tuple[str, str | None, str, str, str]] = [("1599", None, "city", "惠民示范市", "Huimin Model City")]
    for key, zh, en in COUNTIES:
        made.append((key, "1599", "county", zh, en))
        made += [(f"{key}/{n}", key, "township", f"{zh}{n}镇", f"{en} Town {n}") for n in ("东", "西")]
    return made


def _county_leaves(scored: list[dict[str, Any]]) -> list[float | None]:
    """The figures of a county that its items were scored on, in the order of ``ATOMS``."""
    a1, a2, _a3, b1, b2, _b3, c1, _c2 = scored
    return [
        a1["measured"]["denominator"], a1["measured"]["numerator"], a2["measured"]["denominator"],
        a2["measured"]["numerator"], b1["inputs"]["of"], b2["inputs"]["of"], 5_250_000.5, c1["inputs"]["of"],
    ]  # fmt: skip


def _leaf_values(records: list[dict[str, Any]]) -> np.ndarray:
    """Figures of every area: the eastern town of a county has three quarters of what is counted, the western the rest."""
    areas = [area[0] for area in _areas()]
    made = np.full((len(ATOMS), len(areas)), np.nan)
    for record in records:
        for leaf, value in enumerate(_county_leaves(record["items"])):
            place = areas.index(record["key"])
            if value is not None:
                made[leaf, place] = value
                if ATOMS[leaf][3] == "":  # people judge the county alone
                    made[leaf, place + 1 : place + 3] = value * 0.75, value * 0.25
    counted = [leaf for leaf, atom in enumerate(ATOMS) if atom[3] == ""]
    made[counted, 0] = np.nansum(made[counted, 1::3], axis=1)
    return made


def made_up(**changes: Any) -> RunContent:
    """The run, with some of its fields changed."""
    areas, about = _areas(), described()
    records = [
        _record(0, {"rank": 1, "grade": "good"}),
        _record(1, {"rank": 2, "grade": "good"}),
        _record(2, {"rank": 3, "grade": "failed", "capped_by": "falsified", "steps": ["notice"]}, crossed=1.0),
        _record(3, {"rank": 4, "grade": "failed", "steps": ["notice", "yellow"]}),
        _record(4, {"reason": "incomplete", "grade": "good"}, crossed=None),
    ]
    value = _leaf_values(records)
    whole = RunContent(
        run="2024-family-services", described=about, areas=areas, simulated=True,
        manifest={"snapshot": {"marker": 42, "hash": "ab" * 32}, "scheme": {"code": "family-services-2025", "hash": "cd" * 32},
                  "software": {"version": "0.1.0", "hash": "ef" * 32}},
        records=records,
        leaf_value=value, leaf_reported=np.full(value.shape, 23.0), leaf_expected=np.full(value.shape, 24.0),
        findings=[
            Finding("areas-empty", Severity.NOTE),
            Finding("rule-kind-unknown", Severity.ERROR, Place(file="a.yaml", line=3), {"found": "=cmd()", "nearest": "x"}),
            Finding("level-twice", Severity.WARNING, Place(file="表.xlsx", sheet="一月", cell="D17", area="159901")),
        ],
        title_zh="惠民示范市", title_en="Huimin Model City",
        level_names={"city": ("市", "City"), "county": ("县级", "County"), "township": ("乡级", "Township")},
    )  # fmt: skip
    return replace(whole, **changes)


@pytest.fixture(scope="session")
def content() -> RunContent:
    """The made-up run."""
    return made_up()


@pytest.fixture(scope="session")
def written(content: RunContent, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Its folder, and what writing it told."""
    folder = tmp_path_factory.mktemp("run")
    return folder, write_run(folder, content)


@pytest.fixture
def run(written: tuple[Path, dict[str, str]]) -> Any:
    """The finished run, opened."""
    with FinishedRun(written[0]) as opened:
        yield opened
