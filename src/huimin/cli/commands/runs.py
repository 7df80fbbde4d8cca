"""``huimin runs``."""

from __future__ import annotations

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json, table
from huimin.cli.words import LANG, t


@command
def runs(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = LANG) -> int:
    """List the runs there are."""
    found = opened(workspace).store.runs()
    if json:
        print_json(
            [{"run": one.run, "made": one.created_at.isoformat(), "snapshot": one.snapshot_hash} for one in found]
        )
        return 0
    shown = table(t("col-run"), t("col-made"))
    for one in found:
        shown.add_row(one.run, f"{one.created_at:%Y-%m-%d %H:%M}")
    out.print(shown)
    return 0
