"""A site that could not be checked is neither dropped nor replaced: the result says what it might hide."""

import pytest

ONE_MISSING = """
    site | stratum | reported | verified
    A    | all     |       50 |       45
    B    | all     |       50 |       50
    C    | all     |       50 |       49
    D    | all     |       50 |
"""


def test_the_checked_sites_stand_for_it(estimated):
    found = estimated(ONE_MISSING, {"all": 8})
    assert (found.drawn, found.checked) == (4, 3)
    assert found.ratio == pytest.approx(144 / 150)


def test_at_worst_nothing_of_it_is_true_or_twice_as_much(estimated):
    found = estimated(ONE_MISSING, {"all": 8})
    assert found.worst_low == pytest.approx(144 / 200 + found.low - found.ratio)
    assert found.worst_high == pytest.approx(244 / 200 + found.high - found.ratio)
    assert found.worst_low < found.low and found.high < found.worst_high


def test_what_worst_means_is_agreed_beforehand(estimated):
    found = estimated(ONE_MISSING, {"all": 8}, least=0.5, most=1.0)
    assert found.worst_high == pytest.approx(194 / 200 + found.high - found.ratio)


def test_where_all_were_checked_the_worst_is_the_interval(estimated):
    found = estimated(ONE_MISSING.replace("|       50 |\n", "|       50 |       50\n"), {"all": 8})
    assert (found.worst_low, found.worst_high) == pytest.approx((found.low, found.high))


def test_a_site_that_never_reported_cannot_be_compared(estimated):
    found = estimated(
        ONE_MISSING.replace("D    | all     |       50 |", "D    | all     |          |    50"), {"all": 8}
    )
    assert found.checked == 3


def test_too_many_of_them_and_nothing_is_promised(estimated):
    assert "many-unanswered" in estimated(ONE_MISSING, {"all": 8}).doubts


def test_no_site_checked_is_an_answer_in_words(estimated):
    found = estimated(
        """
        site | stratum | reported | verified
        A    | all     |       50 |
        """,
        {"all": 8},
    )
    assert found.doubts == ("none-checked",)
