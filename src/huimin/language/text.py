"""Formula text before it is parsed: full-width signs folded, size limits.

Folding replaces one character by one, so that a place in the folded text is the same place in the original.
"""

from __future__ import annotations

import re

LENGTH_MOST = 4000
"""Characters a formula may have."""
DEPTH_MOST = 60
"""How deep brackets, functions and signs may be nested in one formula."""

INLINED_DEPTH_MOST = 120
"""The same with the formulas of indicators put in place of their names."""
INLINED_NODES_MOST = 20_000
"""Nodes a formula may have with the formulas of its indicators put in place."""

_FOLDS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # ！ to ～: the full-width forms of ASCII
_FOLDS |= {
    ord(written): ord(plain)
    for written, plain in {
        "×": "*", "∗": "*", "÷": "/", "∕": "/", "⁄": "/", "−": "-", "–": "-", "—": "-", "‐": "-", "﹣": "-",
        "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "、": ",", "﹐": ",", "。": ".", "・": "·", "‧": "·",
        "•": "·", "\u3000": " ", "\ufeff": " ", "\u200b": " ",
    }.items()
}  # fmt: skip
_CJK = r"々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_WORD = f"(?:[A-Za-z0-9_]|(?!如果|那么|否则|并且|[则且或非])[{_CJK}])"
_PLAIN = re.compile(rf"(?!(?i:if|then|else|and|or|not)(?![A-Za-z0-9_]))(?![0-9]){_WORD}+")
_PLAIN_TAIL = re.compile(rf"{_WORD}+")
_STRANGE = re.compile(rf"[^A-Za-z0-9_{_CJK}\s.,()+\-*/%‰<>=!≤≥≠·「」`]")
_QUOTED = re.compile(r"「[^」]*」|`[^`]*`")
_QUOTED_OR_NOT = re.compile(r"(「[^」]*」|[`｀][^`｀]*[`｀])")


def fold(text: str) -> str:
    """``text`` with full-width and typographic signs in their plain form; quoted names stay as they are."""
    pieces = _QUOTED_OR_NOT.split(text)
    pieces[::2] = [piece.translate(_FOLDS) for piece in pieces[::2]]
    pieces[1::2] = [f"`{piece[1:-1]}`" if piece[0] == "｀" else piece for piece in pieces[1::2]]
    return "".join(pieces)


def blank_quoted(folded: str) -> str:
    """The text with quoted names overwritten by spaces, places unchanged."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), folded)


def strange_places(folded: str) -> list[int]:
    """The places (0-based) of characters that stand for nothing in the language, quoted names left out."""
    return [match.start() for match in _STRANGE.finditer(blank_quoted(folded))]


def bracket_depth(folded: str) -> int:
    """How deep brackets are nested, quoted names left out."""
    depth = deepest = 0
    for sign in blank_quoted(folded):
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return deepest


def quote(part: str, head: bool = True) -> str:
    """One part of a name as it must be written: plain where that can be read back, else in quotes.

    Args:
        part: the part.
        head: whether it is the first; later parts may begin with a digit.
    """
    if (_PLAIN if head else _PLAIN_TAIL).fullmatch(part) and fold(part) == part:
        return part
    return f"`{part}`" if "」" in part else f"「{part}」"
