"""A reader who wants to know: works small counts out of published numbers, independently of the protection.

It takes only what stands on the pages (numbers, which ones are hidden, who lies above whom) and shares no code with the
audit, so that a fault in one is not in both. It uses three means: least and most passed on along every sum; linear
combinations of all sums (a cell that no change of the hidden cells can move is found); and rates beside their
denominators (value × denominator, to within the rounding).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, inf

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import lsmr

Name = Hashable
Sum = Mapping[Name, int]
"""Factors that add up to nothing: ``{total: 1, part: -1, other part: -1}``."""


@dataclass(frozen=True)
class Recovered:
    """A number that was worked out: it lies between ``low`` and ``high``; ``by`` says how."""

    name: Name
    low: float
    high: float
    by: str


def attack(
    numbers: Mapping[Name, tuple[float, float]], hidden: Iterable[Name], sums: Sequence[Sum], threshold: int = 5
) -> list[Recovered]:
    """Every hidden number that a reader can tell to be from 1 to ``threshold - 1``, or tell exactly.

    Args:
        numbers: published numbers, as (least, most): equal for an exact one, apart for a rounded one.
        hidden: the numbers marked as hidden, and whatever else a reader would like to know (differences).
        sums: how they add up. A sum whose numbers are all published and do not add up is not believed.
        threshold: counts under it are small.
    """
    secret = set(hidden)
    believed = [one for one in sums if not _contradicts(one, numbers, secret)]
    bounds = {name: [float(low), float(high)] for name, (low, high) in numbers.items()}
    for one in believed:
        for name in one:
            bounds.setdefault(name, [0.0, inf])
    _pass_on(believed, bounds)
    found = {}
    for name in secret:
        low, high = bounds.get(name, [0.0, inf])
        if (0 < high < threshold) or low == high:
            found[name] = Recovered(name, low, high, "bounds")
    for name, value in _fixed(believed, bounds, secret - set(found)).items():
        found[name] = Recovered(name, value, value, "combination")
    return sorted(found.values(), key=lambda one: str(one.name))


def _contradicts(one: Sum, numbers: Mapping[Name, tuple[float, float]], secret: set[Name]) -> bool:
    if any(name in secret or name not in numbers for name in one):
        return False
    low = sum(f * numbers[n][0 if f > 0 else 1] for n, f in one.items())
    high = sum(f * numbers[n][1 if f > 0 else 0] for n, f in one.items())
    return not low <= 0 <= high


def _pass_on(sums: Sequence[Sum], bounds: dict[Name, list[float]]) -> None:
    """Least and most along every sum, until nothing moves."""
    where: dict[Name, list[int]] = defaultdict(list)
    for number, one in enumerate(sums):
        for name in one:
            where[name].append(number)
    waiting, queued = deque(range(len(sums))), set(range(len(sums)))
    steps = 60 * len(sums) + 1000
    while waiting and steps:
        steps -= 1
        number = waiting.popleft()
        queued.discard(number)
        for name in _narrow(sums[number], bounds):
            for other in where[name]:
                if other not in queued:
                    queued.add(other)
                    waiting.append(other)


def _narrow(one: Sum, bounds: dict[Name, list[float]]) -> list[Name]:
    moved = []
    for name, factor in one.items():
        rest = [(f, bounds[n]) for n, f in one.items() if n != name]
        most = -sum(f * (b[0] if f > 0 else b[1]) for f, b in rest) / factor
        least = -sum(f * (b[1] if f > 0 else b[0]) for f, b in rest) / factor
        if factor < 0:
            most, least = least, most
        mine = bounds[name]
        new = [max(mine[0], ceil(least) if least > -inf else -inf), min(mine[1], floor(most) if most < inf else inf)]
        if new != mine:
            bounds[name] = new
            moved.append(name)
    return moved


def _fixed(sums: Sequence[Sum], bounds: Mapping[Name, list[float]], wanted: set[Name]) -> dict[Name, float]:
    """The wanted numbers that the sums together determine: no direction in which all sums still hold moves them.

    A random direction is projected on the directions that break no sum; what stays still under three of them is fixed
    (with probability one), and the least-squares solution gives its value.
    """
    unknown = sorted({n for one in sums for n in one if bounds[n][0] < bounds[n][1]}, key=str)
    place = {name: i for i, name in enumerate(unknown)}
    entries: list[tuple[int, int, int]] = []
    constant: list[float] = []
    for one in sums:
        mine = [(place[n], f) for n, f in one.items() if n in place]
        if mine:
            entries += [(len(constant), i, f) for i, f in mine]
            constant.append(-sum(f * bounds[n][0] for n, f in one.items() if n not in place))
    if not entries or not wanted & place.keys():
        return {}
    rows, columns, factors = (np.array(part) for part in zip(*entries, strict=True))
    matrix = csr_array((factors.astype(float), (rows, columns)), shape=(len(constant), len(unknown)))
    still = np.ones(len(unknown), bool)
    random = np.random.default_rng(20260104)
    exact = {"atol": 1e-12, "btol": 1e-12, "conlim": 0.0, "maxiter": 4 * len(unknown) + 200}
    for _ in range(3):
        direction = random.standard_normal(len(unknown))
        step = lsmr(matrix.T, direction, **exact)[0]
        still &= np.abs(direction - matrix.T @ step) < 1e-6
    if not still.any():
        return {}
    value = lsmr(matrix, np.array(constant, float), **exact)[0]
    return {name: float(round(value[place[name]])) for name in wanted & place.keys() if still[place[name]]}


def counts_behind(
    shown: float, decimals: int, denominator: int, per: float = 1.0, most: int | None = None
) -> list[int]:
    """The numerators that fit a published value: ``round(per × n / denominator, decimals) == shown``.

    ``shown`` is as printed (12.5 for 12.5% with ``per`` 100); ``most`` bounds the numerator (None: the value does).
    """
    if denominator <= 0:
        return []
    half = Fraction(1, 2 * 10**decimals)
    exact, scale = Fraction(str(shown)), Fraction(str(per))
    low = max(0, ceil((exact - half) * denominator / scale))
    high = floor((exact + half) * denominator / scale)
    return [n for n in range(low, high + 1) if most is None or n <= most]


def rate_attack(
    shown: float, decimals: int, denominator: tuple[int, int], per: float = 1.0, threshold: int = 5
) -> tuple[int, int] | None:
    """What a published rate tells about a hidden numerator whose denominator lies in a range, if it tells too much.

    Returns:
        the least and most numerator, where all that fit are small or there is only one; else None.
    """
    fits = {n for d in range(denominator[0], denominator[1] + 1) for n in counts_behind(shown, decimals, d, per)}
    if not fits or (max(fits) >= threshold and len(fits) > 1) or max(fits) == 0:
        return None
    return min(fits), max(fits)
