"""Account numbers sealed with AES-256-GCM; the key is never in the database.

The token of the payee is bound in, so that a sealed number moved to another payee does not open. What is sealed begins
with a byte that names the way of sealing, so that another can follow.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huimin.findings import Finding, Invalid, Severity

WAY = b"\x01"
NONCE, KEY = 12, 32
VARIABLE = "HUIMIN_PAY_KEY"
FILE_VARIABLE = "HUIMIN_PAY_KEY_FILE"


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Holder and number. Neither shows when it is printed."""

    holder: str = field(repr=False)
    number: str = field(repr=False)

    @property
    def last4(self) -> str:
        """All of the number that people get to see."""
        return self.number[-4:]


@dataclass(frozen=True, slots=True)
class Given:
    """An account as it was handed in for a payee."""

    payee: str
    account: BankAccount
    bank: str = ""


class Vault:
    """Seals and opens accounts with one key."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY:
            raise _trouble("pay-key-wrong", found=len(key))
        self._cipher = AESGCM(key)
        self._print_key = hmac.digest(key, b"huimin account print", "sha256")

    def seal(self, payee: str, account: BankAccount) -> bytes:
        """The sealed form."""
        nonce = secrets.token_bytes(NONCE)
        text = f"{account.number}\n{account.holder}".encode()
        return WAY + nonce + self._cipher.encrypt(nonce, text, payee.encode())

    def open(self, payee: str, sealed: bytes) -> BankAccount:
        """The account.

        Raises:
            Invalid: it was sealed with another key or for another payee, or is erased.
        """
        if sealed[:1] != WAY:
            raise _trouble("pay-account-erased", payee=payee)
        nonce, text = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        try:
            number, _, holder = self._cipher.decrypt(nonce, text, payee.encode()).decode().partition("\n")
        except InvalidTag:
            raise _trouble("pay-account-not-opened", payee=payee) from None
        return BankAccount(holder, number)

    def print(self, account: BankAccount) -> str:
        """A keyed hash, to know the same account again without opening it."""
        return hmac.digest(self._print_key, f"{account.number}\n{account.holder}".encode(), "sha256").hex()


def open_vault(file: Path, make: bool = False) -> Vault:
    """The vault with the key of the environment, or of a file that nobody but its owner may read.

    Args:
        file: where the key stands unless ``HUIMIN_PAY_KEY`` or ``HUIMIN_PAY_KEY_FILE`` says otherwise.
        make: make a new key where there is no file.

    Raises:
        Invalid: there is no key, it is not 32 bytes in base64, or others may read the file.
    """
    if given := os.environ.get(VARIABLE):
        return Vault(_decoded(given))
    path = Path(os.environ.get(FILE_VARIABLE) or file)
    if make and not path.exists():
        _make(path)
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii")
    except OSError:
        raise _trouble("pay-key-missing", file=str(path)) from None
    except UnicodeDecodeError:
        raise _trouble("pay-key-wrong", found=0) from None
    if sys.platform != "win32" and stat.S_IMODE(mode) & 0o077:
        raise _trouble("pay-key-open-to-others", file=str(path), mode=f"{stat.S_IMODE(mode):o}")
    return Vault(_decoded(text))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text.strip(), validate=True)
    except ValueError:
        raise _trouble("pay-key-wrong", found=0) from None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another process made one in the meantime
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY)).decode() + "\n")


def _trouble(code: str, **facts: str | int) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
