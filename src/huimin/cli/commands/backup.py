"""``huimin backup``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import t

MEGABYTE = 1_000_000


def backup(
    file: Annotated[Path | None, typer.Argument()] = None, workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Write the whole workspace and its database into one file."""
    with opened(workspace) as place:
        from huimin.wiring.backup import back_up, counts_of

        with progress("packing", json) as step:
            made = back_up(place.folder, file, step)
    manifest = made.manifest
    counts = counts_of(manifest)
    if json:
        print_json({
            "file": str(made.file), "size": made.size, "sha256": made.sha256, "made_at": manifest.made_at,
            "huimin": manifest.huimin, "database": manifest.database.kind, "counts": counts,
            "keys_left_out": list(made.keys_left_out),
        })  # fmt: skip
        return DONE
    out.line(t("backed-up", file=made.file, size=f"{made.size / MEGABYTE:,.1f}"))
    out.line(t("backup-holds", **counts))
    out.line(f"sha256 {made.sha256}", "dim")
    if made.keys_left_out:
        out.line(t("backup-keys", keys=", ".join(made.keys_left_out)), "warning")
    return DONE
