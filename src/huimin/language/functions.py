"""The functions of the language: their names in both languages and the arguments they take."""

from __future__ import annotations

from dataclasses import dataclass

from huimin.language.nodes import Call, Number

MANY = 200
"""The most arguments of functions that take any number of them."""


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    Attributes:
        least, most: how many arguments it takes.
        counts: the second argument is a plain whole number between these bounds (None: an ordinary argument).
        default: the count where it is left out.
        window: it sets the span of months, or the area, of everything inside it.
    """

    name: str
    zh: str
    least: int
    most: int
    counts: tuple[int, int] | None = None
    default: int = 1
    window: bool = False


_MONTHS = (1, 120)
_ALL = (
    Function("min", "最小", 2, MANY),
    Function("max", "最大", 2, MANY),
    Function("abs", "绝对值", 1, 1),
    Function("round", "四舍五入", 1, 2, (0, 12), 0),
    Function("sqrt", "平方根", 1, 1),
    Function("log", "对数", 1, 1),
    Function("coalesce", "取首个", 2, MANY),
    Function("reported", "已报", 1, 1),
    Function("growth", "增长", 1, 1),
    Function("ytd", "本年累计", 1, 1, window=True),
    Function("year", "全年", 1, 1, window=True),
    Function("rolling", "滚动", 2, 2, _MONTHS, window=True),
    Function("previous", "上期", 1, 2, _MONTHS, window=True),
    Function("last_year", "去年同期", 1, 1, window=True),
    Function("years_ago", "几年前", 2, 2, _MONTHS, window=True),
    Function("parent", "上级", 1, 1, window=True),
)
FUNCTIONS: dict[str, Function] = {function.name: function for function in _ALL}
_ENGLISH = {function.zh: function.name for function in _ALL}


def english(name: str) -> str:
    """The English name of a function written in either language and any case; unknown names as they are."""
    return _ENGLISH.get(name) or (name.lower() if name.lower() in FUNCTIONS else name)


def function_names() -> list[str]:
    """Every function name in both languages, and ``if``."""
    return sorted([*FUNCTIONS, *_ENGLISH, "if", "如果"])


def count_of(call: Call) -> int | None:
    """The whole number a call counts with: months, periods, years or decimals.

    None where it is no literal within bounds. The function must be one that has ``counts``.
    """
    function = FUNCTIONS[call.function]
    if len(call.arguments) < 2:
        return function.default
    literal = call.arguments[1]
    least, most = function.counts or (0, 0)
    if not isinstance(literal, Number) or literal.mark or literal.value % 1 or not least <= literal.value <= most:
        return None
    return int(literal.value)
