"""A few sites are visited, and what was counted there says how far the figures of all can be trusted."""

import pytest

TEN = """
    site | stratum | reported | verified
    A    | all     |       40 |       38
    B    | all     |       25 |       25
    C    | all     |       60 |       51
    D    | all     |       10 |       10
    E    | all     |       33 |       30
    F    | all     |       18 |       18
    G    | all     |       52 |       52
    H    | all     |       21 |       20
    I    | all     |       45 |       39
    J    | all     |       30 |       30
"""


def test_the_ratio_is_what_was_found_over_what_was_reported(estimated):
    found = estimated(TEN, {"all": 100})
    assert found.ratio == pytest.approx(313 / 334)
    assert found.wrong == 5
    assert found.low < found.ratio < found.high


def test_the_error_is_that_of_the_textbook(estimated):
    """Cochran 1977, formula 6.4: the square of the error of a ratio is (1 - n/N) / (n x̄²) times the variance of y - Rx."""
    found = estimated(TEN, {"all": 100})
    pairs = [(40, 38), (25, 25), (60, 51), (10, 10), (33, 30), (18, 18), (52, 52), (21, 20), (45, 39), (30, 30)]
    squares = sum((y - 313 / 334 * x) ** 2 for x, y in pairs) / 9
    assert found.error**2 == pytest.approx((1 - 10 / 100) / (10 * 33.4**2) * squares)


def test_the_arm_towards_large_errors_is_longer(estimated):
    """Errors are mostly nought and sometimes large, here all to one side: the truth may well lie further there."""
    found = estimated(TEN, {"all": 100})
    assert found.ratio - found.low > found.high - found.ratio


def test_who_visits_all_sites_knows(estimated):
    found = estimated(TEN, {"all": 10})
    assert (found.low, found.high) == (found.ratio, found.ratio)
    assert found.full_count and found.promised


def test_every_stratum_counts_by_its_size(estimated):
    """Four villages of the town are all exact; four of the mountains, which has ten times as many, are not."""
    found = estimated(
        """
        site | stratum   | reported | verified
        A    | town      |       50 |       50
        B    | town      |       50 |       50
        C    | mountains |       50 |       40
        D    | mountains |       50 |       44
        """,
        {"town": 10, "mountains": 100},
    )
    assert found.ratio == pytest.approx((10 * 50 + 100 * 42) / (110 * 50))


def test_a_stratum_with_one_site_is_put_to_its_neighbour_and_the_result_says_so(estimated):
    found = estimated(
        """
        site | stratum | reported | verified
        A    | east    |       50 |       50
        B    | west    |       40 |       36
        C    | west    |       44 |       44
        """,
        {"east": 20, "west": 30},
    )
    assert found.collapsed == (0,)
    assert found.error > 0


def test_nothing_wrong_is_not_nothing_to_fear(estimated):
    """Thirty exact sites of 300: one in ten of the others may still be wrong (0.05^(1/30)); a wrong one by 20 per cent."""
    rows = "\n".join(f"S{n} | all | 20 | 20" for n in range(30))
    found = estimated(f"site | stratum | reported | verified\n{rows}", {"all": 300}, by=0.2)
    assert (found.wrong, found.ratio) == (0, 1.0)
    assert found.wrong_high == pytest.approx(1 - 0.05 ** (1 / 30))
    assert found.low == pytest.approx(1 - 0.2 * found.wrong_high)
    assert found.doubts == ("no-error-found",)


def test_sites_that_reported_nothing_have_no_ratio(estimated):
    found = estimated(
        """
        site | stratum | reported | verified
        A    | all     |        0 |        2
        B    | all     |        0 |        0
        """,
        {"all": 9},
    )
    assert found.ratio != found.ratio  # not known
    assert found.doubts == ("nothing-reported",)
    assert found.wrong == 1


def test_all_wrong_by_the_same_share_is_no_certainty(estimated):
    """Without a spread there is nothing to measure an interval with; the bound on what was not seen stands in."""
    rows = "\n".join(f"S{n} | all | 20 | 18" for n in range(25))
    found = estimated(f"site | stratum | reported | verified\n{rows}", {"all": 100})
    assert found.ratio == pytest.approx(0.9)
    assert found.low < 0.9 < found.high
    assert found.doubts == ("no-spread",)


def test_few_sites_do_not_promise(estimated):
    assert "few-sites" in estimated(TEN, {"all": 100}).doubts
