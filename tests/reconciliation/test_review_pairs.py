"""Pairs for readers: weights learnt without labels, the frame they are drawn from, what is marked and what is veiled."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.adapters.linkage.readings import readings
from huimin.reconciliation.places import CodePlaces
from huimin.reconciliation.review import marking
from huimin.reconciliation.review.drawing import draw
from huimin.reconciliation.review.frame import BANDS, BEST, MADE, REST, _best, frame
from huimin.reconciliation.review.weights import FIELDS, learn
from huimin.tasks.reconcile.answers import found
from huimin.tasks.reconcile.comparing import Wanted, compare
from huimin.tasks.reconcile.review_words import explained, line_words, outcome
from huimin.tasks.reconcile.reviewing import Drawn, draw_review, lines, reading_of
from reconcile_lists import sent_lists


@pytest.fixture(scope="module")
def births():
    """Hospitals and police, compared, and the true child of every row."""
    sent, truth = sent_lists(6000, 77)
    chosen = [sent[0], sent[2]]
    return compare(chosen, Wanted()), (truth[0], truth[2])


@pytest.fixture(scope="module")
def whole(births):
    made, truth = births
    first, second = (one.records for one in made.lists)
    links = made.pairings[0].links
    weights = learn(first, second, (links.first, links.second))
    return frame(first, second, links, weights), weights, truth


def test_what_agrees_in_true_pairs_speaks_for_one_child_and_what_differs_against(whole):
    _, weights, _ = whole
    told = weights.bits
    assert told["name"][0] < told["name"][1] < 0 < told["name"][6]
    assert told["birth"][0] < 0 < told["birth"][6] and told["sex"][0] < 0 < told["sex"][1]


def test_rare_names_count_more(births, whole):
    made, _ = births
    _, weights, _ = whole
    first, second = (one.records for one in made.lists)
    rows = made.pairings[0].links
    bits, sorts = weights.of(first, rows.first, second, rows.second)
    same = np.flatnonzero(sorts["name"] == 7)
    times = np.bincount(first.name.codes[first.name.codes >= 0])[first.name.codes[rows.first[same]]]
    strength = bits[same, FIELDS.index("name")]
    assert strength[times == 1].mean() > strength[times >= 3].mean() + 1


def test_most_pairs_that_were_missed_are_in_the_frame_and_weigh_more_than_the_false_ones(births, whole):
    made, truth = births
    drawn, _, _ = whole
    true = truth[0][drawn.first] == truth[1][drawn.second]
    left = made.pairings[0].links.left
    missed = len(np.intersect1d(truth[0][left[0]], truth[1][left[1]]))
    caught = len(np.unique(truth[0][drawn.first[true & (drawn.kind != MADE)]]))
    assert caught >= 0.85 * missed
    assert np.median(drawn.weight[true]) > np.median(drawn.weight[~true]) + 10


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), max_size=20))
def test_the_best_of_a_record_stands_alone(told):
    rows, weight = np.array([r for r, _ in told], np.int64), np.array([w for _, w in told], np.float32)
    good = _best(rows, weight)
    for at, (row, value) in enumerate(told):
        others = [w for other, (r, w) in enumerate(told) if r == row and other != at]
        assert good[at] == all(value > one for one in others)


def test_pairs_are_drawn_once_each_and_the_same_for_the_same_seed(whole):
    drawn, _, _ = whole
    chosen, taken = draw(drawn, 200, 7)
    assert len(set(chosen.tolist())) == len(chosen) == taken.sum()
    assert np.array_equal(np.bincount(drawn.stratum[chosen], minlength=3 * BANDS), taken)
    assert np.array_equal(chosen, draw(drawn, 200, 7)[0]) and not np.array_equal(chosen, draw(drawn, 200, 8)[0])
    assert {MADE, BEST, REST} == set(drawn.kind.tolist())


def test_readers_who_tell_the_truth_find_what_is_true(births):
    """The whole way: drawn, kept as plain data, answered with the truth, put together."""
    made, truth = births
    pairing = made.pairings[0]
    kept = []

    def texts(at, rows):
        kept.append(rows)
        return [{"name": "某", "mother": "某", "birth": "2026-01-01"} for _ in rows]

    review = Drawn.of(json.loads(json.dumps(draw_review(made, pairing, texts, 400, 3).plain())))
    same = truth[0][kept[0]] == truth[1][kept[1]]
    said = {at: dict.fromkeys((1, 2), "same" if one else "different") for at, one in enumerate(same.tolist())}
    result = found(review.sizes, [one.stratum for one in review.pairs], said)
    links = pairing.links
    precision = (truth[0][links.first] == truth[1][links.second]).mean()
    recall = (truth[0][links.first] == truth[1][links.second]).sum() / len(np.intersect1d(*truth))
    assert result.complete and result.agreed.agreed.value == 1
    assert result.now.good.precision.low <= precision <= result.now.good.precision.high
    assert float(result.now.good.recall.value) == pytest.approx(recall, abs=0.01)
    recalls = [float(one.good.recall.value) for one in result.thresholds]
    assert recalls == sorted(recalls, reverse=True), "a higher threshold never finds more"
    linkage = result.linkage()
    assert linkage.sensitivity == pytest.approx(float(result.now.good.recall.value), abs=1e-4)


def test_before_both_have_read_nothing_is_told():
    half = found([10, 10, *[0] * (3 * BANDS - 2)], [0, 0, 1], {0: {1: "same"}, 1: {2: "same"}})
    assert half.now is None and half.settled == 0 and half.linkage() is None
    apart = found([10, 10, *[0] * (3 * BANDS - 2)], [0, 0, 1], {0: {1: "same", 2: "unsure"}, 1: {1: "same", 2: "same"}})
    assert (apart.both, apart.apart, apart.settled, apart.complete) == (2, 1, 1, False)


# --- what a reader sees


def told(parts):
    return "".join(f"[{one.text}]" if one.differs else one.text for one in parts)


@pytest.mark.parametrize(("one", "two", "left", "right"), [
    ("王子涵", "王子函", "王子[涵]", "王子[函]"), ("王明", "王小明", "王明", "王[小]明"),
    ("2026-03-05", "2026-05-03", "2026-0[3]-0[5]", "2026-0[5]-0[3]"), ("１２", "12", "１２", "12"), ("王明", "", "王明", ""),
])  # fmt: skip
def test_characters_that_differ_are_marked(one, two, left, right):
    assert [told(side) for side in marking.mark(one, two)] == [left, right]


@given(st.text(max_size=8), st.text(max_size=8))
def test_marking_loses_nothing(one, two):
    left, right = marking.mark(one, two)
    assert ("".join(part.text for part in left), "".join(part.text for part in right)) == (one, two)


def test_of_identity_numbers_only_the_ends_are_shown():
    left, right = marking.veiled_pair("11010519491231002X", "110105194912410021")
    assert (left, right) == ("110105••••••x•002X", "110105••••••y•0021")
    assert "1949" not in marking.veiled("11010519491231002X")


@pytest.mark.parametrize(("cell", "seen"), [
    ("张小明", "张○○"), ("2026-03-05", "2026-••-••"), ("ZHANG San", "Z○○○○ S○○"), ("男", "男"),
    ("110105194912310021", "1101••••••••••••••"), ("", ""),
])  # fmt: skip
def test_the_first_rows_of_a_list_show_their_shape_only(cell, seen):
    assert marking.shape(cell) == seen


@pytest.mark.parametrize(("name", "read"), [
    ("单丽", "shàn lì"), ("欧阳娜", "ōu yáng nà"), ("吕绿", "lǚ lǜ"), ("ZHANG San", ""), ("刘贵", "liú guì"),
])  # fmt: skip
def test_names_are_read_aloud_with_their_tones(name, read):
    assert " ".join(reading_of(name, readings())) == read


def test_a_pair_is_laid_side_by_side_without_its_record_numbers(births):
    made, _ = births

    def texts(at, rows):
        names = (("张三之子", "王梅"), ("张小明", "王美"))[at]
        return [{"number": "R1", "name": names[0], "mother": names[1], "birth": "2026-03-05", "area": "火星",
                 "identity": "11010519491231002X" if at else ""} for _ in rows]  # fmt: skip

    pair = draw_review(made, made.pairings[0], texts, 100, 3).pairs[0]
    side_by_side = lines(pair, readings(), CodePlaces(), "en")
    assert [one.field for one in side_by_side] == ["name", "birth", "mother", "area"]
    name, _, mother, _ = side_by_side
    assert told(name.left) == "张三之子" and not name.read_left, "a placeholder is no name to compare"
    assert told(mother.left) == "王[梅]" and [one.text for one in mother.read_left] == ["wáng", "méi"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_outcome_and_reason_has_words(births, whole, lang):
    made, _ = births
    _, weights, _ = whole
    for field, told_bits in weights.bits.items():
        assert all(outcome(field, sort, lang) for sort in (-1, *told_bits))
    reasons = {explained(step, 0, lang) for step in made.pairings[0].links.steps}
    reasons |= {explained("", kind * BANDS, lang) for kind in (BEST, REST)}
    assert len(reasons) == len(made.pairings[0].links.steps) + 2
    assert line_words(lines(draw_review(made, made.pairings[0], lambda at, rows: [{"name": "李"}] * len(rows), 100, 3)
                            .pairs[0], readings(), CodePlaces(), lang)[0], lang)  # fmt: skip
