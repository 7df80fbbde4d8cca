"""The master key of claims: it wraps the key of each claim, and makes the keyed hashes by which claims are found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from huimin.adapters.sealing import KEY, KeyPlace, NothingSealed, NotOpened, Sealer, derived, keyed_hash, new_key
from huimin.findings import Finding, Invalid, Severity

PLACE = KeyPlace(
    "HUIMIN_CLAIMS_KEY", "HUIMIN_CLAIMS_KEY_FILE", "claim-key-missing", "claim-key-wrong", "claim-key-open-to-others"
)

FORMER = b"former keys of hashes"
"""What the sealed keys of former hashes are bound to."""


class ClaimKey:
    """One claim's own key: seals and opens what is personal of it."""

    def __init__(self, claim: int, key: bytes) -> None:
        self._claim, self._sealer = claim, Sealer(key)

    def seal(self, number: int, content: Mapping[str, Any]) -> bytes:
        """A content, sealed for one line of the claim's log."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
        return self.seal_bytes(number, text.encode())

    def open(self, number: int, sealed: bytes) -> dict[str, Any]:
        """The reverse."""
        opened: dict[str, Any] = json.loads(self.open_bytes(number, sealed))
        return opened

    def seal_bytes(self, number: int, data: bytes, kind: str = "content") -> bytes:
        """Bytes, sealed; ``kind``: ``content`` or ``paper``."""
        return self._sealer.seal(data, self._bound(number, kind))

    def open_bytes(self, number: int, sealed: bytes, kind: str = "content") -> bytes:
        """The reverse.

        Raises:
            Invalid: they were sealed for another claim or line, or changed.
        """
        try:
            return self._sealer.open(sealed, self._bound(number, kind))
        except (NotOpened, NothingSealed):
            raise _trouble("claim-not-opened", claim=self._claim) from None

    def _bound(self, number: int, kind: str) -> bytes:
        return f"claim {self._claim} {kind} {number}".encode()


class ClaimKeys:
    """The master key. ``former``: the keys of hashes before it was turned over, the earliest first."""

    def __init__(self, master: bytes, former: Sequence[bytes] = ()) -> None:
        self._wrap = Sealer(derived(PLACE.checked(master), "huimin claims wrap"))
        self._hash = derived(master, "huimin claims search")
        self._former = tuple(former)

    def hash(self, kind: str, text: str) -> str:
        """The keyed hash by which a claim is found; of another kind it is another."""
        return _hashed(self._hash, kind, text)

    def hashes(self, kind: str, text: str) -> tuple[str, ...]:
        """The hash, and those that a text has that was hashed before the key was turned over."""
        found = [self.hash(kind, text)]
        for at, first in enumerate(self._former):
            made = _hashed(first, kind, text)
            for later in (*self._former[at + 1 :], self._hash):
                made = keyed_hash(later, made)
            found.append(made)
        return tuple(found)

    def follow(self, hashed: str) -> str:
        """The hash that follows a hash made with the key before this one."""
        return keyed_hash(self._hash, hashed)

    def after(self, before: ClaimKeys) -> ClaimKeys:
        """The same key, as the one that follows another."""
        made = ClaimKeys.__new__(ClaimKeys)
        made._wrap, made._hash, made._former = self._wrap, self._hash, (*before._former, before._hash)
        return made

    def knowing(self, sealed: bytes) -> ClaimKeys:
        """The same key with the keys of former hashes, as :meth:`sealed_former` gave them."""
        made = ClaimKeys.__new__(ClaimKeys)
        text = self._wrap.open(sealed, FORMER) if sealed else b""
        made._wrap, made._hash = self._wrap, self._hash
        made._former = tuple(text[at : at + KEY] for at in range(0, len(text), KEY))
        return made

    def sealed_former(self) -> bytes:
        """The keys of former hashes, sealed; empty where there are none."""
        return self._wrap.seal(b"".join(self._former), FORMER) if self._former else b""

    def rewrapped(self, claim: int, wrapped: bytes, before: ClaimKeys) -> bytes:
        """A claim's key, wrapped by this master key instead of the one before.

        Raises:
            Invalid: it was wrapped by another than the one before.
        """
        return self._wrap.seal(before._unwrapped(claim, wrapped), _bound(claim))

    @property
    def print(self) -> str:
        """By which this key is known again."""
        return self.hash("key", "huimin claims")

    def new(self, claim: int) -> tuple[ClaimKey, bytes]:
        """A new key for a claim, and its wrapped form."""
        key = new_key()
        return ClaimKey(claim, key), self._wrap.seal(key, _bound(claim))

    def unwrap(self, claim: int, wrapped: bytes) -> ClaimKey:
        """A claim's key.

        Raises:
            Invalid: it was wrapped by another master key.
        """
        return ClaimKey(claim, self._unwrapped(claim, wrapped))

    def _unwrapped(self, claim: int, wrapped: bytes) -> bytes:
        try:
            return self._wrap.open(wrapped, _bound(claim))
        except (NotOpened, NothingSealed):
            raise _trouble("claim-key-other", claim=claim) from None


def _hashed(key: bytes, kind: str, text: str) -> str:
    return keyed_hash(key, f"{kind}\n{text}")


def _bound(claim: int) -> bytes:
    return f"key of claim {claim}".encode()


def open_keys(file: Path, make: bool = False) -> ClaimKeys:
    """The master key of the environment, or of a file that nobody but its owner may read.

    Args:
        file: where it stands unless ``HUIMIN_CLAIMS_KEY`` or ``HUIMIN_CLAIMS_KEY_FILE`` says otherwise.
        make: make a new one where there is no file.

    Raises:
        Invalid: there is none, it is not 32 bytes in base64, or others may read the file.
    """
    return ClaimKeys(PLACE.read(file, make))


def _trouble(code: str, **facts: str | int) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
