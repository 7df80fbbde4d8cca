"""``huimin template``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import LANG, t
from huimin.figures.periods import Period


@command
def template(
    form: str,
    period: str,
    sender: Annotated[str | None, typer.Option("--sender")] = None,
    target: Annotated[Path, typer.Option("--out")] = Path("templates"),
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:
    """Write the workbooks of a form, all or one sender's."""
    place = opened(workspace)
    with progress("writing") as step:
        made = place.write_templates(form, Period.of(period), target, sender, lang, step)
    if json:
        print_json({"files": [str(path) for path in made]})
    else:
        out.print(t("templates", count=len(made), folder=target))
    return 0
