"""Faults of the figures handed to this room: gathered, named by array, place and age, raised together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from huimin.findings import Fact, Finding, Invalid, Place, Severity, nearest

if TYPE_CHECKING:
    from huimin.demography.ages import AgeGroups

Array = NDArray[np.float64]
LISTED = 20
"""So many faulty cells of one array are told one by one; the rest are counted."""


class Faults:
    """The faults found so far in the input called ``name``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Finding] = []

    def add(self, code: str, item: str = "", **facts: Fact) -> None:
        """Note one fault; ``item`` is the name of the array with its position, such as ``mx[2, 7]``."""
        self.found.append(
            Finding(code, Severity.ERROR, Place(element=item or self.name), {"item": item or self.name, **facts})
        )

    def cells(
        self, code: str, wrong: NDArray[np.bool_], values: Array, labels: Sequence[str], **facts: Fact | Array
    ) -> None:
        """Note every cell of ``values`` that is ``wrong``; ``labels`` name the last axis, the others are numbered."""
        places = np.argwhere(wrong)
        for place in places[:LISTED]:
            item, at = located(self.name, place[:-1]), tuple(place)
            here = {key: float(fact[at]) if isinstance(fact, np.ndarray) else fact for key, fact in facts.items()}
            self.add(code, item, age=labels[int(place[-1])], found=float(values[at]), **here)
        if len(places) > LISTED:
            self.add("demography-more-faults", count=len(places) - LISTED)

    def raise_if_any(self) -> None:
        """Raise :class:`huimin.findings.Invalid` with everything found."""
        if self.found:
            raise Invalid(self.found)


def numbers(name: str, values: ArrayLike) -> Array:
    """``values`` as numbers, NaN where not known; infinite numbers are refused (``demography-not-finite``)."""
    array = np.asarray(values, dtype=np.float64)
    faults = Faults(name)
    if np.isinf(array).any():
        faults.add("demography-not-finite")
    faults.raise_if_any()
    return array


def amounts(name: str, values: ArrayLike) -> Array:
    """Counts or exposures of any shape: numbers of 0 or more, NaN where not known."""
    array, faults = numbers(name, values), Faults(name)
    places = np.argwhere(array < 0)
    for place in places[:LISTED]:
        faults.add("demography-count-negative", located(name, place), found=float(array[tuple(place)]))
    if len(places) > LISTED:
        faults.add("demography-more-faults", count=len(places) - LISTED)
    faults.raise_if_any()
    return array


def by_age(name: str, values: ArrayLike, ages: AgeGroups, most: float | None = None) -> Array:
    """Figures by age, the last axis being ``ages``: 0 or more, at most ``most``, NaN where not known.

    Raises:
        Invalid: ``demography-shape``, ``demography-not-finite``, ``demography-negative``, ``demography-above``.
    """
    array, faults = numbers(name, values), Faults(name)
    if array.ndim == 0 or array.shape[-1] != len(ages):
        faults.add(
            "demography-shape", expected=len(ages), found=str(array.shape), first=ages.labels[0], last=ages.labels[-1]
        )
        faults.raise_if_any()
    faults.cells("demography-negative", array < 0, array, ages.labels)
    if most is not None:
        faults.cells("demography-above", array > most, array, ages.labels, expected=most)
    faults.raise_if_any()
    return array


def together(*named: tuple[str, Array]) -> None:
    """Check that arrays can be set side by side (``demography-shapes-differ``)."""
    try:
        np.broadcast_shapes(*(array.shape for _, array in named))
    except ValueError:
        faults = Faults(" / ".join(name for name, _ in named))
        faults.add("demography-shapes-differ", found="; ".join(f"{name} {array.shape}" for name, array in named))
        faults.raise_if_any()


def one_of(name: str, value: Any, options: Iterable[str]) -> str:
    """``value`` where it is one of ``options``, else ``demography-not-an-option`` with the nearest."""
    known, faults = list(options), Faults(name)
    if value not in known:
        near = nearest(str(value), known)
        faults.add("demography-not-an-option", found=str(value), options=", ".join(known), nearest=near)
    faults.raise_if_any()
    return str(value)


def within(name: str, value: float, low: float, high: float) -> float:
    """A number strictly between ``low`` and ``high``, else ``demography-number-out-of-range``."""
    faults = Faults(name)
    if not low < value < high:
        faults.add("demography-number-out-of-range", found=float(value), low=low, high=high)
    faults.raise_if_any()
    return float(value)


def located(name: str, lead: Iterable[int]) -> str:
    """The name of an array with the position in its leading axes: ``mx[2, 7]``; the bare name where there are none."""
    inner = ", ".join(str(int(index)) for index in lead)
    return f"{name}[{inner}]" if inner else name


def fault(code: str, element: str = "", period: str = "", area: str = "", **facts: Fact) -> Finding:
    """An error with the element, period and area it is about."""
    return Finding(code, Severity.ERROR, Place(area=area, period=period, element=element), facts)


def amounts_of(**named: ArrayLike) -> tuple[Array, ...]:
    """Several :func:`amounts` by name, which can be set side by side."""
    read = {name: amounts(name, values) for name, values in named.items()}
    together(*read.items())
    return tuple(read.values())


def tables_of(ages: AgeGroups, **named: ArrayLike) -> tuple[Array, ...]:
    """Several tables :func:`by_age` by name, which can be set side by side."""
    read = {name: by_age(name, values, ages) for name, values in named.items()}
    together(*read.items())
    return tuple(read.values())
