"""``huimin load``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, DONE, FOUND_ERRORS, HERE, JSON, LANGUAGE, WORKSPACE, must_exist, opened
from huimin.cli.printing import (
    NameOf,
    finding_record,
    out,
    print_counts,
    print_finding,
    print_findings,
    print_json,
    progress,
)
from huimin.cli.words import spoken, t
from huimin.findings import Severity, sort_findings

if TYPE_CHECKING:
    from huimin.tasks.load import LoadReport
    from huimin.wiring import Workspace

FILES_SHOWN, FINDINGS_SHOWN = 20, 3
COUNTS = ("accepted", "duplicates", "known", "reports", "revised", "unchanged", "figures")


def load(
    files: Annotated[list[Path] | None, typer.Argument()] = None,
    sender: Annotated[str, typer.Option("--sender", metavar="NAME")] = "",
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Load the inbox or the files named."""
    must_exist(*files or ())
    with opened(workspace) as place:
        with progress("reading", json) as step:
            report = place.load(files or None, sender, step)
        if json:
            print_json(record(report))
        else:
            tell(report, place, everything)
    return FOUND_ERRORS if report.refused else DONE


def record(report: LoadReport) -> dict[str, object]:
    """What a load did, as JSON has it."""
    return {
        **{name: getattr(report, name) for name in COUNTS},
        "refused": {name: [finding_record(f) for f in found] for name, found in sorted(report.refused.items())},
        "findings": [finding_record(f) for f in sort_findings(report.findings)],
    }


def tell(report: LoadReport, place: Workspace, everything: bool) -> None:
    """What a load did, for people."""
    if not (report.accepted or report.refused or report.duplicates):
        out.line(
            t("nothing-new" if report.known else "nothing-there", known=report.known, folder=place.folder / "inbox")
        )
        return
    out.line(t("loaded", accepted=report.accepted, reports=report.reports, figures=f"{report.figures:,}",
               refused=len(report.refused), duplicates=report.duplicates, known=report.known))  # fmt: skip
    if report.revised:
        out.line(t("revised", revised=report.revised))
    name_of = partial(place.area_name, lang=spoken())
    if report.refused:
        _print_refused(report, name_of, everything)
    kept = sort_findings(f for f in report.findings if f.severity is not Severity.ERROR)
    if everything:
        print_findings(kept, everything, name_of=name_of)
    if report.findings:
        print_counts(report.findings, hidden=bool(kept) and not everything)


def _print_refused(report: LoadReport, name_of: NameOf, everything: bool) -> None:
    """Each refused file with what is wrong in it, so that it can be sent back as it stands here."""
    out.line(t("refused"), "bold")
    shown = sorted(report.refused.items())[: None if everything else FILES_SHOWN]
    for name, findings in shown:
        out.line(f"  {name}", "bold")
        first = findings if everything else findings[:FINDINGS_SHOWN]
        for finding in first:
            print_finding(finding, lead="    ", name_of=name_of, with_file=False)
        if len(findings) > len(first):
            out.line("    " + t("more", count=len(findings) - len(first)))
    if len(report.refused) > len(shown):
        out.line("  " + t("more", count=len(report.refused) - len(shown)))
