"""Periods are spans of months with a code and a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.figures.periods import FREQUENCIES, MONTHS_OF, Period
from huimin.findings import Invalid


@pytest.mark.parametrize(
    ("code", "zh", "en", "days"),
    [
        ("2012-03", "2012年3月", "March 2012", 31),
        ("2012-02", "2012年2月", "February 2012", 29),
        ("2012Q1", "2012年第一季度", "Q1 2012", 91),
        ("2012H2", "2012年下半年", "H2 2012", 184),
        ("2012", "2012年", "2012", 366),
    ],
)
def test_codes_and_names(code: str, zh: str, en: str, days: int) -> None:
    period = Period.of(code)
    assert (period.code, period.name("zh"), period.name("en")) == (code, zh, en)
    assert (period.end - period.start).days + 1 == days


@pytest.mark.parametrize("text", ["2012-13", "2012-00", "12-03", "2012Q5", "2012H3", "", "2012-3", "1850"])
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(Invalid):
        Period.of(text)


@given(st.integers(1900 * 12, 2100 * 12), st.sampled_from(FREQUENCIES))
def test_a_code_reads_back_as_its_period(month: int, frequency: str) -> None:
    period = Period.at(month, frequency)
    assert Period.of(period.code) == period
    assert period.first <= month <= period.last
    assert period.shift(1).first == period.last + 1
    assert sum(part.length for part in period.parts("month")) == period.length == MONTHS_OF[frequency]
    assert list(period.parts(frequency)) == [period]


def test_only_whole_periods_are_parts() -> None:
    span = Period(Period.of("2012-02").first, Period.of("2012-10").last)
    assert [part.code for part in span.parts("quarter")] == ["2012Q2", "2012Q3"]
