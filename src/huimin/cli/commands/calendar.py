"""``huimin calendar``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import exit_code, finding_record, out, print_findings, print_json, print_table
from huimin.cli.words import t
from huimin.workflow.days import unannounced


def check(
    workspace: WORKSPACE = HERE,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1900, max=9998)] = None,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Count the working days of a year, and tell what is not known or wrong."""
    with opened(workspace) as place:
        calendar = place.calendar()
    year = year or datetime.now().astimezone().year
    days = [date.fromordinal(one) for one in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    counts = [sum(day.month == month and calendar.is_working_day(day) for day in days) for month in range(1, 13)]
    own = [one for day, one in sorted(calendar.own.items()) if day.year == year]
    found = [*calendar.findings, *unannounced(days[0], days[-1], calendar)]
    if json:
        days_own = [{"day": one.day.isoformat(), "working": one.working, "note": one.note} for one in own]
        findings = [finding_record(one) for one in found]
        print_json({"year": year, "working_days": counts, "own": days_own, "findings": findings})
        return exit_code(found)
    out.line(t("working-days", year=year, count=sum(counts)))
    print_table([str(month) for month in range(1, 13)], [[str(count) for count in counts]], right=frozenset(range(12)))
    for one in own:
        out.line(f"{one.day.isoformat()}  {t('worked' if one.working else 'free')}  {one.note}".rstrip())
    print_findings(found, everything=True)
    return exit_code(found)
