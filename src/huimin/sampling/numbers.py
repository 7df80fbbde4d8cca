"""Random numbers that anyone can make again, in any language: the beginning of a SHA-256 hash.

The number of a site is made from the seed, the name of the round and the key of the site, joined by line feeds (U+000A)
and written in UTF-8. The first eight bytes of the hash, the most significant first, are a whole number ``k`` from 0 to
2^64 - 1; it stands for the fraction ``(2k + 1) / 2^65``, which is never 0 and never 1. Nothing depends on the order in
which sites are asked, on a library or on a machine.
"""

from __future__ import annotations

from fractions import Fraction
from hashlib import sha256

BITS = 64


def whole_number(seed: str, *words: str) -> int:
    """The number 0 to 2^64 - 1 that belongs to these words under this seed."""
    return int.from_bytes(sha256("\n".join((seed, *words)).encode("utf-8")).digest()[: BITS // 8], "big")


def fraction(seed: str, *words: str) -> Fraction:
    """The same as an exact fraction strictly between 0 and 1."""
    return Fraction(2 * whole_number(seed, *words) + 1, 2 ** (BITS + 1))


def below(count: int, seed: str, *words: str) -> int:
    """A number 0 to ``count - 1``: the fraction times ``count``, rounded down."""
    return (2 * whole_number(seed, *words) + 1) * count >> (BITS + 1)


def commitment(seed: str) -> str:
    """What is published of a seed before it may be known: its SHA-256 hash, 64 hexadecimal digits."""
    return sha256(seed.encode("utf-8")).hexdigest()
