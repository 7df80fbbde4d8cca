"""``huimin assess``."""

from __future__ import annotations

from typing import Any

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json, progress, table
from huimin.cli.words import LANG, t
from huimin.figures.periods import Period
from huimin.indicators.rounding import show
from huimin.wiring import Made


@command
def assess(scheme: str, period: str, workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = LANG) -> int:
    """Assess a period by a scheme."""
    place = opened(workspace)
    with progress("compiling") as step:
        made = place.assess(scheme, Period.of(period), step)
    if json:
        print_json({"run": made.run, "folder": str(made.folder), "manifest": made.assessed.manifest,
                    "areas": [_short(record) for record in made.assessed.records]})  # fmt: skip
        return 0
    _print(made, place.definitions.title.simulated)
    return 0


def _short(record: dict[str, Any]) -> dict[str, Any]:
    kept = ("key", "zh", "en", "score", "with_missing", "complete", "standing")
    return {name: record[name] for name in kept}


def ordered(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ranked areas first in the order of rank, the others after them."""
    return sorted(records, key=lambda r: (r["standing"]["rank"] is None, r["standing"]["rank"] or 0, r["key"]))


def _print(made: Made, simulated: bool) -> None:
    described = made.assessed.described
    out.print(f"[bold]{described['scheme'][LANG]}[/] {described['period']}")
    if simulated:
        out.print(f"[yellow]{t('simulated')}[/]")
    grades = {grade["code"]: grade[LANG] for grade in described["grades"]}
    lines = {line["code"]: line[LANG] for line in described["red_lines"]}
    shown = table(*(t(f"col-{name}") for name in ("rank", "area", "score", "with", "grade", "complete", "note")))
    records = ordered(made.assessed.records)
    for record in records[:40]:
        standing = record["standing"]
        note = t(f"reason-{standing['reason']}") if standing["reason"] else ""
        if standing["capped_by"]:
            note = t("capped", line=lines[standing["capped_by"]])
        shown.add_row(
            str(standing["rank"] or "–"), record[LANG], show(record["score"]), show(record["with_missing"]),
            grades.get(standing["grade"], "–"), show(record["complete"], "percent", 1), note,
        )  # fmt: skip
    out.print(shown)
    if len(records) > 40:
        out.print(t("more", count=len(records) - 40))
    out.print(t("assessed", count=len(records), run=made.run))
    if made.was_there:
        out.print(t("unchanged-run"))
    out.print(t("results", folder=made.folder))
