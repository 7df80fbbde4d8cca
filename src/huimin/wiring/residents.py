"""Stocks that offices reported last, of areas and the places below them: what simulated people are shared out by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from huimin.figures.periods import Period
from huimin.language import Leaf

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from huimin.areas import Tree
    from huimin.wiring.workspace import Workspace

Values = Mapping[str, "NDArray[np.float64]"]


def last_stocks(place: Workspace, elements: Sequence[str], year: int) -> tuple[Tree, Values] | None:
    """Elements added up for every area of the tree at the last month reported up to the end of ``year``.

    None where no such figure was ever reported; NaN where an area reported nothing.

    Raises:
        Invalid: the definitions are faulty.
    """
    given = place.definitions
    known = [one for one in elements if one in given.dictionary]
    forms = {form.code for form in given.forms if set(known) & {atom.partition(".")[0] for atom in form.atoms}}
    months = [one.last for form, one in place.store.forms_and_periods() if form in forms and one.last <= year * 12 + 11]
    if not known or not months:
        return None
    period = Period.at(max(months), "month")
    leaves = {one: [Leaf(atom, period.first, period.last) for atom in given.dictionary[one].atoms] for one in known}
    found = place.engine().table(
        [leaf for some in leaves.values() for leaf in some], given.areas, period.end, given.dictionary, given.forms
    )
    return found.tree, {
        one: np.sum([found.values[leaf] for leaf in some], axis=0, dtype=np.float64) for one, some in leaves.items()
    }
