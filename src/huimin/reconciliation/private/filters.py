"""Names as hardened Bloom filters: similar names have similar filters, and a filter tells little of its name.

A name becomes a set of tokens: its characters by place, pairs of neighbours, and the same of its syllables without
tones. Each token sets six bits that a keyed hash chooses (Schnell, Bachteler and Reiher 2009, BMC Medical Informatics
and Decision Making 9:41). What attacks on such filters live on is taken away after Schnell and Borgs (2016, IEEE
ICDMW, 218-224) and Franke, Sehili, Rohde and Rahm (2021, EDBT, 289-300):

    salt    the hash also takes the birth date, so a surname sets other bits for children of another day
    random  the six bits are drawn one by one and not by the sum of two hashes
    even    every filter holds as many tokens: short names are filled up, of long ones a keyed choice is taken
    folded  the two halves of a filter are laid over each other (exclusive or)
    noise   a few bits of each filter are turned, for one record always the same ones
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import NONE, Keys, mixed
from huimin.reconciliation.letters import Letters
from huimin.reconciliation.names import Names
from huimin.reconciliation.private.secret import Secret
from huimin.reconciliation.private.siphash import Key, Words, siphash
from huimin.reconciliation.readings import SPAN, Readings

WIDE = 1024
"""Bits of a filter before it is folded."""
BITS = 6
"""Bits that a token sets."""
TOKENS = 14
"""Tokens of a filter: a name of three characters has as many."""
CHUNK = 20_000
Filters = NDArray[np.uint64]
_CHARACTER, _SYLLABLE = 1, 2
_LAST = np.uint64(2**64 - 1)


@dataclass(frozen=True)
class Hardening:
    """What is done against attacks; without any of it a filter is the one of 2009.

    Attributes:
        random: bits drawn one by one. even: the same number of tokens in each. folded: halves laid over each other.
        noise: bits turned, a multiple of ``BITS``.
    """

    random: bool = True
    even: bool = True
    folded: bool = True
    noise: int = 12


HARDENED = Hardening()
PLAIN = Hardening(random=False, even=False, folded=False, noise=0)


def words_of(hardening: Hardening) -> int:
    """How many 64-bit words a filter has."""
    return WIDE // 64 // (2 if hardening.folded else 1)


def filters_of(
    names: Names, salts: Keys, marks: Keys, readings: Readings, secret: Secret, use: str,
    hardening: Hardening = HARDENED,
) -> Filters:  # fmt: skip
    """(rows, words) the filter of each row's name; all 0 where there is none.

    Args:
        salts: by row, what the hash takes besides the token; 0 for nothing. marks: by row, what the noise hangs on.
        use: which field it is; filters of different fields have different keys.
    """
    tokens = _tokens(names, readings, secret.key(f"{use}/choice"), hardening)
    out = np.zeros((len(names.codes), words_of(hardening)), np.uint64)
    rows = np.flatnonzero(names.codes >= 0)
    keys = [secret.key(f"{use}/{part}") for part in ("bits", "more", "noise")]
    for at in range(0, len(rows), CHUNK):
        some = rows[at : at + CHUNK]
        bits = _set(tokens[names.codes[some]], salts[some], keys, hardening)
        if hardening.folded:
            bits = bits[:, : WIDE // 2] ^ bits[:, WIDE // 2 :]
        _turn(bits, marks[some], keys[2], hardening.noise)
        out[some] = np.packbits(bits, axis=1).view(np.uint64)
    return out


def distance(first: Filters, second: Filters) -> NDArray[np.int64]:
    """In how many bits the filters of pairs differ."""
    return np.asarray(np.bitwise_count(first ^ second).sum(axis=1, dtype=np.int64))


def _set(tokens: Words, salts: Keys, keys: list[Key], hardening: Hardening) -> NDArray[np.uint8]:
    """(rows, ``WIDE``) the bits of each row's tokens."""
    bits = np.zeros((len(tokens), WIDE), np.uint8)
    row = np.arange(len(tokens))[:, None]
    first = siphash(keys[0], tokens, salts[:, None])
    second = None if hardening.random else siphash(keys[1], tokens, salts[:, None])
    for at in range(BITS):
        # Without ``random`` the double hashing of 2009: every bit lies one step further.
        place = first >> np.uint64(10 * at) if second is None else first + np.uint64(at) * second
        bits[row, (place & np.uint64(WIDE - 1)).astype(np.intp)] = 1
    return bits


def _turn(bits: NDArray[np.uint8], marks: Keys, key: Key, noise: int) -> None:
    """Turn ``noise`` bits of each row, chosen by the keyed hash of its mark; one that is drawn twice is back again."""
    row = np.arange(len(bits))
    for call in range(0, noise, BITS):
        drawn = siphash(key, marks, np.full(1, call, np.uint64))
        for at in range(BITS):
            bits[row, ((drawn >> np.uint64(10 * at)) % np.uint64(bits.shape[1])).astype(np.intp)] ^= 1


def _tokens(names: Names, readings: Readings, key: Key, hardening: Hardening) -> Words:
    """(names, ``TOKENS``) the tokens of each different name, in the order of a keyed hash."""
    if not len(names.letters):
        return np.zeros((0, TOKENS), np.uint64)
    long = max(TOKENS // 4, int((names.letters != 0).sum(axis=1).max()))
    letters = names.letters[:, :long]
    found = np.concatenate([_grams(letters.astype(np.uint64), _CHARACTER),
                            _grams(_sounds(letters, readings), _SYLLABLE)], axis=1)  # fmt: skip
    order = np.where(found == NONE, _LAST, siphash(key, found) >> np.uint64(1))
    chosen = np.take_along_axis(found, np.argsort(order, axis=1, kind="stable")[:, :TOKENS], axis=1)
    # A name with fewer tokens gets some more of its own, the same for all names of its sound.
    own = mixed(names.sound[:, None] + np.arange(TOKENS, dtype=np.uint64)[None, :] + np.uint64(1))
    return np.asarray(np.where(chosen == NONE, own if hardening.even else chosen[:, :1], chosen))


def _grams(letters: Words, sort: int) -> Words:
    """Tokens of single letters by their place and of neighbours, also of the ends; 0 where there is none."""
    size, long = letters.shape
    sort_of = np.uint64(sort)
    place = np.arange(1, long + 1, dtype=np.uint64)[None, :]
    single = np.where(letters == 0, NONE, mixed(mixed(letters * np.uint64(64) + place) + sort_of))
    edge = np.zeros((size, 1), np.uint64)
    before, after = np.concatenate([edge, letters], axis=1), np.concatenate([letters, edge], axis=1)
    both = mixed(mixed(mixed(before + np.uint64(1)) + after) + sort_of)
    return np.concatenate([single, np.where((before == 0) & (after == 0), NONE, both)], axis=1)


def _sounds(letters: Letters, readings: Readings) -> Words:
    """The number of each character's syllable without its tone, the character itself where it has no reading."""
    low = np.minimum(letters, SPAN - 1)
    values = np.where(letters < SPAN, readings.sound[0][low], letters.astype(np.uint64))
    return np.asarray(np.where(letters == 0, NONE, values))
