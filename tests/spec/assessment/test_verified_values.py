"""An item may ask for verified or corrected values: the reported ones stay, and both are told with the reason."""

import pytest

COVERAGE = "[{{values: {values}, rule: {{kind: at_least, of: coverage, target: 80%, floor: 50%}}}}]"

FIGURES = """
    area | checked | target
    A    |    8500 |  10000
    B    |    8500 |  10000
"""

A_COUNTED = """
    kind     | area | element | year | factor |  low | high
    verified | A    | checked | 2012 |    0.8 | 0.76 | 0.84
"""


def test_a_verified_value_is_the_reported_one_times_what_was_found_on_the_spot(assess):
    """Of 100 reported checks 80 were found in the papers: 85 per cent reported are 68 per cent."""
    found = assess(FIGURES, COVERAGE.format(values="verified"), factors=A_COUNTED)
    assert found.share() == {"A": pytest.approx((0.68 - 0.5) / 0.3), "B": 1.0}


def test_what_was_reported_stands_beside_it(assess):
    one = assess(FIGURES, COVERAGE.format(values="verified"), factors=A_COUNTED).scores.items[0]
    assert one.reported.inputs["of"].tolist() == [0.85, 0.85]
    assert one.reported.points.tolist() == [10.0, 10.0]


def test_an_area_without_a_factor_is_scored_by_what_it_reported_and_that_is_told(assess):
    one = assess(FIGURES, COVERAGE.format(values="verified"), factors=A_COUNTED).scores.items[0]
    assert [len(one.adjusted.behind(row)) for row in (0, 1)] == [1, 0]


def test_an_item_that_asks_for_reported_values_is_not_touched(assess):
    found = assess(FIGURES, COVERAGE.format(values="reported"), factors=A_COUNTED)
    assert found.share() == {"A": 1.0, "B": 1.0}


def test_verified_and_corrected_factors_are_kept_apart(assess):
    found = assess(FIGURES, COVERAGE.format(values="corrected"), factors=A_COUNTED)
    assert found.share() == {"A": 1.0, "B": 1.0}


def test_the_doubt_of_the_factor_widens_the_interval(assess):
    """Counting ten thousand leaves little doubt; a ratio found at a few sites leaves more, and the guard sees it."""
    exact = A_COUNTED.replace("0.76", "0.8").replace("0.84", "0.8")
    wide, narrow = (
        assess(FIGURES, COVERAGE.format(values="verified"), factors=one).scores.items[0].measured
        for one in (A_COUNTED, exact)
    )
    assert narrow.low[0] > 0.67
    assert narrow.high[0] < 0.69
    assert wide.low[0] < 0.68 * 0.76 / 0.8 < narrow.low[0]
    assert wide.high[0] > 0.68 * 0.84 / 0.8 > narrow.high[0]


def test_a_year_that_was_verified_is_not_held_against_one_that_was_not(assess):
    """Else the first honest year would look like a fall: both years by factors, or neither."""
    figures = """
        area | year | births | target
        A    | 2011 |    100 |   1000
        A    | 2012 |    110 |   1000
    """
    growth = "[{values: verified, rule: {kind: at_least, of: growth(births), target: 10%}}]"
    one_year = """
        kind     | area | element | year | factor
        verified | A    | births  | 2012 |    0.9
    """
    both = one_year + "    verified | A    | births  | 2011 |    0.9\n"
    assert assess(figures, growth, factors=one_year).share() == {"A": 1.0}
    assert assess(figures, growth, factors=one_year).scores.items[0].adjusted.behind(0) == []
    assert assess(figures, growth, factors=both).share() == {"A": 1.0}
    assert len(assess(figures, growth, factors=both).scores.items[0].adjusted.behind(0)) == 2


def test_nothing_reported_stays_nothing(assess):
    figures = "area | checked | target\nA | | 100"
    found = assess(figures, COVERAGE.format(values="verified"), factors=A_COUNTED)
    assert found.status() == {"A": "not_reported"}
