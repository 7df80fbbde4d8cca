"""How characters are read: a table of syllables by character, and the surnames that are read differently.

The table itself comes from outside (an adapter fills it); here stand its shape and what differs in surnames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import Keys, mixed

SPAN = 65536
_BASE = 1_099_511_628_211
_WRAP = 2**64

SURNAMES: Mapping[str, str] = {
    "单": "shan4", "仇": "qiu2", "区": "ou1", "曾": "zeng1", "解": "xie4", "查": "zha1", "朴": "piao2", "盖": "ge3",
    "任": "ren2", "华": "hua4", "缪": "miao4", "翟": "zhai2", "乐": "yue4", "员": "yun4", "覃": "qin2", "冼": "xian3",
    "折": "she2", "那": "na1", "宁": "ning4", "黑": "he4", "繁": "po2", "秘": "bi4", "逄": "pang2", "洗": "xian3",
    "种": "chong2", "重": "chong2", "召": "shao4", "尹": "yin3", "燕": "yan1", "葛": "ge3", "纪": "ji3", "卜": "bu3",
    "晁": "chao2", "谌": "chen2", "褚": "chu3", "邸": "di3", "过": "guo1", "哈": "ha3", "郇": "xun2", "靳": "jin4",
    "阚": "kan4", "隗": "wei3", "麻": "ma2", "牟": "mu4", "佴": "nai4", "粘": "nian4", "祭": "zhai4", "撒": "sa4",
    "佘": "she2", "厍": "she4", "眭": "sui1", "洗马": "xian3", "冯": "feng2", "车": "che1", "晟": "cheng2", "曲": "qu1",
    "沈": "shen3", "石": "shi2", "殷": "yin1", "应": "ying1", "於": "yu1", "臧": "zang1", "占": "zhan1", "訾": "zi1",
    "尉迟": "yu4 chi2", "万俟": "mo4 qi2", "单于": "chan2 yu2", "澹台": "tan2 tai2", "长孙": "zhang3 sun1",
    "令狐": "ling2 hu2", "皇甫": "huang2 fu3", "宇文": "yu3 wen2", "鲜于": "xian1 yu2", "呼延": "hu1 yan2",
    "上官": "shang4 guan1", "欧阳": "ou1 yang2", "司马": "si1 ma3", "诸葛": "zhu1 ge3", "慕容": "mu4 rong2",
    "东方": "dong1 fang1", "夏侯": "xia4 hou2", "端木": "duan1 mu4", "独孤": "du2 gu1", "南宫": "nan2 gong1",
    "西门": "xi1 men2", "公孙": "gong1 sun1", "轩辕": "xuan1 yuan2", "申屠": "shen1 tu2", "闻人": "wen2 ren2",
    "钟离": "zhong1 li2", "濮阳": "pu2 yang2", "淳于": "chun2 yu2", "太史": "tai4 shi3", "赫连": "he4 lian2",
    "拓跋": "tuo4 ba2", "百里": "bai3 li3", "司徒": "si1 tu2", "司空": "si1 kong1",
}  # fmt: skip
"""Readings as surnames, and the surnames of two characters: single characters whose reading as a surname is not the
most common one in running text, or would be doubtful without a table."""
DOUBLE = tuple(name for name in SURNAMES if len(name) == 2)


@dataclass(frozen=True, eq=False)
class Readings:
    """The reading of every character of the basic plane.

    Attributes:
        toneless, toned: (65536,) the number of its syllable in ``syllables`` or ``toned_syllables``; 0 for none.
        syllables, toned_syllables: ``""`` first, then ``zhang`` or ``zhang1``.
    """

    toneless: NDArray[np.uint16]
    toned: NDArray[np.uint16]
    syllables: tuple[str, ...]
    toned_syllables: tuple[str, ...]

    @cached_property
    def sound(self) -> tuple[Keys, Keys]:
        """By character: the number of its toneless letters, and the factor that makes room for them."""
        return self._table(self.toneless, self.syllables)

    @cached_property
    def tone(self) -> tuple[Keys, Keys]:
        """By character: the same with the tone."""
        return self._table(self.toned, self.toned_syllables)

    def _table(self, numbers: NDArray[np.uint16], syllables: tuple[str, ...]) -> tuple[Keys, Keys]:
        words = [spelled(one) for one in syllables]
        values = np.array([value for value, _ in words], np.uint64)[numbers]
        rooms = np.array([room for _, room in words], np.uint64)[numbers]
        # A character without a reading, a Latin letter among them, is read as itself.
        bare = numbers == 0
        values[bare] = np.arange(SPAN, dtype=np.uint64)[bare]
        rooms[bare] = np.uint64(_BASE)
        return values, rooms

    def syllable(self, character: str) -> str:
        """The reading of one character with its tone, ``zhang1``; ``""`` for none."""
        return self.toned_syllables[self.toned[ord(character)]] if ord(character) < SPAN else ""


def spelled(text: str) -> tuple[int, int]:
    """The number of a word's letters and the factor that makes room for them, so that joined words are joined
    numbers: ``number(xy) = number(x) * room(y) + number(y)``.
    """
    value, room = 0, 1
    for one in text:
        value, room = (value * _BASE + ord(one)) % _WRAP, room * _BASE % _WRAP
    return value, room


def word_key(text: str) -> np.uint64:
    """The key of a word by its letters."""
    return np.uint64(mixed(np.array([spelled(text)[0]], np.uint64))[0])
