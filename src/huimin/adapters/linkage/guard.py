"""The locked working folder: lists lie in it encrypted, the key lies elsewhere, and both go when their day comes.

A list is read in pieces and written encrypted at once (AES-256-GCM, a nonce and a number for each piece, so that pieces
can be neither changed nor swapped nor left away); it is opened in memory only. A crash leaves nothing that can be read
without the key, and the next clean-up removes that too. The key is removed first: what is left over then is noise.

Several folders may keep their keys in one place, so a clean-up removes a key that fits nothing only when it is older
than any list may be kept.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes, token_hex
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huimin.adapters.private_files import private_file
from huimin.findings import Finding, Invalid, Place, Severity

PIECE = 8 << 20
LONGEST_KEPT = 90
"""Days for which lists may be kept at most."""
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
        try:
            with source.open("rb") as plain, self.receive(name) as sealed:
                while piece := plain.read(PIECE):
                    sealed.write(piece)
        except OSError as problem:
            facts = {"reason": problem.strerror or "?"}
            raise Invalid([Finding("file-unreadable", Severity.ERROR, Place(file=source.name), facts)]) from None
        return sealed.path

    def receive(self, name: str) -> Sealing:
        """A new list of the folder, to be written as it comes and closed at its end."""
        return Sealing(self.path_of(name), self._key())

    def path_of(self, name: str) -> Path:
        """Where the list of this name lies, or will lie."""
        return self.folder / f"{name}.sealed"

    def opened(self, sealed: Path) -> bytes:
        """The plain bytes of a list, in memory.

        Raises:
            Invalid: ``reconcile-list-damaged``: the file or the key is not what it was.
        """
        return b"".join(self._pieces(sealed))

    def beginning(self, sealed: Path) -> tuple[bytes, bool]:
        """The first piece of a list (``PIECE`` bytes at most), and whether that is all of it.

        Raises:
            Invalid: as :meth:`opened`.
        """
        pieces = self._pieces(sealed)
        return next(pieces), next(pieces, None) is None

    def _pieces(self, sealed: Path) -> Iterator[bytes]:
        try:
            with sealed.open("rb") as file:
                if file.read(len(_HEAD)) != _HEAD:
                    raise EOFError
                yield from _plain(file, AESGCM(self._key()))
        except (InvalidTag, struct.error, EOFError, FileNotFoundError):
            raise Invalid([Finding("reconcile-list-damaged", Severity.ERROR, Place(file=sealed.name))]) from None

    def remove(self) -> None:
        """Remove key and lists for good."""
        self.key_file.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _key(self) -> bytes:
        return self.key_file.read_bytes()


class Sealing:
    """A list on its way into a working folder: written encrypted, piece by piece as it comes.

    Attributes:
        path: where it lies. size: bytes so far.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path, self.size = path, 0
        self._file, self._lock, self._salt = private_file(path), AESGCM(key), token_bytes(8)
        self._number, self._waiting, self._digest = 0, bytearray(), sha256()
        self._file.write(_HEAD + self._salt)

    def write(self, data: bytes) -> None:
        """Add some bytes."""
        self.size += len(data)
        self._digest.update(data)
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._piece(bytes(self._waiting[:PIECE]), self._number)
            del self._waiting[:PIECE]

    def close(self) -> None:
        """Write what waits as the last piece, numbered as such; it may be empty."""
        if not self._file.closed:
            self._piece(bytes(self._waiting), _LAST)
            self._file.close()

    def discard(self) -> None:
        """Leave off, and nothing of it behind."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    @property
    def sha256(self) -> str:
        """The hash of the plain bytes."""
        return self._digest.hexdigest()

    def _piece(self, plain: bytes, mark: int) -> None:
        nonce = self._salt + struct.pack(">I", mark)
        cipher = self._lock.encrypt(nonce, plain, _HEAD + struct.pack(">I", self._number))
        self._file.write(struct.pack(">II", len(cipher), mark) + cipher)
        self._number += 1

    def __enter__(self) -> Sealing:
        """For ``with``."""
        return self

    def __exit__(self, kind: object, *more: object) -> None:
        """Close, or discard where something went wrong."""
        self.close() if kind is None else self.discard()


def reopen(parent: Path, keys: Path, name: str) -> WorkingFolder | None:
    """The working folder of this name; None where it has been removed."""
    folder = parent / name
    key_file = keys / f"{name}{KEY}"
    if not name or not key_file.is_file() or not folder.is_dir():
        return None
    return WorkingFolder(folder, key_file, _due(folder))


def discard(parent: Path, keys: Path, name: str) -> None:
    """Remove the working folder of this name with its key, whichever of them is still there."""
    if name and "/" not in name:
        WorkingFolder(parent / name, keys / f"{name}{KEY}", date.min).remove()


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
    with private_file(folder / MANIFEST) as file:
        file.write(json.dumps({"remove_on": remove_on.isoformat()}).encode())
    with private_file(made.key_file) as file:
        file.write(AESGCM.generate_key(bit_length=256))
    return made


def clean(parent: Path, keys: Path, today: date) -> tuple[str, ...]:
    """Remove every working folder whose day has come, and keys that fit nothing; the names of the folders removed."""
    gone = []
    for folder in sorted(one for one in parent.glob("*") if one.is_dir()) if parent.is_dir() else []:
        if _due(folder) <= today:
            WorkingFolder(folder, keys / f"{folder.name}{KEY}", today).remove()
            gone.append(folder.name)
    for key in keys.glob(f"*{KEY}") if keys.is_dir() else []:
        if not (parent / key.stem).is_dir() and _written(key) + timedelta(days=LONGEST_KEPT) < today:
            key.unlink(missing_ok=True)
    return tuple(gone)


def _due(folder: Path) -> date:
    """The day a folder goes; the day after it was made where it does not say, for it may be just being made."""
    try:
        return date.fromisoformat(json.loads((folder / MANIFEST).read_text("utf-8"))["remove_on"])
    except (OSError, ValueError, KeyError, TypeError):
        return _written(folder) + timedelta(days=1)


def _written(path: Path) -> date:
    """The day on which a file or folder was written; long ago where it is gone."""
    try:
        return date.fromtimestamp(path.stat().st_mtime)
    except FileNotFoundError:
        return date(1970, 1, 1)


def _plain(file: IO[bytes], lock: AESGCM) -> Iterator[bytes]:
    salt, number, mark = file.read(8), 0, 0
    while mark != _LAST:
        length, mark = struct.unpack(">II", file.read(8))
        if mark not in (number, _LAST):
            raise EOFError
        nonce = salt + struct.pack(">I", mark)
        yield lock.decrypt(nonce, file.read(length), _HEAD + struct.pack(">I", number))
        number += 1
