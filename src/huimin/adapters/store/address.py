"""Where a store is: a SQLite file or a PostgreSQL address, and the settings that open it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from huimin.findings import Finding, Invalid, Severity

# WAL lets readers see the last committed state while a file is being saved, and makes a commit one append.
# With synchronous=NORMAL a power cut may undo the last few files (the next load brings them back) but never
# tears one; a killed process loses nothing that was committed.
_SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
_SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class Address:
    """A database. ``text`` is a path or ``postgresql://user:password@host:port/name``."""

    text: str

    @classmethod
    def of(cls, place: str | Path) -> Address:
        """Read a path or a PostgreSQL URL.

        Raises:
            Invalid: the text is a URL of some other kind.
        """
        text = str(place)
        scheme, colon, _ = text.partition("://")
        if not colon:
            return cls(str(Path(text).resolve()))
        if scheme not in _SCHEMES:
            raise Invalid([Finding("database-url-unknown", Severity.ERROR, facts={"scheme": scheme})])
        return cls(text)

    @property
    def postgres(self) -> bool:
        """Whether this is a PostgreSQL database; otherwise it is a SQLite file."""
        return "://" in self.text

    def make_room(self) -> None:
        """See that a SQLite file is there and, when it is made here, that nobody but its owner reads it."""
        if not self.postgres:
            path = Path(self.text)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)

    def settings(self) -> dict[str, Any]:
        """The entry of Django's ``DATABASES``."""
        if not self.postgres:
            options = {"init_command": _SQLITE_START, "transaction_mode": "IMMEDIATE", "timeout": 60}
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": self.text, "OPTIONS": options}
        parts = urlsplit(self.text)
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": options.pop("port", str(parts.port or "")),
            "OPTIONS": options,
        }
