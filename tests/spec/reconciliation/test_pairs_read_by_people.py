"""How good a matching is, is told by people: two read a sample of pairs without seeing each other's answers, a third
settles where they differ, and each answer stands for all pairs of its stratum.

Precision is the share of the pairs matched that are one child; recall, of the pairs that are one child, the share that
was matched. A pair that cannot be told is left out, and it is said what it might change.

In the tables: pairs `made`, or not made though neither record has a closer partner (`best`), by bands of their weight;
answers of up to three readers in order, `s` one child, `d` two children, `?` cannot be told.
"""

from __future__ import annotations

import pytest

from huimin.reconciliation.review.frame import BANDS, BEST, MADE
from huimin.tasks.reconcile.answers import found
from huimin.tasks.reconcile.review_words import agreement_words, ends_words

SAYS = {"s": "same", "d": "different", "?": "unsure"}


def review(table, pairs):
    """A review from a table of strata (kind, band, size) and of pairs (stratum by its row, answers of up to three)."""
    sizes = [0] * (3 * BANDS)
    strata = []
    for line in table.strip().splitlines()[1:]:
        kind, band, size = (cell.strip() for cell in line.split("|"))
        strata.append({"made": MADE, "best": BEST}[kind] * BANDS + int(band))
        sizes[strata[-1]] = int(size)
    drawn, answers = [], {}
    for line in pairs.strip().splitlines()[1:]:
        row, count, said = (cell.strip() for cell in line.split("|"))
        for _ in range(int(count)):
            answers[len(drawn)] = {seat: SAYS[one] for seat, one in enumerate(said.split(), 1)}
            drawn.append(strata[int(row)])
    return found(sizes, drawn, answers)


STRATA = """
    kind | band | pairs
    made | 6    | 900
    made | 3    | 100
    best | 3    | 50
    best | 0    | 400
"""


def test_answers_stand_for_their_stratum():
    """Of 900 sure pairs 30 were read, all true; of 100 weak ones 20, 16 true; of those not matched 10 of 20, 0 of 40."""
    told = review(STRATA, """
        stratum | pairs | answers
        0       | 30    | s s
        1       | 16    | s s
        1       | 4     | d d
        2       | 10    | s s
        2       | 10    | d d
        3       | 40    | d d
    """)  # fmt: skip
    assert told.complete and told.agreed.agreed.value == 1
    assert float(told.now.good.precision.value) == pytest.approx((900 + 80) / 1000)
    assert float(told.now.good.recall.value) == pytest.approx(980 / (980 + 25))
    # Wilson's ends of 30 of 30 are 88.65 and 100, of 16 of 20 58.40 and 91.93; what was read of each takes a part away.
    # Down: 0.9 x 11.35 x 0.983 and 0.1 x 21.60 x 0.894, together 10.2; up: 0.1 x 11.93 x 0.894 = 1.1.
    assert ends_words(told.now.good.precision) == "98.0% (87.8–99.1%)"


def test_a_threshold_says_what_would_follow():
    """Counting only the sure pairs gains precision and loses recall; counting the best of the others, the reverse."""
    told = review(STRATA, """
        stratum | pairs | answers
        0       | 30    | s s
        1       | 16    | s s
        1       | 4     | d d
        2       | 10    | s s
        2       | 10    | d d
        3       | 40    | d d
    """)  # fmt: skip
    rows = {one.bits: (one.pairs, round(float(one.good.precision.value), 3), round(float(one.good.recall.value), 3))
            for one in told.thresholds}  # fmt: skip
    assert rows[0.0] == rows[14.0] == (1050, 0.957, 1.0)
    assert rows[20.0] == rows[36.0] == (900, 1.0, round(900 / 1005, 3))


def test_the_third_settles_where_two_differ():
    told = review(STRATA, """
        stratum | pairs | answers
        0       | 8     | s s
        0       | 1     | s d s
        0       | 1     | s d d
        1       | 5     | s s
        2       | 5     | d d
        3       | 5     | d d
    """)  # fmt: skip
    assert (told.pairs, told.settled, told.apart) == (25, 25, 0)
    assert float(told.now.good.precision.value) == pytest.approx((900 * 0.9 + 100) / 1000)
    assert told.agreed.agreed.part == 23


def test_a_pair_on_which_two_differ_is_open_until_a_third_has_read_it():
    told = review(STRATA, """
        stratum | pairs | answers
        0       | 9     | s s
        0       | 1     | s d
        1       | 5     | s s
        2       | 5     | d
    """)  # fmt: skip
    assert (told.pairs, told.both, told.apart, told.settled, told.complete) == (20, 15, 1, 14, False)
    assert told.linkage() is None, "no error of matching is taken from a review that is not complete"


def test_what_cannot_be_told_is_left_out_and_its_weight_is_said():
    told = review(STRATA, """
        stratum | pairs | answers
        0       | 10    | s s
        1       | 6     | s s
        1       | 2     | d d
        1       | 2     | ? ?
        2       | 5     | d d
        3       | 5     | d d
    """)  # fmt: skip
    good = told.now.good
    assert told.unsure == 2 and float(good.precision.value) == pytest.approx((900 + 75) / 1000)
    assert (float(good.worst[0]), float(good.best[0])) == (pytest.approx(0.96), pytest.approx(0.98))


@pytest.mark.parametrize(("lang", "words"), [("zh", "两人各看60对，互不知道对方的判断，90.0%判断相同"),
                                             ("en", "Two people read 60 pairs each without seeing")])  # fmt: skip
def test_how_far_two_agree_is_said_with_what_chance_would_give(lang, words):
    told = review(STRATA, """
        stratum | pairs | answers
        0       | 27    | s s
        3       | 27    | d d
        1       | 3     | s d s
        2       | 3     | d s d
    """)  # fmt: skip
    said = agreement_words(told, lang)
    assert words in said and "0.80 (0.6" in said
