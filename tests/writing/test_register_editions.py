"""What takes the place of a withdrawn document has a number of its own; the old one is never used again.

year | number | kind             | period  | edition
2026 |      1 | monthly-circular | 2025-11 |
2026 |      2 | monthly-circular | 2025-11 | 2
"""

from __future__ import annotations

from datetime import date

from huimin.figures.periods import Period
from huimin.tasks.publish.orders import Order
from huimin.tasks.publish.register import COLUMNS, Register, read_register, rows_of

ORDER, DAY = Order("monthly-circular", Period.of("2025-11")), date(2026, 1, 4)


def test_an_edition_has_a_number_of_its_own():
    register = Register()
    first, second = register.enter(ORDER, DAY), register.enter(ORDER, DAY, 2)
    assert (first.number, second.number) == (1, 2)
    assert register.enter(ORDER, DAY, 1) == first and register.enter(ORDER, DAY, 2) == second


def test_the_latest_edition_is_the_one_that_counts():
    register = Register()
    assert register.find(ORDER) is None
    register.enter(ORDER, DAY)
    second = register.enter(ORDER, DAY, 2)
    assert register.find(ORDER) == register.enter(ORDER, DAY) == second


def test_editions_outlast_the_file():
    register = Register()
    register.enter(ORDER, DAY)
    register.enter(ORDER, DAY, 2)
    again = read_register([dict(zip(COLUMNS, row, strict=True)) for row in rows_of(register)])
    assert again.entries == register.entries


def test_a_register_from_before_there_were_editions_is_read():
    row = {"year": "2026", "number": "7", "kind": ORDER.kind, "period": "2025-11", "area": "", "run": "", "scheme": "",
           "day": "2026-01-04"}  # fmt: skip
    assert read_register([row]).enter(ORDER, DAY).number == 7
