"""Protection of everything a workspace publishes of a span of months, before anything of it becomes public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huimin.disclosure.building import needed_leaves
from huimin.disclosure.ledger import Ledger
from huimin.disclosure.policy import Policy, publicity
from huimin.disclosure.protecting import NO_LEDGER, Protected, protect
from huimin.disclosure.rules import ties_of
from huimin.disclosure.windows import Window, public_windows
from huimin.figures.periods import Period
from huimin.indicators.engine import Engine
from huimin.language import Leaf
from huimin.tasks.definitions import Definitions


def protect_workspace(
    definitions: Definitions,
    engine: Engine,
    first: Period,
    last: Period,
    policy: Policy,
    ledger: Ledger = NO_LEDGER,
    more: Mapping[str, Iterable[Window]] | None = None,
) -> Protected:
    """Take the figures of all public windows from the engine and decide for each what readers get.

    Everything is added up on the tree of the last day of ``last``.

    Args:
        first, last: the periods published, from the first month of the one to the last month of the other.
        more: windows beside the calendar's, by level, that published indicators rest on.
    """
    public = public_windows(policy, first.first, last.last, more)
    atoms = tuple(dict.fromkeys(atom for form in definitions.forms for atom in form.atoms))
    wanted = needed_leaves(definitions.dictionary, public, atoms)
    plain = [a for a in atoms if publicity(definitions.dictionary.element_of(a)) == "yes"]
    windows = {window for level in public.values() for window in level}
    wanted |= {Leaf(atom, *window) for atom in plain for window in windows}
    table = engine.table(wanted, definitions.areas, last.end, definitions.dictionary, definitions.forms)
    ties = ties_of(definitions.forms, definitions.names, definitions.names)
    return protect(table.values, table.tree, definitions.dictionary, public, policy, ties, ledger, atoms)
