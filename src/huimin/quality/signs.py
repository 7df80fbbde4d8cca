"""Signs: what was seen, where, and how rare it would be by chance; and the families of tests they come from.

Thousands of tests find something rare by chance alone. The tests of a family are therefore held at a false discovery
rate: of the signs a family gives, at most so large a share is expected to be chance (Benjamini and Hochberg 1995).

Most tests here count things, so their probabilities come in steps. Three ways are in use: to take the exact tail, to
take half of the last step off it (mid-p), or to draw where in the step one stands. We take the exact tail. A drawn sign
would come and go when the review is run again, and mid-p can promise less than it says; with the exact tail a
true null's probability is at most uniform, so the procedure errs on the side of saying nothing. A test that
could not have given a small probability whatever was reported (three months in a window that two thirds of honest
months hit) is not counted among the tests (Gilbert 2005): it can only dilute those that could.

Benjamini and Hochberg's bound holds for independent tests and for those that depend positively on each other, as
neighbouring figures of one area do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from huimin.quality.panel import Floats

RATE = 0.10
KEPT_BELOW = 0.1
"""Tests with a larger probability can never be signs at the usual rate: they are counted, not kept."""

COPIED_MONTH, COPIED_AREA, SHIFTED = "sign-copied-month", "sign-copied-area", "sign-shifted"
STEADY, ROUNDED, LAST_DIGIT = "sign-steady", "sign-rounded", "sign-last-digit"
ABOVE_TARGET, OUTLIER, JUMP = "sign-above-target", "sign-outlier", "sign-jump"
OUTSIDE = "sign-outside"
CODES = (
    COPIED_MONTH, COPIED_AREA, SHIFTED, STEADY, ROUNDED, LAST_DIGIT, ABOVE_TARGET, OUTLIER, JUMP, OUTSIDE,
)  # fmt: skip

Fact = str | int | float


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that would be rare by chance. A reason to look, never a verdict.

    Attributes:
        code: what kind of sign, one of :data:`CODES`.
        area: key of the area (a reporting area, or the sender of several).
        form: code of the form; "" for signs about an indicator.
        elements: the atoms (or the indicator) it is about; empty: the whole report.
        periods: codes of the periods it is about, in order.
        statistic: the test's statistic; what it is, stands at the test.
        p: how likely so much or more is by chance (an upper bound where the test says so).
        effect: how large it is, in the test's own unit.
        facts: what its sentence is made from.
        q: the smallest false discovery rate at which it is still a sign; set by :func:`discoveries`.
    """

    code: str
    area: str
    form: str
    elements: tuple[str, ...]
    periods: tuple[str, ...]
    statistic: float
    p: float
    effect: float
    facts: Mapping[str, Fact] = field(default_factory=dict)
    q: float = 1.0


@dataclass(slots=True)
class Family:
    """The tests of one kind: how many were made, and those that came out rare.

    Attributes:
        tests: how many were made.
        untold: how many could not be made or could not have told anything, with the reason's code.
    """

    tests: int = 0
    found: list[Sign] = field(default_factory=list)
    untold: dict[str, int] = field(default_factory=dict)

    def add(self, other: Family) -> None:
        """Take in the tests of another panel."""
        self.tests += other.tests
        self.found += other.found
        for reason, count in other.untold.items():
            self.untold[reason] = self.untold.get(reason, 0) + count

    def silent(self, reason: str, count: int) -> None:
        """Note that so many tests could not be made."""
        if count:
            self.untold[reason] = self.untold.get(reason, 0) + int(count)


Families = dict[str, Family]


def merge(into: Families, more: Mapping[str, Family]) -> None:
    """Add the tests of a panel to those made before."""
    for code, family in more.items():
        into.setdefault(code, Family()).add(family)


def adjusted(p: Sequence[float] | Floats, tests: int) -> Floats:
    """Benjamini and Hochberg's adjusted probabilities of the rarest of ``tests`` tests.

    Args:
        p: probabilities of the tests that were kept: all those below some bound, in any order.
        tests: how many were made in all; those not kept have larger probabilities.
    """
    given = np.asarray(p, float)
    order = np.argsort(given, kind="stable")
    steps = given[order] * tests / np.arange(1, len(given) + 1)
    smallest = np.minimum.accumulate(steps[::-1])[::-1]
    made = np.empty(len(given))
    made[order] = np.minimum(smallest, 1.0)
    return made


def discoveries(families: Mapping[str, Family], rate: float = RATE) -> list[Sign]:
    """The signs of all families at a false discovery rate, the rarest first."""
    kept = [sign for family in families.values() for sign in _of_family(family, rate)]
    return sorted(kept, key=rarest_first)


def _of_family(family: Family, rate: float) -> Iterable[Sign]:
    q = adjusted([sign.p for sign in family.found], family.tests)
    for sign, value in zip(family.found, q.tolist(), strict=True):
        if value <= rate:
            yield Sign(
                sign.code, sign.area, sign.form, sign.elements, sign.periods, sign.statistic, sign.p, sign.effect,
                sign.facts, value,
            )  # fmt: skip


def rarest_first(sign: Sign) -> tuple[float, str, str, tuple[str, ...], tuple[str, ...]]:
    """The order of a list of signs: by rarity, then by kind and place, so that it is the same every time."""
    return sign.p, sign.code, sign.area, sign.elements, sign.periods
