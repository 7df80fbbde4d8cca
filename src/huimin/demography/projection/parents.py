"""Areas that add up to the area they belong to."""

from __future__ import annotations

import numpy as np

from huimin.areas import Tree
from huimin.demography.faults import fault
from huimin.demography.projection.rates import Floats
from huimin.findings import Invalid


def add_up(tree: Tree, values: Floats) -> Floats:
    """Every area's own people with those of all areas below it.

    ``values`` (areas, ...) by tree index, NaN where an area has no people of its own (it is a sum of others). Any axes
    may follow; sums are taken position by position, so trajectory 7 of a city is the sum of the trajectories 7 of its
    counties. :class:`Invalid` where there is not one row an area.
    """
    if len(values) != len(tree):
        raise Invalid([fault("projection-shape", "area", found=str(len(values)), expected=str(len(tree)))])
    flat = np.asarray(values, dtype=np.float64).reshape(len(tree), -1)
    return tree.sum_up(flat).reshape(values.shape)


def scale_to(children: Floats, parent: Floats) -> Floats:
    """The children's people, each cell times one factor so that they add up to the parent's.

    Args:
        children: (areas, ...) projected on their own.
        parent: (...) projected on its own.

    Returns:
        (areas, ...) that add up to ``parent`` in every cell. A cell that is empty in all children is shared out by
        their total sizes. Controlling to totals: Smith, Tayman and Swanson (2013), A Practitioner's Guide to State and
        Local Population Projections, chapter 10.

    Raises:
        Invalid: negative people, or a parent of another shape.
    """
    children, parent = np.asarray(children, dtype=np.float64), np.asarray(parent, dtype=np.float64)
    if children.shape[1:] != parent.shape:
        raise Invalid([fault("projection-shape", "area", found=str(children.shape[1:]), expected=str(parent.shape))])
    if children.min(initial=0.0) < 0.0 or parent.min(initial=0.0) < 0.0:
        raise Invalid(
            [fault("projection-people-negative", "population", found=float(min(children.min(), parent.min())))]
        )
    size = children.reshape(len(children), -1).sum(axis=1)
    even = size / size.sum() if size.sum() > 0.0 else np.full(len(children), 1.0 / len(children))
    total = children.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = children / total
    spread = even.reshape(-1, *([1] * parent.ndim))
    return np.asarray(np.where(total > 0.0, share, spread) * parent)
