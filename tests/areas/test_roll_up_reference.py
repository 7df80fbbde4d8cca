"""The whole-array roll-up agrees with plain recursion on any tree and any gaps."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huimin.areas import roll_up
from huimin.areas.order import depth_first

LAW = settings(max_examples=60, deadline=None, derandomize=True)


@st.composite
def forests(draw):
    """Parents in depth-first order, and two columns of whole figures with gaps for each area."""
    n = draw(st.integers(1, 15))
    parent = np.array([draw(st.integers(-1, i - 1)) for i in range(n)], np.int32)
    order = depth_first(parent).order
    where = np.full(n + 1, -1)
    where[order] = np.arange(n)
    cell = st.none() | st.integers(-50, 50)
    columns = draw(st.lists(st.tuples(cell, cell), min_size=n, max_size=n))
    return where[parent[order]].astype(np.int32), np.array(columns, float)


def plain_sum(values):
    known = [value for value in values if not np.isnan(value)]
    return sum(known) if known else np.nan


def plain_sum_up(i, parent, column):
    below = [plain_sum_up(j, parent, column) for j in range(len(parent)) if parent[j] == i]
    return plain_sum([column[i], *below])


def plain_own_first(i, parent, column, rest):
    if not np.isnan(column[i]):
        return column[i]
    below = [plain_own_first(j, parent, column, rest) for j in range(len(parent)) if parent[j] == i]
    return plain_sum([rest[i], *below])


def rings(parent):
    depth = np.zeros(len(parent), np.int32)
    for i, above in enumerate(parent):
        depth[i] = depth[above] + 1 if above >= 0 else 0
    return roll_up.rings(depth)


@LAW
@given(forests())
def test_sum_up(forest):
    parent, columns = forest
    expected = [[plain_sum_up(i, parent, column) for column in columns.T] for i in range(len(parent))]
    np.testing.assert_array_equal(roll_up.sum_up(columns, parent, rings(parent)), expected)
    np.testing.assert_array_equal(roll_up.sum_up(columns[:, 0], parent, rings(parent)), np.array(expected)[:, 0])


@LAW
@given(forests())
def test_own_first(forest):
    parent, columns = forest
    own, rest = columns.T
    expected = [plain_own_first(i, parent, own, rest) for i in range(len(parent))]
    np.testing.assert_array_equal(roll_up.own_first(own, parent, rings(parent), rest), expected)


@LAW
@given(forests())
def test_the_figures_given_are_not_changed(forest):
    parent, columns = forest
    before = columns.copy()
    roll_up.sum_up(columns, parent, rings(parent))
    roll_up.own_first(columns, parent, rings(parent), columns)
    np.testing.assert_array_equal(columns, before)
