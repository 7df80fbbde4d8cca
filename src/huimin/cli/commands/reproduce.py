"""``huimin reproduce``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from huimin.cli.options import FOUND_ERRORS, HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import LANG, t


@command
def reproduce(
    run: Annotated[str | None, typer.Argument()] = None, workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:  # fmt: skip
    """Make a run again and compare it."""
    place = opened(workspace)
    with progress("compiling") as step:
        made = place.reproduce(place.run_name(run), step)
    if json:
        print_json({"exact": made.exact, **asdict(made)})
        return 0 if made.exact else FOUND_ERRORS
    if made.exact:
        out.print(t("exact", count=len(made.same)))
        return 0
    out.print(t("not-exact"))
    for part in made.reasons:
        out.print("  " + t("because", part=part))
    for code, names in (("differs", made.different), ("missing", made.missing), ("extra", made.extra)):
        for name in names[:20]:
            out.print("  " + t(code, name=name))
        if len(names) > 20:
            out.print("  " + t("more", count=len(names) - 20))
    return FOUND_ERRORS
