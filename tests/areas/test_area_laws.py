"""Laws of the dated tree, for any tree and any changes: nothing is lost, and the arrays fit together."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huimin.areas import CHANGE_KINDS, AreaRow, Areas, ChangeRow, Level, Levels

LAW = settings(max_examples=50, deadline=None, derandomize=True)

DAYS = 12
FIRST = date(2010, 1, 1)
LEVELS = Levels(tuple(Level(f"l{n}", f"级{n}", f"Level {n}") for n in range(12)))


def day(number):
    return FIRST + timedelta(days=number)


@st.composite
def trees(draw):
    """A tree under one root that never ends, with random lives and random (often senseless) changes."""
    n = draw(st.integers(2, 12))
    rows = [AreaRow("a0", "", "", "l0", "甲0", "", None, None)]
    for i in range(1, n):
        parent = draw(st.integers(0, i - 1))
        level = f"l{int(rows[parent].level[1:]) + 1}"
        start = draw(st.none() | st.integers(0, DAYS - 1))
        end = draw(st.none() | st.integers(start or 0, DAYS))
        life = (None if start is None else day(start), None if end is None else day(end))
        rows.append(AreaRow(f"a{i}", "", f"a{parent}", level, f"甲{i}", "", *life))
    keys = st.sampled_from([row.key for row in rows[1:]])
    some = st.lists(keys, min_size=1, max_size=3, unique=True).map(tuple)
    changes = draw(
        st.lists(
            st.builds(
                lambda when, kind, old, new, parent: ChangeRow(
                    day(when),
                    kind,
                    old if kind == "merge" else old[:1],
                    {"split": new, "move": (), "rename": ()}.get(kind, new[:1]),
                    "改名",
                    "",
                    parent,
                ),
                st.integers(1, DAYS),
                st.sampled_from(CHANGE_KINDS),
                some,
                some,
                keys,
            ),
            max_size=6,
        )
    )
    return Areas.read(draw(st.permutations(rows)), changes, LEVELS)


@LAW
@given(trees(), st.integers(-2, DAYS + 2), st.data())
def test_every_figure_has_a_home_and_sums_are_kept_whatever_the_date(areas, number, data):
    tree = areas.at(day(number))
    assert (tree.home >= 0).all()
    figures = np.array([data.draw(st.integers(0, 1000)) for _ in areas.keys], float)
    assert tree.sum_up(tree.gather(figures))[0] == figures.sum()
    own, contained = tree.gather_own(figures)
    assert np.nansum(own) + np.nansum(contained) == figures.sum()


@LAW
@given(trees(), st.integers(-2, DAYS + 2))
def test_an_area_alive_is_its_own_home(areas, number):
    tree = areas.at(day(number))
    alive = np.flatnonzero(areas.alive(day(number)))
    assert sorted(tree.ids.tolist()) == alive.tolist()
    assert [tree.keys[i] for i in tree.home[alive]] == [areas.keys[i] for i in alive]
    assert not tree.covering[alive].any()


@LAW
@given(trees(), st.integers(-2, DAYS + 2))
def test_the_arrays_fit_together(areas, number):
    tree = areas.at(day(number))
    assert tree.roots() == [0]
    for i in range(len(tree)):
        children = tree.children(i)
        assert all(tree.parent[child] == i and tree.depth[child] == tree.depth[i] + 1 for child in children)
        assert tree.end[i] == (tree.end[children[-1]] if children else i + 1)
        assert tree.index(tree.keys[i]) == i
        assert tree.common(i, int(tree.parent[i])) == max(int(tree.parent[i]), -1)
    assert sum(len(tree.at_level(level)) for level in LEVELS.codes) == len(tree)


@LAW
@given(trees(), st.integers(0, DAYS))
def test_the_tree_of_a_day_does_not_depend_on_what_was_asked_before(areas, number):
    before = areas.at(day(number))
    for other in range(-2, DAYS + 3):
        assert areas.at(day(other)).day == day(other)
    after = areas.at(day(number))
    assert before.keys == after.keys
    assert (before.home == after.home).all()


@LAW
@given(trees())
def test_history_ids_are_positions_of_the_keys(areas):
    assert [areas.id_of(key) for key in areas.keys] == list(range(len(areas)))
    assert areas.id_of("nobody") is None


def test_an_end_in_a_ring_of_successors_still_has_a_home():
    rows = [AreaRow("r", "", "", "l0", "根", "", None, None)]
    rows += [AreaRow(key, "", "r", "l1", key, "", None, day(3)) for key in "xy"]
    rows += [AreaRow("z", "", "x", "l2", "z", "", None, day(2))]
    changes = [ChangeRow(day(4), "recode", ("x",), ("y",)), ChangeRow(day(4), "recode", ("y",), ("x",))]
    tree = Areas.read(rows, changes, LEVELS).at(day(9))
    assert tree.home.tolist() == [0, 0, 0, 0]
