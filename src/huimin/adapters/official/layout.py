"""What every layout of a document has in common: numbers of headings and tables, words, sizes.

Sizes and distances after GB/T 9704-2012 (《党政机关公文格式》): A4 with a text area of 156 x 225 mm, 22 lines of 28
characters of size 三号 (16 pt), title 二号 (22 pt), page numbers 四号 (14 pt).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from huimin.adapters.official.tables import text_width
from huimin.writing.blocks import Block, Document, Heading, Items, Picture, Signature, Table

BODY = 16.0
LEADING = 28.95
ENGLISH_BODY = 12.0
ENGLISH_LEADING = 18.0
TITLE = 22.0
PAGE_NUMBER = 14.0
IMPRINT = 14.0
RED = "D60000"
PIXELS_PER_POINT = 96 / 72

_DIGITS = "〇一二三四五六七八九"
WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "table": "表{n}", "figure": "图{n}", "to": "{to}：", "copies": "抄送：", "enclosure": "附件：",
        "simulated": "模拟数据：机构与数字均为虚构，仅供演示", "printed": "{day}印发", "person": "{person}（签字）：",
        "empty": "（无）", "seal": "{office}（盖章）", "day": "　　年　　月　　日", "data": "图中数据", "toward": "：",
    },
    "en": {
        "table": "Table {n}", "figure": "Figure {n}", "to": "To: {to}", "copies": "Copies to: ", "empty": "(none)",
        "enclosure": "Enclosures: ", "simulated": "Simulated data: offices and figures are invented, for demonstration",
        "printed": "Issued {day}", "person": "{person} (signature):", "seal": "{office} (seal)", "day": "Date:",
        "data": "The figures of this picture", "toward": ":",
    },
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True)
class Laid:
    """A block with the number that the layout gives it.

    Attributes:
        block: the block.
        label: 一、 of a heading, 表1 of a table, 图1 of a picture; "" where it has none.
        number: its number among blocks of its kind, from 1.
    """

    block: Block
    label: str = ""
    number: int = 0


def laid(document: Document) -> Iterator[Laid]:
    """The blocks of a document with their numbers."""
    words, depths = WORDS[document.lang], [0, 0, 0, 0]
    counts = {Table: 0, Picture: 0}
    # A single table or picture needs no number: nothing else could be meant.
    several = {kind: sum(isinstance(one, kind) for one in document.blocks) > 1 for kind in counts}
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Laid(block, _heading_label(block, depths, document.lang))
        elif isinstance(block, Table | Picture):
            kind = type(block)
            counts[kind] += 1
            label = words["table" if kind is Table else "figure"].format(n=counts[kind]) if several[kind] else ""
            yield Laid(block, label, counts[kind])
        else:
            yield Laid(block)


def in_order(document: Document) -> Iterator[tuple[Laid | None, Block | None]]:
    """What a page shows one after another: each block with the block that follows it.

    None instead of a block is where the enclosures are listed: before who signs, else at the end.
    """
    blocks = list(laid(document))
    ends = next((at for at, one in enumerate(blocks) if isinstance(one.block, Signature)), len(blocks))
    following = [one.block for one in blocks[1:]]
    shown: list[tuple[Laid | None, Block | None]] = list(zip_longest(blocks, following))[: len(blocks)]
    return iter([*shown[:ends], (None, None), *shown[ends:]])


def _heading_label(heading: Heading, depths: list[int], lang: str) -> str:
    depth = min(max(heading.depth, 1), 4)
    if not heading.numbered:
        return ""
    depths[depth - 1] += 1
    depths[depth:] = [0] * (4 - depth)
    number = depths[depth - 1]
    if lang == "en":
        return (f"{number}.", f"{depths[0]}.{number}", f"({_letter(number)})", f"({number})")[depth - 1]
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}.", f"（{number}）")[depth - 1]


def _letter(number: int) -> str:
    return chr(ord("a") + number - 1) if number <= 26 else str(number)


def chinese(number: int) -> str:
    """A whole number from 1 to 99 in Chinese: 十二, 二十, 二十三."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def day_words(day: date, lang: str) -> str:
    """A day as documents write it: 2026年3月5日, without leading noughts; 5 March 2026."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def label_gap(label: str) -> str:
    """What stands between the number of a heading and its text: nothing after 、 and ）."""
    return "" if not label or label[-1] in "、）" else " "


def head_size(text: str, width: float, most: float = 46.0) -> float:
    """The size in points of the red head, so that it fills the line but never breaks it until it would be too small.

    Args:
        text: its words.
        width: of the line, in points.
        most: the largest size.
    """
    return round(max(18.0, min(most, width * 0.98 / max(text_width(text, 1.0, heavy=True), 1.0))), 1)


def title_lines(title: str, width: float, size: float = TITLE) -> list[str]:
    """A title in lines of about the same length, so that no single character is left on the last one.

    Args:
        title: the words.
        width: of the line, in points.
        size: of the letters, in points.
    """
    pieces, most = _pieces(title), width * 0.97
    widths = [text_width(one, size, heavy=True) for one in pieces]
    for count in range(max(1, int(-(-sum(widths) // most))), len(pieces) + 1):
        ends = _evenly(widths, count)
        lines = ["".join(pieces[begin:end]).strip() for begin, end in zip((0, *ends), ends, strict=False)]
        if all(text_width(one, size, heavy=True) <= most for one in lines):
            return lines
    return [title]


def _evenly(widths: list[float], count: int) -> list[int]:
    """Where each of ``count`` lines ends, so that the squares of their widths add up to the least."""
    sums = [0.0]
    for one in widths:
        sums.append(sums[-1] + one)
    best: list[tuple[float, list[int]]] = [((total**2), [at]) for at, total in enumerate(sums)]
    for _ in range(count - 1):
        best = [
            min(
                ((best[cut][0] + (sums[end] - sums[cut]) ** 2, [*best[cut][1], end]) for cut in range(end)),
                default=(0.0, [0]),
            )
            for end in range(len(sums))
        ]
    return best[-1][1]


_WHOLE = (
    "关于", "印发", "情况", "考核", "结果", "通报", "通知", "报告", "指标", "完成", "人口", "家庭", "服务", "发展",
    "主要", "目标", "管理", "责任书", "告知书", "分析", "质量", "数据", "核对", "评估", "办公室", "示范", "创建",
    "申报", "材料", "约谈", "黄牌", "警告", "整改", "年度", "季度", "半年", "方案", "意见", "工作", "人民政府", "有关",
    "负责人", "给予", "决定", "问题", "主任", "单位", "地区", "比对", "抽查", "复核",
)  # fmt: skip
_PIECE = re.compile(
    r"\d+年(?:\d+月(?:\d+日)?|第.季度|度|上半年|下半年)?"
    r"|[A-Za-z0-9.,%‰\-–—'’]+[年月日号]?\s*"
    r"|（[^）]{1,8}）"
    r"|[《（“〔]"
    rf"|(?:{'|'.join(_WHOLE)})[》”〕、，：:；的]*"
    r"|.[》）”〕、，：:；的]+|.",
    re.DOTALL,
)


def _pieces(title: str) -> list[str]:
    """What stays in one piece: dates, Latin words, short brackets, and the words that titles are made of."""
    return [str(one) for one in _PIECE.findall(title)]


def parties_day(signature: Signature, lang: str) -> str:
    """The date line of a signature block: the day, or room to write it."""
    return day_words(signature.day, lang) if signature.day else WORDS[lang]["day"]


def items_label(block: Items, number: int, lang: str) -> str:
    """What stands before an item of a list."""
    return f"{number}." if block.ordered else ("——" if lang == "zh" else "•")
