"""Agreeing on a rare name weighs more than on a common one, in every way of weighing."""

from __future__ import annotations

import numpy as np
import pytest

from huimin.reconciliation.compare import SAME, compare_fields
from huimin.reconciliation.latin_weights import Model
from huimin.reconciliation.review.weights import learn
from latin_lists import HEADINGS, Births, records_of
from reconcile_lists import sent_lists


def shares(first, second, field):
    """How common the name of each row of the first list is in both lists."""
    keys = [getattr(one.records, field).key("whole") for one in (first, second)]
    values, counts = np.unique(np.concatenate([one[one > 0] for one in keys]), return_counts=True)
    return counts[np.minimum(np.searchsorted(values, keys[0]), len(values) - 1)] / counts.sum()


@pytest.fixture(scope="module")
def lists():
    return sent_lists(1500, 4242)[0][:2]


def alike(lists, one, two):
    """Pairs that agree in everything."""
    found = compare_fields(lists[0].records, one, lists[1].records, two)
    best = {"name": SAME, "mother": SAME, "birth": 6, "sex": 1, "area": 1}
    close = np.abs(lists[0].records.weight[one] - lists[1].records.weight[two]) <= 10
    known = (lists[0].records.weight[one] > 0) & (lists[1].records.weight[two] > 0)
    return close & known & np.all([found[field] == sort for field, sort in best.items()], axis=0)


def test_splink_weighs_by_how_common_the_names_are(lists):
    """Of pairs that agree in everything each weighs as many bits more as its names are rarer."""
    pytest.importorskip("splink", reason="Splink, the optional extra, is not installed")
    from huimin.adapters.linkage.splink_links import weigh

    records = [one.records for one in lists]
    made = weigh(*records, tuple(one.singles for one in records))
    some = alike(lists, made.first, made.second)
    bits = sum(np.log2(shares(*lists, field)[made.first[some]]) for field in ("name", "mother"))
    assert some.sum() > 100 and np.ptp(bits) > 1
    assert np.ptp(made.weight[some] + bits) < 0.01


def test_the_review_weighs_by_how_common_the_names_are(lists):
    records = [one.records for one in lists]
    rows = np.arange(min(len(one) for one in records))
    same = np.flatnonzero(records[0].name.codes >= 0)
    bits, sorts = learn(*records, (rows, rows)).of(records[0], same, records[0], same)
    share = shares(*lists, "name")[same]
    rare, common = bits[share == share.min(), 1], bits[share == share.max(), 1]
    assert (sorts["name"] == SAME).all() and rare.min() > common.max() + 1


def test_in_latin_letters_a_rare_name_weighs_more():
    births = Births(400, 7)
    rare, common = ["Quintessa", "Xanthopoulos"], [births.children[0][0], births.children[0][1]]
    rows = births.children + [[*rare, *births.children[5][2:]]] + [births.children[0]] * 6
    records = [records_of(rows), records_of(rows)]
    model = Model(*records)
    at = np.array([len(births.children), 0])
    weight = model.weigh(at, at)
    assert list(model.sorts(at, at)["given"]) == [3, 3] and rows[at[1]][:2] == common and len(HEADINGS) == len(rows[0])
    assert weight[0] > weight[1] + 2
