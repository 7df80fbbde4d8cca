"""How far chance alone could move a score, by hand and as a law."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huimin.assessment import chance
from huimin.assessment.chance import Span
from huimin.web.base import spliced

SHARE = "max(0, min(1, (of - 0.5) / 0.3))"


def item(points=10.0, share=SHARE):
    return {"points": points, "extra": False, "rule": {"share": share, "measure": "of"}, "inputs": [{"name": "of"}]}


def scored(value, low, high, points, status="scored"):
    measured = {"value": value, "low": low, "high": high}
    return {"inputs": {"of": value}, "measured": measured, "pooled": None, "status": status, "points": points}


def test_an_items_points_at_both_ends_of_its_interval():
    assert chance.item_span(item(), scored(0.65, 0.62, 0.68, 5.0)) == pytest.approx((4.0, 6.0))


def test_an_item_without_an_interval_or_that_does_not_count_stays():
    assert chance.item_span(item(), scored(0.65, None, None, 5.0)) == (5.0, 5.0)
    assert chance.item_span(item(), scored(0.65, 0.5, 0.8, 0.0, "cannot_tell")) == (0.0, 0.0)


def test_distances_are_added_as_squares_on_the_points_that_count():
    described = {"scheme": {"total": 100.0}, "items": [item(), item()]}
    items = [scored(0.65, 0.62, 0.68, 5.0), scored(0.65, 0.62, 0.68, 5.0)]
    found = chance.score_span(described, {"score": 50.0, "available": 20.0, "items": items})
    assert found == pytest.approx((50 - 5 * sqrt(2), 50.0, 50 + 5 * sqrt(2)))


def test_without_a_score_there_is_nothing_to_move():
    assert (
        chance.score_span({"scheme": {"total": 100.0}, "items": []}, {"score": None, "available": 0, "items": []})
        is None
    )


def test_places_are_told_apart_where_intervals_do_not_meet():
    spans = [Span(90, 95, 97), Span(88, 92, 91), Span(70, 75, 80), None]
    assert chance.apart(spans) == [False, False, True, False]


@given(st.floats(0, 1), st.floats(0, 0.2), st.floats(0, 0.2))
def test_the_span_of_an_item_holds_its_points(value, down, up):
    points = 10 * min(1.0, max(0.0, (value - 0.5) / 0.3))
    low, high = chance.item_span(item(), scored(value, value - down, value + up, points))
    assert 0 <= low <= points <= high <= 10


@given(st.lists(st.tuples(st.binary(max_size=300), st.booleans()), max_size=6))
def test_spliced_pieces_are_one_gzip_stream_of_all_of_them(parts):
    import gzip

    pieces = [spliced.packed(data) if pack else spliced.stored(data) for data, pack in parts]
    assert gzip.decompress(spliced.gzip(pieces)) == b"".join(data for data, _ in parts)
    assert all(spliced.unpack(piece.packed) == piece.plain for piece in pieces)
