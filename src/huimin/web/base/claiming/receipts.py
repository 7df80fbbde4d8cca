"""A receipt code on its way to the page that shows it: sealed by a signature in a cookie of that one page, for minutes.

The code is kept nowhere: the store of claims has a hash of it. It never stands in an address, a log or the database.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import HttpResponse

COOKIE = "huimin-receipt"
SECONDS = 15 * 60
_SALT = "huimin.receipt"


def hand_out(request: Any, answer: HttpResponse, claim: str, code: str, path: str) -> None:
    """Give the code to the browser for the page at ``path``, and to no other page."""
    answer.set_cookie(
        COOKIE, signing.dumps([claim, code], salt=_SALT), max_age=SECONDS, path=path, httponly=True,
        samesite="Strict", secure=request.is_secure(),
    )  # fmt: skip


def shown_code(request: Any, claim: str = "") -> str:
    """The code that was just handed out (for this claim); empty where there is none any more."""
    return held(request, claim)[1]


def held(request: Any, claim: str = "") -> tuple[str, str]:
    """The claim and code that were just handed out."""
    try:
        found, code = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=SECONDS)
    except (signing.BadSignature, ValueError):
        return "", ""
    return ("", "") if claim and str(found) != claim else (str(found), str(code))


def take_back(answer: HttpResponse, path: str) -> None:
    """Forget the code in this browser."""
    answer.delete_cookie(COOKIE, path=path, samesite="Strict")
