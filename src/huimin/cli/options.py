"""The options that several commands share, and how a command ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from huimin.adapters.definitions.workspace import find_workspace
from huimin.cli.printing import err, finding_record, print_findings, print_json
from huimin.cli.words import t
from huimin.findings import Invalid
from huimin.wiring import Workspace

WORKSPACE = Annotated[Path, typer.Option("--workspace", "-w", help=t("opt-workspace"), envvar="HUIMIN_WORKSPACE")]
LANGUAGE = Annotated[str, typer.Option("--lang", help=t("opt-lang"))]
JSON = Annotated[bool, typer.Option("--json", help=t("opt-json"))]
RUN = Annotated[str | None, typer.Option("--run", help=t("opt-run"))]
HERE = Path()

DONE, FOUND_ERRORS, WRONG_USE = 0, 1, 2


def opened(folder: Path) -> Workspace:
    """The workspace that ``folder`` lies in."""
    return Workspace(find_workspace(folder))


def command(function: Callable[..., int | None]) -> Callable[..., None]:
    """Run a command and leave with its exit code; what is wrong with definitions or arguments is told as findings."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            code = function(*args, **kwargs) or DONE
        except Invalid as invalid:
            if kwargs.get("json"):
                print_json({"errors": [finding_record(finding) for finding in invalid.findings]})
            else:
                print_findings(invalid.findings, console=err)
            raise typer.Exit(WRONG_USE) from None
        raise typer.Exit(code)

    return run
