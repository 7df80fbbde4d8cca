"""A column of names, each different one looked at once: as written, by sound, by shape, and with the surname last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import NONE, Keys, mixed, polynomial
from huimin.reconciliation.letters import DOT, WIDTH, Letters, letters_of, text_of, without_dots
from huimin.reconciliation.newborns import HINT, Unnamed, placeholder
from huimin.reconciliation.readings import DOUBLE, SPAN, SURNAMES, Readings, spelled
from huimin.reconciliation.shapes import SHAPE

Codes = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Names:
    """The names of a list.

    Attributes:
        codes: (rows,) which of the different names a row bears; -1 for none.
        letters: (names, ``WIDTH``) their characters, without dots.
        whole: key of the name as written. tone, sound: of its reading with and without tones.
        shape: of the name with similar characters taken for one. turned: of its parts whatever their order.
        surname: of the surname's sound; given: of the sound of the rest.
    """

    codes: Codes
    letters: Letters
    whole: Keys
    tone: Keys
    sound: Keys
    shape: Keys
    turned: Keys
    surname: Keys
    given: Keys

    def key(self, which: str, rows: NDArray[np.integer] | None = None) -> Keys:
        """A key by row; 0 where there is no name."""
        codes = self.codes if rows is None else self.codes[rows]
        table: Keys = getattr(self, which)
        return np.where(codes < 0, NONE, table[codes]) if len(table) else np.zeros(len(codes), np.uint64)

    def letters_at(self, rows: NDArray[np.integer]) -> Letters:
        """The characters by row, all 0 where there is no name."""
        codes = self.codes[rows]
        if not len(self.letters):
            return np.zeros((len(rows), WIDTH), np.uint32)
        found: Letters = self.letters[codes]
        found[codes < 0] = 0
        return found

    def filled(self, others: Names) -> Names:
        """The same with the names of ``others`` in rows that have none."""
        size = len(self.letters)
        codes = np.where((self.codes < 0) & (others.codes >= 0), others.codes + size, self.codes)
        tables = (np.concatenate([getattr(self, one.name), getattr(others, one.name)]) for one in fields(self)[1:])
        return Names(codes.astype(np.int32), *tables)


@dataclass(frozen=True, eq=False)
class Placeholders:
    """What the placeholders among the names tell, by row: the parent's name (-1: none), sex and order (0: none)."""

    parents: Names
    sex: NDArray[np.int8]
    order: NDArray[np.int8]
    count: int


def read_names(texts: Sequence[str], codes: Codes, readings: Readings) -> Names:
    """Names of a column whose different texts are ``texts`` and whose rows point into them (-1: empty)."""
    dotted = letters_of(texts)
    letters = without_dots(dotted)
    length = (letters != 0).sum(axis=1)
    narrow = letters[:, : max(1, int(length.max(initial=1)))]
    head, two = _surname_length(letters, dotted)
    tone, _ = _read(narrow, *readings.tone, _surname_words(head, two, "tone"), two)
    sound, (surname, given) = _read(narrow, *readings.sound, _surname_words(head, two, "sound"), two)
    turned = _parts_in_any_order(dotted, surname, given, readings)
    empty = np.asarray(length == 0)
    found = (polynomial(narrow), mixed(tone), mixed(sound), polynomial(_alike(narrow)), turned, mixed(surname),
             mixed(given))  # fmt: skip
    for keys in found:
        keys[empty] = NONE
    return Names(np.where(empty[codes] if len(texts) else True, -1, codes).astype(np.int32), letters, *found)


def _alike(letters: Letters) -> Letters:
    return np.where(letters < SPAN, SHAPE[np.minimum(letters, SPAN - 1)], letters)


def _surname_length(letters: Letters, dotted: Letters) -> tuple[Letters, NDArray[np.bool_]]:
    """The first two characters, and whether both are the surname. A transliterated name has no surname of two."""
    head = letters[:, :2].copy()
    doubles = np.array([(ord(one[0]) << 32) | ord(one[1]) for one in DOUBLE], np.uint64)
    both = (head[:, 0].astype(np.uint64) << np.uint64(32)) | head[:, 1].astype(np.uint64)
    two = np.isin(both, doubles) & (letters[:, 2] != 0) & ~(dotted == DOT).any(axis=1)
    return head, two


@cache
def _special(kind: str) -> dict[str, tuple[int, int]]:
    """Surnames read by their own table: the number and the room of their letters."""

    def word(reading: str) -> str:
        return "".join(one if kind == "tone" else one.rstrip("12345") for one in reading.split())

    return {name: spelled(word(reading)) for name, reading in SURNAMES.items()}


def _surname_words(head: Letters, two: NDArray[np.bool_], kind: str) -> list[tuple[NDArray[np.intp], int, int]]:
    """(rows, number, room) for every surname of the table."""
    found = []
    for name, (value, room) in _special(kind).items():
        rows = head[:, 0] == ord(name[0])
        rows &= (two & (head[:, 1] == ord(name[1]))) if len(name) == 2 else ~two
        if rows.any():
            found.append((np.flatnonzero(rows), value, room))
    return found


def _read(
    letters: Letters, values: Keys, rooms: Keys, special: list[tuple[NDArray[np.intp], int, int]],
    two: NDArray[np.bool_],
) -> tuple[Keys, tuple[Keys, Keys]]:  # fmt: skip
    """The number of a whole reading, and those of its surname and the rest."""
    low = np.minimum(letters, SPAN - 1)
    value = np.where(letters < SPAN, values[low], letters.astype(np.uint64))
    room = np.where(letters == 0, np.uint64(1), rooms[low])
    value[letters == 0] = NONE
    surname = np.where(two, value[:, 0] * room[:, min(1, letters.shape[1] - 1)]
                       + value[:, min(1, letters.shape[1] - 1)], value[:, 0])  # fmt: skip
    for rows, own, _ in special:
        surname[rows] = np.uint64(own)
    given = np.zeros(len(letters), np.uint64)
    given_room = np.ones(len(letters), np.uint64)
    for at in range(1, letters.shape[1]):
        inside = ~two if at == 1 else np.ones(len(letters), bool)
        given = np.where(inside, given * room[:, at] + value[:, at], given)
        given_room = np.where(inside, given_room * room[:, at], given_room)
    return surname * given_room + given, (surname, given)


def _parts_in_any_order(dotted: Letters, surname: Keys, given: Keys, readings: Readings) -> Keys:
    """A key that does not change when surname and given name, or the parts between dots, change places."""
    out = mixed(surname) + mixed(given)
    for at in np.flatnonzero((dotted == DOT).any(axis=1)):
        words = [one for one in text_of(dotted[at]).split("·") if one]
        numbers = np.array([_word(one, readings) for one in words], np.uint64)
        out[at] = mixed(numbers).sum(dtype=np.uint64)
    return out


def _word(text: str, readings: Readings) -> int:
    letters = "".join(readings.syllable(one).rstrip("12345") or one for one in text)
    return spelled(letters)[0]


def read_newborns(texts: Sequence[str], codes: Codes, readings: Readings) -> tuple[Codes, Placeholders]:
    """Rows whose text is only a placeholder lose it; what it tells is given back.

    Returns:
        the codes with -1 for placeholders, and what those say.
    """
    told: dict[int, Unnamed] = {}
    for at, text in enumerate(texts):
        if HINT.search(text) and (found := placeholder(text.strip())):
            told[at] = found
    size = max(1, len(texts))
    is_one, sex, order = np.zeros(size, bool), np.zeros(size, np.int8), np.zeros(size, np.int8)
    parent = np.full(size, -1, np.int32)
    parents: dict[str, int] = {}
    for at, found in told.items():
        is_one[at], sex[at], order[at] = True, found.sex, found.order
        if len(found.of) > 1:
            parent[at] = parents.setdefault(found.of, len(parents))
    named = codes >= 0
    at_row = np.maximum(codes, 0)
    held = named & is_one[at_row]
    rows = np.where(held, parent[at_row], -1).astype(np.int32)
    told_sex, told_order = (np.where(held, one[at_row], 0).astype(np.int8) for one in (sex, order))
    mothers = read_names(tuple(parents), rows, readings)
    return np.where(held, -1, codes).astype(np.int32), Placeholders(mothers, told_sex, told_order, int(held.sum()))
