"""Files that nobody but their owner may read, from their first byte on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO


def private_file(path: Path) -> BinaryIO:
    """A new file to write, which only its owner may read and write (mode 600).

    Raises:
        FileExistsError: there is a file already: one that others could read is never written into.
    """
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
