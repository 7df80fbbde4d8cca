"""Facts that cannot be are told, and nobody is granted anything on them.

Nobody is refused for them either: a finding says which fact is wrong, and a person asks again.
"""

from __future__ import annotations

from datetime import date

from benefit_rules import amount, codes, condition, fact, made, read
from huimin.benefits import Claimed, Columns, clashes, decide, entitlements, population

JUNE = date(2025, 6, 15)
PLAIN = made()


def found(facts, benefit=PLAIN, on=JUNE):
    decision = decide(benefit, facts, on)
    return decision.eligible, codes(list(decision.findings))


def test_birthdays_that_cannot_be():
    assert found({"birth": "2025-07-01"}) == ("no", ["benefit-fact-future"])
    assert found({"birth": "2023-02-29"}) == ("unknown", ["benefit-fact-not-a-day"])
    assert found({"birth": "1024-02-29"}) == ("unknown", ["benefit-fact-too-early"])
    assert found({"birth": "2024-05-01", "parent_birth": "2025-01-01"}) == ("unknown", ["benefit-fact-order"])
    assert found({"birth": "2024-05-01", "parent_birth": "2024-05-01"}) == ("unknown", ["benefit-fact-order"])


def test_somebody_born_on_29_february_is_older_on_the_last_day_of_february():
    """28 February of a common year, 29 February of a leap year."""
    by_days = made(proration="day", conditions=[condition("three", "birth.years >= 3")])
    born = {"birth": "2020-02-29"}
    assert decide(by_days, born, date(2023, 2, 27)).eligible == "no"
    assert decide(by_days, born, date(2023, 2, 28)).eligible == "yes"
    assert decide(by_days, born, date(2024, 2, 28)).first == date(2023, 2, 28)


def test_a_child_is_not_paid_for_before_its_birth():
    due = entitlements([PLAIN], {"birth": "2025-03-15"}, 2025 * 12, 2025 * 12 + 5)
    assert [one.first.month for one in due] == [4, 5, 6]


def test_an_upper_age_without_a_lower_one_is_refused():
    benefit, faults = read(conditions=[condition("young", "birth.years < 3")])
    assert benefit is None and codes(faults) == ["benefit-before-birth"]


def test_an_empty_family_is_told_and_gets_nothing():
    facts = [fact("birth", "date", member=True)]
    tallies = [
        {"code": "heads", "zh": "人数", "en": "heads"},
        {"code": "old", "zh": "老人", "en": "old", "where": "birth.years >= 60"},
    ]
    family = made(subject="family", facts=facts, members=tallies, conditions=[condition("few", "heads < 3 and old < 1")],
                  amounts=[amount(("2020-01-01", 300))])  # fmt: skip
    decision = decide(family, {"members": []}, JUNE)
    assert decision.eligible == "no" and decision.reasons[-1].code == "nobody"
    assert [one.code for one in decision.findings] == ["benefit-family-empty"]
    assert decide(family, {}, JUNE).eligible == "unknown"
    assert decide(family, {"members": [{"birth": "2000-01-01"}]}, JUNE).eligible == "yes"


def test_the_same_child_claimed_by_two_parents():
    table = [
        Claimed("1", "childcare", "child a", "mother", date(2025, 1, 1), date(2025, 12, 31)),
        Claimed("2", "childcare", "child a", "father", date(2025, 6, 1), date(2026, 5, 31)),
        Claimed("3", "childcare", "child a", "mother", date(2025, 3, 1), date(2025, 3, 31)),
        Claimed("4", "childcare", "child b", "father", date(2025, 6, 1), date(2026, 5, 31)),
        Claimed("5", "other", "child a", "father", date(2025, 6, 1), date(2026, 5, 31)),
        Claimed("6", "childcare", "child b", "mother", date(2026, 6, 1), date(2027, 5, 31)),
    ]
    told = clashes(table)
    assert [(one.code, one.facts["claim"], one.facts["other"]) for one in told] == [
        ("benefit-claimed-by-two", "2", "1"), ("benefit-claimed-again", "3", "1"),
    ]  # fmt: skip


def test_shares_that_do_not_add_up_to_the_whole():
    shares = [{"from": "2020-01-01", "of": {"centre": "80%", "county": "15%"}, "status": "ours"}]
    benefit, faults = read(shares=shares)
    assert benefit is None
    assert [(one.code, one.facts["found"]) for one in faults] == [("benefit-shares-sum", "95%")]


def test_a_rule_that_changes_in_the_middle_of_a_month_is_told():
    """The finding says which day's rule holds for the month; by days there is nothing to tell."""
    dated = [amount(("2020-01-01", 300), ("2025-06-16", 330))]
    benefit, faults = read(amounts=dated)
    assert benefit is not None
    assert [(one.code, one.facts["day"], one.facts["tested"]) for one in faults] == [
        ("benefit-mid-month", "2025-06-16", "first")
    ]
    assert read(amounts=dated, proration="day")[1] == []


def test_a_rule_that_looks_at_its_own_past_is_refused():
    """What was paid before is for the ledger to know. Such a rule would be wrong as soon as a month is decided anew."""
    for formula in ("plain < 3", "standard > 0", "previous(birth.years) < 3", "born and birth.years < 3"):
        benefit, faults = read(conditions=[condition("born", "birth.days >= 0"), condition("past", formula)])
        assert benefit is None and codes(faults) == ["benefit-looks-back"], formula


def test_whole_populations_grant_nothing_on_contradictions_either():
    import numpy as np

    days = np.array(["2024-05-01", "2024-05-01", "2026-01-01"], dtype="datetime64[D]")
    parents = np.array(["2025-01-01", "1990-01-01", "1990-01-01"], dtype="datetime64[D]")
    made_ = population(PLAIN, Columns(3, {"birth": days, "parent_birth": parents}), 2025 * 12, 2025 * 12 + 11)
    assert made_.rows.tolist() == [0, 1] and made_.unknown.tolist() == [12, 0] and made_.times.tolist() == [0, 12]
