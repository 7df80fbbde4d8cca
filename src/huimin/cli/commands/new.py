"""``huimin new``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import JSON, LANGUAGE, command
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import LANG, t
from huimin.wiring import new_workspace


@command
def new(
    folder: Path,
    pack: Annotated[list[str], typer.Option("--pack")] = ["china"],  # noqa: B006 - typer reads it once
    sample: Annotated[bool, typer.Option("--sample")] = False,
    seed: Annotated[int, typer.Option("--seed")] = 2012,
    json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:
    """Make a new workspace, empty or with the simulated city."""
    with progress("writing") as step:
        made = new_workspace(folder, pack, lang, seed if sample else None, step)
    if json:
        print_json({"folder": str(folder), **made})
        return 0
    out.print(t("made", folder=folder))
    if sample:
        out.print(t("sample-made", **made))
        out.print(t("sample-plan", faults=made["faults"]))
    else:
        out.print(t("next-areas", folder=folder))
    return 0
