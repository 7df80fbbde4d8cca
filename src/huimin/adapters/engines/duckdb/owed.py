"""Which areas owe a report, by history id."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Areas
from huimin.figures.forms import Form
from huimin.figures.periods import Period


def owed(areas: Areas, form: Form, period: Period) -> NDArray[np.int32]:
    """History ids, ascending, of the areas that owe this form for this period; none where it is not in force.

    They are the areas in being at the period's end whose level reports the form. A form that names ``areas``
    is owed only by these and the areas below them.
    """
    if not form.in_force(period):
        return np.empty(0, np.int32)
    ids = areas.reporting(form.reported_by, period.end)
    if not form.areas:
        return ids
    tree = areas.at(period.end)
    inside = np.zeros(len(tree.keys), bool)
    for key in form.areas:
        top = tree.index(key)
        if top is not None:
            inside[top : int(tree.end[top])] = True
    return np.intersect1d(ids, tree.ids[inside]).astype(np.int32)
