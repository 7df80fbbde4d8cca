"""Document numbers: one after the other in a year, once for good, the same for both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.tasks.publish.orders import Order
from huimin.tasks.publish.register import COLUMNS, Register, read_register, rows_of

DAY = date(2026, 1, 4)


def order(month: int, kind: str = "monthly-circular", lang: str = "zh", area: str = "") -> Order:
    return Order(kind, Period.at(2025 * 12 + month, "month"), area, lang)


def test_a_rebuild_keeps_number_and_day():
    register = Register()
    first = register.enter(order(0), DAY)
    assert (first.number, first.day) == (1, DAY)
    assert register.enter(order(0, lang="en"), date(2027, 1, 1)) == first
    assert register.enter(order(1), DAY).number == 2


def test_numbers_begin_anew_each_year():
    register = Register()
    register.enter(order(0), DAY)
    assert register.enter(order(1), date(2027, 3, 1)).number == 1


def test_letters_without_a_number_share_a_day():
    register = Register()
    one = register.enter(order(0, "figures-letter", area="990102"), DAY)
    assert one.number == 0 and register.enter(order(0, "figures-letter", area="990121"), date(2026, 2, 1)) == one


@given(st.lists(st.tuples(st.integers(0, 23), st.dates(date(2025, 1, 1), date(2027, 12, 31))), max_size=20))
def test_what_was_written_is_read_again_and_no_number_is_used_twice(entered):
    register = Register()
    for month, day in entered:
        register.enter(order(month), day)
    again = read_register([dict(zip(COLUMNS, row, strict=True)) for row in rows_of(register)])
    assert again.entries == register.entries
    numbers = [(one.year, one.number) for one in again.entries.values()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize(
    "row",
    [
        {
            "year": "2026",
            "number": "x",
            "kind": "a",
            "period": "2025",
            "area": "",
            "run": "",
            "scheme": "",
            "day": "2026-01-04",
        },
        {
            "year": "2025",
            "number": "1",
            "kind": "a",
            "period": "2025",
            "area": "",
            "run": "",
            "scheme": "",
            "day": "2026-01-04",
        },
        {"year": "2026", "number": "1"},
    ],
)
def test_a_line_in_doubt_is_told(row):
    with pytest.raises(Invalid) as told:
        read_register([row])
    assert [one.code for one in told.value.findings] == ["numbers-row-unreadable"]
