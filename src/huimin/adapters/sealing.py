"""Sealing with AES-256-GCM, hashes that need a key, and reading a key that is never in the database.

What something is bound to (a claim's number, a payee's token) goes in as associated data, so that a sealed text moved
to another place does not open. What is sealed begins with a byte that names the way of sealing, so that another can
follow.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huimin.adapters.private_files import private_file
from huimin.findings import Finding, Invalid, Severity

WAY = b"\x01"
NONCE, KEY = 12, 32


class NotOpened(Exception):
    """The text was sealed with another key, or bound to something else, or changed."""


class NothingSealed(Exception):
    """There is nothing to open: it was erased."""


class Sealer:
    """Seals and opens with one key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, data: bytes, bound: bytes) -> bytes:
        """The sealed form, which opens for ``bound`` only; another one each time."""
        nonce = secrets.token_bytes(NONCE)
        return WAY + nonce + self._cipher.encrypt(nonce, data, bound)

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """What was sealed.

        Raises:
            NothingSealed: it is empty. NotOpened: another key, another place, or changed bytes.
        """
        if sealed[:1] != WAY:
            raise NothingSealed
        try:
            return self._cipher.decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], bound)
        except InvalidTag:
            raise NotOpened from None


def new_key() -> bytes:
    """A new key."""
    return secrets.token_bytes(KEY)


def derived(key: bytes, use: str) -> bytes:
    """The key for one use that follows from a key; nobody gets from one use to another."""
    return hmac.digest(key, use.encode(), "sha256")


def keyed_hash(key: bytes, text: str) -> str:
    """64 hexadecimal digits by which the same text is known again, and nothing else, without the key."""
    return hmac.digest(key, text.encode(), "sha256").hex()


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where a key may stand, and the findings that say what is wrong with it.

    Attributes:
        variable: of the environment, with the key. file_variable: with the path of its file.
        missing, wrong, open_to_others: codes of findings.
    """

    variable: str
    file_variable: str
    missing: str
    wrong: str
    open_to_others: str

    def read(self, file: Path, make: bool = False) -> bytes:
        """The key of the environment, or of a file that nobody but its owner may read.

        Args:
            file: where it stands unless the environment says otherwise.
            make: make a new key where there is no file.

        Raises:
            Invalid: there is no key, it is not 32 bytes in base64, or others may read the file.
        """
        path = self.path(file)
        if path is None:
            return self._decoded(os.environ[self.variable])
        return self.read_file(path, make)

    def path(self, file: Path) -> Path | None:
        """The file of the key; None where the environment gives the key itself."""
        return None if os.environ.get(self.variable) else Path(os.environ.get(self.file_variable) or file)

    def read_file(self, path: Path, make: bool = False) -> bytes:
        """The key in a file that nobody but its owner may read.

        Raises:
            Invalid: there is none, it is not 32 bytes in base64, or others may read the file.
        """
        if make and not path.exists():
            _make(path)
        try:
            mode, text = path.stat().st_mode, path.read_text("ascii")
        except OSError:
            raise _trouble(self.missing, file=str(path)) from None
        except UnicodeDecodeError:
            raise _trouble(self.wrong, found=0) from None
        if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
            raise _trouble(self.open_to_others, file=str(path), mode=f"{stat.S_IMODE(mode):o}")
        return self._decoded(text)

    def checked(self, key: bytes) -> bytes:
        """The key, where it has its 32 bytes.

        Raises:
            Invalid: it has not.
        """
        if len(key) != KEY:
            raise _trouble(self.wrong, found=len(key))
        return key

    def _decoded(self, text: str) -> bytes:
        try:
            key = base64.b64decode(text.strip(), validate=True)
        except ValueError:
            raise _trouble(self.wrong, found=0) from None
        return self.checked(key)


def _make(path: Path) -> None:
    """Write a new key. It appears whole: another process that makes one at the same moment never reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".making-{path.name}-{secrets.token_hex(4)}")
    try:
        with private_file(beside) as file:
            file.write(base64.b64encode(new_key()) + b"\n")
        with suppress(FileExistsError):  # another process made one in the meantime
            os.link(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _trouble(code: str, **facts: str | int) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
