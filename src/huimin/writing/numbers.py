"""Numbers as documents print them, in the words of each language."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from huimin.indicators.rounding import plain, show

_SCALE = {"percent": 100.0, "permille": 1000.0}
_POINTS = {
    "percent": ("个百分点", "percentage point"),
    "permille": ("个千分点", "per-mille point"),
}


class Style(NamedTuple):
    """How values of one measure are shown: ``number``, ``percent`` or ``permille``, and how many decimals."""

    show: str = "number"
    decimals: int = 2


SCORE = Style("number", 2)
"""Points of a score in a column of a table, where all have the same decimals; :func:`points` is for sentences."""


def not_reported(lang: str) -> str:
    """What stands where there is no figure: never a zero."""
    return "未报送" if lang == "zh" else "not reported"


def shown(value: float | None, style: Style, lang: str) -> str:
    """A value for readers, ``85.30%``; the words for "not reported" where there is none."""
    return not_reported(lang) if value is None else minus(show(value, *style))


def cell(value: float | None, style: Style) -> str:
    """The same for a narrow cell of a table: an en dash where there is none."""
    return "–" if value is None else minus(show(value, *style))


def minus(text: str) -> str:
    """The proper minus sign."""
    return text.replace("-", "−")


def moved(difference: float, style: Style, lang: str) -> str:
    """The size of a difference without its sign: ``1.20个百分点`` or ``1.20 percentage points``; ``12`` for numbers."""
    text = show(abs(difference) * _SCALE.get(style.show, 1.0), "number", style.decimals)
    unit = _POINTS.get(style.show)
    if unit is None:
        return text
    return f"{text}{unit[0]}" if lang == "zh" else f"{text} {unit[1]}{'' if text == '1' else 's'}"


def signed(difference: float | None, style: Style) -> str:
    """A difference for a cell of a table: ``+1.20`` or ``−0.30`` in points; an en dash where there is none."""
    if difference is None:
        return "–"
    text = show(difference * _SCALE.get(style.show, 1.0), "number", style.decimals)
    return minus(text) if text.startswith("-") or not text.strip("0.,") else f"+{text}"


def is_still(difference: float, style: Style) -> bool:
    """Whether a difference is nothing as it is printed."""
    return not show(difference * _SCALE.get(style.show, 1.0), "number", style.decimals).strip("-0.,")


def counted(number: float, one: str, many: str = "") -> str:
    """``1 county``, ``3 counties``: an English noun in the right number."""
    return f"{plain(number)} {one if number == 1 else many or one + 's'}"


def points(value: float | None) -> str:
    """Points of a score, two decimals without needless zeros: ``81.5``."""
    return "–" if value is None else minus(plain(float(show(value, "number", 2).replace(",", ""))))


def share(value: float | None, places: int = 2) -> str:
    """A share in per cent."""
    return "–" if value is None else minus(show(value, "percent", places))


def day(when: date, lang: str) -> str:
    """``2026年1月4日`` or ``4 January 2026``."""
    return f"{when.year}年{when.month}月{when.day}日" if lang == "zh" else f"{when.day} {when:%B %Y}"
