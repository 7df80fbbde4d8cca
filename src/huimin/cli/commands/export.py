"""``huimin export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import LANG, t
from huimin.figures.periods import Period


@command
def export(
    period: str,
    indicator: Annotated[list[str] | None, typer.Option("--indicator")] = None,
    level: Annotated[str | None, typer.Option("--level")] = None,
    target: Annotated[Path, typer.Option("--out")] = Path("indicators.csv"),
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:
    """Export the values of indicators."""
    place = opened(workspace)
    with progress("compiling") as step:
        rows = place.indicators(Period.of(period), indicator or [], level, step)
    if json:
        print_json(rows.to_pylist())
        return 0
    place.write_table(rows, target)
    out.print(t("exported", file=target))
    return 0
