"""Where the headings of a list stand, and what they are: below a title, over two lines, with stars and line breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from huimin.reconciliation.dates import UNKNOWN, read_day

SEARCHED = 12
"""Lines in which headings are looked for."""
_GROUP = re.compile(r"(基本)?(信息|情况|资料)$")
_PARENT = re.compile(r"^(母|产妇|孕产妇|父|监护|丈夫|配偶|mother|father|parent|guardian)", re.IGNORECASE)
_BLANK = re.compile(r"\s+")
_DATA = re.compile(r"\d{5}|^(男|女)$")


@dataclass(frozen=True)
class Headings:
    """The headings of a list.

    Attributes:
        names: one a column, no two the same but for empty ones. above: lines before them. depth: lines that they take.
    """

    names: tuple[str, ...]
    above: int
    depth: int

    @property
    def before(self) -> int:
        """Lines before the first record."""
        return self.above + self.depth


def find_headings(lines: Sequence[Sequence[str]], known: Callable[[str], bool]) -> Headings | None:
    """The headings among the first lines: the line, or two lines taken together, with the most words that are known.

    Where none is known they are the first line of the usual width. None where that line is a record: a list without
    headings, of which nothing may be shown.

    Args:
        known: whether a heading is one of the usual ones, or one that a mapping names.
    """
    best, most = None, 0
    for at in range(min(len(lines), SEARCHED)):
        choices = [(at, 1, lines[at])]
        if at + 1 < len(lines) and _is_group(lines[at], lines[at + 1]):
            choices.append((at, 2, _joined(lines[at], lines[at + 1], known)))
        for above, depth, line in choices:
            count = len({one for one in map(tidy, line) if known(one)})
            if count > most:
                best, most = Headings(named_apart(line), above, depth), count
    if best is not None:
        return best
    at = _first_of_usual_width(lines)
    return None if any(_is_data(cell) for cell in lines[at]) else Headings(named_apart(lines[at]), at, 1)


def tidy(text: str) -> str:
    """A heading without line breaks and the star of what must be filled in."""
    return _BLANK.sub(" ", text.replace("\n", "").replace("\r", "")).strip(" *＊\ufeff\u200b\u3000'\"")


def named_apart(line: Sequence[str]) -> tuple[str, ...]:
    """Headings tidied; one that stood before gets a number: ``姓名``, ``姓名 (2)``."""
    seen: Counter[str] = Counter()
    out = []
    for text in map(tidy, line):
        seen[text] += 1
        out.append(f"{text} ({seen[text]})" if text and seen[text] > 1 else text)
    return tuple(out)


def _is_group(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the upper line holds what cells of the lower one have in common: several words, with gaps."""
    filled, below = [bool(one.strip()) for one in upper], [bool(one.strip()) for one in lower]
    return sum(filled) > 1 and any(b and not u for u, b in zip(filled, below, strict=False))


def _joined(upper: Sequence[str], lower: Sequence[str], known: Callable[[str], bool]) -> list[str]:
    """Two lines as one: 母亲信息 over 姓名 and 身份证号 makes 母亲姓名 and 母亲身份证号, never the child's."""
    often, group, out = Counter(tidy(one) for one in lower), "", []
    for at, text in enumerate(lower):
        above, below = tidy(upper[at]) if at < len(upper) else "", tidy(text)
        group = _GROUP.sub("", above) or (group if below else "")
        both = group + below
        out.append((both if known(both) or often[below] > 1 or _PARENT.match(group) else below) if below else above)
    return out


def _first_of_usual_width(lines: Sequence[Sequence[str]]) -> int:
    widths = [sum(bool(cell.strip()) for cell in line) for line in lines]
    usual = Counter(width for width in widths if width > 1).most_common(1)
    least = (usual[0][0] + 1) // 2 if usual else 1
    return next((at for at, width in enumerate(widths) if width >= least), 0)


def _is_data(cell: str) -> bool:
    """Whether a cell is no heading: it holds a date, a number of some length, or a sex."""
    return bool(_DATA.search(cell.strip())) or read_day(cell) not in (None, UNKNOWN)
