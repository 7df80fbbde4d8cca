"""A published table never lets a reader work out a small count.

Counts of 1 to 4 are hidden. What is hidden beside them is enough that nobody gets them back by adding and subtracting,
however many tables are put together.
"""

from __future__ import annotations

import numpy as np
import pytest

from huimin.disclosure.attack import attack, counts_behind, rate_attack
from huimin.disclosure.audit import audit
from huimin.disclosure.complement import suppress
from huimin.disclosure.scorecards import Item, protect_card
from huimin.disclosure.table import Status, Table, table_of

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


def test_a_block_that_is_cut_off_reveals_its_cell_and_is_repaired() -> None:
    """``w|b = 236 - 189 = 47``: rows and columns hide two cells or more each, and one cell still comes out."""
    inner = read(TRAP)
    inner[1, 0] = 4
    values, sums = with_margins(inner)
    made = table_of(values, sums)
    # Rows a and b less columns x and y: every hidden cell of theirs cancels but w of b.
    cells = [1 * 4 + 0, 1 * 4 + 1, 1 * 4 + 2, 0 * 4 + 1, 0 * 4 + 2, 2 * 4 + 0, 2 * 4 + 3, 3 * 4 + 0, 3 * 4 + 3]
    hidden = hiding(made, cells)
    inner_hidden = np.zeros(16, bool)
    inner_hidden[cells] = True
    lines = inner_hidden.reshape(4, 4)
    assert all(count != 1 for count in [*lines.sum(0), *lines.sum(1)])
    found = audit(made, hidden, exact=True)
    assert found.revealed[4] and found.low[4] == found.high[4] == 4

    numbers = {n: (v, v) for n, v in enumerate(values) if n not in cells}
    attacked = attack(numbers, cells, [{k: int(f) for k, f in one.items()} for one in sums])
    assert {(one.name, one.low) for one in attacked} >= {(4, 4.0)}

    repaired = suppress(made)
    assert not repaired.lost.any()
    assert not audit(made, repaired.status, exact=True).revealed.any()


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


def test_a_score_does_not_give_a_withheld_item_back() -> None:
    items = [Item(90.0, 96.0, hidden=False), Item(3.0, 4.0, hidden=True)]
    card = protect_card(items, 93.0, 1.0, [0.0, 60.0, 80.0, 90.0], 100.0)
    assert card.items == (True, False)
    assert card.telling in ("rounded", "grade")
    assert card.score != 93.0


def test_a_score_without_hidden_items_is_exact() -> None:
    card = protect_card([Item(90.0, 100.0, hidden=False)], 90.0, 1.0, [0.0, 60.0], 100.0)
    assert (card.telling, card.score) == ("exact", 90.0)
