"""All tests of a panel in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from huimin.quality.copies import copies
from huimin.quality.digits import digits
from huimin.quality.expected import expect
from huimin.quality.outliers import outliers
from huimin.quality.panel import COUNT, Panel
from huimin.quality.relations import Relations, relate
from huimin.quality.shifts import shifts
from huimin.quality.signs import SHIFTED, Families, Sign, merge
from huimin.quality.variation import variation

FEWEST_PERIODS = 4
CERTAIN = 1e-6


def review_panel(panel: Panel, relations: Relations | None = None) -> Families:
    """Every test of a panel. ``relations``: those of the whole form where the panel is a piece of it.

    A panel with fewer than four periods, or without counts, gives families without tests: too little to tell.
    """
    families: Families = {}
    if len(panel.periods) < FEWEST_PERIODS or not len(panel.of_kind(COUNT)) or not len(panel.areas):
        return families
    relations = relations or relate(panel)
    expected = expect(panel)
    merge(families, copies(panel, expected, relations))
    slipped = shifts(panel, expected)
    merge(families, slipped)
    if aside := _slipped(panel, slipped[SHIFTED].found):
        panel = _without(panel, aside)
        expected = expect(panel)
    for part in (variation(panel, expected, relations), digits(panel, expected), outliers(panel, expected, relations)):
        merge(families, part)
    return families


def _slipped(panel: Panel, found: Sequence[Sign]) -> list[tuple[int, int]]:
    """The reports (period, area) that slipped beyond reasonable doubt, their senders' areas with them."""
    period = {code: t for t, code in enumerate(panel.periods)}
    area, sender = ({key: i for i, key in enumerate(keys)} for keys in (panel.areas, panel.senders))
    made: set[tuple[int, int]] = set()
    for sign in found:
        if sign.p <= CERTAIN:
            t = period[sign.periods[0]]
            members = panel.by_sender[sender[sign.area]].tolist() if sign.area in sender else []
            made |= {(t, i) for i in (*members, *([area[sign.area]] if sign.area in area else []))}
    return sorted(made)


def _without(panel: Panel, reports: Sequence[tuple[int, int]]) -> Panel:
    """The panel without some reports: one slipped workbook would else give hundreds of signs that say the same."""
    values = panel.values.copy()
    periods, areas = (np.array(one) for one in zip(*reports, strict=True))
    values[:, periods, areas] = np.nan
    return replace(panel, values=values)


def review_panels(panels: Iterable[Panel]) -> Families:
    """The tests of many panels, one after the other, so that only one is in memory."""
    families: Families = {}
    known: dict[str, Relations] = {}
    for panel in panels:
        if panel.form not in known and len(panel.columns):
            known[panel.form] = relate(panel)
        merge(families, review_panel(panel, known.get(panel.form)))
    return families
