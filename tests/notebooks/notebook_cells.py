"""Running a notebook without Jupyter: its code cells in order, in one namespace, what each prints, the picture that it
ends with.

    .venv/bin/python tests/notebooks/notebook_cells.py docs/notebooks/demography.ipynb

writes what the cells show now into the notebook.
"""

from __future__ import annotations

import ast
import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

SVG = "image/svg+xml"
Shown = tuple[str, str]


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells that are run, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def kept(cell: dict[str, Any]) -> Shown:
    """What a cell printed and the picture it ended with when the notebook was written."""
    text = "".join("".join(output["text"]) for output in cell["outputs"] if output["output_type"] == "stream")
    drawn = [output["data"] for output in cell["outputs"] if output["output_type"] == "execute_result"]
    return text, "".join(drawn[0][SVG]) if drawn else ""


def shown(notebook: dict[str, Any]) -> Iterator[Shown]:
    """What each code cell prints now, and the picture that it ends with."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(code_cells(notebook), 1):
        out, tree = io.StringIO(), ast.parse("".join(cell["source"]))
        last = ast.Expression(tree.body.pop().value) if isinstance(tree.body[-1], ast.Expr) else None
        with redirect_stdout(out):
            exec(compile(tree, f"cell {number}", "exec"), names)
            value = None if last is None else eval(compile(last, f"cell {number}", "eval"), names)
        yield out.getvalue(), "" if value is None else value._repr_svg_()


def write(path: Path) -> None:
    """Put what the cells show now into the notebook."""
    notebook = json.loads(path.read_text("utf-8"))
    for number, (cell, (text, svg)) in enumerate(zip(code_cells(notebook), list(shown(notebook)), strict=True), 1):
        lines = text.splitlines(keepends=True)
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if text else []
        if svg:
            drawn = {"data": {SVG: svg.splitlines(keepends=True)}, "metadata": {}, "output_type": "execute_result"}
            cell["outputs"].append(drawn | {"execution_count": number})
        cell["execution_count"] = number
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
