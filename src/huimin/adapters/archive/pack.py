"""Writing a backup: files go in one by one, each read once, and are hashed while they go."""

from __future__ import annotations

import os
import stat
import time
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from huimin.adapters.archive.manifest import KIND, NAME, Database, Kept, Manifest, refusal

CHUNK = 2**20
# The end of every backup: by it one is known without being opened.
MARK = KIND.encode()
# Packed already: packing them again would cost time and save nothing.
PACKED = frozenset({".xlsx", ".docx", ".zip", ".gz", ".png", ".jpg", ".jpeg", ".webp", ".pdf", ".parquet", ".dump"})
LEVEL = 4
LARGE = 2**30


def is_backup(path: Path) -> bool:
    """Whether a file ends as a backup does."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - len(MARK)))
        return file.read() == MARK


class Packer:
    """A backup being written to an open file. ``finish`` ends it with the manifest."""

    def __init__(self, target: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(target, "w", allowZip64=True)
        self.files: dict[str, Kept] = {}

    def __enter__(self) -> Packer:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, name: str, path: Path, mode: int | None = None) -> bool:
        """Put a file in under ``name``; False where it is gone meanwhile. ``mode``: permissions other than its own.

        Raises:
            Invalid: its name is not text.
            OSError: it cannot be read.
        """
        try:
            source = path.open("rb")
        except FileNotFoundError:
            return False
        with source:
            said = os.fstat(source.fileno())
            bits = stat.S_IMODE(said.st_mode) & 0o777 if mode is None else mode
            info = _info(name, said.st_mtime, bits, stored=path.suffix.lower() in PACKED)
            digest, size = sha256(), 0
            with self._zip.open(info, "w", force_zip64=said.st_size > LARGE) as inside:
                while piece := source.read(CHUNK):
                    digest.update(piece)
                    size += len(piece)
                    inside.write(piece)
        self.files[name] = Kept(size, digest.hexdigest(), bits)
        return True

    def finish(self, huimin: str, made_at: str, database: Database, folders: tuple[str, ...]) -> Manifest:
        """Write the manifest and end the archive."""
        manifest = Manifest(huimin, made_at, database, self.files, folders)
        self._zip.writestr(_info(NAME, time.time(), 0o600, stored=False), manifest.as_json())
        self._zip.comment = MARK
        self._zip.close()
        return manifest


def _info(name: str, when: float, mode: int, stored: bool) -> zipfile.ZipInfo:
    try:
        name.encode()
    except UnicodeEncodeError:
        raise refusal("backup-name-unusable", name=name.encode("utf-8", "backslashreplace").decode()) from None
    moment = time.localtime(when)[:6]
    info = zipfile.ZipInfo(name, moment if 1980 <= moment[0] <= 2107 else (1980, 1, 1, 0, 0, 0))
    info.external_attr = (stat.S_IFREG | mode) << 16
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info._compresslevel = LEVEL  # type: ignore[attr-defined]  # public only from Python 3.13 on
    return info
