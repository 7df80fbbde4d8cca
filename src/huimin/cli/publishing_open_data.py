"""``huimin publish --public``: the site that everybody may see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from huimin.cli.printing import exit_code, finding_record, out, print_counts, print_findings, print_json, progress
from huimin.cli.words import spoken, t
from huimin.figures.periods import Period

if TYPE_CHECKING:
    from huimin.wiring import Workspace


def publish_open_data(
    place: Workspace, period: str | None, run: str | None, to: Path | None, draft: bool, everything: bool, json: bool
) -> int:
    """Make the public site and say what was written."""
    from huimin.wiring.open_data import PublicPublisher

    named = place.run_name(run) if run else ""
    publisher = PublicPublisher(place, Period.of(period) if period else None, named, draft)
    with progress("publishing", json) as step:
        made = publisher.publish(to, lambda done, all_, name: step(done, all_, t(f"open-data-{name}")))
    if json:
        print_json({
            "folder": str(made.folder), "written": made.written, "kept": made.kept, "publication": made.number,
            "corrections": made.corrections, "runs": list(made.runs), "draft": draft,
            "findings": [finding_record(one) for one in made.findings],
        })  # fmt: skip
        return exit_code(made.findings)
    facts = {"files": made.written, "kept": made.kept, "number": made.number, "corrections": made.corrections}
    out.line(t("open-data-preview" if draft else "open-data-done", folder=made.folder, **facts))
    if made.runs:
        out.line(t("open-data-runs", runs=", ".join(made.runs)))
    if place.definitions.title.simulated:
        out.line(t("simulated"), "dim")
    if made.findings:
        print_findings(made.findings, everything, name_of=lambda key: place.area_name(key, spoken()))
        print_counts(made.findings)
    return exit_code(made.findings)
