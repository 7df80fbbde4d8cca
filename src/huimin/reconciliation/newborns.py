"""Newborns without a name of their own: 张三之子, 李梅之大女, 王女婴, 王女, 未取名. What else the text tells is kept.

A name with a part hidden (王某, 张**, 李××之子) is none either: many bear it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

BOY, GIRL = 1, 2
_ORDER = {"大": 1, "长": 1, "一": 1, "甲": 1, "1": 1, "a": 1, "A": 1,
          "二": 2, "次": 2, "小": 2, "乙": 2, "2": 2, "b": 2,
          "B": 2, "三": 3, "幺": 3, "丙": 3, "3": 3, "C": 3, "c": 3}  # fmt: skip
_MARK = "[大长一甲1aA二次小乙2bB三幺丙3Cc]"
_CHILD_OF = re.compile(
    rf"^(?P<of>.{{1,20}}?)之(?P<n>{_MARK})?(?P<sort>男婴|女婴|婴儿|婴|子|女|男|儿子|女儿|宝宝|宝)(?P<m>{_MARK})?$"
)
_BABY = re.compile(
    rf"^(?P<of>.{{0,20}}?)(?P<n>{_MARK})?(?P<sort>男婴|女婴|婴儿|婴|新生儿|宝宝|毛毛|毛头|儿子|女儿)(?P<m>{_MARK})?$"
)
_NONE = re.compile(r"^(未取名|未命名|未定|无名|无名氏|待定|暂无|暂未取名|没有|无|不详|未知|空|—+|-+|/+|\?+)$")
_HIDDEN = re.compile(r"[某*＊×?？]|^[\u3400-\u9fff]{1,2}[xX○〇]{1,2}$")
_BARE = re.compile(r"^[\u3400-\u9fff](?P<sort>男|女)$")
HINT = re.compile("[之婴宝毛未无待暂不没空儿男女某xX○〇*＊×—/?？\\-]")
"""Texts without any of these need no closer look."""


class Unnamed(NamedTuple):
    """What a placeholder tells: whose child (``""``: nobody named), sex (0: not told), order among siblings (0)."""

    of: str
    sex: int
    order: int


def placeholder(text: str) -> Unnamed | None:
    """What stands in for a name, or None where the text is a name."""
    if _NONE.match(text):
        return Unnamed("", 0, 0)
    if bare := _BARE.match(text):
        return Unnamed("", BOY if bare["sort"] == "男" else GIRL, 0)
    found = _CHILD_OF.match(text) or _BABY.match(text)
    if found is None:
        return Unnamed("", 0, 0) if hidden(text) else None
    sort = found["sort"]
    sex = BOY if sort in ("男婴", "子", "男", "儿子") else GIRL if sort in ("女婴", "女", "女儿") else 0
    of = "" if hidden(found["of"]) else found["of"]
    order = _ORDER.get(found["n"] or found["m"] or "", 0)
    return Unnamed(of, sex, order if found["of"] or found["m"] else 0)


def nobody(name: str) -> bool:
    """Whether a parent's name tells nobody: 不详, or a part of it is hidden."""
    return bool(_NONE.match(name)) or hidden(name)


def hidden(name: str) -> bool:
    """Whether a part of a name is hidden, as 王某 and 张** are."""
    return bool(_HIDDEN.search(name))
