"""``huimin explain``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from huimin.assessment.explanation import Line
from huimin.cli.options import HERE, JSON, LANGUAGE, RUN, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json
from huimin.cli.words import LANG
from huimin.figures.periods import Period


@command
def explain(
    area: str,
    item: str,
    run: RUN = None,
    everything: Annotated[bool, typer.Option("--all")] = False,
    sql: Annotated[bool, typer.Option("--sql")] = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = LANG,
) -> int:
    """Explain one item of one area."""
    place = opened(workspace)
    name = place.run_name(run)
    if sql:
        described = place.finished(name).described
        print(place.sql(described["scheme"]["code"], Period.of(described["period"])))
        return 0
    line = place.explain(name, area, item, "zh" if lang.startswith("zh") else "en", everything)
    if json:
        print_json({"run": name, **line.as_dict()})
    else:
        out.print(line.text, style="bold", markup=False)
        for text in _lines(line):
            out.print(text, markup=False)
    return 0


def _lines(line: Line, lead: str = "") -> Iterator[str]:
    """The explanation as a tree of lines. Nothing is cut off at the width of the screen: cells stand at the end."""
    last = len(line.below) - 1
    for place, below in enumerate(line.below):
        yield f"{lead}{'└── ' if place == last else '├── '}{below.text}"
        yield from _lines(below, lead + ("    " if place == last else "│   "))
