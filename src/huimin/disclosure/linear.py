"""Sums inside formulas: which cells a formula adds and subtracts, so that a reader can do the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huimin.language import Expression, Leaf
from huimin.language.nodes import Chain, Negate, Number, children

Linear = dict[Leaf, float]


def linear(node: Expression) -> Linear | None:
    """``{leaf: factor}`` where the expression is a plain sum of leaves with factors; None where it is anything else."""
    match node:
        case Leaf():
            return {node: 1.0}
        case Negate(value):
            return _scaled(linear(value), -1.0)
        case Chain(first, rest) if node.additive:
            return _sum([("+", first), *rest])
        case Chain(first, ((("*", second),))) if isinstance(first, Number):
            return _scaled(linear(second), first.value)
        case Chain(first, ((("*", second),))) if isinstance(second, Number):
            return _scaled(linear(first), second.value)
    return None


def _scaled(part: Linear | None, factor: float) -> Linear | None:
    return None if part is None else {leaf: factor * one for leaf, one in part.items()}


def _sum(steps: Iterable[tuple[str, Expression]]) -> Linear | None:
    total: Linear = {}
    for sign, step in steps:
        part = linear(step)
        if part is None:
            return None
        for leaf, factor in part.items():
            total[leaf] = total.get(leaf, 0.0) + (factor if sign == "+" else -factor)
    return {leaf: factor for leaf, factor in total.items() if factor}


Named = dict[tuple[str, int, int, int], float]
"""Factors by (name of a cell's column, first month, last month, levels up)."""


def named(part: Linear, margins: Mapping[str, tuple[str, ...]]) -> Named:
    """The same over published columns: all atoms of an element with one factor become the element's total.

    ``margins`` gives, for each column, the atoms it adds up; the largest that fits is taken first.
    """
    left, made = dict(part), Named()
    for name, atoms in sorted(margins.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        for leaf in [leaf for leaf in left if leaf.atom == atoms[0]]:
            group = [Leaf(atom, leaf.first, leaf.last, leaf.up) for atom in atoms]
            if {left.get(one) for one in group} == {left[leaf]}:
                made[name, leaf.first, leaf.last, leaf.up] = left[leaf]
                for one in group:
                    del left[one]
    for leaf, factor in left.items():
        made[leaf.atom, leaf.first, leaf.last, leaf.up] = factor
    return made


def sums_in(node: Expression) -> list[Linear]:
    """The largest plain sums inside an expression: what must be public for a reader to work the value out."""
    whole = linear(node)
    if whole is not None:
        return [whole]
    return [one for child in children(node) for one in sums_in(child)]
