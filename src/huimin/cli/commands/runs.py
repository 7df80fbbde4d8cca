"""``huimin runs``."""

from __future__ import annotations

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import out, print_json, print_table
from huimin.cli.words import t


def runs(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """List the runs there are."""
    with opened(workspace) as place:
        found = place.store.runs()
    if json:
        print_json({"runs": [{"run": one.run, "made": one.created_at.isoformat(), "snapshot": one.snapshot_hash}
                             for one in found]})  # fmt: skip
    elif found:
        # The clock on the reader's wall, not the one the store keeps.
        rows = [(one.run, f"{one.created_at.astimezone():%Y-%m-%d %H:%M}") for one in found]
        print_table((t("col-run"), t("col-made")), rows)
    else:
        out.line(t("no-runs"))
    return DONE
