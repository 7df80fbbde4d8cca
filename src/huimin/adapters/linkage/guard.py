"""The locked working folder: lists lie in it encrypted, the key lies elsewhere, and both go when their day comes.

A list is read in pieces and written encrypted at once (AES-256-GCM, a nonce and a number for each piece, so that pieces
can be neither changed nor swapped nor left away); it is opened in memory only. A crash leaves nothing that can be read
without the key, and the next clean-up removes that too. The key is removed first: what is left over then is noise.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huimin.findings import Finding, Invalid, Place, Severity

PIECE = 8 << 20
KEY = ".key"
MANIFEST = "manifest.json"
_HEAD = b"HMLIST1\n"
_LAST = 0xFFFFFFFF


@dataclass(frozen=True)
class WorkingFolder:
    """One comparison's folder (mode 700) and its key (mode 600, in another folder).

    Attributes:
        folder: where the encrypted lists lie. key_file: where the key lies. remove_on: the day from which both go.
    """

    folder: Path
    key_file: Path
    remove_on: date

    def take_in(self, source: Path, name: str) -> Path:
        """Encrypt a list into the folder.

        Raises:
            Invalid: ``file-unreadable``.
        """
        target = self.folder / f"{name}.sealed"
        try:
            with source.open("rb") as plain, _own(target) as sealed:
                sealed.write(_HEAD)
                for piece in _sealed(plain, self._key()):
                    sealed.write(piece)
        except OSError as problem:
            facts = {"reason": problem.strerror or "?"}
            raise Invalid([Finding("file-unreadable", Severity.ERROR, Place(file=source.name), facts)]) from None
        return target

    def opened(self, sealed: Path) -> bytes:
        """The plain bytes of a list, in memory.

        Raises:
            Invalid: ``reconcile-list-damaged``: the file or the key is not what it was.
        """
        pieces = []
        with sealed.open("rb") as file:
            good = file.read(len(_HEAD)) == _HEAD
            try:
                for piece in _plain(file, AESGCM(self._key())):
                    pieces.append(piece)
            except (InvalidTag, struct.error, EOFError):
                good = False
        if not good:
            raise Invalid([Finding("reconcile-list-damaged", Severity.ERROR, Place(file=sealed.name))])
        return b"".join(pieces)

    def remove(self) -> None:
        """Remove key and lists for good."""
        self.key_file.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _key(self) -> bytes:
        return self.key_file.read_bytes()


def lock(parent: Path, keys: Path, remove_on: date) -> WorkingFolder:
    """Make a working folder below ``parent`` and its key in ``keys``.

    Raises:
        Invalid: ``reconcile-key-inside``: the keys would lie in the folder that they lock.
    """
    if keys.resolve() == parent.resolve() or parent.resolve() in keys.resolve().parents:
        raise Invalid([Finding("reconcile-key-inside", Severity.ERROR, facts={"found": str(keys)})])
    name = token_hex(8)
    for one in (parent, keys):
        one.mkdir(parents=True, exist_ok=True, mode=0o700)
        one.chmod(0o700)
    folder = parent / name
    folder.mkdir(mode=0o700)
    made = WorkingFolder(folder, keys / f"{name}{KEY}", remove_on)
    with _own(folder / MANIFEST) as file:
        file.write(json.dumps({"remove_on": remove_on.isoformat()}).encode())
    with _own(made.key_file) as file:
        file.write(AESGCM.generate_key(bit_length=256))
    return made


def clean(parent: Path, keys: Path, today: date) -> tuple[str, ...]:
    """Remove every working folder whose day has come, and keys without a folder; the names of those removed."""
    gone = []
    for folder in sorted(one for one in parent.glob("*") if one.is_dir()) if parent.is_dir() else []:
        if _due(folder) <= today:
            WorkingFolder(folder, keys / f"{folder.name}{KEY}", today).remove()
            gone.append(folder.name)
    for key in keys.glob(f"*{KEY}") if keys.is_dir() else []:
        if not (parent / key.stem).is_dir():
            key.unlink(missing_ok=True)
    return tuple(gone)


def _due(folder: Path) -> date:
    """The day a folder goes; at once where it does not say."""
    try:
        return date.fromisoformat(json.loads((folder / MANIFEST).read_text("utf-8"))["remove_on"])
    except (OSError, ValueError, KeyError, TypeError):
        return date.min


def _own(path: Path) -> IO[bytes]:
    """A new file that its owner alone may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _sealed(plain: IO[bytes], key: bytes) -> Iterator[bytes]:
    """Length, number and cipher text of each piece; the last one is numbered as such and may be empty."""
    lock, salt = AESGCM(key), token_bytes(8)
    yield salt
    number, piece = 0, plain.read(PIECE)
    while True:
        following = plain.read(PIECE) if piece else b""
        mark = number if following else _LAST
        nonce = salt + struct.pack(">I", mark)
        cipher = lock.encrypt(nonce, piece, _HEAD + struct.pack(">I", number))
        yield struct.pack(">II", len(cipher), mark) + cipher
        if not following:
            return
        number, piece = number + 1, following


def _plain(file: IO[bytes], lock: AESGCM) -> Iterator[bytes]:
    salt, number, mark = file.read(8), 0, 0
    while mark != _LAST:
        length, mark = struct.unpack(">II", file.read(8))
        if mark not in (number, _LAST):
            raise EOFError
        nonce = salt + struct.pack(">I", mark)
        yield lock.decrypt(nonce, file.read(length), _HEAD + struct.pack(">I", number))
        number += 1
