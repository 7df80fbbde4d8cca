"""Indicators and counts, area by area and period by period, each with what readers get instead of a hidden number.

Marks are the codes of SDMX observation status (code list CL_OBS_STATUS): ``A`` a value, ``O`` missing because it was
not reported, ``Q`` missing because it is suppressed for confidentiality, ``M`` missing because it cannot exist (a share
of nobody). A value of 0 is a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from huimin.disclosure.building import columns_of
from huimin.disclosure.policy import publicity
from huimin.disclosure.protecting import Protected
from huimin.disclosure.table import Status
from huimin.figures.forms import Form
from huimin.figures.periods import MONTHS_OF, Period
from huimin.indicators.engine import LeafTable
from huimin.indicators.values import BoundIndicator, Columns, bind_indicator, measure
from huimin.language import Leaf
from huimin.tasks.definitions import Definitions

SHOWN, NOT_REPORTED, HIDDEN, IMPOSSIBLE = "A", "O", "Q", "M"
MARKS = {SHOWN: "shown", NOT_REPORTED: "not-reported", HIDDEN: "hidden", IMPOSSIBLE: "impossible"}
Flags = NDArray[np.bool_]


class Value(NamedTuple):
    """One indicator of one area and period; numbers are None unless ``mark`` is ``A``.

    ``low`` and ``high`` bound the value with 95% confidence; ``complete`` is the share (0 to 1) of the expected reports
    that it rests on, which is told whatever the mark.
    """

    area: str
    indicator: str
    period: str
    mark: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    complete: float | None = None


class Count(NamedTuple):
    """One count of one area and period; ``value`` is None unless ``mark`` is ``A``; ``rounded``: the base, 0 exact."""

    area: str
    column: str
    period: str
    mark: str
    value: float | None = None
    rounded: int = 0


def form_lengths(forms: Iterable[Form]) -> dict[str, int]:
    """For each atom, the months of its form: a shorter period has no figure of it."""
    return {atom: MONTHS_OF[form.frequency] for form in forms for atom in form.atoms}


def offered(
    definitions: Definitions, windows: Mapping[str, Sequence[tuple[int, int]]]
) -> dict[tuple[int, int], list[BoundIndicator]]:
    """For each window that is public at some level, the indicators whose forms are filled in that often."""
    lengths = form_lengths(definitions.forms)
    made: dict[tuple[int, int], list[BoundIndicator]] = {}
    for window in sorted({one for level in windows.values() for one in level}):
        bound = [bind_indicator(one, definitions.names, Period(*window)) for one in definitions.names]
        made[window] = [one for one in bound if _fits(one, lengths, window[1] - window[0] + 1)]
    return made


def _fits(one: BoundIndicator, lengths: Mapping[str, int], months: int) -> bool:
    return all(leaf.atom in lengths and lengths[leaf.atom] <= months for leaf in one.leaves)


def indicator_values(
    definitions: Definitions, protected: Protected, table: LeafTable,
    bound: Mapping[tuple[int, int], Sequence[BoundIndicator]],
) -> list[Value]:  # fmt: skip
    """Every public value, in the order of periods, indicators and the tree."""
    made: list[Value] = []
    for window, indicators in bound.items():
        rows = np.flatnonzero(_public_rows(protected, window))
        columns = Columns(table, definitions.forms, rows)
        for one in indicators:
            made += _measured(one, protected, columns, rows, Period(*window).code)
    return made


def _public_rows(protected: Protected, window: tuple[int, int]) -> Flags:
    levels = [level for level, windows in protected.public.items() if window in windows]
    return np.isin(np.array(protected.tree.level), levels)


def _measured(
    one: BoundIndicator, protected: Protected, columns: Columns, rows: NDArray[np.intp], period: str
) -> Iterator[Value]:
    got = measure(one, columns)
    open_ = protected.computable(one.whole)
    for part in (one.numerator, one.denominator):
        if part is not None:
            open_ &= protected.computable(part)
    reported = np.ones(len(rows), bool)
    for leaf in one.leaves:
        reported &= np.isfinite(columns(leaf))
    for at, row in enumerate(rows.tolist()):
        area, complete = protected.tree.keys[row], _number(got.complete[at])
        known = bool(np.isfinite(got.value[at]))
        if not known and not reported[at]:
            yield Value(area, one.indicator.code, period, NOT_REPORTED, complete=complete)
        elif not open_[row]:
            yield Value(area, one.indicator.code, period, HIDDEN, complete=complete)
        elif not known:
            yield Value(area, one.indicator.code, period, IMPOSSIBLE, complete=complete)
        else:
            yield Value(
                area, one.indicator.code, period, SHOWN, _number(got.value[at]), _number(got.low[at]),
                _number(got.high[at]), _number(got.numerator[at]), _number(got.denominator[at]), complete,
            )  # fmt: skip


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def counts(definitions: Definitions, protected: Protected) -> list[Count]:
    """Every public count, column by column (a total before its parts), in the order of periods and the tree."""
    lengths = form_lengths(definitions.forms)
    made: list[Count] = []
    for element in definitions.dictionary.elements:
        openness = publicity(element)
        if openness == "no" or not set(element.atoms) <= set(lengths):
            continue
        months = max(lengths[atom] for atom in element.atoms)
        names = columns_of(element) if openness == "protected" else element.atoms
        for column in sorted(names, key=lambda name: name.count(".")):
            for window in sorted({one for level in protected.public.values() for one in level}):
                if window[1] - window[0] + 1 >= months:
                    made += _counted(protected, column, window)
    return made


def _counted(protected: Protected, column: str, window: tuple[int, int]) -> Iterator[Count]:
    status, numbers = protected.status(column, window), protected.numbers(column, window)
    period = Period(*window).code
    for row in np.flatnonzero(status != Status.NOT_PUBLIC).tolist():
        one, area = Status(int(status[row])), protected.tree.keys[row]
        if one is Status.NOT_REPORTED:
            yield Count(area, column, period, NOT_REPORTED)
        elif one.hidden:
            yield Count(area, column, period, HIDDEN)
        else:
            rounded = protected.policy.base if one is Status.ROUNDED else 0
            yield Count(area, column, period, SHOWN, float(numbers[row]), rounded)


def leaves_of(bound: Mapping[tuple[int, int], Sequence[BoundIndicator]]) -> set[Leaf]:
    """Everything an engine has to add up for :func:`indicator_values`."""
    return {
        Leaf(leaf.atom, leaf.first, leaf.last) for indicators in bound.values() for one in indicators
        for leaf in one.leaves
    }  # fmt: skip
