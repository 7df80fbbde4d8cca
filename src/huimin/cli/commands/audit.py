"""``huimin audit``."""

from __future__ import annotations

from huimin.cli.handing_over import ask
from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, opened


def verify(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Check the chain of the log."""
    with opened(workspace) as place:
        folder = place.folder
    return ask("audit", folder, *(["json"] if json else []))
