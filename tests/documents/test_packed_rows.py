"""Leaf values of an area packed into bytes come back as they were."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from huimin.adapters.documents.packed import pack_rows, unpack

SHAPES = st.tuples(st.integers(0, 5), st.integers(1, 20))


@given(st.data())
def test_what_is_packed_comes_back(data: st.DataObject) -> None:
    shape = data.draw(SHAPES)
    values = data.draw(arrays(np.float64, shape, elements=st.one_of(st.just(np.nan), st.floats(-1e15, 1e15))))
    counts = data.draw(arrays(np.int32, (2, *shape), elements=st.integers(0, 2**31 - 1)))
    counts[:, np.isnan(values)] *= data.draw(st.integers(0, 1))
    rows = list(pack_rows(values, *counts))
    assert len(rows) == shape[0]
    for row, body in enumerate(rows):
        value, reported, expected = unpack(body, shape[1])
        np.testing.assert_array_equal(value, values[row])
        np.testing.assert_array_equal([reported, expected], counts[:, row])


def test_an_area_with_nothing_takes_one_bit_a_leaf() -> None:
    (body,) = pack_rows(np.full((1, 17), np.nan), np.zeros((1, 17), int), np.zeros((1, 17), int))
    assert body == bytes(3)
