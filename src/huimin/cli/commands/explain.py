"""``huimin explain``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, DONE, HERE, JSON, LANGUAGE, RUN, WORKSPACE, opened
from huimin.cli.printing import out, print_json
from huimin.cli.words import spoken

if TYPE_CHECKING:
    from huimin.assessment.lines import Line


def explain(
    area: str,
    item: str,
    run: RUN = None,
    everything: ALL = False,
    sql: Annotated[bool, typer.Option("--sql")] = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Explain one item of one area."""
    with opened(workspace) as place:
        name = place.run_name(run)
        line = place.explain(name, area, item, spoken(), everything)
        query = place.sql_of(name) if sql else ""
    if json:
        print_json({"run": name, **line.as_dict(), **({"sql": query} if sql else {})})
    elif sql:
        out.line(query)
    else:
        out.line(line.text, "bold")
        for text in lines(line):
            out.line(text)
    return DONE


def lines(line: Line, lead: str = "") -> Iterator[str]:
    """The explanation as a tree of lines. Nothing is cut off at the width of the screen: cells stand at the end."""
    last = len(line.below) - 1
    for place, below in enumerate(line.below):
        yield f"{lead}{'└── ' if place == last else '├── '}{below.text}"
        yield from lines(below, lead + ("    " if place == last else "│   "))
