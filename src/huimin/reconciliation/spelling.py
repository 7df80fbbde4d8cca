"""Words in an alphabet: how alike two of them are by their letters (Jaro-Winkler), and how one sounds (Soundex)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import NONE, Keys, Rows, mixed, polynomial
from huimin.reconciliation.letters import Letters, letters_of, text_of, without_dots
from huimin.reconciliation.readings import spelled

HEAD = 4
"""Letters at the beginning or the end of a word that make a key of their own; a year, or month and day, of a date."""
PREFIX, BONUS = 4, 0.1
"""Letters of a common beginning that count, and how much each does (Winkler 1990)."""
_CODES = {letter: digit for digit, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
          for letter in letters}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words.

    Attributes:
        codes: (rows,) which of the different words a row holds; -1 for none.
        letters: (words, ``letters.WIDTH``) their letters, without case, marks, spaces and signs.
    """

    codes: NDArray[np.int32]
    letters: Letters

    @cached_property
    def whole(self) -> Keys:
        """The key of each word as it is written."""
        return polynomial(self.letters)

    @cached_property
    def sound(self) -> Keys:
        """The key of each word's sound; of the word itself where it has no Latin letters."""
        spoken = (soundex(text_of(row)) for row in self.letters)
        keys = mixed(np.array([spelled(one)[0] for one in spoken], np.uint64))
        return np.where(keys == NONE, self.whole, keys)

    @cached_property
    def head(self) -> Keys:
        """The key of each word's first ``HEAD`` letters."""
        return polynomial(self.letters[:, :HEAD])

    @cached_property
    def tail(self) -> Keys:
        """The key of each word's last ``HEAD`` letters."""
        starts = np.maximum((self.letters != 0).sum(axis=1) - HEAD, 0)
        return polynomial(np.take_along_axis(self.letters, starts[:, None] + np.arange(HEAD), axis=1))

    def key(self, form: str, rows: Rows) -> Keys:
        """A key by row, ``whole``, ``sound``, ``head`` or ``tail``; 0 where there is no word."""
        codes = self.codes[rows]
        table: Keys = getattr(self, form)
        return np.where(codes < 0, NONE, table[codes]) if len(table) else np.zeros(len(rows), np.uint64)


def read_words(texts: Sequence[str], codes: NDArray[np.int32]) -> Words:
    """Words of a column whose different texts are ``texts`` and whose rows point into them (-1: empty)."""
    letters = without_dots(letters_of(texts))
    empty = ~(letters != 0).any(axis=1)
    return Words(np.where(empty[codes] if len(texts) else True, -1, codes).astype(np.int32), letters)


def soundex(word: str) -> str:
    """Russell's Soundex (US patent 1,261,167 of 1918): ``robert`` and ``rupert`` are r163; ``""`` for no letters."""
    word = "".join(one for one in word if "a" <= one <= "z")
    out, last = word[:1], _CODES.get(word[:1], 0)
    for letter in word[1:]:
        digit = _CODES.get(letter, 0)
        if digit and digit != last:
            out += str(digit)
        last = last if letter in "hw" else digit
    return out[:HEAD]


def jaro_winkler(one: Letters, two: Letters, least: float = 0.0) -> NDArray[np.float64]:
    """How alike the words of each row are, 0 to 1, whichever comes first (Jaro 1989; Winkler 1990).

    Args:
        one, two: (n, width) letters, 0 after the end.
        least: words that cannot be as alike as this get 0, which is quick.
    """
    width = max(1, int(max((each != 0).sum(axis=1).max(initial=1) for each in (one, two))))
    one, two = one[:, :width], two[:, :width]
    same = (one[:, :PREFIX] == two[:, :PREFIX]) & (one[:, :PREFIX] != 0)
    begins = np.cumprod(same, axis=1).sum(axis=1)
    long1, long2 = (one != 0).sum(axis=1), (two != 0).sum(axis=1)
    common = np.minimum(_counts(one), _counts(two)).sum(axis=1)
    some = np.flatnonzero((common > 0) & (_winkler(_jaro(common, common, long1, long2), begins) >= least))
    out = np.zeros(len(one))
    out[some] = _winkler(_alike(one[some], two[some], long1[some], long2[some]), begins[some])
    return out


def _winkler(jaro: NDArray[np.float64], begins: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.asarray(jaro + begins * BONUS * (1 - jaro))


def _jaro(
    count: NDArray[np.integer], ordered: NDArray[np.number], long1: NDArray[np.intp], long2: NDArray[np.intp]
) -> NDArray[np.float64]:  # fmt: skip
    """By how many letters have a partner, and how many of these stand in order; 0 for none."""
    whole = np.maximum(count, 1)
    return (count / np.maximum(long1, 1) + count / np.maximum(long2, 1) + np.where(count > 0, ordered / whole, 0)) / 3


def _counts(letters: Letters) -> NDArray[np.uint8]:
    """How often each letter stands in each word; letters of other alphabets are thrown together, which only loosens
    the bound made of them.
    """
    found = np.zeros((len(letters), 32), np.uint8)
    rows = np.arange(len(letters))
    for column in letters.T:
        found[rows, column % 32] += column != 0
    return found


def _alike(one: Letters, two: Letters, long1: NDArray[np.intp], long2: NDArray[np.intp]) -> NDArray[np.float64]:
    # Which letters find a partner can hang on who looks first: always the same word does, so that order says nothing.
    turn = (polynomial(one) > polynomial(two))[:, None]
    one, two = np.where(turn, two, one), np.where(turn, one, two)
    found1, found2 = _partners(one, two, np.maximum(np.maximum(long1, long2) // 2 - 1, 0))
    count = found1.sum(axis=1)
    apart = _in_order(one, found1) != _in_order(two, found2)
    moved = (apart & (np.arange(one.shape[1]) < count[:, None])).sum(axis=1) / 2
    return _jaro(count, count - moved, long1, long2)


def _partners(one: Letters, two: Letters, reach: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which letters have an equal one in the other word, not yet taken and at most ``reach`` places away."""
    width = one.shape[1]
    found1, found2 = np.zeros(one.shape, bool), np.zeros(two.shape, bool)
    rows, places = np.arange(len(one)), np.arange(width)
    for at in range(width):
        fits = (one[:, at, None] == two) & ~found2 & (one[:, at, None] != 0)
        fits &= np.abs(places - at) <= reach[:, None]
        first = fits.argmax(axis=1)
        found1[:, at] = fits[rows, first]
        found2[rows, first] |= found1[:, at]
    return found1, found2


def _in_order(letters: Letters, kept: NDArray[np.bool_]) -> Letters:
    """The kept letters of each row moved to its beginning."""
    return np.take_along_axis(letters, np.argsort(~kept, axis=1, kind="stable"), axis=1)


def one_letter(one: Letters, two: Letters) -> NDArray[np.bool_]:
    """Whether words of three characters or more differ in one of them, or one has one more than two at least."""
    long1, long2 = (one != 0).sum(axis=1), (two != 0).sum(axis=1)
    unequal = (one != two).sum(axis=1)
    changed = (long1 == long2) & (unequal == 1) & (long1 >= 3)
    # One more character: what goes before the first difference and what comes after it must agree.
    first = np.argmax(one != two, axis=1)
    at = np.arange(one.shape[1])
    tail1, tail2 = np.pad(one[:, 1:], ((0, 0), (0, 1))), np.pad(two[:, 1:], ((0, 0), (0, 1)))
    after = at >= first[:, None]
    longer1 = ~((tail1 != two) & after).any(axis=1) & (long1 == long2 + 1)
    longer2 = ~((one != tail2) & after).any(axis=1) & (long2 == long1 + 1)
    return np.asarray(changed | ((longer1 | longer2) & (np.minimum(long1, long2) >= 2)))


def one_slip(one: Letters, two: Letters) -> NDArray[np.bool_]:
    """The same, or two neighbours changed places."""
    unlike = one != two
    at = unlike.argmax(axis=1)
    rows, after = np.arange(len(one)), np.minimum(at + 1, one.shape[1] - 1)
    turned = (one[rows, at] == two[rows, after]) & (one[rows, after] == two[rows, at])
    return np.asarray(one_letter(one, two) | (turned & unlike[rows, after] & (unlike.sum(axis=1) == 2)))
