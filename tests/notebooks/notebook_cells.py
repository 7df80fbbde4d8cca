"""Running a notebook without Jupyter: its code cells in order, in one namespace, what each prints.

    .venv/bin/python tests/notebooks/notebook_cells.py docs/notebooks/demography.ipynb

writes what the cells print now into the notebook.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """The cells that are run, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def kept(cell: dict[str, Any]) -> str:
    """What a cell printed when the notebook was written."""
    return "".join("".join(output["text"]) for output in cell["outputs"] if output["output_type"] == "stream")


def printed(notebook: dict[str, Any]) -> Iterator[str]:
    """What each code cell prints now."""
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, cell in enumerate(code_cells(notebook), 1):
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)
        yield out.getvalue()


def write(path: Path) -> None:
    """Put what the cells print now into the notebook."""
    notebook = json.loads(path.read_text("utf-8"))
    for number, (cell, text) in enumerate(zip(code_cells(notebook), list(printed(notebook)), strict=True), 1):
        lines = text.splitlines(keepends=True)
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if text else []
        cell["execution_count"] = number
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
