"""Identity numbers of residents: 18 digits with a check digit, and the old ones of 15.

GB 11643-1999: six digits of the area, eight of the birth date, three of a sequence that is odd for men, and a check
character by ISO 7064, MOD 11-2. The old numbers have a year of two digits and no check digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SPOILT = re.compile(r"^\d(\.\d+)?[eE]\+?1[4-7]$")
_SHAPE = re.compile(r"^\d{17}[\dX]$|^\d{15}$")
_PLAIN = str.maketrans(
    "０１２３４５６７８９ＸｘxⅩⅹ×＊．＋Ｅｅ", "0123456789XXXXXX*.+Ee",
    " \u3000\t\r\n\xa0'‘’`´\"“”\u200b\u200c\u200d\u202a\u202c\u202d\u2060\ufeff-",
)  # fmt: skip
"""Full-width figures and the signs that stand for X; what is not seen, and the apostrophe of spreadsheets, goes."""
_PHONE = re.compile(r"^(?:\+?86)?1[3-9]\d{9}$")

MISSING, GOOD, OLD, WRONG, RUINED, PHONE, MASKED = 0, 1, 2, 3, 4, 5, 6
"""What a text is: nothing, a good number, a good old one, no number, one that a spreadsheet turned into 1.5E+17, a
telephone number, and one with figures hidden behind stars."""


def check_digit(first: str) -> str:
    """The check character of the first 17 digits."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True)) % 11]


def read_identity(text: str) -> tuple[int, int]:
    """The first 17 digits as a number, and what the text is; 0 where it is not good.

    An old number is taken as the new one of the same person: the century is the twentieth, for none were given out
    after 1999.
    """
    plain = text.translate(_PLAIN)
    if not plain:
        return 0, MISSING
    if SPOILT.match(plain) or (len(plain) == 18 and plain.endswith("000") and _lost(plain)):
        return 0, RUINED
    if not _SHAPE.match(plain):
        return 0, MASKED if "*" in plain else PHONE if _PHONE.match(plain) else WRONG
    if len(plain) == 15:
        longer = plain[:6] + "19" + plain[6:]
        return (int(longer), OLD) if born(longer) else (0, WRONG)
    if _lost(plain) or not born(plain):
        return 0, WRONG
    return int(plain[:17]), GOOD


def read_identities(texts: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Each text of a column, as :func:`read_identity` reads it.

    Where half of the numbers in figures are such as a spreadsheet keeps (ending in 000, or whole in 53 bits), as one in
    sixteen would be by chance, the column was kept as numbers: the last figures of all of these are lost, also where
    the check digit fits by chance.
    """
    read = {text: read_identity(text) for text in texts}
    figures = [(text, plain) for text in read if (plain := text.translate(_PLAIN)).isdecimal() and len(plain) == 18]
    kept = [text for text, plain in figures if plain.endswith("000") or int(float(plain)) == int(plain)]
    spoilt = len(kept) > 1 or any(kind == RUINED for _, kind in read.values())
    if spoilt and 2 * len(kept) >= len(figures):
        read |= dict.fromkeys(kept, (0, RUINED))
    return read


def _lost(plain: str) -> bool:
    """Whether the check digit is wrong, as it mostly is where a spreadsheet kept 15 digits."""
    return check_digit(plain[:17]) != plain[17]


def born(number: str) -> date | None:
    """The birth date in a number; None where there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: int) -> int:
    """1 for a boy, 2 for a girl, from the first 17 digits."""
    return 1 if number % 2 else 2
