"""Figures add up along the tree: a sum takes all that lies below; a stock takes the own figure first.

What nobody reported is not known, and not zero.
"""

from __future__ import annotations

from datetime import date

import numpy as np

DAY = date(2024, 1, 1)
AREAS = """
    key | parent | level  | zh
    C   |        | city   | 市
    N   | C      | county | 北
    n1  | N      | town   | 甲
    n2  | N      | town   | 乙
    S   | C      | county | 南
    s1  | S      | town   | 丙
"""


def figures(areas, tree, **by_key):
    """A column by history id, missing where not given."""
    column = np.full(len(areas), np.nan)
    for key, value in by_key.items():
        column[areas.id_of(key)] = value
    return column


def shown(tree, column):
    """The column by key, None for missing."""
    return {key: None if np.isnan(value) else float(value) for key, value in zip(tree.keys, column, strict=True)}


def test_a_sum_holds_all_that_was_reported_below(read):
    areas = read(AREAS)
    tree = areas.at(DAY)
    column = tree.sum_up(tree.gather(figures(areas, tree, n1=3, n2=4, N=1)))
    assert shown(tree, column) == {"C": 8, "N": 8, "n1": 3, "n2": 4, "S": None, "s1": None}


def test_an_own_figure_stands_before_the_sum_of_the_children(read):
    areas = read(AREAS)
    tree = areas.at(DAY)
    column = tree.own_first(tree.gather(figures(areas, tree, N=10, n1=3, n2=4, s1=5)))
    assert shown(tree, column) == {"C": 15, "N": 10, "n1": 3, "n2": 4, "S": 5, "s1": 5}


def test_a_merged_areas_figure_adds_to_its_successors(read):
    areas = read(AREAS, """
        date       | kind  | old | new
        2020-01-01 | merge | n1  | n2
    """)  # fmt: skip
    tree = areas.at(DAY)
    column = tree.sum_up(tree.gather(figures(areas, tree, n1=3, n2=4)))
    assert shown(tree, column) == {"C": 7, "N": 7, "n2": 7, "S": None, "s1": None}


def test_a_part_that_is_gone_does_not_add_to_the_own_figure_that_contains_it(read):
    ended = AREAS.replace("zh\n", "zh | to\n").replace("甲", "甲 | 2020-12-31")
    areas = read(ended)
    tree = areas.at(DAY)
    with_own = tree.own_first(*tree.gather_own(figures(areas, tree, n1=3, n2=4, N=9)))
    without = tree.own_first(*tree.gather_own(figures(areas, tree, n1=3, n2=4)))
    assert shown(tree, with_own)["N"] == 9
    assert shown(tree, without)["N"] == 7
