"""Fresh seeds for what is drawn by lot.

Every draw is a function of its seed, so that anybody can draw again; here alone the seeds come into being, from the
machine's own source of chance. Whoever must know beforehand what is drawn (a test, a rehearsal) puts seeds of his own
in their place here.
"""

from __future__ import annotations

import secrets

_BYTES = 32
_NUMBERS = 2**31


def sealed_seed() -> str:
    """A seed to be published by its hash first: 256 bits as hexadecimal digits."""
    return secrets.token_hex(_BYTES)


def number() -> int:
    """A seed kept as a number: at least 0, less than 2**31, as a database's integer holds it."""
    return secrets.randbelow(_NUMBERS)
