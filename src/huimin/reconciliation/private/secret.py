"""The secret that two offices share: made at random, stretched, and split into keys that serve one purpose each.

The text of a key file holds 256 random bits and a check against mistyping. Each comparison has a label that both
offices write alike (``2026Q1``): encodings under another label cannot be laid against these.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass

from huimin.findings import Finding, Invalid, Severity
from huimin.reconciliation.private.siphash import Key

SIZE = 32
"""Random bytes of a secret."""
_HEAD = "huimin-key-1"
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 64 << 20}


@dataclass(frozen=True)
class Secret:
    """What all keys of one comparison come from. Its text never shows the bytes.

    Attributes:
        root: 32 bytes, stretched from the shared secret and the label.
    """

    root: bytes

    def __repr__(self) -> str:
        return "Secret()"

    def key(self, use: str) -> Key:
        """A key for one use: keys of different uses tell nothing of each other (RFC 5869, expansion)."""
        found = hmac.new(self.root, f"huimin/{use}".encode(), hashlib.sha256).digest()
        return int.from_bytes(found[:8], "little"), int.from_bytes(found[8:16], "little")

    @property
    def mark(self) -> str:
        """By this offices see whether their keys and labels are the same: 64 bits that tell nothing of the key."""
        return hmac.new(self.root, b"huimin/mark", hashlib.sha256).hexdigest()[:16]


def key_text(random: bytes) -> str:
    """The line of a key file.

    Args:
        random: ``SIZE`` bytes from the operating system's generator.
    """
    body = b32encode(random).decode().rstrip("=")
    groups = "-".join(body[at : at + 4] for at in range(0, len(body), 4))
    return f"{_HEAD} {groups} {_check(random)}"


def read_key(text: str, label: str) -> Secret:
    """The secret of a comparison from a key file's text: stretched by scrypt (RFC 7914) with the label as salt.

    Raises:
        Invalid: ``encoding-key-unreadable``; ``encoding-label-empty``.
    """
    parts = text.split()
    random = b""
    if len(parts) == 3 and parts[0] == _HEAD:
        body = parts[1].replace("-", "").upper()
        try:
            random = b32decode(body + "=" * (-len(body) % 8))
        except (Error, ValueError):
            random = b""
    if len(random) != SIZE or not hmac.compare_digest(_check(random), parts[2]):
        raise Invalid([Finding("encoding-key-unreadable", Severity.ERROR)])
    if not label.strip():
        raise Invalid([Finding("encoding-label-empty", Severity.ERROR)])
    salt = f"huimin/{label.strip().casefold()}".encode()
    return Secret(hashlib.scrypt(random, salt=salt, dklen=SIZE, **_COST))


def _check(random: bytes) -> str:
    return hashlib.sha256(b"huimin/check" + random).hexdigest()[:6]
