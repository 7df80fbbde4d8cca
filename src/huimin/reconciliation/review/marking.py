"""What a reader sees of two texts: which characters differ, and as little of the rest as the question needs."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

VEIL, HOLE = "○", "•"
_TONES = {"a": "āáǎàa", "e": "ēéěèe", "i": "īíǐìi", "o": "ōóǒòo", "u": "ūúǔùu", "v": "ǖǘǚǜü"}
_IDENTITY = 18
_SHOWN = (6, 4)
"""Of an identity number the area (first six) and sequence with check digit (last four) are shown; the birth date in
between stands in a field of its own."""


class Part(NamedTuple):
    """A run of characters, and whether the other text has others there."""

    text: str
    differs: bool


Marked = tuple[Part, ...]


def mark(one: str, two: str) -> tuple[Marked, Marked]:
    """Two texts with the characters that differ marked; full-width and half-width forms of one character are the same.

    Texts of one length are compared place by place. A text beside an empty one is left unmarked: nothing was written
    there to differ from.
    """
    if not one or not two:
        return plain(one), plain(two)
    if len(one) == len(two):
        same = [_folded(a) == _folded(b) for a, b in zip(one, two, strict=True)]
        return _runs(one, same), _runs(two, same)
    runs = SequenceMatcher(None, [_folded(c) for c in one], [_folded(c) for c in two], autojunk=False).get_opcodes()
    left = tuple(Part(one[i:j], tag != "equal") for tag, i, j, _, _ in runs if j > i)
    right = tuple(Part(two[i:j], tag != "equal") for tag, _, _, i, j in runs if j > i)
    return left, right


def _runs(text: str, same: list[bool]) -> Marked:
    cuts = [0, *(at for at in range(1, len(text)) if same[at] != same[at - 1]), len(text)]
    return tuple(Part(text[i:j], not same[i]) for i, j in pairwise(cuts))


def plain(text: str) -> Marked:
    """A text with nothing marked."""
    return (Part(text, False),) if text else ()


def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()


def veiled_pair(one: str, two: str) -> tuple[str, str]:
    """Two identity numbers with the birth date veiled; digits of it that differ are ``x`` and ``y``."""
    one, two = (unicodedata.normalize("NFKC", text).strip() for text in (one, two))
    if len(one) != _IDENTITY or len(two) != _IDENTITY:
        return veiled(one), veiled(two)
    middle = "".join(HOLE if a == b else "x" for a, b in zip(_middle(one), _middle(two), strict=True))
    return _around(one, middle), _around(two, middle.replace("x", "y"))


def veiled(identity: str) -> str:
    """An identity number with all but its ends veiled."""
    plain = identity.strip()
    return _around(plain, HOLE * (len(plain) - sum(_SHOWN))) if len(plain) > sum(_SHOWN) else plain


def _middle(text: str) -> str:
    return text[_SHOWN[0] : len(text) - _SHOWN[1]]


def _around(text: str, middle: str) -> str:
    return f"{text[: _SHOWN[0]]}{middle}{text[len(text) - _SHOWN[1] :]}"


def shape(text: str) -> str:
    """A cell of a list as its shape, enough to see which column it is: 张○○, 2026-••-••, 1501••••••.

    The first character of a word and the first four digits of a number stay.
    """
    out, digits, letters = [], 0, 0
    for one in text.strip()[:24]:
        if one.isdigit():
            digits += 1
            out.append(one if digits <= 4 else HOLE)
        elif one.isalpha():
            letters += 1
            out.append(one if letters == 1 else VEIL)
        else:
            letters = 0
            out.append(one)
    return "".join(out)


def spoken(reading: str) -> str:
    """``zhang1`` as ``zhāng``, ``lv3`` as ``lǚ``."""
    letters, tone = reading.rstrip("12345"), reading[-1:]
    if not tone.isdigit() or not letters:
        return reading
    at = _stressed(letters)
    if at < 0:
        return letters
    marked = letters[:at] + _TONES[letters[at]][int(tone) - 1] + letters[at + 1 :]
    return marked.replace("v", "ü")


def _stressed(letters: str) -> int:
    """Which letter bears the tone: a or e, the o of ou, else the last vowel."""
    for one in ("a", "e"):
        if one in letters:
            return letters.index(one)
    if "ou" in letters:
        return letters.index("o")
    return max((at for at, one in enumerate(letters) if one in _TONES), default=-1)
