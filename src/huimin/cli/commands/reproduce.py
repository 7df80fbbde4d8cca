"""``huimin reproduce``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from huimin.cli.options import DONE, FOUND_ERRORS, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import t

SHOWN = 20


def reproduce(
    run: Annotated[str | None, typer.Argument()] = None, workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Make a run again and compare it."""
    with opened(workspace) as place, progress("compiling", json) as step:
        name = place.run_name(run)
        made = place.reproduce(name, step)
    code = DONE if made.exact else FOUND_ERRORS
    if json:
        print_json({"run": name, "exact": made.exact, **asdict(made)})
        return code
    out.line(name, "bold")
    if made.exact:
        out.line(t("exact", count=len(made.same)))
        return code
    out.line(t("not-exact"))
    for part in made.reasons:
        out.line("  " + t("because", part=part))
    for word, names in (("differs", made.different), ("missing", made.missing), ("extra", made.extra)):
        for one in names[:SHOWN]:
            out.line("  " + t(word, name=one))
        if len(names) > SHOWN:
            out.line("  " + t("more-plain", count=len(names) - SHOWN))
    return code
