"""How long one area's scorecard takes from a finished run, and all of them together.

Makes a run of the sample city's shape (9 counties, 74 townships, 1,244 villages), all assessed, by a scheme of 40 items
over 100 leaves with made-up numbers, writes it, and then reads it back as the site does: opened once, areas in no
order. The bar: record, explanation of every item and the finished page, for one area in one language, under 5 ms.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import numpy as np
from bars import bar

from huimin.adapters.documents import FinishedRun, RunContent, Scorecards
from huimin.adapters.documents.results_file import write_results
from huimin.assessment.explanation import Explainer
from huimin.figures.periods import Period

ITEMS, LEAVES, SHOWN = 40, 100, 300
BAR = 5.0
YEAR = Period.of("2024")
SOURCE = {"text": "示例文件, 2024-01-01, 第三条", "status": "ours"}


def tree() -> list[tuple[str, str | None, str, str, str]]:
    """The city's areas, depth first."""
    made: list[tuple[str, str | None, str, str, str]] = [("1599", None, "city", "示范市", "Model City")]
    towns, villages = np.array_split(np.arange(74), 9), np.array_split(np.arange(1244), 74)
    for county, own in enumerate(towns):
        code = f"1599{county + 1:02d}"
        made.append((code, "1599", "county", f"第{county + 1}县", f"County {county + 1}"))
        for town in own:
            place = f"{code}{town + 1:03d}"
            made.append((place, code, "township", f"第{town + 1}镇", f"Town {town + 1}"))
            made += [(f"{place}{v:03d}", place, "village", f"第{v}村", f"Village {v}") for v in villages[town]]
    return made


def formula(zh: str, en: str, *leaves: int) -> dict[str, Any]:
    """An input or a part of an indicator over these leaves."""
    return {"text": en, "zh": zh, "en": en, "leaves": [[leaf, 0] for leaf in leaves]}


def item(number: int) -> dict[str, Any]:
    """A proportion over two leaves held against a target."""
    top, bottom = 2 * number, 2 * number + 1
    return {
        "id": f"A{number // 8 + 1}.{number % 8 + 1}", "zh": f"第{number}项覆盖率", "en": f"Coverage {number}",
        "points": 2.5, "extra": False, "guard": {"method": "pool", "years": 3}, "source": SOURCE, "ours": False,
        "ours_note_zh": "", "ours_note_en": "", "forms": [],
        "rule": {"kind": "at_least", "share": "of", "measure": "of", "zh": "达到 80% 得满分",
                 "en": "full points from 80% on; nothing below 50%, in proportion between"},
        "inputs": [{"name": "of", "kind": "formula"} | formula("覆盖率", "coverage", top, bottom)],
        "measure": {"code": f"c{number}", "zh": f"第{number}项覆盖率", "en": f"Coverage {number}", "kind": "proportion",
                    "show": "percent", "per": 1.0, "decimals": 2, "note_zh": "", "note_en": "", "source": SOURCE,
                    "numerator": formula("已服务人数", "people served", top),
                    "denominator": formula("目标人群", "target group", bottom)},
    }  # fmt: skip


def described() -> dict[str, Any]:
    """The scheme as data."""
    items = [item(number) for number in range(ITEMS)]
    headings: list[dict[str, Any]] = []
    for number, one in enumerate(items):
        if number % 8 == 0:
            letter = f"A{number // 8 + 1}"
            headings.append({"id": letter, "zh": "服务", "en": "Services", "points": 20.0, "depth": 0, "leaf": False})
        headings.append({"id": one["id"], "zh": one["zh"], "en": one["en"], "points": 2.5, "depth": 1, "leaf": True})
    leaf = {"first": YEAR.first, "last": YEAR.last, "unit": "person", "over_time": "sum", "form": "f", "values": ""}
    return {
        "scheme": {"code": "bench", "version": "1", "zh": "示例方案", "en": "Sample scheme", "level": "village",
                   "total": 100.0, "confidence": 0.95, "source": SOURCE, "minimum_completeness": 0.8,
                   "minimum_scored": 0.8, "note_zh": "", "note_en": ""},
        "period": "2024", "items": items, "headings": headings,
        "leaves": [leaf | {"atom": f"x{n}", "zh": f"数据元{n}", "en": f"Element {n}"} for n in range(LEAVES)],
        "grades": [{"code": "good", "zh": "良好", "en": "Good", "at_least": 0.0}], "red_lines": [], "ladder": [],
        "declined": [], "forms": ["f"],
    }  # fmt: skip


def record(key: str, zh: str, en: str, rank: int, of: int, leaves: np.ndarray) -> dict[str, Any]:
    """One area's record."""
    scored = []
    for number in range(ITEMS):
        top, bottom = float(leaves[2 * number]), float(leaves[2 * number + 1])
        value, share = top / bottom, max(0.0, min(1.0, (top / bottom - 0.5) / 0.3))
        measured = {"value": value, "numerator": top, "denominator": bottom, "low": 0.0, "high": 1.0}
        scored.append({"id": f"i{number}", "status": "scored", "share": share, "points": 2.5 * share,
                       "inputs": {"of": value}, "measured": measured, "pooled": measured,
                       "complete": 0.98})  # fmt: skip
    score = sum(one["points"] for one in scored)
    standing = {"rank": rank, "of": of, "reason": "", "grade": "good", "capped_by": None, "steps": []}
    return {"key": key, "zh": zh, "en": en, "path": ["1599", key], "score": score, "with_missing": score,
            "earned": score, "available": 100.0, "missing": 0.0, "complete": 0.98, "standing": standing, "crossed": [],
            "items": scored}  # fmt: skip


def made_up() -> RunContent:
    """The whole run."""
    areas = tree()
    generator = np.random.default_rng(1)
    bottom = generator.integers(40, 4000, (LEAVES, len(areas))).astype(float)
    value = np.where((np.arange(LEAVES) % 2 == 0)[:, None], np.floor(bottom * generator.random(bottom.shape)), bottom)
    records = [
        record(area[0], area[3], area[4], place + 1, len(areas), value[:, place]) for place, area in enumerate(areas)
    ]
    reports = np.full(value.shape, 12.0)
    return RunContent(
        run="bench", manifest={"software": {"version": "0"}}, described=described(), records=records, areas=areas,
        leaf_value=value, leaf_reported=reports, leaf_expected=reports, findings=[], title_zh="示例", title_en="Sample",
        simulated=True, level_names={},
    )  # fmt: skip


def milliseconds(keys: list[str], work: Any) -> tuple[float, float]:
    """Of one call, in milliseconds: the median time, and the mean time of the processor."""
    taken, busy = [], process_time()
    for key in keys:
        start = perf_counter()
        work(key)
        taken.append(perf_counter() - start)
    return float(np.median(taken)) * 1000, (process_time() - busy) / len(keys) * 1000


def main() -> int:
    """Measure and print; 1 where the bar is missed."""
    content = made_up()
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_results(folder / "results.sqlite", content)
        picked = np.random.default_rng(2).permutation([area[0] for area in content.areas]).tolist()
        del content  # who reads a finished run does not have it in memory
        start = perf_counter()
        with FinishedRun(folder) as run:
            pages = Scorecards(run)
            pages.html(picked[0], "zh")
            first = (perf_counter() - start) * 1000
            one, busy = milliseconds(picked[1 : SHOWN + 1], lambda key: pages.html(key, "zh"))
        with FinishedRun(folder) as run:
            explainer = Explainer(run, "zh")
            whole, _ = milliseconds(picked[:SHOWN], lambda key: explainer.item(key, "A3.4"))
        with FinishedRun(folder) as run:
            start = perf_counter()
            count = sum(1 for _ in Scorecards(run).pages())
            everything = perf_counter() - start
    print(f"scorecard, run just opened    {first:8.2f} ms")
    print(f"one item explained to below   {whole:8.2f} ms")
    print(f"all {count} pages           {everything:8.2f} s")
    print(f"scorecard, processor alone    {busy:8.2f} ms")
    bar("scorecard_from_run", one, BAR, "ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
