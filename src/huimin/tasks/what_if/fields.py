"""Which numbers of a scheme may be tried out: for each kind of rule its keys, what they mean, and their defaults."""

from __future__ import annotations

from typing import NamedTuple


class Option(NamedTuple):
    """A word that may stand in a definition, and what it means."""

    code: str
    zh: str
    en: str


class Field(NamedTuple):
    """One number that a definition has.

    ``default``: how the reading code takes it where it is not written; ``None``: it must be there; ``""``: it may be
    left out and then does nothing. ``only_there``: it is offered only where it is written.
    """

    key: str
    zh: str
    en: str
    default: str | None = None
    only_there: bool = False
    options: tuple[Option, ...] = ()


POINTS = Field("points", "分值", "points")
_TARGET_UP = Field("target", "目标值（达到得满分）", "target (full points from here on)")
_FLOOR = Field("floor", "起计值（以下不得分）", "floor (nothing below)", "")
_LOW = Field("at_least", "不少于", "at least", only_there=True)
_HIGH = Field("at_most", "不多于", "at most", only_there=True)
_SHARE = Field("share", "得分份额", "share of the points")
_REPORTS = (
    Field("target", "目标值（达到得满分）", "target (full points from here on)", "100%"),
    Field("floor", "起计值（以下不得分）", "floor (nothing below)", "0%"),
)
_EXTRA = (Field("each", "每件分数", "points for each"), Field("most", "最多分数", "points at most"))

RULES: dict[str, tuple[Field, ...]] = {
    "at_least": (_TARGET_UP, _FLOOR),
    "at_most": (
        Field("target", "目标值（不超过得满分）", "target (full points up to here)"),
        Field("ceiling", "封顶值（以上不得分）", "ceiling (nothing above)", ""),
    ),
    "range": (
        Field("low", "区间下限", "low end of the range"),
        Field("high", "区间上限", "high end of the range"),
        Field("margin", "区间外按比例的宽度", "width outside it that still earns a share", "0"),
    ),
    "count": (_LOW, _HIGH),
    "pace": (Field("target", "全年目标", "the year’s target"),),
    "improvement": (Field("by", "应改善的幅度", "change asked for"),),
    "reduce_excess": (Field("base", "基准值", "base"),),
    "table": (Field("otherwise", "其余情形的份额", "share otherwise", "0"),),
    "completeness": _REPORTS,
    "timeliness": _REPORTS,
    "frequency": (Field("times", "每期次数", "times a period"),),
    "deadline": (
        Field("by", "截止日（月-日）", "day it is due (MM-DD)"),
        Field("lose_per_day", "每迟一天扣的份额", "share lost for each day late", "100%"),
    ),
    "deduction": _EXTRA,
    "bonus": _EXTRA,
}
"""Keys of ``rule:`` by its kind. Kinds that are not named have no number of their own."""

LISTS: dict[str, tuple[str, str, str, tuple[Field, ...]]] = {
    "bands": ("bands", "第 {n} 档", "band {n}", (_LOW, _HIGH, _SHARE)),
    "table": ("rows", "第 {n} 行", "row {n}", (_SHARE,)),
    "reduce_excess": (
        "steps", "第 {n} 级", "step {n}",
        (Field("above", "上年高于", "last year above"), Field("by", "应下降的份额", "share it should fall by")),
    ),
}  # fmt: skip
"""Rules whose numbers stand in a list: its key, how an entry is called, and the entry's own numbers."""

_METHODS = (
    Option("none", "不保护", "none"),
    Option("full", "从宽", "the benefit of the doubt"),
    Option("pool", "合并多年", "several years together"),
    Option("cannot_tell", "不能判定则移出总分", "taken out where it cannot be told"),
)
GUARD = (
    Field("method", "小数保护的办法", "small-number guard", "none", options=_METHODS),
    Field("years", "合并的年数", "years taken together", "3"),
    Field("doubt", "可容忍的份额差", "share that chance may move", "0.5"),
)
WHOLE = (
    Field("confidence", "置信水平", "confidence of the intervals", "95%"),
    Field("minimum_completeness", "参加排名的最低报送率", "least completeness to be ranked", "80%"),
    Field("minimum_scored", "参加排名的最低可计分份额", "least share of points scored to be ranked", "80%"),
)
WHOLE_LISTS: tuple[tuple[str, Field], ...] = (
    ("grades", Field("at_least", "等次线", "from")),
    ("ladder", Field("below", "启动线", "below")),
)
"""Lists of the scheme itself, whose entries are named by their ``code``."""
