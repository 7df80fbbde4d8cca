"""``huimin serve``."""

from __future__ import annotations

from typing import Annotated

import typer

from huimin.cli.handing_over import become
from huimin.cli.options import HERE, LANGUAGE, WORKSPACE, opened


def serve(
    workspace: WORKSPACE = HERE,
    host: Annotated[str, typer.Option("--host", metavar="HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option("--workers", metavar="N", min=1, max=64)] = 2,
    lang: LANGUAGE = None,
) -> int:
    """Serve the site."""
    with opened(workspace) as place:
        folder = place.folder
        assert place.definitions  # a site on faulty definitions would only fail later: tell the faults now
    return become("serve", folder, host, str(port), str(workers))
