"""Explain: from the points of an item down to the cells of the workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from huimin.assessment.explanation import Cell, Explainer, Finished
from huimin.assessment.lines import Line
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.definitions import Definitions, unknown
from huimin.tasks.ports import FigureStore


def cells_of(
    store: FigureStore, marker: int, definitions: Definitions, zone: tzinfo
) -> Callable[[str, str, int, int], Sequence[Cell]]:
    """Where an explanation finds the cells behind a figure: in the store as of ``marker``, with times in ``zone``."""

    def find(area: str, atom: str, first: int, last: int) -> Sequence[Cell]:
        element = definitions.dictionary.element_of(atom)
        cells = store.cells(marker, [atom], reporters(definitions, area), first - element.carry, last)
        return [
            Cell(
                c.area, c.period.code, c.atom, c.value, c.file, c.sheet, c.cell,
                f"{c.received_at.astimezone(zone):%Y-%m-%d %H:%M}", c.revision, c.judge, c.note,
            )
            for c in cells
        ]  # fmt: skip

    return find


def reporters(definitions: Definitions, key: str) -> list[str]:
    """The area and every area that became part of it: whose reports may have come under another code."""
    areas = definitions.areas
    history_id = areas.id_of(key)
    before = () if history_id is None else areas.forerunners(history_id)
    return [key, *(areas.keys[old] for old in before)]


def explain(
    run: Finished, key: str, item: str, lang: str, cells: Callable[[str, str, int, int], Sequence[Cell]] | None,
    everything: bool = False,
) -> Line:  # fmt: skip
    """The explanation of one item of one assessed area.

    Raises:
        Invalid: the run does not assess the area, or has no such item.
    """
    if run.area(key) is None:
        facts = {"found": run.name(key, lang) or key, "options": ""}
        raise Invalid([Finding("area-not-assessed", Severity.ERROR, facts=facts)])
    known = [one["id"] for one in run.described["items"]]
    if item not in known:
        raise unknown("item-unknown", item, known)
    line = Explainer(run, lang, cells, everything).item(key, item)
    assert line is not None
    return line
