"""``huimin template``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import spoken, t
from huimin.figures.periods import Period


def template(
    form: str,
    period: str,
    sender: Annotated[str | None, typer.Option("--sender", metavar="AREA")] = None,
    target: Annotated[Path, typer.Option("--out", metavar="DIR")] = Path("templates"),
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Write the workbooks of a form, all or one sender's."""
    wanted = Period.of(period)
    with opened(workspace) as place, progress("writing", json) as step:
        made = place.write_templates(form, wanted, target, sender, spoken(), step)
    if json:
        print_json({"files": [str(path) for path in made]})
    else:
        out.line(t("templates", count=len(made), folder=target))
    return DONE
