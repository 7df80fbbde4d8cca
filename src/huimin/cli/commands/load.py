"""``huimin load``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import FOUND_ERRORS, HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import finding_record, out, print_counts, print_findings, print_json, progress
from huimin.cli.words import LANG, t
from huimin.findings import Severity, sort_findings
from huimin.tasks.load import LoadReport


@command
def load(
    files: Annotated[list[Path] | None, typer.Argument(exists=True, dir_okay=False)] = None,
    sender: Annotated[str, typer.Option("--sender")] = "",
    everything: Annotated[bool, typer.Option("--all")] = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:
    """Load the inbox or the files named."""
    place = opened(workspace)
    with progress("reading") as step:
        report = place.load(files, sender, step)
    if json:
        print_json(_record(report))
    else:
        _print(report, everything)
    return FOUND_ERRORS if report.refused else 0


def _record(report: LoadReport) -> dict[str, object]:
    names = ("accepted", "duplicates", "known", "reports", "revised", "unchanged", "figures")
    return {
        **{name: getattr(report, name) for name in names},
        "refused": {name: [finding_record(f) for f in found] for name, found in sorted(report.refused.items())},
        "findings": [finding_record(f) for f in sort_findings(report.findings)],
    }


def _print(report: LoadReport, everything: bool) -> None:
    out.print(t("loaded", accepted=report.accepted, reports=report.reports, figures=f"{report.figures:,}",
                refused=len(report.refused), duplicates=report.duplicates, known=report.known))  # fmt: skip
    if report.revised:
        out.print(t("revised", revised=report.revised))
    found = sort_findings(report.findings)
    print_counts(found)
    shown = found if everything else [f for f in found if f.severity is Severity.ERROR]
    print_findings(shown, everything)
