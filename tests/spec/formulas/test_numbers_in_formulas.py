"""Numbers are written plainly. A percentage is the share it stands for: `80%` is 0.8."""

from __future__ import annotations

import pytest

from huimin.language import Number, evaluate, parse


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12.0),
        ("0.5", 0.5),
        ("80%", 0.8),
        ("8‰", 0.008),
        ("80 %", 0.8),
        ("66.6%", 0.666),
        ("１２．５％", 0.125),
        ("3。5", 3.5),
    ],
)
def test_a_number_has_exactly_the_value_it_is_written_with(written, value):
    node = parse(written)
    assert isinstance(node, Number)
    assert node.value == value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("2 + 3 * 4", 14),
        ("(2 + 3) * 4", 20),
        ("10 - 4 - 3", 3),
        ("100 / 10 / 2", 5),
        ("-2 * 3", -6),
        ("2 - -3", 5),
        ("6 ÷ 3 × 2", 4),
        ("1 + 50%", 1.5),
    ],
)
def test_multiplication_binds_tighter_than_addition_and_the_rest_goes_left_to_right(formula, value):
    assert evaluate(parse(formula), lambda leaf: None) == value


def test_thousands_are_not_set_apart(findings):
    (finding,) = findings("births > 1,000")
    assert (finding.code, finding.place.column) == ("formula-thousands", 11)


def test_a_number_beyond_what_can_be_held_is_refused(faults):
    assert faults("1" * 400) == [("formula-number-too-large", 1)]


def test_there_is_no_power_and_no_exponent(faults):
    assert faults("2 ** 3") == [("formula-syntax", 4)]
    assert faults("2 ^ 3") == [("formula-character", 3)]
    assert faults("1e3") == [("formula-syntax", 2)]
