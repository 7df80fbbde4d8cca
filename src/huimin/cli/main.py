"""The program ``huimin``."""

from __future__ import annotations

import sys

import typer

from huimin.cli.commands import (
    areas,
    assess,
    check,
    diff,
    explain,
    export,
    load,
    new,
    reproduce,
    runs,
    template,
)
from huimin.cli.words import t

app = typer.Typer(help=t("app"), no_args_is_help=True, add_completion=False, rich_markup_mode=None,
                  pretty_exceptions_enable=False)  # fmt: skip
app.command("new", help=t("help-new"))(new.new)
app.command("template", help=t("help-template"))(template.template)
app.command("load", help=t("help-load"))(load.load)
app.command("check", help=t("help-check"))(check.check)
app.command("assess", help=t("help-assess"))(assess.assess)
app.command("explain", help=t("help-explain"))(explain.explain)
app.command("reproduce", help=t("help-reproduce"))(reproduce.reproduce)
app.command("diff", help=t("help-diff"))(diff.diff)
app.command("export", help=t("help-export"))(export.export)
app.command("runs", help=t("help-runs"))(runs.runs)
app.add_typer(areas.app, name="areas", help=t("help-areas"))


def run() -> None:
    """Start the program."""
    for stream in (sys.stdout, sys.stderr):
        # An office machine's console may not be UTF-8; a character it lacks must not end the work.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    app()


if __name__ == "__main__":
    run()
