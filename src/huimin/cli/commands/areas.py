"""``huimin areas``."""

from __future__ import annotations

import typer

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import exit_code, finding_record, out, print_counts, print_findings, print_json
from huimin.cli.words import LANG, t
from huimin.findings import sort_findings

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command("check", help=t("help-areas-check"))
@command
def check(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = LANG) -> int:
    """List every defect of the tree."""
    found = sort_findings(opened(workspace).areas().defects)
    if json:
        print_json({"findings": [finding_record(f) for f in found]})
    elif found:
        print_findings(found, everything=True)
        print_counts(found)
    else:
        out.print(t("no-findings"))
    return exit_code(found)
