"""Depth-first order by whole arrays is that of plain recursion, however deep the tree; rings are found."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huimin.areas.order import cycles, depth_first, depths

LAW = settings(max_examples=60, deadline=None, derandomize=True)

PARENTS = st.integers(1, 20).flatmap(
    lambda n: st.lists(st.integers(-1, n - 1), min_size=n, max_size=n).map(lambda p: np.array(p, np.int32))
)


def plain_order(parent):
    def visit(node):
        yield node
        for child in range(len(parent)):
            if parent[child] == node:
                yield from visit(child)

    return [node for root in range(len(parent)) if parent[root] < 0 for node in visit(root)]


def break_rings(parent):
    parent = parent.copy()
    for ring in cycles(parent):
        parent[ring[0]] = -1
    return parent


@LAW
@given(PARENTS)
def test_order_is_that_of_recursion(parent):
    parent = break_rings(parent)
    assert depth_first(parent).order.tolist() == plain_order(parent)


@LAW
@given(PARENTS)
def test_breaking_each_ring_once_is_enough(parent):
    assert not depths(break_rings(parent))[1].any()


@LAW
@given(PARENTS)
def test_a_ring_leads_back_to_its_first_member(parent):
    for ring in cycles(parent):
        assert ring[0] == min(ring)
        assert [int(parent[node]) for node in ring] == [*ring[1:], ring[0]]


def test_a_chain_of_thousands_is_no_problem():
    parent = np.arange(-1, 4999, dtype=np.int32)
    found = depth_first(parent[::1])
    assert found.order.tolist() == list(range(5000))
    assert found.size[0] == 5000
