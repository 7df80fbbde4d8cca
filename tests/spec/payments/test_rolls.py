"""A roll holds what is due by the end of its period and not in the ledger: no month twice, and none forgotten.

The tables give, for one claim and month, what the ledger holds (yuan, and how it stands), what the award says now, and
what the roll does about it.
"""

from __future__ import annotations

import pytest

from huimin.benefits.money import fen_of
from huimin.benefits.payments import Part, Standing, State, roll_lines
from huimin.benefits.payments.splitting import split
from payment_samples import JUNE, QUARTERS, award, codes, month

OTHER_ACCOUNT, SAME_ACCOUNT = 8, 7


def parts_of(ledger: list[Standing], months: dict[str, str], account: int = SAME_ACCOUNT) -> tuple[str, list[str]]:
    """What a roll for June 2025 does, as text: (``kind yuan`` of each part, codes of findings)."""
    given = [award("c", months)] if months else []
    lines, findings = roll_lines(given, {"c": ledger} if ledger else {}, {"payee-c": account}, JUNE, JUNE)
    return ", ".join(told(part) for line in lines for part in line.parts), codes(findings)


def told(part: Part) -> str:
    return f"{part.kind.value} {part.fen // 100}"


def standing(yuan: str, state: str, number: int, mend: bool = False) -> Standing:
    fen = fen_of(yuan)
    return Standing(number + 1, "c", JUNE, number, "v1", "payee-c", "A", fen, split(abs(fen), QUARTERS), State(state),
                    SAME_ACCOUNT, mend)  # fmt: skip


FACTS = """
    ledger                              | award     | roll
    -                                   | 300       | due 300
    300 paid                            | 300       | -
    300 open                            | 300       | -
    300 failed                          | 300       | retry 300
    300 paid                            | 350       | back 50
    300 paid                            | 200       | over 100
    300 paid, -100 over                 | 200       | -
    300 paid, -100 over                 | 300       | back 100
    300 paid                            | withdrawn | over 300
    300 failed                          | 200       | cancel 300, back 200
    300 failed                          | withdrawn | cancel 300
    300 cancelled                       | withdrawn | -
    300 cancelled, 200 paid             | 200       | -
    300 paid, 50 failed                 | 350       | retry 50
    300 paid, 50 failed                 | 300       | cancel 50
    300 failed                          |           | retry 300
    300 paid                            |           | -
"""


def rows() -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in FACTS.strip().splitlines()[1:]]


@pytest.mark.parametrize("row", rows(), ids=lambda row: " | ".join(row))
def test_what_a_roll_does_about_a_month(row):
    said, wanted, expected = row
    ledger = [standing(*one.split(), number) for number, one in enumerate(said.split(", "))] if said != "-" else []
    months = {"2025-06": "" if wanted == "withdrawn" else wanted} if wanted else {}
    assert parts_of(ledger, months) == (expected.replace("-", "") if expected == "-" else expected, [])


def test_a_month_of_the_period_is_due_one_before_it_is_back_pay_and_one_after_it_waits():
    months = {"2025-04": "300", "2025-05": "300", "2025-06": "300", "2025-07": "300"}
    assert parts_of([], months)[0] == "back 300, back 300, due 300"


def test_a_correction_waits_while_the_payment_is_with_the_bank():
    assert parts_of([standing("300", "open", 0)], {"2025-06": "350"}) == ("", ["pay-waits-for-bank"])


def test_a_payment_that_failed_for_its_account_waits_for_another_account():
    failed = [standing("300", "failed", 0, mend=True)]
    assert parts_of(failed, {"2025-06": "300"}) == ("", ["pay-account-to-correct"])
    assert parts_of(failed, {"2025-06": "300"}, OTHER_ACCOUNT) == ("retry 300", [])


def test_who_has_no_account_is_left_off_and_told():
    assert parts_of([], {"2025-06": "300"}, account=0) == ("", ["pay-account-missing"])


def test_the_rule_of_the_month_says_who_pays_it():
    from dataclasses import replace
    from fractions import Fraction

    from huimin.benefits.payments import Sharing

    changed = (Sharing(month("2025-01"), (("county", Fraction(1)),)), Sharing(JUNE, (("central", Fraction(1)),)))
    given = replace(award("c", {"2025-05": "300", "2025-06": "300"}), shares=changed)
    ((line,), _) = roll_lines([given], {}, {"payee-c": 1}, JUNE, JUNE)
    assert [part.shares for part in line.parts] == [(("county", 30000),), (("central", 30000),)]
