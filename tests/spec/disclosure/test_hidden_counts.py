"""A published table never lets a reader work out a small count.

Counts of 1 to 4 are hidden. What is hidden beside them is enough that nobody gets them back by adding and subtracting,
however many tables are put together.
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.disclosure.attack import attack, counts_behind, rate_attack
from huimin.disclosure.audit import audit
from huimin.disclosure.complement import Suppressed, suppress
from huimin.disclosure.scorecards import Item, places, score_range
from huimin.disclosure.table import Status, Table, table_of
from huimin.disclosure.telling import in_words, worked_out

FOUR_BY_FOUR = """
       w    x    y    z
a     12   30    3   44
b     47   61   58   70
c     33    2   40    4
d      1   39    4   51
"""
"""Rows a to d, columns w to z; the totals of rows and columns are published too."""


def read(text: str) -> np.ndarray:
    return np.array([line.split()[1:] for line in text.strip().splitlines()[1:]], int)


def with_margins(inner: np.ndarray) -> tuple[list[int], list[dict[int, float]]]:
    rows, columns = inner.shape
    count = rows * columns
    values = [*inner.ravel().tolist(), *inner.sum(1).tolist(), *inner.sum(0).tolist(), int(inner.sum())]
    sums: list[dict[int, float]] = []
    for r in range(rows):
        sums.append({**{r * columns + c: 1.0 for c in range(columns)}, count + r: -1.0})
    for c in range(columns):
        sums.append({**{r * columns + c: 1.0 for r in range(rows)}, count + rows + c: -1.0})
    sums.append({**{count + r: 1.0 for r in range(rows)}, count + rows + columns: -1.0})
    sums.append({**{count + rows + c: 1.0 for c in range(columns)}, count + rows + columns: -1.0})
    return values, sums


def table(text: str) -> Table:
    return table_of(*with_margins(read(text)))


def hiding(table: Table, cells: list[int]) -> np.ndarray:
    status = np.full(len(table), Status.SHOWN, np.int64)
    status[cells] = Status.COMPLEMENT
    return status


TRAP = """
      w    x    y    z
a    10   20   30    2
b    47   61   58   70
c    33   12   40   14
d    21   39    3   51
"""


def test_a_closed_round_of_two_hidden_cells_a_line_leaves_the_small_one_room() -> None:
    """Every row and column hides exactly two: what goes up here goes down there, all the way round."""
    values, sums = with_margins(read(TRAP))
    cells = [1, 3, 4, 6, 8, 11, 13, 14]
    made = table_of(values, sums)
    inner = np.isin(np.arange(16), cells).reshape(4, 4)
    assert (inner.sum(0) == 2).all() and (inner.sum(1) == 2).all()
    found = audit(made, hiding(made, cells), exact=True)
    assert found.low[3] == 0 and found.high[3] == 5


CUT_OFF = """
      a    b    c    d
w    12   47   21   34
x    15    9   40   28
y    33   25    8    7
z    18   50    9    6
"""
"""Hidden are b, c, d of row w; c, d of row x; a, b of rows y and z: two or more in every row and every column."""
HIDDEN = [1, 2, 3, 6, 7, 8, 9, 12, 13]


def cut_off() -> Table:
    """The table in which nobody may tell the 47 from 43 to 51, nor any count under 5."""
    made = table_of(*with_margins(read(CUT_OFF)))
    made.window_low[1], made.window_high[1] = 43, 51
    return made


def place(cell: int) -> str:
    if cell < 16:
        return f"row {'wxyz'[cell // 4]}, column {'abcd'[cell % 4]}"
    return [*(f"total of row {one}" for one in "wxyz"), *(f"total of column {one}" for one in "abcd"), "total"][
        cell - 16
    ]


def test_two_hidden_cells_a_line_can_still_reveal_one() -> None:
    """Rows w and x less columns c and d: every hidden cell cancels but ``w|b = 236 - 189 = 47``."""
    made, status = cut_off(), hiding(cut_off(), HIDDEN)
    hidden = np.isin(np.arange(16), HIDDEN).reshape(4, 4)
    assert min([*hidden.sum(0), *hidden.sum(1)]) == 2
    found = audit(made, status, exact=True)
    assert np.flatnonzero(found.revealed).tolist() == [1]
    assert found.low[1] == found.high[1] == 47


def test_the_audit_tells_how_a_count_can_be_worked_out() -> None:
    made, status = cut_off(), hiding(cut_off(), HIDDEN)
    working = worked_out(made, status, 1)
    assert working.exact and working.at_most is not None
    assert (working.at_most.added.total, working.at_most.taken.total, working.at_most.value) == (236, 189, 47)
    assert in_words(working, made, place, "en") == (
        "row w, column b can be worked out: 236 − 189 = 47. "
        "236 = 114 (total of row w) + 92 (total of row x) + 9 (row z, column c) + 8 (row y, column c)"
        " + 7 (row y, column d) + 6 (row z, column d); "
        "189 = 78 (total of column c) + 75 (total of column d) + 15 (row x, column a) + 12 (row w, column a)"
        " + 9 (row x, column b)."
    )
    assert in_words(working, made, place, "zh").startswith("row w, column b可以推算出来：236 − 189 = 47。236 = 114（")


def test_a_reader_with_other_means_finds_the_same() -> None:
    made = cut_off()
    numbers = {n: (v, v) for n, v in enumerate(made.value.tolist()) if n not in HIDDEN}
    sums = [{k: int(f) for k, f in one.items()} for one in with_margins(read(CUT_OFF))[1]]
    assert [(one.name, one.low, one.by) for one in attack(numbers, HIDDEN, sums)] == [(1, 47.0, "combination")]


def test_what_still_reveals_a_count_is_repaired() -> None:
    made, status = cut_off(), hiding(cut_off(), HIDDEN)
    found = audit(made, status)
    before = Suppressed(status, found, np.zeros(len(made), bool))
    repaired = suppress(made, before=before, sparing=False)
    assert not repaired.lost.any()
    assert set(HIDDEN) < set(np.flatnonzero(repaired.status != Status.SHOWN).tolist())
    assert not audit(made, repaired.status, exact=True).revealed.any()
    assert not worked_out(made, repaired.status, 1).exact


def test_what_the_repair_made_needless_is_shown_again() -> None:
    """Of ten cells four are enough: ``w|b``, another in its row, another in its column, and the corner between."""
    status = suppress(cut_off()).status
    assert len(np.flatnonzero(status != Status.SHOWN)) == 4
    assert status[1] != Status.SHOWN
    assert not audit(cut_off(), status, exact=True).revealed.any()


def test_a_count_that_is_only_bounded_is_told_with_its_bound() -> None:
    """Two hidden parts of 4: each is at most 4, because the other cannot be below zero."""
    made = table_of([20, 16, 1, 3], [{0: 1, 1: -1, 2: -1, 3: -1}])
    status = hiding(made, [2, 3])
    assert audit(made, status).revealed.tolist() == [False, False, True, True]
    assert in_words(worked_out(made, status, 2), made, ["the county", "A", "B", "C"].__getitem__, "en") == (
        "B can be told to be no more than 4: 20 − 16 = 4, whatever the other hidden numbers are. 20 is the county; 16 is A."
    )


def test_what_is_shown_is_the_true_number_and_small_ones_are_never_shown() -> None:
    made = table(FOUR_BY_FOUR)
    status = suppress(made).status
    small = (made.value > 0) & (made.value < 5)
    assert (status[small] == Status.SMALL).all()
    assert set(status.tolist()) <= {Status.SHOWN, Status.SMALL, Status.COMPLEMENT}


def test_zero_is_shown_and_may_be_hidden_as_the_workspace_says() -> None:
    made = table_of([10, 0, 10], [{0: 1, 1: -1, 2: -1}])
    assert suppress(made).status.tolist() == [Status.SHOWN] * 3


def test_readers_are_not_told_why_a_number_is_hidden() -> None:
    assert {one.public for one in Status if one.hidden} == {"hidden"}


@pytest.mark.parametrize(("shown", "of", "counts"), [(12.5, 24, [3]), (50.0, 4, [2]), (33.3, 1000, [333])])
def test_a_rate_beside_its_denominator_gives_the_count_back(shown: float, of: int, counts: list[int]) -> None:
    assert counts_behind(shown, 1, of, per=100) == counts


def test_a_rate_with_a_small_numerator_is_caught() -> None:
    assert rate_attack(12.5, 1, (24, 24), per=100) == (3, 3)
    assert rate_attack(0.0, 1, (24, 24), per=100) is None


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(1, 40), st.booleans(), st.booleans()), min_size=1, max_size=6),
    st.tuples(st.floats(0, 5), st.booleans()),
)
def test_a_score_does_not_give_a_withheld_item_back(
    told: list[tuple[float, int, bool, bool]], bonus: tuple[float, bool]
) -> None:
    """Whatever the hidden items earned, and whether they counted or not: the range told is the same."""
    items = [Item(share * most, float(most), hidden) for share, most, hidden, _ in told]
    items.append(Item(bonus[0], 0.0, bonus[1], (0.0, 5.0)))
    low, high = score_range([Item(None, one.most, True, one.extra) if one.hidden else one for one in items], 100.0)
    counted = [one for one, (*_, counts) in zip(items, told, strict=False) if counts or not one.hidden]
    available = sum(one.most for one in counted)
    if available:
        score = sum(one.points or 0.0 for one in counted) / available * 100.0 + bonus[0]
        assert low - 1e-9 <= min(score, 100.0) <= high + 1e-9


def test_the_range_of_a_score_is_what_readers_could_work_out() -> None:
    shown, hidden = Item(90.0, 96.0), Item(None, 4.0, hidden=True)
    assert score_range([shown, hidden], 100.0) == (90.0, 94.0)
    assert score_range([shown, Item(None, 0.0, True, (-2.0, 0.0))], 96.0) == (88.0, 90.0)
    assert score_range([hidden], 100.0) == (0.0, 100.0)


def test_a_score_without_hidden_items_is_exact() -> None:
    assert score_range([Item(90.0, 100.0)], 100.0) == (90.0, 90.0)


def test_ranks_are_told_as_far_as_scores_are() -> None:
    assert places([(93.5, 93.5), (87.5, 97.5), (92.6, 92.6), (60.0, 60.0)]) == [(1, 2), (1, 3), (2, 3), (4, 4)]
    assert places([(70.0, 70.0), (90.0, 90.0), (70.0, 70.0)]) == [(2, 3), (1, 1), (2, 3)]


def test_a_range_that_ends_where_another_begins_is_below_it() -> None:
    """Rounded to 5, 87.5 up to 92.5 is below 92.5 up to 97.5, and below an exact 92.5."""
    assert places([(87.5, 92.5), (92.5, 97.5), (92.5, 92.5)]) == [(3, 3), (1, 2), (1, 2)]
