"""From text to nodes: the grammar is ``grammar.lark``, this module builds the nodes and limits the size."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from math import isinf
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from huimin.findings import Finding, Invalid
from huimin.language.faults import fault, syntax_faults
from huimin.language.functions import english
from huimin.language.nodes import (
    Call,
    Chain,
    Compare,
    If,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Number,
    Span,
    column_of,
    walk,
)
from huimin.language.text import DEPTH_MOST, LENGTH_MOST, bracket_depth, fold

_COMPARE = {"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">="}
_MARKS = {"%": "e-2", "‰": "e-3"}


def _span(start: Any, end: Any) -> Span:
    """From the beginning of one node or token to the end of another."""
    first = start.start_pos if isinstance(start, Token) else start.at.start
    last = end.end_pos if isinstance(end, Token) else end.at.end
    return Span(first or 0, last or 0)


def read_literal(text: str) -> Number:
    """A number as written in folded text: ``12``, ``0.5``, ``80%``, ``8‰``; exact, without arithmetic."""
    mark = text[-1] if text[-1] in _MARKS else ""
    return Number(float(text.rstrip("%‰ \t\r\n") + _MARKS.get(mark, "")), mark)


class _Builder(Transformer[Token, Node]):
    """Builds nodes as the parser reduces: one method a grammar rule, ``found`` are the rule's parts."""

    def number(self, found: list[Any]) -> Node:
        literal = read_literal(found[0].value)
        return Number(literal.value, literal.mark, _span(found[0], found[0]))

    def name(self, found: list[Any]) -> Node:
        parts = (token.value[1:-1].strip() if token.type == "QUOTED" else token.value for token in found[::2])
        return Name(tuple(parts), _span(found[0], found[-1]))

    def sum(self, found: list[Any]) -> Node:
        steps = tuple((found[i].value, found[i + 1]) for i in range(1, len(found), 2))
        return Chain(found[0], steps, _span(found[0], found[-1]))

    product = sum

    def minus(self, found: list[Any]) -> Node:
        return Negate(found[1], _span(found[0], found[1]))

    def comparison(self, found: list[Any]) -> Node:
        op = found[1].value
        return Compare(_COMPARE.get(op, op), found[0], found[2], _span(found[0], found[2]))

    def negation(self, found: list[Any]) -> Node:
        return Not(found[1], _span(found[0], found[1]))

    def any(self, found: list[Any]) -> Node:
        return Logic("or", tuple(found[::2]), _span(found[0], found[-1]))

    def all(self, found: list[Any]) -> Node:
        return Logic("and", tuple(found[::2]), _span(found[0], found[-1]))

    def choice(self, found: list[Any]) -> Node:
        return If(found[1], found[3], found[5], _span(found[0], found[5]))

    def choice_call(self, found: list[Any]) -> Node:
        return If(found[2], found[4], found[6], _span(found[0], found[7]))

    def call(self, found: list[Any]) -> Node:
        return Call(english(found[0].value), tuple(found[2:-1:2]), _span(found[0], found[-1]))

    def bracket(self, found: list[Any]) -> Node:
        inner: Node = found[1]
        return inner


@cache
def _grammar() -> Lark:
    text = files("huimin.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer="contextual", transformer=_Builder(), maybe_placeholders=False)


@lru_cache(maxsize=8192)
def parse(text: str) -> Node:
    """Read a formula.

    Returns:
        The formula tree. Function names are not looked up yet; :func:`huimin.language.check` does that.

    Raises:
        Invalid: the text is no formula; each finding has its 1-based column in ``text`` as written, and
            for syntax what was found there and what may stand there.
    """
    folded = fold(text)
    _refuse(_size_faults(text, folded))
    try:
        tree = _grammar().parse(folded)
    except UnexpectedInput as unexpected:
        raise Invalid(syntax_faults(text, folded, unexpected)) from None
    assert isinstance(tree, (Number, Name, Negate, Chain, Compare, Not, Logic, If, Call))
    _refuse(_tree_faults(tree))
    return tree


def _refuse(faults: list[Finding]) -> None:
    if faults:
        raise Invalid(faults)


def _size_faults(text: str, folded: str) -> list[Finding]:
    if len(text) > LENGTH_MOST:
        return [fault("formula-too-long", LENGTH_MOST + 1, found=len(text), most=LENGTH_MOST)]
    if not text.strip():
        return [fault("formula-empty", 1)]
    if folded.count("(") > DEPTH_MOST and bracket_depth(folded) > DEPTH_MOST:
        return [fault("formula-too-deep", 1, most=DEPTH_MOST)]
    return []


def _tree_faults(tree: Node) -> list[Finding]:
    """Nesting too deep (once) and numbers no computer holds."""
    faults: list[Finding] = []
    for node, depth in walk(tree):
        if depth > DEPTH_MOST:
            return [fault("formula-too-deep", column_of(node), most=DEPTH_MOST)]
        if isinstance(node, Number) and isinf(node.value):
            faults.append(fault("formula-number-too-large", column_of(node)))
    return faults
