"""What the indicators do for other screens: values that are worked out once and kept in this process."""

from __future__ import annotations

from collections.abc import Callable

from huimin.areas import Tree
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.web.indicators.held import held
from huimin.web.indicators.rows import Row, row_of


def indicator_values(indicator: Indicator, period: Period) -> tuple[Tree, Callable[[int], Row]]:
    """The tree at the period's end, and what gives an area's row by its index in it."""
    given = held(indicator, (period,))
    return given.tree, lambda index: row_of(given, given.columns[0], index)
