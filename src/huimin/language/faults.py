"""Faults of a formula as findings, in the words of people who write formulas."""

from __future__ import annotations

import re

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from huimin.findings import Finding, Place, Severity
from huimin.findings.finding import Fact
from huimin.language.text import blank_quoted, strange_places

_MOST_CHARACTERS = 10
_WORDS = {
    "NAME": ("名称", "a name"),
    "QUOTED": ("名称", "a name"),
    "TAIL": ("分组名称", "the name of a part"),
    "NUMBER": ("数字", "a number"),
    "LPAR": ("左括号 (", "an opening bracket ("),
    "RPAR": ("右括号 )", "a closing bracket )"),
    "COMMA": ("逗号", "a comma"),
    "DOT": ("点号 .", "a dot"),
    "PLUS": ("+ - * /", "+ - * /"),
    "MINUS": ("", ""),
    "TIMES": ("", ""),
    "DIVIDE": ("", ""),
    "COMPARE": ("= < > 等比较", "a comparison such as = < >"),
    "IF": ("如果", "if"),
    "THEN": ("则", "then"),
    "ELSE": ("否则", "else"),
    "AND": ("且", "and"),
    "OR": ("或", "or"),
    "NOT": ("非", "not"),
    "$END": ("公式结束", "the end of the formula"),
}
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


def fault(code: str, column: int, severity: Severity = Severity.ERROR, /, **facts: Fact) -> Finding:
    """A finding at a 1-based column of the formula (0: no place)."""
    return Finding(code, severity, Place(column=column), facts)


def syntax_faults(text: str, folded: str, unexpected: UnexpectedInput) -> list[Finding]:
    """What the parser stumbled over, and every character that stands for nothing."""
    strange = [
        fault("formula-character", place + 1, found=text[place], point=f"U+{ord(text[place]):04X}")
        for place in strange_places(folded)[:_MOST_CHARACTERS]
    ]
    return strange or [_syntax_fault(text, folded, unexpected)]


def _syntax_fault(text: str, folded: str, unexpected: UnexpectedInput) -> Finding:
    if isinstance(unexpected, UnexpectedToken):
        return _token_fault(text, folded, unexpected)
    assert isinstance(unexpected, UnexpectedCharacters)
    place = unexpected.pos_in_stream or 0
    if folded[place] in "「`":
        return fault("formula-quote-open", place + 1, found=text[place])
    return fault("formula-syntax", place + 1, found=text[place], **_expected(unexpected.allowed or set()))


def _token_fault(text: str, folded: str, unexpected: UnexpectedToken) -> Finding:
    token = unexpected.token
    accepted: set[str] = unexpected.interactive_parser.accepts()  # type: ignore[no-untyped-call]
    if token.type == "$END":
        return fault("formula-ended", len(text.rstrip()) + 1, **_expected(accepted))
    start = token.start_pos or 0
    found = text[start : token.end_pos]
    if token.type == "COMPARE" and "AND" in accepted and "COMPARE" not in accepted:
        return fault("formula-chained-comparison", start + 1, found=found)
    if token.type == "RPAR" and blank_quoted(folded)[:start].count("(") == blank_quoted(folded)[:start].count(")"):
        return fault("formula-bracket-extra", start + 1)
    if token.type == "COMMA" and _THOUSANDS.match(folded, start - 1):
        return fault("formula-thousands", start + 1)
    return fault("formula-syntax", start + 1, found=found, **_expected(accepted))


def _expected(tokens: set[str]) -> dict[str, Fact]:
    """The facts ``expected`` (token names), ``expected_zh`` and ``expected_en`` (the user's words)."""
    if "PLUS" in tokens:  # after a name also its part or its arguments, which is hardly ever what is missing
        tokens = tokens - {"LPAR", "DOT"}
    order = [name for name in _WORDS if name in tokens]
    words = dict.fromkeys(_WORDS[name] for name in order if _WORDS[name][0])
    return {
        "expected": " ".join(order),
        "expected_zh": "、".join(zh for zh, _ in words),
        "expected_en": ", ".join(en for _, en in words),
    }
