"""Where what the steps leave is not weighed, the report says so and why."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from huimin.tasks.reconcile import comparing
from huimin.tasks.reconcile.comparing import Wanted, compare
from reconcile_lists import sent_lists


@pytest.fixture(scope="module")
def lists():
    return sent_lists(1200, 77)[0][:2]


def nothing(one, two, left):
    return None


def something(one, two, left):
    nobody = np.zeros(0, np.int64)
    return SimpleNamespace(first=nobody, second=nobody, levels=())


def codes(found):
    return [one.code for one in found.notes]


def test_too_few_are_left(lists):
    assert "reconcile-few-left" in codes(compare(lists, Wanted(), nothing))


def test_too_many_or_nothing_to_learn_from(lists, monkeypatch):
    monkeypatch.setattr(comparing, "FEWEST_LEFT", 1)
    assert "reconcile-nothing-learnt" in codes(compare(lists, Wanted(), nothing))
    monkeypatch.setattr(comparing, "MOST_LEFT", 3)
    assert "reconcile-many-left" in codes(compare(lists, Wanted(), nothing))


def test_nothing_is_said_where_it_was_weighed_or_not_asked_for(lists):
    for weigher in (None, something):
        assert not any(one.endswith(("-left", "-learnt")) for one in codes(compare(lists, Wanted(), weigher)))
