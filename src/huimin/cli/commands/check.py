"""``huimin check``."""

from __future__ import annotations

from typing import Annotated

import typer

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import (
    exit_code,
    finding_record,
    out,
    print_counts,
    print_findings,
    print_json,
    progress,
)
from huimin.cli.words import LANG, t
from huimin.figures.periods import Period
from huimin.findings import Severity


@command
def check(
    first: Annotated[str | None, typer.Option("--from")] = None,
    last: Annotated[str | None, typer.Option("--to")] = None,
    everything: Annotated[bool, typer.Option("--all")] = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:
    """Check the figures loaded."""
    place = opened(workspace)
    loaded = [period for _form, period in place.store.forms_and_periods()]
    start = Period.of(first) if first else min(loaded, default=Period.of("2000"))
    end = Period.of(last) if last else max(loaded, key=lambda p: p.last, default=start)
    with progress("compiling") as step:
        found = place.check(start, end, step)
    if json:
        print_json({"findings": [finding_record(f) for f in found]})
        return exit_code(found)
    told = found if everything else [f for f in found if f.severity > Severity.NOTE]
    print_findings(told, everything)
    print_counts(found) if found else out.print(t("no-findings"))
    return exit_code(found)
