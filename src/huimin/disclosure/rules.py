"""What readers know about figures of one area from the forms' rules and the indicators' definitions, which are public.

``births_total = births`` gives one figure back from the other; ``births_registered_on_time <= births_registered`` makes
the difference a count of its own: those registered late. Both become relations of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huimin.disclosure.linear import Linear, linear, named
from huimin.disclosure.windows import Window
from huimin.figures.forms import Form
from huimin.findings import Severity
from huimin.indicators.definitions import Indicator, Names
from huimin.language import bind, parse
from huimin.language.nodes import Compare, Node

Factors = dict[tuple[int, int], float]
"""Factors by (number of the column, number of the window)."""


@dataclass(frozen=True)
class Ties:
    """Pairs of formulas: ``left = right``, or (``part``) the left counts a part of what the right counts."""

    pairs: tuple[tuple[Node, Node, bool], ...]
    names: Names | None

    def over(self, columns: Mapping[str, tuple[str, ...]], windows: Sequence[Window]) -> Iterator[tuple[Factors, bool]]:
        """Each tie in each window where the table holds all its columns: factors that add up to the difference."""
        number = {name: k for k, name in enumerate(columns)}
        place = {window: w for w, window in enumerate(windows)}
        seen = set()
        for left, right, part in self.pairs:
            for window in windows:
                factors = self._bound(left, right, part, window, columns)
                found = {(number.get(name, -1), place.get((first, last), -1)): factor
                         for (name, first, last, up), factor in factors.items() if not up}  # fmt: skip
                whole = len(found) == len(factors) > 1 and all(min(at) >= 0 for at in found)
                key = (frozenset(found.items()), part)
                if whole and key not in seen:
                    seen.add(key)
                    yield found, part

    def _bound(
        self, left: Node, right: Node, part: bool, window: Window, columns: Mapping[str, tuple[str, ...]]
    ) -> dict[tuple[str, int, int, int], float]:
        assert self.names is not None
        sides = [linear(bind(side, self.names, *window)) for side in (left, right)]
        if sides[0] is None or sides[1] is None or (part and not _plain(sides[0], sides[1])):
            return {}
        total = named(sides[1], columns)
        for key, factor in named(sides[0], columns).items():
            total[key] = total.get(key, 0.0) - factor
        return {key: factor for key, factor in total.items() if factor}


def _plain(*sides: Linear) -> bool:
    """Whether only whole columns are added: else the difference is no count of people."""
    return all(factor == 1 for side in sides for factor in side.values())


def ties_of(forms: Iterable[Form], indicators: Iterable[Indicator], names: Names) -> Ties:
    """The ties that forms and indicators state.

    Equalities count whatever their severity (where the figures keep them); parts of wholes only where the form
    insists, or where an indicator is a proportion, which says that its numerator is part of its denominator.
    """
    pairs: list[tuple[Node, Node, bool]] = []
    for rule in (rule for form in forms for rule in form.rules):
        node = parse(rule.formula)
        if isinstance(node, Compare) and node.op == "=":
            pairs.append((node.left, node.right, False))
        elif isinstance(node, Compare) and node.op in ("<=", ">=") and rule.severity is Severity.ERROR:
            sides = (node.left, node.right) if node.op == "<=" else (node.right, node.left)
            pairs.append((*sides, True))
    pairs += [(parse(one.numerator), parse(one.denominator), True) for one in indicators if one.kind == "proportion"]
    return Ties(tuple(pairs), names)


NO_TIES = Ties((), None)
