"""Numbers of claims and receipt codes: short enough to read over the telephone, with a digit that tells slips.

A claim's number has eight digits and a check digit (ISO 7064, MOD 11,10), so that a slip is no other claim's number. A
receipt code has 80 bits of chance in 16 signs that cannot be taken for each other (no 0 or O, no 1, I or L).
"""

from __future__ import annotations

import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 16, 4
_ALIKE = str.maketrans("", "", " -–—　.")


def number_of(claim: int) -> str:
    """``000000417`` for a claim."""
    text = f"{claim:08d}"
    return text + str(_check(text))


def claim_of(number: str) -> int | None:
    """The reverse; None where it is no number of a claim."""
    plain = number.strip().translate(_ALIKE)
    if len(plain) < 9 or not (plain.isascii() and plain.isdigit()) or len(plain) > 18:
        return None
    return int(plain[:-1]) if str(_check(plain[:-1])) == plain[-1] else None


def _check(digits: str) -> int:
    rest = 10
    for digit in digits:
        rest = (rest + int(digit)) % 10 or 10
        rest = rest * 2 % 11
    return (11 - rest) % 10


def new_receipt_code() -> str:
    """``7KQM-P3XD-9WTB-H5RA``: 16 signs by chance, nearly 80 bits."""
    text = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def plain_code(code: str) -> str:
    """A receipt code as it is compared, however it was typed; empty where it cannot be one."""
    plain = code.upper().translate(_ALIKE)
    return plain if len(plain) == LENGTH and all(sign in SIGNS for sign in plain) else ""
