"""The leaf values of one area as bytes: only the leaves that the area has anything to do with.

Most areas report a few forms of many, so most leaves are neither known nor expected at most areas; in a nation of
villages leaving them out makes the file a fifth. The bytes are: one bit a leaf, the first leaf lowest (is it there?);
then for those that are there the values as little-endian float64, and reports received and expected as uint32.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def pack_rows(values: Floats, reported: NDArray[Any], expected: NDArray[Any]) -> Iterator[bytes]:
    """One packed row for each area; the arguments are (areas, leaves)."""
    there = np.isfinite(values) | (expected > 0) | (reported > 0)
    bits = np.packbits(there, axis=1, bitorder="little")
    value, got, owed = values.astype("<f8"), reported.astype("<u4"), expected.astype("<u4")
    for row, mask in enumerate(there):
        parts = (bits[row], value[row][mask], got[row][mask], owed[row][mask])
        yield b"".join(part.tobytes() for part in parts)


def unpack(body: bytes, leaves: int) -> Floats:
    """(3, leaves): value, reports received, reports expected. What was left out is NaN, 0, 0."""
    width = (leaves + 7) // 8
    there = np.unpackbits(np.frombuffer(body, np.uint8, width), count=leaves, bitorder="little").astype(bool)
    count = int(there.sum())
    made = np.zeros((3, leaves))
    made[0] = np.nan
    made[0, there] = np.frombuffer(body, "<f8", count, width)
    counts = np.frombuffer(body, "<u4", 2 * count, width + 8 * count)
    made[1, there], made[2, there] = counts[:count], counts[count:]
    return made
