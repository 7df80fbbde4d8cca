"""How a hidden count can be worked out: the published numbers to add and to take away, so that an officer can follow.

Behind every bound of the audit stands a combination of relations (the dual of the linear programme; where the cell is
found exactly, an elimination): the hidden cells in it cancel, or can only help because they are not below zero, and
published numbers are what is left. Of all such combinations the one with the fewest and smallest numbers is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array, diags_array, identity

from huimin.disclosure.bounds import reader_bounds
from huimin.disclosure.table import FAR, Floats, Ints, Table

TIDY = 1e-3
"""What one more published number costs beside the bound itself: combinations are tight first, short second."""
NameOf = Callable[[int], str]
"""The name of a cell, by its number."""


@dataclass(frozen=True)
class Sum:
    """Published cells with factors, and what they make."""

    cells: tuple[tuple[int, int], ...]
    total: int


@dataclass(frozen=True)
class Combination:
    """``(added - taken) / divisor + leeway`` is what the combination says of the cell, in whole numbers: ``value``.

    ``helped`` are hidden or rounded cells whose own bounds were needed (usually: not below zero); where there are none,
    the combination says exactly what the cell is, else how much at most, or at least. ``leeway`` is what the bounds of
    rounded cells add.
    """

    added: Sum
    taken: Sum
    divisor: int
    helped: tuple[int, ...]
    leeway: float
    value: int


@dataclass(frozen=True)
class Working:
    """What can be told about a cell, and how: ``at_least`` and ``at_most`` are the same object where it is exact."""

    cell: int
    at_least: Combination | None
    at_most: Combination | None

    @property
    def exact(self) -> bool:
        """Whether one combination gives the cell itself."""
        return self.at_most is not None and not self.at_most.helped


def worked_out(table: Table, status: Ints, cell: int, base: int = 5) -> Working:
    """How far a reader can work ``cell`` out from what ``status`` publishes, and by which numbers.

    Linear programming without the rule that counts are whole: where only that rule gives a cell away, the range told
    here is wider than the audit's.
    """
    around = _Around.of(table, status, cell, base)
    same = around.combination(0)
    if same is not None:
        return Working(cell, same, same)
    return Working(cell, around.combination(-1), around.combination(1))


@dataclass(frozen=True)
class _Around:
    """The relations a cell hangs in, split into cells the reader does not know (``cell`` first) and cells he does."""

    cells: Ints
    known: Ints
    unknown_factors: csr_array
    known_factors: csr_array
    low: Floats
    high: Floats
    value: Floats

    @classmethod
    def of(cls, table: Table, status: Ints, cell: int, base: int) -> _Around:
        """All relations that hang together with ``cell`` by unknown cells."""
        low, high = reader_bounds(table, status, base)
        down = table.relations
        up = csr_array(down.T)
        unknown = low < high
        cells, rows, ring = np.array([cell]), np.empty(0, np.int64), np.array([cell])
        while len(ring):
            fresh = np.setdiff1d(up[ring].indices, rows)
            rows = np.append(rows, fresh)
            ring = np.setdiff1d(down[fresh].indices, cells)
            ring = ring[unknown[ring]]
            cells = np.append(cells, ring)
        inside = down[rows]
        known = np.setdiff1d(inside.indices, cells)
        return cls(cells, known, csr_array(inside[:, cells]), csr_array(inside[:, known]), low[cells], high[cells],
                   table.value[known].astype(float))  # fmt: skip

    def combination(self, side: int) -> Combination | None:
        """The shortest combination that gives the cell (``side`` 0), its upper (1) or its lower bound (-1).

        Unknowns of the programme: a factor for every relation, how much of each cell's upper and lower bound is used,
        and the factors, up and down, of the published cells.
        """
        rows, free, shown = self.unknown_factors.shape[0], len(self.cells), len(self.known)
        wanted = np.zeros(free + shown)
        wanted[0] = 1.0
        sides = np.where([self.high < FAR, self.low > -FAR], abs(side), 0)
        help_ = diags_array(np.full(free, float(side or 1)))
        one = identity(shown)
        rule = block_array([
            [self.unknown_factors.T, help_, -help_, None, None],
            [self.known_factors.T, None, None, one, -one],
        ]) if shown else block_array([[self.unknown_factors.T, help_, -help_]])  # fmt: skip
        short = TIDY if side else 1.0
        tidy = short * (1.0 + 0.2 * np.abs(self.value) / max(float(np.abs(self.value).max(initial=0.0)), 1.0))
        bound = np.concatenate([np.where(self.high < FAR, self.high, 0.0), -np.where(self.low > -FAR, self.low, 0.0)])
        cost = np.concatenate([np.zeros(rows), bound + short / 10, side * self.value + tidy, tidy - side * self.value])
        most = np.concatenate([np.full(rows, np.inf), np.where(sides.ravel(), np.inf, 0.0), np.full(2 * shown, np.inf)])
        least = np.concatenate([np.full(rows, -np.inf), np.zeros(2 * free + 2 * shown)])
        done = linprog(cost, A_eq=rule, b_eq=wanted, bounds=np.column_stack([least, most]), method="highs")
        return self._read(done.x[rows:], side) if done.status == 0 else None

    def _read(self, found: Floats, side: int) -> Combination:
        free, shown = len(self.cells), len(self.known)
        helped = found[:free] + found[free : 2 * free] > 1e-7
        own = float(found[:free] @ np.where(helped, self.high, 0.0)) if side else 0.0
        own -= float(found[free : 2 * free] @ np.where(helped, self.low, 0.0)) if side else 0.0
        factors = found[2 * free : 2 * free + shown] - found[2 * free + shown :]
        parts = {int(self.known[i]): Fraction(float(factors[i])).limit_denominator(60)
                 for i in np.flatnonzero(np.abs(factors) > 1e-7)}  # fmt: skip
        divisor = lcm(1, *(part.denominator for part in parts.values()))
        value = dict(zip(self.known.tolist(), self.value.tolist(), strict=True))
        added, taken = (
            _sum([(cell, int(sign * part * divisor)) for cell, part in parts.items() if sign * part > 0], value)
            for sign in (1, -1)
        )
        told = (added.total - taken.total) / divisor + side * own
        whole = floor(told + 1e-6) if side >= 0 else ceil(told - 1e-6)
        return Combination(added, taken, divisor, tuple(self.cells[helped].tolist()), side * own, whole)


def _sum(cells: Iterable[tuple[int, int]], value: dict[int, float]) -> Sum:
    ordered = sorted(cells, key=lambda one: (-abs(one[1]) * value[one[0]], one[0]))
    return Sum(tuple(ordered), round(sum(factor * value[cell] for cell, factor in ordered)))


def in_words(working: Working, table: Table, name: NameOf, lang: str) -> str:
    """The working as sentences, in ``zh`` or ``en``: what comes out, the subtraction, and what each number is made of.

    >>> from huimin.disclosure.table import table_of
    >>> table = table_of([10, 4, 6], [{0: 1, 1: -1, 2: -1}])
    >>> name = ("the county", "A", "B").__getitem__
    >>> in_words(worked_out(table, np.array([0, 1, 0]), 1), table, name, "en")
    'A can be worked out: 10 − 6 = 4. 10 is the county; 6 is B.'
    """
    told = [one for one in (working.at_least, working.at_most) if one is not None]
    if working.exact:
        head = "{name}可以推算出来：{sum}。" if lang == "zh" else "{name} can be worked out: {sum}."
        return head.format(name=name(working.cell), sum=_subtraction(told[0])) + _made_of(told[:1], table, name, lang)
    parts = [_bounded(one, one is working.at_most, name(working.cell), lang) for one in told
             if one is working.at_most or one.value > 0]  # fmt: skip
    if not parts:
        return f"{name(working.cell)}推算不出来。" if lang == "zh" else f"{name(working.cell)} cannot be worked out."
    shown = [one for one in told if one is working.at_most or one.value > 0]
    return ("" if lang == "zh" else " ").join(parts) + _made_of(shown, table, name, lang)


def _bounded(one: Combination, upper: bool, name: str, lang: str) -> str:
    if lang == "zh":
        way = "不多于" if upper else "不少于"
        return f"{name}可以推算出{way} {one.value}：{_subtraction(one)}，不论其余未公布的数是多少。"
    way = "no more" if upper else "no less"
    how = _subtraction(one)
    return f"{name} can be told to be {way} than {one.value}: {how}, whatever the other hidden numbers are."


def _subtraction(one: Combination) -> str:
    """``236 − 189 = 47``; with a divisor, ``(236 − 142) ÷ 2 = 47``."""
    left = one.added.total - one.taken.total
    sides = [str(one.added.total)] if one.added.cells or not one.taken.cells else ["0"]
    sides += [str(one.taken.total)] if one.taken.cells else []
    sum_, result = " − ".join(sides), left / one.divisor + one.leeway
    if one.divisor != 1:
        sum_ = f"({sum_}) ÷ {one.divisor}"
    if one.leeway:
        sum_ += f" {'+' if one.leeway > 0 else '−'} {abs(one.leeway):g}"
    return f"{sum_} = {result:g}"


def _made_of(combinations: Iterable[Combination], table: Table, name: NameOf, lang: str) -> str:
    """What each number in the subtractions is the sum of."""
    sums = dict.fromkeys(part for one in combinations for part in (one.added, one.taken) if part.cells)
    told = [_one_sum(part, table, name, lang) for part in sums]
    if not told:
        return ""
    return "；".join(told) + "。" if lang == "zh" else " " + "; ".join(told) + "."


def _one_sum(part: Sum, table: Table, name: NameOf, lang: str) -> str:
    if len(part.cells) == 1 and part.cells[0][1] == 1:
        only = name(part.cells[0][0])
        return f"{part.total} 是{only}" if lang == "zh" else f"{part.total} is {only}"
    terms = []
    for cell, factor in part.cells:
        times = "" if factor == 1 else f"{factor} × "
        number = f"{times}{int(table.value[cell])}"
        terms.append(f"{number}（{name(cell)}）" if lang == "zh" else f"{number} ({name(cell)})")
    return f"{part.total} = " + " + ".join(terms)
