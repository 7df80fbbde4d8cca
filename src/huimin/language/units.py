"""Units as products of powers: ``yuan/person`` is yuan^1 person^-1; a pure number has no powers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

_SIGNS = re.compile(r"([*/·×÷])")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement.

    Attributes:
        powers: base unit and exponent, sorted, without zero exponents; empty for a pure number.
        free: a plain number such as ``100``, which fits any unit in sums and comparisons.
    """

    powers: tuple[tuple[str, Fraction], ...] = ()
    free: bool = False

    @classmethod
    def of(cls, text: str) -> Unit:
        """Read ``person``, ``yuan/person``, ``person*month`` or ``1``; ``/`` divides by the name after it."""
        powers: Counter[str] = Counter()
        sign = 1
        for word in _SIGNS.split(text):
            if word in ("/", "÷"):
                sign = -1
            elif word in ("*", "·", "×"):
                sign = 1
            elif word.strip() not in ("", "1"):
                powers[word.strip()] += sign
        return cls._from((base, Fraction(power)) for base, power in powers.items())

    @classmethod
    def _from(cls, powers: Iterable[tuple[str, Fraction]]) -> Unit:
        return cls(tuple(sorted((base, power) for base, power in powers if power)))

    @property
    def pure(self) -> bool:
        """Whether it is a number without a unit."""
        return not self.powers

    def fits(self, other: Unit) -> bool:
        """Whether the two may be added or compared."""
        return self.free or other.free or self.powers == other.powers

    def times(self, other: Unit, power: int = 1) -> Unit:
        """The unit of a product (``power=-1``: of a quotient)."""
        if self.free and other.free:
            return FREE
        total = dict(self.powers)
        for base, exponent in other.powers:
            total[base] = total.get(base, Fraction()) + power * exponent
        return Unit._from(total.items())

    def root(self) -> Unit:
        """The unit of a square root."""
        return self if self.free else Unit._from((base, power / 2) for base, power in self.powers)

    def __str__(self) -> str:
        above = [_power(base, power) for base, power in self.powers if power > 0]
        below = [_power(base, -power) for base, power in self.powers if power < 0]
        return "/".join(["*".join(above) or "1", *below])


def _power(base: str, power: Fraction) -> str:
    return base if power == 1 else f"{base}^{power}"


PURE = Unit()
"""A number without a unit: a share, a ratio, a percentage."""
FREE = Unit(free=True)
"""A plain number in a formula."""
