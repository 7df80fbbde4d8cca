"""``huimin assess``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import out, print_json, print_table, progress
from huimin.cli.words import spoken, t
from huimin.figures.periods import Period
from huimin.indicators.rounding import show

if TYPE_CHECKING:
    from huimin.wiring import Made

COLUMNS = ("rank", "area", "score", "with", "grade", "complete", "note")
OF_NUMBERS = frozenset({0, 2, 3, 5})
SHOWN = 40


def assess(scheme: str, period: str, workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Assess a period by a scheme."""
    wanted = Period.of(period)
    with opened(workspace) as place, progress("compiling", json) as step:
        made = place.assess(scheme, wanted, step)
        simulated = place.definitions.title.simulated
    if json:
        print_json({"run": made.run, "folder": str(made.folder), "start": str(start_page(made.folder)),
                    "manifest": made.assessed.manifest,
                    "areas": [_short(record) for record in ordered(made.assessed.records)]})  # fmt: skip
    else:
        _print(made, simulated)
    return DONE


def start_page(folder: Path) -> Path:
    """The page of a run's results to open first."""
    return (folder / "scorecards" / "index.html").resolve()


def _short(record: dict[str, Any]) -> dict[str, Any]:
    kept = ("key", "zh", "en", "score", "with_missing", "complete", "standing")
    return {name: record[name] for name in kept}


def ordered(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ranked areas first in the order of rank, the others after them."""
    return sorted(records, key=lambda r: (r["standing"]["rank"] is None, r["standing"]["rank"] or 0, r["key"]))


def _print(made: Made, simulated: bool) -> None:
    described = made.assessed.described
    out.line(f"{described['scheme'][spoken()]} {described['period']}", "bold")
    if simulated:
        out.line(t("simulated"), "warning")
    records = ordered(made.assessed.records)
    rows = [_row(record, described) for record in records[:SHOWN]]
    print_table([t(f"col-{name}") for name in COLUMNS], rows, OF_NUMBERS)
    if len(records) > SHOWN:
        out.line(t("more-plain", count=len(records) - SHOWN))
    out.line(t("assessed", count=len(records), run=made.run))
    if made.was_there:
        out.line(t("unchanged-run"))
    out.line(t("results", folder=made.folder))
    out.line(t("start-page", file=start_page(made.folder)))


def _row(record: dict[str, Any], described: dict[str, Any]) -> list[str]:
    standing, lang = record["standing"], spoken()
    grades = {grade["code"]: grade[lang] for grade in described["grades"]}
    note = t(f"reason-{standing['reason']}") if standing["reason"] else ""
    if standing["capped_by"]:
        note = t("capped", line={line["code"]: line[lang] for line in described["red_lines"]}[standing["capped_by"]])
    return [
        str(standing["rank"] or "–"), record[lang], show(record["score"]), show(record["with_missing"]),
        grades.get(standing["grade"], "–"), show(record["complete"], "percent", 1), note,
    ]  # fmt: skip
