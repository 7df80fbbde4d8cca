"""``huimin new``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import DONE, JSON, LANGUAGE
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import spoken, t

SEED = 2012


def new(
    folder: Path,
    pack: Annotated[list[str], typer.Option("--pack", metavar="PACK")] = ["china"],  # noqa: B006 - Typer reads it once
    sample: Annotated[bool, typer.Option("--sample")] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER")] = SEED,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Make a new workspace, empty or with the simulated city."""
    from huimin.wiring import new_workspace

    with progress("writing", json) as step:
        made = new_workspace(folder, pack, spoken(), seed if sample else None, step)
    if json:
        print_json({"folder": str(folder), **made})
        return DONE
    out.line(t("made", folder=folder))
    if sample:
        out.line(t("sample-made", **made))
        out.line(t("sample-plan", faults=made["faults"]))
    out.line(t("next-load" if sample else "next-areas", folder=folder))
    return DONE
