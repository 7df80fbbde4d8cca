"""Whatever is wrong with an award, its claim is set aside with the reason, and the others are paid."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from huimin.adapters.banking.tables import read_awards, read_shares
from huimin.areas import AreaRow, Areas, ChangeRow, Level, Levels
from huimin.benefits.payments import Due, Sharing, check_awards
from huimin.findings import Invalid, Severity
from payment_samples import JUNE, QUARTERS, award, codes

SOUND = award("good", {"2025-06": "300.00"})
DAY = date(2025, 7, 1)


def with_months(*dues: Due):
    return replace(award("bad", {"2025-06": "1"}), months=dues)


def with_parts(*parts):
    return award("bad", {"2025-06": "300.00"}, parts=parts)


CASES = {
    "pay-amount-negative": with_months(Due(JUNE, -1)),
    "pay-amount-zero": with_months(Due(JUNE, 0)),
    "pay-amount-too-large": with_months(Due(JUNE, 2**63)),
    "pay-amount-not-whole": with_months(Due(JUNE, 300.0)),
    "pay-withdrawn-with-amount": with_months(Due(JUNE, 1, withdrawn=True)),
    "pay-award-without-months": with_months(),
    "pay-month-twice": with_months(Due(JUNE, 1), Due(JUNE, 1)),
    "pay-shares-not-whole": with_parts(("central", Fraction(1, 3)), ("county", Fraction(1, 3))),
    "pay-share-negative": with_parts(("central", Fraction(3, 2)), ("county", Fraction(-1, 2))),
    "pay-share-missing": replace(award("bad", {"2025-06": "1"}), shares=(Sharing(JUNE + 1, QUARTERS),)),
    "pay-award-incomplete": replace(award("bad", {"2025-06": "1"}), payee=" "),
}


@pytest.mark.parametrize("code", CASES)
def test_a_fault_sets_its_claim_aside_and_no_other(code):
    sound, findings = check_awards([CASES[code], SOUND], None, DAY)
    assert sound == [SOUND] and codes(findings) == [code]
    assert {one.severity for one in findings} == {Severity.ERROR}


def test_the_same_month_in_two_awards_of_a_claim_pays_neither():
    first, second = award("c", {"2025-06": "300.00"}), award("c", {"2025-06": "300.00"}, version="v2")
    assert check_awards([first, second, SOUND], None, DAY)[0] == [SOUND]
    other = award("c", {"2025-06": "300.00"}, benefit="milk")
    assert check_awards([first, other], None, DAY) == ([first, other], [])


def tree() -> Areas:
    """A and B became one on 2025-04-01; C was cut in two; D was given up."""
    levels = Levels((Level("county", "县", "County"), Level("town", "镇", "Town")))
    day = date(2025, 4, 1)
    ended = date(2025, 3, 31)
    lives = {"A": (None, None), "B": (None, None), "C": (None, None), "D": (None, ended)}
    lives |= dict.fromkeys(("AB", "C1", "C2"), (day, None))
    rows = [AreaRow("top", "", "", "county", "县", "", None, None)]
    rows += [AreaRow(key, "", "top", "town", key, "", *life) for key, life in lives.items()]
    changes = [ChangeRow(day, "merge", ("A", "B"), ("AB",)), ChangeRow(day, "split", ("C",), ("C1", "C2"))]
    return Areas.read(rows, changes, levels)


@pytest.mark.parametrize(("area", "booked", "code"), [
    ("AB", "AB", None), ("A", "AB", "pay-area-followed"), ("C", None, "pay-area-split"), ("D", None, "pay-area-ended"),
    ("X", None, "pay-area-unknown"),
])  # fmt: skip
def test_an_area_that_merged_since_is_followed_and_one_that_was_split_is_asked_for(area, booked, code):
    sound, findings = check_awards([award("c", {"2025-06": "1"}, area=area)], tree(), DAY)
    assert [one.area for one in sound] == ([booked] if booked else [])
    assert codes(findings) == ([code] if code else [])


HEAD = "claim,benefit,version,payee,area,month,amount,withdrawn\n"
SHARES = {"b": (Sharing(0, QUARTERS),)}


@pytest.mark.parametrize(("amount", "fen"), [("16777217.01", 1677721701), ("0.29", 29), ("300", 30000), ("1.1", 110)])
def test_amounts_are_read_to_the_fen(amount, fen):
    (read,), findings = read_awards("a.csv", f"{HEAD}c,b,v,p,A,2025-06,{amount},\n".encode(), SHARES)
    assert (read.months[0].fen, findings) == (fen, [])


@pytest.mark.parametrize(
    "amount", ["0.001", "1e3", "３００", "3,00", "", "nan", "0x10", "99999999999999999999", "三百"]
)
def test_what_is_no_amount_is_told_with_its_line(amount):
    data = f'{HEAD}c,b,v,p,A,2025-05,300,\nc,b,v,p,A,2025-06,"{amount}",\nd,b,v,q,A,2025-06,300,\n'
    read, (finding,) = read_awards("a.csv", data.encode(), SHARES)
    assert [one.claim for one in read] == ["d"], "no month of the claim is paid until it is mended"
    assert finding.place.line == 3 and finding.code in ("pay-amount-unreadable", "pay-amount-too-large")


@pytest.mark.parametrize(("data", "code"), [
    ("benefit,since,level\n", "pay-table-columns"),
    ("benefit,since,level,share\nb,2025,central,50%\n", "pay-month-unreadable"),
    ("benefit,since,level,share\nb,2025-01,central,half\n", "pay-share-unreadable"),
    ("benefit,since,level,share\nb,2025-01,central,50%\nb,2025-01,central,50%\n", "pay-share-twice"),
])  # fmt: skip
def test_faults_of_the_shares_are_told(data, code):
    with pytest.raises(Invalid) as caught:
        read_shares("shares.csv", data.encode())
    assert codes(caught.value.findings) == [code]


def test_a_table_that_is_not_utf8_is_refused():
    with pytest.raises(Invalid) as caught:
        read_shares("shares.csv", "benefit,since,level,share\n待遇,2025-01,县,50%\n".encode("gbk"))
    assert codes(caught.value.findings) == ["pay-table-not-utf8"]


def test_thirds_are_exact():
    (sharing,) = read_shares("s.csv", b"benefit,since,level,share\nb,2025-01,a,1/3\nb,2025-01,c,2/3\n")["b"]
    assert sum(part for _, part in sharing.parts) == 1
