"""Laws of protection: on any table nothing small is given away, and the audit is what trying everything would find."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from huimin.disclosure.attack import attack
from huimin.disclosure.audit import audit
from huimin.disclosure.bounds import first_status
from huimin.disclosure.complement import suppress
from huimin.disclosure.proofs import Move, holding, proved
from huimin.disclosure.sparing import spare
from huimin.disclosure.table import Status, Table, table_of
from huimin.disclosure.telling import worked_out


def tree_by_sex_by_time(numbers: list[int], counties: int, months: int) -> tuple[list[int], list[dict[int, float]]]:
    """Counties × sexes × months, with the sums over each of the three and over all of them."""
    inner = np.array(numbers[: counties * 2 * months]).reshape(counties, 2, months)
    full = np.zeros((counties + 1, 3, months + 1), int)
    full[1:, 1:, 1:] = inner
    full[0] = full[1:].sum(0)
    full[:, 0] = full[:, 1:].sum(1)
    full[:, :, 0] = full[:, :, 1:].sum(2)
    at = np.arange(full.size).reshape(full.shape)
    sums: list[dict[int, float]] = []
    for axis in range(3):
        lines = np.moveaxis(at, axis, 0).reshape(full.shape[axis], -1)
        sums += [{int(line[0]): 1.0, **{int(one): -1.0 for one in line[1:]}} for line in lines.T]
    return full.ravel().tolist(), sums


tables = st.tuples(
    st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 40, 300]), min_size=24, max_size=24),
    st.integers(2, 4),
    st.integers(2, 3),
)


@given(tables)
@settings(max_examples=8)
def test_nothing_small_is_given_away(drawn: tuple[list[int], int, int]) -> None:
    values, sums = tree_by_sex_by_time(*drawn)
    table = table_of(values, sums)
    made = suppress(table)
    found = audit(table, made.status, exact=True)
    assert not (found.revealed & ~made.lost).any()
    hidden = [n for n in range(len(values)) if made.status[n] != Status.SHOWN]
    numbers = {n: (v, v) for n, v in enumerate(values) if n not in set(hidden)}
    plain = [{name: int(factor) for name, factor in one.items()} for one in sums]
    recovered = {one.name for one in attack(numbers, hidden, plain)}
    assert not recovered & {n for n in hidden if 0 < values[n] < 5 and not made.lost[n]}
    assert np.array_equal(suppress(table).status, made.status)


@given(tables)
@settings(max_examples=8)
def test_only_a_whole_table_of_small_counts_cannot_be_protected(drawn: tuple[list[int], int, int]) -> None:
    values, sums = tree_by_sex_by_time(*drawn)
    made = suppress(table_of(values, sums))
    if made.lost.any():
        assert (made.status[np.array(values) > 0] != Status.SHOWN).all()


def by_trying(table: Table, hidden: list[int], most: int) -> tuple[list[int], list[int]]:
    """The least and most of each hidden cell over every whole-numbered table that fits."""
    rows, base = table.relations.toarray(), table.value.astype(float).copy()
    fits = []
    for numbers in product(range(most + 1), repeat=len(hidden)):
        base[hidden] = numbers
        if not (rows @ base).any():
            fits.append(numbers)
    return list(map(min, zip(*fits, strict=True))), list(map(max, zip(*fits, strict=True)))


@given(st.lists(st.integers(0, 4), min_size=4, max_size=4), st.sets(st.sampled_from(range(9)), min_size=1, max_size=3))
def test_the_audit_finds_what_trying_every_table_finds(numbers: list[int], chosen: set[int]) -> None:
    a, b, c, d = numbers
    values = [a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d]
    sums = [{0: 1.0, 1: 1.0, 4: -1.0}, {2: 1.0, 3: 1.0, 5: -1.0}, {0: 1.0, 2: 1.0, 6: -1.0},
            {1: 1.0, 3: 1.0, 7: -1.0}, {4: 1.0, 5: 1.0, 8: -1.0}, {6: 1.0, 7: 1.0, 8: -1.0}]  # fmt: skip
    table = table_of(values, sums)
    hidden = sorted(chosen)
    status = np.full(9, Status.SHOWN, np.int64)
    status[hidden] = Status.COMPLEMENT
    found = audit(table, status, exact=True)
    low, high = by_trying(table, hidden, 9)
    for place, cell in enumerate(hidden):
        if table.sensitive[cell] and max(high) < 9:  # beyond that, a reader can think of more than is tried here
            assert (found.low[cell], found.high[cell]) == (low[place], high[place])


@given(tables)
@settings(max_examples=8)
def test_every_move_leads_to_a_table_that_nothing_published_rules_out(drawn: tuple[list[int], int, int]) -> None:
    table = table_of(*tree_by_sex_by_time(*drawn))
    made = suppress(table)
    for move in made.moves:
        other = table.value.astype(float)
        other[move.cells] += move.steps
        assert not (table.relations @ other).any()
        assert (other >= 0).all()
        assert (other == table.value)[made.status == Status.SHOWN].all()
    safe = proved(table, made.status, 5, 4, made.moves)
    assert not (safe & audit(table, made.status, exact=True).revealed).any()


@given(tables)
@settings(max_examples=8)
def test_a_move_is_not_believed_once_one_of_its_cells_is_shown(drawn: tuple[list[int], int, int]) -> None:
    table = table_of(*tree_by_sex_by_time(*drawn))
    made = suppress(table)
    nothing = np.full(len(table), Status.SHOWN, np.int64)
    assert holding(table, made.status, 5, made.moves) == list(made.moves)
    assert holding(table, nothing, 5, made.moves) == []
    wrong = [Move(move.cells[:1], move.steps[:1]) for move in made.moves]
    assert holding(table, made.status, 5, wrong) == []


def test_what_became_needless_is_shown_again() -> None:
    """Hiding by hand twice as much as it takes: what is not needed comes back, and nothing more is given away."""
    values, sums = tree_by_sex_by_time([3, 40, 300, 40] * 6, 4, 3)
    table = table_of(values, sums)
    start = first_status(table)
    all_hidden = np.where(start == Status.SHOWN, Status.COMPLEMENT, start)
    status, moves = spare(table, all_hidden, start, 5, 4, np.zeros(len(table), bool))
    assert (status == Status.COMPLEMENT).sum() < (all_hidden == Status.COMPLEMENT).sum() / 2
    assert (status[start == Status.SMALL] == Status.SMALL).all()
    assert proved(table, status, 5, 4, moves)[table.sensitive].all()
    assert not audit(table, status, exact=True).revealed.any()


@given(tables, st.data())
@settings(max_examples=15)
def test_how_a_count_is_worked_out_agrees_with_what_can_be(
    drawn: tuple[list[int], int, int], data: st.DataObject
) -> None:
    """The told combination of published numbers gives the bound that linear programming finds, or a wider one."""
    values, sums = tree_by_sex_by_time(*drawn)
    table = table_of(values, sums)
    hidden = data.draw(st.sets(st.sampled_from(range(len(values))), min_size=1, max_size=8))
    status = np.full(len(values), Status.SHOWN, np.int64)
    status[sorted(hidden)] = Status.COMPLEMENT
    cell = data.draw(st.sampled_from(sorted(hidden)))
    working = worked_out(table, status, cell)
    if working.exact:
        assert working.at_least is not None and working.at_least.value == values[cell]
    assert working.at_least is None or working.at_least.value <= values[cell]
    assert working.at_most is None or working.at_most.value >= values[cell]
    found = audit(table, status, exact=True)
    if table.sensitive[cell]:
        least = working.at_least.value if working.at_least else 0
        assert max(least, 0) <= found.low[cell]
        if working.at_most is not None:
            assert found.high[cell] <= working.at_most.value


def test_rounded_cells_give_room_and_are_said_to_be_rounded() -> None:
    values, sums = [43, 3, 19, 21], [{0: 1.0, 1: -1.0, 2: -1.0, 3: -1.0}]
    made = suppress(table_of(values, sums), rounded=np.ones(4, bool))
    assert made.status.tolist() == [Status.ROUNDED, Status.SMALL, Status.ROUNDED, Status.ROUNDED]
    assert not audit(table_of(values, sums), made.status, exact=True).revealed.any()
