"""The one place where tasks meet adapters. Both faces, the command line and the site, go through here."""

from huimin.wiring.common import Progress, quiet
from huimin.wiring.reading import context_of_folder, read_context, read_receipts
from huimin.wiring.runs import Made, content_of, file_hashes, run_manifest, software
from huimin.wiring.sample import city_settings, new_workspace
from huimin.wiring.workspace import Workspace, open_workspace

__all__ = [
    "Made",
    "Progress",
    "Workspace",
    "city_settings",
    "content_of",
    "context_of_folder",
    "file_hashes",
    "new_workspace",
    "open_workspace",
    "quiet",
    "read_context",
    "read_receipts",
    "run_manifest",
    "software",
]
