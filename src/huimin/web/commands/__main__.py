"""Find the command, make Django ready for the workspace, run it. The arguments were checked by the command line."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from huimin.findings import Finding, Invalid, explain, next_step
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
        if "json" in more:
            print(json.dumps({"errors": [_record(finding, lang) for finding in invalid.findings]}, ensure_ascii=False))
            return WRONG_USE
        for finding in invalid.findings:
            print(explain(finding, lang), next_step(finding, lang), file=sys.stderr)
        return WRONG_USE


def _record(finding: Finding, lang: str) -> dict[str, Any]:
    """A finding for programs, as the command line's own commands tell it."""
    return {"code": finding.code, "severity": finding.severity.word, **finding.place.as_dict(),
            "facts": dict(finding.facts), "text": explain(finding, lang), "next": next_step(finding, lang)}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
