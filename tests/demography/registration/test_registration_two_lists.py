"""Two lists: textbook values, coverage where promised, what happens at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from huimin.demography.registration import Histories, Linkage, chapman, chapman_linked, lincoln_petersen, promises
from huimin.findings import Invalid

TEXTBOOK = [  # first, second, both, Chapman's total
    (948, 421, 167, 2383),
    (109, 177, 57, 337),
    (421, 332, 88, 1578),
    (500, 149, 7, 9393),
    (1000, 243, 21, 11101),
]


@pytest.mark.parametrize(("first", "second", "both", "total"), TEXTBOOK)
def test_chapman_as_published(first, second, both, total):
    assert round(float(chapman(first, second, both).total)) == total


def test_petersen_and_standard_errors_as_published():
    assert round(float(lincoln_petersen(948, 421, 167))) == 2390
    assert round(float(chapman(500, 149, 7).standard_error)) == 3022
    assert round(float(chapman(1000, 243, 21).standard_error)) == 2184
    assert [round(float(end)) for end in chapman(421, 332, 88).symmetric()] == [1330, 1826]


def test_the_transformed_logit_interval_as_sadinle_writes_it():
    """Seen once 60 and 40, twice 20: 120 - 0.5 + (60.5 x 40.5 / 20.5) exp(+-1.96 s)."""
    found = chapman(80, 60, 20)
    spread = np.sqrt(1 / 20.5 + 1 / 60.5 + 1 / 40.5 + 20.5 / (60.5 * 40.5))
    for end, sign in ((found.low, -1), (found.high, 1)):
        assert end == pytest.approx(119.5 + 60.5 * 40.5 / 20.5 * np.exp(sign * 1.959964 * spread), rel=1e-6)


PLACES = [(100, 0.5, 0.5), (200, 0.8, 0.8), (500, 0.2, 0.2), (1000, 0.98, 0.5), (5000, 0.98, 0.95), (20_000, 0.1, 0.1)]


@pytest.mark.parametrize(("people", "first", "second"), PLACES)
def test_the_interval_covers_what_it_promises(people, first, second):
    rng = np.random.default_rng(people)
    one, two = rng.binomial(people, first, 10_000), rng.binomial(people, second, 10_000)
    found = chapman(one, two, rng.hypergeometric(one, people - one, two))
    promised = found.promise == "promised"
    covered = ((found.low <= people) & (people <= found.high))[promised].mean()
    assert promised.mean() > 0.95
    assert 0.935 <= covered <= 0.965


def test_chapman_has_no_bias_where_the_lists_are_long_and_petersen_has():
    rng = np.random.default_rng(5)
    one, two = rng.binomial(200, 0.3, 20_000), rng.binomial(200, 0.4, 20_000)
    both = rng.hypergeometric(one, 200 - one, two)
    assert abs(chapman(one, two, both).total.mean() - 200) < 1
    assert np.nanmean(lincoln_petersen(one, two, both)) > 203


@pytest.mark.parametrize(
    ("first", "second", "both", "word"),
    [
        (948, 421, 167, "promised"), (0, 50, 0, "empty"), (50, 40, 0, "apart"), (50, 40, 6, "few-matches"),
        (50, 40, 40, "inside"), (500, 490, 480, "few-missed"), (np.nan, 40, 3, "unknown"),
    ],
)  # fmt: skip
def test_where_it_does_not_promise_it_says_so(first, second, both, word):
    assert promises(first, second, both) == word == chapman(first, second, both).promise


def test_without_a_match_there_is_no_upper_end():
    found = chapman(50, 40, 0)
    assert found.high == np.inf
    assert found.low > 90
    assert [float(one) for one in found.unreported][2] == 1.0


def test_an_empty_list_gives_no_total_and_the_widest_interval():
    found = chapman(0, 40, 0)
    assert np.isnan(found.total)
    assert (found.low, found.high) == (40, np.inf)


def test_not_reported_stays_unknown_beside_what_is_known():
    found = chapman([100, np.nan], [90, 80], [80, 70])
    assert np.isfinite(found.total[0])
    assert np.isnan([found.total[1], found.low[1], found.high[1], found.unreported[0][1]]).all()


@given(some.integers(1, 10**6), some.integers(1, 10**6), some.floats(0, 1))
def test_an_estimate_lies_in_its_interval_and_never_below_those_seen(first, second, part):
    both = int(part * min(first, second))
    found = chapman(first, second, both)
    assert first + second - both <= found.low <= found.total <= found.high


@given(some.integers(20, 10**5), some.integers(20, 10**5), some.floats(0.2, 0.9))
def test_the_order_of_the_lists_does_not_matter(first, second, part):
    both = int(part * min(first, second))
    one, other = chapman(first, second, both), chapman(second, first, both)
    for ours, theirs in ((one.total, other.total), (one.low, other.low), (one.high, other.high)):
        assert float(ours) == pytest.approx(float(theirs))


def test_lists_that_go_together_hide_people_and_lists_apart_show_too_many():
    middle, together, apart = (float(chapman(900, 500, 450, odds_ratio=odds).total) for odds in (1, 2, 0.5))
    assert apart < middle < together


def test_the_odds_ratio_is_taken_back_where_it_is_true():
    """People of two kinds: half are in each list at 90 per cent, half at 50, so being in one tells of the other."""
    rng = np.random.default_rng(8)
    easy = rng.random(200_000) < 0.5
    one, two = (rng.random(200_000) < np.where(easy, 0.9, 0.5) for _ in range(2))
    cells = [(one & two).sum(), (one & ~two).sum(), (~one & two).sum(), (~one & ~two).sum()]
    odds = cells[0] * cells[3] / (cells[1] * cells[2])
    plain = chapman(one.sum(), two.sum(), cells[0])
    right = chapman(one.sum(), two.sum(), cells[0], odds_ratio=float(odds))
    assert odds > 1.5
    assert plain.high < 200_000
    assert right.low < 200_000 < right.high


def test_errors_of_linkage_are_put_right_and_make_the_interval_wider():
    """900 and 800 of 1,000; 720 true pairs of which 684 are found, with 14 false ones among 698."""
    raw, right = chapman(900, 800, 698), chapman_linked(900, 800, 698, Linkage(0.95, 0.02, 0.01, 0.005))
    assert raw.total > 1025
    assert right.total == pytest.approx(1000, abs=2)
    assert right.high - right.low > raw.high - raw.low


def test_perfect_linkage_changes_nothing():
    one, other = chapman(900, 800, 700), chapman_linked(900, 800, 700, Linkage())
    assert (one.total, one.low, one.high) == (other.total, other.low, other.high)


def test_linked_intervals_cover_when_the_rates_are_estimates_themselves():
    rng, rounds, people = np.random.default_rng(4), 1000, 2000
    held = []
    for _ in range(rounds):
        one, two = rng.binomial(people, 0.9), rng.binomial(people, 0.7)
        true = rng.hypergeometric(one, people - one, two)
        found = rng.binomial(true, 0.95)
        rate = rng.binomial(1000, 0.95) / 1000  # a clerical check of 1,000 pairs
        answer = chapman_linked(one, two, found, Linkage(rate, 0.0, float(np.sqrt(0.95 * 0.05 / 1000))))
        held.append(answer.low <= people <= answer.high)
    assert 0.93 <= np.mean(held) <= 0.975


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ((5, 6, 7), "registration-more-matches"), ((-5, 6, 0), "demography-count-negative"),
        ((np.inf, 6, 0), "demography-not-finite"), (([1, 2], [1, 2, 3], 0), "demography-shapes-differ"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be_are_refused(given_, code):
    with pytest.raises(Invalid) as told:
        chapman(*given_)
    assert [one.code for one in told.value.findings] == [code]


def test_every_wrong_option_is_told_at_once():
    with pytest.raises(Invalid) as told:
        chapman(5, 6, 3, confidence=95, odds_ratio=0)
    assert {one.code for one in told.value.findings} == {"demography-number-out-of-range", "registration-odds"}
    with pytest.raises(Invalid) as told:
        Linkage(sensitivity=0, false_share=1)
    assert len(told.value.findings) == 2


def test_histories_say_what_they_cannot_be():
    for counts, code in (
        ({"1": 3}, "registration-lists-number"), ({"10": 3, "1": 2}, "registration-history-unreadable"),
        ({"00": 3, "10": 1}, "registration-history-unreadable"), ({"10": -3}, "demography-count-negative"),
    ):  # fmt: skip
        with pytest.raises(Invalid) as told:
            Histories.of(counts)
        assert code in [one.code for one in told.value.findings]
    with pytest.raises(Invalid, match="lists have the same name"):
        Histories.of({"10": 1, "11": 4}, ["police", "police"])


def test_a_register_is_set_against_all_other_lists_joined():
    one = Histories.of({"110": 5, "101": 7, "100": 2, "011": 4, "010": 1, "111": 9, "001": 3})
    assert [float(x) for x in one.pair(0)] == [23, 29, 21]
    assert [float(x) for x in one.pair(0, 2)] == [23, 23, 16]
