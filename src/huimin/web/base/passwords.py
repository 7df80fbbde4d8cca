"""Passwords: what a new one must be like, and one-time passwords that an administrator hands out."""

from __future__ import annotations

import secrets
from typing import Any

from argon2 import PasswordHasher
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from huimin.findings import Finding, Severity

SHORTEST = 10
LONGEST = 200
# What offices here really choose, beyond the twenty thousand that Django knows; compared in lower case, with digits,
# marks and repetitions at the end taken off.
_COMMON = frozenset((
    "huimin", "woaini", "woaiwojia", "woaizhongguo", "admin", "administrator", "root", "password", "passw0rd",
    "p@ssw0rd", "p@ssword", "zhongguo", "beijing", "jisheng", "weijian", "weijiwei", "weishengju", "renkou",
    "renkoujiating", "kaohe", "baobiao", "gongwuyuan", "zhengfu", "xiangzhen", "qwer", "qwerty", "qwertyuiop",
    "asdf", "asdfgh", "asdfghjkl", "zxcvbnm", "1qaz2wsx", "1q2w3e4r", "1qaz@wsx", "abc", "abcd", "aa", "a", "qq",
    "iloveyou", "welcome", "changeme", "mima", "wodemima",
))  # fmt: skip
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is taken for one another when read aloud or typed off


def faults(password: str, person: Any) -> list[Finding]:
    """Everything that is wrong with a new password of a person; ``person`` has ``username`` and ``name``."""
    validators = (
        MinimumLengthValidator(SHORTEST), CommonPasswordValidator(), NumericPasswordValidator(),
        UserAttributeSimilarityValidator(("username", "name")),
    )  # fmt: skip
    found = []
    for validator in validators:
        try:
            validator.validate(password, person)
        except ValidationError as problem:
            found.append(str(problem.error_list[0].code))
    if "password_too_common" not in found and _ours(password):
        found.append("password_too_common")
    if len(password) > LONGEST:
        found.append("password_too_long")
    return [_finding(code) for code in found]


def _ours(password: str) -> bool:
    plain = password.lower()
    return plain in _COMMON or plain.rstrip("0123456789!@#$%^&*.,?_-") in _COMMON


def _finding(code: str) -> Finding:
    match code:
        case "password_too_short":
            return Finding("password-too-short", Severity.ERROR, facts={"count": SHORTEST})
        case "password_too_long":
            return Finding("password-too-long", Severity.ERROR, facts={"count": LONGEST})
        case "password_too_common":
            return Finding("password-too-common", Severity.ERROR)
        case "password_entirely_numeric":
            return Finding("password-only-digits", Severity.ERROR)
        case _:
            return Finding("password-like-name", Severity.ERROR)


def one_time() -> str:
    """A password to be handed out and changed at once: sixteen signs, 79 bits of chance."""
    drawn = [secrets.choice(_LETTERS) for _ in range(16)]
    return "-".join("".join(drawn[at : at + 4]) for at in range(0, 16, 4))


def hash_of_one_time(password: str) -> str:
    """Its hash, made quickly: what nobody can guess needs no slow hash, and an office may hand out a thousand.

    Django's argon2 hasher reads it, and signing in would make it slow if the password were kept.
    """
    return "argon2" + PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(password)
