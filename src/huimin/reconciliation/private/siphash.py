"""SipHash-2-4 on columns of numbers: a keyed hash that nobody can compute or turn back without the key.

Aumasson, J.-P. and Bernstein, D. J. (2012), SipHash: a fast short-input PRF, INDOCRYPT, 489-508. Written out for
numpy because twenty hashes of each of a million records are wanted at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Key = tuple[int, int]
_START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)


def siphash(key: Key, *words: Words) -> Words:
    """The hash of rows of 64-bit words (little-endian), broadcast against each other.

    Args:
        key: two numbers of 64 bits. words: at least one; together they are the message of ``8 * len(words)`` bytes.
    """
    v = [np.uint64(start ^ key[at % 2]) for at, start in enumerate(_START)]
    shape = np.broadcast_shapes(*(word.shape for word in words))
    state = [np.full(shape, one, np.uint64) for one in v]
    length: Words = np.full(1, (8 * len(words) % 256) << 56, np.uint64)
    for word in (*words, length):
        state[3] ^= word
        _rounds(state, 2)
        state[0] ^= word
    state[2] ^= np.uint64(0xFF)
    _rounds(state, 4)
    out: Words = state[0] ^ state[1] ^ state[2] ^ state[3]
    return out


def _turned(word: Words, by: int) -> Words:
    return (word << np.uint64(by)) | (word >> np.uint64(64 - by))


def _rounds(v: list[Words], count: int) -> None:
    for _ in range(count):
        v[0] += v[1]
        v[1] = _turned(v[1], 13) ^ v[0]
        v[0] = _turned(v[0], 32)
        v[2] += v[3]
        v[3] = _turned(v[3], 16) ^ v[2]
        v[0] += v[3]
        v[3] = _turned(v[3], 21) ^ v[0]
        v[2] += v[1]
        v[1] = _turned(v[1], 17) ^ v[2]
        v[2] = _turned(v[2], 32)
