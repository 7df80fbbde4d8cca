"""``huimin export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import t
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity

ENDINGS = (".csv", ".json", ".parquet")


def export(
    period: str,
    indicator: Annotated[list[str] | None, typer.Option("--indicator", metavar="CODE")] = None,
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL")] = None,
    target: Annotated[Path, typer.Option("--out", metavar="FILE")] = Path("indicators.csv"),
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Export the values of indicators."""
    wanted = Period.of(period)
    if target.suffix.lower() not in ENDINGS:
        facts = {"found": target.suffix or target.name, "options": ", ".join(ENDINGS)}
        raise Invalid([Finding("format-unknown", Severity.ERROR, facts=facts)])
    with opened(workspace) as place, progress("compiling", json) as step:
        rows = place.indicators(wanted, indicator or [], level, step)
        if not json:
            place.write_table(rows, target)
    if json:
        print_json({"rows": rows.to_pylist()})
    else:
        out.line(t("exported", file=target, count=rows.num_rows))
    return DONE
