"""``huimin check``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import (
    exit_code,
    finding_record,
    out,
    print_counts,
    print_findings,
    print_json,
    progress,
)
from huimin.cli.words import spoken, t
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.wiring import Workspace


def check(
    first: Annotated[str | None, typer.Option("--from", metavar="PERIOD")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="PERIOD")] = None,
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Check the figures loaded."""
    asked = [Period.of(code) if code else None for code in (first, last)]
    with opened(workspace) as place, progress("compiling", json) as step:
        found = place.check(*_span(place, *asked), step)
    if json:
        print_json({"findings": [finding_record(f) for f in found]})
        return exit_code(found)
    name_of = partial(place.area_name, lang=spoken())
    told = found if everything else [f for f in found if f.severity > Severity.NOTE]
    print_findings(told, everything, name_of=name_of)
    print_counts(found, hidden=len(told) < len(found)) if found else out.line(t("no-findings"))
    return exit_code(found)


def _span(place: Workspace, first: Period | None, last: Period | None) -> tuple[Period, Period]:
    """What to check: as asked, else from the earliest report to the latest."""
    loaded = [period for _form, period in place.store.forms_and_periods()]
    start = first or min(loaded, default=last or Period.of("2000-01"))
    end = last or max(loaded, key=lambda period: period.last, default=start)
    if end.last < start.first:
        facts = {"first": start.code, "last": end.code}
        raise Invalid([Finding("periods-in-wrong-order", Severity.ERROR, facts=facts)])
    return start, end
