"""Age groups follow each other without gaps, and the last one may be open."""

import numpy as np
import pytest

from huimin.demography import AgeGroups
from huimin.findings import Invalid


def codes(error):
    return [finding.code for finding in error.value.findings]


def test_groups_are_named_as_in_tables():
    assert AgeGroups.abridged(15).labels == ("0", "1–4", "5–9", "10–14", "15+")
    assert AgeGroups((15, 20), end=25).labels == ("15–19", "20–24")


def test_widths_and_middles():
    ages = AgeGroups.abridged(10)

    assert ages.widths.tolist() == [1, 4, 5, np.inf]
    np.testing.assert_array_equal(ages.middles, [0.5, 3, 7.5, np.nan])
    assert ages.closed == 3 and ages.is_open


@pytest.mark.parametrize("labels", [
    ["0", "1-4", "5–9", "10+"], ["0岁", "1-4岁", "5-9岁", "10岁及以上"], ["0", "1 - 4", "5—9", "10及以上"], ["0", "1~4", "5-9", "10岁以上"],
])  # fmt: skip
def test_labels_of_tables_are_read(labels):
    assert AgeGroups.read(labels) == AgeGroups.abridged(10)


@pytest.mark.parametrize(("labels", "code"), [
    (["0-4", "10-14", "15+"], "demography-ages-gap"),
    (["0-4", "4-9"], "demography-ages-gap"),
    (["0-4", "5+", "10-14"], "demography-ages-gap"),
    (["5-9", "0-4"], "demography-ages-out-of-order"),
    (["0-4", "total"], "demography-age-unreadable"),
    ([], "demography-ages-none"),
])  # fmt: skip
def test_faulty_labels_are_told(labels, code):
    with pytest.raises(Invalid) as error:
        AgeGroups.read(labels)

    assert codes(error) == [code]


def test_ages_out_of_order_are_told_with_both_ages():
    with pytest.raises(Invalid) as error:
        AgeGroups((0, 10, 5))

    assert "5 comes after 10" in str(error.value)


def test_ages_are_whole_and_not_negative():
    with pytest.raises(Invalid) as error:
        AgeGroups((-5, 0, 2.5))

    assert codes(error) == ["demography-ages-not-whole"] * 2


def test_a_span_must_end_where_groups_end():
    assert AgeGroups.five_year(85).between(15, 50) == slice(3, 10)
    with pytest.raises(Invalid) as error:
        AgeGroups.five_year(85).between(18, 60)

    assert codes(error) == ["demography-age-not-a-bound"]
