"""What offices write as a date: 2026-03-05, 2026.3.5, 20260305, a spreadsheet's 46086, 二〇二六年三月五日, and lunar
dates such as 闰六月初五.

Where day and month may be either (03/05/2026), or the year has two digits, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from huimin.reconciliation.lunar import common_day

UNKNOWN = -1
"""The day of a date that is not known. Days count from 1970-01-01 and births before it are not compared."""
PLAIN, IN_DAYS, IN_WORDS = 0, 1, 2
"""How a date is written: in figures; as a spreadsheet's number of days; in Chinese numerals, or as a lunar date."""
_EPOCH, _SPREADSHEET = date(1970, 1, 1).toordinal(), date(1899, 12, 30)
_HALF = str.maketrans(
    "０１２３４５６７８９－／．　—–‐、\\\xa0", "0123456789-/. ---// ", "\u200b\u200c\u200d\ufeff\u2060'’‘"
)
_AFTER = r"(?:[日号](?:\s*[\d:时点分秒上下午]+.*)?|[T\s].*)?\.?$"
_DATE = re.compile(rf"^(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*{_AFTER}")
_TIGHT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s.*|\d{4,6}|\.0)?$")
_DAYS = re.compile(r"^([2-5]\d{4})(?:\.\d+)?$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = re.compile(
    r"^(?:(\d{1,2})[-\s]+([a-z]{3,9})|([a-z]{3,9})[.\s]+(\d{1,2}))[-,.\s]+(\d{4})(?:\s.*)?$", re.IGNORECASE
)
_LUNAR = re.compile(r"农历|阴历|旧历|夏历|[\[(（)）\]]")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_NUMERAL = "〇零○一二三四五六七八九十廿卅\\d"
_WORDS = re.compile(
    rf"^(?:([{_NUMERAL}]{{4}})|([{_STEMS}][{_BRANCHES}]))年(闰?)(正|冬|腊|[{_NUMERAL}]{{1,3}})月(初?)([{_NUMERAL}]{{1,3}})[日号]?$"
)
_DIGITS = {one: at for at, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def read_date(text: str) -> tuple[int | None, int]:
    """The day of a text (``UNKNOWN`` for an empty one, None for what is no date), and how it is written."""
    plain = text.translate(_HALF).strip()
    if not plain:
        return UNKNOWN, PLAIN
    for kind, read in _READERS:
        day = read(plain)
        if day is not None:
            return (day if day >= 0 else None), kind
    return None, PLAIN


def _figures(text: str) -> int | None:
    found = _DATE.match(text) or _TIGHT.match(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _english(text: str) -> int | None:
    found = _ENGLISH.match(text)
    month = (found[2] or found[3])[:3].lower() if found else ""
    if found is None or month not in _MONTHS:
        return None
    return _day(int(found[5]), _MONTHS.index(month) + 1, int(found[1] or found[4]))


def _in_days(text: str) -> int | None:
    """Days from the last but one of 1899, as spreadsheets count them."""
    found = _DAYS.match(text)
    return (_SPREADSHEET + timedelta(int(found[1]))).toordinal() - _EPOCH if found else None


def _in_words(text: str) -> int | None:
    """Chinese numerals, and lunar dates: those said to be such, with a leap month, or with a day such as 初五."""
    bare = _LUNAR.sub("", text).replace(" ", "")
    found = _WORDS.match(bare) or (_WORDS.match(_as_words(bare)) if bare != text else None)
    if found is None:
        return None
    year = _number(found[1], True) if found[1] else _cycle_year(found[2])
    month = {"正": 1, "冬": 11, "腊": 12}.get(found[4]) or _number(found[4])
    day, leap = _number(found[6]), bool(found[3])
    lunar = leap or found[5] or found[2] or found[4] in ("正", "冬", "腊") or "廿" in found[6]
    lunar = lunar or bare != text.replace(" ", "")
    return common_day(year, month, day, leap) if lunar else _day(year, month, day)


def _as_words(text: str) -> str:
    """A lunar date in figures as one in words: 2025-6-5 becomes 2025年6月5日."""
    found = _DATE.match(text) or _TIGHT.match(text)
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日" if found else ""


def _number(text: str, digits: bool = False) -> int:
    """Chinese numerals: 二〇二五 digit by digit, 十二, 二十三, 廿三, 三十."""
    if text.isascii():
        return int(text)
    if digits or not set(text) & set("十廿卅"):
        return int("".join(str(_DIGITS.get(one, one)) for one in text))
    tens, _, ones = text.replace("廿", "二十").replace("卅", "三十").partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _cycle_year(name: str) -> int:
    """The year from 1984 to 2043 of this name in the cycle of sixty."""
    stem, branch = _STEMS.index(name[0]), _BRANCHES.index(name[1])
    return next((1984 + at for at in range(60) if at % 10 == stem and at % 12 == branch), 0)


def _day(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None


_READERS: tuple[tuple[int, Callable[[str], int | None]], ...] = (
    (PLAIN, _figures), (IN_DAYS, _in_days), (IN_WORDS, _in_words), (PLAIN, _english),
)  # fmt: skip
