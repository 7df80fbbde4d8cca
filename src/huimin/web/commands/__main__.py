"""Find the command, make Django ready for the workspace, run it. The arguments were checked by the command line."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from huimin.findings import Invalid, explain, next_step
from huimin.web.settings import configure

WRONG_USE = 2


def main(arguments: list[str]) -> int:
    """``NAME FOLDER LANG [MORE…]``: run ``huimin.web.commands.NAME``; 0, 1 or 2 as the command line's own commands."""
    name, folder, lang, *more = arguments
    try:
        configure(Path(folder))
        module = import_module(f"huimin.web.commands.{name}")
        return int(module.run(lang, more))
    except Invalid as invalid:
        for finding in invalid.findings:
            print(explain(finding, lang), next_step(finding, lang), file=sys.stderr)
        return WRONG_USE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
