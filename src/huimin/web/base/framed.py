"""A page whose body was made before, put into the reader's frame.

The frame (heading, navigation, forms for language and signing out) is the same for one reader on all pages of one part
of the site but for the title, the address and the token that protects forms. It is rendered once with marks in the
place of those three, and kept compressed; an answer joins the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from markupsafe import Markup, escape

from huimin.web.base import place
from huimin.web.base.pages import common
from huimin.web.base.spliced import Piece, answer, packed, stored

_MARKS = {"title": "\x02title\x03", "body": "\x02body\x03", "token": "\x02token\x03", "address": "\x02address\x03"}
_PARTS = re.compile("\x02([a-z]+)\x03")
_FRAMES_KEPT = 512
_TOKENS_KEPT = 10_000
_tokens: dict[str, str] = {}
_frames: dict[tuple[Any, ...], list[str | Piece]] = {}


class _Marked:
    """Stands for the request while the frame is rendered."""

    def __init__(self, request: Any) -> None:
        self._request = request

    def __getattr__(self, name: str) -> Any:
        return getattr(self._request, name)

    def get_full_path(self) -> str:
        """A mark in the place of the address."""
        return _MARKS["address"]


def framed(request: Any, title: str, body: Sequence[Piece], style: str = "", script: str = "") -> HttpResponse:
    """A page of prepared pieces in the reader's frame; ``style`` and ``script`` name static files."""
    values = {"title": stored(str(escape(title)).encode()), "address": stored(_address(request.get_full_path())),
              "token": stored(_token(request).encode())}  # fmt: skip
    pieces: list[Piece] = []
    for part in _frame(request, style, script):
        if isinstance(part, Piece):
            pieces.append(part)
        elif part == "body":
            pieces += body
        else:
            pieces.append(values[part])
    return answer(request, pieces)


def _token(request: Any) -> str:
    """The token that protects forms.

    Django masks it anew for each page, so that a page's compressed length tells nothing about it (the attack BREACH).
    Here it stands in a block that is not compressed, so one mask serves as long as the reader's secret.
    """
    secret = request.META.get("CSRF_COOKIE", "")
    known = _tokens.get(secret) if secret else None
    if known is None:
        known = get_token(request)
        if len(_tokens) >= _TOKENS_KEPT:
            _tokens.clear()
        _tokens[request.META["CSRF_COOKIE"]] = known
    return known


@lru_cache(maxsize=4096)
def _address(path: str) -> bytes:
    return str(escape(path)).encode()


def _frame(request: Any, style: str, script: str) -> list[str | Piece]:
    """The reader's frame: pieces, and the names of what goes in between."""
    notes = list(get_messages(request))
    person, rights = request.person, request.rights
    context = (request.lang, person.pk, person.name, rights.roles, rights.today, _part_of_site(request.path), style,
               script, settings.HUIMIN_WORKSPACE, place.definitions().title)  # fmt: skip
    if notes:
        return _render(request, style, script, notes)
    found = _frames.get(context)
    if found is None:
        if len(_frames) >= _FRAMES_KEPT:
            _frames.clear()
        found = _frames[context] = _render(request, style, script, notes)
    return found


def _part_of_site(path: str) -> str:
    """As much of an address as decides which entry of the navigation is marked."""
    return path.split("/", 2)[1]


def _render(request: Any, style: str, script: str, notes: list[Any]) -> list[str | Piece]:
    """Render the frame with marks, and cut it at them."""
    template = engines["jinja2"].env.get_template("base/framed.html")
    known = {**common(request), "request": _Marked(request), "notes": notes, "title": _MARKS["title"],
             "body": Markup(_MARKS["body"]), "style": style, "script": script}  # fmt: skip
    known["hidden"] = lambda _: Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(
        _MARKS["token"]
    )
    cut = _PARTS.split(template.render(known))
    return [one if number % 2 else packed(one.encode()) for number, one in enumerate(cut)]
