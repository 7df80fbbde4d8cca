"""The formula language: parse, check, bind to a period, evaluate three ways that agree, and put into words.

node = parse("births.male / births.female * 100")
check(node, namespace)
expression = bind(node, namespace, first, last)
evaluate(expression, {Leaf("births.male", first, last): 1204.0, ...}.get)
"""

from huimin.language.bind import Window, bind
from huimin.language.check import Checked, check
from huimin.language.columns import compile_columns, evaluate_columns
from huimin.language.describe import describe, number_text
from huimin.language.functions import FUNCTIONS, Function
from huimin.language.names import Namespace, Symbol
from huimin.language.nodes import (
    Call,
    Chain,
    Compare,
    Expression,
    If,
    Leaf,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Number,
    Span,
    is_truth,
    leaves,
    names,
    ratio,
    walk,
)
from huimin.language.parser import parse
from huimin.language.reference import evaluate, half_up
from huimin.language.sql import to_sql
from huimin.language.units import PURE, Unit
from huimin.language.unparse import to_text

__all__ = [
    "FUNCTIONS",
    "PURE",
    "Call",
    "Chain",
    "Checked",
    "Compare",
    "Expression",
    "Function",
    "If",
    "Leaf",
    "Logic",
    "Name",
    "Namespace",
    "Negate",
    "Node",
    "Not",
    "Number",
    "Span",
    "Symbol",
    "Unit",
    "Window",
    "bind",
    "check",
    "compile_columns",
    "describe",
    "evaluate",
    "evaluate_columns",
    "half_up",
    "is_truth",
    "leaves",
    "names",
    "number_text",
    "parse",
    "ratio",
    "to_sql",
    "to_text",
    "walk",
]
