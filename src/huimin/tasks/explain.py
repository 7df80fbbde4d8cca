"""Explain: from the points of an item down to the cells of the workbooks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from huimin.assessment.explanation import Cell, Explainer, Finished, Line
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.definitions import Definitions, unknown
from huimin.tasks.ports import FigureStore


def cells_of(
    store: FigureStore, marker: int, definitions: Definitions
) -> Callable[[str, str, int, int], Sequence[Cell]]:
    """Where an explanation finds the cells behind a figure: in the store, as it stood at ``marker``."""

    def find(area: str, atom: str, first: int, last: int) -> Sequence[Cell]:
        element = definitions.dictionary.element_of(atom)
        cells = store.cells(marker, [atom], predecessors(definitions, area), first - element.carry, last)
        return [
            Cell(
                c.area, c.area, c.period.code, c.atom, c.value, c.file, c.sheet, c.cell,
                f"{c.received_at:%Y-%m-%d %H:%M}", c.revision,
            )
            for c in cells
        ]  # fmt: skip

    return find


def predecessors(definitions: Definitions, key: str) -> list[str]:
    """The area and every area that became part of it: whose reports may have come under another code."""
    areas = definitions.areas
    found, waiting = [key], [areas.id_of(key)]
    before: dict[int, list[int]] = {}
    for one in range(len(areas.keys)) if len(areas.keys) < 50_000 else ():
        for new in areas.successors(one):
            before.setdefault(new, []).append(one)
    while waiting:
        for old in before.get(waiting.pop() or -1, []):
            if areas.keys[old] not in found:
                found.append(areas.keys[old])
                waiting.append(old)
    return found


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
