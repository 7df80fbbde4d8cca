"""The reading of every character, from pypinyin: the first reading it gives, once a process."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from pypinyin.constants import PINYIN_DICT

from huimin.reconciliation.readings import SPAN, Readings

_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}


@cache
def readings() -> Readings:
    """The table of readings. Every character has one here, whatever word it stands in: both lists are read alike."""
    toned_list: dict[str, int] = {"": 0}
    toneless_list: dict[str, int] = {"": 0}
    toned, toneless = np.zeros(SPAN, np.uint16), np.zeros(SPAN, np.uint16)
    spelled: dict[str, str] = {}
    for code, every in PINYIN_DICT.items():
        if code >= SPAN:
            continue
        first = every.split(",", 1)[0]
        word = spelled.get(first) or spelled.setdefault(first, _numbered(first))
        toned[code] = toned_list.setdefault(word, len(toned_list))
        toneless[code] = toneless_list.setdefault(word.rstrip("12345"), len(toneless_list))
    return Readings(toneless, toned, tuple(toneless_list), tuple(toned_list))


def _numbered(marked: str) -> str:
    """``zhāng`` as ``zhang1``, ``lǚ`` as ``lv3``; the neutral tone is 5."""
    tone = "5"
    letters: list[str] = []
    for one in unicodedata.normalize("NFD", marked):
        if one in _TONES:
            tone = _TONES[one]
        elif one == "\u0308":
            letters[-1] = "v"
        elif not unicodedata.combining(one):
            letters.append(one)
    return "".join(letters) + tone
