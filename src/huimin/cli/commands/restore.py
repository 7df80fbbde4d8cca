"""``huimin restore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import DONE, JSON, LANGUAGE, must_exist
from huimin.cli.printing import out, print_json, progress
from huimin.cli.words import t


def restore(
    file: Path,
    folder: Path,
    database: Annotated[str | None, typer.Option("--database", metavar="URL")] = None,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Make a workspace from a backup."""
    must_exist(file)
    from huimin.wiring.backup import counts_of, keys_missing
    from huimin.wiring.backup import restore as restore_workspace

    with progress("unpacking", json) as step:
        manifest = restore_workspace(file, folder, database, step)
    counts = counts_of(manifest)
    if json:
        print_json({
            "folder": str(folder), "made_at": manifest.made_at, "huimin": manifest.huimin,
            "database": manifest.database.kind, "counts": counts,
            "keys_missing": list(keys_missing(manifest)),
        })  # fmt: skip
        return DONE
    out.line(t("restored", folder=folder, made_at=manifest.made_at, huimin=manifest.huimin))
    out.line(t("backup-holds", **counts))
    if keys := keys_missing(manifest):
        out.line(t("restore-keys", keys=", ".join(keys)), "warning")
    return DONE
