"""No money is ever a binary fraction: the packages that pay have no float, no true division and no rounding."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "huimin"
PLACES = ("benefits/payments", "adapters/ledger", "adapters/banking", "tasks/pay", "wiring/pay.py",
          "cli/pay_shown.py", "cli/commands/pay.py", "cli/commands/pay_books.py")  # fmt: skip
FILES = sorted(
    path for place in PLACES for path in ([SOURCE / place] if place.endswith(".py") else (SOURCE / place).rglob("*.py"))
)


def floats(tree: ast.AST, paths: frozenset[str] = frozenset({"folder", "root", "own", "PACKS"})) -> list[int]:
    """The lines with a float, a true division (but of paths), ``float`` or ``round``."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            found.append(node.lineno)
        if isinstance(node, ast.Name) and node.id in ("float", "round", "FloatField"):
            found.append(node.lineno)
        if isinstance(node, ast.Attribute) and node.attr == "FloatField":
            found.append(node.lineno)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            names |= {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            if not names & paths:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_float_touches_money(path):
    assert floats(ast.parse(path.read_text("utf-8"))) == []


def test_the_scan_sees_what_it_looks_for():
    for text in ("x = 1.5", "x = fen / 2", "x = float(y)", "round(x)", "models.FloatField()"):
        assert floats(ast.parse(text)) == [1], text
    assert len(FILES) > 15
